"""From an opened library to the running app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from edu_tui.progress.learners import Learner, Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.opening import StoreOpening

if TYPE_CHECKING:
    from edu_tui.library.opening import Opening


def start(
    opening: Opening, learner: Learner, *, log_dir: Path | None = None, at: str = "", now: Callable[[], datetime] = wall_clock
) -> int:
    """Run the app on the library that is being opened, for `learner`; `at` as in `routes.route_from`. The exit code.

    Raises `NotSaved` before anything is drawn.
    """
    store = StoreOpening(learner.folder, now)

    from edu_tui.app.app import EduApp  # brings Textual, and takes as long
    from edu_tui.app.context import Context
    from edu_tui.app.routes import route_from
    from edu_tui.app.runner import run

    progress, library = store.finish(), opening.finish()
    return run(lambda: EduApp(Context(library, progress, learner.name, now=now), route_from(at), Learners(learner.data)), log_dir)
