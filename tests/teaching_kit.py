"""A module to teach, with words that no audience may see before their time, and a clock that moves on by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from libraries import write_library

from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_plan import Plan, StepKind
from edu_tui.study.teaching.material import Material, material_of
from edu_tui.study.teaching.plan import add, make_plan
from edu_tui.study.teaching.plan_steps import step_of
from edu_tui.study.teaching.session import TeachingSession, begin

HIDDEN = ("NOTEWORD", "POINTWORD", "FEEDBACKWORD", "EXPLANATIONWORD", "HINTWORD")
"""What only the one who leads may see, the explanation until the answer is shown."""

PAGE = """\
---
title: A small talk
summary: What a small talk says.
minutes: 5
objectives:
  tell: Tell what the talk said
  call: Call when it is time
reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}
updated: 2026-02-01
---

A lead.

## First {#first .tell}

One two three.

- alpha
- beta

> **Notes:** NOTEWORD for the first slide.

---

The second slide.

> **Notes:** NOTEWORD for the second slide.

## When to call {#call .call}

> **Call now:** When it is time.

## Talk back {#back .tell}

Words before it.

> **Teach-back:** Tell it in your own words.
>
> - POINTWORD one
> - POINTWORD two

> **Notes:** NOTEWORD for the teach-back.

## Last {#last}

Goodbye.
"""


def question(ident: str, title: str, right: int, *, head: str = "", notes: bool = True, options: int = 3) -> str:
    lines = [f"## {title}", "", f"id: {ident}", "objective: tell", *([head] if head else []), "", f"What of {title}?", ""]
    for number in range(options):
        box = "x" if number == right else " "
        lines += [f"- [{box}] Choice {number} of {title}", f"  > FEEDBACKWORD {number}."]
    lines += ["", "> **Hint:** HINTWORD here.", "", "> **Explanation:** EXPLANATIONWORD here.", ""]
    return "\n".join([*lines, *(["> **Notes:** NOTEWORD here.", ""] if notes else [])])


def quiz_text(audience: str = "family", right: int = 1) -> str:
    parts = [
        f"---\nmodule: talk\naudience: {audience}\ntitle: A small talk\n---\n",
        question("q-plain", "plain", right, notes=False),
        question("q-noted", "noted", right, head="bloom: apply"),
        question("q-safe", "safe", right, head="safety: true", notes=False),
        question("q-poll", "poll", -1, head="type: poll"),
        "## Typed\n\nid: q-typed\nobjective: tell\ntype: short\n\nWhich word?\n\n- [x] yes\n",
        *(
            question(f"{form}-{number}", f"{form}{number}", right, head=_form_head(form, number))
            for form in ("pre", "post")
            for number in (1, 2)
        ),
    ]
    return "\n".join(parts)


def _form_head(form: str, number: int) -> str:
    return f"form: {form}" + (f"\ntwin: pre-{number}" if form == "post" else "")


LIBRARY = {"content/library.yaml": "id: small\ntitle: Small\nversion: 7\ntracks:\n  - {id: start, title: Start, modules: [talk]}\n"}


def library_files(right: int = 1) -> dict[str, str | bytes | None]:
    return {
        **LIBRARY,
        "content/timing/clinician.md": None,
        "content/timing/family.md": None,
        "quizzes/timing.md": None,
        "quizzes/timing-family.md": None,
        "content/talk/clinician.md": PAGE,
        "content/talk/family.md": PAGE,
        "quizzes/talk.md": quiz_text("clinician", right),
        "quizzes/talk-family.md": quiz_text("family", right),
    }


def make_material(folder: Path, audience: Audience = Audience.FAMILY, right: int = 1) -> Material:
    library = open_library(write_library(folder, library_files(right)))
    material = material_of(library, "talk", audience)
    assert material is not None
    assert material.quiz is not None
    assert [one for one in (*material.module.diagnostics, *material.quiz.diagnostics) if one.severity == "error"] == []
    return material


def full_plan(material: Material, forms: str = "count") -> Plan:
    """A plan with every kind of step."""
    plan = make_plan(material, 90, forms=forms)
    missing = [one for one in ("q-plain", "q-noted", "q-safe", "q-poll") if plan.step(f"question:{one}") is None]
    for ident in missing:
        plan = add(plan, step_of(material, StepKind.QUESTION, ident))
    return add(plan, step_of(material, StepKind.TALK, "Your questions"))


class Ticking:
    """A clock that moves `seconds` at each look."""

    def __init__(self, seconds: float = 1) -> None:
        self.time = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
        self.seconds = seconds

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=self.seconds)
        return self.time


def make_session(folder: Path, material: Material, plan: Plan | None = None, clock: Ticking | None = None) -> TeachingSession:
    clock = clock or Ticking()
    return begin(Sessions(folder, clock), material, plan or full_plan(material), now=clock)


def go_to_step(session: TeachingSession, key: str) -> None:
    if not session.state.started_at:
        session.start()
    session.go_to(session.plan.place_of(key) + 1)
