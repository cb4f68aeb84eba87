"""`PreviewAnswering`: a question is tried out on the page of a preview, with the keys of a quiz. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from textual.widgets import Input

from edu_tui.app.commands import CommandScreen
from edu_tui.app.pages.preview_question import asked_look, key_layout, trial_layout
from edu_tui.app.screens.preview_page import PreviewPage
from edu_tui.app.widgets.answer_field import AnswerField
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.notice import Notice
from edu_tui.app.widgets.question_page import Stage
from edu_tui.library.ledger import Ledger
from edu_tui.library.questions import Choices, Cloze, Match, Order
from edu_tui.render.layout import LayoutContext
from edu_tui.study import answering
from edu_tui.study import preview_trial as trials
from edu_tui.study.answering import Step
from edu_tui.study.preview_parts import Asked
from edu_tui.study.preview_trial import Trial

ANSWERING = ("again", "hint", "tick", "strike", "shift", "pick", "key")
"""What can be done with a question only."""

_MARKED = ("option", "pair", "up", "down")


class PreviewAnswering(CommandScreen[None]):
    """The part of a preview that is about one question. Subclasses say what comes after its feedback (`action_turn`)."""

    def __init__(self) -> None:
        super().__init__()
        self.page = PreviewPage(id="page")
        self.answer = AnswerField(id="answer")
        self.notice = Notice(id="notice")
        self.look = LayoutContext()
        self.asked: Asked | None = None
        self.key_shown = False
        self._trials: dict[str, Trial] = {}
        self._ledger = Ledger({}, {}, {})
        self._last = False

    @property
    def trial(self) -> Trial | None:
        """How far the question that is shown is answered; None while its key or something else is shown."""
        return self._trials.get(self.asked.question.id) if self.asked and not self.key_shown else None

    @property
    def _open(self) -> Trial | None:
        """The question, while its answer can be changed."""
        trial = self.trial
        return trial if trial and trial.marking is None else None

    # --- showing ---------------------------------------------------------------------------------------------------------------

    def ask(self, asked: Asked | None, ledger: Ledger, *, last: bool) -> Source | None:
        """Take a question on, or up again after a save; what lays it out. None takes the question away."""
        self.asked, self._ledger, self._last = asked, ledger, last
        if asked is None:
            self.set_class(False, "-typed")
            self.page.enter(Stage.LIST, listed=False)
            return None
        before = self._trials.get(asked.question.id)
        self._trials[asked.question.id] = trials.renewed(before, asked.question) if before else trials.begin(asked.question)
        return self._source()

    def first_marked(self) -> str:
        """The target with which a question opens."""
        trial = self._open
        marked = answering.first_marked(trial.question, trial.draft, trial.shown) if trial else ""
        return self._target_of(marked)

    def _source(self) -> Source:
        """What lays out the question as it stands, or its key; bars and keys follow."""
        asked, trial = self.asked, self.trial
        assert asked is not None
        self.look = asked_look(asked, self._ledger, answered=trial is None or trial.marking is not None)
        typed = self._open is not None and answering.is_typed(asked.question)
        self.set_class(typed, "-typed")
        if typed:
            self._fill_field()
        if trial is None:
            self.page.enter(Stage.LIST, listed=False)
            return partial(key_layout, asked, self.look)
        self.page.enter(Stage.ANSWERED if trial.marking else Stage.ASKING, listed=trial.marking is None and not typed)
        return partial(trial_layout, asked, trial, self.look, self._last)

    def _draw(self) -> None:
        """Draw the question again without moving the page."""
        self.page.draw_again(self._source())
        self.refresh_bindings()

    def _fill_field(self) -> None:
        trial = self._open
        if trial is not None:
            typed = trial.draft.response
            self.answer.ask(f"Gap {trial.active + 1} of {len(typed)}" if len(typed) > 1 else "Your answer", typed[trial.active])

    def _target_of(self, marked: str) -> str:
        """The target of what is marked."""
        if not marked or self.asked is None:
            return ""
        return f"pair:{marked}" if isinstance(self.asked.question.body, Match) else f"option:{marked}"

    # --- what can be done ------------------------------------------------------------------------------------------------------

    def can_answer(self, action: str) -> bool:
        """Which of the keys of a question hold now."""
        if self.asked is None:
            return False
        if action == "key":
            return True
        if action == "again":
            trial = self.trial
            return trial is not None and (trial.marking is not None or trial != trials.begin(trial.question))
        trial = self._open
        if trial is None:
            return False
        body = trial.question.body
        match action:
            case "hint":
                return bool(trial.question.hint) and not trial.hint
            case "strike":
                return isinstance(body, Choices)
            case "shift":
                return isinstance(body, Order)
            case "tick":
                return isinstance(body, Choices | Match)
            case _:
                return not answering.is_typed(trial.question)

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

    def _put(self, trial: Trial) -> None:
        self._trials[trial.question.id] = trial
        self.notice.tell(trial.told)

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
