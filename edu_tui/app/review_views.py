"""What a review shows and asks, gathered from library and progress."""

from __future__ import annotations

from edu_tui.app.context import Context
from edu_tui.app.pages.quiz import OpenRun
from edu_tui.app.pages.review import ReviewView
from edu_tui.app.review_plan import review_plan
from edu_tui.app.routes import Ask
from edu_tui.library.lock_past import Withdrawn
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Quiz
from edu_tui.progress.events import Acknowledged, new_id, stamp
from edu_tui.study.page_news import correction_told
from edu_tui.study.review import questions_for, review_quiz
from edu_tui.study.review_settings import settings_of
from edu_tui.study.runs import left, open_review


def review_view(context: Context, audience: Audience) -> ReviewView:
    """The review of an audience before it begins."""
    run = open_review(context.quiz_state, audience)
    asked = len(run.started.questions) if run else 0
    waiting = len(left(run, set(run.started.questions))) if run else 0
    return ReviewView(
        audience,
        review_plan(context, audience),
        settings_of(context.marks),
        OpenRun(run.started.run, run.started.mode, asked - waiting, asked) if run else None,
        tuple((one.question, tuple(correction_told(one))) for one in corrections_for(context, audience)),
    )


def corrections_for(context: Context, audience: Audience) -> tuple[Withdrawn, ...]:
    """The questions of an audience that were withdrawn as wrong, and of which the learner is to be told before anything is asked."""
    return context.page_news.corrections(context.quiz_state, audience)


def seen(context: Context, audience: Audience, question: str) -> tuple[Acknowledged, ...]:
    """What to save when the learner has read the correction of a question."""
    at = stamp(context.now())
    owed = [one for one in corrections_for(context, audience) if one.question == question]
    return tuple(Acknowledged(id=new_id(), at=at, subject=one.question, rev=one.rev) for one in owed)


def asked_in_review(context: Context, audience: Audience, route: Ask) -> Quiz:
    """The questions of a review: those that the route names, those of the run that it goes on with, or what is due."""
    run = context.quiz_state.run(route.run) if route.run else None
    if route.questions or run:
        return review_quiz(context.library, route.questions or (run.started.questions if run else ()), audience)
    if not route.mode:
        return review_quiz(context.library, (), audience)
    waiting = None if route.fresh else open_review(context.quiz_state, audience)
    due = waiting.started.questions if waiting else questions_for(review_plan(context, audience).ask, context.quiz_state)
    return review_quiz(context.library, due, audience)
