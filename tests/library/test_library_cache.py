"""The cache: it saves work, and whatever happens to it, nobody notices more than that."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from libraries import CLINICIAN

from edu_tui.library import cache as cache_module
from edu_tui.library.cache import Cache
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience, Module
from edu_tui.library.sources import Stamp

STAMPS = {"a.md": Stamp(10, 20)}
MODULE = parse_module("timing", Audience.CLINICIAN, "content/timing/clinician.md", CLINICIAN)


class Maker:
    """Makes the module and counts how often."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> Module:
        self.calls += 1
        return MODULE


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., tuple[Module, bool]]:
    """A function that asks a fresh cache for the module, and says whether it was made anew."""

    def get(stamps: dict[str, Stamp] = STAMPS, folder: Path | None = tmp_path / "cache", name: str = "page") -> tuple[Module, bool]:
        maker = Maker()
        return Cache(folder).get(name, Module, stamps, maker), maker.calls == 1

    return get


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_what_was_made_once_is_kept(ask) -> None:
    assert ask() == (MODULE, True)
    assert ask() == (MODULE, False)


def test_without_a_folder_nothing_is_kept(ask) -> None:
    assert ask(folder=None) == (MODULE, True)
    assert ask(folder=None) == (MODULE, True)


@pytest.mark.parametrize(
    "stamps", [{"a.md": Stamp(11, 20)}, {"a.md": Stamp(10, 21)}, {"b.md": Stamp(10, 20)}, {}, {**STAMPS, "b.md": Stamp(1, 1)}]
)
def test_other_stamps_make_it_anew(ask, stamps: dict[str, Stamp]) -> None:
    ask()
    assert ask(stamps) == (MODULE, True)
    assert ask(stamps) == (MODULE, False)


def test_each_name_and_each_library_has_its_own_place(ask, tmp_path: Path) -> None:
    ask()
    assert ask(name="other") == (MODULE, True)
    one, other = Cache.of(Path("/a"), tmp_path), Cache.of(Path("/b"), tmp_path)
    one.get("page", Module, STAMPS, Maker())
    maker = Maker()
    other.get("page", Module, STAMPS, maker)
    assert maker.calls == 1


def test_another_program_makes_it_anew(ask, monkeypatch: pytest.MonkeyPatch) -> None:
    ask()
    monkeypatch.setattr(cache_module, "_program", lambda: "another")
    assert ask() == (MODULE, True)


def test_no_flipped_bit_is_believed(ask, tmp_path: Path) -> None:
    ask()
    path = only_file(tmp_path / "cache")
    data = path.read_bytes()
    rng = random.Random(1)
    for at in [*range(64), *range(len(data) - 16, len(data)), *rng.sample(range(len(data)), 200)]:
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :])
        assert ask() == (MODULE, True)
        path.write_bytes(data)
    assert ask() == (MODULE, False)


def test_no_cut_file_is_believed(ask, tmp_path: Path) -> None:
    ask()
    path = only_file(tmp_path / "cache")
    data = path.read_bytes()
    for end in [*range(12), *range(12, len(data), 97), len(data) - 1]:
        path.write_bytes(data[:end])
        assert ask() == (MODULE, True)


@pytest.mark.parametrize("content", [b"", b"\0" * 4, b"\x00\x00\x00\x00\xc0", b"not ours", b"\xff" * 100])
def test_a_foreign_file_is_ignored(ask, tmp_path: Path, content: bytes) -> None:
    ask()
    only_file(tmp_path / "cache").write_bytes(content)
    assert ask() == (MODULE, True)
    assert ask() == (MODULE, False)


def test_a_file_of_another_shape_is_ignored(tmp_path: Path, ask) -> None:
    Cache(tmp_path / "cache").get("page", int, STAMPS, lambda: 7)
    assert ask() == (MODULE, True)


def test_a_huge_file_is_ignored_unread(ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask()
    monkeypatch.setattr(cache_module, "MAX_BYTES", 10)
    assert ask() == (MODULE, True)


def test_a_pipe_or_folder_in_its_place_does_no_harm(ask, tmp_path: Path) -> None:
    ask()
    path = only_file(tmp_path / "cache")
    path.unlink()
    os.mkfifo(path)
    assert ask() == (MODULE, True)
    path.unlink()
    path.mkdir()
    (path / "x").touch()
    assert ask() == (MODULE, True)
    assert [entry.name for entry in (tmp_path / "cache").iterdir()] == [path.name]


@pytest.mark.parametrize("error", [PermissionError(13, "x"), OSError(28, "no space"), OSError(30, "read only")])
@pytest.mark.parametrize("call", ["open", "fdopen", "mkdir"])
def test_a_folder_that_cannot_be_written_does_no_harm(ask, monkeypatch: pytest.MonkeyPatch, error: OSError, call: str) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr({"open": os, "fdopen": os, "mkdir": Path}[call], call, fail)
    assert ask() == (MODULE, True)


def test_a_file_where_the_folder_should_be_does_no_harm(ask, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("x")
    assert ask() == (MODULE, True)
    assert (tmp_path / "cache").read_text() == "x"


def test_a_failed_write_leaves_nothing_behind(ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(Path, "replace", fail)
    assert ask() == (MODULE, True)
    assert list((tmp_path / "cache").iterdir()) == []


def test_others_cannot_read_the_cache(ask, tmp_path: Path) -> None:
    ask()
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
    assert only_file(tmp_path / "cache").stat().st_mode & 0o077 == 0
