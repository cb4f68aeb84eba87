"""A review before it begins: how much there is, and the way into it."""

from __future__ import annotations

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import entry, plural
from edu_tui.app.pages.quiz import OpenRun
from edu_tui.library.modules import Audience
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.review_queue import Plan

BEGIN = "fresh:review"
"""The target that begins today's review."""


class ReviewView(msgspec.Struct, frozen=True):
    """Today's plan, and the review that was left in the middle, if one was."""

    audience: Audience
    plan: Plan
    left: OpenRun | None = None

    @property
    def first(self) -> str:
        """The target of the way that most will want."""
        return f"go:{self.left.run}" if self.left else BEGIN if self.plan.ask else ""


def review_layout(view: ReviewView, width: int) -> Layout:
    """The page. Targets: `go:RUN`, `fresh:review`."""
    writer = Writer(width)
    plan = view.plan
    writer.write([Span("Review", "heading")], 0)
    writer.write([Span(f"What you answered before comes back when it is about to be forgotten, {WHO[view.audience]}.", "muted")], 0)
    writer.gap()
    writer.write([Span(f"Today: {plan.due} due, {plan.new} new."), *([Span(f"  Done: {plan.done}.", "muted")] if plan.done else [])], 0)
    if plan.waiting:
        writer.write([Span(f"{plan.waiting} more wait. They come on the next days, the most at risk first.", "muted")], 0)
    writer.gap()
    if view.left:
        number = min(view.left.answered + 1, view.left.asked)
        entry(writer, f"Go on: question {number} of {view.left.asked}", f"go:{view.left.run}", "the review that you left")
    if plan.ask:
        entry(writer, "Begin", BEGIN, plural(len(plan.ask), "question"))
    elif not view.left:
        writer.write([Span("Nothing to review now. What you answer in a quiz comes back here after some days.", "success")], 0)
    return writer.layout()
