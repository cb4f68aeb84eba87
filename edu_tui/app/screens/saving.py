"""`SavingScreen`: saves in a thread, so that no key waits for the disk, and says what could not be saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from edu_tui.app.context import Context
from edu_tui.app.screens.saying import SayingScreen
from edu_tui.app.widgets.notice import Notice
from edu_tui.progress.errors import NotSaved

SAVING_SECONDS = 0.3
"""A save that takes longer is told."""

_T = TypeVar("_T")


class SavingScreen(SayingScreen):
    """A screen with a notice. While `saving` nothing that is being saved may be changed; `saving_told` says that it takes long."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.notice = Notice(id="notice")
        self.saving = self.saving_told = False

    def tell(self) -> None:
        """Say in the title where the learner is and how things stand."""
        raise NotImplementedError

    def save(self, step: Callable[[], _T], then: Callable[[_T], object]) -> None:
        """Take a step that saves, and do `then` with what it gives.

        If it is not saved the learner is told why, and nothing else happens. While one step is being saved there is no other.
        """
        if self.saving:
            return
        self.saving = True
        self.refresh_bindings()
        self.set_timer(SAVING_SECONDS, self._tell_saving)

        def work() -> None:
            try:
                result = step()
            except NotSaved as error:
                self.call_later(self._not_saved, str(error))
            else:
                self.call_later(self._saved, partial(then, result))

        self.run_worker(work, thread=True, group="saving")

    def _saved(self, then: Callable[[], object]) -> None:
        self.saving = self.saving_told = False
        then()
        self.tell()

    def _not_saved(self, sentence: str) -> None:
        self.saving = self.saving_told = False
        self.tell()
        self.notice.tell(sentence)

    def _tell_saving(self) -> None:
        if self.saving:
            self.saving_told = True
            self.tell()
