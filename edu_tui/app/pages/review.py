"""A review before it begins: how much there is, and the way into it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import entry, plural
from edu_tui.app.pages.quiz import OpenRun
from edu_tui.library.modules import Audience
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.review_queue import Plan, Settings

BEGIN = "fresh:review"
"""The target that begins today's review."""


class ReviewView(msgspec.Struct, frozen=True):
    """Today's plan, and the review that was left in the middle, if one was.

    `corrections` are questions that were withdrawn as wrong after the learner answered them, each with its sentences: they come first.
    """

    audience: Audience
    plan: Plan
    settings: Settings = Settings()
    left: OpenRun | None = None
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def first(self) -> str:
        """The target of the way that most will want."""
        if self.corrections:
            return f"seen:{self.corrections[0][0]}"
        return f"go:{self.left.run}" if self.left else BEGIN if self.plan.ask else ""


def review_layout(view: ReviewView, width: int) -> Layout:
    """The page. Targets: `go:RUN`, `fresh:review`, `seen:QUESTION`."""
    writer = Writer(width)
    plan = view.plan
    writer.write([Span("Review", "heading")], 0)
    writer.write([Span(f"What you answered before comes back when it is about to be forgotten, {WHO[view.audience]}.", "muted")], 0)
    writer.gap()
    writer.write([Span(f"Today: {plan.due} due, {plan.new} new."), *([Span(f"  Done: {plan.done}.", "muted")] if plan.done else [])], 0)
    if plan.waiting:
        writer.write([Span(f"{plan.waiting} more wait. They come on the next days, the most at risk first.", "muted")], 0)
    writer.gap()
    if view.corrections:
        _corrections(writer, view.corrections)
        return writer.layout()
    if view.left:
        number = min(view.left.answered + 1, view.left.asked)
        entry(writer, f"Go on: question {number} of {view.left.asked}", f"go:{view.left.run}", "the review that you left")
    if plan.ask:
        entry(writer, "Begin", BEGIN, plural(len(plan.ask), "question"))
    elif not view.left:
        writer.write([Span("Nothing to review now. What you answer in a quiz comes back here after some days.", "success")], 0)
    writer.gap()
    writer.write([Span(_how_much(view.settings), "muted")], 0)
    return writer.layout()


def _how_much(settings: Settings) -> str:
    """What a day holds, and how to change that."""
    most = f"A day holds at most {plural(settings.reviews_a_day, 'review')} and {plural(settings.new_a_day, 'new question')}"
    exam = f"; exam on {settings.exam.day} {settings.exam:%B %Y}" if settings.exam else ""
    return f"{most}{exam}. To change this: edu-tui review --reviews N --new N --exam DATE."


def _corrections(writer: Writer, corrections: Sequence[tuple[str, Sequence[str]]]) -> None:
    """What was wrong, one after the other, each to be read before the review goes on."""
    writer.write([Span("First a correction" if len(corrections) == 1 else f"First {len(corrections)} corrections", "subheading")], 0)
    for question, sentences in corrections:
        writer.gap()
        for sentence in sentences:
            writer.write([Span(sentence)], 0)
        entry(writer, "I have read this", f"seen:{question}")
