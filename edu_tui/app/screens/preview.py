"""`PreviewScreen`: a file as learners see it, drawn anew at each save, beside what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from edu_tui.app.pages.preview import Surroundings
from edu_tui.app.pages.preview_findings import counted, in_order
from edu_tui.app.screens.preview_aside import PreviewAside
from edu_tui.app.screens.preview_stage import WIDE
from edu_tui.app.screens.preview_watching import Checked, FileWatch, LibraryWatch
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.notice import Notice
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.roles import LibraryFile
from edu_tui.library.sources import stamp
from edu_tui.study.preview_changes import homes_of
from edu_tui.study.preview_parts import COVER
from edu_tui.study.preview_reading import Preview, Reading, preview


class StateBar(TitleBar):
    """A second bar, for what was found."""

    DEFAULT_CSS = "StateBar { dock: none; background: $background; }"


class PreviewScreen(PreviewAside):
    """One file of the library at `root`. It writes nothing and opens no learner; `failed` notes faults of ours."""

    DEFAULT_CSS = """
    PreviewScreen #body { layout: horizontal; height: 1fr; }
    """

    def __init__(
        self, root: Path, file: LibraryFile, around: Surroundings, cache: Path | None, failed: Callable[[Exception], object]
    ) -> None:
        super().__init__(file, around)
        self._root, self._failed = root, failed
        self._reader = FileWatch(root, file, self._told, failed)
        self._checker = LibraryWatch(root, cache, lambda checked: self.call_later(self.take_checks, checked), failed)
        self._checked: tuple[Diagnostic, ...] | None = None
        self._asked_for = 0
        self._trouble = ""
        self._wanted: str | None = None
        self.is_checking = True
        self.state_bar = StateBar("checking …")
        self.note = Notice(id="note")

    def compose(self) -> ComposeResult:
        """Title, page with the findings beside it, what is to be said, the line to type in, how many findings, keys."""
        yield self.title_bar
        with Container(id="body"):
            with Container(id="stage"):
                yield self.page
                yield self.slide
            yield self.aside
        yield self.note
        yield self.notice
        yield self.answer
        yield self.state_bar
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to watch."""
        self.page.focus()
        self._reader.start()
        self._checker.start()

    def finish(self) -> None:
        """Watch no more."""
        self._reader.close()
        self._checker.close()

    def on_resize(self, _event: events.Resize) -> None:
        """Findings beside the page stand open, those below it are asked for."""
        self.set_class(self.size.width >= WIDE and not self.folded, "-aside")
        self.set_width(self.columns if self.columns in self.widths() else 0)

    # --- what the threads tell -------------------------------------------------------------------------------------------------

    def _told(self, reading: Reading) -> None:
        """A look at the file, in the thread."""
        self.call_later(self.take, reading)

    def take(self, reading: Reading) -> None:
        """Show the file as it is now; what was found in it follows."""
        if reading.file != self.file:
            return
        former, self.preview = self.preview, preview(reading, self.preview)
        known = former.parts[self.at].id if former.parts and former.file == reading.file else None
        change, wanted, self._wanted = self.preview.change, self._wanted, None
        self.at = change.part if change else self.place_of(known if wanted is None else wanted)
        self.draw(keep=self.part is not None and self.part.id == known)
        self._sift(former)
        if change is not None:
            self.reveal(change.line)
        self.is_checking = True
        self.tell()
        self.call_after_refresh(self._check)

    def _check(self) -> None:
        """Look for faults, now that the page is drawn."""
        self._asked_for = self._checker.ask()

    def take_checks(self, checked: Checked) -> None:
        """Show what was found in the library, and the page again if what stands around it changed."""
        self.is_checking = self.is_checking and checked.number < self._asked_for
        self._trouble = checked.trouble
        first, self.is_checked = not self.is_checked, True
        if checked.findings is not None:
            self._checked = checked.findings
        if checked.around is not None and checked.around is not self.around:
            self.around = checked.around
            self.draw(keep=True)
        self._sift(self.preview, anew=first)
        self.tell()

    def _sift(self, former: Preview, *, anew: bool = False) -> None:
        """The findings in this file: those of its parser as they are now, those of the rules as they were at the last check."""
        rules = {item for item in self._checked or () if item.path == self.file.path} - set(former.faults)
        found = in_order((*self.preview.faults, *rules))
        if anew or found != self.findings or not self.aside.lines:
            self.list_findings(found)
        self.sign()

    def sign(self) -> None:
        """Put signs beside the blocks of the part that is shown."""
        units = self.preview.units
        homes = homes_of(units, [item.line for item in self.findings]) if units else ()
        pairs = zip(homes, self.findings, strict=False)
        self.page.sign((home.line, item.severity) for home, item in pairs if home.part == self.at)

    def tell(self) -> None:
        """The bars, and what the author should know of the file."""
        super().tell()
        self.note.tell(self.preview.note or self._trouble)
        found = counted(self.findings) if self.findings or not self.is_checking else ""
        words = ", ".join([word for word in (found, "checking …" if self.is_checking else "") if word])
        self.state_bar.tell(words[0].upper() + words[1:], f"as in {self.columns} columns" if self.columns else "")

    # --- keys ------------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys hold now."""
        if action == "flip":
            return self.file.audience is not None
        return super().check_action(action, parameters)

    def action_flip(self) -> None:
        """Show the file for the other audience."""
        other = self.file.twin
        if other is None:
            return
        if stamp(self._root, other.path) is None:
            self.notice.tell(f"There is no {other.path} yet, so this is told to one audience only.")
            return
        self._wanted = self.part.id if self.part else COVER
        self.file = other
        self._reader.close()
        self._reader = FileWatch(self._root, other, self._told, self._failed)
        self._reader.start()
