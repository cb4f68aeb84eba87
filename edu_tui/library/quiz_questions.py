"""One question: its text, its answers and the labelled quotes after them."""

from __future__ import annotations

from edu_tui.library.blocks import Block
from edu_tui.library.markdown import inlines
from edu_tui.library.questions import Question
from edu_tui.library.quiz_answers import Layout, lay_out, read_body
from edu_tui.library.quiz_items import report_typing
from edu_tui.library.quiz_keys import Keys
from edu_tui.library.quiz_labels import Labelled, question_label, read_labels
from edu_tui.library.quiz_page import Page
from edu_tui.library.quiz_style import warn_lists
from edu_tui.library.tree import Node


def read_question(page: Page, heading: Node, nodes: list[Node], keys: Keys, case: str) -> Question | None:
    """The question under `heading` with these nodes below its id block, in the case `case` or "".

    None where its answers cannot be told; a question may also come with errors, which the caller looks for in the findings of `page`.
    """
    if _report_mistyped(page, nodes):
        return None
    layout = lay_out(page, nodes, keys.type)
    report_early_labels(page, layout.stem)
    report_empty(page, keys, layout.stem)
    warn_lists(page, layout.stem)
    stem = page.builder.blocks(layout.stem)
    extra, rest = _unindented_feedback(page, keys, layout)
    labels = _read_rest(page, rest)
    found = None if _report_second_list(page, rest) else read_body(page, keys, layout, stem, extra)
    if found is None:
        return None
    kind, body = found
    if keys.unit and kind != "numeric":
        page.error(keys.lines["unit"], "M07", f'the key "unit" means nothing in a {kind} question', "Remove it, or write type: numeric.")
    return Question(
        id=keys.id,
        rev=keys.rev,
        type=kind,
        title=inlines(heading),
        line=page.line(heading),
        stem=stem,
        body=body,
        objective=keys.objective,
        bloom=keys.bloom,
        difficulty=keys.difficulty,
        scoring=keys.scoring,
        shuffle=keys.shuffle,
        safety=keys.safety,
        form=keys.form,
        twin=keys.twin,
        tags=keys.tags,
        case=case,
        hint=labels.get("hint", ()),
        explanation=labels.get("explanation", ()),
        notes=labels.get("notes", ()),
        teach_back=labels.get("teach-back", ()),
        ask=labels.get("ask", ()),
    )


def _report_mistyped(page: Page, nodes: list[Node]) -> bool:
    """A16 and A18 in the lines of a question; whether there were any, for then nothing else about its answers can be told."""
    before = len(page.diagnostics)
    for node in nodes:
        if node.map and node.type in ("paragraph", "bullet_list", "ordered_list", "blockquote"):
            report_typing(page, page.line(node), page.line(node) + node.map[1] - node.map[0])
    return page.broken_since(before)


def report_empty(page: Page, keys: Keys, stem: list[Node]) -> None:
    """Q04: nothing is asked."""
    if not stem:
        page.error(keys.line, "Q04", "there is no text between the id block and the answers", "Write what is asked.")


def report_early_labels(page: Page, nodes: list[Node]) -> None:
    """Q03: a hint or note above the answers would be shown as part of the question."""
    for node in nodes:
        label = question_label(page, node) if node.type == "blockquote" else ""
        if label:
            page.error(page.line(node), "Q03", f"the {label} quote stands above the answers", "Move it below them.")


def _unindented_feedback(page: Page, keys: Keys, layout: Layout) -> tuple[tuple[Block, ...], list[Node]]:
    """Feedback of the last option that was not indented (A03), and the nodes after it."""
    node = layout.rest[0] if layout.answers is not None and layout.rest else None
    if node is None or keys.type in ("order", "match") or node.type != "blockquote" or not page.glued(node) or question_label(page, node):
        return (), layout.rest
    page.warn(
        page.line(node), "A03", "this feedback is not indented; it is taken for that of the option above it", "Put two spaces before >."
    )
    return page.builder.blocks(node.children), layout.rest[1:]


def _report_second_list(page: Page, nodes: list[Node]) -> bool:
    """A02: whether a list after the answers leaves open which of the two holds them."""
    second = next((node for node in nodes if node.type in ("bullet_list", "ordered_list")), None)
    if second is not None:
        hint = "Begin every option with the same sign, -, and indent feedback by two spaces."
        page.error(page.line(second), "A02", "a second list stands after the answers", hint)
    return second is not None


def _read_rest(page: Page, nodes: list[Node]) -> Labelled:
    """The labelled quotes after the answers; a rule between two questions is nothing, and text is not shown (A08)."""
    labels: Labelled = {}
    lines: dict[str, int] = {}
    for node in nodes:
        match node.type:
            case "blockquote":
                read_labels(page, node, labels, lines)
            case "hr" | "bullet_list" | "ordered_list":
                pass
            case _:
                page.warn(
                    page.line(node), "A08", "this text after the answers is not shown", "Move it above them, or into a labelled quote."
                )
    return labels
