"""Slides: a section cut at its breaks (`---`) into what an audience may see and what is for the one who leads.

What is for the leader is taken out here, once: whoever draws `Slide.blocks` cannot show a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from edu_tui.library import blocks as b
from edu_tui.library.modules import Module, Section
from edu_tui.library.slide_pieces import Piece, pieces_of, reveal_stops
from edu_tui.library.walk import note_numbers, own_inlines, plain, walk_blocks

OPENING = ""
"""The section id of the slide with the module's title."""

MOST_WORDS = 120
"""Words on one screen that a room can read while somebody speaks; a screenful is split before it holds more."""

NOT_REVIEWED = "Not yet reviewed by a clinician."
"""Stands on the opening slide of a page that no clinician has reviewed."""


class TeachBack(msgspec.Struct, frozen=True):
    """A teach-back: the `prompt` is for the audience, the `points` to be observed (the items of its lists) for the leader."""

    line: int
    prompt: tuple[b.Block, ...]
    points: tuple[b.Item, ...]


class Slide(msgspec.Struct, frozen=True):
    """Slide `number` (from 1) of a section; `blocks` are what an audience may see, `notes` the inside of the leader's notes."""

    section: str
    number: int
    title: tuple[b.Inline, ...]
    line: int
    blocks: tuple[b.Block, ...]
    notes: tuple[b.Block, ...] = ()
    teach_backs: tuple[TeachBack, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What the slide can be cut into, in reading order."""
        return pieces_of(self.blocks)

    @property
    def stops(self) -> tuple[int, ...]:
        """The steps of its reveal: how many pieces are shown after each. The last shows all; a slide without pieces has one step, 0."""
        return reveal_stops(self.blocks)


class SlideFit(msgspec.Struct, frozen=True):
    """How a slide fits a screen: rows `needed` if it were not split, rows there (`room`), and the screenfuls that it falls into.

    `highest` is the most rows of a screenful, which begins at `highest_line`: if that is more than `room` it must be scrolled. `words` are
    the most on one screenful, which begins at `wordiest_line`.
    """

    section: str
    number: int
    line: int
    needed: int
    room: int
    parts: int
    highest: int
    highest_line: int
    words: int
    wordiest_line: int

    @property
    def overflows(self) -> bool:
        """Whether something on it is higher than the screen and cannot be split."""
        return self.highest > self.room


def module_slides(module: Module) -> tuple[Slide, ...]:
    """All slides of a module: its title with the lead, then its sections."""
    return (*opening_slides(module), *(slide for section in module.sections for slide in section_slides(section)))


def opening_slides(module: Module) -> tuple[Slide, ...]:
    """The module's title with the lead; it says if no clinician has reviewed the page."""
    warning = () if module.reviewed else (b.Paragraph(1, (b.Emphasis((b.Text(NOT_REVIEWED),)),)),)
    return _slides(OPENING, (b.Text(module.title),), 1, (*module.lead, *warning))


def section_slides(section: Section) -> tuple[Slide, ...]:
    """The slides of a section, at least one."""
    return _slides(section.id, section.title, section.line, section.blocks)


def word_count(blocks: Iterable[b.Block]) -> int:
    """The words of `blocks` as they are read, verbatim text included, charts not."""
    count = 0
    for block in walk_blocks(blocks, notes=False):
        count += sum(len(plain(parts).split()) for _, parts in own_inlines(block))
        if isinstance(block, b.CodeBlock):
            count += len(block.text.split())
    return count


def _slides(section: str, title: tuple[b.Inline, ...], line: int, blocks: Sequence[b.Block]) -> tuple[Slide, ...]:
    """`blocks` cut at their breaks. A stretch of which an audience sees nothing gives its notes to the slide before it."""
    footnotes = [block for block in blocks if isinstance(block, b.Footnote)]
    slides: list[Slide] = []
    for start, stretch in _stretches(blocks, line):
        shown = seen_blocks(stretch)
        notes = tuple(leader_notes(stretch))
        points = tuple(teach_backs(stretch))
        if slides and not shown:
            last = slides[-1]
            slides[-1] = msgspec.structs.replace(last, notes=last.notes + notes, teach_backs=last.teach_backs + points)
        elif slides and not slides[-1].blocks:
            last = slides[-1]
            slides[-1] = msgspec.structs.replace(last, blocks=shown, notes=last.notes + notes, teach_backs=last.teach_backs + points)
        else:
            slides.append(Slide(section, len(slides) + 1, title, start, shown, notes, points))
    return tuple(_with_footnotes(slides, footnotes))


def _stretches(blocks: Sequence[b.Block], line: int) -> Iterator[tuple[int, list[b.Block]]]:
    """What stands between the breaks, footnotes left out, each with the line on which it starts."""
    stretch: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.SlideBreak):
            yield line, stretch
            line, stretch = block.line, []
        elif not isinstance(block, b.Footnote):
            stretch.append(block)
    yield line, stretch


def _with_footnotes(slides: Sequence[Slide], footnotes: Sequence[b.Footnote]) -> Iterator[Slide]:
    """Each slide with the footnotes that it refers to: those of its notes go to its notes, those of nobody to the last slide."""
    used: set[int] = set()
    for index, slide in enumerate(slides):
        told = _reached(note_numbers(slide.blocks), footnotes)
        points = (block for teach_back in slide.teach_backs for item in teach_back.points for block in item.blocks)
        aside = _reached(note_numbers((*slide.notes, *points)), footnotes) - told
        used |= told | aside
        if index == len(slides) - 1:
            told |= {note.number for note in footnotes} - used
        seen = [note for note in footnotes if note.number in told]
        kept = (note for note in footnotes if note.number in aside)
        notes = (*slide.notes, *leader_notes(seen), *kept)
        yield msgspec.structs.replace(slide, blocks=_interleaved(slide.blocks, seen_blocks(seen)), notes=notes)


def _interleaved(blocks: Iterable[b.Block], footnotes: Sequence[b.Block]) -> tuple[b.Block, ...]:
    """`blocks` with each footnote right behind the block that refers to it first, so that a split keeps the two together."""
    waiting = [note for note in footnotes if isinstance(note, b.Footnote)]
    placed: list[b.Block] = []
    for block in blocks:
        placed.append(block)
        numbers = _reached(note_numbers((block,)), waiting)
        placed += [note for note in waiting if note.number in numbers]
        waiting = [note for note in waiting if note.number not in numbers]
    return (*placed, *waiting)


def _reached(numbers: frozenset[int], footnotes: Sequence[b.Footnote]) -> frozenset[int]:
    """The footnotes with these numbers and those that they refer to in turn, as far as an audience sees them."""
    while more := note_numbers(seen_blocks([note for note in footnotes if note.number in numbers])) - numbers:
        numbers |= more
    return numbers


def seen_blocks(blocks: Iterable[b.Block]) -> tuple[b.Block, ...]:
    """`blocks` as an audience may see them: without the leader's notes and the points of a teach-back, however deep they stand."""
    return tuple(seen for block in blocks if (seen := _seen(block)) is not None)


def _seen(block: b.Block) -> b.Block | None:
    match block:
        case b.Quote(label="notes") | b.SlideBreak():
            return None
        case b.Quote(label="teach-back"):
            prompt = seen_blocks(part for part in block.blocks if not isinstance(part, b.ItemList))
            return b.Quote(block.line, prompt, block.label) if prompt else None
        case b.Quote() | b.Footnote():
            return msgspec.structs.replace(block, blocks=seen_blocks(block.blocks))
        case b.ItemList() | b.DefinitionList():
            items = tuple(msgspec.structs.replace(item, blocks=seen_blocks(item.blocks)) for item in block.items)
            return msgspec.structs.replace(block, items=items)
        case _:
            return block


def leader_notes(blocks: Iterable[b.Block]) -> Iterator[b.Block]:
    """What stands inside the leader's notes among `blocks`, however deep."""
    for block in blocks:
        if isinstance(block, b.Quote) and block.label == "notes":
            yield from block.blocks
        else:
            yield from leader_notes(_inside(block))


def teach_backs(blocks: Iterable[b.Block]) -> Iterator[TeachBack]:
    """The teach-backs among `blocks`, however deep, except in the leader's notes."""
    for block in blocks:
        if isinstance(block, b.Quote) and block.label == "teach-back":
            points = (item for part in block.blocks if isinstance(part, b.ItemList) for item in part.items)
            prompt = seen_blocks(part for part in block.blocks if not isinstance(part, b.ItemList))
            yield TeachBack(block.line, prompt, tuple(points))
        elif not (isinstance(block, b.Quote) and block.label == "notes"):
            yield from teach_backs(_inside(block))


def _inside(block: b.Block) -> Iterator[b.Block]:
    """The blocks right inside `block`."""
    match block:
        case b.ItemList() | b.DefinitionList():
            for item in block.items:
                yield from item.blocks
        case b.Quote() | b.Footnote():
            yield from block.blocks
        case _:
            return
