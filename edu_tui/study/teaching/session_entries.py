"""Leading a session: what the one who leads enters about the room, its teach-backs, its forms, who is there, and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from edu_tui.library.text import clean, clean_line
from edu_tui.progress import sessions_events as e
from edu_tui.progress.sessions_plan import PlanStep, StepKind
from edu_tui.study.teaching.room import NotNow, initials_of, people, symbol_of
from edu_tui.study.teaching.session_base import Recorder

NOTE_LENGTH = 2000


class Entries(Recorder):
    """What is entered in a session. Errors are those of `TeachingSession`."""

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
        if not marks and (form, kept) not in self.state.sheets:
            raise NotNow(f"There is no sheet {kept} to take away: to enter one, write + for right and - for wrong behind its symbol.")
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

    # --- within ---

    def _teach_back_step(self) -> PlanStep:
        return self._step_of(StepKind.TEACH_BACK, "There is no teach-back here.")

    def _form_ids(self, form: str) -> set[str]:
        pairs = self.state.planned.pairs if self.state.planned else ()
        return {pair.pre if form == "pre" else pair.post for pair in pairs}
