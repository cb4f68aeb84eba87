"""What the size of a library costs: the start of the app, and a search, with 1,000 modules.

The library is made of ours: 1,000 modules for two audiences and 10,000 questions; a simulated learner has given 50,000 answers. The app
is started on it in a real terminal of 120x40, with its cache filled, in turn with the least Textual app there is, until Home tells what is
due today, too; then both are told to quit. Then its index is asked what people type, as the search screen asks it, in turn with SQLite
alone over the same words (see `search`): the peer finds, ranks and cuts snippets by FTS5's own means. Both connections are open. A ratio
is the median over pairs.

Run: `python -m benchmarks.large [--modules N] [--questions N] [--answers N]`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks.learner import START, history, record
from benchmarks.many_modules import many_modules
from benchmarks.search import Bare, time_questions
from benchmarks.startup import ROOT, Setting, Timing, time_session
from benchmarks.table import Row, ratio_row, table
from edu_tui.library.library import open_library
from edu_tui.library.search_entries import findables
from edu_tui.progress.learners import Learners
from edu_tui.progress.store import ProgressStore
from edu_tui.study.cards import cards
from edu_tui.study.digest import Digest
from edu_tui.study.statistics import statistics

MODULES, QUESTIONS, ANSWERS, DAYS = 1_000, 10_000, 50_000, 730
ROUNDS = 11
WARM_UP = 2

GAP = 1.0
"""Seconds without a change after which Home is complete: what is due today may come in a frame of its own."""

START_BAR, QUIT_BAR, QUERY_BAR = 1.3, 0.25, 2.0


def run(modules: int = MODULES, questions: int = QUESTIONS, answers: int = ANSWERS, rounds: int = ROUNDS) -> list[Row]:
    """Everything; with the defaults making the library and filling its cache takes minutes."""
    with tempfile.TemporaryDirectory(prefix="large-") as folder:
        setting = Setting.under(Path(folder))
        made = many_modules(ROOT, setting.home / "library", modules, questions)
        library = open_library(setting.home / "library", setting.cache)
        learner = Learners(setting.home / "data").chosen().folder
        record(learner, list(history(library.catalogue, answers, DAYS)))
        with ProgressStore.open(learner, now=lambda: START + timedelta(days=DAYS)) as store:  # she was here yesterday
            statistics(
                library.catalogue,
                store.fold(),
                (START + timedelta(days=DAYS)).date(),
                (),
                Digest.of(cards(library.catalogue).values(), store),
            )
        print(f"{made.modules:,} modules for two audiences, {made.questions:,} questions, {answers:,} answers.")
        return [*time_starts(setting, library.root, rounds), *time_questions(library, Bare(tuple(findables(library))), rounds, QUERY_BAR)]


def time_starts(setting: Setting, library: Path, rounds: int) -> list[Row]:
    """Starts on the large library and of the bare app, and their ends; who begins changes each time."""
    ours = [*setting.ours, "--library", str(library)]
    pairs: list[tuple[Timing, Timing]] = []
    for number in range(WARM_UP + rounds):
        order = (ours, setting.bare) if number % 2 else (setting.bare, ours)
        first, second = (time_session(command, setting.env, GAP) for command in order)
        pairs.append((first, second) if number % 2 else (second, first))
    mine, peer = zip(*pairs[WARM_UP:], strict=True)
    return [
        ratio_row("start, warm", [one.start for one in mine], [one.start for one in peer], START_BAR),
        ratio_row("quit", [one.quit for one in mine], [one.quit for one in peer], QUIT_BAR),
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 0 when all bars hold, else 1."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.large", description="Measure start and search with many modules.")
    options.add_argument("--modules", type=int, default=MODULES)
    options.add_argument("--questions", type=int, default=QUESTIONS)
    options.add_argument("--answers", type=int, default=ANSWERS)
    # Under `python -m benchmarks` the arguments are not ours.
    given = options.parse_args(argv if argv is not None or __name__ == "__main__" else [])
    rows = run(given.modules, given.questions, given.answers)
    print(f"Medians; ratios are medians over pairs. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
