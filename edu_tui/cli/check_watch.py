"""`check --watch`: the library is checked again whenever a file of it changes, and what is new and what is gone is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from threading import Event
from typing import NamedTuple

from edu_tui.checks.kept import Checker
from edu_tui.cli.check import Wish, choice, painter
from edu_tui.cli.check_report import Choice, Report, report, summary
from edu_tui.cli.check_text import Lines, findings_text, text_report
from edu_tui.cli.colour import Painter, put_painted
from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.places import Places
from edu_tui.library.counting import counted
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import Library, LibraryError
from edu_tui.library.watching import Watched, next_changes

_NAMED = 3  # changed files that are named


class Difference(NamedTuple):
    """What a change of files did to the findings."""

    new: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]


def watch(places: Places, wish: Wish, stop: Event | None = None) -> int:
    """Check at every change until ctrl+c, or until `stop` is set; 1 if there was an error at the end, else 0."""
    stop = stop or Event()
    watched = Watched(places.root)
    checking = _Checking(places, wish)
    told = checking.first()
    put_painted(text_report(told, checking.painter))
    put_painted(checking.painter.paint("dim", "Watching for changes; ctrl+c ends."))
    failed = told.failed
    try:
        while changed := next_changes(watched, stop, settled=True):
            failed = checking.again(changed)
    except KeyboardInterrupt:
        put_painted()
    return TROUBLE if failed else 0


class _Checking:
    """The findings of the last look, and what to say of the next one."""

    def __init__(self, places: Places, wish: Wish) -> None:
        self.painter = painter()
        self._wish = wish
        self._checker = Checker(places.root, places.cache)
        self._choice = Choice()
        self._found: tuple[Diagnostic, ...] = ()

    def first(self) -> Report:
        """All there is to tell. Raises CommandError if there is no library, or not what is asked for."""
        try:
            with self._checker.opened() as library:
                self._choice = choice(library, self._wish)
            return self._look()
        except LibraryError as error:
            raise CommandError(str(error)) from None

    def again(self, changed: frozenset[str]) -> bool:
        """Tell what the changes of these files did; whether there is an error now."""
        put_painted()
        before = self._found
        try:
            told = self._look()
        except LibraryError as error:  # it may come back
            put_painted(self.painter.paint("red", str(error)))
            return True
        for part in change_text(changed, difference(before, told.found), told, self.painter):
            put_painted(part)
        return told.failed

    def _look(self) -> Report:
        today = datetime.now().astimezone().date()
        judged = self._checker.judged(today)
        with self._checker.opened() as library:
            self._choice = self._chosen(library)
            told = report(library, judged, self._choice)
        self._found = told.found
        return told

    def _chosen(self, library: Library) -> Choice:
        """What was asked for at first, with the files that a folder holds by now; a file that has gone may come back."""
        try:
            return choice(library, self._wish)
        except CommandError:
            return self._choice


def difference(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Difference:
    """Which findings came and which went; one that only moved to another line did neither."""
    before, after = tuple(before), tuple(after)
    return Difference(tuple(_without(after, before)), tuple(_without(before, after)))


def _without(found: tuple[Diagnostic, ...], others: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """The findings that `others` does not hold as often; of several alike the last ones."""
    left = Counter(map(_identity, others))
    for item in found:
        left[_identity(item)] -= 1
        if left[_identity(item)] < 0:
            yield item


def _identity(item: Diagnostic) -> tuple[str, str, str]:
    return item.path, item.code, item.message


def change_text(changed: Iterable[str], differs: Difference, told: Report, painter: Painter) -> Iterator[str]:
    """What a change of the files `changed` did, a paragraph at a time."""
    names = sorted(changed)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    counts = f"{counted(len(differs.new), 'new finding')}, {len(differs.gone)} gone" if any(differs) else "nothing new"
    yield painter.strong(f"{', '.join(names[:_NAMED])}{more} changed: {counts}.")
    for item in differs.gone:
        yield painter.paint("green", f"gone: {item.path}:{item.line}:{item.column}: {item.severity} {item.code}: {item.message}")
    yield from findings_text(differs.new, Lines(told.root), painter)
    yield summary(told)
