"""The items of an answer list: box, text, key, credit and feedback of each."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from edu_tui.library.blocks import Block, Inline, Text
from edu_tui.library.markdown import inlines
from edu_tui.library.quiz_labels import question_label
from edu_tui.library.quiz_page import Page, source_lines
from edu_tui.library.slugs import IDENT, text_key
from edu_tui.library.tree import Node
from edu_tui.library.walk import plain

BOX_LIKE = re.compile(r"\[.{0,3}\](?=\s|$)")
"""What was meant as a box, however it is filled."""

_BOX = re.compile(r"\[([ xX]?)\](?:\s+|$)")
_KEY = re.compile(r"\s*\{([\w-]+)\}\s*$")
_CREDIT = re.compile(r"\s*\((-?\d{1,3}(?:[.,]\d{1,5})?) ?%\)\s*$")
_DASH_ITEM = re.compile(r"[\u2010-\u2015\u2212\u2022\u2023\u25aa\u25cf\u25e6\u00b7]\s*\[.?\]")
_GLUED_ITEM = re.compile(r"[-*+]\[[ xX]?\]\s")


class AnswerItem(msgspec.Struct, frozen=True):
    """One item of an answer list.

    `checked` is None where no box is wanted; `words` is its text without marks; `key` is the author's or made from the text; `credit` the
    share in `(25%)` as a fraction of 1, None without one.
    """

    line: int
    inlines: tuple[Inline, ...]
    words: str
    key: str
    checked: bool | None = None
    credit: Decimal | None = None
    feedback: tuple[Block, ...] = ()


def task_items(page: Page, nodes: list[Node], *, credits: bool) -> list[AnswerItem]:
    """The items of a task list; `credits` says whether `(25%)` at their end is a share of the credit. Faults: A16, A17, A20, Q03, I04."""
    return [item for node in nodes if (item := _task_item(page, node, credits=credits)) is not None]


def plain_items(page: Page, nodes: list[Node]) -> list[AnswerItem]:
    """The items of a list without boxes (steps, pairs), which take no feedback."""
    items: list[AnswerItem] = []
    for node in nodes:
        line, parts = page.line(node), _own_inlines(node)
        words = plain(parts)
        if not words:
            page.error(line, "A20", "this item has no text", "Write it, or remove the line.")
            continue
        for child in node.children[1:]:
            page.warn(page.line(child), "A08", "only the first paragraph of an item is shown", "Put the rest into the Explanation.")
        items.append(AnswerItem(line, parts, words, text_key(words)))
    return items


def report_typing(page: Page, first: int, last: int) -> None:
    """Find lines meant as options from `first` to before `last`: an editor made the hyphen a dash (A18), a space is gone (A16)."""
    for line in range(first, last):
        text = page.raw(line).strip()
        column = page.column(line, text)
        if _DASH_ITEM.match(text):
            page.error(line, "A18", "your editor turned the hyphen into a dash or a bullet sign", "Type - [ ] with a plain hyphen.", column)
        elif _GLUED_ITEM.match(text):
            page.error(line, "A16", "there is no space between the hyphen and the box", "Write - [ ] with a space.", column)


def _own_inlines(node: Node) -> tuple[Inline, ...]:
    """The inlines of an item's first paragraph."""
    first = node.children[0] if node.children else None
    return inlines(first) if first is not None and first.type == "paragraph" else ()


def _task_item(page: Page, node: Node, *, credits: bool) -> AnswerItem | None:
    line = page.line(node)
    parts = _own_inlines(node)
    head = parts[0] if parts else None
    box = _BOX.match(head.text) if isinstance(head, Text) else None
    if box is None or not isinstance(head, Text):
        page.error(line, "A16", "this line has no [ ] or [x] box", "Begin it with - [ ] or - [x], and one space.")
        return None
    _report_deep_feedback(page, node)
    parts = _without(parts, head.text[box.end() :])
    parts, key = _cut_end(parts, _KEY)
    credit = ""
    if credits:
        parts, credit = _cut_end(parts, _CREDIT)
    words = plain(parts)
    if not words:
        page.error(line, "A20", "this option has no text", "Write it, or remove the line.")
    if key and not IDENT.fullmatch(key):
        column = page.column(line, "{" + key)
        page.error(line, "I04", f'"{key[:60]}" cannot be an option key', "Use small letters, digits and hyphens.", column)
    share = Decimal(credit.replace(",", ".")) / 100 if credit else None
    return AnswerItem(line, parts, words, key or text_key(words), box[1] in ("x", "X"), share, _feedback(page, node))


def _without(parts: tuple[Inline, ...], rest: str) -> tuple[Inline, ...]:
    """`parts` with `rest` in place of the first text."""
    return (Text(rest), *parts[1:]) if rest else parts[1:]


def _cut_end(parts: tuple[Inline, ...], pattern: re.Pattern[str]) -> tuple[tuple[Inline, ...], str]:
    """`parts` without what `pattern` finds at their end, and its group; unchanged and "" if nothing is found."""
    last = parts[-1] if parts else None
    found = pattern.search(last.text) if isinstance(last, Text) else None
    if found is None or not isinstance(last, Text):
        return parts, ""
    rest = last.text[: found.start()]
    return ((*parts[:-1], Text(rest)) if rest else parts[:-1]), found[1]


def _report_deep_feedback(page: Page, node: Node) -> None:
    """A17: a quote indented by six or more spaces is text to Markdown."""
    for number, text in enumerate(source_lines(node.children[0]), page.line(node.children[0])):
        if text.startswith(">") and number > page.line(node.children[0]):
            page.error(number, "A17", "the feedback is indented too far", "Use two spaces before >.", page.column(number, ">"))
            return
    for child in node.children[1:]:
        if child.type == "code_block" and child.content.startswith(">"):
            page.error(page.line(child), "A17", "the feedback is indented too far", "Use two spaces before >.")


def _feedback(page: Page, node: Node) -> tuple[Block, ...]:
    """The quotes under an option."""
    blocks: tuple[Block, ...] = ()
    for child in node.children[1:]:
        line = page.line(child)
        if child.type != "blockquote":
            if child.type != "code_block" or not child.content.startswith(">"):
                page.warn(line, "A08", "this text under an option is not shown", "Put > before it to make it feedback.")
        elif label := question_label(page, child):
            page.error(line, "Q03", f"the {label} quote is indented, so it belongs to this option alone", "Remove the spaces before >.")
        else:
            blocks += page.builder.blocks(child.children)
    return blocks
