"""The console of the one who leads: what to do now, notes, what the audience sees, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import dropwhile

import msgspec

from edu_tui.app.pages.console_doing import explanation_layout, form_layout, teach_back_layout, vote_layout, vote_step
from edu_tui.app.pages.console_words import stopwatch
from edu_tui.app.pages.parts import plural
from edu_tui.library import blocks as b
from edu_tui.library.text import clean_line
from edu_tui.library.walk import plain
from edu_tui.progress.sessions_events import AttendanceTaken
from edu_tui.render.layout import LayoutContext, lay_out, stack
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.slide_body import SlideBody
from edu_tui.render.writer import Writer
from edu_tui.study.teaching.console import PresenterView, StepLine
from edu_tui.study.teaching.material import LETTERS
from edu_tui.study.teaching.report_text import KIND_WORDS
from edu_tui.study.teaching.views import (
    AudienceView,
    BlankView,
    CoverView,
    EndView,
    FormView,
    PromptView,
    SlideView,
    TalkView,
    VoteView,
)

NO_NOTES = "No notes for this."


class Known(msgspec.Struct, frozen=True):
    """A session that can be followed: its id, its title, and when it was planned, in words."""

    session: str
    title: str
    when: str


def presenter_layout(view: PresenterView, width: int) -> Layout:
    """All of the console in one column. Targets: `point:NUMBER`, `form:NUMBER`."""
    return stack([leading_layout(view, width), room_layout(view, width)])


def leading_layout(view: PresenterView, width: int) -> Layout:
    """What to do at this step, and the notes."""
    parts = [_doing(view, width), _notes(view, width)]
    if view.vote is not None:
        parts.append(explanation_layout(view.vote, width))
    return stack([part for part in parts if part.lines])


def room_layout(view: PresenterView, width: int) -> Layout:
    """What the audience sees now, what the next key brings, and who is there."""
    now = _titled("On the screen", _seen(view.screen, width), width)
    following = _titled("Next", _following(view, width), width)
    return stack([now, following, _room(view, width)])


def steps_layout(steps: Sequence[StepLine], width: int) -> Layout:
    """The steps of the plan, with planned and actual times. Targets: `step:NUMBER`."""
    writer = Writer(width)
    writer.write([Span("Steps", "heading")], 0)
    writer.gap()
    for step in steps:
        sign = "● " if step.current else "✓ " if step.seen else "  "
        writer.open((Span(f"{step.number:>2} ", "accent"), Span(sign)), (Span("     "),))
        times = f"  {stopwatch(step.actual_ms)} of {stopwatch(step.planned_ms)}" if step.seen else f"  {stopwatch(step.planned_ms)}"
        words = f"{KIND_WORDS[step.kind]}{clean_line(step.title)}"
        writer.write([Span(words, "strong" if step.current else "text", f"step:{step.number}"), Span(times, "muted")], 0)
        writer.close()
    return writer.layout()


def present_step(steps: Iterable[StepLine]) -> str:
    """The target of the step that is on the screen, among the steps; "" for none."""
    return next((f"step:{step.number}" for step in steps if step.current), "")


def waiting_layout(width: int) -> Layout:
    """Nothing runs."""
    writer = Writer(width)
    writer.write([Span("Waiting for the audience's screen", "heading")], 0)
    for sentence in (
        "Start it in another window of this computer: edu-tui teach MODULE. It is found by itself.",
        "Put that window on the projector and this one on your own screen, with the display set to extend, not to mirror.",
        "With one screen only, press n there to see the notes.",
    ):
        writer.gap()
        writer.write([Span(sentence)], 0)
    return writer.layout()


def choosing_layout(known: Sequence[Known], width: int) -> Layout:
    """Several sessions run: which one? Targets: `follow:ID`."""
    writer = Writer(width)
    writer.write([Span("Which session is this console for?", "heading")], 0)
    writer.gap()
    for number, one in enumerate(known, 1):
        writer.open((Span(f"{number} ", "accent"),), (Span("  "),))
        writer.write([Span(clean_line(one.title), "link", f"follow:{one.session}"), Span(f"  {one.when}", "muted")], 0)
        writer.close()
    return writer.layout()


# --- what to do ------------------------------------------------------------------------------------------------------------------


def _doing(view: PresenterView, width: int) -> Layout:
    if view.vote is not None:
        return vote_layout(view.vote, _present(view.attendance), width)
    if view.teach_back is not None:
        return teach_back_layout(view.teach_back, width)
    return form_layout(view.form, width) if view.form is not None else Layout(())


def _notes(view: PresenterView, width: int) -> Layout:
    body = lay_out(view.notes, width, LayoutContext(show_notes=True)).lines if view.notes else (Line((Span(NO_NOTES, "muted"),)),)
    return _titled("Notes", body, width)


def _room(view: PresenterView, width: int) -> Layout:
    """Who is there, and the last of the notes for the report."""
    writer = Writer(width)
    writer.write([Span("Here  ", "subheading"), Span(attendance_words(view.attendance))], 0)
    if view.remarks:
        writer.write([Span("Last note  ", "subheading"), Span(clean_line(view.remarks[-1].text))], 0)
    return writer.layout()


def attendance_words(taken: AttendanceTaken | None) -> str:
    """Who is there, as far as it was written down."""
    if taken is None:
        return "not counted yet: press i"
    if taken.how == "none":
        return "not written down"
    return (
        plural(taken.count, "person", "people")
        if taken.how == "count"
        else f"{len(taken.initials)}: {', '.join(map(clean_line, taken.initials))}"
    )


def _present(taken: AttendanceTaken | None) -> int | None:
    if taken is None or taken.how == "none":
        return None
    return taken.count if taken.how == "count" else len(taken.initials)


# --- the audience's screen as text -----------------------------------------------------------------------------------------------


def _titled(title: str, lines: Sequence[Line], width: int) -> Layout:
    writer = Writer(width)
    writer.write([Span(title, "subheading")], 0)
    writer.put(lines)
    return writer.layout()


def _seen(view: AudienceView, width: int) -> Sequence[Line]:
    """What stands on a screen, as text; what of a slide is not yet shown is muted."""
    match view:
        case SlideView():
            return _slide_lines(view, width, 0, view.shown)
        case VoteView():
            return [*_heading(plain(view.title), width), *lay_out((*view.vignette, *view.stem), width).lines]
        case PromptView():
            return [*_heading(view.title, width), *lay_out(view.blocks, width).lines]
        case BlankView():
            return _words("Nothing: the screen is blank. The next key shows it again.", width)
        case FormView(number=number) if number:
            words = f"{view.title}: {number} of {view.questions}"
            options = (f"{letter}  {plain(option)}" for letter, option in zip(LETTERS, view.options, strict=False))
            return [*_heading(words, width), *lay_out((*view.vignette, *view.stem), width).lines, *_list(options, width)]
        case CoverView() | TalkView() | FormView():
            return _heading(view.title, width)
        case EndView():
            return _words("The closing page.", width)
    raise AssertionError(view)


def _following(view: PresenterView, width: int) -> Sequence[Line]:
    """What the next key brings."""
    screen, following = view.screen, view.following
    if isinstance(screen, VoteView) and (step := vote_step(view)):
        return _words(step, width)
    if following is None:
        return _words("Nothing: this is the last page.", width)
    if (
        isinstance(screen, SlideView)
        and isinstance(following, SlideView)
        and (screen.section, screen.number) == (following.section, following.number)
    ):
        return _slide_lines(following, width, screen.shown, following.shown, rest=False)
    return _seen(following, width)


def _slide_lines(view: SlideView, width: int, start: int, stop: int, *, rest: bool = True) -> list[Line]:
    """The pieces of a slide from `start` to `stop`, and with `rest` muted those after them."""
    body = SlideBody(view.slide, width, 0)
    lines = [] if start else list(_heading(plain(view.title), width))
    for entry in body.close_lines(0, len(body.pieces)):
        if entry.piece >= stop and rest:
            lines.append(Line(tuple(Span(span.text, "muted") for span in entry.line.spans)))
        elif start <= entry.piece < stop:
            lines.append(entry.line)
    return list(dropwhile(lambda line: not line.text.strip(), lines))


def _heading(words: str, width: int) -> tuple[Line, ...]:
    return lay_out((b.Paragraph(0, (b.Strong((b.Text(clean_line(words)),)),)),), width).lines if words.strip() else ()


def _list(items: Iterable[str], width: int) -> tuple[Line, ...]:
    writer = Writer(width)
    for item in items:
        writer.write([Span(item)], 0)
    return writer.layout().lines


def _words(sentence: str, width: int) -> tuple[Line, ...]:
    writer = Writer(width)
    writer.write([Span(sentence, "muted")], 0)
    return writer.layout().lines
