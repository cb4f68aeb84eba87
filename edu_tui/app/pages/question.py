"""A question on the page: open, or marked with its feedback."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.app.pages.inline_parts import spans_of
from edu_tui.app.pages.parts import entry
from edu_tui.app.pages.sayings import flag_words
from edu_tui.library.blocks import Block, Inline
from edu_tui.library.marks import Marking, Part
from edu_tui.library.questions import Case, Choices, Cloze, Match, Numeric, Order, Question, Short
from edu_tui.library.text import clean_line
from edu_tui.library.walk import plain
from edu_tui.render.layout import LayoutContext, lay_out, lay_out_inlines, stack
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.writer import Writer
from edu_tui.study.draft import Draft

VERDICTS = {
    "right": ("✓ Right.", "success"),
    "partly": ("◐ Partly right.", "caution"),
    "wrong": ("✗ Not right.", "error"),
    "open": ("○ Not answered.", "caution"),
}
"""A verdict in a sign, words and a style."""

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

SAYINGS = (
    ("How sure were you?", (("d", "unsure", "not sure"), ("c", "fairly", "fairly"), ("s", "sure", "sure"))),
    ("Was the marking fair?", ((">", "easy", "too easy"), ("<", "wrong", "count as wrong"))),
)
"""What a learner may say of an answer: key, word and text of each, by the question that it answers; the second of a right one only."""


class QuestionView(msgspec.Struct, frozen=True):
    """A question as it stands: `shown` are keys in screen order, `active` the gap that is being filled, `marking` None while it is open.

    `sections` are (id, title) of the pages behind its objective, `last` says that the end comes next,
    `said` holds what the learner said of the answer: words of `SAYINGS`. `news` tells what changed since she answered it before.
    `flag` and `note` are those that she put on the question; a note may give the answer away, so there is none while it is open.
    """

    question: Question
    case: Case | None
    shown: tuple[str, ...]
    draft: Draft
    context: LayoutContext
    marking: Marking | None = None
    active: int = 0
    hint: bool = False
    sections: tuple[tuple[str, str], ...] = ()
    last: bool = False
    said: frozenset[str] = frozenset()
    news: tuple[str, ...] = ()
    flag: str = ""
    note: str = ""


def question_layout(view: QuestionView, width: int) -> Layout:
    """The page of a question.

    Targets: `option:KEY`, `gap:N`, `up:KEY`, `down:KEY`, `pair:N`, `give:`, `next:`, `judge:WORD`, `section:MODULE:ID`,
    `say:KIND`, and those of its text. Anchors: `verdict`, `hint`.
    """
    parts = [_news(view, width), _flag(view, width), _vignette(view, width), _stem(view, width)]
    if view.marking is None:
        parts += [_answers(view, width), _ways_to_answer(width), _hint(view, width)]
    else:
        parts += [_verdict(view.marking, width), _sayings(view, view.marking, width), _answers(view, width)]
        parts.append(_feedback(view, view.marking, width))
        parts += [_note(view, width), _ways_on(view, width)]
    return stack([part for part in parts if part.lines])


def _ways_to_answer(width: int) -> Layout:
    writer = Writer(width)
    entry(writer, "Give this answer", "give:")
    return writer.layout()


def _hint(view: QuestionView, width: int) -> Layout:
    if not (view.hint and view.question.hint):
        return Layout(())
    hint = stack_under("Hint", view.question.hint, view.context, width)
    return Layout(hint.lines, {**hint.anchors, "hint": 0})


def _ways_on(view: QuestionView, width: int) -> Layout:
    writer = Writer(width)
    entry(writer, "To the result" if view.last else "Next question", "next:")
    for ident, title in view.sections:
        entry(writer, f"Read: {title}", f"section:{ident}")
    entry(writer, "Flag it, keep a note, or report a fault", "say:flag")
    return writer.layout()


def _sayings(view: QuestionView, marking: Marking, width: int) -> Layout:
    """What the learner may say of the answer: right under the verdict, where it is seen, and before the explanation is read."""
    writer = Writer(width)
    if view.question.scored and marking.verdict != "open":
        for label, words in SAYINGS if marking.verdict == "right" else SAYINGS[:1]:
            said_row(writer, label, words, view.said)
    return writer.layout()


def said_row(writer: Writer, label: str, words: Sequence[tuple[str, str, str]], said: frozenset[str]) -> None:
    """One row of what may be said; what was said has a sign of its own."""
    spans = [Span(f"{label}  ", "muted")]
    for key, word, text in words:
        chosen = word in said
        style = "strong" if chosen else "link"
        spans += [Span("◉ " if chosen else "○ ", "muted"), Span(f"{key} {text}", style, f"judge:{word}"), Span("   ")]
    writer.write(spans, 0)


def stack_under(label: str, blocks: Sequence[Block], context: LayoutContext, width: int) -> Layout:
    """Blocks under a label."""
    head = Writer(width)
    head.write([Span(label, "label")], 0)
    body = lay_out(blocks, width, context)
    lines = head.layout().lines + body.lines
    return Layout(lines, {name: at + 1 for name, at in body.anchors.items()})


def _news(view: QuestionView, width: int) -> Layout:
    """What changed, told before the question is asked."""
    writer = Writer(width)
    for sentence in view.news:
        writer.write([Span("Changed since you answered: ", "caution"), Span(sentence)], 0)
    return writer.layout()


def _flag(view: QuestionView, width: int) -> Layout:
    """The flag, quietly."""
    writer = Writer(width)
    if view.flag:
        writer.write([Span(f"Your flag: {flag_words(view.flag)}", "muted", "say:flag")], 0)
    return writer.layout()


def _note(view: QuestionView, width: int) -> Layout:
    """What the learner noted, under the explanation."""
    writer = Writer(width)
    if view.note:
        writer.write([Span("Your note", "label")], 0)
        writer.write([Span(clean_line(view.note), "text", "say:note")], 0)
    return writer.layout()


def _vignette(view: QuestionView, width: int) -> Layout:
    if view.case is None:
        return Layout(())
    title = Layout(lay_out_inlines(view.case.title, width, view.context, style="subheading", source=view.case.line))
    rule = Layout((Line((Span("─" * width, "rule"),)),))
    return stack([title, lay_out(view.case.blocks, width, view.context), rule])


def _stem(view: QuestionView, width: int) -> Layout:
    if not isinstance(view.question.body, Cloze):
        return lay_out(view.question.stem, width, view.context)
    typed = map(clean_line, view.draft.response)
    filled = tuple(f"[{number}: {text}]" if text else "" for number, text in enumerate(typed, 1))
    stem = lay_out(view.question.stem, width, msgspec.structs.replace(view.context, filled=filled))
    return Layout(tuple(Line(tuple(_gap(view, span) for span in line.spans), line.source) for line in stem.lines), stem.anchors)


def _gap(view: QuestionView, span: Span) -> Span:
    """A gap as something to go to; the one that is being filled stands out."""
    if not span.target.startswith("blank:"):
        return span
    index = int(span.target.removeprefix("blank:")) - 1
    if view.marking is not None:
        return Span(span.text, "strong")
    return Span(span.text, "accent" if index == view.active else "strong", f"gap:{index}")


def _answers(view: QuestionView, width: int) -> Layout:
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


def _verdict(marking: Marking, width: int) -> Layout:
    """The verdict, above the answers, so that it is seen first; its anchor is `verdict`."""
    words, style = VERDICTS.get(marking.verdict, ("Thank you. Your answer is kept.", "muted"))
    writer = Writer(width)
    writer.write([Span(words, style)], 0)
    return Layout(writer.layout().lines, {"verdict": 0})


def _feedback(view: QuestionView, marking: Marking, width: int) -> Layout:
    """What would have been right, and why."""
    parts: list[Layout] = []
    if marking.verdict in ("wrong", "partly", "open") and isinstance(view.question.body, Numeric | Short):
        parts.append(_right_answer(view, marking, width))
    if not isinstance(view.question.body, Choices):
        parts += [lay_out(part.feedback, width, view.context) for part in marking.parts if part.feedback]
    if view.question.explanation:
        parts.append(stack_under("Why", view.question.explanation, view.context, width))
    return stack([part for part in parts if part.lines])


def _right_answer(view: QuestionView, marking: Marking, width: int) -> Layout:
    writer = Writer(width)
    writer.write([Span("Right would be:", "muted")], 0)
    for inlines in marking.answer:
        writer.indent((Span("  "),))
        writer.write(spans_of(inlines, view.context), 0)
        writer.close()
    return writer.layout()
