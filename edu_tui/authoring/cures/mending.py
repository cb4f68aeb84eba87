"""Mending a file: every cure is tried, and of its edits those are kept that are needed and proven."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from edu_tui.authoring.cures.proof import Reading, proves, read
from edu_tui.authoring.cures.registry import Cure, Draft, Edit

_ROUNDS = 4  # what one cure lays bare, another may cure
_MOST_TRIES = 200  # readings of a file that one cure may cost: a broken file of any size is mended soon or left


class Mended(msgspec.Struct, frozen=True):
    """The lines of a file after its cures, and the names of these."""

    lines: tuple[str, ...]
    cures: tuple[str, ...] = ()


def mend(draft: Draft, cures: Sequence[Cure]) -> Mended:
    """The file with all that can be cured safely; mending it again changes nothing."""
    reading = read(draft.path, draft.lines)
    names: dict[str, None] = {}
    for _ in range(_ROUNDS):
        before = draft
        for cure in cures:
            attempt = _Attempt(draft, reading, cure)
            if attempt.worth_while and attempt.run():
                draft, reading = attempt.best, attempt.reading
                names[cure.name] = None
        if draft.lines == before.lines:
            break
    return Mended(draft.lines, tuple(names))


class _Attempt:
    """One cure of one file: `best` is the file with the edits kept so far, and `reading` how that reads."""

    def __init__(self, draft: Draft, reading: Reading, cure: Cure) -> None:
        self._draft, self._cure = draft, cure
        self._kept: list[Edit] = []
        self._tries = 0
        self.best, self._first, self.reading = draft, reading, reading

    @property
    def worth_while(self) -> bool:
        """Whether there is a finding that it cures, or it cures what nobody is told of."""
        return not self._cure.codes or self.reading.count(self._cure.codes) > 0

    def run(self) -> bool:
        """Keep what is proven: all edits at once, or else halves of them, and so on; whether there is any."""
        waiting = [_apart(self._cure.edits(self._draft))]
        while waiting and self._tries < _MOST_TRIES:
            chunk = waiting.pop()
            if chunk and not self._keeps([*self._kept, *chunk], self.reading):
                half = len(chunk) // 2
                waiting += [chunk[half:], chunk[:half]] if half else []
        doubtful = [edit for edit in self._kept if not self._only_spaces(edit)]
        if self._first.count(self._cure.codes) - self.reading.count(self._cure.codes) < len(doubtful) > 1:
            self._drop_needless(doubtful)
        return bool(self._kept)

    def _keeps(self, edits: list[Edit], since: Reading, most: int | None = None) -> bool:
        """Keep these edits and no others, if they are a cure of what was found in `since`, and leave `most` of it at most."""
        self._tries += 1
        tried = self._draft.after(edits)
        reading = read(tried.path, tried.lines)
        if not proves(since, reading, self._cure.codes) or (most is not None and reading.count(self._cure.codes) > most):
            return False
        self._kept, self.best, self.reading = edits, tried, reading
        return True

    def _only_spaces(self, edit: Edit) -> bool:
        """Whether an edit changes no sign that is seen."""
        return " ".join(self._draft.lines[edit.first - 1 : edit.end - 1]).split() == " ".join(edit.lines).split()

    def _drop_needless(self, doubtful: Sequence[Edit]) -> None:
        """Leave alone what need not be touched: lines that were kept only because others beside them were cured."""
        if not self._cure.codes:
            return
        if len(doubtful) > _MOST_TRIES:  # too many to be weighed one by one
            self._kept = []
        for edit in doubtful if self._kept else ():
            self._keeps([other for other in self._kept if other is not edit], self._first, self.reading.count(self._cure.codes))


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, without those that touch lines of an earlier one."""
    found: list[Edit] = []
    for edit in sorted(edits):
        if not found or edit.first >= found[-1].end:
            found.append(edit)
    return found
