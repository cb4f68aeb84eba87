"""A quiz before it begins and after it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import entry, plural
from edu_tui.app.pages.question import VERDICTS
from edu_tui.app.pages.sayings import flag_words
from edu_tui.library.questions import Quiz
from edu_tui.library.walk import plain
from edu_tui.render.layout import LayoutContext, lay_out, stack
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.results import Result, Summary
from edu_tui.study.stat_share import percent

SECONDS_A_QUESTION = 90
"""What the clock of a test allows for one question: the usual allowance of written examinations in medicine."""


class OpenRun(msgspec.Struct, frozen=True):
    """A run that was left in the middle: its id, "study" or "test", and how many of its questions are answered."""

    run: str
    mode: str
    answered: int
    asked: int


class CoverView(msgspec.Struct, frozen=True):
    """A quiz before it begins."""

    quiz: Quiz
    open_runs: tuple[OpenRun, ...]
    answered: int
    mastery: float

    @property
    def first(self) -> str:
        """The target of the way that most will want."""
        return f"go:{self.open_runs[0].run}" if self.open_runs else "fresh:study"


def cover_layout(view: CoverView, context: LayoutContext, width: int) -> Layout:
    """What awaits the learner, and the ways to begin. Targets: `go:RUN`, `fresh:study|test|clock`, `form:pre|post`, `tests:`."""
    quiz = view.quiz
    head = Writer(width)
    head.write([Span(quiz.title, "heading")], 0)
    head.write([Span(f"{plural(len(quiz.questions), 'question')} {WHO[quiz.audience]}", "muted")], 0)
    if view.answered:
        head.write([Span(f"{view.answered} answered so far, mastery {percent(view.mastery)}", "muted")], 0)
    return stack([part for part in (head.layout(), lay_out(quiz.intro, width, context), _ways(view, width)) if part.lines])


def _ways(view: CoverView, width: int) -> Layout:
    writer = Writer(width)
    quiz = view.quiz
    if not quiz.questions:
        writer.write([Span("There is no question here that can be asked.", "caution")], 0)
        return writer.layout()
    for run in view.open_runs:
        kind = "feedback after each answer" if run.mode == "study" else "test"
        entry(writer, f"Go on: question {min(run.answered + 1, run.asked)} of {run.asked}", f"go:{run.run}", kind)
    again = any(run.mode == "study" and run.asked == len(quiz.questions) for run in view.open_runs)
    entry(writer, "Study from the beginning" if again else "Study", "fresh:study", "feedback after each answer")
    entry(writer, "Test", "fresh:test", "feedback at the end")
    minutes = limit_ms(quiz) // 60_000
    entry(writer, "Test with a clock", "fresh:clock", f"{plural(minutes, 'minute')}, feedback at the end")
    for form, title in (("pre", "Before a session"), ("post", "After a session")):
        if asked := quiz.form(form):
            entry(writer, title, f"form:{form}", f"{plural(len(asked), 'question')}, feedback at the end")
    entry(writer, "Test of several modules", "tests:", "and all past tests")
    return writer.layout()


def limit_ms(quiz: Quiz) -> int:
    """The clock of a test over the whole quiz, in ms: whole minutes."""
    return max(1, len(quiz.questions) * SECONDS_A_QUESTION // 60) * 60_000


class EndView(msgspec.Struct, frozen=True):
    """A run that ended; `again` are (section id, title) to read again, `flags` those that the learner put on questions, by id."""

    title: str
    summary: Summary
    results: Sequence[Result]
    again: tuple[tuple[str, str], ...]
    review: bool = False
    flags: Mapping[str, str] = {}


def end_layout(view: EndView, width: int) -> Layout:
    """The summary of a run. Targets: `section:MODULE:ID`, `missed:`, `module:`, `cover:`, and those of the questions that are shown."""
    head = Writer(width)
    head.write([Span(view.title, "heading")], 0)
    head.gap()
    _outcome(head, view.summary)
    head.gap()
    if view.again:
        head.write([Span("Read again", "subheading")], 0)
        for ident, title in view.again:
            entry(head, title, f"section:{ident}")
        head.gap()
    if any(result.missed for result in view.results):
        entry(head, "Ask me again what was not right", "missed:")
    if not view.review:
        entry(head, "To the module", "module:")
    entry(head, "To today's review" if view.review else "To the beginning of the quiz", "cover:")
    if view.results:
        head.gap()
        head.write([Span("Your answers", "subheading")], 0)
    return stack([head.layout(), *(_result(result, number, view, width) for number, result in enumerate(view.results, 1))])


def _outcome(writer: Writer, summary: Summary) -> None:
    if summary.possible:
        points = [Span(f"{summary.points:g} of {summary.possible}", "strong")]
        points.append(Span(f"  ({percent(summary.points / summary.possible)})", "muted"))
        writer.write([Span("Your result: ", "muted"), *points], 0)
    else:
        writer.write([Span("Nothing was scored.", "muted")], 0)
    if summary.unanswered:
        writer.write([Span(f"{plural(summary.unanswered, 'question')} not answered.", "caution")], 0)
    elif summary.possible and summary.points == summary.possible:
        writer.write([Span("✓ Everything was right.", "success")], 0)


def _result(result: Result, number: int, view: EndView, width: int) -> Layout:
    """One answered question in a line or two."""
    words, style = VERDICTS.get(result.marking.verdict, ("· No right or wrong.", "muted"))
    sign, _, verdict = words.partition(" ")
    writer = Writer(width)
    writer.open((Span(f"{number:>2}  "),), (Span("    "),))
    spans = [Span(f"{sign} ", style), Span(plain(result.question.title)), Span(f"  {verdict}", style)]
    if flag := view.flags.get(result.question.id, ""):
        spans.append(Span(f"  Your flag: {flag_words(flag)}", "muted"))
    writer.write(spans, 0)
    writer.close()
    return writer.layout()
