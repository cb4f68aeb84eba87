"""Who learns on this computer: everybody who may take over, a guest, and whoever comes new."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer

GUEST_TARGET, NEW_TARGET = "guest:", "new:"
"""Where the entries of the guest and of a new learner lead."""


class Person(msgspec.Struct, frozen=True):
    """One learner; `here` if it is she who learns now."""

    id: str
    name: str
    here: bool


class LearnersView(msgspec.Struct, frozen=True):
    """Everybody by name; `guest` if a guest learns now."""

    people: Sequence[Person]
    guest: bool


def learners_layout(view: LearnersView, width: int) -> Layout:
    """The page. Targets: `learner:ID`, `guest:`, `new:`."""
    writer = Writer(width)
    writer.write([Span("Who learns?", "heading")], 0)
    about = "Everybody has their own progress. It is kept apart, not locked: whoever uses this computer can open it."
    writer.write([Span(about, "muted")], 0)
    writer.gap()
    names = [person.name for person in view.people]
    for person in view.people:
        note = person.id if names.count(person.name) > 1 else ""
        _choice(writer, person.name, f"learner:{person.id}", note, here=person.here)
    _choice(writer, "Guest", GUEST_TARGET, "nothing is kept", here=view.guest)
    writer.gap()
    writer.open((Span("  "),), (Span("  "),))
    writer.write([Span("Add a learner", "link", NEW_TARGET)], 0)
    writer.close()
    writer.gap()
    elsewhere = "To rename somebody, type edu-tui learners rename in a shell; to delete what is kept, edu-tui delete-my-data."
    writer.write([Span(elsewhere, "muted")], 0)
    return writer.layout()


def _choice(writer: Writer, name: str, target: str, note: str, *, here: bool) -> None:
    """One who may learn, with a sign that shows without colour whether it is she who does."""
    writer.open((Span("  ◉ " if here else "  ○ ", "muted"),), (Span("    "),))
    told = "  ".join(part for part in (note, "learns now" if here else "") if part)
    spans = [Span(name, "strong" if here else "link", target)]
    writer.write([*spans, Span(f"  {told}", "muted")] if told else spans, 0)
    writer.close()
