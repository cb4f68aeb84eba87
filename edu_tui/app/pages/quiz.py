"""A quiz before it begins and after it ended."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import entry, percent, plural, spans_of
from edu_tui.app.pages.question import VERDICTS, stack_under
from edu_tui.library.questions import Quiz
from edu_tui.library.walk import plain
from edu_tui.render.layout import LayoutContext, lay_out, stack
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.quiz_session import Result, Summary

SECONDS_A_QUESTION = 90
"""What the clock of a test allows for one question: the usual allowance of written examinations in medicine."""


class CoverView(msgspec.Struct, frozen=True):
    """A quiz before it begins; `open_runs` are (mode, answered, asked) of runs that were left in the middle."""

    quiz: Quiz
    open_runs: tuple[tuple[str, int, int], ...]
    answered: int
    mastery: float


def cover_layout(view: CoverView, context: LayoutContext, width: int) -> Layout:
    """What awaits the learner, and the ways to begin. Targets: `go:study`, `go:test`, `go:clock`, `fresh:study` ..."""
    quiz = view.quiz
    head = Writer(width)
    head.write([Span(quiz.title, "heading")], 0)
    head.write([Span(f"{plural(len(quiz.questions), 'question')} {WHO[quiz.audience]}", "muted")], 0)
    if view.answered:
        head.write([Span(f"{view.answered} answered so far, mastery {percent(view.mastery)}", "muted")], 0)
    ways = Writer(width)
    if not quiz.questions:
        ways.write([Span("There is no question here that can be asked.", "caution")], 0)
        return stack([head.layout(), ways.layout()])
    for mode, answered, asked in view.open_runs:
        entry(
            ways, f"Go on: question {min(answered + 1, asked)} of {asked}", f"go:{mode}", "feedback at once" if mode == "study" else "test"
        )
    left = {mode for mode, _, _ in view.open_runs}
    entry(ways, "Study" if "study" not in left else "Study from the beginning", "fresh:study", "feedback after each answer")
    entry(ways, "Test", "fresh:test", "feedback at the end")
    minutes = max(1, len(quiz.questions) * SECONDS_A_QUESTION // 60)
    entry(ways, "Test with a clock", "fresh:clock", f"{plural(minutes, 'minute')}, feedback at the end")
    return stack([part for part in (head.layout(), lay_out(quiz.intro, width, context), ways.layout()) if part.lines])


def limit_ms(quiz: Quiz) -> int:
    """The clock of a test over the whole quiz, in ms."""
    return max(60, len(quiz.questions) * SECONDS_A_QUESTION // 60 * 60) * 1000


class EndView(msgspec.Struct, frozen=True):
    """A run that ended; `again` are (section id, title) to read again, `feedback` whether every question is shown with its feedback."""

    title: str
    summary: Summary
    results: Sequence[Result]
    again: tuple[tuple[str, str], ...]
    feedback: bool
    context: LayoutContext


def end_layout(view: EndView, width: int) -> Layout:
    """The summary of a run. Targets: `section:ID`, `missed:`, `undo:`, `cover:`, `module:`, and `result:QUESTION` for each question."""
    summary = view.summary
    head = Writer(width)
    head.write([Span(view.title, "heading")], 0)
    head.gap()
    head.write([Span("Your result: ", "muted"), Span(f"{summary.points:g} of {summary.possible}", "strong"), *_rate(summary)], 0)
    if summary.unanswered:
        head.write([Span(f"{plural(summary.unanswered, 'question')} not answered.", "caution")], 0)
    head.gap()
    if view.again:
        head.write([Span("Read again", "subheading")], 0)
        for ident, title in view.again:
            entry(head, title, f"section:{ident}")
        head.gap()
    elif summary.possible and not summary.unanswered:
        head.write([Span("Nothing to read again: everything was right.", "success")], 0)
        head.gap()
    if any((result.answer.score or 0) < 1 for result in view.results if result.answer.score is not None):
        entry(head, "Ask me again what was not right", "missed:")
    entry(head, "To the module", "module:")
    entry(head, "To the beginning of the quiz", "cover:")
    head.gap()
    head.write([Span("Your answers", "subheading")], 0)
    parts = [head.layout()]
    parts += [_result(result, number, view, width) for number, result in enumerate(view.results, 1)]
    return stack(parts)


def _rate(summary: Summary) -> list[Span]:
    return [Span(f"  ({percent(summary.points / summary.possible)})", "muted")] if summary.possible else []


def _result(result: Result, number: int, view: EndView, width: int) -> Layout:
    """One answered question in a line or two, with its explanation if there was no feedback before."""
    words, style = VERDICTS.get(result.marking.verdict, ("· Opinion.", "muted"))
    writer = Writer(width)
    writer.open((Span(f"{number:>2}  "),), (Span("    "),))
    writer.write([Span(words.split()[0] + " ", style), Span(plain(result.question.title)), Span(f"  {words.split(' ', 1)[1]}", style)], 0)
    writer.close()
    if not view.feedback or result.marking.verdict not in ("wrong", "partly"):
        return writer.layout()
    parts = [writer.layout(), lay_out(result.question.stem, width, view.context)]
    parts.append(_was_right(result, view.context, width))
    parts += [lay_out(part.feedback, width, view.context) for part in result.marking.parts if part.feedback and part.given]
    if result.question.explanation:
        parts.append(stack_under("Why", result.question.explanation, view.context, width))
    return stack([part for part in parts if part.lines])


def _was_right(result: Result, context: LayoutContext, width: int) -> Layout:
    writer = Writer(width)
    writer.write([Span("Right would be:", "muted")], 0)
    for inlines in result.marking.answer:
        writer.indent((Span("  "),))
        writer.write(spans_of(inlines, context), 0)
        writer.close()
    return writer.layout()
