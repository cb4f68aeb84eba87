"""`PreviewApp`: a file as learners see it, for its author. It opens no learner, and writes nothing."""

from __future__ import annotations

from pathlib import Path

from edu_tui.app import crashlog
from edu_tui.app.pages.preview import Surroundings
from edu_tui.app.runner import run
from edu_tui.app.screens.preview import PreviewScreen
from edu_tui.app.screens.preview_commands import ABOUT
from edu_tui.app.screens.preview_watching import surroundings
from edu_tui.app.window import WindowApp
from edu_tui.library.opening import Opening
from edu_tui.library.roles import LibraryFile


class PreviewApp(WindowApp):
    """Shows one file of the library at `root` with what stands `around` it; parsed files are kept below `cache`, faults in `log_dir`."""

    ABOUT = ABOUT

    def __init__(self, root: Path, file: LibraryFile, around: Surroundings, cache: Path | None = None, log_dir: Path | None = None) -> None:
        self.window = PreviewScreen(root, file, around, cache, self._note)
        self._log_dir = log_dir
        super().__init__(self.window)

    def finish(self) -> None:
        """Watch no more."""
        self.window.finish()

    def _note(self, error: Exception) -> None:
        """Note a fault of ours that the preview survives."""
        if self._log_dir is not None:
            crashlog.record(error, self._log_dir)


def start_preview(opening: Opening, root: Path, file: LibraryFile, cache: Path, *, log_dir: Path | None = None) -> int:
    """Run the preview of a file of the library that is being opened. The exit code."""
    around = surroundings(opening.finish())
    return run(lambda: PreviewApp(root, file, around, cache, log_dir), log_dir)
