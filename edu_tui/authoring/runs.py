"""Running text as it comes from elsewhere: pieces with their marks, made into the one form in which our parser would give them back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, takewhile
from typing import Any, TypeVar, cast

import msgspec

from edu_tui.library import blocks as b
from edu_tui.library.markdown import LABELS
from edu_tui.library.text import clean
from edu_tui.library.walk import plain

T = TypeVar("T")

STRONG, EMPHASIS, STRIKE = "strong", "emphasis", "strike"

_OUTER_FIRST = ((STRONG, b.Strong), (EMPHASIS, b.Emphasis), (STRIKE, b.Strike))
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_NO_MARKS: frozenset[str] = frozenset()


class Run(msgspec.Struct, frozen=True):
    """A piece of running text, or a line break, and the marks on it."""

    part: b.Inline
    marks: frozenset[str] = _NO_MARKS


def plain_blocks(text: str) -> tuple[b.Block, ...]:
    """Plain text as paragraphs: an empty line parts two, any other line end is a line break."""
    return paragraphs([run for line in clean(text).split("\n") for run in (Run(b.Text(line)), Run(b.LineBreak()))])


def plain_line(text: str) -> tuple[b.Inline, ...]:
    """Plain text as running text on one line."""
    return one_line([Run(b.Text(clean(text)))])


def paragraphs(runs: Sequence[Run]) -> tuple[b.Block, ...]:
    """Paragraphs of runs: two line breaks in a row end one."""
    lines = [_inlines(line) for line in _lines(runs)]
    found: list[b.Block] = []
    for is_text, group in groupby(lines, key=bool):
        if is_text:
            first, *rest = group
            joined = list(first)
            for line in rest:
                joined += [b.LineBreak(), *line]
            found.append(b.Paragraph(0, tuple(joined)))
    return tuple(found)


def one_line(runs: Sequence[Run]) -> tuple[b.Inline, ...]:
    """Runs as running text without line breaks."""
    return _inlines([Run(b.Text(" ")) if isinstance(run.part, b.LineBreak) else run for run in runs])


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of each line."""
    line: list[Run] = []
    for run in runs:
        if isinstance(run.part, b.LineBreak):
            yield line
            line = []
        else:
            line.append(run)
    yield line


def _inlines(line: Sequence[Run]) -> tuple[b.Inline, ...]:
    """The runs of one line, with single spaces, none at an end, and marks that begin and end at words."""
    pieces = _unlabelled(_trimmed([piece for run in line for piece in _pieces(run)]))
    return tuple(_nested(pieces, _OUTER_FIRST))


def _pieces(run: Run) -> Iterator[Run]:
    """A run of text cut into white space, without marks, and what is between."""
    if not isinstance(run.part, b.Text):
        yield run
        return
    text = _SPACE.sub(" ", run.part.text)
    core = text.strip()
    start = text.find(core) if core else len(text)
    for part, marks in ((text[:start], _NO_MARKS), (core, run.marks), (text[start + len(core) :], _NO_MARKS)):
        if part:
            yield Run(b.Text(part), marks)


def _trimmed(pieces: Sequence[Run]) -> list[Run]:
    """Pieces without white space at the ends or twice in a row; what is left of it has the marks that both sides share."""
    kept: list[Run] = []
    for piece in pieces:
        if not _is_space(piece) or (kept and not _is_space(kept[-1])):
            kept.append(piece)
    if kept and _is_space(kept[-1]):
        kept.pop()
    for at, piece in enumerate(kept):
        if _is_space(piece):
            kept[at] = Run(piece.part, kept[at - 1].marks & kept[at + 1].marks)
    return kept


def _is_space(run: Run) -> bool:
    return isinstance(run.part, b.Text) and run.part.text.isspace()


def _unlabelled(pieces: Sequence[Run]) -> list[Run]:
    """Pieces without the bold type of a first word that would make a labelled quote of the text."""
    bold = list(takewhile(lambda run: STRONG in run.marks, pieces))
    words = plain([run.part for run in bold]).rstrip(":. ").casefold()
    if words not in (*LABELS, "note"):
        return list(pieces)
    return [*(Run(run.part, run.marks - {STRONG}) for run in bold), *pieces[len(bold) :]]


def _nested(pieces: Sequence[Run], levels: Sequence[tuple[str, type[b.Strong | b.Emphasis | b.Strike]]]) -> Iterator[b.Inline]:
    """Pieces as inlines, the marks of the first level outermost, and neighbouring texts as one."""
    if not levels:
        for is_text, group in groupby(pieces, key=lambda run: isinstance(run.part, b.Text)):
            parts = [run.part for run in group]
            yield from [b.Text(_joined(parts))] if is_text else parts
        return
    mark, kind = levels[0]
    for marked, group in groupby(pieces, key=lambda run: mark in run.marks):
        inner = tuple(_nested(list(group), levels[1:]))
        yield from (kind(inner),) if marked else inner


def _joined(parts: Sequence[b.Inline]) -> str:
    """The characters of neighbouring texts, as they are."""
    return "".join(part.text for part in parts if isinstance(part, b.Text))


def without_marks(parts: Sequence[b.Inline]) -> tuple[b.Inline, ...]:
    """Inlines without bold, italics and strike-through."""
    return tuple(_nested([Run(part) for part in _leaves(parts)], ()))


def _leaves(parts: Sequence[b.Inline]) -> Iterator[b.Inline]:
    for part in parts:
        if isinstance(part, b.Strong | b.Emphasis | b.Strike):
            yield from _leaves(part.children)
        else:
            yield part


def map_inlines(value: T, change: Callable[[Sequence[b.Inline]], tuple[b.Inline, ...]]) -> T:
    """A value with every run of inlines in it changed, inner ones first."""
    return cast("T", _mapped(value, change))


def _mapped(value: Any, change: Callable[[Sequence[b.Inline]], tuple[b.Inline, ...]]) -> Any:
    if isinstance(value, msgspec.Struct):
        return type(value)(**{field: _mapped(getattr(value, field), change) for field in value.__struct_fields__})
    if not isinstance(value, tuple):
        return value
    parts = tuple(_mapped(part, change) for part in value)
    return change(parts) if any(isinstance(part, b.Inline) for part in parts) else parts
