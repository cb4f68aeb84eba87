"""Programs killed at any moment, one or three of them on one learner: what they had acknowledged is there, once, and nobody is troubled.

EDU_TUI_KILLS sets how many kills; the default is meant for every commit, a release deserves a thousand.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from progress_kit import ids, open_store

KILLS = int(os.environ.get("EDU_TUI_KILLS", "60"))


@pytest.fixture(scope="module")
def zygote() -> Iterator[subprocess.Popen[str]]:
    script = Path(__file__).with_name("progress_zygote.py")
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{script.parent}"}
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield process
        process.kill()


def run_and_kill(zygote: subprocess.Popen[str], folder: Path, writers: int, chance: random.Random) -> set[str]:
    """Let `writers` record into `folder` until a random number of answers is acknowledged, then kill them; the acknowledged ids."""
    assert zygote.stdin is not None
    assert zygote.stdout is not None
    zygote.stdin.write(f"{folder} {writers} {chance.randrange(10**6)}\n")
    zygote.stdin.flush()
    enough = chance.randrange(1, 60)
    pids: list[int] = []
    acknowledged: set[str] = set()
    dead = 0
    while dead < writers:
        kind, _, value = zygote.stdout.readline().strip().partition(" ")
        assert kind != "error", value
        if kind == "pid":
            pids.append(int(value))
        elif kind == "ack":
            acknowledged.add(value)
        dead += kind == "dead"
        if len(acknowledged) >= enough and len(pids) == writers:
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            enough = sys.maxsize
    return acknowledged


@pytest.mark.parametrize(("writers", "kills"), [(1, KILLS), (3, max(1, KILLS // 4))])
def test_nothing_acknowledged_is_lost(tmp_path: Path, zygote: subprocess.Popen[str], writers: int, kills: int) -> None:
    chance = random.Random(writers)
    acknowledged: set[str] = set()
    for number in range(kills):
        folder = tmp_path / str(number // 8)  # several lives a folder, so that the remains of earlier ones are met too
        if number % 8 == 0:
            acknowledged = set()
        acknowledged |= run_and_kill(zygote, folder, writers, chance)
        store = open_store(folder)
        found = ids(store)
        assert acknowledged <= set(found), f"kill {number}: {len(acknowledged - set(found))} lost"
        assert len(set(found)) == len(found)
        assert store.notices == ()
