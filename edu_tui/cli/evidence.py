"""`evidence`: one fact with all that stands behind it, what it said before, where it is cited, and how many answers rest on it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from edu_tui.checks.cited import Citing, citing_places, resting_questions
from edu_tui.checks.whole import read_whole
from edu_tui.cli.arriving import arrivals_for
from edu_tui.cli.errors import CommandError, tell
from edu_tui.cli.output import WIDTH, did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.blocks import Block, Item, ItemList, Paragraph, Strong, Text
from edu_tui.library.ledger import Fact, Reference
from edu_tui.library.lock import FactRev, Lock
from edu_tui.library.lock_changes import Arrivals, facts_then
from edu_tui.library.text import clean_line
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.state import LearnerState
from edu_tui.render.evidence import fact_blocks, shown_figures
from edu_tui.render.plain import to_text

_DAY = "%d %B %Y"


class Told(msgspec.Struct, frozen=True):
    """What is told of one fact: itself, its sources, its earlier revs, the places and questions, and which of these the learner answered.

    `locked` is when the present rev was locked, None before that; `earlier` are questions answered last under an earlier rev.
    """

    fact: Fact
    locked: datetime | None
    references: dict[str, Reference]
    history: tuple[FactRev, ...]
    places: tuple[Citing, ...]
    questions: tuple[Citing, ...]
    answered: tuple[str, ...]
    earlier: tuple[str, ...]


def evidence(places: Places, ident: str, form: str) -> int:
    """Write what is known of the fact `ident`; capitals do not matter. It changes nothing."""
    library, learner = places.open_library(), places.find_learner()
    fact = library.ledger.facts.get(ident) or library.ledger.facts.get(ident.upper())
    if fact is None:
        raise CommandError(did_you_mean("fact", clean_line(ident).upper(), library.ledger.facts))
    whole = read_whole(library, wall_clock().date())
    if whole.lock.fault:
        tell(f"The history cannot be told: {whole.lock.fault.message}.")
    with places.open_store(learner, read_only=True) as store:
        state = store.fold()
        arrivals = arrivals_for(library, store, state)
        for notice in store.notices:
            tell(notice)
    questions = resting_questions(whole, fact.id)
    answered = tuple(item.id for item in questions if state.question(item.id))
    lock = whole.lock.lock or Lock()
    entry = lock.facts.get(fact.id)
    told = Told(
        fact,
        entry.locked if entry and entry.rev == fact.rev else None,
        library.ledger.references,
        tuple(rev for rev in reversed(entry.revs) if rev.rev < fact.rev) if entry else (),
        citing_places(whole, fact.id),
        questions,
        answered,
        tuple(question for question in answered if _answered_earlier(lock, fact, question, state, arrivals)),
    )
    put(_as_json(told) if form == "json" else _as_text(told))
    return 0


def _answered_earlier(lock: Lock, fact: Fact, question: str, state: LearnerState, arrivals: Arrivals) -> bool:
    """Whether the latest answer to a question was given under an earlier rev of the fact."""
    last = state.question(question)
    if last is None:
        return False
    try:
        at = datetime.fromisoformat(last.at).astimezone()
    except (ValueError, OverflowError, OSError):
        return False
    return facts_then(lock, question, last.rev, at, arrivals).get(fact.id, fact.rev) < fact.rev


# --- telling ---------------------------------------------------------------------------------------------------------------------


def _as_json(told: Told) -> str:
    fact = told.fact
    document: dict[str, Any] = {
        "id": fact.id,
        "rev": fact.rev,
        "claim": fact.claim,
        "figures": fact.figures,
        "population": fact.population,
        "status": fact.status,
        "doubts": fact.doubts,
        "caution": fact.caution,
        "sources": [_source(key, told.references.get(key)) for key in fact.sources],
        "locked": told.locked.isoformat() if told.locked else None,
        "history": msgspec.to_builtins(told.history),
        "places": msgspec.to_builtins(told.places),
        "questions": msgspec.to_builtins(told.questions),
        "answered": told.answered,
        "answered_under_an_earlier_rev": told.earlier,
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _source(key: str, reference: Reference | None) -> dict[str, str]:
    return {"id": key, "citation": reference.citation if reference else "", "address": reference.address if reference else ""}


def _as_text(told: Told) -> str:
    parts = [
        to_text(fact_blocks(told.fact, told.references), WIDTH).rstrip(),
        _titled("History", _told_history(told)),
        _titled("Cited in", map(_place, told.places)),
        _titled("Questions that rest on it", map(_place, told.questions)),
        _yours(told),
    ]
    return "\n\n".join(part for part in parts if part)


def _titled(title: str, lines: Iterator[str]) -> str:
    """A title with its lines as a list, "" without any."""
    items = tuple(Item(0, (Paragraph(0, (Text(line),)),)) for line in lines)
    blocks: tuple[Block, ...] = (Paragraph(0, (Strong((Text(title),)),)), ItemList(0, items))
    return to_text(blocks, WIDTH).rstrip() if items else ""


def _told_history(told: Told) -> Iterator[str]:
    yield f"rev {told.fact.rev}, {f'locked on {told.locked:{_DAY}}' if told.locked else 'not locked yet'}: as above"
    for rev in told.history:
        figures = f" Figures: {'; '.join(shown_figures(rev.figures))}." if rev.figures else ""
        yield f"rev {rev.rev}, locked on {rev.locked:{_DAY}}: {rev.claim}{figures} Source: {_sources(rev, told.references)}."


def _sources(rev: FactRev, references: dict[str, Reference]) -> str:
    return ", ".join(references[key].short if key in references else key for key in rev.sources)


def _place(place: Citing) -> str:
    return f"{place.path}{f'#{place.id}' if place.id else ''}: {place.title}"


def _yours(told: Told) -> str:
    if not told.questions:
        return "No question rests on it."
    answered = f"You have answered {len(told.answered)} of {_count(told.questions)}"
    return f"{answered}, {len(told.earlier)} of them before rev {told.fact.rev}." if told.earlier else f"{answered}."


def _count(questions: Sequence[Citing]) -> str:
    return f"{len(questions)} question{'' if len(questions) == 1 else 's'} that rest{'s' if len(questions) == 1 else ''} on it"
