"""Right and wrong answers to any question."""

from __future__ import annotations

from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Short
from edu_tui.study import draft as drafts


def answer_to(question: Question, shown: tuple[str, ...]) -> tuple[str, ...]:
    """The right answer."""
    match question.body:
        case Choices("poll"):
            return shown[:1]
        case Choices(_, options):
            return tuple(option.key for option in options if option.correct)
        case Numeric(ranges):
            best = next(item for item in ranges if item.credit == 1)
            middle = (best.low + best.high) / 2
            return (f"{middle:f} {best.units[0] if best.units else ''}".strip(),)
        case Short(answers):
            return (next(answer.variants[0] for answer in answers if answer.correct),)
        case Order(steps):
            return tuple(step.key for step in steps)
        case Match(pairs):
            return tuple(pair.right_key for pair in pairs)
        case Cloze(blanks):
            return tuple(variants[0] for variants in blanks)


def wrong_answer_to(question: Question, shown: tuple[str, ...]) -> tuple[str, ...]:
    """An answer that is not right, as far as there is one."""
    match question.body:
        case Choices(_, options):
            return (next((option.key for option in options if not option.correct), shown[0]),)
        case Numeric(ranges):
            return (f"999999 {ranges[0].units[0] if ranges[0].units else ''}".strip(),)
        case Short() | Cloze():
            return ("something else",) * len(drafts.empty_draft(question, shown).response)
        case Order():
            return tuple(reversed([step.key for step in question.body.steps]))
        case Match(pairs):
            return tuple(reversed([pair.right_key for pair in pairs]))
