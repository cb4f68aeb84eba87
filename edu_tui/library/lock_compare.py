"""What differs between the lock and the library, and which of it cannot be locked as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import takewhile

import msgspec

from edu_tui.library.lock import Lock, LockedFact, LockedQuestion
from edu_tui.library.lock_entries import Snapshot
from edu_tui.library.lock_judge import Shift, fact_shifts, key_shift
from edu_tui.library.lock_wording import Likeness
from edu_tui.library.roles import FACTS_FILE, LOCK_FILE

_LONGEST = 100  # characters of what is quoted
_CONTEXT = 3  # words around what differs


class Kind(StrEnum):
    """What sort of difference."""

    NEW = "new"
    GONE = "gone"
    REV = "new rev"
    KEY = "changed key"
    FACT = "changed fact"
    WORDING = "changed wording"
    SUPPORT = "changed support"


class Difference(msgspec.Struct, frozen=True):
    """One difference: the id, its file and line, and a clause without a full stop. With a `cure` it cannot be locked as it is."""

    kind: Kind
    id: str
    path: str
    line: int
    message: str
    cure: str = ""


def compare(lock: Lock, now: Snapshot, same: Iterable[str] = ()) -> tuple[Difference, ...]:
    """What differs, by file and line.

    `same` are ids whose author vouches that other words mean the same; for some changes nobody can (`Shift.open_to_word`).
    """
    vouched = frozenset(same)
    found = [*_facts(lock, now, vouched), *_lost_facts(lock, now), *_questions(lock, now, vouched), *_lost_questions(lock, now)]
    return tuple(sorted(found, key=lambda item: (item.path, item.line, item.id)))


def _facts(lock: Lock, now: Snapshot, vouched: frozenset[str]) -> Iterator[Difference]:
    for ident, fact in now.lock.facts.items():
        place, old = now.places[ident], lock.facts.get(ident)
        if old is None:
            yield Difference(Kind.NEW, ident, *place, f"the fact {ident} is new")
            continue
        if old.gone:
            yield Difference(Kind.NEW, ident, *place, f"the fact {ident} is back in the ledger")
        yield from _revised(Kind.FACT, ident, place, (old, fact), tuple(fact_shifts(old, fact)), vouched)
        if old.sources != fact.sources:
            message = f"the source of {ident} changed from {_quoted(old.sources)} to {_quoted(fact.sources)}"
            yield Difference(Kind.SUPPORT, ident, *place, message)


def _questions(lock: Lock, now: Snapshot, vouched: frozenset[str]) -> Iterator[Difference]:
    for ident, question in now.lock.questions.items():
        place, old = now.places[ident], lock.questions.get(ident)
        if old is None:
            yield Difference(Kind.NEW, ident, *place, f"the question {ident} is new")
            continue
        shift = key_shift(old, question, now.wrong[ident])
        if old.gone:
            yield _asked_again(ident, place, other=shift is not None and shift.apart is Likeness.OTHER)
        else:
            yield from _revised(Kind.KEY, ident, place, (old, question), (shift,) if shift else (), vouched)
        yield from (Difference(Kind.WORDING, ident, *place, message) for message in _reworded(ident, old, question))
        if FACTS_FILE not in now.unread:
            yield from (Difference(Kind.SUPPORT, ident, *place, message) for message in _supported(ident, old, question))


def _asked_again(ident: str, place: tuple[str, int], *, other: bool) -> Difference:
    """A question whose id was retired: the same one may come back, another may not take its id."""
    if not other:
        return Difference(Kind.NEW, ident, *place, f"the question {ident} was retired and is asked again")
    message = f"the id {ident} was retired and asked for something else then"
    return Difference(Kind.GONE, ident, *place, message, "Give the question an id that was never used.")


def _reworded(ident: str, old: LockedQuestion, new: LockedQuestion) -> Iterator[str]:
    """What reads otherwise, beside the key."""
    if old.stem != new.stem:
        yield f"the text of {ident} was reworded (raise its rev if it asks for something else)"
    if old.options != new.options and old.key == new.key:
        yield f"what {ident} offers was reworded"


def _supported(ident: str, old: LockedQuestion, new: LockedQuestion) -> Iterator[str]:
    """What a question stands on or in, otherwise than before."""
    come, gone = [key for key in new.facts if key not in old.facts], [key for key in old.facts if key not in new.facts]
    if come:
        yield f"{ident} now rests on {', '.join(come)} too"
    if gone:
        yield f"{ident} no longer rests on {', '.join(gone)}"
    if old.quiz != new.quiz:
        yield f"{ident} moved here from {old.quiz}"


def _revised(
    kind: Kind,
    ident: str,
    place: tuple[str, int],
    versions: tuple[LockedFact | LockedQuestion, LockedFact | LockedQuestion],
    shifts: Sequence[Shift],
    vouched: frozenset[str],
) -> Iterator[Difference]:
    """The differences in meaning of one fact or question: under a higher rev any, under the same only slips, or what is vouched for."""
    old, new = versions
    if new.rev < old.rev:
        message = f"the rev of {ident} went back from {old.rev} to {new.rev}"
        yield Difference(kind, ident, *place, message, f"Write rev: {old.rev}, or more.")
    elif new.rev > old.rev:
        told = "; ".join(f"the {_told(shift)}" for shift in shifts) or "its meaning reads as before"
        yield Difference(Kind.REV, ident, *place, f"{ident} has rev {new.rev} after {old.rev}: {told}")
    else:
        for shift in shifts:
            yield _under_one_rev(kind, ident, place, shift, old.rev, vouched=ident in vouched)


def _under_one_rev(kind: Kind, ident: str, place: tuple[str, int], shift: Shift, rev: int, *, vouched: bool) -> Difference:
    if shift.apart is not Likeness.OTHER or (vouched and shift.open_to_word):
        return Difference(Kind.WORDING, ident, *place, f"in {ident} the {_told(shift)}")
    cure = f"Write rev: {rev + 1}, so that whoever learned it is asked again."
    if shift.open_to_word:
        cure += f" If it means the same as before, run edu-tui lock --same {ident}."
    return Difference(kind, ident, *place, f"in {ident} the {_told(shift)}, but rev is still {rev}", cure)


def _told(shift: Shift) -> str:
    old, new = shift.old, shift.new
    if len(old) == len(new) == 1:
        old, new = ((text,) for text in _where_they_part(old[0], new[0]))
    return f"{shift.what} changed from {_quoted(old)} to {_quoted(new)}"


def _where_they_part(old: str, new: str) -> tuple[str, str]:
    """Two texts without the words that both begin and end with, but for a few of them."""
    before, after = old.split(), new.split()
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    ends = zip(reversed(before[same:]), reversed(after[same:]), strict=False)
    tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    start, cut = max(0, same - _CONTEXT), max(0, tail - _CONTEXT)
    return _stretch(before, start, cut), _stretch(after, start, cut)


def _stretch(words: Sequence[str], start: int, cut: int) -> str:
    """The words from `start` on without the last `cut`, with a sign where any were left out."""
    kept = " ".join(words[start : len(words) - cut])
    return f"{'… ' if start else ''}{kept}{' …' if cut else ''}"


def _quoted(texts: Sequence[str]) -> str:
    """Texts in quotation marks for one line, "nothing" for none."""
    told = ", ".join(f'"{" ".join(text.split())}"' for text in texts) or "nothing"
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


# --- what is no longer there -----------------------------------------------------------------------------------------------------


def _lost_facts(lock: Lock, now: Snapshot) -> Iterator[Difference]:
    """Facts that left the ledger. Nothing can cite them any more, so that needs no word of the author's."""
    for ident, old in lock.facts.items():
        if ident not in now.lock.facts and not old.gone and FACTS_FILE not in now.unread:
            yield Difference(Kind.GONE, ident, FACTS_FILE, 1, f"the fact {ident} left the ledger")


def _lost_questions(lock: Lock, now: Snapshot) -> Iterator[Difference]:
    """Questions that no quiz asks any more; answers to them are kept under their ids, so each must stand in `retired:`."""
    for ident, old in lock.questions.items():
        if ident in now.lock.questions or old.quiz in now.unread:
            continue
        path = old.quiz if old.quiz in now.quizzes else LOCK_FILE
        if ident not in now.retired:
            cure = f"Bring it back, or write retired: [{ident}] into the head of a quiz, so that its id is never used again."
            yield Difference(Kind.GONE, ident, path, 1, f"the question {ident} is gone, and no quiz names it in retired:", cure)
        elif not old.gone:
            yield Difference(Kind.GONE, ident, path, 1, f"the question {ident} is retired")
