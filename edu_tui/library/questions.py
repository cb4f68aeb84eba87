"""Questions of every kind, as their file tells them."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

import msgspec

from edu_tui.library.blocks import Block, Inline
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.modules import Audience


class Option(msgspec.Struct, frozen=True):
    """A choice. `key` is stable over wording and order: the author's `{key}`, or "h" and 8 hex digits of the normalised text."""

    key: str
    inlines: tuple[Inline, ...]
    correct: bool
    line: int
    feedback: tuple[Block, ...] = ()
    weight: Decimal | None = None


class Choices(msgspec.Struct, frozen=True, tag="choices"):
    """Single, multiple, true/false and poll: `kind` says which. `correct` is False throughout in a poll."""

    kind: str
    options: tuple[Option, ...]


class NumberRange(msgspec.Struct, frozen=True):
    """An expected number: `low` to `high` inclusive; with `catch_all` any number that nothing else took. `units` are accepted spellings.

    `text` is what the author wrote, for showing; `credit` 0 to 1; `key` identifies it in events.
    """

    key: str
    text: str
    credit: Decimal
    line: int
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    units: tuple[str, ...] = ()
    catch_all: bool = False
    feedback: tuple[Block, ...] = ()


class Numeric(msgspec.Struct, frozen=True, tag="numeric"):
    """A number with tolerance; `unit_required` when the answer must name its unit."""

    ranges: tuple[NumberRange, ...]
    unit_required: bool = False


class ShortVariants(msgspec.Struct, frozen=True):
    """Texts that count as one answer (`correct`), or as one expected mistake."""

    key: str
    variants: tuple[str, ...]
    correct: bool
    line: int
    feedback: tuple[Block, ...] = ()


class Short(msgspec.Struct, frozen=True, tag="short"):
    """A few typed words."""

    answers: tuple[ShortVariants, ...]


class Step(msgspec.Struct, frozen=True):
    """A step of an ordering question."""

    key: str
    inlines: tuple[Inline, ...]
    line: int


class Order(msgspec.Struct, frozen=True, tag="order"):
    """Steps in their right order."""

    steps: tuple[Step, ...]


class Pair(msgspec.Struct, frozen=True):
    """A left side and the right side that belongs to it (`right_key`)."""

    key: str
    left: tuple[Inline, ...]
    right_key: str
    line: int


class Match(msgspec.Struct, frozen=True, tag="match"):
    """Pairs to match; `rights` are all right sides by key in written order, distractors included."""

    pairs: tuple[Pair, ...]
    rights: tuple[tuple[str, tuple[Inline, ...]], ...]


class Cloze(msgspec.Struct, frozen=True, tag="cloze"):
    """Gaps in the stem, in order, each with its accepted variants (the first is shown as the answer)."""

    blanks: tuple[tuple[str, ...], ...]


Body: TypeAlias = Choices | Numeric | Short | Order | Match | Cloze


class Case(msgspec.Struct, frozen=True):
    """A vignette shared by its questions."""

    id: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    line: int


class Question(msgspec.Struct, frozen=True):
    """One question. `type` is one of `TYPES`; `scoring` is "each", "all" or "weights"; `case` the id of its vignette or "".

    `form` is "pre", "post" or ""; a post question names the pre question that asks the same in another guise as its `twin`.

    `notes` and `teach_back` are for the facilitator and are never shown to a learner before the answer.
    """

    id: str
    rev: int
    type: str
    title: tuple[Inline, ...]
    line: int
    stem: tuple[Block, ...]
    body: Body
    objective: str = ""
    bloom: str = ""
    difficulty: int | None = None
    scoring: str = "each"
    shuffle: bool = True
    safety: bool = False
    form: str = ""
    twin: str = ""
    tags: tuple[str, ...] = ()
    case: str = ""
    hint: tuple[Block, ...] = ()
    explanation: tuple[Block, ...] = ()
    notes: tuple[Block, ...] = ()
    teach_back: tuple[Block, ...] = ()
    ask: tuple[Block, ...] = ()

    @property
    def scored(self) -> bool:
        """False for a poll, which has no right answer."""
        return self.type != "poll"


TYPES = ("single", "multiple", "truefalse", "numeric", "short", "order", "match", "cloze", "poll")


class Quiz(msgspec.Struct, frozen=True):
    """The questions of one module for one audience, in written order; a question with an error is left out and named in `diagnostics`."""

    name: str
    path: str
    module: str
    audience: Audience
    title: str
    intro: tuple[Block, ...]
    questions: tuple[Question, ...]
    cases: tuple[Case, ...] = ()
    retired: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def question(self, ident: str) -> Question | None:
        """The question with this id, if there is one."""
        return next((question for question in self.questions if question.id == ident), None)

    def form(self, name: str) -> tuple[Question, ...]:
        """The questions of the form "pre" or "post", in written order."""
        return tuple(question for question in self.questions if question.form == name)

    def case(self, ident: str) -> Case | None:
        """The vignette with this id, if there is one."""
        return next((case for case in self.cases if case.id == ident), None)
