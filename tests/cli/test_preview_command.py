"""`edu-tui preview`: what is refused before anything is drawn, in one sentence, and which library a file belongs to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_kit import RunCommand

from edu_tui.cli import preview as command
from edu_tui.cli.places import Places
from edu_tui.library.roles import Role
from edu_tui.library.sources import Source, read_source

PAGE = "content/timing/clinician.md"


@pytest.fixture(autouse=True)
def no_other_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDU_TUI_LIBRARY", raising=False)


def refused(run_command: RunCommand, *words: str | Path, library: Path | None = None) -> str:
    """The one sentence with which a call ends."""
    ran = run_command("preview", *words, library=library)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    return str(ran.err)


def test_without_a_file_or_with_one_that_is_not_there(library_dir, run_command, tmp_path: Path) -> None:
    assert "preview --help" in refused(run_command)
    assert "There is no file" in refused(run_command, tmp_path / "none.md")
    assert "There is no file" in refused(run_command, tmp_path / "no\0ne.md")


def test_a_folder_and_a_file_that_no_library_reads(library_dir, run_command) -> None:
    root = library_dir()
    (root / "notes.txt").write_text("x")
    assert "is a folder" in refused(run_command, root / "content/timing")
    assert "no file that a library reads" in refused(run_command, root / "notes.txt")


def test_a_file_outside_the_library_says_how_to_name_another(library_dir, run_command, tmp_path: Path) -> None:
    outside = tmp_path / "clinician.md"
    outside.write_text("x")
    assert "--library" in refused(run_command, outside, library=library_dir())
    assert "--library" in refused(run_command, outside)


@pytest.mark.parametrize(
    ("put", "words"),
    [("fifo", "not a regular file"), ("large", "too large"), ("binary", "no text"), ("link", "not in the library"), ("loop", "no file")],
)
def test_what_is_no_text_of_a_sane_size(library_dir, run_command, put: str, words: str) -> None:
    file = library_dir() / PAGE
    file.unlink()
    match put:
        case "fifo":
            os.mkfifo(file)
        case "large":
            file.write_bytes(b"x\n" * 1_100_000)
        case "binary":
            file.write_bytes(b"\x7fELF\0\0\0")
        case "link":
            file.symlink_to("/etc/hostname")
        case "loop":
            file.symlink_to(file)
    assert words in refused(run_command, file, library=file.parents[2])


def test_a_file_that_becomes_a_pipe_is_not_waited_for(library_dir, run_command, monkeypatch: pytest.MonkeyPatch) -> None:
    file = library_dir() / PAGE

    def replaced(root: Path, path: str) -> Source:
        source = read_source(root, path)
        file.unlink()
        os.mkfifo(file)
        return source

    monkeypatch.setattr(command, "read_source", replaced)
    assert "changed while it was read" in refused(run_command, file, library=file.parents[2])


def test_a_file_is_shown_in_the_library_that_it_lies_in(library_dir, tmp_path: Path) -> None:
    mine = library_dir()
    assert command.find(Places(), mine / PAGE)[0] == mine.resolve()
    other = library_dir(name="other")
    root, file = command.find(Places(library=other), other / "quizzes/timing.md")
    assert (root, file.role) == (other.resolve(), Role.QUIZ)


def test_a_link_to_a_file_of_the_library_shows_that_file(library_dir, tmp_path: Path) -> None:
    root = library_dir()
    (tmp_path / "page").symlink_to(root / PAGE)
    assert command.find(Places(), tmp_path / "page")[1].path == PAGE


def test_a_named_library_that_is_none(library_dir, run_command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no folder content/" in refused(run_command, library_dir() / PAGE, library=tmp_path / "empty")


def test_without_a_terminal_it_is_not_opened(library_dir, run_command) -> None:
    sentence = refused(run_command, library_dir() / PAGE)
    assert "edu-tui check" in sentence
    assert "--plain" not in sentence


def test_it_opens_no_learner(library_dir, run_command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def start(opening, root, file, cache, *, log_dir=None):
        opened.append((opening.finish().root, root, file.path, log_dir))
        return 0

    monkeypatch.setattr("edu_tui.cli.preview.refusal", lambda *_: "")
    monkeypatch.setattr("edu_tui.collector.loading", lambda: None)
    monkeypatch.setattr("edu_tui.app.preview.start_preview", start)
    root = library_dir()
    assert run_command("preview", root / PAGE).code == 0
    assert opened == [(root, root, PAGE, tmp_path / "data" / "log")]
    assert not (tmp_path / "data" / "learners").exists()
