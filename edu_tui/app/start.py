"""From the command line to the app: opens library and progress, then runs."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from pathlib import Path

from edu_tui.app.app import EduApp
from edu_tui.app.context import Context
from edu_tui.app.routes import route_from
from edu_tui.app.runner import run
from edu_tui.library.library import open_library
from edu_tui.progress.learners import Learner
from edu_tui.progress.store import ProgressStore


def start(library_root: Path, cache_dir: Path | None, learner: Learner, *, log_dir: Path | None = None, at: str = "") -> int:
    """Run the app on the library at `library_root` for `learner`; `at` as in `routes.route_from`. The exit code.

    Raises `LibraryError` and `NotSaved` before anything is drawn.
    """
    library = open_library(library_root, cache_dir)
    store = ProgressStore.open(learner.folder, now=lambda: datetime.now(UTC).astimezone())
    # What is loaded by now stays: the collector need not look at it again at every turn of a page.
    gc.freeze()
    return run(lambda: EduApp(Context(library, store, learner.name), route_from(at)), log_dir)
