"""Questions as the rules read them: the words of stem and answers, cut into sentences and words once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from edu_tui.checks.prose import sentences
from edu_tui.library import blocks as b
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Choices, Option, Question, Quiz
from edu_tui.library.text import fold
from edu_tui.library.walk import plain, walk_blocks

_TOKEN = re.compile(r"[^\W_]+(?:[-'\N{RIGHT SINGLE QUOTATION MARK}.,:/][^\W_]+)*")
_DISEASE = re.compile(r"\bALL\b")
_CLOSING = "\"')\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK} "


class AskedOption(msgspec.Struct, frozen=True):
    """An option with its words as one line, as written and folded, and cut into folded words.

    `everyday` is the text with a gap for ALL, which is a disease, and not all of something.
    """

    option: Option
    text: str
    folded: str
    everyday: str
    tokens: tuple[str, ...]

    @property
    def correct(self) -> bool:
        """Whether it is ticked."""
        return self.option.correct

    @property
    def line(self) -> int:
        """The line on which it stands."""
        return self.option.line


class Asked(msgspec.Struct, frozen=True):
    """A question with its quiz: `vignette` is what its case tells, `lead` the last sentence of the stem that asks, or its last one.

    `line` is that of the stem, and `lead_line` that of the paragraph in which the lead stands.
    """

    path: str
    audience: Audience
    question: Question
    vignette: str
    sentences: tuple[str, ...]
    lead: str
    line: int
    lead_line: int
    options: tuple[AskedOption, ...]

    @property
    def stem(self) -> str:
        """All that stands above the answers, without the vignette of a case."""
        return " ".join(self.sentences)

    @property
    def asks(self) -> bool:
        """Whether a sentence of the stem is a question."""
        return is_question(self.lead)

    @property
    def keys(self) -> tuple[AskedOption, ...]:
        """The options that are right."""
        return tuple(option for option in self.options if option.correct)

    @property
    def distractors(self) -> tuple[AskedOption, ...]:
        """The options that are wrong."""
        return tuple(option for option in self.options if not option.correct)


def asked_questions(quizzes: Iterable[Quiz]) -> Iterator[Asked]:
    """Every question of the quizzes, in written order."""
    for quiz in quizzes:
        vignettes = {case.id: " ".join(text for _, text in _paragraphs(case.blocks)) for case in quiz.cases}
        for question in quiz.questions:
            yield _asked(quiz, question, vignettes.get(question.case, ""))


def is_question(sentence: str) -> bool:
    """Whether a sentence ends with a question mark."""
    return sentence.rstrip(_CLOSING).endswith("?")


def tokens_of(text: str) -> tuple[str, ...]:
    """The folded words of a text: hyphens, points and marks inside a word belong to it."""
    return tuple(_TOKEN.findall(fold(text)))


def _asked(quiz: Quiz, question: Question, vignette: str) -> Asked:
    placed = [(line, sentence) for line, text in _paragraphs(question.stem) for sentence in sentences(text)]
    asking = [item for item in placed if is_question(item[1])]
    first = question.stem[0].line if question.stem else question.line
    lead_line, lead = asking[-1] if asking else placed[-1] if placed else (first, "")
    options = tuple(map(_option, question.body.options)) if isinstance(question.body, Choices) else ()
    told = tuple(sentence for _, sentence in placed)
    return Asked(quiz.path, quiz.audience, question, vignette, told, lead, first, lead_line, options)


def _option(option: Option) -> AskedOption:
    text = plain(option.inlines)
    folded = fold(text)
    return AskedOption(option, text, folded, _DISEASE.sub("___", text), tuple(_TOKEN.findall(folded)))


def _paragraphs(blocks: Iterable[b.Block]) -> Iterator[tuple[int, str]]:
    for block in walk_blocks(blocks, notes=False):
        if isinstance(block, b.Paragraph):
            yield block.line, plain(block.inlines)
