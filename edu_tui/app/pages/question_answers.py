"""What can be answered, type by type: open, or as it was marked."""

from __future__ import annotations

from edu_tui.app.pages.inline_parts import spans_of
from edu_tui.app.pages.question_view import QuestionView
from edu_tui.library.blocks import Inline
from edu_tui.library.marks import Marking, Part
from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Short
from edu_tui.library.text import clean_line
from edu_tui.library.walk import plain
from edu_tui.render.layout import lay_out
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer

ASKS = {
    "single": "Choose one answer by its number, then press enter.",
    "truefalse": "True or false? Choose by number, then press enter.",
    "multiple": "Choose all that apply by their numbers, then press enter.",
    "poll": "There is no right answer here. Choose what fits, then press enter.",
    "numeric": "Type a number, then press enter.",
    "short": "Type a few words, then press enter.",
    "order": "Put the steps in order: mark one, move it with J and K, then press enter.",
    "match": "Give each line its match by number, then press enter.",
    "cloze": "Fill each gap and press enter.",
}
"""What each type asks for, in a few words."""


def answers(view: QuestionView, width: int) -> Layout:
    """The question's answers, under what it asks for."""
    writer = Writer(width)
    if view.marking is None:
        writer.write([Span(ASKS[view.question.type], "muted")], 0)
    match view.question.body:
        case Choices() as body:
            _choices(writer, view, body)
        case Order() as body:
            _steps(writer, view, body)
        case Match() as body:
            _pairs(writer, view, body)
        case Numeric() | Short() if view.marking is not None:
            writer.write([Span("Your answer: ", "muted"), Span(clean_line(view.draft.response[0]) or "nothing", "strong")], 0)
        case Cloze() if view.marking is not None:
            _filled(writer, view.marking)
    return writer.layout()


def _filled(writer: Writer, marking: Marking) -> None:
    """Each gap: what was typed, and what belongs there."""
    for part in marking.parts:
        writer.open((Span(f"{part.key}  ", "strong"),), (Span("   "),))
        sign = Span("  ✓ right", "success") if part.correct else Span(f"  ✗ right would be: {part.wanted}", "error")
        writer.write([Span(part.given or "nothing", "strong"), sign], 0)
        writer.close()


def _part(view: QuestionView, key: str) -> Part | None:
    return next((part for part in view.marking.parts if part.key == key), None) if view.marking else None


def _choices(writer: Writer, view: QuestionView, body: Choices) -> None:
    options = {option.key: option for option in body.options}
    boxes = ("[x]", "[ ]") if view.question.type == "multiple" else ("(•)", "( )")
    for number, key in enumerate(view.shown, 1):
        option = options[key]
        chosen, struck = key in view.draft.response, key in view.draft.struck
        target = "" if view.marking else f"option:{key}"
        style = "strike" if struck and not view.marking else "strong" if chosen else "text"
        lead = Span(f"{boxes[0] if chosen else boxes[1]} {number}  ", style, target)
        words = [Span(span.text, style, target) for span in spans_of(option.inlines, view.context)]
        if struck and not view.marking:
            words.append(Span("  (ruled out)", "muted"))
        part = _part(view, key)
        if part is not None and view.question.scored:
            words.append(_sign(chosen, option.correct))
        writer.gap()
        writer.open((lead,), (Span("       "),), option.line)
        writer.write(words, option.line)
        if view.marking is not None:
            writer.put(lay_out(option.feedback, max(20, writer.room), view.context).lines)
        writer.close()


def _sign(chosen: bool, correct: bool) -> Span:
    """What an option turned out to be, in a sign and words."""
    if correct:
        return Span("  ✓ right" if chosen else "  ✓ this was right", "success")
    return Span("  ✗ not right", "error") if chosen else Span("")


def _steps(writer: Writer, view: QuestionView, body: Order) -> None:
    steps = {step.key: step for step in body.steps}
    right = [step.key for step in body.steps]
    for number, key in enumerate(view.draft.response, 1):
        if key not in steps:
            continue
        step = steps[key]
        writer.gap()
        target = "" if view.marking else f"option:{key}"
        words = [Span(span.text, "text", target) for span in spans_of(step.inlines, view.context)]
        lead: tuple[Span, ...] = (Span(f"{number}  ", "strong", target),)
        if view.marking is None:
            lead = (Span("▲", "link", f"up:{key}"), Span(" "), Span("▼", "link", f"down:{key}"), Span("  "), *lead)
        else:
            place = right.index(key) + 1
            words.append(Span("  ✓ right place", "success") if place == number else Span(f"  ✗ belongs at {place}", "error"))
        writer.open(lead, (Span(" " * (8 if view.marking is None else 3)),), step.line)
        writer.write(words, step.line)
        writer.close()


def _pairs(writer: Writer, view: QuestionView, body: Match) -> None:
    rights = dict(body.rights)
    numbers = {key: at for at, key in enumerate(view.shown, 1)}
    for index, pair in enumerate(body.pairs):
        given = view.draft.response[index] if index < len(view.draft.response) else ""
        writer.gap()
        writer.open((Span("• ", "muted"),), (Span("  "),), pair.line)
        words = spans_of(pair.left, view.context)
        target = "" if view.marking else f"pair:{index}"
        words += [Span("  → ", "muted"), Span(_right(rights, numbers, given), "strong" if given else "accent", target)]
        if view.marking is not None:
            fits = given == pair.right_key
            words.append(
                Span("  ✓ right", "success") if fits else Span(f"  ✗ belongs to {_right(rights, numbers, pair.right_key)}", "error")
            )
        writer.write(words, pair.line)
        writer.close()
    if view.marking is None:
        writer.gap()
        for key in view.shown:
            writer.open((Span(f"  {numbers[key]}  ", "strong"),), (Span("     "),))
            writer.write(spans_of(rights[key], view.context), 0)
            writer.close()


def _right(rights: dict[str, tuple[Inline, ...]], numbers: dict[str, int], key: str) -> str:
    if not key or key not in rights:
        return "[ choose ]"
    words = plain(rights[key])
    return f"{numbers[key]} {words}" if key in numbers else words
