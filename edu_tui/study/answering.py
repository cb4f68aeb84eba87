"""What a key or a click does to the open question: pure steps that the app only has to draw.

`marked` is what the learner has under the cursor: the key of an option or step, the index of a pair as text, "" for nothing of the kind.
"""

from __future__ import annotations

from typing import NamedTuple

from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Short
from edu_tui.study import draft as drafts
from edu_tui.study.draft import Draft


class Step(NamedTuple):
    """The draft after a key or a click, and what is marked then (in the terms of `marked`)."""

    draft: Draft
    marked: str


def is_typed(question: Question) -> bool:
    """Whether the answer is typed."""
    return isinstance(question.body, Numeric | Short | Cloze)


def pick(question: Question, draft: Draft, shown: tuple[str, ...], marked: str, number: int) -> Step | None:
    """Choose the answer with this number (from 1); give the marked pair this right side and go on; or put the marked step at this place."""
    if not 1 <= number <= len(shown):
        return None
    key = shown[number - 1]
    match question.body:
        case Choices():
            return Step(drafts.choose(question, draft, key), key)
        case Match(pairs):
            index = _pair(draft, marked)
            return Step(drafts.write(draft, index, key), str(min(index + 1, len(pairs) - 1)))
        case Order() if marked in draft.response:
            index = draft.response.index(marked)
            return Step(drafts.move(draft, index, number - 1 - index), marked)
    return None


def tick(question: Question, draft: Draft, shown: tuple[str, ...], marked: str) -> Step | None:
    """Choose what is marked, or take that back; give a marked pair its next right side."""
    match question.body:
        case Choices() if marked:
            return Step(drafts.choose(question, draft, marked), marked)
        case Match():
            return turn(question, draft, shown, marked, 1)
    return None


def turn(question: Question, draft: Draft, shown: tuple[str, ...], marked: str, by: int) -> Step | None:
    """Give the marked pair its next (1) or previous (-1) right side."""
    if not isinstance(question.body, Match):
        return None
    index = _pair(draft, marked)
    return Step(drafts.cycle(draft, index, shown, by), str(index))


def shift(question: Question, draft: Draft, marked: str, by: int) -> Step | None:
    """Move the marked step down (1) or up (-1)."""
    if not isinstance(question.body, Order) or marked not in draft.response:
        return None
    return Step(drafts.move(draft, draft.response.index(marked), by), marked)


def strike(question: Question, draft: Draft, marked: str) -> Step | None:
    """Rule the marked option out, or in again."""
    if not isinstance(question.body, Choices) or not marked:
        return None
    return Step(drafts.strike(draft, marked), marked)


def first_marked(question: Question, draft: Draft, shown: tuple[str, ...]) -> str:
    """What is marked when the question opens: the chosen answer, or the first."""
    match question.body:
        case Choices() if draft.response:
            return draft.response[0]
        case Choices():
            return shown[0]
        case Order():
            return draft.response[0]
        case Match():
            return str(_pair(draft, ""))
        case _:
            return ""


def only_marked(question: Question, draft: Draft, marked: str) -> bool:
    """Whether enter should first choose the marked answer, because the learner has only moved to it."""
    unchosen = isinstance(question.body, Choices) and bool(marked) and marked not in draft.response
    return unchosen and (question.type != "multiple" or not draft.response)


def missing(question: Question, draft: Draft) -> str:
    """What is missing before the answer can be given, as a sentence; "" if nothing is."""
    if not drafts.is_empty(question, draft):
        return ""
    return "Type an answer first." if is_typed(question) else "Choose an answer first."


def unmatched(question: Question, draft: Draft) -> str:
    """What one should know before an answer with lines that have no match counts as given, as a sentence; "" if all have one."""
    if isinstance(question.body, Match) and "" in draft.response:
        return "Not every line has a match yet. Enter once more gives the answer as it is."
    return ""


def _pair(draft: Draft, marked: str) -> int:
    """The marked pair; without one the first that has no right side yet."""
    if marked.isdigit() and int(marked) < len(draft.response):
        return int(marked)
    return draft.response.index("") if "" in draft.response else 0
