"""What is shown in a teaching session: the plan, the room's screen, the console, the report. The layouts of the screens, without an app."""

from __future__ import annotations

from bench import TODAY, Bench
from learning import concerned, on_page
from promises import WIDTHS, clean_layout, clean_words

from edu_tui.app.looking_over import look_over
from edu_tui.app.pages import console, teach_counts, teach_notes, teach_panels, teach_steps
from edu_tui.app.pages.session_report import ReportView, report_layout
from edu_tui.app.pages.teach_prepare import PlanView, StartView, plan_layout, start_layout
from edu_tui.app.pages.teach_stage import ScreenDeck, stage
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_plan import StepKind
from edu_tui.render.lines import Layout
from edu_tui.study.teaching.commands import Order, Word, carry_out
from edu_tui.study.teaching.console import form_console
from edu_tui.study.teaching.draft import Draft
from edu_tui.study.teaching.material import material_of
from edu_tui.study.teaching.plan import make_plan
from edu_tui.study.teaching.plan_steps import PlanError
from edu_tui.study.teaching.report import make_report
from edu_tui.study.teaching.report_parts import report_parts
from edu_tui.study.teaching.room import NotNow
from edu_tui.study.teaching.session import TeachingSession, begin

STOPS = 5
"""Stops of each step of a session that are looked at: enough for a vote to show its answer."""


def teach(bench: Bench, path: str) -> None:
    """A session with each module: its plan, then every stop of it on the room's screen and on the console, with votes, and the report."""
    data = bench.scratch / "taught"
    with bench.checker.opened() as library:
        modules, quizzes = concerned(library, path)
        told = {(one.id, one.audience) for one in modules} | {(one.module, one.audience) for one in quizzes}
        for ident, audience in sorted(told):
            material = material_of(library, ident, audience)
            entry = library.catalogue.module(ident, audience)
            if material is None or entry is None or entry.broken:
                continue
            try:
                plan = make_plan(material, 45)
            except PlanError as error:
                clean_words(str(error))
                continue
            deck = ScreenDeck(40, 15, library.ledger)
            findings = look_over(library, plan, material, TODAY, (80, 24))
            view = PlanView(material.module.title, Draft(plan), plan.steps, with_forms=True, ask="", findings=findings)
            on_page(lambda width, view=view: plan_layout(view, width))
            on_page(lambda width, audience=audience: start_layout(StartView(library.catalogue, audience), width))
            session = begin(Sessions(data, wall_clock), material, plan, deck=deck)
            try:
                _lead(session, deck)
            finally:
                session.store.close()


def _lead(session: TeachingSession, deck: ScreenDeck) -> None:
    """Go to each step of a session and some stops on, as the key of a clicker does, with two hands for every option of a vote."""
    _seen(session, deck)
    carry_out(session, Order(Word.NEXT))
    for number in range(1, len(session.plan.steps) + 1):
        carry_out(session, Order(Word.GO, number))
        for _ in range(STOPS):
            _seen(session, deck)
            try:
                carry_out(session, Order(Word.NEXT))
            except NotNow as reason:
                clean_words(str(reason))
            vote = session.vote
            if vote is not None and vote.phase == "open":
                carry_out(session, Order(Word.COUNT, text=" ".join(["2"] * len(vote.ballot.options))))
    session.end()
    _seen(session, deck)
    report = make_report(session.state, session.store.id)
    on_page(lambda width: report_layout(ReportView(report.title, report_parts(report)), width))


def _seen(session: TeachingSession, deck: ScreenDeck) -> None:
    """What stands there now: on the room's screen, in the panels, on the console."""
    clean_layout(Layout(stage(session.audience(), deck).lines))
    view, width = session.presenter(), WIDTHS[0]
    forms = tuple(form_console(session.state, step.subject) for step in session.plan.steps if step.kind is StepKind.FORM)
    for layout in (
        teach_panels.pause_layout(view, width, running=True),
        teach_steps.overview_layout(view, width),
        teach_notes.notes_layout(view, width),
        teach_notes.vote_layout(view, width),
        teach_counts.forms_layout(forms, width),
        teach_steps.find_layout(teach_steps.find_hits(session.material, session.plan, "of"), width),
        console.presenter_layout(view, width),
        console.leading_layout(view, width),
    ):
        clean_layout(layout)
