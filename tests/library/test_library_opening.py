"""A library that is opened while something else is loaded."""

from __future__ import annotations

import os
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from edu_tui.library import opening
from edu_tui.library.library import LibraryError, open_library
from edu_tui.library.opening import Opening


def cached(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*.msgpack")}


def test_a_helper_fills_the_cache_and_the_library_is_the_same(library_dir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache, helpers, fork = library_dir(), tmp_path / "cache", [], os.fork
    monkeypatch.setattr(os, "fork", lambda: helpers.append(fork()) or helpers[-1])
    library = Opening(root, cache).finish()
    assert library.catalogue == open_library(root).catalogue
    assert "catalogue.msgpack" in cached(cache)
    (helper,) = helpers
    with pytest.raises(ChildProcessError):  # nobody is left behind
        os.waitpid(helper, os.WNOHANG)


def test_with_a_warm_cache_there_is_no_helper(library_dir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, cache = library_dir(), tmp_path / "cache"
    open_library(root, cache)

    def refuse() -> int:
        raise AssertionError("forked for nothing")

    monkeypatch.setattr(os, "fork", refuse)
    assert Opening(root, cache).finish().catalogue.id == "small"


def test_without_a_helper_the_library_is_opened_all_the_same(library_dir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise OSError(11, "no more processes")

    monkeypatch.setattr(os, "fork", refuse)
    assert Opening(library_dir(), tmp_path / "cache").finish().catalogue.id == "small"


def test_an_unwritable_cache_costs_time_only(library_dir, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    assert Opening(library_dir(), tmp_path / "cache").finish().catalogue.id == "small"


def test_a_long_wait_is_told(library_dir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    helper = Popen(["cat"], stdin=PIPE)
    assert helper.stdin is not None
    monkeypatch.setattr(os, "fork", lambda: helper.pid)
    monkeypatch.setattr(opening, "PATIENCE", 0.01)
    # The helper ends only when somebody has been told.
    assert Opening(library_dir(), tmp_path / "cache", helper.stdin.close).finish().catalogue.id == "small"
    helper.wait()


def test_no_library_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="not a folder"):
        Opening(tmp_path / "nowhere", tmp_path / "cache")
