"""Leading a session: its votes, by show of hands or from another source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from edu_tui.progress import sessions_events as e
from edu_tui.progress.sessions_plan import PlanStep, StepKind
from edu_tui.progress.sessions_state import Vote
from edu_tui.progress.sessions_store import SessionStore
from edu_tui.study.teaching.material import LETTERS, Material
from edu_tui.study.teaching.room import NotNow, people
from edu_tui.study.teaching.session_base import Recorder
from edu_tui.study.teaching.views import ballot_of
from edu_tui.study.teaching.votes import MOST_VOTES, CountsError, HandCounts, VoteSource, parse_counts, public_ballot


class Voting(Recorder):
    """The votes of a session. Errors are those of `TeachingSession`."""

    def __init__(self, store: SessionStore, material: Material, source: VoteSource | None = None) -> None:
        super().__init__(store, material)
        self._source: VoteSource = source or HandCounts()

    @property
    def vote(self) -> Vote | None:
        """The latest round of the vote on the present question; None if there is none."""
        step = self.step
        return self.state.vote(step.subject) if step and step.kind is StepKind.QUESTION else None

    def open_vote(self) -> None:
        """Put the present question to the vote."""
        self._must_run()
        step = self._question_step()
        if self.vote is not None:
            raise NotNow("This question was put to the vote already: correct its counts, or vote a second time.")
        self._open_round(step, 1)

    def second_round(self) -> None:
        """Vote on the present question again, after talking it over."""
        self._must_run()
        step, vote = self._question_step(), self.vote
        if vote is None or vote.phase == "open":
            raise NotNow("Close the first vote before a second one.")
        if vote.round > 1:
            raise NotNow("This question was voted on twice: explain the answer.")
        if vote.key_shown:
            raise NotNow("The answer stands on the screen, so a second vote would say nothing.")
        self._open_round(step, 2)

    def tap(self, letter: str, by: Literal[1, -1] = 1) -> None:
        """One hand more, or less, for an option by its letter."""
        vote = self._voted()
        place = LETTERS.find(letter.upper()) if len(letter) == 1 else -1
        if not 0 <= place < len(vote.counts):
            raise NotNow(f"The options are A to {LETTERS[len(vote.counts) - 1]}.")
        if by < 0 and not vote.counts[place]:
            raise NotNow(f"{letter.upper()} has no votes to take off.")
        if by > 0 and vote.voters >= MOST_VOTES:
            raise NotNow("There cannot be so many votes.")
        self._record(e.VoteTapped(question=vote.ballot.question, round=vote.round, option=vote.ballot.options[place].key, by=by))

    def count(self, counts: str | Sequence[int], abstained: int | None = None) -> None:
        """All counts at once, typed ("A 4 B 7") or as numbers in the order of the options; they replace what was there.

        It corrects a vote that is closed too.
        """
        vote = self._voted()
        try:
            numbers = parse_counts(counts, len(vote.counts)) if isinstance(counts, str) else tuple(counts)
        except CountsError as error:
            raise NotNow(str(error)) from None
        self._count(vote, numbers, abstained, "typed")

    def take_in(self) -> None:
        """Bring in what the source of votes has up to now; nothing happens where counts are typed, or nothing changed."""
        vote = self.vote
        tally = self._source.tally() if vote is not None and vote.phase == "open" else None
        if vote is not None and tally is not None and (tally.counts, tally.abstained) != (vote.counts, vote.abstained):
            self._count(vote, tally.counts, tally.abstained, self._source.name)

    def close_vote(self, present: int | None = None) -> None:
        """End the vote. `present` is how many are in the room; without it what attendance says."""
        vote = self._voted()
        if vote.phase != "open":
            raise NotNow("This vote is closed already.")
        number = self.state.present if present is None else people(present)
        self._close_source()
        self._go_on(closing(vote, number))

    def reveal_counts(self) -> None:
        """Show the audience how the room voted."""
        vote = self._voted()
        if vote.phase == "open":
            raise NotNow("Close the vote before you show the counts.")
        if vote.phase == "revealed":
            raise NotNow("The counts are on the screen already.")
        self._go_on(e.VoteRevealed(question=vote.ballot.question, round=vote.round))

    def reveal_earlier(self) -> None:
        """Show the counts of the first round beside those of the second."""
        vote = self._voted()
        first = self.state.vote(vote.ballot.question, 1)
        if vote.round == 1 or first is None or first.phase != "closed":
            raise NotNow("There is no earlier round whose counts are hidden.")
        self._go_on(e.VoteRevealed(question=vote.ballot.question, round=1))

    def reveal_key(self) -> None:
        """Show the audience which option is right, and why."""
        vote = self._voted()
        if vote.ballot.poll:
            raise NotNow("A poll has no right answer to show.")
        if vote.phase == "open":
            raise NotNow("Close the vote before you show the answer.")
        if self._key_is_shown(vote):
            raise NotNow("The answer is on the screen already.")
        self._go_on(e.VoteRevealed(question=vote.ballot.question, round=vote.round, key=True))

    # --- within ---

    def _vote_on(self) -> bool:
        """Take the next step of the vote on the present question; False where there is none to take."""
        step, vote = self.step, self.vote
        if step is None or step.kind is not StepKind.QUESTION or ballot_of(self.material, self.state, step) is None:
            return False
        if vote is None:
            self.open_vote()
        elif vote.phase == "open":
            self.close_vote()
        elif vote.phase == "closed" and vote.voters:
            self.reveal_counts()
        elif self._earlier_is_hidden(vote):
            self.reveal_earlier()
        elif not vote.ballot.poll and not self._key_is_shown(vote):
            self.reveal_key()
        else:
            return False
        return True

    def _earlier_is_hidden(self, vote: Vote) -> bool:
        """Whether the shift from the first round can still be shown."""
        first = self.state.vote(vote.ballot.question, 1)
        return vote.round > 1 and first is not None and first.phase == "closed" and bool(first.voters)

    def _key_is_shown(self, vote: Vote) -> bool:
        return any(one.key_shown for one in self.state.rounds(vote.ballot.question))

    def _open_round(self, step: PlanStep, number: int) -> None:
        ballot = ballot_of(self.material, self.state, step)
        if ballot is None:
            raise NotNow("The library no longer has this question as one to vote on: go on to the next step.")
        self._go_on(e.VoteOpened(ballot=ballot, round=number))
        self._source.open(public_ballot(ballot, number))

    def _take_up_vote(self) -> None:
        """After a restart in mid-vote: the source of votes is told to go on."""
        if self.vote is not None and self.vote.phase == "open":
            self._source.open(public_ballot(self.vote.ballot, self.vote.round))

    def _close_source(self) -> None:
        """Take nothing more from the source of votes, and bring in what it has."""
        self._source.close()
        self.take_in()

    def _count(self, vote: Vote, counts: Sequence[int], abstained: int | None, source: str) -> None:
        if len(counts) != len(vote.counts) or any(count < 0 for count in counts) or sum(counts) > MOST_VOTES:
            raise NotNow(f"Give one number for each of the {len(vote.counts)} options.")
        given = {option.key: count for option, count in zip(vote.ballot.options, counts, strict=True)}
        number = None if abstained is None else people(abstained)
        self._record(e.VoteCounted(question=vote.ballot.question, round=vote.round, counts=given, abstained=number, source=source))

    def _question_step(self) -> PlanStep:
        return self._step_of(StepKind.QUESTION, "There is no question here to vote on.")

    def _voted(self) -> Vote:
        self._question_step()
        if self.vote is None:
            raise NotNow("Open the vote first.")
        return self.vote


def closing(vote: Vote, present: int | None) -> e.VoteClosed:
    """The end of a vote with so many in the room."""
    return e.VoteClosed(question=vote.ballot.question, round=vote.round, present=present)
