"""Claims: the pieces of text within which a figure and its citation must meet.

A claim is a paragraph, a heading, the own text of a list item, the cells of a table row, the words of a chart; in a quiz it is a part of a
question, and there the citations of the whole question count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec

from edu_tui.checks.figure_grammar import OPAQUE, Figure, find_figures
from edu_tui.checks.question_parts import all_blocks, answers, teaching_blocks
from edu_tui.library import blocks as b
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Cloze, Question, Quiz, Short
from edu_tui.library.walk import cited_keys, walk_blocks, walk_inlines

Runs = Iterator[tuple[int, tuple[b.Inline, ...]]]
"""Inlines with the line on which they start."""

_BORDER = f" {OPAQUE} "


class Role(StrEnum):
    """What a claim is for."""

    HEAD = "head"  # title, summary and objectives, which cannot cite
    TEXT = "text"
    CHART = "chart"  # the words of a chart
    KEY = "key"  # a right answer


class Claim(msgspec.Struct, frozen=True):
    """One claim: where it starts, to whom it speaks, the figures in it, the keys that may support them, and the chart whose words it is.

    `text` is what it says as figures are sought in it (see `text_of`); of a right answer it is "".
    """

    path: str
    line: int
    audience: Audience
    role: Role
    figures: tuple[Figure, ...]
    cited: tuple[str, ...]
    chart: b.Chart | None = None
    text: str = ""


def module_claims(module: Module) -> Iterator[Claim]:
    """The claims of a module."""
    head = _BORDER.join((module.title, module.summary, *(objective.text for objective in module.objectives)))
    yield Claim(module.path, 1, module.audience, Role.HEAD, find_figures(head), (), text=head)
    yield from _block_claims(module.lead, module.path, module.audience)
    for section in module.sections:
        yield _claim(module.path, section.line, module.audience, section.title)
        yield from _block_claims(section.blocks, module.path, module.audience)


def quiz_claims(quiz: Quiz) -> Iterator[Claim]:
    """The claims of a quiz: its introduction, and of each question what teaches (all but the stem and the wrong answers) and the key."""
    yield from _block_claims(quiz.intro, quiz.path, quiz.audience)
    for case in quiz.cases:
        yield from _chart_claims(case.blocks, quiz.path, quiz.audience)
    for question in quiz.questions:
        yield from _question_claims(question, quiz.path, quiz.audience)


def _question_claims(question: Question, path: str, audience: Audience) -> Iterator[Claim]:
    cited, taught = cited_keys(all_blocks(question)), teaching_blocks(question)
    for line, parts in _runs(taught):
        text = text_of(parts)
        yield Claim(path, line, audience, Role.TEXT, find_figures(text), cited, text=text)
    for line, figures in _keyed_figures(question):
        yield Claim(path, line, audience, Role.KEY, figures, cited)
    yield from _chart_claims((*question.stem, *taught), path, audience)


def _block_claims(blocks: tuple[b.Block, ...], path: str, audience: Audience) -> Iterator[Claim]:
    for line, parts in _runs(blocks):
        yield _claim(path, line, audience, parts)
    yield from _chart_claims(blocks, path, audience)


def _claim(path: str, line: int, audience: Audience, parts: tuple[b.Inline, ...]) -> Claim:
    cited = tuple(key for part in walk_inlines(parts) if isinstance(part, b.Cite) for key in part.keys)
    text = text_of(parts)
    return Claim(path, line, audience, Role.TEXT, find_figures(text), cited, text=text)


def _chart_claims(blocks: tuple[b.Block, ...], path: str, audience: Audience) -> Iterator[Claim]:
    for block in walk_blocks(blocks):
        if isinstance(block, b.ChartBlock):
            words = chart_words(block.chart)
            yield Claim(path, block.line, audience, Role.CHART, find_figures(words), block.chart.cite, block.chart, words)


# --- text ------------------------------------------------------------------------------------------------------------------------


def text_of(parts: Iterable[b.Inline]) -> str:
    """The words of `parts` as figures are sought in them: what is no running text is one opaque character."""
    return "".join([part.text if isinstance(part, b.Text) else _words(part) for part in parts])  # most are text


def _words(part: b.Inline) -> str:
    match part:
        case b.Text():
            return part.text
        case b.Strong() | b.Emphasis() | b.Strike() | b.Link():
            return text_of(part.children)
        case b.LineBreak():
            return " "
        case b.Blank():
            return part.variants[0]
        case _:
            return OPAQUE


def _runs(blocks: Iterable[b.Block]) -> Runs:
    """The text of each claim in `blocks`."""
    for block in blocks:
        match block:
            case b.Paragraph() | b.Heading():
                yield block.line, block.inlines
            case b.ItemList():
                for item in block.items:
                    yield from _own_and_inner(item.line, (), item.blocks)
            case b.DefinitionList():
                for definition in block.items:
                    yield from _own_and_inner(definition.line, definition.term, definition.blocks)
            case b.Table():
                yield from ((row.line, _joined(row.cells)) for row in (block.header, *block.rows))
            case b.Quote() | b.Footnote():
                yield from _runs(block.blocks)


def _own_and_inner(line: int, head: tuple[b.Inline, ...], blocks: tuple[b.Block, ...]) -> Runs:
    """An item's own paragraphs as one claim, then the claims inside it."""
    yield line, _joined((head, *(block.inlines for block in blocks if isinstance(block, b.Paragraph))))
    yield from _runs(block for block in blocks if not isinstance(block, b.Paragraph))


def _joined(runs: Iterable[tuple[b.Inline, ...]]) -> tuple[b.Inline, ...]:
    """Runs as one, with borders that no figure crosses."""
    return tuple(part for run in runs for part in (*run, b.Text(_BORDER)))


def chart_words(chart: b.Chart) -> str:
    """All the words of a chart, with borders between them."""
    words = [chart.title, chart.alt]
    match chart:
        case b.BarChart():
            words += [chart.interval, *(bar.label for bar in chart.bars)]
        case b.IconArray():
            words += [chart.rest, *(group.label for group in chart.icons)]
        case b.Timeline():
            words += [*(span.label for span in chart.spans), *(event.label for event in chart.events)]
        case b.CurveChart():
            words += [chart.x, *(series.label for series in chart.series)]
    return _BORDER.join(words)


# --- right answers ---------------------------------------------------------------------------------------------------------------


def _keyed_figures(question: Question) -> Iterator[tuple[int, tuple[Figure, ...]]]:
    """The figures in what is right: options, steps, pairs, blanks and the first variant of a short answer, each with its line."""
    yield from ((line, find_figures(text_of(parts))) for line, parts, right in answers(question) if right)
    match question.body:
        case Short(written):
            yield from ((answer.line, find_figures(answer.variants[0])) for answer in written if answer.correct)
        case Cloze():
            yield from ((line, _figures_in_blanks(parts)) for line, parts in _runs(question.stem))


def _figures_in_blanks(parts: tuple[b.Inline, ...]) -> tuple[Figure, ...]:
    """The figures that need what stands in a blank: "[[25]]% of the cells" has one."""
    spans: list[tuple[int, int]] = []
    length = 0
    for part in walk_inlines(parts):
        if isinstance(part, b.Strong | b.Emphasis | b.Strike | b.Link):
            continue
        end = length + len(_words(part))
        if isinstance(part, b.Blank):
            spans.append((length, end))
        length = end
    return tuple(
        figure for figure in find_figures(text_of(parts)) if any(start < figure.end and figure.start < end for start, end in spans)
    )
