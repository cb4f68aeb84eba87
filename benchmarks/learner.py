"""A simulated learner: two years on a ward, an app that asks every day, and a memory that follows a forgetting curve.

She remembers a question with the probability of a power curve whose strength grows with each right answer, the more so the nearer she was
to forgetting, and shrinks with each wrong one. Half of what she is asked is what she has most likely forgotten, the other half is chance.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from edu_tui.library.catalogue import Catalogue
from edu_tui.progress.events import Answered, Event, Judged, Read, RunEnded, RunStarted, Voided, stamp
from edu_tui.progress.store import ProgressStore
from edu_tui.study.cards import Card, cards

START = datetime(2024, 11, 2, 18, tzinfo=UTC)
RUN = 20
"""Questions of a run."""

DAYS_OFF = 0.1
"""The share of days without the app."""

CARE = 0.92
"""The share of answers that she does not spoil although she knows."""


class Memory:
    """What she knows of one card: its strength in days, and when it was asked last."""

    def __init__(self, ease: float) -> None:
        self.ease, self.strength, self.last = ease, 0.0, 0.0

    def recall(self, day: float) -> float:
        """The probability (0 to 1) that she knows it on `day`."""
        return (1 + (day - self.last) / (4 * self.strength)) ** -0.5 if self.strength else 0.35

    def asked(self, day: float, right: bool) -> None:
        """Learn from an answer and its explanation."""
        growth = 1 + self.ease * (1.2 - self.recall(day)) * 3
        self.strength = min(120.0, max(1.0, self.strength) * growth) if right else max(0.5, self.strength * 0.3)
        self.last = day


def history(catalogue: Catalogue, answers: int, days: int, seed: int = 1) -> Iterator[Event]:
    """What she did on `days` days, with this many answers, in order of time."""
    dice = random.Random(seed)
    deck = list(cards(catalogue).values())
    sections = [(module, section.id) for module in catalogue.modules for section in module.sections]
    known = {card.id: Memory(dice.uniform(0.4, 1.4)) for card in deck}
    active = [day for day in range(days) if dice.random() > DAYS_OFF]
    given = 0
    for number, day in enumerate(active, 1):
        at = START + timedelta(days=day, minutes=dice.randrange(120))
        if number % 3 == 0:
            module, section = dice.choice(sections)
            yield Read(id=_id(dice), at=stamp(at), module=module.id, audience=module.audience, section=section, ms=dice.randrange(200_000))
        while given < answers * number // len(active):
            asked = _chosen(deck, known, day, dice)[: answers - given]
            for event in _run(asked, known, at, day, dice):
                at = datetime.fromisoformat(event.at)
                yield event
            given += len(asked)


def _chosen(deck: Sequence[Card], known: dict[str, Memory], day: float, dice: random.Random) -> list[Card]:
    """The cards of one run."""
    some = dice.sample(deck, min(len(deck), 4 * RUN))
    weakest = sorted(some, key=lambda card: known[card.id].recall(day))[: RUN // 2]
    taken = {card.id for card in weakest}
    return weakest + dice.sample([card for card in deck if card.id not in taken], min(RUN // 2, len(deck) - len(weakest)))


def _run(asked: Sequence[Card], known: dict[str, Memory], at: datetime, day: float, dice: random.Random) -> Iterator[Event]:
    """One run through these cards; now and then she says how sure she was, and takes an answer back."""
    run, questions = _id(dice), tuple(dice.choice(card.guises) for card in asked)
    yield RunStarted(id=_id(dice), at=stamp(at), run=run, quiz="review", mode="review", questions=questions, seed=dice.randrange(2**31))
    for card, question in zip(asked, questions, strict=True):
        memory, ms = known[card.id], dice.randrange(3_000, 40_000)
        at += timedelta(milliseconds=ms)
        likely = memory.recall(day)
        right = dice.random() < likely * CARE
        memory.asked(day, right)
        answer = Answered(
            id=_id(dice),
            at=stamp(at),
            question=question,
            rev=1,
            run=run,
            response=(dice.choice("abcd"),),
            score=float(right),
            shown=("b", "a", "d", "c"),
            ms=ms,
            confidence=dice.choice([None, 1 + (likely > 0.6) + (likely > 0.85)]),
            mode="review",
        )
        yield answer
        if dice.random() < 0.1:
            yield Judged(id=_id(dice), at=stamp(at), answer=answer.id, confidence=dice.choice([1, 2, 3]))
        if dice.random() < 0.005:
            yield Voided(id=_id(dice), at=stamp(at), event=answer.id)
    yield RunEnded(id=_id(dice), at=stamp(at), run=run)


def _id(dice: random.Random) -> str:
    return f"{dice.getrandbits(128):032x}"


def record(folder: Path, events: Sequence[Event], months: int = 24) -> None:
    """Put `events` into the learner's folder, as if in so many sittings."""
    size = -(-len(events) // months)
    with ProgressStore.open(folder, now=lambda: START) as store:
        for begin in range(0, len(events), size):
            store.append(*events[begin : begin + size])
