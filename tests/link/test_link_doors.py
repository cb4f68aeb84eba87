"""Where two windows meet: private folders only, short names, and nobody's living socket is taken."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from link_kit import short_folder

from edu_tui.link.doors import PATH_LIMIT, Door, doors, is_ours, knock, let_go, listen_at, new_door, take

SESSION = "20260302-1800-abcdef"


def opened(data: Path, session: str = SESSION) -> Door:
    door = new_door(data, session)
    assert door is not None
    return door


def test_a_door_stands_in_a_folder_of_this_user_alone_below_the_runtime_folder(data: Path) -> None:
    door = opened(data)
    assert door.path.is_relative_to(os.environ["XDG_RUNTIME_DIR"])
    assert door.path.parent.stat().st_mode & 0o777 == 0o700
    assert door.path.parent.parent.stat().st_mode & 0o777 == 0o700
    assert len(os.fsencode(door.path)) <= PATH_LIMIT


def test_a_folder_that_others_may_enter_or_a_link_is_not_used(data: Path) -> None:
    good = opened(data).path.parent
    good.parent.chmod(0o755)
    assert opened(data).path.parent != good
    good.parent.chmod(0o700)
    good.rmdir()
    elsewhere = data.parent / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    good.symlink_to(elsewhere)
    assert opened(data).path.parent != good
    assert list(elsewhere.iterdir()) == []


def test_a_long_runtime_folder_gives_way_to_a_short_one(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = data.parent / ("x" * 90)
    long.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    door = opened(data)
    assert not door.path.is_relative_to(long)
    assert len(os.fsencode(door.path)) <= PATH_LIMIT


def test_each_data_folder_has_doors_of_its_own(data: Path) -> None:
    with short_folder() as other:
        mine, theirs = opened(data), opened(other)
        held = take(mine)
        assert held is not None
        ear = listen_at(mine)
        assert mine.path.parent != theirs.path.parent
        assert doors(data) == (mine,)
        assert doors(other) == ()
        ear.close()
        let_go(mine, held)


def test_a_living_door_cannot_be_taken_and_a_dead_one_can(data: Path) -> None:
    door = opened(data)
    script = (
        "import sys\nfrom pathlib import Path\nfrom edu_tui.link.doors import *\n"
        f"door = Door({SESSION!r}, Path({str(door.path)!r}))\nheld = take(door)\near = listen_at(door)\n"
        "print('ready', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"ready\n"
        assert take(door) is None
        line = knock(door)
        assert line is not None
        line.close()
        other.kill()
        other.wait()
    assert door.path.exists()  # nobody tidied up
    assert knock(door) is None
    held = take(door)
    assert held is not None
    with listen_at(door):
        line = knock(door)
        assert line is not None
        line.close()
    let_go(door, held)
    assert not door.path.parent.exists()


def test_a_lock_whose_file_was_taken_away_holds_nothing(data: Path) -> None:
    door = opened(data)
    first = take(door)
    assert first is not None
    let_go(door, first)
    opened(data)
    second, third = take(door), take(door)
    assert second is not None
    assert third is None
    let_go(door, second)


def test_only_names_of_sessions_are_doors(data: Path) -> None:
    folder = opened(data).path.parent
    for name in ("x.sock", f"{SESSION}.lock", f"{SESSION}.sock.old", "20260302-1800-ABCDEF.sock"):
        (folder / name).touch()
    assert doors(data) == ()


def test_a_line_to_a_program_of_this_user_is_ours(data: Path) -> None:
    here, there = socket.socketpair()
    with here, there:
        assert is_ours(here)
