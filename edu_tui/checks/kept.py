"""Findings that are kept: a library in which nothing changed is not checked twice on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from edu_tui.checks.waivers import Judged
from edu_tui.library.cache import Cache, Remembering
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import Library, check_root
from edu_tui.library.sources import Stamp, overlaid
from edu_tui.program import fingerprint

_PARTS = "checked-parts"


def kept_checks(library: Library, cache_dir: Path | None, today: date) -> tuple[Diagnostic, ...]:
    """All findings in `library` (`run.run_checks`), from below `cache_dir` if files, rules and day are those of the last time."""
    return kept_judged(library, cache_dir, today).findings


def kept_judged(library: Library, cache_dir: Path | None, today: date) -> Judged:
    """The same, with the findings that somebody answers for."""
    return _judged(library, Cache.of(library.root.resolve(), cache_dir), today)


class Checker:
    """The findings in the library at `root`, asked for again and again: only what changed since the last time is read.

    `texts` are, by path relative to the library, what editors hold and have not saved; it counts in the place of what is on the disk, and
    is never written anywhere. To be used by one thread at a time.
    """

    def __init__(self, root: Path, cache_dir: Path | None) -> None:
        self.root = root
        self._cache = Remembering.of(root.resolve(), cache_dir)

    def findings(self, today: date, texts: Mapping[str, str] | None = None) -> tuple[Diagnostic, ...]:
        """All findings, as `kept_checks` gives them. Raises LibraryError while there is no library at the root."""
        return self.judged(today, texts).findings

    def judged(self, today: date, texts: Mapping[str, str] | None = None) -> Judged:
        """The same, with the findings that somebody answers for."""
        with self.opened(texts) as library:
            return _judged(library, self._cache, today)

    @contextmanager
    def opened(self, texts: Mapping[str, str] | None = None) -> Iterator[Library]:
        """The library as it is now, for as long as the `with` lasts. Raises LibraryError while there is none at the root."""
        with overlaid(self.root, texts or {}):
            check_root(self.root)
            yield Library(self.root, self._cache)


def _judged(library: Library, cache: Cache, today: date) -> Judged:
    made_from = {**library.stamps, "rules": _rules(), "today": Stamp(today.toordinal(), 0)}
    return cache.get("findings", Judged, made_from, lambda: _check(library, cache, today))


def _check(library: Library, cache: Cache, today: date) -> Judged:
    """The findings, and in the cache those of each module, as far as it is on the disk."""
    from edu_tui.checks.part_findings import CheckedPart
    from edu_tui.checks.run import Kept, judged_checks

    known = cache.find(_PARTS, dict[str, CheckedPart], {}) or {}
    kept = Kept(known)
    judged = judged_checks(library, today, kept=kept)
    saved = {ident: known.get(ident) if part.unsaved else part for ident, part in kept.parts.items()}
    if saved != known:
        cache.keep(_PARTS, {}, {ident: part for ident, part in saved.items() if part is not None})
    return judged


def _rules() -> Stamp:
    """What tells the rules of this program from others, which find other things."""
    return Stamp(0, int(fingerprint(sorted(Path(__file__).parent.rglob("*.py"))), 16))
