"""A question and its feedback as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from edu_tui.cli.output import WIDTH
from edu_tui.cli.responses import ASKS
from edu_tui.library.blocks import Block, Inline, Item, ItemList, Paragraph, Quote, Text
from edu_tui.library.marks import Marking
from edu_tui.library.questions import Case, Choices, Match, Order, Question
from edu_tui.render.plain import inlines_to_text, to_text

VERDICTS = {"right": "Right.", "partly": "Partly right.", "wrong": "Not right.", "poll": "Thank you.", "open": "Not answered."}
"""The words for a verdict."""


def asked(question: Question, shown: Sequence[str]) -> str:
    """The question with what there is to choose from, numbered in the order of the keys `shown`, and what to type."""
    parts = [to_text(question.stem, WIDTH)]
    match question.body:
        case Match(pairs, rights):
            parts += [_list([pair.left for pair in pairs], numbered=False), _list(_in_order(dict(rights), shown), numbered=True)]
        case Order(steps):
            parts.append(_list(_in_order({step.key: step.inlines for step in steps}, shown), numbered=True))
        case Choices(_, options):
            parts.append(_list(_in_order({option.key: option.inlines for option in options}, shown), numbered=True))
    return _stacked([*parts, ASKS[question.type]])


def vignette(case: Case) -> str:
    """The case behind a question."""
    return _stacked([inlines_to_text(case.title), to_text(case.blocks, WIDTH)])


def told(question: Question, marking: Marking) -> str:
    """The verdict, what the author says to the answer, what would have been right, and why."""
    parts = [VERDICTS[marking.verdict]]
    parts += [to_text(part.feedback, WIDTH) for part in marking.parts if part.given and part.feedback]
    if marking.answer and marking.verdict in ("wrong", "partly", "open"):
        parts += ["Right would be:", _list(marking.answer, numbered=isinstance(question.body, Order))]
        parts += [to_text(part.feedback, WIDTH) for part in marking.parts if not part.given and part.feedback]
    if question.explanation:
        parts.append(to_text((Quote(0, question.explanation, "explanation"),), WIDTH))
    return _stacked(parts)


def _in_order(inlines: dict[str, tuple[Inline, ...]], keys: Iterable[str]) -> list[tuple[Inline, ...]]:
    return [inlines[key] for key in keys if key in inlines]


def _list(runs: Sequence[tuple[Inline, ...]], *, numbered: bool) -> str:
    """Runs of inlines as a list; the blocks are made for showing and stand in no file."""
    items = tuple(Item(0, (Paragraph(0, run or (Text("–"),)),)) for run in runs)
    blocks: tuple[Block, ...] = (ItemList(0, items, 1 if numbered else None),)
    return to_text(blocks, WIDTH) if items else ""


def _stacked(parts: Iterable[str]) -> str:
    """Parts with an empty line between them."""
    return "\n\n".join(text for part in parts if (text := part.rstrip("\n")))
