"""A program that leads a session is killed at any moment: every step that it acknowledged is there, once, and the next program leads on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from progress_kit import Clock
from test_progress_kill import run_and_kill

from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_state import fold_session

KILLS = int(os.environ.get("EDU_TUI_KILLS", "40"))


@pytest.fixture(scope="module")
def session_zygote() -> Iterator[subprocess.Popen[str]]:
    script = Path(__file__).with_name("sessions_zygote.py")
    environment = {**os.environ, "PYTHONPATH": f"{Path(__file__).parents[2]}{os.pathsep}{script.parent}"}
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield process
        process.kill()


def test_no_acknowledged_step_is_lost(tmp_path: Path, session_zygote: subprocess.Popen[str]) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for number in range(KILLS):
        folder = tmp_path / str(number // 8)
        if number % 8 == 0:
            acknowledged = set()
        acknowledged |= run_and_kill(session_zygote, folder, 1, chance)
        (session,) = Sessions(folder, Clock()).all()
        with Sessions(folder, Clock()).open(session.id) as store:
            found = [event.id for event in store.events]
            assert acknowledged <= set(found), f"kill {number}: {len(acknowledged - set(found))} lost"
            assert len(set(found)) == len(found)
            assert fold_session(reversed(store.events)) == store.state
