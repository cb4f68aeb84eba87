"""The report of a session, and two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.app.pages.parts import entry
from edu_tui.library.text import clean_line
from edu_tui.render.layout import lay_out, stack
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.teaching.report_parts import Part


class Deed(msgspec.Struct, frozen=True):
    """Something that can be done with what the page shows: its words, and the target that does it."""

    words: str
    target: str


class ReportView(msgspec.Struct, frozen=True):
    """A title, the parts below it, what can be done with it, and sentences about the session's files."""

    title: str
    parts: Sequence[Part]
    deeds: Sequence[Deed] = ()
    notices: Sequence[str] = ()


def report_layout(view: ReportView, width: int) -> Layout:
    """The page. Targets: those of the view's deeds."""
    pages = [_heading(view, width)]
    for part in view.parts:
        if part.title:
            pages.append(_title(part.title, width))
        pages.append(lay_out(part.blocks, width))
    if view.deeds:
        pages.append(_deeds(view.deeds, width))
    return stack(pages)


def _heading(view: ReportView, width: int) -> Layout:
    writer = Writer(width)
    writer.write([Span(clean_line(view.title), "heading")], 0)
    for notice in view.notices:
        writer.write([Span("Please note: ", "caution"), Span(clean_line(notice))], 0)
    return writer.layout()


def _title(title: str, width: int) -> Layout:
    writer = Writer(width)
    writer.write([Span(clean_line(title), "subheading")], 0)
    return writer.layout()


def _deeds(deeds: Sequence[Deed], width: int) -> Layout:
    writer = Writer(width)
    for deed in deeds:
        entry(writer, deed.words, deed.target)
    return writer.layout()
