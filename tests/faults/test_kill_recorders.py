"""Programs killed at any moment, one or three of them on one learner, one on a session: what they acknowledged is there, once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from kills import HALF_WRITTEN, KILLS, LIVES
from lives import ROOT
from progress_kit import Clock, ids, open_store

from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_fold import fold_session


@pytest.fixture(scope="module")
def recorders() -> Iterator[subprocess.Popen[str]]:
    script = Path(__file__).with_name("recorders.py")
    paths = [ROOT, ROOT / "tests" / "progress", script.parent]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield process
        process.kill()


def run_and_kill(recorders: subprocess.Popen[str], kind: str, folder: Path, programs: int, chance: random.Random) -> set[str]:
    """Let `programs` record into `folder` until a random number of events is acknowledged, then kill them; the acknowledged ids."""
    assert recorders.stdin is not None
    assert recorders.stdout is not None
    recorders.stdin.write(f"{kind} {folder} {programs} {chance.randrange(10**6)}\n")
    recorders.stdin.flush()
    enough = chance.randrange(1, 60)
    pids: list[int] = []
    acknowledged: set[str] = set()
    dead = 0
    while dead < programs:
        what, _, value = recorders.stdout.readline().strip().partition(" ")
        assert what != "error", value
        if what == "pid":
            pids.append(int(value))
        elif what == "ack":
            acknowledged.add(value)
        dead += what == "dead"
        if len(acknowledged) >= enough and len(pids) == programs:
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            enough = sys.maxsize
    return acknowledged


@pytest.mark.parametrize(("writers", "kills"), [(1, KILLS), (3, max(1, KILLS // 4))])
def test_nothing_acknowledged_is_lost(tmp_path: Path, recorders: subprocess.Popen[str], writers: int, kills: int) -> None:
    chance = random.Random(writers)
    acknowledged: set[str] = set()
    for number in range(kills):
        folder = tmp_path / str(number // LIVES)
        if number % LIVES == 0:
            acknowledged = set()
        acknowledged |= run_and_kill(recorders, "learner", folder, writers, chance)
        store = open_store(folder)
        found = ids(store)
        assert acknowledged <= set(found), f"kill {number}: {len(acknowledged - set(found))} lost"
        assert len(set(found)) == len(found)
        assert [notice for notice in store.notices if HALF_WRITTEN not in notice] == []


def test_no_acknowledged_step_of_a_session_is_lost(tmp_path: Path, recorders: subprocess.Popen[str]) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for number in range(KILLS):
        folder = tmp_path / str(number // LIVES)
        if number % LIVES == 0:
            acknowledged = set()
        acknowledged |= run_and_kill(recorders, "session", folder, 1, chance)
        for session in Sessions(folder, Clock()).all():
            with Sessions(folder, Clock()).open(session.id) as store:
                found = [event.id for event in store.events]
                assert acknowledged <= set(found), f"kill {number}: {len(acknowledged - set(found))} lost"
                assert len(set(found)) == len(found)
                assert fold_session(reversed(store.events)) == store.state
        assert not acknowledged or Sessions(folder, Clock()).all()
