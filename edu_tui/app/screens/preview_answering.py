"""`PreviewAnswering`: a question is tried out on the page of a preview, with the keys of a quiz. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from textual.widgets import Input

from edu_tui.app.screens.preview_asking import PreviewAsking
from edu_tui.app.widgets.answer_field import AnswerField
from edu_tui.library.questions import Cloze
from edu_tui.study import answering
from edu_tui.study import preview_trial as trials
from edu_tui.study.answering import Step
from edu_tui.study.preview_trial import Trial

ANSWERING = ("again", "hint", "tick", "strike", "shift", "pick", "key")
"""What can be done with a question only."""

_MARKED = ("option", "pair", "up", "down")


class PreviewAnswering(PreviewAsking):
    """The part of a preview that is about one question. Subclasses say what comes after its feedback (`action_turn`)."""

    # --- what can be done ------------------------------------------------------------------------------------------------------

    def can_answer(self, action: str) -> bool:
        """Which of the keys of a question hold now."""
        trial = self.trial
        return self.asked is not None and (action == "key" or (trial is not None and trials.can(trial, action)))

    def action_key(self) -> None:
        """Show the key, or the question again."""
        self.key_shown = not self.key_shown
        self.notice.tell("")
        self.page.show(self._source(), focus=self.first_marked())
        self.page.focus()
        self.refresh_bindings()

    def action_again(self) -> None:
        """Ask the question anew."""
        if self.asked is not None:
            self._put(trials.begin(self.asked.question))
            self.page.show(self._source(), focus=self.first_marked())
            self.refresh_bindings()

    def action_hint(self) -> None:
        """Show the hint."""
        if trial := self._open:
            self._put(msgspec.structs.replace(trial, hint=True))
            self._draw()
            self.page.reveal_anchor("hint")

    # --- changing the answer ---------------------------------------------------------------------------------------------------

    @property
    def _marked(self) -> str:
        kind, _, value = self.page.focused_target.partition(":")
        return value if kind in _MARKED else ""

    def _take(self, step_of: Callable[[Trial], Step | None]) -> None:
        """Take a step, and draw what came of it."""
        trial = self._open
        step = step_of(trial) if trial else None
        if trial is None or step is None:
            return
        kind = self.page.focused_target.partition(":")[0]
        self._put(trials.take(trial, step))
        self._draw()
        self.page.focus_target(f"{kind}:{step.marked}" if kind in ("up", "down") else self._target_of(step.marked))

    def action_pick(self, number: int) -> None:
        """Choose the answer with this number, or put the marked item there."""
        self._take(lambda trial: answering.pick(trial.question, trial.draft, trial.shown, self._marked, number))

    def action_tick(self) -> None:
        """Choose the marked answer."""
        self._choose(self._marked)

    def _choose(self, marked: str) -> None:
        self._take(lambda trial: answering.tick(trial.question, trial.draft, trial.shown, marked))

    def action_strike(self) -> None:
        """Rule the marked answer out, or in again."""
        self._take(lambda trial: answering.strike(trial.question, trial.draft, self._marked))

    def action_shift(self, by: int) -> None:
        """Move the marked step."""
        self._shift(self._marked, by)

    def _shift(self, marked: str, by: int) -> None:
        self._take(lambda trial: answering.shift(trial.question, trial.draft, marked, by))

    def follow_answer(self, kind: str, value: str) -> bool:
        """Follow a target of the question; False for any other."""
        match kind:
            case "option" | "pair":
                self.page.focus_target(f"{kind}:{value}")
                self._choose(value)
            case "up" | "down":
                self._shift(value, -1 if kind == "up" else 1)
            case "gap":
                self._go_to_gap(int(value))
            case "give":
                self._give()
            case _:
                return False
        return True

    # --- typed answers and giving ----------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take what is typed into the trial."""
        event.stop()
        if trial := self._open:
            self._put(trials.type_in(trial, event.value))
            if isinstance(trial.question.body, Cloze):
                self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: go to the next gap, or give the answer."""
        event.stop()
        trial = self._open
        if trial and not self._go_to_gap(trial.active + 1):
            self._give()

    def on_answer_field_left(self, event: AnswerField.Left) -> None:
        """Tab: go to the next gap or the one before, or to the page."""
        trial = self._open
        if trial is None or not self._go_to_gap(trial.active + event.step):
            self.page.focus()

    async def on_answer_field_paged(self, event: AnswerField.Paged) -> None:
        """Scroll the page from the field."""
        await self.page.run_action(event.how)

    def on_question_page_entered(self) -> None:
        """Enter on the page: go on after feedback, choose what is only marked, go to the line for typing, or give the answer."""
        trial = self.trial
        if trial is None:
            return
        if trial.marking:
            self.action_turn(1)
        elif answering.is_typed(trial.question):
            self.answer.focus()
        elif answering.only_marked(trial.question, trial.draft, self._marked):
            self.action_tick()
        else:
            self._give()

    def action_turn(self, by: int) -> None:
        """Go on to the next part, or back."""
        raise NotImplementedError

    def _go_to_gap(self, index: int) -> bool:
        """Fill this gap now; False if there is none of that number."""
        trial = self._open
        moved = trials.go_to(trial, index) if trial else None
        if trial is None or moved is None or moved.active != index:
            return False
        self._put(moved)
        self._draw()
        self.answer.focus()
        self.page.focus_target(f"gap:{index}")
        return True

    def _give(self) -> None:
        """Mark the answer, and show what came of it."""
        trial = self._open
        if trial is None:
            return
        given = trials.give(trial)
        self._put(given)
        if given.marking is None:
            return
        self.page.show(self._source(), "verdict")
        self.page.focus()
        self.refresh_bindings()
