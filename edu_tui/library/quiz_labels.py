"""The labelled quotes of a question: hint, explanation, notes, teach-back, ask."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from edu_tui.library.blocks import Block, Inline, Paragraph
from edu_tui.library.markdown import inlines, split_label
from edu_tui.library.quiz_page import Page, did_you_mean
from edu_tui.library.tree import Node, tree
from edu_tui.library.walk import plain

QUESTION_LABELS = ("hint", "explanation", "notes", "teach-back", "ask")

Labelled = dict[str, tuple[Block, ...]]
"""The blocks under each label."""


def read_labels(page: Page, quote: Node, found: Labelled, lines: dict[str, int]) -> None:
    """Add the labelled parts of one quote to `found` and their lines to `lines`."""
    for label, line, blocks in _parts(page, quote):
        if label not in QUESTION_LABELS:
            _report_unlabelled(page, line, blocks)
        elif label in found:
            page.error(line, "Q02", f"{_title(label)} stands here a second time (first on line {lines[label]})", "Join the two quotes.")
        else:
            found[label] = blocks
            lines[label] = line


def question_label(page: Page, quote: Node) -> str:
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
    page.error(line, "Q01", "this quote after the answers has no label of a question", near)


def _parts(page: Page, quote: Node) -> Iterator[tuple[str, int, tuple[Block, ...]]]:
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


def _runs(page: Page, node: Node) -> Iterator[Paragraph]:
    """A paragraph cut before each line that begins with a label: two quotes without an empty line between them are one paragraph."""
    run: list[Token] = []
    run_line = page.line(node)
    for line, row in _rows(node, run_line):
        if run and _begins_with_label(row):
            yield Paragraph(run_line, _parsed(run[:-1]))
            run, run_line = [], line
        run += row
    yield Paragraph(run_line, _parsed(run))


def _rows(node: Node, line: int) -> Iterator[tuple[int, list[Token]]]:
    """The inline tokens of a paragraph line by line, each but the last ending with its line break; bold over two lines is not cut."""
    row: list[Token] = []
    start = line
    for token in (token for child in node.children for token in child.token.children or ()):
        row.append(token)
        if token.type in ("softbreak", "hardbreak"):
            line += 1
            if not token.level:
                yield start, row
                row, start = [], line
    yield start, row


def _begins_with_label(row: list[Token]) -> bool:
    """Whether a line of inline tokens begins with `**Label:**`."""
    shown = next((index for index, token in enumerate(row) if token.type != "text" or token.content.strip()), len(row))
    close = next((index for index, token in enumerate(row) if token.type == "strong_close" and not token.level), -1)
    if shown > close or row[shown].type != "strong_open":
        return False
    after = [token for token in row[close + 1 : close + 2] if not token.nesting]
    return bool(split_label((Paragraph(1, _parsed(row[shown : close + 1] + after)),))[0])


def _parsed(tokens: list[Token]) -> tuple[Inline, ...]:
    """Inline tokens, in which everything opened is closed, as inlines."""
    return inlines(tree([Token("inline", "", 0, children=tokens)]))
