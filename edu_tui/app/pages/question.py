"""A question on the page: open, or marked with its feedback."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.app.pages.inline_parts import spans_of
from edu_tui.app.pages.parts import entry
from edu_tui.app.pages.question_answers import answers
from edu_tui.app.pages.question_view import QuestionView
from edu_tui.app.pages.sayings import flag_words
from edu_tui.library.blocks import Block
from edu_tui.library.marks import Marking
from edu_tui.library.questions import Choices, Cloze, Numeric, Short
from edu_tui.library.text import clean_line
from edu_tui.render.layout import LayoutContext, lay_out, lay_out_inlines, stack
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.writer import Writer

VERDICTS = {
    "right": ("✓ Right.", "success"),
    "partly": ("◐ Partly right.", "caution"),
    "wrong": ("✗ Not right.", "error"),
    "open": ("○ Not answered.", "caution"),
}
"""A verdict in a sign, words and a style."""

SAYINGS = (
    ("How sure were you?", (("d", "unsure", "not sure"), ("c", "fairly", "fairly"), ("s", "sure", "sure"))),
    ("Was the marking fair?", ((">", "easy", "too easy"), ("<", "wrong", "count as wrong"))),
)
"""What a learner may say of an answer: key, word and text of each, by the question that it answers; the second of a right one only."""


def question_layout(view: QuestionView, width: int) -> Layout:
    """The page of a question.

    Targets: `option:KEY`, `gap:N`, `up:KEY`, `down:KEY`, `pair:N`, `give:`, `next:`, `judge:WORD`, `section:MODULE:ID`,
    `say:KIND`, and those of its text. Anchors: `verdict`, `hint`.
    """
    parts = [_news(view, width), _flag(view, width), _vignette(view, width), _stem(view, width)]
    if view.marking is None:
        parts += [answers(view, width), _ways_to_answer(width), _hint(view, width)]
    else:
        parts += [_verdict(view.marking, width), _sayings(view, view.marking, width), answers(view, width)]
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
