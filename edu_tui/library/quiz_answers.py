"""Where the answers of a question stand, and the bodies made from lists of steps, pairs and from blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from edu_tui.library.blocks import Blank, Block, Inline, Text
from edu_tui.library.questions import Body, Cloze, Match, Order, Pair, Step
from edu_tui.library.quiz_items import BOX_LIKE, AnswerItem, plain_items, task_items
from edu_tui.library.quiz_keys import Keys
from edu_tui.library.quiz_labels import question_label
from edu_tui.library.quiz_options import MAX_OPTIONS, choice_type, read_choices, read_numeric, read_short
from edu_tui.library.quiz_page import Page, source_lines
from edu_tui.library.slugs import text_key
from edu_tui.library.tree import Node
from edu_tui.library.walk import all_inlines, plain

_ARROW = re.compile(r"\s*(?:->|→)\s*")


class Layout(msgspec.Struct, frozen=True):
    """The nodes of a question: its text, its answer list (None in a cloze, or where none was found), what comes after."""

    stem: list[Node]
    answers: Node | None
    rest: list[Node]


def lay_out(page: Page, nodes: list[Node], kind: str) -> Layout:
    """Cut the nodes under an id block; `kind` is the written type, "" if none."""
    for index, node in enumerate(nodes):
        if kind != "cloze" and _is_answer_list(node, kind):
            return Layout(nodes[:index], node, nodes[index + 1 :])
    end = next((index for index, node in enumerate(nodes) if node.type == "blockquote" and question_label(page, node)), len(nodes))
    return Layout(nodes[:end], None, nodes[end:])


def read_body(page: Page, keys: Keys, layout: Layout, stem: tuple[Block, ...], extra: tuple[Block, ...]) -> tuple[str, Body] | None:
    """Type and body; None if there are no answers to read. `extra` is unindented feedback of the last option."""
    if layout.answers is None:
        return _read_blanks(page, keys, layout, stem)
    nodes = layout.answers.children
    if keys.type not in ("order", "match"):
        return _read_options(page, keys, nodes, extra)
    if keys.scoring == "weights":
        page.error(keys.lines["scoring"], "A15", "steps and pairs have no weights", "Remove scoring: weights.")
    items = plain_items(page, nodes)
    if len(items) < len(nodes):
        return None
    line = page.line(layout.answers)
    return (keys.type, _read_order(page, line, items)) if keys.type == "order" else (keys.type, _read_match(page, line, items))


def _read_options(page: Page, keys: Keys, nodes: list[Node], extra: tuple[Block, ...]) -> tuple[str, Body] | None:
    items = task_items(page, nodes, credits=keys.type == "numeric" or (keys.scoring == "weights" and keys.type != "short"))
    if len(items) < len(nodes):
        return None
    if extra:
        items[-1] = msgspec.structs.replace(items[-1], feedback=items[-1].feedback + extra)
    match keys.type:
        case "numeric":
            return "numeric", read_numeric(page, keys, items)
        case "short":
            return "short", read_short(page, keys, items)
        case _:
            kind = choice_type(keys, items)
            return kind, read_choices(page, keys, kind, items)


def _is_answer_list(node: Node, kind: str) -> bool:
    match kind:
        case "order":
            return node.type == "ordered_list"
        case "match":
            return node.type == "bullet_list" and any(_ARROW.search(line) for line in _first_lines(node))
        case _:
            return node.type == "bullet_list" and any(BOX_LIKE.match(line) for line in _first_lines(node))


def _first_lines(node: Node) -> Iterable[str]:
    """The first line of each item of a list."""
    for item in node.children:
        if item.children and item.children[0].type == "paragraph":
            yield from source_lines(item.children[0])[:1]


# --- blanks ----------------------------------------------------------------------------------------------------------------------


def _read_blanks(page: Page, keys: Keys, layout: Layout, stem: tuple[Block, ...]) -> tuple[str, Body] | None:
    blanks = tuple(part.variants for _, part in all_inlines(stem) if isinstance(part, Blank))
    if keys.type not in ("", "cloze") or (not keys.type and not blanks):
        _report_missing(page, keys, layout)
        return None
    if not blanks:
        page.error(keys.line, "A12", "a cloze question has no blank", "Write [[answer|variant]] in its text.")
    if len(blanks) > MAX_OPTIONS:
        page.error(keys.line, "A12", f"there are {len(blanks)} blanks, at most {MAX_OPTIONS} are allowed", "Split the question.")
    if keys.scoring == "weights":
        page.error(keys.lines["scoring"], "A15", "blanks have no weights", "Remove scoring: weights.")
    boxed = next((node for node in layout.stem if _is_answer_list(node, "")), None)
    if boxed is not None:
        page.error(page.line(boxed), "A02", "a cloze question takes its answers from the blanks", "Remove the list, or type: cloze.")
    return "cloze", Cloze(blanks)


def _report_missing(page: Page, keys: Keys, layout: Layout) -> None:
    """A04 where a list lacks what would make it the answers, A07 for pairs without arrows, A05 where there is no list at all."""
    lists = [node for node in (*layout.stem, *layout.rest) if node.type in ("bullet_list", "ordered_list")]
    if not lists:
        page.error(keys.line, "A05", "this question has no answers", "Add a list: - [x] right, - [ ] wrong.")
        return
    line = page.line(lists[-1])
    if keys.type == "match":
        page.error(line, "A07", "no line of the list has an arrow", "Write left -> right.")
    elif keys.type == "order":
        page.error(line, "A04", "the steps are not numbered", "Write 1. 2. 3. before them.")
    else:
        hint = "Write - [x] and - [ ]; steps need type: order, pairs type: match."
        page.error(line, "A04", "the options have no boxes", hint)


# --- steps and pairs -------------------------------------------------------------------------------------------------------------


def _read_order(page: Page, line: int, items: list[AnswerItem]) -> Order:
    """Faults: A10, A14."""
    if not 2 <= len(items) <= MAX_OPTIONS:
        page.error(line, "A10", f"{len(items)} is no number of steps to put in order", f"Give 2 to {MAX_OPTIONS} steps.")
    _report_same(page, [(item.key, item.words, item.line) for item in items])
    return Order(tuple(Step(item.key, item.inlines, item.line) for item in items))


def _read_match(page: Page, line: int, items: list[AnswerItem]) -> Match:
    """Faults: A07, A11, A14."""
    pairs: list[Pair] = []
    rights: dict[str, tuple[Inline, ...]] = {}
    distractors: dict[str, AnswerItem] = {}
    for item in items:
        sides = _sides(item.inlines)
        if sides is None or not plain(sides[1]):
            page.error(item.line, "A07", f'"{item.words[:60]}" is not left -> right', "Write one arrow -> with a right side after it.")
            continue
        left, right = sides
        key = text_key(plain(right))
        rights.setdefault(key, right)
        if plain(left):
            pairs.append(Pair(text_key(plain(left)), left, key, item.line))
        else:
            distractors[key] = item
    whole = len(pairs) + len(distractors) == len(items)
    if whole and not 2 <= len(pairs) <= MAX_OPTIONS:
        page.error(line, "A11", f"{len(pairs)} is no number of pairs to match", f"Give 2 to {MAX_OPTIONS} pairs.")
    _report_same(page, [(pair.key, plain(pair.left), pair.line) for pair in pairs])
    for pair in pairs:
        if pair.right_key in distractors:
            item = distractors[pair.right_key]
            page.error(item.line, "A14", f"this right side also belongs to a left side on line {pair.line}", "Change or remove it.")
    return Match(tuple(pairs), tuple(rights.items()))


def _sides(parts: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]] | None:
    """What stands left and right of the only arrow."""
    places = [(index, found) for index, part in enumerate(parts) if isinstance(part, Text) for found in _ARROW.finditer(part.text)]
    if len(places) != 1:
        return None
    index, found = places[0]
    before, after = found.string[: found.start()], found.string[found.end() :]
    left = (*parts[:index], Text(before)) if before else parts[:index]
    right = (Text(after), *parts[index + 1 :]) if after else parts[index + 1 :]
    return left, right


def _report_same(page: Page, entries: list[tuple[str, str, int]]) -> None:
    """A14 for steps or left sides (key, words, line) with the same words."""
    first: dict[str, int] = {}
    for key, words, line in entries:
        if key in first:
            page.error(line, "A14", f'"{words[:60]}" stands here a second time (first on line {first[key]})', "Reword one.")
        first.setdefault(key, line)
