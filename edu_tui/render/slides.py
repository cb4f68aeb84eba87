"""Slides for a projector: large and calm, split where a screen is too small, revealed step by step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from edu_tui.library.ledger import Ledger
from edu_tui.library.slides import Slide, SlideFit
from edu_tui.render.slide_body import SlideBody
from edu_tui.render.slide_frame import Frame, make_frame, room_for, title_rows
from edu_tui.render.slide_split import Splitter

_MANY = 88
"""A number of screenfuls with the most digits that a title has to make room for."""


class Position(NamedTuple):
    """A place in a session that means the same on every screen: so many pieces are shown of this slide."""

    section: str
    number: int
    shown: int


class Screenful(msgspec.Struct, frozen=True):
    """One screen of a slide, number `part` of `parts`, from `line` of the file on. It holds nothing that is for the leader only.

    `stops` are the steps of its reveal: how many pieces of the slide (not of the screenful) are shown after each; there is at least one.
    `cited` are the keys behind what stands on it, `words` the words of its text.
    """

    section: str
    number: int
    line: int
    part: int
    parts: int
    frame: Frame
    stops: tuple[int, ...]
    cited: tuple[str, ...]
    words: int


def lay_out_slides(slides: Iterable[Slide], width: int, height: int, ledger: Ledger) -> tuple[Screenful, ...]:
    """Every slide as one or more screenfuls for a screen of `width` x `height` cells (40x12 if less)."""
    return tuple(screenful for slide in slides for screenful in _screenfuls(SlideBody(slide, width, height), ledger))


def slide_fits(slides: Iterable[Slide], width: int, height: int, ledger: Ledger) -> tuple[SlideFit, ...]:
    """For each slide: rows needed and there, and into how many screenfuls it falls."""
    return tuple(_fit(SlideBody(slide, width, height), ledger) for slide in slides)


def screenful_at(screenfuls: Sequence[Screenful], position: Position) -> int:
    """The index of the screenful on which `position` was reached, whatever screen it was reached on; the first one if there is none."""
    found = 0
    for index, one in enumerate(screenfuls):
        if (one.section, one.number) == position[:2]:
            found = index
            if one.stops[-1] >= position.shown:
                break
    return found


def _screenfuls(body: SlideBody, ledger: Ledger) -> list[Screenful]:
    """A slide, split if it must be; then its title also says which screenful of how many this is."""
    title = body.slide.title
    splitter = Splitter(body, ledger, len(title_rows(title, body.width)))
    ranges = [(0, len(body.pieces))]
    if not splitter.is_whole():
        splitter = Splitter(body, ledger, len(title_rows(title, body.width, _MANY, _MANY)))
        ranges = splitter.ranges()
    return [_screenful(body, splitter, place, part, len(ranges)) for part, place in enumerate(ranges, start=1)]


def _screenful(body: SlideBody, splitter: Splitter, place: tuple[int, int], part: int, parts: int) -> Screenful:
    slide, (start, stop) = body.slide, place
    title, foot = title_rows(slide.title, body.width, part, parts), splitter.foot(start, stop)
    room = room_for(len(title), len(foot), body.height)
    frame = make_frame(title, body.lines(start, stop, room), foot, body.width, body.height)
    return Screenful(
        section=slide.section,
        number=slide.number,
        line=next((entry.line.source for entry in frame.body if entry.line.source), slide.line),
        part=part,
        parts=parts,
        frame=frame,
        stops=tuple(sorted({*(at for at in body.stops if start < at < stop), stop})),
        cited=body.cited(start, stop),
        words=body.words(start, stop),
    )


def _fit(body: SlideBody, ledger: Ledger) -> SlideFit:
    """How a slide fits, by its highest and its wordiest screenful."""
    slide, found = body.slide, _screenfuls(body, ledger)
    highest = max(found, key=lambda one: len(one.frame.body) - one.frame.room)
    wordiest = max(found, key=lambda one: one.words)
    return SlideFit(
        section=slide.section,
        number=slide.number,
        line=slide.line,
        needed=body.rows(0, len(body.pieces)),
        room=highest.frame.room,
        parts=len(found),
        highest=len(highest.frame.body),
        highest_line=highest.line,
        words=wordiest.words,
        wordiest_line=wordiest.line,
    )
