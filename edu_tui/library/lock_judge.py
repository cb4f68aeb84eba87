"""Whether what is right, or what a fact says, may mean something else than before: compared with the words that were locked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from edu_tui.library.ledger import Fact
from edu_tui.library.lock import FactRev, LockedQuestion
from edu_tui.library.lock_entries import VARIANTS
from edu_tui.library.lock_wording import Likeness, form, keeps_numbers, keeps_signs, likeness

_ORDERED = frozenset({"order", "cloze"})
_TYPED = frozenset({"short", "cloze"})
_MANY = 20  # spellings that are held to each other one by one
_KEY = re.compile(r"(.*) (\{[\w-]+\})")


class Shift(msgspec.Struct, frozen=True):
    """One thing that does not read as before: `what` it is, its texts then and now, how far they are apart.

    `open_to_word` says whether its author may give a word for it that it means the same: every number of then still stands in it, and
    nothing that was right is wrong now.
    """

    what: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    apart: Likeness
    open_to_word: bool


def fact_shifts(old: FactRev, new: FactRev | Fact) -> Iterator[Shift]:
    """What a fact says otherwise: its claim, its figures (in whatever order), its population."""
    if old.claim != new.claim:
        yield _shift("claim", (old.claim,), (new.claim,), likeness(old.claim, new.claim))
    if old.figures != new.figures:
        gone, come = _without(old.figures, new.figures), _without(new.figures, old.figures)
        apart = Likeness.MARKS if not gone and not come else Likeness.OTHER
        yield _shift("figures", gone, come, apart)
    if old.population != new.population:
        yield _shift("population", (old.population,), (new.population,), likeness(old.population, new.population))


def key_shift(old: LockedQuestion, new: LockedQuestion, wrong: Sequence[str] = ()) -> Shift | None:
    """What is right now and was not, and the reverse; None if nothing is. `wrong` is what the question now offers as wrong."""
    if old.right == new.right:
        return None
    apart = Likeness.OTHER if old.type != new.type else _answers_apart(old.type, old.right, new.right)
    gone, come = _without(old.right, new.right), _without(new.right, old.right)
    if not gone and not come:  # the same texts in another order
        return Shift("right answer", old.right, new.right, apart, open_to_word=False)
    found = _shift("right answer", gone, come, apart)
    return msgspec.structs.replace(found, open_to_word=found.open_to_word and len(_without(gone, wrong)) == len(gone))


def _shift(what: str, old: tuple[str, ...], new: tuple[str, ...], apart: Likeness) -> Shift:
    return Shift(what, old, new, apart, open_to_word=keeps_numbers(" ; ".join(old), " ; ".join(new)))


def _without(texts: Iterable[str], others: Sequence[str]) -> tuple[str, ...]:
    """The texts that none of the others equals but for marks and spaces."""
    known = {form(other) for other in others}
    return tuple(text for text in texts if form(text) not in known)


def _answers_apart(kind: str, old: Sequence[str], new: Sequence[str]) -> Likeness:
    """How far right answers are apart. That more spellings are accepted is no more than a slip."""
    if kind == "short":
        return _accepted_apart(VARIANTS.join(old), VARIANTS.join(new))
    if len(old) != len(new):
        return Likeness.OTHER
    if kind in _ORDERED:
        apart = _accepted_apart if kind in _TYPED else likeness
        return max(apart(one, two) for one, two in zip(old, new, strict=True))
    return _worst_of_pairs(old, new)


def _worst_of_pairs(old: Sequence[str], new: Sequence[str]) -> Likeness:
    """How far two lists of one length are apart whose order means nothing: each text is held to the one that is nearest to it."""
    left = list(new)
    worst = Likeness.SAME
    for text in old:
        nearest = min(left, key=lambda other: _option_apart(text, other))
        worst = max(worst, _option_apart(text, nearest))
        left.remove(nearest)
    return worst


def _option_apart(old: str, new: str) -> Likeness:
    """How far two options are apart. Those with one key of their author's are the same option, so that only numbers and negations count."""
    before, after = _KEY.fullmatch(old), _KEY.fullmatch(new)
    if before and after and before[2] == after[2] and keeps_signs(before[1], after[1]):
        return min(Likeness.SLIP, likeness(before[1], after[1]))
    return likeness(old, new)


def _accepted_apart(old: str, new: str) -> Likeness:
    """How far two sets of accepted spellings are apart: everything that was right must still be right."""
    before, after = old.split(VARIANTS), new.split(VARIANTS)
    lost, come = _without(before, after), _without(after, before)
    if not lost or max(len(lost), len(come)) > _MANY:
        return Likeness.OTHER if lost else Likeness.MARKS
    return max(min((likeness(spelling, other) for other in come), default=Likeness.OTHER) for spelling in lost)
