"""What marking gives: the mark as a whole and part by part."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from edu_tui.library.blocks import Block, Inline
from edu_tui.library.questions import Question

Shown = tuple[Inline, ...]
"""One line of a right answer, to show."""


class Part(msgspec.Struct, frozen=True):
    """One option, blank, pair or step of a marked answer.

    `key` names it: the key of an option, step or pair, the number of a blank from "1", or for a typed answer the key of what it was taken
    for ("" if for nothing that the author foresaw). `given` is what the learner put here and `wanted` what belongs here, both in the terms
    of a response ("" for an option left alone); for a step both are places from "1". `feedback` is what the author says to it.
    """

    key: str
    given: str
    wanted: str
    correct: bool
    feedback: tuple[Block, ...] = ()


class Marking(msgspec.Struct, frozen=True):
    """The mark for one response.

    `score` is 0 to 1, None for a poll and when nothing was marked. `verdict` is "right", "partly", "wrong", "poll", or "again" when the
    response cannot be marked; `ask_again` is then a sentence for the learner, and nothing may be recorded. `answer` is the right answer to
    show, one line for each option, step, pair or blank.
    """

    score: Decimal | None
    verdict: str
    parts: tuple[Part, ...] = ()
    answer: tuple[Shown, ...] = ()
    ask_again: str = ""


def again(sentence: str) -> Marking:
    """Nothing is marked: `sentence` asks the learner for something that can be."""
    return Marking(None, "again", ask_again=sentence)


def marked(question: Question, credit: Fraction, parts: Sequence[Part], answer: Sequence[Shown]) -> Marking:
    """The marking for `credit`; with `scoring: all` anything short of full credit is none."""
    if question.scoring == "all" and credit < 1:
        credit = Fraction(0)
    verdict = "right" if credit >= 1 else "wrong" if credit <= 0 else "partly"
    return Marking(Decimal(credit.numerator) / Decimal(credit.denominator), verdict, tuple(parts), tuple(answer))


def share(parts: Sequence[Part]) -> Fraction:
    """The share of parts that are correct."""
    return Fraction(sum(part.correct for part in parts), len(parts) or 1)
