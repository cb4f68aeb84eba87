"""The pages of a preview: what a learner will see of a file, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from edu_tui.app.pages.quiz import CoverView
from edu_tui.app.pages.quiz import cover_layout as quiz_cover
from edu_tui.app.pages.reader import SectionView, cover_layout, neighbour, page_context, section_layout
from edu_tui.app.widgets.line_view import Source
from edu_tui.library.blocks import Block, Paragraph, Text
from edu_tui.library.catalogue import Catalogue, ModuleEntry
from edu_tui.library.ledger import Fact, Ledger, Reference, Term
from edu_tui.library.modules import Audience, Module, Section
from edu_tui.library.questions import Quiz
from edu_tui.library.reading import module_entry
from edu_tui.library.terms import TermMatcher
from edu_tui.render.evidence import fact_blocks, reference_blocks, term_blocks
from edu_tui.render.layout import LayoutContext, lay_out, stack
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.numbering import number_citations
from edu_tui.render.writer import Writer
from edu_tui.study.preview_parts import Asked, Content, Holdings, LeftOut, Listed, Part


class Surroundings(msgspec.Struct, frozen=True):
    """What a page is laid out with besides its own file: the ledger, its glossary ready to be found, and the library's catalogue."""

    catalogue: Catalogue
    ledger: Ledger
    terms: TermMatcher | None = None


class Page(msgspec.Struct, frozen=True):
    """A page ready to be drawn at any width, and how its citations are numbered."""

    source: Source
    look: LayoutContext = LayoutContext()


def part_page(parts: Sequence[Part], at: int, around: Surroundings) -> Page:
    """The page of a part that is no question (`Asked`): a cover, a section, a question that is left out, or what a file holds."""
    content = parts[at].content if parts else None
    match content:
        case Module():
            look = page_context(content.lead, around.ledger, around.terms)
            return Page(lambda width: cover_layout(content, _entry(content), (), {}, look, width), look)
        case Section():
            return _section_page(parts, content, around)
        case Quiz():
            look = LayoutContext(numbering=number_citations(content.intro, around.ledger.references))
            return Page(lambda width: quiz_cover(CoverView(content, (), 0, 0.0), look, width), look)
        case LeftOut():
            return Page(lambda width: _left_out_layout(content, width))
        case Holdings():
            return Page(lambda width: _holdings_layout(content, around.ledger, width))
        case _:
            return Page(waiting_layout)


def module_of(parts: Sequence[Part]) -> Module | None:
    """The module that these are the parts of."""
    cover: Content | None = parts[0].content if parts else None
    return cover if isinstance(cover, Module) else None


def waiting_layout(width: int) -> Layout:
    """What stands where nothing could be read yet."""
    writer = Writer(width)
    writer.write([Span("Nothing to show yet. The page appears as soon as the file can be read.", "muted")], 0)
    return writer.layout()


def _section_page(parts: Sequence[Part], section: Section, around: Surroundings) -> Page:
    module = module_of(parts)
    assert module is not None
    at = module.sections.index(section)
    look = page_context(section.blocks, around.ledger, around.terms)
    quiz = around.catalogue.quiz_for(module.id, module.audience)
    asked = sum(question.objective in section.objectives for question in quiz.questions) if quiz and not quiz.broken else 0
    view = SectionView(module, section, asked, neighbour(module, at - 1), neighbour(module, at + 1))
    return Page(lambda width: section_layout(view, look, width), look)


def _entry(module: Module) -> ModuleEntry:
    """The module as its cover lists it: what stands in the file now, not what the catalogue knew, and whatever is wrong with it."""
    return msgspec.structs.replace(module_entry(module), broken="")


def _left_out_layout(content: LeftOut, width: int) -> Layout:
    """Why a question is left out. What it was before stands below, as its author last saw it."""
    writer = Writer(width)
    writer.write([Span(content.title or "A question without a title", "heading")], content.line)
    writer.gap()
    writer.write([Span("Learners do not get this question until this is mended:", "caution")], content.line)
    for fault in content.faults:
        writer.open((Span("✗ ", "error"),), (Span("  "),), fault.line)
        writer.write([Span(f"Line {fault.line}: {fault.message}. {fault.hint}".rstrip())], fault.line)
        writer.close()
    if not content.faults:
        writer.write([Span("The case that it belongs to has a fault.")], content.line)
    if content.before is None:
        return writer.layout()
    writer.gap()
    writer.write([Span("What it asked before:", "muted")], 0)
    return stack([writer.layout(), _unplaced(lay_out(_asked_blocks(content.before), width))])


def _asked_blocks(asked: Asked) -> tuple[Block, ...]:
    return (*(asked.case.blocks if asked.case else ()), *asked.question.stem)


def _unplaced(layout: Layout) -> Layout:
    """A layout of what no longer stands in the file."""
    return Layout(tuple(Line(line.spans) for line in layout.lines))


def _holdings_layout(content: Holdings, ledger: Ledger, width: int) -> Layout:
    """One sentence, then all that the file holds."""
    head = Writer(width)
    head.write([Span(content.sentence, "heading")], 1)
    return stack([head.layout(), *(_listed_layout(one, ledger, width) for one in content.listed)])


def _listed_layout(one: Listed, ledger: Ledger, width: int) -> Layout:
    """One thing, all of it made from the line on which it begins."""
    thing = one.thing
    sources: tuple[Reference, ...] = ()
    if isinstance(thing, Fact):
        sources = tuple(found for key in thing.sources if (found := ledger.references.get(key)))
    unplaced = msgspec.structs.replace(thing, line=0) if isinstance(thing, Fact | Term) else thing
    return Layout(tuple(Line(spans, one.line) for spans in _drawn(unplaced, sources, width)))


@lru_cache(maxsize=4096)
def _drawn(thing: Fact | Reference | Term | str, sources: tuple[Reference, ...], width: int) -> tuple[tuple[Span, ...], ...]:
    """The lines of a thing wherever it stands: of hundreds one or none is new after a save."""
    return tuple(line.spans for line in lay_out(_blocks_of(thing, sources), width).lines)


def _blocks_of(thing: Fact | Reference | Term | str, sources: tuple[Reference, ...]) -> tuple[Block, ...]:
    match thing:
        case Fact():
            return fact_blocks(thing, {source.id: source for source in sources})
        case Reference():
            return (Paragraph(0, (Text(thing.id),)), *reference_blocks(thing))
        case Term():
            return term_blocks(thing, Audience.FAMILY)
        case str():
            return (Paragraph(0, (Text(thing),)),)
