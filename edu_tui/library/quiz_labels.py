"""The labelled quotes of a question: hint, explanation, notes, teach-back, ask."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from edu_tui.library.blocks import Block, Inline, Paragraph
from edu_tui.library.markdown import inlines, split_label
from edu_tui.library.quiz_page import Page, did_you_mean
from edu_tui.library.walk import plain

QUESTION_LABELS = ("hint", "explanation", "notes", "teach-back", "ask")

Labelled = dict[str, tuple[Block, ...]]
"""The blocks under each label."""


def read_labels(page: Page, quote: SyntaxTreeNode, found: Labelled, lines: dict[str, int]) -> None:
    """Add the labelled parts of one quote to `found` and their lines to `lines`."""
    for label, line, blocks in _parts(page, quote):
        if label not in QUESTION_LABELS:
            _report_unlabelled(page, line, blocks)
        elif label in found:
            page.error(line, "B02", f"{_title(label)} stands here a second time (first on line {lines[label]})", "Join the two quotes.")
        else:
            found[label] = blocks
            lines[label] = line


def question_label(page: Page, quote: SyntaxTreeNode) -> str:
    """The label of a question with which `quote` begins, such as "Hint"; "" if with none."""
    label = next((label for label, _, _ in _parts(page, quote)), "")
    return _title(label) if label in QUESTION_LABELS else ""


def _title(label: str) -> str:
    return label.capitalize()


def _report_unlabelled(page: Page, line: int, blocks: tuple[Block, ...]) -> None:
    first = blocks[0] if blocks else None
    words = plain(first.inlines) if isinstance(first, Paragraph) else ""
    start = words.split(":")[0] if ":" in words else ""
    known = ", ".join(map(_title, QUESTION_LABELS))
    hint = f"Begin it with a label in bold, such as **Explanation:** ({known}); feedback is indented by two spaces under its option."
    near = did_you_mean(start, QUESTION_LABELS, hint) if start else hint
    page.error(line, "B01", "this quote after the answers has no label of a question", near)


def _parts(page: Page, quote: SyntaxTreeNode) -> Iterator[tuple[str, int, tuple[Block, ...]]]:
    """Label, line and blocks of each part of a quote; a part ends where a line begins with a known label."""
    label, line, blocks = "", page.line(quote), list[Block]()
    for node in quote.children:
        pieces: list[Block] = [*_runs(page, node)] if node.type == "paragraph" else [*page.builder.blocks([node])]
        for piece in pieces:
            name, rest = split_label((piece,))
            if name:
                if label or blocks:
                    yield label, line, tuple(blocks)
                label, line, blocks = name, piece.line, []
            blocks.extend(rest)
    if label or blocks:
        yield label, line, tuple(blocks)


def _runs(page: Page, node: SyntaxTreeNode) -> Iterator[Paragraph]:
    """A paragraph cut before each line that begins with a label: two quotes without an empty line between them are one paragraph."""
    tokens = [token for child in node.children if child.token for token in child.token.children or ()]
    start, line, run_line = 0, page.line(node), page.line(node)
    for index, token in enumerate(tokens):
        if token.level or token.type not in ("softbreak", "hardbreak"):
            continue
        line += 1
        if _begins_with_label(tokens, index + 1):
            yield Paragraph(run_line, _parsed(tokens[start:index]))
            start, run_line = index + 1, line
    yield Paragraph(run_line, _parsed(tokens[start:]))


def _begins_with_label(tokens: list[Token], start: int) -> bool:
    """Whether the tokens from `start` on begin with `**Label:**`."""
    if start >= len(tokens) or tokens[start].type != "strong_open":
        return False
    end = next((index for index in range(start, len(tokens)) if tokens[index].type == "strong_close" and not tokens[index].level), start)
    after = [token for token in tokens[end + 1 : end + 2] if not token.nesting]
    return bool(split_label((Paragraph(1, _parsed(tokens[start : end + 1] + after)),))[0])


def _parsed(tokens: list[Token]) -> tuple[Inline, ...]:
    """Inline tokens, in which everything opened is closed, as inlines."""
    return inlines(SyntaxTreeNode([Token("inline", "", 0, children=tokens)]))
