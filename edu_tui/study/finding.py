"""Finding what one learner is to see again: filters of a search that ask how she stands (`is:due`, `is:wrong`, `is:flagged`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from edu_tui.library.search_entries import Key
from edu_tui.library.search_query import Query
from edu_tui.library.search_results import LIMIT, Index, Results
from edu_tui.progress.schedule import RIGHT
from edu_tui.progress.state import LearnerState
from edu_tui.progress.subjects import section_of
from edu_tui.study.cards import Memories
from edu_tui.study.news import News
from edu_tui.study.places import Whereabouts

Standings: TypeAlias = Mapping[str, Callable[[], Collection[Key]]]
"""For each of `search_query.STATES` what gives the questions and sections that it holds for; asked only when a query needs it."""


def find(index: Index, query: Query, standings: Standings, limit: int = LIMIT) -> Results:
    """What `query` finds for a learner who stands so. With several states only that for which all of them hold."""
    return index.search(query, wanted(query, standings), limit)


def wanted(query: Query, standings: Standings) -> frozenset[Key] | None:
    """The questions and sections that `query` leaves to be searched; None if it does not ask how the learner stands."""
    if not query.states:
        return None
    first, *others = (frozenset(standings[state]()) for state in query.states)
    return first.intersection(*others)


def standings_of(state: LearnerState, memories: Memories, news: News, whereabouts: Whereabouts, today: date) -> Standings:
    """How the learner stands on the study day `today`."""
    return {
        "due": lambda: _keys(due_questions(state, memories, today, news.changed(memories.deck, state))),
        "wrong": lambda: _keys(wrong_questions(state)),
        "flagged": lambda: flagged(state, whereabouts),
    }


def _keys(questions: Iterable[str]) -> frozenset[Key]:
    return frozenset((question,) for question in questions)


def flagged(state: LearnerState, whereabouts: Whereabouts) -> frozenset[Key]:
    """The questions with a flag, and the sections with a flag or a bookmark, where these are now."""
    sections = [whereabouts.of(subject, None) for subject in state.flags() if section_of(subject)]
    sections += [whereabouts.of(subject, mark.landmark) for subject, mark in state.bookmarks().items()]
    questions = (subject for subject in state.flags() if not section_of(subject))
    return _keys(questions).union(tuple(section) for section in sections if section is not None)


def due_questions(state: LearnerState, memories: Memories, today: date, changed: Collection[str] = ()) -> frozenset[str]:
    """The questions that were answered and are due again; of two that ask for the same those that the learner has seen.

    The cards in `changed` rest on evidence that changed since they were answered, and are due as in a review.
    """
    known = memories.of(state, today)
    due = {ident for ident, memory in known.items() if memory.due <= today or ident in changed}
    answered = frozenset(state.answered())
    return frozenset(guise for card in memories.deck if card.id in due for guise in card.guises if guise in answered)


def wrong_questions(state: LearnerState) -> frozenset[str]:
    """The questions whose latest marked answer was not fully right."""
    scores = ((question, state.latest_score(question)) for question in state.answered())
    return frozenset(question for question, score in scores if score is not None and score < RIGHT)
