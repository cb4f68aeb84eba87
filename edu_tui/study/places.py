"""What a learner keeps of sections, bookmarks and notes, and where these sections are in the library as it is now.

A section is known by its module, audience and id (`progress.subjects`): what was kept stays with it however its module is reordered,
retitled or rewritten. Only when the id itself has gone a section is looked for by its landmark: among the sections of its module, and, if
its words are nearly the same, among those of the other modules for the same audience. Its title, or pairs of neighbouring words from its
beginning, must be found again; where both serve an objective less of that is enough. When nothing is like enough the section is gone, and
what was kept is shown with its old title: a wrong place would be worse than none. What is kept later of a section that was found so goes on
under the old name, so that one note stays one note, and undo takes back one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

import msgspec

from edu_tui.library import modules
from edu_tui.library.catalogue import SectionEntry
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience, Module
from edu_tui.library.search_words import words
from edu_tui.library.walk import own_inlines, plain, walk_blocks
from edu_tui.progress.events import Bookmarked, Landmark, Noted, new_id, stamp
from edu_tui.progress.moments import moment
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import Section
from edu_tui.progress.subjects import section_of, section_subject

WORDS_KEPT = 40
"""Words from the beginning of a section that a landmark keeps: enough to know it by, little enough to save with each bookmark."""

LIKE, LIKE_WITH_OBJECTIVE, LIKE_ELSEWHERE = 0.75, 0.6, 0.9
"""How like its landmark (0 to 1) a section must be to be taken for it: in the module, with an objective in common, in another module."""

_PAIRS_WEIGH = 1.5
"""Half of the pairs of words found again say as much as a title that is three quarters the same: no two texts share them by chance."""


class Kept(msgspec.Struct, frozen=True):
    """A section of which something is kept under the name `subject`: where it is now, None if it is gone, and its title now or then.

    `note` is "" without one. `module` and `audience` are those of then.
    """

    subject: str
    now: Section | None
    title: str
    module: str
    audience: Audience
    bookmarked: bool = False
    note: str = ""


# --- landmarks -------------------------------------------------------------------------------------------------------------------


def landmark_of(module: Module, section: modules.Section) -> Landmark:
    """What to keep of a section as it is now."""
    begin = " ".join(_text(section)[:WORDS_KEPT])
    return Landmark(plain(section.title), section.objectives, module.sections.index(section), begin)


def _text(section: modules.Section) -> list[str]:
    """The words of a section as they are compared, without those of the leader's notes."""
    parts = (plain(inlines) for block in walk_blocks(section.blocks, notes=False) for _, inlines in own_inlines(block))
    return [word for part in parts for word in words(part)]


def likeness(landmark: Landmark, section: modules.Section) -> float:
    """How like its landmark a section is, by its title or by its words, 0 to 1."""
    title = SequenceMatcher(None, words(landmark.title), words(plain(section.title)), autojunk=False).ratio()
    kept = set(pairwise(words(landmark.words)))
    if not kept or title == 1:
        return title
    found = len(kept & set(pairwise(_text(section)))) / len(kept)
    return max(title, min(1.0, _PAIRS_WEIGH * found))


class _Candidate(NamedTuple):
    """A section that may be meant, how like it is, and its distance from the old place."""

    likeness: float
    nearness: int
    section: Section


def find_again(landmark: Landmark, module: Module) -> Section | None:
    """The section of `module` that is most like `landmark`, the nearest of several; None if none is like enough."""
    found = [
        _Candidate(like, -abs(at - landmark.place), Section(module.id, module.audience, section.id))
        for at, section in enumerate(module.sections)
        if (like := likeness(landmark, section)) >= (LIKE_WITH_OBJECTIVE if _share(landmark, section) else LIKE)
    ]
    return max(found).section if found else None


def _share(landmark: Landmark, section: modules.Section) -> bool:
    return not set(landmark.objectives).isdisjoint(section.objectives)


# --- where it is now -------------------------------------------------------------------------------------------------------------


class Whereabouts:
    """Where sections of earlier days are in `library`; what was looked for once is remembered."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._found: dict[tuple[str, Landmark | None], Section | None] = {}

    def of(self, subject: str, landmark: Landmark | None) -> Section | None:
        """Where the section `subject` is now; None for one that is gone, and for what is no section."""
        key = subject, landmark
        if key not in self._found:
            self._found[key] = self._look(subject, landmark)
        return self._found[key]

    def _look(self, subject: str, landmark: Landmark | None) -> Section | None:
        section = section_of(subject)
        if section is None or section.audience not in tuple(Audience):
            return None
        audience, catalogue = Audience(section.audience), self._library.catalogue
        entry = catalogue.module(section.module, audience)
        if entry is not None and (entry.broken or not section.section or entry.section(section.section)):
            return section  # of a page that cannot be read just now nobody knows that a section is gone
        if landmark is None:
            return None
        if entry is not None and (module := self._library.module(section.module, audience)) and (here := find_again(landmark, module)):
            return here
        others = (entry for entry in catalogue.modules if entry.audience is audience and entry.id != section.module and not entry.broken)
        return next((there for entry in others if (there := self._elsewhere(landmark, entry.id, audience))), None)

    def _elsewhere(self, landmark: Landmark, ident: str, audience: Audience) -> Section | None:
        module = self._library.module(ident, audience)
        there = find_again(landmark, module) if module else None
        section = module.section(there.section) if module and there else None
        return there if section and likeness(landmark, section) >= LIKE_ELSEWHERE else None

    def kept(self, state: LearnerState) -> tuple[Kept, ...]:
        """Every section with a bookmark or a note, in the order of the library, then those that are gone."""
        bookmarks, notes = state.bookmarks(), state.noted()
        subjects = [subject for subject in sorted({*bookmarks, *notes}) if section_of(subject)]
        if not subjects:
            return ()
        order = {section: number for number, section in enumerate(_in_order(self._library))}
        found = [self._kept(subject, bookmarks.get(subject), notes.get(subject)) for subject in subjects]
        return tuple(sorted(found, key=lambda one: order.get(one.now, len(order)) if one.now else len(order) + 1))

    def _kept(self, subject: str, bookmark: Bookmarked | None, note: Noted | None) -> Kept:
        section = section_of(subject)
        assert section is not None
        landmark = _latest_landmark([event for event in (bookmark, note) if event is not None])
        now = self.of(subject, landmark)
        entry = self._entry(now)
        title = entry.title if entry else landmark.title if landmark else section.section
        audience = Audience(section.audience) if section.audience in tuple(Audience) else Audience.CLINICIAN
        return Kept(subject, now, title, section.module, audience, bookmark is not None, note.text if note else "")

    def _entry(self, section: Section | None) -> SectionEntry | None:
        module = self._library.catalogue.module(section.module, Audience(section.audience)) if section else None
        return module.section(section.section) if module and section else None


def _latest_landmark(events: Iterable[Bookmarked | Noted]) -> Landmark | None:
    marks = [event.landmark for event in sorted(events, key=lambda event: moment(event.at).instant) if event.landmark]
    return marks[-1] if marks else None


def _in_order(library: Library) -> Iterator[Section]:
    """All sections, as Home lists their modules."""
    for entry in library.catalogue.modules:
        for section in entry.sections:
            yield Section(entry.id, entry.audience, section.id)


# --- keeping ---------------------------------------------------------------------------------------------------------------------


def kept_at(kept: Iterable[Kept], section: Section) -> tuple[Kept, ...]:
    """What is kept of the section that is now `section`."""
    return tuple(one for one in kept if one.now == section)


def subject_for_note(here: Sequence[Kept], section: Section) -> str:
    """Under which name a note on `section` is written: that of the note which is there already, or its own."""
    own = section_subject(section)
    noted = [one.subject for one in here if one.note]
    return own if own in noted or not noted else noted[0]


def toggled(here: Sequence[Kept], section: Section, landmark: Landmark, now: datetime) -> tuple[Bookmarked, ...]:
    """What to save when the bookmark on `section` is toggled: all that are there go, or one is put. Never empty."""
    there = [one.subject for one in here if one.bookmarked]
    at = stamp(now)
    if there:
        return tuple(Bookmarked(id=new_id(), at=at, subject=subject, on=False) for subject in there)
    return (Bookmarked(id=new_id(), at=at, subject=section_subject(section), landmark=landmark),)


def forgotten(one: Kept, now: datetime) -> tuple[Bookmarked | Noted, ...]:
    """What to save when all that is kept under a name is to go."""
    at = stamp(now)
    bookmark = [Bookmarked(id=new_id(), at=at, subject=one.subject, on=False)] if one.bookmarked else []
    note = [Noted(id=new_id(), at=at, subject=one.subject, text="")] if one.note else []
    return (*bookmark, *note)
