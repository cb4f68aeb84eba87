"""A laptop that dies in the middle of a vote: the session goes on where it was, in a real terminal."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from journey_kit import ENTER, ESCAPE, edu_tui, environment

from benchmarks.ptybench import PtySession
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_state import SessionState


def shown(session: PtySession) -> str:
    return " ".join(" ".join(session.lines()).split())


def see(session: PtySession, *words: str) -> None:
    session.read_until(lambda: all(word in shown(session) for word in words))


def killed(session: PtySession) -> None:
    session.kill(signal.SIGKILL)
    session.wait()


def state(data: Path) -> SessionState:
    (session,) = Sessions(data, wall_clock).all()
    return session.state


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
def test_killed_in_mid_vote_and_taken_up_again(tmp_path: Path, size: tuple[int, int]) -> None:
    data = tmp_path / "data"
    start = ["teach", "relapse-timing", "--audience", "family", "--minutes", "20"]
    room = PtySession(edu_tui(data, *start), size=size, env=environment(tmp_path))
    see(room, "Start", "Minutes")
    room.write(ENTER)
    see(room, "How many are here?")
    room.write(b"14" + ENTER)
    see(room, "14 are here.")
    room.write(b" ")
    see(room, "1/")
    room.write(b"3" + ENTER)
    see(room, "3/", "A good question")
    room.write(b" ")
    room.write(b"aab")
    see(room, "3 of 14 have voted.")
    killed(room)
    vote = state(data).votes[0]
    assert (vote.phase, vote.counts) == ("open", (2, 1, 0))

    again = PtySession(edu_tui(data, "teach"), size=size, env=environment(tmp_path))
    see(again, "Resume the session of")
    again.write(ENTER)
    see(again, "3 of 14 have voted.", "A good question")
    again.write(b"c")
    see(again, "4 of 14 have voted.")
    killed(again)

    last = PtySession(edu_tui(data, "teach", "--resume"), size=size, env=environment(tmp_path))
    see(last, "4 of 14 have voted.")
    last.write(b" ")
    last.read_until(lambda: state(data).votes[0].phase == "closed")
    last.write(b" ")
    see(last, "2 of 4", "1 of 4")
    last.write(ESCAPE)
    see(last, "A pause, at step 3")
    assert state(data).votes[0].counts == (2, 1, 1)
    last.write(b"q")
    assert last.wait() == 0
