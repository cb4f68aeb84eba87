"""The library that was read in advance: it saves a first start the parsing, and is believed only while nothing is different."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from libraries import CLINICIAN, GLOSSARY, QUIZ

from edu_tui.library import library as library_module
from edu_tui.library import reading, ready
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.library.ready import main, make_ready, ready_for
from edu_tui.library.search_index import open_index

MODULE = "content/timing/clinician.md"


@pytest.fixture
def own(library_dir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that the program takes for that of its own checkout, read in advance."""
    root: Path = library_dir()
    for module in (library_module, ready):
        monkeypatch.setattr(module, "own_libraries", lambda: (tmp_path / "package" / "_library", root))
    make_ready(root, root / "build" / "ready")
    return root


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on nothing may be parsed."""

    def fail(*_: object) -> None:
        raise AssertionError("parsed")

    def begin() -> None:
        for name in ("build_catalogue", "read_module", "read_quiz", "read_ledger"):
            monkeypatch.setattr(reading, name, fail)

    return begin


def everything(library: Library) -> tuple[object, ...]:
    pages = [library.module(entry.id, entry.audience) for entry in library.catalogue.modules]
    return library.catalogue, library.ledger, pages, [library.quiz(quiz.name) for quiz in library.catalogue.quizzes]


def title(root: Path, cache: Path) -> str:
    entry = open_library(root, cache).catalogue.module("timing", Audience.CLINICIAN)
    assert entry is not None
    return entry.title


def test_a_first_start_parses_nothing_and_finds_the_same(own: Path, tmp_path: Path, unparsed) -> None:
    parsed = everything(open_library(own))
    unparsed()
    library = open_library(own, tmp_path / "cache")
    assert everything(library) == parsed
    open_index(library)


def test_what_was_found_is_kept_so_that_the_next_start_compares_no_files(own: Path, tmp_path: Path, unparsed, monkeypatch) -> None:
    unparsed()
    open_library(own, tmp_path / "cache")
    monkeypatch.setattr(ready, "ready_for", lambda root: pytest.fail("looked again"))
    assert open_library(own, tmp_path / "cache").catalogue.id == "small"


def test_other_times_of_the_files_do_not_matter(own: Path, tmp_path: Path, unparsed) -> None:
    for path in own.rglob("*.md"):
        os.utime(path, (1, 1))
    unparsed()
    assert title(own, tmp_path / "cache") == "The time of relapse"


@pytest.mark.parametrize("word", ["Relapse and its time", "THE TIME OF RELAPSE"])
def test_an_edit_is_seen_at_once(own: Path, tmp_path: Path, word: str) -> None:
    before = (own / MODULE).stat()
    (own / MODULE).write_text(CLINICIAN.replace("The time of relapse", word))
    os.utime(own / MODULE, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert title(own, tmp_path / "cache") == word


def test_a_page_is_ready_while_another_is_edited(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (own / "content/glossary.md").write_text(GLOSSARY + "\n")
    library = open_library(own, tmp_path / "cache")
    monkeypatch.setattr(reading, "read_quiz", lambda *_: pytest.fail("parsed"))
    assert library.quiz("timing") is not None


def test_a_new_file_and_a_lost_one_are_seen(own: Path, tmp_path: Path) -> None:
    (own / "quizzes/new.md").write_text(QUIZ)
    (own / "content/glossary.md").unlink()
    catalogue = open_library(own, tmp_path / "cache").catalogue
    assert catalogue.quiz("new") is not None
    assert "content/glossary.md" in {item.path for item in catalogue.diagnostics}


def test_what_another_program_made_is_foreign(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = ready_for(own)
    assert found is not None
    library = open_library(own)
    stamps = {path: stamp for path in library.files if (stamp := library_module.stamp(own, path)) is not None}
    assert found.find("catalogue", type(library.catalogue), stamps) == library.catalogue
    monkeypatch.setattr(ready, "_program", lambda: 0)
    assert found.find("catalogue", type(library.catalogue), stamps) is None


def test_what_is_damaged_is_parsed(own: Path, tmp_path: Path) -> None:
    for number, path in enumerate(sorted((own / "build" / "ready").iterdir())):
        data = path.read_bytes()
        path.write_bytes([b"", data[:-1], data[:9] + bytes([data[9] ^ 1]) + data[10:], b"\xff" * 50][number % 4])
    assert everything(open_library(own, tmp_path / "cache")) == everything(open_library(own))


def test_no_other_library_is_believed_to_be_ready(own: Path, library_dir, tmp_path: Path) -> None:
    other = tmp_path / "other"
    own.rename(other)
    assert (other / "build" / "ready").is_dir()
    assert ready_for(other) is None


def test_everybody_may_read_it(own: Path) -> None:
    assert {path.stat().st_mode & 0o444 for path in (own / "build" / "ready").iterdir()} == {0o444}


def test_a_library_that_cannot_be_read_in_advance_is_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "ready"), "--library", str(tmp_path / "nowhere")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "The first start will take a little longer." in said
    assert not (tmp_path / "ready").exists()


def test_a_file_that_changes_meanwhile_spoils_it(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "changed", lambda self: True)
    with pytest.raises(RuntimeError):
        make_ready(own, tmp_path / "ready")
    assert not (tmp_path / "ready").exists()
