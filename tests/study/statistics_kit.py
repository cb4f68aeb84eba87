"""A catalogue and a history for the tests of statistics."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fsrs import Card, Scheduler

from edu_tui.library.catalogue import Catalogue, ModuleEntry, QuestionEntry, QuizEntry, SectionEntry
from edu_tui.library.modules import Audience, Objective
from edu_tui.progress.events import Answered, Event, Judged, Read, new_id, stamp
from edu_tui.progress.schedule import Due

START = datetime(2026, 3, 2, 18, tzinfo=UTC)
"""A Monday evening."""


def expected_recall(memory: Due, day: date) -> float:
    """The recall that the `fsrs` package expects on `day`."""
    card = Card(card_id=0, stability=memory.stability, last_review=datetime.combine(memory.last, time(12), UTC))
    return Scheduler().get_card_retrievability(card, datetime.combine(day, time(12), UTC))


def on(day: float) -> date:
    """The study day so many days after the start."""
    return (START + timedelta(days=day)).date()


def at(day: float) -> str:
    return stamp(START + timedelta(days=day))


def answered(question: str = "mrd-1", day: float = 0, score: float | None = 1.0, **fields: Any) -> Answered:
    fields = {"id": new_id(), "rev": 1, "run": "r", "response": (), **fields}
    return Answered(at=at(day), question=question, score=score, **fields)


def read(module: str = "mrd", section: str = "one", day: float = 0, ms: int = 60_000, audience: str = "clinician") -> Read:
    return Read(id=new_id(), at=at(day), module=module, audience=audience, section=section, ms=ms)


def judged(answer: Answered, confidence: int | None = None, override: str = "") -> Judged:
    return Judged(id=new_id(), at=answer.at, answer=answer.id, confidence=confidence, override=override)


def _module(ident: str, audience: Audience, objectives: tuple[str, ...]) -> ModuleEntry:
    sections = (SectionEntry("intro", "Intro", ()), *(SectionEntry(name, f"Section {name}", (name,)) for name in objectives))
    return ModuleEntry(
        id=ident,
        audience=audience,
        path=f"content/{ident}/{audience}.md",
        title=f"Module {ident}",
        summary="",
        minutes=5,
        objectives=tuple(Objective(name, f"Objective {name}") for name in objectives),
        reviewed=None,
        updated="2026-01-01",
        sections=sections,
    )


def _quiz(module: str, audience: Audience, questions: tuple[QuestionEntry, ...]) -> QuizEntry:
    return QuizEntry(module, f"quizzes/{module}.md", module, audience, f"Quiz {module}", questions)


def catalogue() -> Catalogue:
    """Two modules for clinicians with two objectives each; `mrd` has a pair of twins, a question about safety and a poll."""
    one, two = "one", "two"
    mrd = (
        QuestionEntry("mrd-1", 1, "Q 1", "single", one),
        QuestionEntry("mrd-2", 1, "Q 2", "single", one, safety=True),
        QuestionEntry("mrd-3", 1, "Q 3", "single", two),
        QuestionEntry("mrd-4", 1, "Q 4", "single", two, twin="mrd-3"),
        QuestionEntry("mrd-poll", 1, "A poll", "poll", two),
    )
    car_t = tuple(QuestionEntry(f"car-t-{number}", 1, f"Q {number}", "single", one if number < 6 else two) for number in range(1, 11))
    who = Audience.CLINICIAN
    return Catalogue(
        id="small",
        title="Small",
        version="1",
        language="en",
        about="",
        tracks=(),
        modules=(_module("mrd", who, (one, two)), _module("car-t", who, (one, two))),
        quizzes=(_quiz("mrd", who, mrd), _quiz("car-t", who, car_t)),
    )


def simulated(questions: list[str], days: int, seed: int = 1, a_day: int = 12) -> Iterator[Event]:
    """A learner who comes on most days, knows more and more, and says now and then how sure she is."""
    dice = random.Random(seed)
    skill = {question: dice.uniform(0.3, 0.8) for question in questions}
    for day in range(days):
        if dice.random() < 0.3:
            continue
        yield read(section="one", day=day, ms=dice.randrange(200_000))
        for number in range(dice.randrange(a_day)):
            question = dice.choice(questions)
            right = dice.random() < skill[question]
            skill[question] = min(0.97, skill[question] + 0.1)
            confidence = dice.choice([None, 1, 2, 3])
            yield answered(question, day + number / 1000, float(right), ms=dice.randrange(90_000), confidence=confidence, mode="review")
