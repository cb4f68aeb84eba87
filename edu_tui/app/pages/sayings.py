"""What a learner says of a question or a section: the choice of a flag, and the list of all that was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from edu_tui.app.pages.parts import columns, entry
from edu_tui.library.text import clean_line
from edu_tui.progress.moments import moment
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.keeping import FLAGS
from edu_tui.study.sayings import Kind, Saying

KEYS = {"unsure": "u", "dispute": "d", "teach": "t"}
"""The key of each flag in the choice."""

STAYS = "All this stays on this computer. Reports and disputes reach the authors only if you write them down with edu-tui faults."
"""Where what is said of a question or a section is kept."""

TITLES = {Kind.FLAG: "Flags", Kind.NOTE: "Notes", Kind.REPORT: "Reports"}
"""The kinds of sayings in words."""


def flag_words(flag: str) -> str:
    """A flag in words; one that a newer version knows is told as it is."""
    return FLAGS.get(flag, clean_line(flag))


# --- the choice ------------------------------------------------------------------------------------------------------------------


class SayView(msgspec.Struct, frozen=True):
    """What can be said of something called `title`: its `flag` ("" for none), and whether it has a note; None where none may be seen."""

    title: str
    flag: str = ""
    noted: bool | None = None


def say_layout(view: SayView, width: int) -> Layout:
    """The choice. Targets: `flag:FLAG`, `note:`, `report:`."""
    writer = Writer(width)
    writer.write([Span(view.title, "heading")], 0)
    writer.gap()
    for flag, words in FLAGS.items():
        chosen = flag == view.flag
        note = "flagged; again takes it away" if chosen else ""
        _choice(writer, "◉" if chosen else "○", KEYS[flag], words, f"flag:{flag}", note, strong=chosen)
    writer.gap()
    if view.noted is not None:
        _choice(writer, " ", "n", "Change your private note" if view.noted else "Write a private note", "note:")
    _choice(writer, " ", "r", "Report a fault", "report:")
    writer.gap()
    writer.write([Span(STAYS, "muted")], 0)
    return writer.layout()


def _choice(writer: Writer, sign: str, key: str, words: str, target: str, note: str = "", *, strong: bool = False) -> None:
    writer.open((Span(f"{sign} ", "muted"),), (Span("  "),))
    spans = [Span(f"{key} {words}", "strong" if strong else "link", target)]
    writer.write([*spans, Span(f"  {note}", "muted")] if note else spans, 0)
    writer.close()


# --- the list --------------------------------------------------------------------------------------------------------------------


class Told(msgspec.Struct, frozen=True):
    """A saying with the `title` of what it is about, "" where the library has it no more, and `where` that stands."""

    saying: Saying
    title: str
    where: str = ""


class SayingsView(msgspec.Struct, frozen=True):
    """All that was said, newest first; `kind` is the one that is shown, None for all; `today` is the study day."""

    told: Sequence[Told]
    today: date
    kind: Kind | None = None

    @property
    def shown(self) -> list[Told]:
        """What the kind lets through."""
        return [one for one in self.told if self.kind in (None, one.saying.kind)]


def sayings_layout(view: SayingsView, width: int) -> Layout:
    """The list. Targets: `kind:KIND` ("" for all), `open:EVENT`, `delete:EVENT`."""
    writer = Writer(width)
    writer.write([Span("Flags and notes", "heading")], 0)
    writer.write([Span(STAYS, "muted")], 0)
    writer.gap()
    if not view.told:
        writer.write([Span("Nothing yet. F on a question or a section flags it, keeps a note on it, or reports a fault.")], 0)
        return writer.layout()
    _kinds(writer, view)
    for one in view.shown:
        writer.gap()
        _told(writer, one, view.today)
    if not view.shown:
        writer.gap()
        writer.write([Span("There is none of these.", "muted")], 0)
    return writer.layout()


def _kinds(writer: Writer, view: SayingsView) -> None:
    """What to show, with how many there are of each; the chosen kind is marked by a sign and weight."""
    spans: list[Span] = []
    for kind in (None, *Kind):
        count = sum(kind in (None, one.saying.kind) for one in view.told)
        chosen = kind is view.kind
        words = f"{TITLES[kind] if kind else 'All'}\u00a0{count}"
        spans += [
            Span("◉\u00a0" if chosen else "○\u00a0", "muted"),  # the sign stays with its words at the end of a line
            Span(words, "strong" if chosen else "link", "" if chosen else f"kind:{kind or ''}"),
            Span("   "),
        ]
    writer.write(spans, 0)


def _told(writer: Writer, one: Told, today: date) -> None:
    """One saying: what it is about, what was said, and when."""
    saying = one.saying
    day = moment(saying.at).day
    title = Span(one.title, "link", f"open:{saying.event}") if one.title else Span(f"{clean_line(saying.subject)}, which is gone", "muted")
    columns(writer, [title], [Span(_day(day, today), "muted")])
    writer.indent((Span("  "),))
    if one.where:
        writer.write([Span(one.where, "muted")], 0)
    writer.write([Span(f"{_kind_words(saying)}  ", "label"), Span(clean_line(saying.text) if saying.kind is not Kind.FLAG else "")], 0)
    entry(writer, "Delete", f"delete:{saying.event}")
    writer.close()


def _kind_words(saying: Saying) -> str:
    match saying.kind:
        case Kind.FLAG:
            return f"Flag: {flag_words(saying.text)}"
        case Kind.NOTE:
            return "Your note:"
        case _:
            return "Reported:" if saying.text else "Reported as faulty"


def _day(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return "today" if day == today else f"{day.day} {day:%B %Y}"
