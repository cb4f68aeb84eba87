"""What two years and 50,000 answers cost: at the start of the app, in the queue of a review, and on the statistics screen.

The learner is simulated (`learner.py`). The app is started in a real terminal on her history and on an empty one, in turn; a ratio is the
median over pairs. Her statistics are called up by key in the running app. In this process, each time from a newly opened store, the queue
is built and the statistics are counted. Their peer is the least that a program that keeps nothing must do: replay all answers, which are in
memory already, with the `fsrs` package. The last row is what our rules add to that where nothing was kept, as after a new version.
Run: `python -m benchmarks.history [--answers N]`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from statistics import median

from fsrs import Card as PackageCard
from fsrs import Rating, Scheduler

from benchmarks.keyboard import Keyboard
from benchmarks.learner import START, history, record
from benchmarks.startup import ROOT, Setting, time_session
from benchmarks.table import Row, ratio_row, table
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.library import open_library
from edu_tui.progress.events import Answered
from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import moment
from edu_tui.progress.schedule import MAXIMUM_DAYS, MODES, grade
from edu_tui.progress.state import LearnerState, fold
from edu_tui.progress.store import ProgressStore
from edu_tui.study.cards import card_history, cards, memories
from edu_tui.study.digest import Digest
from edu_tui.study.review_queue import Settings, plan
from edu_tui.study.statistics import statistics

ANSWERS, DAYS = 50_000, 730
TODAY = (START + timedelta(days=DAYS)).date()
ROUNDS = 9

START_BAR = 1.5
QUEUE_MS, STATISTICS_MS = 50.0, 300.0
REPLAY_BAR, SCRATCH_BAR = 0.1, 1.5


def run(answers: int = ANSWERS, rounds: int = ROUNDS) -> list[Row]:
    """Everything, on a history of this many answers."""
    with tempfile.TemporaryDirectory(prefix="history-") as folder:
        home = Path(folder)
        catalogue = open_library(ROOT, home / "cache").catalogue
        full, empty = home / "full", home / "empty"
        learner = Learners(full).chosen().folder
        record(learner, list(history(catalogue, answers, DAYS)))
        with _opened(learner) as store:  # she has looked at her statistics before
            statistics(catalogue, store.fold(), TODAY, (), Digest.of(cards(catalogue).values(), store))
        return [*time_starts(home, full, empty, rounds), *time_key(home, full, rounds), *time_looks(catalogue, learner, rounds)]


# --- in a terminal ---------------------------------------------------------------------------------------------------------------


def time_starts(home: Path, full: Path, empty: Path, rounds: int) -> list[Row]:
    """Starts on the history and on none, in turn, after one of each, which keeps what it worked out."""
    setting = Setting.under(home)
    commands = [[*setting.ours[:2], "--data-dir", str(data)] for data in (full, empty)]
    found = []
    for number in range(rounds + 1):
        pair = [time_session(command, setting.env).start for command in (commands if number % 2 else commands[::-1])]
        found.append(pair if number % 2 else pair[::-1])
    ours, peer = zip(*found[1:], strict=True)
    return [ratio_row("start of the app, against an empty history", ours, peer, START_BAR)]


def time_key(home: Path, full: Path, rounds: int) -> list[Row]:
    """The key for the statistics, each time in a new app."""
    found = []
    for _ in range(rounds + 1):
        with closing(Keyboard(["edu_tui", "--data-dir", str(full)], home)) as app:
            app.see("Review what is due")
            found.append(app.press(b"p", "Your progress", "Where to look again"))
    return [Row("statistics screen, from the key", median(found[1:]) * 1000, STATISTICS_MS, "ms")]


# --- in this process -------------------------------------------------------------------------------------------------------------


def time_looks(catalogue: Catalogue, learner: Path, rounds: int) -> list[Row]:
    """The queue and the statistics from what was kept, in turn with the package's replay; and our replay from scratch."""
    anew = fold(_opened(learner).events)
    deck = list(cards(catalogue).values())
    histories = [found for card in deck if (found := card_history(card, anew))]

    def queue() -> float:
        store = _opened(learner)
        state = store.fold()
        return _seconds(lambda: plan(deck, Digest.of(deck, store).memories.remembered(state, TODAY), TODAY, Settings()))

    def looked() -> float:
        store = _opened(learner)
        state = store.fold()
        return _seconds(lambda: statistics(catalogue, state, TODAY, (), Digest.of(deck, store)))

    def package() -> float:
        return _seconds(lambda: replay_with_the_package(histories, anew))

    def ours() -> float:
        return _seconds(lambda: memories(deck, anew, TODAY))

    rows = []
    for what, step, bar in (("building the queue", queue, QUEUE_MS), ("counting the statistics", looked, STATISTICS_MS)):
        times, peers = _in_turn(step, package, rounds)
        rows += [Row(what, median(times) * 1000, bar, "ms"), ratio_row(f"{what}, against the package's replay", times, peers, REPLAY_BAR)]
    return [*rows, ratio_row("remembering from scratch, against the package", *_in_turn(ours, package, rounds), SCRATCH_BAR)]


def replay_with_the_package(histories: Sequence[Sequence[Answered]], state: LearnerState) -> list[PackageCard]:
    """The cards that the `fsrs` package makes of all answers, by our rules for grades and study days."""
    scheduler = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=MAXIMUM_DAYS, enable_fuzzing=False)
    found = []
    for answers in histories:
        card = PackageCard(card_id=0)
        for answer in answers:
            day, earned = moment(answer.at).day, grade(answer, state.judgement(answer.id))
            if day is not None and earned is not None and answer.mode in MODES:
                card, _ = scheduler.review_card(card, Rating(earned), datetime.combine(min(day, TODAY), clock(12), UTC))
        found.append(card)
    return found


def _in_turn(step: Callable[[], float], peer: Callable[[], float], rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of both, one after the other, after one round to warm up."""
    pairs = [(step(), peer()) for _ in range(rounds + 1)][1:]
    return [one for one, _ in pairs], [other for _, other in pairs]


def _seconds(step: Callable[[], object]) -> float:
    """How long a step takes."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def _opened(learner: Path) -> ProgressStore:
    return ProgressStore.open(learner, now=lambda: START + timedelta(days=DAYS))


def main() -> int:
    """Print the table; 0 when all bars hold, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history", description="Measure two years of learning.")
    parser.add_argument("--answers", type=int, default=ANSWERS)
    # Under `python -m benchmarks` the arguments are not ours.
    answers = parser.parse_args(None if __name__ == "__main__" else []).answers
    rows = run(answers)
    print(f"{answers:,} answers in two years; medians. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
