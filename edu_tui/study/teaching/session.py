"""Leading a session: each step is checked, recorded, and on the disk before it counts; what follows from it is folded, never kept.

A session that was cut off goes on where it was: `TeachingSession` holds nothing that is not in its store but the layout of the slides.
Here it goes through its plan and its time; votes are in `session_votes`, what is entered about the room in `session_entries`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from edu_tui import __version__
from edu_tui.progress import sessions_events as e
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_plan import Plan, StepKind
from edu_tui.progress.sessions_store import SessionStore
from edu_tui.study.teaching.console import PresenterView, deed_words, presenter_view
from edu_tui.study.teaching.course import Course, Deck, PlainDeck
from edu_tui.study.teaching.material import Material, block_words
from edu_tui.study.teaching.room import NotNow
from edu_tui.study.teaching.session_entries import Entries
from edu_tui.study.teaching.session_votes import Voting, closing
from edu_tui.study.teaching.views import AudienceView, audience_view, slide_at
from edu_tui.study.teaching.votes import CONVENTION, Thresholds, VoteSource


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


class TeachingSession(Voting, Entries):
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
        super().__init__(store, material, source)
        self.deck: Deck = deck or PlainDeck()
        self._thresholds = thresholds
        self._now = now
        if not store.read_only and store.state.started_at and not store.state.ended_at:
            self._record(e.Reopened())
            self._take_up_vote()

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
        self._record(e.Started(), *self._shown(self._course.first(self.plan.steps[0])))

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
            self._go_on(e.Blanked(on=False))
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

    # --- time ---

    def pause(self) -> None:
        """Let the clock stand still."""
        if not self.state.running:
            raise NotNow("The clock is not running.")
        self._record(e.Paused())

    def resume(self) -> None:
        """Let the clock run again."""
        self._must_run()
        if self.state.running:
            raise NotNow("The clock is running.")
        self._record(e.Resumed())

    def end(self) -> None:
        """End the session, and with it every vote that is still open."""
        if not self.state.started_at or self.state.ended_at:
            raise NotNow("The session is not under way.")
        self._close_source()
        state = self.state
        self._record(*(closing(vote, state.present) for vote in state.votes if vote.phase == "open"), e.Ended())

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
        # who takes the end back the next day has not taught all night: a long gap before `Reopened` does not count
        self._record(e.StepVoided(event=last.id), *([e.Reopened()] if isinstance(last, e.Ended) else []))
        if isinstance(last, e.VoteOpened):
            self._source.close()
        return deed_words(last)

    # --- within ---

    @property
    def _course(self) -> Course:
        return Course(self.plan, self.material, self.deck)

    def _show(self, place: e.Place) -> None:
        self._go_on(*self._shown(place))

    def _shown(self, place: e.Place) -> list[e.SessionEvent]:
        """A place as it is recorded; a teach-back that is met for the first time is written down with its words."""
        events: list[e.SessionEvent] = [*([e.Blanked(on=False)] if self.state.blank else []), e.Shown(place=place)]
        step = self.plan.step(place.step)
        if step and step.kind is StepKind.TEACH_BACK and self.state.teach_back(step.subject) is None:
            prompt = self.material.prompt(step.subject)
            text, points = (block_words(prompt.blocks), prompt.points) if prompt else ("", ())
            events.append(e.PromptOpened(prompt=step.subject, title=step.title, text=text, points=points))
        return events
