"""What is opened when another learner takes over."""

from __future__ import annotations

from edu_tui.app.context import Context
from edu_tui.progress.learners import Learner
from edu_tui.progress.store import ProgressStore
from edu_tui.study.practice import PracticeStore

GUEST = "guest"
"""What the title bar calls a learner of whom nothing is kept."""


def next_context(former: Context, learner: Learner | None) -> Context:
    """The library with the progress of `learner`, or of a guest, who sees things as the learner before her did.

    It waits for the disk: call it in a thread. Raises NotSaved if the progress cannot be read.
    """
    if learner is not None:
        store = ProgressStore.open(learner.folder, now=former.now)
        return Context(former.library, store, learner.name, monotonic=former.monotonic, now=former.now)
    context = Context(former.library, PracticeStore(), GUEST, monotonic=former.monotonic, now=former.now)
    context.preferences = former.preferences
    return context
