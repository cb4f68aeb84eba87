"""Power cuts: every state that the disk could be in after any system call opens, and holds what was acknowledged by then."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from power import RecordingFiles, build
from progress_kit import Clock, answered, ids, open_store
from sessions_kit import PLANNED

from edu_tui.progress import checkpoint
from edu_tui.progress.learners import Learners
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_events import SessionNoted, Started


def record_answers(files: RecordingFiles, data: Path) -> set[str]:
    """Three sittings with answers, marks and checkpoints, days apart, so that journals and backups also go; returns all ids."""
    clock = Clock()
    attempted: set[str] = set()
    for _ in range(3):
        store = open_store(data / "learners" / "one", clock, files=files)
        for number in range(7):
            event = answered(f"q-{number}")
            attempted.add(event.id)
            store.append(event)
            files.acknowledge(event.id)
            if number % 3 == 2:
                store.set_mark("place", number)
                store.checkpoint()
            clock.move(minutes=20)
        store.close()
        clock.move(days=20)
    return attempted


def answers_in(data: Path) -> list[str]:
    return ids(open_store(data / "learners" / "one"))


def lead_sessions(files: RecordingFiles, data: Path) -> set[str]:
    """Two sessions, each led by two programs one after the other; returns the texts of all notes."""
    clock = Clock()
    attempted: set[str] = set()
    for _ in range(2):
        store = Sessions(data, clock, files).create(PLANNED)
        ident = store.id
        store.append(Started())
        for _ in range(2):
            for _ in range(3):
                text = f"note {len(attempted)}"
                attempted.add(text)
                store.append(SessionNoted(text=text))
                files.acknowledge(text)
            store.close()
            store = Sessions(data, clock, files).open(ident)
        store.close()
        clock.move(days=1)
    return attempted


def notes_in(data: Path) -> list[str]:
    sessions = Sessions(data, Clock())
    return [event.text for one in sessions.all() for event in sessions.open(one.id).events if isinstance(event, SessionNoted)]


def name_learners(files: RecordingFiles, data: Path) -> set[str]:
    """Learners are added, renamed and chosen. While a name changes, either may be found, so neither is promised."""
    learners = Learners(data, files)
    anna = learners.create("Anna")
    files.acknowledge("Anna")
    learners.choose(anna)
    files.acknowledge("chosen Anna")
    files.acknowledged -= {"Anna", "chosen Anna"}
    learners.rename(anna, "Anne")
    files.acknowledge("Anne", "chosen Anne")
    ben = learners.create("Ben")
    files.acknowledge("Ben")
    files.acknowledged.discard("chosen Anne")
    learners.choose(ben)
    files.acknowledge("chosen Ben")
    return {"Anna", "Anne", "Ben", "chosen Anna", "chosen Anne", "chosen Ben"}


def names_in(data: Path) -> list[str]:
    learners = Learners(data)
    # Of one who was never acknowledged there may be a folder without a name; it hides nobody.
    named = [one.name for one in learners.all() if one.name != one.id]
    return [*named, *([f"chosen {learners.chosen().name}"] if learners.chosen().name in named else [])]


class Days(NamedTuple):
    """What somebody does on a disk (returns all that may be found), what is found on one, and how many states there are at least."""

    live: Callable[[RecordingFiles, Path], set[str]]
    found: Callable[[Path], list[str]]
    states: int


ANSWERS = Days(record_answers, answers_in, 300)
SESSIONS = Days(lead_sessions, notes_in, 60)
LEARNERS = Days(name_learners, names_in, 25)


def live_on(root: Path, days: Days, forget: str = "") -> tuple[RecordingFiles, set[str]]:
    """The disk after those days, and all that may be found on it."""
    root.mkdir()
    files = RecordingFiles(root, forget)
    return files, days.live(files, root)


def failures(files: RecordingFiles, attempted: set[str], days: Days, place: Path) -> Iterator[str]:
    """What is wrong with each state that does not hold what it must, or more than it may."""
    for number, (state, acknowledged) in enumerate(files.seen.items()):
        build(state, place)
        found = days.found(place)
        if not acknowledged <= set(found) <= attempted or len(set(found)) < len(found):
            yield f"state {number}: {sorted(acknowledged - set(found))} lost of {len(acknowledged)}, found {found}"
        shutil.rmtree(place)


@pytest.fixture
def _no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let journals of earlier sessions go at once: their real time of change is always now."""
    monkeypatch.setattr(checkpoint, "GRACE", timedelta.min)


@pytest.mark.usefixtures("_no_grace")
@pytest.mark.parametrize("days", [ANSWERS, SESSIONS, LEARNERS], ids=["answers", "sessions", "learners"])
def test_no_state_loses_what_was_acknowledged(tmp_path: Path, days: Days) -> None:
    files, attempted = live_on(tmp_path / "disk", days)
    assert len(files.seen) > days.states
    assert list(failures(files, attempted, days, tmp_path / "state")) == []


LIES = [(ANSWERS, "sync"), (ANSWERS, "sync_data"), (ANSWERS, "sync_folder"), (SESSIONS, "sync_data"), (SESSIONS, "sync_folder")]
LIES += [(LEARNERS, "sync"), (LEARNERS, "sync_folder")]


@pytest.mark.usefixtures("_no_grace")
@pytest.mark.parametrize(("days", "forget"), LIES, ids=[f"{days.live.__name__}-{forget}" for days, forget in LIES])
def test_a_disk_that_lies_is_found_out(tmp_path: Path, days: Days, forget: str) -> None:
    files, attempted = live_on(tmp_path / "disk", days, forget)
    assert any(failures(files, attempted, days, tmp_path / "state"))
