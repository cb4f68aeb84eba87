"""Leading a session: each step is checked, recorded, and on the disk before it counts; what follows from it is folded, never kept.

A session that was cut off goes on where it was: `TeachingSession` holds nothing that is not in its store but the layout of the slides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from edu_tui import __version__
from edu_tui.library.text import clean, clean_line
from edu_tui.progress import sessions_events as e
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_plan import Plan, PlanStep, StepKind
from edu_tui.progress.sessions_state import SessionState, Vote
from edu_tui.progress.sessions_store import SessionStore
from edu_tui.study.teaching.console import PresenterView, deed_words, presenter_view
from edu_tui.study.teaching.course import Course, Deck, PlainDeck
from edu_tui.study.teaching.material import LETTERS, Material, block_words
from edu_tui.study.teaching.room import NotNow, initials_of, people, symbol_of
from edu_tui.study.teaching.views import AudienceView, audience_view, slide_at
from edu_tui.study.teaching.votes import (
    CONVENTION,
    MOST_VOTES,
    CountsError,
    HandCounts,
    Thresholds,
    VoteSource,
    parse_counts,
    public_ballot,
)

NOTE_LENGTH = 2000


def begin(
    sessions: Sessions,
    material: Material,
    plan: Plan,
    *,
    deck: Deck | None = None,
    source: VoteSource | None = None,
    now: Callable[[], datetime] = wall_clock,
) -> TeachingSession:
    """Record a new session with its plan, opened for leading. Raises NotSaved."""
    planned = e.Planned(
        title=material.module.title,
        plan=plan,
        library=material.library,
        library_version=material.version,
        program=__version__,
        pairs=material.pairs() if any(step.kind is StepKind.FORM for step in plan.steps) else (),
    )
    return TeachingSession(sessions.create(planned), material, deck=deck, source=source, now=now)


class TeachingSession:
    """One session, led by this program, or followed by it where `store` was opened for reading.

    Every method that does something records it and returns when it is on the disk; it raises NotNow when it makes no sense now, and
    `progress.errors.NotSaved` when the disk refuses; nothing has then changed.
    """

    def __init__(
        self,
        store: SessionStore,
        material: Material,
        *,
        deck: Deck | None = None,
        source: VoteSource | None = None,
        thresholds: Thresholds = CONVENTION,
        now: Callable[[], datetime] = wall_clock,
    ) -> None:
        self.store = store
        self.material = material
        self.deck: Deck = deck or PlainDeck()
        self._source: VoteSource = source or HandCounts()
        self._thresholds = thresholds
        self._now = now
        if not store.read_only and store.state.started_at and not store.state.ended_at:
            store.append(e.Reopened())
            self._take_up_vote()

    @property
    def state(self) -> SessionState:
        """What has happened."""
        return self.store.state

    @property
    def plan(self) -> Plan:
        """The plan that holds."""
        return self.state.plan

    @property
    def _course(self) -> Course:
        return Course(self.plan, self.material, self.deck)

    @property
    def step(self) -> PlanStep | None:
        """The present step; None before the first and behind the last."""
        return self.plan.step(self.state.place.step)

    @property
    def vote(self) -> Vote | None:
        """The latest round of the vote on the present question; None if there is none."""
        step = self.step
        return self.state.vote(step.subject) if step and step.kind is StepKind.QUESTION else None

    def audience(self) -> AudienceView:
        """What may be drawn on the audience's screen now."""
        return audience_view(self.material, self.state)

    def presenter(self) -> PresenterView:
        """What the one who leads sees now."""
        return presenter_view(
            self.material,
            self.state,
            self._now().timestamp(),
            session=self.store.id,
            following=self._course.after(self.state.place),
            thresholds=self._thresholds,
        )

    # --- going through the plan ---

    def start(self) -> None:
        """Let the clock run and show the first step."""
        if self.state.started_at:
            raise NotNow("The session has begun already.")
        if not self.plan.steps:
            raise NotNow("The plan has no steps: add some first.")
        self._show(self._course.first(self.plan.steps[0]), e.Started())

    def next(self) -> None:
        """What one key of a clicker does: start; show again what is blank; the next stop of a slide, the next slide, the next step.

        On a question it opens the vote, closes it, shows the counts, after a second round those of the first beside them, shows the
        answer, and goes on.
        """
        state = self.state
        if not state.started_at:
            self.start()
            return
        self._must_run()
        if state.blank:
            self._record(e.Blanked(on=False))
        elif not self._vote_on():
            place = self._course.after(state.place)
            if place is None:
                raise NotNow("This is the last page: end the session, or go back.")
            self._show(place)

    def back(self) -> None:
        """The stop, slide or step before. What was revealed stays revealed."""
        self._must_run()
        place = self._course.before(self.state.place)
        if place is None:
            raise NotNow("This is the first page.")
        self._show(place)

    def go_to(self, number: int) -> None:
        """The first page of step `number`, from 1."""
        self._must_run()
        if not 1 <= number <= len(self.plan.steps):
            raise NotNow(f"There are steps 1 to {len(self.plan.steps)}.")
        self._show(self._course.first(self.plan.steps[number - 1]))

    def show_place(self, place: e.Place) -> None:
        """Any place of the plan: what a search in the session found."""
        self._must_run()
        if self.plan.step(place.step) is None:
            raise NotNow("That is not in the plan of this session.")
        self._show(place)

    def reveal_all(self) -> None:
        """All of the present slide at once."""
        self._must_run()
        step, place = self.step, self.state.place
        slide = slide_at(self.material, step, place) if step else None
        if slide is None:
            raise NotNow("There is nothing to reveal here.")
        self._show(e.Place(place.step, slide.number, self.deck.stops(slide)[-1]))

    def blank(self) -> None:
        """Make the screen blank, or show it again."""
        self._record(e.Blanked(on=not self.state.blank))

    # --- votes ---

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
        self._source.close()
        self.take_in()
        number = self.state.present if present is None else people(present)
        self._record(e.VoteClosed(question=vote.ballot.question, round=vote.round, present=number))

    def reveal_counts(self) -> None:
        """Show the audience how the room voted."""
        vote = self._voted()
        if vote.phase == "open":
            raise NotNow("Close the vote before you show the counts.")
        if vote.phase == "revealed":
            raise NotNow("The counts are on the screen already.")
        self._record(e.VoteRevealed(question=vote.ballot.question, round=vote.round))

    def reveal_earlier(self) -> None:
        """Show the counts of the first round beside those of the second."""
        vote = self._voted()
        first = self.state.vote(vote.ballot.question, 1)
        if vote.round == 1 or first is None or first.phase != "closed":
            raise NotNow("There is no earlier round whose counts are hidden.")
        self._record(e.VoteRevealed(question=vote.ballot.question, round=1))

    def reveal_key(self) -> None:
        """Show the audience which option is right, and why."""
        vote = self._voted()
        if vote.ballot.poll:
            raise NotNow("A poll has no right answer to show.")
        if vote.phase == "open":
            raise NotNow("Close the vote before you show the answer.")
        if self._key_is_shown(vote):
            raise NotNow("The answer is on the screen already.")
        self._record(e.VoteRevealed(question=vote.ballot.question, round=vote.round, key=True))

    # --- teach-back ---

    def observe(self, point: int, *, seen: bool = True) -> None:
        """A point (from 0) was heard in the listeners' own words, or was not after all."""
        step = self._teach_back_step()
        known = self.state.teach_back(step.subject)
        if known is None or not 0 <= point < len(known.points):
            raise NotNow("There is no such point to listen for.")
        self._record(e.PointObserved(prompt=step.subject, point=point, seen=seen))

    def explain_again(self) -> None:
        """Something was missing: it needed another explanation, and is asked for again."""
        step = self._teach_back_step()
        known = self.state.teach_back(step.subject)
        if known is not None and known.points and not known.missing:
            raise NotNow("Every point was heard: nothing needs another explanation.")
        self._record(e.ExplainedAgain(prompt=step.subject))

    # --- forms ---

    def count_form(self, form: Literal["pre", "post"], question: str, right: int, of: int) -> None:
        """How many had a question of a form right, of how many who answered it. It may be entered at any time, after the end too."""
        if question not in self._form_ids(form):
            raise NotNow(f"{clean_line(question)[:60]} is no question of this form.")
        if not 0 <= right <= people(of):
            raise NotNow(f"Of {of} who answered, at most {of} can be right.")
        self._record(e.FormCounted(form=form, question=question, right=right, of=of))

    def mark_sheet(self, form: Literal["pre", "post"], symbol: str, marks: Mapping[str, bool]) -> str:
        """The marks on one sheet, under the symbol that its owner chose; no marks take the sheet away. Returns the symbol as it is kept."""
        kept = symbol_of(symbol)
        known = self._form_ids(form)
        if any(question not in known for question in marks):
            raise NotNow("These marks are for other questions than those of this form.")
        self._record(e.FormMarked(form=form, symbol=kept, marks=dict(marks)))
        return kept

    # --- the room ---

    def attend(self, count: int | None = None, initials: Sequence[str] = ()) -> None:
        """Who is there: a number, or initials, or with neither nothing at all. Names are refused."""
        if initials:
            short = tuple(initials_of(one) for one in initials)
            self._record(e.AttendanceTaken(how="initials", initials=short))
        elif count is not None:
            self._record(e.AttendanceTaken(how="count", count=people(count)))
        else:
            self._record(e.AttendanceTaken(how="none"))

    def note(self, text: str) -> None:
        """A note for the report. It should hold no names."""
        kept = clean(text).strip()
        if not kept or len(kept) > NOTE_LENGTH:
            raise NotNow(f"A note has 1 to {NOTE_LENGTH} characters.")
        self._record(e.SessionNoted(text=kept, step=self.state.place.step))

    def pause(self) -> None:
        """Let the clock stand still."""
        if not self.state.running:
            raise NotNow("The clock is not running.")
        self._record(e.Paused())

    def resume(self) -> None:
        """Let the clock run again."""
        self._must_run(resume=False)
        if self.state.running:
            raise NotNow("The clock is running.")
        self._record(e.Resumed())

    def end(self) -> None:
        """End the session. An open vote is closed first."""
        if not self.state.started_at or self.state.ended_at:
            raise NotNow("The session is not under way.")
        if self.vote is not None and self.vote.phase == "open":
            self.close_vote()
        self._record(e.Ended())

    def reopen(self) -> None:
        """Go on with a session that has ended."""
        if not self.state.ended_at:
            raise NotNow("The session has not ended.")
        self._record(e.Reopened())

    def undo(self) -> str:
        """Take back the last deed; returns what it was, in words. Slides and time are not taken back."""
        last = self.state.last
        if last is None:
            raise NotNow("There is nothing to take back.")
        self._record(e.StepVoided(event=last.id))
        return deed_words(last)

    # --- within ---

    def _record(self, *events: e.SessionEvent) -> None:
        self.store.append(*events)

    def _show(self, place: e.Place, *before: e.SessionEvent) -> None:
        """Show a place; a teach-back that is met for the first time is written down with its words."""
        events: list[e.SessionEvent] = [*before, *([e.Blanked(on=False)] if self.state.blank else []), e.Shown(place=place)]
        step = self.plan.step(place.step)
        if step and step.kind is StepKind.TEACH_BACK and self.state.teach_back(step.subject) is None:
            prompt = self.material.prompt(step.subject)
            text, points = (block_words(prompt.blocks), prompt.points) if prompt else ("", ())
            events.append(e.PromptOpened(prompt=step.subject, title=step.title, text=text, points=points))
        self._record(*events)

    def _vote_on(self) -> bool:
        """Take the next step of the vote on the present question; False where there is none to take."""
        step, vote = self.step, self.vote
        if step is None or step.kind is not StepKind.QUESTION or self.material.question(step.subject) is None:
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

    def _open_round(self, step: PlanStep, number: int) -> None:
        question = self.material.question(step.subject)
        if question is None:
            raise NotNow("This question is no longer in the library.")
        ballot = self.material.ballot(question, self.plan.seed) if number == 1 or self.vote is None else self.vote.ballot
        self._record(e.VoteOpened(ballot=ballot, round=number))
        self._source.open(public_ballot(ballot, number))

    def _take_up_vote(self) -> None:
        """After a restart in mid-vote: the source of votes is told to go on."""
        if self.vote is not None and self.vote.phase == "open":
            self._source.open(public_ballot(self.vote.ballot, self.vote.round))

    def _count(self, vote: Vote, counts: Sequence[int], abstained: int | None, source: str) -> None:
        if len(counts) != len(vote.counts) or any(count < 0 for count in counts) or sum(counts) > MOST_VOTES:
            raise NotNow(f"Give one number for each of the {len(vote.counts)} options.")
        given = {option.key: count for option, count in zip(vote.ballot.options, counts, strict=True)}
        number = None if abstained is None else people(abstained)
        self._record(e.VoteCounted(question=vote.ballot.question, round=vote.round, counts=given, abstained=number, source=source))

    def _key_is_shown(self, vote: Vote) -> bool:
        return any(one.key_shown for one in self.state.rounds(vote.ballot.question))

    def _must_run(self, *, resume: bool = True) -> None:
        """Raises NotNow unless the session is under way; going on ends a pause."""
        if not self.state.started_at:
            raise NotNow("The session has not begun: start it first.")
        if self.state.ended_at:
            raise NotNow("The session has ended: reopen it to go on.")
        if resume and not self.state.running:
            self._record(e.Resumed())

    def _question_step(self) -> PlanStep:
        step = self.step
        if step is None or step.kind is not StepKind.QUESTION:
            raise NotNow("There is no question here to vote on.")
        return step

    def _teach_back_step(self) -> PlanStep:
        step = self.step
        if step is None or step.kind is not StepKind.TEACH_BACK:
            raise NotNow("There is no teach-back here.")
        return step

    def _voted(self) -> Vote:
        self._question_step()
        if self.vote is None:
            raise NotNow("Open the vote first.")
        return self.vote

    def _form_ids(self, form: str) -> set[str]:
        pairs = self.state.planned.pairs if self.state.planned else ()
        return {pair.pre if form == "pre" else pair.post for pair in pairs}
