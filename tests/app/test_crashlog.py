from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from demo_app import SECRET

from edu_tui.app.crashlog import LIMIT, NAME, entry, record


def crash(answer: str = SECRET) -> BaseException:
    def inner() -> None:
        raise ValueError(answer)

    try:
        try:
            inner()
        except ValueError as error:
            raise KeyError(answer) from error
    except KeyError as error:
        return error


def test_an_entry_says_what_and_where_and_nothing_else():
    text = entry(crash())
    assert "builtins.KeyError at" in text
    assert "after builtins.ValueError at" in text
    assert "test_crashlog.py" in text
    assert "inner" in text
    assert "Ann" not in text
    assert f"{Path.home()}/" not in text


def test_an_entry_is_one_line_of_ascii():
    kind = type("Evil\n\x1b[2Jé", (Exception,), {})
    assert entry(kind("x\ny")).isprintable()
    assert entry(kind("x\ny")).isascii()


def test_a_chain_that_bites_its_tail_ends():
    error = ValueError()
    error.__cause__ = error
    assert len(entry(error)) < 1000


@pytest.mark.skipif(sys.platform == "win32", reason="no modes")
def test_the_log_is_private_and_grows_by_one_line(tmp_path):
    os.umask(0)
    path = record(crash(), tmp_path / "logs")
    assert path == tmp_path / "logs" / NAME
    record(crash(), tmp_path / "logs")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(path.read_text("ascii").splitlines()) == 2


def test_the_log_never_grows_beyond_its_limit(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(b"x" * (LIMIT - 10))
    record(crash(), tmp_path)
    assert path.stat().st_size < 10_000
    assert path.read_text("ascii").count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no symlinks, no pipes")
def test_planted_links_pipes_and_folders_are_left_alone(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / NAME).symlink_to(victim)
    assert record(crash(), tmp_path / "a") is None
    assert victim.read_text() == "precious"
    (tmp_path / "b").mkdir()
    os.mkfifo(tmp_path / "b" / NAME)
    assert record(crash(), tmp_path / "b") is None
    (tmp_path / "c" / NAME).mkdir(parents=True)
    assert record(crash(), tmp_path / "c") is None
    assert record(crash(), victim) is None
