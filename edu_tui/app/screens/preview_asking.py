"""`PreviewAsking`: a question, or its key, is shown on the page of a preview as far as it is answered."""

from __future__ import annotations

from functools import partial

from edu_tui.app.commands import CommandScreen
from edu_tui.app.pages.preview_question import asked_look, key_layout, trial_layout
from edu_tui.app.screens.preview_page import PreviewPage
from edu_tui.app.widgets.answer_field import AnswerField
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.notice import Notice
from edu_tui.app.widgets.question_page import Stage
from edu_tui.library.ledger import Ledger
from edu_tui.library.questions import Match
from edu_tui.render.layout import LayoutContext
from edu_tui.study import answering
from edu_tui.study import preview_trial as trials
from edu_tui.study.preview_parts import Asked
from edu_tui.study.preview_trial import Trial


class PreviewAsking(CommandScreen[None]):
    """The part of a preview that shows one question; its subclass answers it."""

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

    def _put(self, trial: Trial) -> None:
        self._trials[trial.question.id] = trial
        self.notice.tell(trial.told)
