"""Finding what one learner is to see again: filters of a search that ask how she stands (`is:due`, `is:wrong`, `is:flagged`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import TypeAlias

from edu_tui.library.search_query import Query
from edu_tui.library.search_results import LIMIT, Index, Results
from edu_tui.progress.schedule import RIGHT, due_today
from edu_tui.progress.state import LearnerState
from edu_tui.study.cards import Memories
from edu_tui.study.news import News

Standings: TypeAlias = Mapping[str, Callable[[], Collection[str]]]
"""For each of `search_query.STATES` what gives the ids of the questions that it holds for; asked only when a query needs it."""


def find(index: Index, query: Query, standings: Standings, limit: int = LIMIT) -> Results:
    """What `query` finds for a learner who stands so. With several states only questions for which all of them hold."""
    return index.search(query, wanted(query, standings), limit)


def wanted(query: Query, standings: Standings) -> frozenset[str] | None:
    """The ids of the questions that `query` leaves to be searched; None if it does not ask how the learner stands."""
    if not query.states:
        return None
    first, *others = (frozenset(standings[state]()) for state in query.states)
    return first.intersection(*others)


def standings_of(state: LearnerState, memories: Memories, news: News, today: date) -> Standings:
    """How the learner stands on the study day `today`."""
    return {
        "due": lambda: due_questions(state, memories, today, news.changed(memories.deck, state)),
        "wrong": lambda: wrong_questions(state),
        "flagged": state.flags,
    }


def due_questions(state: LearnerState, memories: Memories, today: date, changed: Collection[str] = ()) -> frozenset[str]:
    """The questions that were answered and are due again; of two that ask for the same those that the learner has seen.

    The cards in `changed` rest on evidence that changed since they were answered, and are due as in a review.
    """
    known = memories.of(state, today)
    due = {memory.question for memory in due_today(known, today)} | (known.keys() & set(changed))
    return frozenset(guise for card in memories.deck if card.id in due for guise in card.guises if state.history(guise))


def wrong_questions(state: LearnerState) -> frozenset[str]:
    """The questions whose latest marked answer was not fully right."""
    scores = ((question, state.latest_score(question)) for question in state.answered())
    return frozenset(question for question, score in scores if score is not None and score < RIGHT)
