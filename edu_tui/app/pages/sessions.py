"""The teaching sessions that were led on this computer, as a list to go from."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import columns, entry, plural
from edu_tui.library.modules import Audience
from edu_tui.library.text import clean_line
from edu_tui.progress.sessions_state import SessionState
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.stat_words import duration
from edu_tui.study.teaching.report_text import date_words

_WHO: dict[str, str] = {str(audience): words for audience, words in WHO.items()}


class Led(msgspec.Struct, frozen=True):
    """A session as the list shows it: `when` "" if it was not begun, `about` whom it was for and how it went."""

    id: str
    title: str
    when: str
    about: str
    is_open: bool


class SessionsView(msgspec.Struct, frozen=True):
    """All sessions, the latest first; `loaded` is False before they are known."""

    led: Sequence[Led]
    loaded: bool = True


def led(ident: str, state: SessionState) -> Led:
    """What the list shows of a session."""
    when = date_words(state.started_at)
    votes = len({vote.ballot.question for vote in state.votes})
    parts = [
        audience_words(state.plan.audience),
        f"{duration(state.ms)} of {state.plan.minutes:g} min" if when else "not begun",
        "" if state.present is None else f"{state.present} there",
        plural(votes, "vote") if votes else "",
    ]
    title = state.planned.title if state.planned else "A session without a plan"
    about = " · ".join(part for part in parts if part)
    return Led(ident, clean_line(title), when, clean_line(about), bool(when and not state.ended_at))


def audience_words(audience: str) -> str:
    """ "for families"; an audience that is none of ours as it is written."""
    return _WHO.get(audience, audience) if audience in set(Audience) else clean_line(audience)


def sessions_layout(view: SessionsView, width: int) -> Layout:
    """The list. Targets: `told:ID`, `teach:ID`, `prepare:`."""
    writer = Writer(width)
    writer.write([Span("Teaching sessions", "heading")], 0)
    writer.write([Span("Kept on this computer only; enter shows the report.", "muted")], 0)
    writer.gap()
    if not view.led:
        writer.write([Span("No session was led on this computer yet." if view.loaded else "Looking …", "muted")], 0)
        writer.gap()
    for one in view.led:
        columns(writer, [Span(one.title, "link", f"told:{one.id}")], [Span(one.when or "planned", "muted")])
        writer.indent((Span("  "),))
        writer.write([Span(one.about, "muted")], 0)
        writer.close()
        if one.is_open:
            entry(writer, "Go on", f"teach:{one.id}", "it has not ended")
        writer.gap()
    if view.loaded:
        entry(writer, "Prepare a session", "prepare:")
    return writer.layout()
