"""The rules of voting in a room: typed counts, the hint after a round, what few voters may be told, and where votes come from."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple, Protocol

import msgspec

from edu_tui.progress.sessions_events import Ballot
from edu_tui.progress.sessions_state import Vote
from edu_tui.study.stat_share import Share
from edu_tui.study.teaching.material import LETTERS

FEW_VOTERS = 5
"""Below this a sensitive poll is told as "most" or "split" only: with four votes a count points at people."""

HIDDEN_VOTERS = 3
"""Below this not even that: of two voters "most" would mean both."""

MOST_VOTES = 10_000

_GIVEN = re.compile(r"\s*([A-Za-z])\s*[:=]?\s*(\d{1,5})[\s,;]*")
_NUMBERS = re.compile(r"\s*\d{1,5}(?:[\s,;]+\d{1,5})*\s*")


class Thresholds(NamedTuple):
    """Shares right below and above which a room does not profit from talking it over. They are convention, not findings: change them."""

    low: float
    high: float


CONVENTION = Thresholds(0.3, 0.7)


class Hint(StrEnum):
    """What to do after a round, by the share that was right (peer instruction)."""

    NOTHING = ""
    TEACH_AGAIN = "teach again"
    DISCUSS = "discuss and vote again"
    EXPLAIN = "explain briefly"


HINT_WORDS = {
    Hint.NOTHING: "",
    Hint.TEACH_AGAIN: "Few were right: explain it another way before anything else.",
    Hint.DISCUSS: "The room is divided: let neighbours convince each other, then vote again.",
    Hint.EXPLAIN: "Most were right: show the answer and explain it briefly.",
}


class Verdict(StrEnum):
    """What few voters on a sensitive poll are told."""

    MOST = "most"
    SPLIT = "split"
    HIDDEN = "too few to show"


class OutcomeWords(NamedTuple):
    """The verdict on a round of few voters; `letter` is that of the option that most chose, "" for none."""

    verdict: Verdict
    letter: str


class Shift(NamedTuple):
    """How the share right moved from the first to the second round."""

    before: Share
    after: Share

    @property
    def points(self) -> float:
        """The difference of the shares, -1 to 1."""
        return self.after.value - self.before.value


class Tally(NamedTuple):
    """Counts from a source of votes, in the order of the ballot's options; `abstained` None if it cannot know."""

    counts: tuple[int, ...]
    abstained: int | None = None


class PublicBallot(msgspec.Struct, frozen=True):
    """What a source of votes may know of a question: built field by field, without what is right."""

    question: str
    round: int
    letters: tuple[str, ...]
    options: tuple[str, ...]


class VoteSource(Protocol):
    """Where votes come from. The session asks for the tally when a vote closes, and whenever a screen calls `take_in`."""

    @property
    def name(self) -> str:
        """What the counts are filed under."""

    def open(self, ballot: PublicBallot) -> None:
        """A vote begins, or goes on after a restart."""

    def tally(self) -> Tally | None:
        """What came in up to now; None where counts are typed by hand."""

    def close(self) -> None:
        """The vote has ended: take nothing more."""


class HandCounts:
    """Hands are counted, and the counts typed: the source that always works."""

    name = "typed"

    def open(self, ballot: PublicBallot) -> None:
        """Nothing is to be opened."""

    def tally(self) -> Tally | None:
        """Nothing comes in by itself."""
        return None

    def close(self) -> None:
        """Nothing is to be closed."""


class CountsError(Exception):
    """Typed counts that cannot be read; `str()` is a whole sentence."""


def public_ballot(ballot: Ballot, number: int) -> PublicBallot:
    """A ballot for round `number` without what is right."""
    letters = tuple(LETTERS[: len(ballot.options)])
    return PublicBallot(ballot.question, number, letters, tuple(option.text for option in ballot.options))


def parse_counts(text: str, options: int) -> tuple[int, ...]:
    """Typed counts of `options` options: "A 4 B 7" (what is not named is 0), or "4 7 0 1" for all in order. Raises CountsError."""
    letters = LETTERS[:options]
    counts = [int(word) for word in re.findall(r"\d+", text)] if _NUMBERS.fullmatch(text) else None
    if counts is None:
        counts = _by_letter(text, letters)
    if len(counts) != options:
        raise CountsError(f"{len(counts)} numbers were given for {options} options: write one for each, or A 4 B 7.")
    if sum(counts) > MOST_VOTES:
        raise CountsError(f"More than {MOST_VOTES} votes cannot be right.")
    return tuple(counts)


def right(vote: Vote) -> Share | None:
    """The share that was right; None in a poll and without votes."""
    return None if vote.ballot.poll or not vote.voters else Share(vote.right, vote.voters)


def hint(vote: Vote, thresholds: Thresholds = CONVENTION) -> Hint:
    """What to do after a round. After a second one there is no third: who is still divided needs an explanation."""
    share = right(vote)
    if share is None or vote.phase == "open":
        return Hint.NOTHING
    if share.value < thresholds.low:
        return Hint.TEACH_AGAIN
    if share.value <= thresholds.high:
        return Hint.DISCUSS if vote.round == 1 else Hint.TEACH_AGAIN
    return Hint.EXPLAIN


def is_guarded(vote: Vote) -> bool:
    """Whether a round's counts may not be told, because they would point at people."""
    return vote.ballot.sensitive and vote.voters < FEW_VOTERS


def outcome(vote: Vote) -> OutcomeWords:
    """The verdict on a round of few voters: "most" if more than half chose one option."""
    if vote.voters < HIDDEN_VOTERS:
        return OutcomeWords(Verdict.HIDDEN, "")
    best = max(range(len(vote.counts)), key=vote.counts.__getitem__)
    if 2 * vote.counts[best] > vote.voters:
        return OutcomeWords(Verdict.MOST, LETTERS[best])
    return OutcomeWords(Verdict.SPLIT, "")


def shift(rounds: tuple[Vote, ...]) -> Shift | None:
    """The shift between two rounds; None where one of them has no share."""
    if len(rounds) < 2:
        return None
    before, after = right(rounds[0]), right(rounds[-1])
    return Shift(before, after) if before and after else None


def _by_letter(text: str, letters: str) -> list[int]:
    found: dict[str, int] = {}
    at = 0
    while at < len(text.rstrip()):
        match = _GIVEN.match(text, at)
        letter = match.group(1).upper() if match else ""
        if match is None or letter not in letters:
            raise CountsError(f"Write counts as A 4 B 7, with letters from A to {letters[-1:]}.")
        if letter in found:
            raise CountsError(f"{letter} was given twice: write each letter once.")
        found[letter] = int(match.group(2))
        at = match.end()
    if not found:
        raise CountsError("Write counts as A 4 B 7, or as many numbers as there are options.")
    return [found.get(letter, 0) for letter in letters]
