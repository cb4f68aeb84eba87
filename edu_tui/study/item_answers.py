"""Whose answers an item analysis rests on: the first attempts of each person, and what was counted in sessions. No name goes further."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from edu_tui.progress.documents import typed_each
from edu_tui.progress.events import Answered
from edu_tui.progress.merging import Found, gather
from edu_tui.progress.sessions_events import SessionEvent
from edu_tui.progress.sessions_fold import fold_session
from edu_tui.progress.sessions_state import SessionState
from edu_tui.progress.state import LearnerState, fold

_session_event = msgspec.json.Decoder(SessionEvent).decode


class Attempt(NamedTuple):
    """A person's first answer to a question: which rev of it, the mark (0 to 1), and what was given."""

    rev: int
    mark: float
    response: tuple[str, ...]


Person = Mapping[str, Attempt]
"""First attempts by question."""


def persons(found: Sequence[Found]) -> list[Person]:
    """The people behind some files: those that share a step are of one person, who counts once. Raises MergeError if they contradict.

    Whoever answered nothing is none of them.
    """
    return [attempts for group in _grouped(found) if (attempts := first_attempts(_state(group)))]


def first_attempts(state: LearnerState) -> dict[str, Attempt]:
    """What a person answered first to each question that is marked. An answer that was taken back was never given."""
    return {question: attempt for question in state.answered() if (attempt := _first(state.history(question))) is not None}


def _first(history: Iterable[Answered]) -> Attempt | None:
    """The first answer, None if it has no mark, or one that no program of ours gives."""
    answer = next(iter(history), None)
    if answer is None or answer.score is None or not 0 <= answer.score <= 1:
        return None
    return Attempt(answer.rev, answer.score, answer.response)


def _grouped(found: Sequence[Found]) -> list[list[Found]]:
    """Files by person."""
    groups: list[tuple[set[str], list[Found]]] = []
    for one in found:
        idents, files = set(one.documents), [one]
        apart = []
        for known, others in groups:
            if known.isdisjoint(idents):
                apart.append((known, others))
            else:
                idents, files = idents | known, [*others, *files]
        groups = [*apart, (idents, files)]
    return [files for _, files in groups]


def _state(group: Sequence[Found]) -> LearnerState:
    return fold(event for event in typed_each(list(gather((), group).values())) if event is not None)


def sessions_in(found: Sequence[Found], known: Collection[str]) -> list[SessionState]:
    """The teaching sessions that files hold, each once, and none whose id is among `known`."""
    states: dict[str, SessionState] = {}
    for one in found:
        state = fold_session(_session_events(one))
        ident = state.planned.session if state.planned else ""
        if ident and ident not in known:
            states.setdefault(ident, state)
    return list(states.values())


def _session_events(found: Found) -> Iterable[SessionEvent]:
    for document in found.documents.values():
        try:
            yield _session_event(document)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            continue  # a learner's step, or of a kind that this version does not know
