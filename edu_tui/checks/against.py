"""What a change means: a library held to an earlier state of itself, told by what learners and other pages rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

import msgspec

from edu_tui.checks.cited import Citing
from edu_tui.checks.uses import Line, find_uses
from edu_tui.checks.whole import Whole
from edu_tui.library.ledger import Fact
from edu_tui.library.lock import LockedFact, LockedQuestion
from edu_tui.library.lock_compare import Difference, Kind, compare
from edu_tui.library.lock_entries import Snapshot, take_snapshot
from edu_tui.library.roles import FACTS_FILE, REFERENCES_FILE


class FactChange(msgspec.Struct, frozen=True):
    """A fact that changed, came or went: what is different, the lines that cite it now, and the questions that rest on it now."""

    id: str
    differences: tuple[Difference, ...]
    lines: tuple[Line, ...]
    questions: tuple[Citing, ...]


class QuestionChange(msgspec.Struct, frozen=True):
    """A question that changed, came or went."""

    id: str
    differences: tuple[Difference, ...]


class FigureChange(msgspec.Struct, frozen=True):
    """The figures of a page or quiz that are no longer in it, and those that were not in it before, as they are written there."""

    path: str
    gone: tuple[str, ...]
    new: tuple[tuple[str, int], ...]  # with their lines


class Loss(msgspec.Struct, frozen=True):
    """Something with an id that links, quizzes or learners hang on, and that is no longer there."""

    path: str
    what: str  # "module", "section", "objective" or "reference"
    id: str


class Meaning(msgspec.Struct, frozen=True):
    """Everything that a change means, each part in file order."""

    facts: tuple[FactChange, ...]
    questions: tuple[QuestionChange, ...]
    figures: tuple[FigureChange, ...]
    losses: tuple[Loss, ...]

    @property
    def cures(self) -> tuple[Difference, ...]:
        """What must be mended: differences that no lock would take over as they are."""
        changes: tuple[FactChange | QuestionChange, ...] = (*self.facts, *self.questions)
        return tuple(item for change in changes for item in change.differences if item.cure)

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that matters to anybody but the words."""
        return not (self.facts or self.questions or self.figures or self.losses)


def meaning(old: Whole, new: Whole) -> Meaning:
    """What it means that `old` became `new`."""
    facts: dict[str, list[Difference]] = {}
    questions: dict[str, list[Difference]] = {}
    for item in sorted(_differences(old, new), key=lambda item: (item.path, item.line)):
        (facts if item.path == FACTS_FILE else questions).setdefault(item.id, []).append(item)
    uses = find_uses(new)
    return Meaning(
        facts=tuple(FactChange(ident, tuple(found), uses.cited(ident), uses.resting(ident)) for ident, found in facts.items()),
        questions=tuple(QuestionChange(ident, tuple(found)) for ident, found in questions.items()),
        figures=tuple(_figure_changes(old, new)),
        losses=tuple(_losses(old, new)),
    )


def _differences(old: Whole, new: Whole) -> Iterator[Difference]:
    """What a lock of `old` would say of `new`, and what else of a fact no lock keeps."""
    after = _snapshot(new)
    yield from compare(_snapshot(old).lock, after, same=_vouched_for(new, after))
    for ident, fact in new.ledger.facts.items():
        if ident in old.ledger.facts:
            yield from _standing(old.ledger.facts[ident], fact)


def _vouched_for(new: Whole, now: Snapshot) -> Iterator[str]:
    """The ids whose words of today the library's own lock has taken over: if they differ under one rev, their author gave a word for it."""
    locked = new.lock.lock
    if locked is not None:
        yield from (ident for ident, fact in now.lock.facts.items() if _is_locked(locked.facts.get(ident), fact))
        yield from (ident for ident, question in now.lock.questions.items() if _is_locked(locked.questions.get(ident), question))


def _is_locked(locked: LockedFact | LockedQuestion | None, now: LockedFact | LockedQuestion) -> bool:
    if locked is None or locked.rev != now.rev:
        return False
    if isinstance(locked, LockedFact) and isinstance(now, LockedFact):
        return locked.fingerprint == now.fingerprint
    return isinstance(locked, LockedQuestion) and isinstance(now, LockedQuestion) and locked.key == now.key


def _snapshot(whole: Whole) -> Snapshot:
    return take_snapshot(whole.catalogue, whole.quizzes, whole.ledger, datetime.combine(whole.today, time(), UTC))


def _standing(old: Fact, new: Fact) -> Iterator[Difference]:
    """How far a fact may go, otherwise than before."""
    words = (
        ("status", old.status, new.status),
        ("doubts", ", ".join(old.doubts), ", ".join(new.doubts)),
        ("caution", old.caution, new.caution),
    )
    for what, was, now in words:
        if was != now:
            message = f'the {what} of {new.id} changed from "{was or "none"}" to "{now or "none"}"'
            yield Difference(Kind.SUPPORT, new.id, FACTS_FILE, new.line, message)


def _figure_changes(old: Whole, new: Whole) -> Iterator[FigureChange]:
    """The figures that came into a file or went, for files that are in both."""
    before, after = _figures(old), _figures(new)
    for path, figures in after.items():
        if path not in before:
            continue
        gone = tuple(text for known, (text, _) in before[path].items() if known not in figures)
        come = tuple(place for known, place in figures.items() if known not in before[path])
        if gone or come:
            yield FigureChange(path, gone, come)


_Figures = dict[tuple[str, tuple[str, ...]], tuple[str, int]]


def _figures(whole: Whole) -> dict[str, _Figures]:
    """For each file its figures, by kind and values, as first written and with the line of the text that holds them."""
    found: dict[str, _Figures] = {path: {} for path, _ in whole.pages}
    for claim in whole.claims:
        for figure in claim.figures:
            found[claim.path].setdefault((figure.kind, figure.values), (figure.text, claim.line))
    return found


def _losses(old: Whole, new: Whole) -> Iterator[Loss]:
    for module in old.modules:
        now = new.module(module.id, module.audience)
        if now is None:
            yield Loss(module.path, "module", module.id)
            continue
        sections, objectives = {section.id for section in now.sections}, {objective.id for objective in now.objectives}
        yield from (Loss(module.path, "section", item.id) for item in module.sections if item.id not in sections)
        yield from (Loss(module.path, "objective", item.id) for item in module.objectives if item.id not in objectives)
    for key in old.ledger.references:
        if key not in new.ledger.references:
            yield Loss(REFERENCES_FILE, "reference", key)
