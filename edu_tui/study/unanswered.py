"""A question that was left open, as it is shown when it is looked at again: what would have been right, and nothing that was given."""

from __future__ import annotations

from decimal import Decimal

from edu_tui.library.blocks import Text
from edu_tui.library.marks import Marking, Part, Shown
from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Short


def unanswered(question: Question) -> Marking:
    """The marking to show: its verdict is "open", nothing is earned, and of a poll nothing could be."""
    return Marking(Decimal(0) if question.scored else None, "open", _parts(question), _answer(question))


def _parts(question: Question) -> tuple[Part, ...]:
    """The parts that say for themselves what belongs there."""
    match question.body:
        case Choices(_, options):
            return tuple(
                Part(one.key, "", one.key if one.correct else "", not one.correct, one.feedback if one.correct else ()) for one in options
            )
        case Cloze(blanks):
            return tuple(Part(str(number), "", variants[0], False) for number, variants in enumerate(blanks, 1))
        case _:
            return ()


def _answer(question: Question) -> tuple[Shown, ...]:
    """The right answer in the lines that `Marking.answer` has."""
    match question.body:
        case Choices(_, options):
            return tuple(option.inlines for option in options if option.correct)
        case Numeric(ranges):
            return tuple((Text(item.text),) for item in ranges if item.credit == 1 and not item.catch_all)
        case Short(answers):
            return tuple((Text(answer.variants[0]),) for answer in answers if answer.correct)
        case Order(steps):
            return tuple(step.inlines for step in steps)
        case Match(pairs, rights):
            sides = dict(rights)
            return tuple((*pair.left, Text(" → "), *sides[pair.right_key]) for pair in pairs)
        case Cloze(blanks):
            return tuple((Text(variants[0]),) for variants in blanks)
