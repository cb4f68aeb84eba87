"""What all screens share: the library, the learner's progress, and small things worth remembering."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypeVar

import msgspec

from edu_tui.app.themes import DEFAULT_THEME
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.state import LearnerState, advance
from edu_tui.progress.store import ProgressStore
from edu_tui.render.terms import TermMatcher, compile_terms
from edu_tui.study.overview import ModuleProgress, overview
from edu_tui.study.practice import PracticeStore
from edu_tui.study.quiz_session import Store

_Remembered = TypeVar("_Remembered", bound=msgspec.Struct)


class Preferences(msgspec.Struct, frozen=True):
    """What the learner chose: kept as the mark `preferences`."""

    audience: Audience = Audience.CLINICIAN
    theme: str = DEFAULT_THEME


class ReadingPlace(msgspec.Struct, frozen=True):
    """Where the learner stopped reading: kept as the mark `reading`, and one for each module as `reading:MODULE:AUDIENCE`."""

    module: str
    audience: Audience
    section: str
    source: int = 0
    part: float = 0.0


class Context:
    """The library and one learner's progress. Marks and reading are saved by a thread of its own, so that a slow disk never stops the keys.

    `on_trouble` is called, in that thread, with the sentence of a save that failed.
    """

    def __init__(self, library: Library, store: ProgressStore, learner: str) -> None:
        self.library, self.store, self.learner = library, store, learner
        self.catalogue = library.catalogue
        self.on_trouble: Callable[[str], object] = lambda _: None
        self.preferences = self._mark("preferences", Preferences) or Preferences()
        self._state = LearnerState()
        self._folded = 0

    def now(self) -> datetime:
        """The time, with the zone of this computer."""
        return datetime.now(UTC).astimezone()

    # --- reading the progress --------------------------------------------------------------------------------------------------

    @property
    def state(self) -> LearnerState:
        """What was folded from the events up to now."""
        events = self.store.events
        if len(events) > self._folded:
            advance(self._state, events[self._folded :])
            self._folded = len(events)
        return self._state

    def progress(self) -> dict[tuple[str, Audience], ModuleProgress]:
        """How far the learner is, by module and audience."""
        return {(item.module, item.audience): item for item in overview(self.catalogue, self.state)}

    def reading(self, module: str = "", audience: Audience | None = None) -> ReadingPlace | None:
        """Where the learner stopped: in this module, or anywhere."""
        return self._mark(f"reading:{module}:{audience}" if module else "reading", ReadingPlace)

    @cached_property
    def terms(self) -> TermMatcher | None:
        """The glossary, ready to be found in text."""
        return compile_terms(self.library.ledger.terms.values())

    # --- saving ----------------------------------------------------------------------------------------------------------------

    @cached_property
    def _saver(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(1, "saver")

    @property
    def quiz_store(self) -> Store:
        """Where a quiz saves: the learner's store, or nothing at all if it cannot be written."""
        return self._practice if self.store.read_only else _QuizStore(self)

    @cached_property
    def _practice(self) -> PracticeStore:
        return PracticeStore()

    def soon(self, save: Callable[[], Any]) -> Future[None]:
        """Let `save` run in the saver's thread, after what was given before."""
        return self._saver.submit(self._try, save)

    def settle(self) -> None:
        """Wait until everything given to `soon` is done."""
        if "_saver" in self.__dict__:
            self._saver.submit(lambda: None).result()

    def prefer(self, **changes: Any) -> None:
        """Change preferences and remember them."""
        self.preferences = msgspec.structs.replace(self.preferences, **changes)
        self.remember("preferences", self.preferences)

    def remember_place(self, place: ReadingPlace) -> None:
        """Remember where the learner reads."""
        self.remember("reading", place)
        self.remember(f"reading:{place.module}:{place.audience}", place)

    def remember(self, key: str, value: msgspec.Struct) -> None:
        """Set a mark, soon."""
        if not self.store.read_only:
            self.soon(lambda: self.store.set_mark(key, msgspec.to_builtins(value)))

    def close(self) -> None:
        """Finish saving and close the store."""
        if "_saver" in self.__dict__:
            self._saver.shutdown(wait=True)
        self.store.close()

    def _try(self, save: Callable[[], Any]) -> None:
        try:
            save()
        except NotSaved as error:
            self.on_trouble(str(error))

    def _mark(self, key: str, kind: type[_Remembered]) -> _Remembered | None:
        try:
            return msgspec.convert(self.store.marks[key], kind)
        except (KeyError, msgspec.ValidationError):
            return None


class _QuizStore:
    """The learner's store as a quiz sees it: answers are saved at once, drafts soon."""

    def __init__(self, context: Context) -> None:
        self._context = context
        context.settle()

    @property
    def events(self) -> Any:
        """All events."""
        return self._context.store.events

    @property
    def marks(self) -> Any:
        """Latest-wins values."""
        return self._context.store.marks

    def append(self, *events: Any) -> None:
        """Save events durably."""
        self._context.store.append(*events)

    def set_mark(self, key: str, value: Any) -> None:
        """Set a mark, soon."""
        self._context.soon(lambda: self._context.store.set_mark(key, value))
