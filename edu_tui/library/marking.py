"""Marking: a question and a response give a score, part by part, or a reason to ask again.

A response is a tuple of texts, and what they are depends on the body of the question:

- `Choices`: the keys of the chosen options, in any order
- `Numeric`, `Short`: one typed text
- `Order`: the keys of all steps in the learner's order
- `Match`: for each pair, in written order, the key of the chosen right side, "" for none
- `Cloze`: one typed text for each blank, "" for none
"""

from __future__ import annotations

from edu_tui.library.mark_chosen import mark_choices, mark_match, mark_order
from edu_tui.library.mark_typed import mark_cloze, mark_numeric, mark_short
from edu_tui.library.marks import Marking, Part
from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Short

__all__ = ["Marking", "Part", "mark"]


def mark(question: Question, response: tuple[str, ...], *, insist: bool = False) -> Marking:
    """Mark `response`; pure, and never raises whatever the response holds.

    With `insist` a learner who was asked "did you mean ...?" stands by the answer, and it is marked as typed.
    """
    body = question.body
    match body:
        case Choices():
            return mark_choices(question, body, response)
        case Numeric():
            return mark_numeric(question, body, response)
        case Short():
            return mark_short(question, body, response, insist=insist)
        case Order():
            return mark_order(question, body, response)
        case Match():
            return mark_match(question, body, response)
        case Cloze():
            return mark_cloze(question, body, response, insist=insist)
