"""Rules of voting: typed counts, hints, and what few voters are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.progress.sessions_events import Ballot, BallotOption
from edu_tui.progress.sessions_state import Vote
from edu_tui.study.teaching.votes import (
    CONVENTION,
    CountsError,
    Hint,
    Thresholds,
    Verdict,
    hint,
    is_guarded,
    outcome,
    parse_counts,
    public_ballot,
    shift,
)


def vote(*counts: int, right: int = 0, number: int = 1, phase: str = "closed", poll: bool = False, sensitive: bool = False) -> Vote:
    options = tuple(BallotOption(f"k{place}", f"O{place}", place == right and not poll) for place in range(len(counts)))
    ballot = Ballot(question="q", rev=1, title="Q", options=options, poll=poll, sensitive=sensitive)
    return Vote(ballot=ballot, round=number, phase=phase, counts=counts)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A 4 B 7", (4, 7, 0)),
        ("a4b7", (4, 7, 0)),
        ("4 7 0", (4, 7, 0)),
        ("4,7,0", (4, 7, 0)),
        ("C: 2; a=1", (1, 0, 2)),
        (" B 0 ", (0, 0, 0)),
    ],
)
def test_counts_are_typed_by_letter_or_in_order(text: str, counts: tuple[int, ...]) -> None:
    assert parse_counts(text, 3) == counts


@pytest.mark.parametrize("text", ["", "A", "4", "4 7", "4 7 0 1", "D 4", "A 4 A 5", "A -1", "A 4 x", "99999 1 1", "A 4.5", "四 1 1"])
def test_counts_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(CountsError):
        parse_counts(text, 3)


@given(text=st.text(max_size=30), options=st.integers(2, 6))
def test_no_text_ends_the_reading_of_counts(text: str, options: int) -> None:
    try:
        counts = parse_counts(text, options)
    except CountsError:
        return
    assert len(counts) == options
    assert min(counts) >= 0


@given(counts=st.lists(st.integers(0, 2000), min_size=2, max_size=5))
def test_what_is_written_by_letter_or_in_order_is_the_same(counts: list[int]) -> None:
    letters = " ".join(f"{letter} {count}" for letter, count in zip("ABCDE", counts, strict=False))
    assert parse_counts(letters, len(counts)) == parse_counts(" ".join(map(str, counts)), len(counts)) == tuple(counts)


def test_the_hint_goes_by_the_share_right() -> None:
    assert hint(vote(2, 8)) is Hint.TEACH_AGAIN
    assert hint(vote(3, 7)) is Hint.DISCUSS
    assert hint(vote(7, 3)) is Hint.DISCUSS
    assert hint(vote(8, 2)) is Hint.EXPLAIN
    assert hint(vote(5, 5, number=2)) is Hint.TEACH_AGAIN
    assert hint(vote(8, 2), Thresholds(0.3, 0.9)) is Hint.DISCUSS
    for nothing in (vote(0, 0), vote(8, 2, phase="open"), vote(8, 2, poll=True)):
        assert hint(nothing) is Hint.NOTHING
    assert CONVENTION == (0.3, 0.7)


@given(counts=st.lists(st.integers(0, 4), min_size=2, max_size=4))
def test_few_voters_never_show_their_counts(counts: list[int]) -> None:
    asked = vote(*counts, poll=True, sensitive=True)
    assert is_guarded(asked) == (sum(counts) < 5)
    told = outcome(asked)
    if sum(counts) < 3:
        assert told == (Verdict.HIDDEN, "")
    elif told.verdict is Verdict.MOST:
        assert 2 * counts["ABCD".index(told.letter)] > sum(counts)
    else:
        assert 2 * max(counts) <= sum(counts)
    assert not is_guarded(vote(*counts, poll=True))


def test_most_does_not_tell_whether_everybody_did() -> None:
    assert outcome(vote(3, 0)) == outcome(vote(2, 1)) == (Verdict.MOST, "A")
    assert outcome(vote(4, 0)) == outcome(vote(3, 1))


def test_the_shift_is_between_two_rounds_with_votes() -> None:
    moved = shift((vote(1, 3), vote(3, 1, number=2)))
    assert moved is not None
    assert moved.points == 0.5
    assert shift((vote(1, 3),)) is None
    assert shift((vote(0, 0), vote(3, 1, number=2))) is None


def test_a_source_of_votes_is_not_told_what_is_right() -> None:
    assert public_ballot(vote(1, 1).ballot, 1) == public_ballot(vote(1, 1, right=1).ballot, 1)
