"""What can stand in place of the audience's screen: the pause, trouble, and the keys.

Nobody in the room should read a note or a key from these by accident, nor from their neighbours: steps and search (`teach_steps`), votes
and notes (`teach_notes`), what is counted (`teach_counts`). Only `notes_layout` holds what is for the one who leads, and even that does
not say which option is right. Targets of all of them: `do:WORD` and `do:WORD:NUMBER` are orders, `panel:NAME` another page, `ask:PURPOSE`
something to type, `step:N`, `hit:N`, and `go:PLACE` elsewhere in the app.
"""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.app.pages.parts import entry, plural
from edu_tui.library.text import clean_line
from edu_tui.progress.sessions_plan import StepKind
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.writer import Writer
from edu_tui.study.teaching.commands import Word
from edu_tui.study.teaching.console import ClockView, PresenterView

MINUTE = 60_000
ON_TIME = MINUTE
"""Milliseconds by which a session may be ahead or behind before it is told."""

KEYS: tuple[tuple[str, str], ...] = (
    ("pgdn, space, enter, →", "next: item, slide, step; in a vote open, close, show"),
    ("pgup, backspace, ←", "back"),
    (". or b", "blank; any key brings it back"),
    ("12 enter", "go to step 12"),
    ("o   /", "all steps; search in them"),
    ("r", "all of this slide at once"),
    ("↓ ↑", "scroll what is too long"),
    ("a b c d", "in an open vote: one hand more; with shift one less"),
    ("t", "type what was counted; dots stand for it here"),
    ("v", "the vote: close, show, vote again"),
    ("n", "notes over the slide, for you"),
    ("u", "take the last thing back, not a slide"),
    ("esc", "pause; the clock stands still"),
)
"""The keys of the audience's screen; docs/teaching.md has the same table."""


def pause_layout(view: PresenterView, width: int, *, running: bool, no_console: str = "") -> Layout:
    """The calm page beside the slides; `no_console` is the sentence why no console can follow, "" if one can."""
    writer = Writer(width)
    writer.write([Span(clean_line(view.title), "heading")], 0)
    writer.write([Span(state_words(view, running=running), "muted")], 0)
    writer.gap()
    for words, target, note in _pause_entries(view, running=running):
        entry(writer, words, target, note)
    if no_console:
        writer.gap()
        writer.write([Span(clean_line(no_console), "muted")], 0)
    return writer.layout()


def trouble_layout(sentence: str, width: int) -> Layout:
    """Why a session cannot be led here, and the ways out."""
    writer = Writer(width)
    writer.write([Span(sentence, "caution")], 0)
    writer.gap()
    entry(writer, "All sessions", "go:sessions")
    entry(writer, "Home", "go:home")
    return writer.layout()


def _pause_entries(view: PresenterView, *, running: bool) -> Iterator[tuple[str, str, str]]:
    if view.started and not view.ended:
        yield "Go on", "slide:", "the clock runs again" if not running else ""
        yield "End the session", f"do:{Word.END}", ""
    if not view.started:
        yield "To the first slide", "slide:", "the clock starts there"
    if view.started:
        yield "Report", "go:report", ""  # once the session has ended it comes first, so that one more enter does not begin it again
    if view.ended:
        yield "Go on with it after all", f"do:{Word.REOPEN}", "as if it had not ended"
    yield "Who is here", "panel:attend", present_words(view)
    if any(step.kind is StepKind.FORM for step in view.steps):
        yield "Answers before and after", "panel:forms", "what was on the sheets, or counted"
    yield "Write a note for the report", "ask:note", plural(len(view.remarks), "note") if view.remarks else ""
    if view.undo:
        yield "Take back", f"do:{Word.UNDO}", view.undo
    if view.started and not view.ended:
        yield "All steps", "panel:overview", ""
    yield "Keys", "panel:help", ""
    yield "All sessions", "go:sessions", ""
    yield "Leave", "go:home", "it waits here, and goes on where it is" if not view.ended else ""


def present_words(view: PresenterView) -> str:
    """How many are here; the room need not read whose initials are kept."""
    taken = view.attendance
    if taken is None or taken.how == "none":
        return "not kept" if taken else ""
    return plural(len(taken.initials) if taken.how == "initials" else taken.count, "person", "people")


def state_words(view: PresenterView, *, running: bool) -> str:
    """Where a session stands, in a line."""
    if not view.started:
        return "Ready to begin."
    if view.ended:
        return f"The session has ended, after {minutes_words(view.clock.elapsed)}."
    step = next((step.number for step in view.steps if step.current), len(view.steps))
    lead = f"Step {step} of {len(view.steps)}" if running else f"A pause, at step {step} of {len(view.steps)}"
    return f"{lead}. {clock_line(view.clock)}"


def clock_line(clock: ClockView) -> str:
    """Elapsed and planned time in words: "12 of 20 minutes, 2 minutes behind"."""
    total = clock.elapsed + clock.left
    gone = f"{clock.elapsed // MINUTE} of {total / MINUTE:g} minutes"
    if abs(clock.ahead) < ON_TIME:
        return f"{gone}, on time."
    return f"{gone}, {minutes_words(abs(clock.ahead))} {'ahead' if clock.ahead > 0 else 'behind'}."


def minutes_words(ms: int) -> str:
    """A time in whole minutes."""
    return plural(round(ms / MINUTE), "minute")


def help_layout(width: int) -> Layout:
    """The keys."""
    writer = Writer(width)
    writer.write([Span("Keys while you teach", "heading")], 0)
    writer.gap()
    lead = 24 if width >= 60 else 2
    for keys, words in KEYS:
        if lead > 2:
            writer.open((Span(f"{keys:<{lead}}", "strong"),), (Span(" " * lead),))
        else:
            writer.put([Line((Span(keys, "strong"),))])
            writer.indent((Span("  "),))
        writer.write([Span(words)], 0)
        writer.close()
    return writer.layout()
