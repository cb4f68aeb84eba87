"""What all screens share: the library, the learner's progress, and small things worth remembering."""

from __future__ import annotations

import time
from collections import ChainMap, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from edu_tui.app.recent import MARK as RECENT
from edu_tui.app.recent import remembered
from edu_tui.app.routes import Route
from edu_tui.app.themes import DEFAULT_THEME
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.events import Event
from edu_tui.progress.learners import DEFAULT
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.presence import Presence
from edu_tui.progress.state import LearnerState, advance
from edu_tui.progress.store import ProgressStore
from edu_tui.study.overview import Done, done_by_module

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from edu_tui.library.lock_changes import Arrivals
    from edu_tui.library.lock_past import Past
    from edu_tui.library.terms import TermMatcher
    from edu_tui.study.arrivals import Here
    from edu_tui.study.cards import Memories
    from edu_tui.study.digest import Digest
    from edu_tui.study.news import News
    from edu_tui.study.page_news import PageNews
    from edu_tui.study.places import Whereabouts
    from edu_tui.study.practice import PracticeStore
    from edu_tui.study.store import Store

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
    """The library and one learner's progress. No screen waits for the disk: small things are saved by a thread of their own.

    `on_trouble` is called, in that thread, with the sentence of a save that failed, `on_change` when events were added. `monotonic` gives
    seconds, `now` the time, with the zone of this computer.
    """

    def __init__(
        self,
        library: Library,
        store: ProgressStore | PracticeStore,
        learner: str,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        self.library, self.store, self.learner, self.monotonic, self.now = library, store, learner, monotonic, now
        self.catalogue = library.catalogue
        self.on_trouble: Callable[[str], object] = lambda _: None
        self.on_change: Callable[[], object] = lambda: None
        self._lock = Lock()
        self._held: dict[str, Any] = {}
        self._fresh: deque[Event] = deque()
        self._trouble = ""
        self._opened, self._noting = self.now(), Lock()
        self._presence = Presence(store.folder) if isinstance(store, ProgressStore) else None
        self._attend()
        self.preferences = self._mark("preferences", Preferences) or Preferences()

    def signed(self, *parts: str) -> str:
        """What the title bar says of a page, with the name of a learner who gave one: nobody should learn under another's."""
        name = "" if self.learner == DEFAULT else self.learner
        return " · ".join(part for part in (*parts, name) if part)

    # --- reading the progress --------------------------------------------------------------------------------------------------

    @property
    def state(self) -> LearnerState:
        """What the events up to now add up to. It never waits for a save that is on its way."""
        state = self._folded
        while self._fresh:
            advance(state, (self._fresh.popleft(),))
        return state

    @cached_property
    def _folded(self) -> LearnerState:
        return self.store.fold()

    def progress(self, audience: Audience) -> dict[str, Done]:
        """How much is done of the modules that can be shown to an audience, by module."""
        return done_by_module(self.catalogue, audience, self.state)

    def reading(self, module: str = "", audience: Audience | None = None) -> ReadingPlace | None:
        """Where the learner stopped: in this module, or anywhere."""
        return self._mark(f"reading:{module}:{audience}" if module else "reading", ReadingPlace)

    @cached_property
    def terms(self) -> TermMatcher | None:
        """The glossary, ready to be found in text."""
        from edu_tui.library.terms import compile_terms

        return compile_terms(self.library.ledger.terms.values())

    @cached_property
    def digest(self) -> Digest:
        """What is worked out of the learner's answers; only what was answered since is worked out again."""
        from edu_tui.study.cards import cards
        from edu_tui.study.digest import Digest

        deck = cards(self.catalogue).values()
        return Digest.of(deck, self.store) if isinstance(self.store, ProgressStore) else Digest(deck)

    @property
    def memories(self) -> Memories:
        """What is kept in memory of every card."""
        return self.digest.memories

    @cached_property
    def news(self) -> News:
        """What changed in the library since the learner's answers."""
        from edu_tui.study.news import News

        return News(self.library, self.past, self.arrivals)

    @cached_property
    def page_news(self) -> PageNews:
        """What changed on the pages that the learner has read."""
        from edu_tui.study.page_news import PageNews

        return PageNews(self.library, self.past, self.arrivals)

    @cached_property
    def past(self) -> Past:
        """What the lock of the library tells of the past."""
        from edu_tui.library.lock_past import past_of

        return past_of(self.library)

    @cached_property
    def arrivals(self) -> Arrivals:
        """Which moments of locking reached the learner late."""
        from edu_tui.study.arrivals import arrivals_now

        return arrivals_now(self._here, self.marks, self.state.arrivals(), lambda: self.store.events)

    @cached_property
    def _here(self) -> Here:
        from edu_tui.study.arrivals import Here

        return Here(self.catalogue.id, self.past.moments, self._opened)

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever kept of this learner: for her nothing is news."""
        return not isinstance(self.store, ProgressStore) or not len(self.store)

    @property
    def news_is_there(self) -> bool:
        """Whether `page_news` can be asked without waiting for the disk."""
        return "past" in self.__dict__

    def recall_news(self) -> None:
        """Have the news at hand if earlier programs left all that they, and today's review, rest on: the first frame can tell them then."""
        if self.is_new or (self.quiz_state.answers and not self.digest.goes_on):
            return
        from edu_tui.library.lock_past import known_past

        past = known_past(self.library)
        if past is not None:
            self.past = past

    def fetch_news(self) -> None:
        """Read what `page_news` rests on, and note what of it is new on this computer. It waits for the disk: call it in a thread."""
        if self.is_new:
            return
        from edu_tui.study.arrivals import note_arrivals

        here = self._here
        if not self.store.read_only:
            with self._noting, suppress(NotSaved):
                note_arrivals(here, self, lambda: self.store.events)

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """Where the sections of which the learner keeps something are now."""
        from edu_tui.study.places import Whereabouts

        return Whereabouts(self.library)

    # --- saving ----------------------------------------------------------------------------------------------------------------

    def append(self, *events: Event) -> None:
        """Save events durably, or raise `NotSaved`. It waits for the disk: call it in a thread."""
        self.store.append(*events)
        self._attend()
        self._fresh.extend(events)
        self.on_change()

    def append_soon(self, event: Event) -> None:
        """Save an event in the saver's thread."""
        self._saver.submit(self._try, lambda: self.append(event))

    def refresh(self) -> None:
        """Bring in what other windows of this learner have saved. It waits for the disk: call it in a thread.

        Raises NotSaved if the learner's folder cannot be read.
        """
        arrived = self.store.refresh()
        if arrived:
            self._fresh.extend(arrived)
            self.on_change()

    @property
    def marks(self) -> Mapping[str, Any]:
        """The latest small values, those that are still to be written included."""
        with self._lock:
            return ChainMap(dict(self._held), self.store.marks)  # type: ignore[arg-type]  # only read

    def hold(self, key: str, value: Any) -> None:
        """Set a small value that `write_down`, at the latest `close`, puts on disk; None forgets it."""
        with self._lock:
            self._held[key] = value

    def write_down(self) -> None:
        """Put on disk, soon, what is held. Best effort: the next answer will say so if the disk refuses, and `close` tries once more."""
        if self._held and not self.store.read_only:
            self._saver.submit(self._write_quietly)

    def set_mark(self, key: str, value: Any) -> None:
        """Set a small value, and put it on disk soon."""
        self.hold(key, value)
        self.write_down()

    def prefer(self, **changes: Any) -> None:
        """Change preferences and remember them."""
        self.preferences = msgspec.structs.replace(self.preferences, **changes)
        self.set_mark("preferences", msgspec.to_builtins(self.preferences))

    def hold_place(self, place: ReadingPlace) -> None:
        """Remember where the learner reads, on disk only with the next `write_down`."""
        value = msgspec.to_builtins(place)
        self.hold("reading", value)
        self.hold(f"reading:{place.module}:{place.audience}", value)

    def visit(self, route: Route) -> None:
        """Remember a place among those visited last, on disk only with the next `write_down`."""
        recent = remembered(self.marks.get(RECENT), route)
        if recent is not None:
            self.hold(RECENT, recent)

    def settle(self) -> None:
        """Return when all that waits to be saved is on disk. It waits for the disk: call it in a thread.

        Raises NotSaved for a small value that cannot be put there; it stays held.
        """
        if "_saver" in self.__dict__:
            self._saver.submit(lambda: None).result()
        if self._held and not self.store.read_only:
            self._write_held()

    def close(self) -> None:
        """Finish saving and close the store. A trouble that lasts is told once more: whoever listens now may be another."""
        self._trouble = ""
        if "_saver" in self.__dict__:
            self._saver.shutdown(wait=True)
        if self._held and not self.store.read_only:
            self._try(self._write_held)
        self.store.close()
        if self._presence is not None:
            self._presence.leave()

    def _attend(self) -> None:
        """Be seen in the learner's folder, which may not have been there before."""
        if self._presence is not None:
            self._presence.attend()

    @cached_property
    def _saver(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # the app starts without it

        return ThreadPoolExecutor(1, "saver")

    def _write_held(self) -> None:
        with self._lock:
            held = dict(self._held)
        for key, value in held.items():
            self.store.set_mark(key, value)
            with self._lock:
                if self._held.get(key) is value:
                    del self._held[key]

    def _write_quietly(self) -> None:
        with suppress(NotSaved):
            self._write_held()

    def _try(self, save: Callable[[], object]) -> None:
        """Save; a trouble that lasts is told once."""
        try:
            save()
        except NotSaved as error:
            trouble = str(error)
            if trouble != self._trouble:
                self.on_trouble(trouble)
            self._trouble = trouble
        else:
            self._trouble = ""

    def _mark(self, key: str, kind: type[_Remembered]) -> _Remembered | None:
        try:
            return msgspec.convert(self.marks.get(key), kind)
        except msgspec.ValidationError:
            return None

    # --- quizzes ---------------------------------------------------------------------------------------------------------------

    @property
    def quiz_store(self) -> Store:
        """Where a quiz saves: with the learner's progress, or, where that cannot be written, in memory only."""
        return self.practice if self.store.read_only else self

    @property
    def quiz_state(self) -> LearnerState:
        """What a quiz goes on from."""
        return self.practice.fold() if self.store.read_only else self.state

    @cached_property
    def practice(self) -> PracticeStore:
        """Answers that will not be saved."""
        from edu_tui.study.practice import PracticeStore

        return PracticeStore()
