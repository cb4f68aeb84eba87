"""From a question to its text in a quiz file, so that the parser reads the same question again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from edu_tui.authoring.escaping import escaped, guarded_start, title_text
from edu_tui.authoring.markdown_text import block_lines, indented, inline_text, quoted, text_lines
from edu_tui.library import blocks as b
from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Option, Order, Question, Short
from edu_tui.library.quiz_options import TRUE_FALSE
from edu_tui.library.walk import plain

_LIKE_A_KEY = re.compile(r"\{[\w-]+\}\s*$")


def question_text(question: Question) -> str:
    """The question as it stands in a quiz file, from its heading to its last quote; ends with a newline."""
    labelled = (("Hint", question.hint), ("Explanation", question.explanation))
    parts = [
        [f"## {title_text(plain(question.title))}"],
        list(_keys(question)),
        block_lines(question.stem),
        list(_answers(question)),
        *(_labelled(label, blocks) for label, blocks in labelled),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _keys(question: Question) -> Iterator[str]:
    yield f"id: {question.id}"
    if question.type != _apparent_type(question):
        yield f"type: {question.type}"
    if question.objective:
        yield f"objective: {question.objective}"
    if question.bloom:
        yield f"bloom: {question.bloom}"
    if question.difficulty:
        yield f"difficulty: {question.difficulty}"
    if question.scoring != "each":
        yield f"scoring: {question.scoring}"
    if question.tags:
        yield f"tags: {', '.join(question.tags)}"


def _apparent_type(question: Question) -> str:
    """The type that the parser takes from the answers alone; "" if they do not say it."""
    if not isinstance(question.body, Choices):
        return ""
    options = question.body.options
    if len(options) == 2 and {plain(option.inlines).casefold() for option in options} == TRUE_FALSE:
        return "truefalse"
    return "multiple" if sum(option.correct for option in options) > 1 else "single"


def _labelled(label: str, blocks: Sequence[b.Block]) -> list[str]:
    """A quote that begins with its label, which stands in front of the first paragraph."""
    if not blocks:
        return []
    first, rest = blocks[0], blocks[1:]
    if not isinstance(first, b.Paragraph):
        return quoted([f"**{label}:**", "", *block_lines(blocks)])
    head = text_lines(first.inlines)
    return quoted([f"**{label}:** {head[0]}", *head[1:], *([""] if rest else []), *block_lines(rest)])


# --- answers ---------------------------------------------------------------------------------------------------------------------


def _answers(question: Question) -> Iterator[str]:
    match question.body:
        case Choices(_, options):
            for option in options:
                yield from _item(option.correct, _option_lines(option, weighted=question.scoring == "weights"), option.feedback)
        case Numeric(ranges):
            for item in ranges:
                share = "" if item.credit in (0, 1) else f" ({_percent(item.credit)})"
                yield from _item(item.credit == 1, [f"{item.text if item.catch_all else escaped(item.text)}{share}"], item.feedback)
        case Short(answers):
            for answer in answers:
                yield from _item(answer.correct, [" | ".join(map(escaped, answer.variants))], answer.feedback)
        case Order(steps):
            for number, step in enumerate(steps, 1):
                yield from indented(text_lines(step.inlines), f"{number}. ")
        case Match():
            yield from _pairs(question.body)
        case Cloze():
            pass  # the blanks stand in the stem


def _item(checked: bool, lines: Sequence[str], feedback: Sequence[b.Block]) -> Iterator[str]:
    first, *rest = lines
    yield f"- [{'x' if checked else ' '}] {first}"
    yield from (f"  {line}" for line in (*rest, *quoted(block_lines(feedback))))


def _option_lines(option: Option, *, weighted: bool) -> list[str]:
    """The lines of an option: share and key at its end are written where its own words could be taken for them."""
    first, *rest = inline_text(option.inlines).split("\n")
    share = f" ({_percent(option.weight or Decimal(0))})" if weighted else ""
    words = plain(option.inlines) + share
    key = f" {{{option.key}}}" if _LIKE_A_KEY.search(words) else ""
    lines = [first, *map(guarded_start, rest)]
    return [*lines[:-1], f"{lines[-1]}{share}{key}"]


def _percent(share: Decimal) -> str:
    """ "33.33333%": a share of 1 with at most five digits behind the point."""
    return f"{(share * 100).quantize(Decimal('0.00001')).normalize():f}%"


def _pairs(body: Match) -> Iterator[str]:
    """The pairs, then the right sides that belong to no left one."""
    rights = dict(body.rights)
    for pair in body.pairs:
        yield f"- {guarded_start(inline_text(pair.left))} -> {inline_text(rights[pair.right_key])}"
    taken = {pair.right_key for pair in body.pairs}
    for key, right in body.rights:
        if key not in taken:
            yield f"- -> {inline_text(right)}"
