"""Findings that are kept: a library in which nothing changed is not checked twice on one day."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from edu_tui.library.cache import Cache
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import Library, library_files
from edu_tui.library.sources import Stamp, stamp


def kept_checks(library: Library, cache_dir: Path | None, today: date) -> tuple[Diagnostic, ...]:
    """All findings in `library` (`run.run_checks`), from below `cache_dir` if files, rules and day are those of the last time."""

    def run() -> tuple[Diagnostic, ...]:
        from edu_tui.checks.run import run_checks

        return run_checks(library, today)

    made_from = {**library_files(library.root), **_rules(), "today": Stamp(today.toordinal(), 0)}
    return Cache.of(library.root.resolve(), cache_dir).get("findings", tuple[Diagnostic, ...], made_from, run)


def _rules() -> dict[str, Stamp]:
    """The stamps of the files of this room: other rules find other things."""
    folder = Path(__file__).parent
    names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".py"))
    return {f"checks/{name}": found for name in names if (found := stamp(folder, name)) is not None}
