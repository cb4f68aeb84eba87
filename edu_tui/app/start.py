"""From an opened library to the running app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from edu_tui.app.app import EduApp
from edu_tui.app.context import Context
from edu_tui.app.routes import route_from
from edu_tui.app.runner import run
from edu_tui.library.opening import Opening
from edu_tui.progress.learners import Learner, Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.store import ProgressStore


def start(
    opening: Opening, learner: Learner, *, log_dir: Path | None = None, at: str = "", now: Callable[[], datetime] = wall_clock
) -> int:
    """Run the app on the library that is being opened, for `learner`; `at` as in `routes.route_from`. The exit code.

    Raises `NotSaved` before anything is drawn.
    """
    store = ProgressStore.open(learner.folder, now=now)
    library = opening.finish()
    return run(lambda: EduApp(Context(library, store, learner.name, now=now), route_from(at), Learners(learner.data)), log_dir)
