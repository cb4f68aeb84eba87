"""The real programs, killed with SIGKILL over an answer, over their end, at any system call: what they told is on the disk, once.

A learner answers in the app by keys, or types answers to `edu-tui quiz NAME --plain`. An answer counts as acknowledged when its feedback
came out of the program, and not before.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from kills import HALF_WRITTEN, KILLS, LIVES
from lives import QUESTIONS, App, Home, Life, Plain, Program, doom, live, make_home
from progress_kit import Clock, answered, ids

from edu_tui.progress import checkpoint
from edu_tui.progress.events import Answered
from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.store import ProgressStore
from edu_tui.progress.writing import is_temporary

APPS = max(2, KILLS * 3 // 10)
"""How many of the runs are in the app: a life there takes twice as long."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return make_home(tmp_path_factory.mktemp("home"))


def folder_of(data: Path) -> Path:
    return Learners(data).chosen().folder


def open_later(data: Path) -> ProgressStore:
    return ProgressStore.open(folder_of(data), now=wall_clock)


class Diary:
    """What the learner of one folder did in all lives so far."""

    def __init__(self) -> None:
        self.tried: set[int] = set()
        self.told: set[int] = set()

    def add(self, life: Life) -> None:
        self.tried |= life.tried
        self.told |= life.told


def faults_of(data: Path, diary: Diary) -> list[str]:
    """What is not as it was promised to the learner; empty if all is."""
    store = open_later(data)
    times = Counter(int(event.question.removeprefix("q-")) for event in store.events if isinstance(event, Answered))
    found = ids(store)
    wrong = [f"lost: {sorted(diary.told - set(times))}"] if diary.told - set(times) else []
    wrong += [f"doubled: {sorted(times)}"] if len(set(found)) < len(found) or max(times.values(), default=1) > 1 else []
    wrong += [f"never given: {sorted(set(times) - diary.tried)}"] if set(times) - diary.tried else []
    return wrong + [notice for notice in store.notices if HALF_WRITTEN not in notice]


def kinds(folder: Path) -> Counter[str]:
    """How many files of which kind lie in a learner's folder; of journals that were half written there are copies in the quarantine."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file():
            name = "unfinished" if is_temporary(path.name) else path.name.partition("-")[0]
            found[name if path.parent == folder else path.parent.name] += 1
    return found


def size(folder: Path) -> int:
    """Bytes in a learner's folder, the quarantine aside, which is capped."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.parent.name != "quarantine")


PEACEFUL = range(QUESTIONS + 1, QUESTIONS + 4)
"""Questions that are answered after all the deaths."""


def end_in_peace(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that nobody kills, days later, with an answer each: without one there is no new backup, and journals wait for a backup."""
    monkeypatch.setattr(checkpoint, "GRACE", timedelta.min)
    clock = Clock(wall_clock())
    for number in PEACEFUL:
        with ProgressStore.open(folder_of(data), now=clock) as store:
            store.append(answered(f"q-{number}", at=wall_clock()))
        clock.move(days=3)


def copied(data: Path, fresh: Path, lives: int) -> None:
    """The same answers in a folder in which nobody was ever killed, in as many programs."""
    events = open_later(data).events
    clock = Clock(wall_clock())
    for number in range(lives):
        with ProgressStore.open(folder_of(fresh), now=clock) as store:
            store.fold()
            store.append(*events[number::lives])
            store.set_mark("place", number)


@pytest.mark.parametrize(("kind", "runs"), [(Plain, KILLS - APPS), (App, APPS)], ids=["plain", "app"])
def test_what_was_told_is_kept(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch, kind: type[Program], runs: int) -> None:
    chance = random.Random(f"{kind.__name__}{runs}")
    told = 0
    for first in range(0, runs, LIVES):
        data, diary = tmp_path / str(first), Diary()
        lives = min(LIVES, runs - first)
        for number in range(first, first + lives):
            doomed = doom(chance)
            diary.add(live(kind(home, data, doomed), chance))  # type: ignore[call-arg]
            assert faults_of(data, diary) == [], f"run {number}, killed at {doomed}"
        told += len(diary.told)
        with monkeypatch.context() as patches:
            copied(data, tmp_path / f"{first}-unhurt", lives)
            end_in_peace(data, patches)
            end_in_peace(tmp_path / f"{first}-unhurt", patches)
        killed, unhurt = folder_of(data), folder_of(tmp_path / f"{first}-unhurt")
        more = kinds(killed) - kinds(unhurt)
        assert set(more) <= {"quarantine", "backups"}, f"left over after run {number}"
        assert max(more.values(), default=0) <= lives
        assert size(killed) < 2 * size(unhurt)
        diary.add(Life(set(PEACEFUL), set(PEACEFUL)))
        assert faults_of(data, diary) == []
    assert told > runs / 2


def test_a_program_that_saves_too_late_is_found_out(tmp_path: Path, home: Home) -> None:
    diary = Diary()
    wrong: list[str] = []
    for seed in range(4):
        diary.add(live(Plain(home, tmp_path, ["late", "0", "-"]), random.Random(seed)))
        wrong += faults_of(tmp_path, diary)
    assert any(fault.startswith("lost") for fault in wrong)
