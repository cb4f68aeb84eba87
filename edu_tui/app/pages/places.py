"""The learner's places: what changed since she read it, what she keeps, and where she was last."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.app.pages.parts import columns, entry
from edu_tui.app.pages.reader import BOOKMARK
from edu_tui.library.text import clean_line
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer


class Item(msgspec.Struct, frozen=True):
    """A place: its title, what is said of it, and the target that leads there.

    Of what is kept: `bookmarked`, the `note` ("" for none), and the `subject` it is kept under; `gone` says that its section is not in the
    library any more, and the target leads to the cover of its module, "" if there is none.
    """

    title: str
    about: str
    target: str
    subject: str = ""
    bookmarked: bool = False
    note: str = ""
    gone: bool = False


class PlacesView(msgspec.Struct, frozen=True):
    """All places of a learner."""

    changed: Sequence[Item]
    kept: Sequence[Item]
    recent: Sequence[Item]


def places_layout(view: PlacesView, width: int) -> Layout:
    """The page. Targets: `read:MODULE:AUDIENCE:SECTION`, `quiz:NAME`, `forget:SUBJECT`."""
    writer = Writer(width)
    writer.write([Span("Your places", "heading")], 0)
    writer.gap()
    if view.changed:
        _list(writer, "Changed since you read it", view.changed)
    writer.write([Span("Bookmarks and notes", "subheading")], 0)
    for item in view.kept:
        _kept(writer, item)
    if not view.kept:
        writer.write([Span("None yet. In a section, b puts a bookmark on it and w writes a note.", "muted")], 0)
    writer.gap()
    if view.recent:
        _list(writer, "Where you were last", view.recent)
    return writer.layout()


def _list(writer: Writer, title: str, items: Sequence[Item]) -> None:
    writer.write([Span(title, "subheading")], 0)
    for item in items:
        writer.indent((Span("  "),))
        columns(writer, [Span(item.title, "link", item.target)], [Span(item.about, "muted")])
        writer.close()
    writer.gap()


def _kept(writer: Writer, item: Item) -> None:
    """A section with what is kept of it; one that is gone says so, and can be forgotten."""
    writer.indent((Span("  "),))
    sign = [Span(f"{BOOKMARK} ", "accent")] if item.bookmarked else []
    title = Span(item.title, "muted" if item.gone else "link", "" if item.gone else item.target)
    columns(writer, [*sign, title], [Span(item.about, "muted")])
    writer.indent((Span("  "),))
    if item.note:
        writer.write([Span("Your note  ", "label"), Span(clean_line(item.note))], 0)
    if item.gone:
        writer.write([Span("This section is gone from the library.", "caution")], 0)
        if item.target:
            entry(writer, "To the beginning of its module", item.target)
        entry(writer, "Forget it", f"forget:{item.subject}")
    writer.close()
    writer.close()
