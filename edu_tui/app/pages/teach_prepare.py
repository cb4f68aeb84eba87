"""Preparing a teaching session: what to go on with, the modules, and the plan with what is to be seen to before people come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import entry
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.modules import Audience
from edu_tui.library.text import clean_line
from edu_tui.progress.sessions_plan import Plan, PlanStep
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.teaching.draft import Draft
from edu_tui.study.teaching.preflight import Finding, Weight
from edu_tui.study.teaching.report_text import KIND_WORDS

MINUTES = (10, 15, 20, 30, 45, 60)
"""Lengths of a session that are offered; the command line takes any."""

WAYS = {"none": "not asked", "paper": "on paper", "count": "by count of hands"}
"""How the questions before and after are asked."""

WHO_IS_HERE = {"count": "a number", "initials": "initials", "": "not at all"}
"""How it can be kept who is there."""


class Waiting(msgspec.Struct, frozen=True):
    """A session on the disk that has not ended: its id, when it was planned or began, and where it stands."""

    id: str
    title: str
    audience: str
    at: str
    started: bool
    step: int
    of: int


class SavedPlan(msgspec.Struct, frozen=True):
    """A plan's file: its name, and what it says of itself, or that it cannot be read."""

    name: str
    words: str


class StartView(msgspec.Struct, frozen=True):
    """What there is before a module is chosen."""

    catalogue: Catalogue
    audience: Audience
    waiting: Sequence[Waiting] = ()
    saved: Sequence[SavedPlan] = ()
    sessions: int = 0


class PlanView(msgspec.Struct, frozen=True):
    """A plan in the making. `findings` is None while they are still looked for; `left` is what could be put back."""

    title: str
    draft: Draft
    left: Sequence[PlanStep]
    with_forms: bool
    ask: str
    findings: Sequence[Finding] | None = None


def start_layout(view: StartView, width: int) -> Layout:
    """Where one begins. Targets: `session:ID`, `plan:NAME`, `module:ID`, `audience:AUDIENCE`, `go:sessions`."""
    writer = Writer(width)
    writer.write([Span("Teach a group", "heading")], 0)
    writer.write([Span("Slides, votes by hand or cards, teach-back, and a report; no network is needed.", "muted")], 0)
    writer.gap()
    for one in view.waiting:
        words = f"Resume the session of {_when(one.at)}?" if one.started else f"Begin the session planned {_when(one.at)}"
        place = f", step {one.step} of {one.of}" if one.started and one.step else ""
        entry(writer, words, f"session:{one.id}", f"{clean_line(one.title)}, {_whom(one.audience)}{place}")
    if view.waiting:
        writer.gap()
    _choices(writer, "For", ((WHO[one].removeprefix("for "), f"audience:{one}", one is view.audience) for one in Audience))
    writer.gap()
    for track in view.catalogue.tracks:
        writer.write([Span(track.title, "subheading")], 0)
        for ident in track.modules:
            module = view.catalogue.module(ident, view.audience)
            if module is not None and not module.broken:
                entry(writer, module.title, f"module:{module.id}")
    writer.gap()
    if view.saved:
        writer.write([Span("Saved plans", "subheading")], 0)
        for plan in view.saved:
            entry(writer, plan.name, f"plan:{plan.name}", plan.words)
        writer.gap()
    entry(writer, "All sessions", "go:sessions", f"{view.sessions} on this computer" if view.sessions else "none yet")
    return writer.layout()


def _when(at: str) -> str:
    """ "14:02" of today's session is enough to know it; the day stands before."""
    try:
        then = datetime.fromisoformat(at)
    except ValueError:
        return "an unknown day"
    return f"{then.day} {then:%B}, {then:%H:%M}"


def _whom(audience: str) -> str:
    return WHO[Audience(audience)] if audience in set(Audience) else ""


def plan_layout(view: PlanView, width: int) -> Layout:
    """The plan. Targets: `start:`, `audience:`, `minutes:`, `forms:`, `ask:`, `in:KEY`, `out:KEY`, `talk:`, `save:`, `anew:`."""
    writer = Writer(width)
    plan = view.draft.plan
    writer.write([Span(view.title, "heading"), Span(f"  {_whom(plan.audience)}", "muted")], 0)
    writer.gap()
    entry(writer, "Start", "start:", f"{plan.planned_minutes:g} of {plan.minutes:g} minutes are planned")
    writer.gap()
    _settings(writer, view)
    writer.gap()
    writer.write([Span("Steps", "subheading"), Span("  enter leaves one out or puts it back; + - minutes, J K move", "muted")], 0)
    for step in plan.steps:
        _step(writer, step, f"in:{step.key}", ticked=True)
    entry(writer, "Add words of your own", "talk:")
    writer.gap()
    _findings(writer, view.findings)
    writer.gap()
    entry(writer, "Save this plan as a file", "save:")
    if view.draft.edited:
        entry(writer, "Plan it anew", "anew:", "what you changed goes")
    if view.left:
        writer.gap()
        writer.write([Span("Left out", "subheading")], 0)
        for step in view.left:
            _step(writer, step, f"out:{step.key}", ticked=False)
    return writer.layout()


def _settings(writer: Writer, view: PlanView) -> None:
    plan = view.draft.plan
    offered = sorted({*map(float, MINUTES), plan.minutes})
    _choices(writer, "Minutes", ((f"{one:g}", f"minutes:{one:g}", one == plan.minutes) for one in offered))
    if view.with_forms:
        _choices(writer, "Questions before and after", ((words, f"forms:{way}", way == view.draft.forms) for way, words in WAYS.items()))
    _choices(writer, "Who is there", ((words, f"ask:{how}", how == view.ask) for how, words in WHO_IS_HERE.items()))


def _choices(writer: Writer, label: str, options: Iterable[tuple[str, str, bool]]) -> None:
    """One thing to choose, its options side by side; the chosen one has a sign and weight."""
    spans: list[Span] = [Span(f"{label}  ", "label")]
    for words, target, chosen in options:
        whole = words.replace(" ", "\u00a0")
        spans += [Span("◉\u00a0" if chosen else "○\u00a0", "muted"), Span(whole, "strong" if chosen else "link", target), Span("   ")]
    writer.open((), (Span("  "),))
    writer.write(spans, 0)
    writer.close()


def _step(writer: Writer, step: PlanStep, target: str, *, ticked: bool) -> None:
    lead = f"{'[x]' if ticked else '[ ]'} {step.minutes:>4g} min  "
    writer.open((Span(lead, "muted"),), (Span(" " * len(lead)),))
    writer.write([Span(f"{KIND_WORDS[step.kind]}{clean_line(step.title or step.subject)}", "text" if ticked else "link", target)], 0)
    writer.close()


def _findings(writer: Writer, findings: Sequence[Finding] | None) -> None:
    """What to see to, the gravest first; signs and words, not colours alone."""
    writer.write([Span("Before people come", "subheading")], 0)
    if findings is None:
        writer.write([Span("Looking …", "muted")], 0)
    elif not findings:
        writer.write([Span("Nothing is left to see to.", "success")], 0)
    for one in findings or ():
        sign, style = _SIGNS[one.weight]
        writer.open((Span(sign, style),), (Span(" " * len(sign)),))
        writer.write([Span(one.what), Span(f" {one.cure}", "muted")], 0)
        writer.close()


_SIGNS = {Weight.FAULT: ("✗ ", "error"), Weight.WARNING: ("! ", "caution"), Weight.HINT: ("· ", "muted")}


def plan_words(plan: Plan) -> str:
    """A saved plan in a few words."""
    return f"{plan.module}, {_whom(plan.audience)}, {plan.minutes:g} minutes"
