"""An author with an editor in the other half of the screen, in a real terminal: what is saved is seen."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from journey_kit import edu_tui, environment
from libraries import CLINICIAN, QUIZ, write_library

from benchmarks.ptybench import PtySession

PAGE = "content/timing/clinician.md"


def shown(session: PtySession) -> str:
    return " ".join(" ".join(session.lines()).split())


def see(session: PtySession, *words: str) -> None:
    session.read_until(lambda: all(word in shown(session) for word in words))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 15)])
def test_edits_are_seen_until_the_author_leaves(tmp_path: Path, size: tuple[int, int]) -> None:
    root, data = write_library(tmp_path / "library"), tmp_path / "data"
    page = root / PAGE
    with PtySession(edu_tui(data, "preview", str(page)), size=size, env=environment(tmp_path)) as session:
        see(session, "The time of relapse", "Nothing found")
        page.write_text(CLINICIAN.replace("(80.3%)", "(80.4%)"))
        see(session, "(80.4%)", "1 error")
        page.unlink()
        see(session, "Waiting for")
        page.write_text(CLINICIAN)
        see(session, "(80.3%)", "Nothing found")
        session.write(b"t")
        see(session, "for families")
        session.write(b"q")
        assert session.wait() == 0
    assert not (data / "learners").exists()


def test_a_question_is_answered_while_its_file_is_written(tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    quiz = root / "quizzes/timing.md"
    with PtySession(edu_tui(tmp_path / "data", "preview", str(quiz)), size=(80, 24), env=environment(tmp_path)) as session:
        see(session, "2 questions")
        session.write(b"n")
        see(session, "Choose one answer")
        session.write(b"2\r")
        see(session, "Not right.", "Nobody reports that.")
        quiz.write_text(QUIZ.replace("Nobody reports that.", "That was never seen."))
        see(session, "That was never seen.", "Not right.")
        session.write(b"\x11")
        assert session.wait() == 0


def as_nano(page: Path, text: str) -> None:
    """Empty the file and write it anew, which takes two writes."""
    data = text.encode()
    descriptor = os.open(page, os.O_WRONLY | os.O_TRUNC)
    for piece in (data[: len(data) // 2], data[len(data) // 2 :]):
        os.write(descriptor, piece)
        os.fsync(descriptor)
    os.close(descriptor)


def as_vim(page: Path, text: str) -> None:
    """Move the file away, write a new one under its name, and delete the old one."""
    backup = page.with_name(f"{page.name}~")
    page.rename(backup)
    page.write_text(text)
    backup.unlink()


def as_word_processors(page: Path, text: str) -> None:
    """Write another file, and move it over the old one."""
    fresh = page.with_name(f".{page.name}.swp")
    fresh.write_text(text)
    fresh.replace(page)


@pytest.mark.parametrize("save", [as_nano, as_vim, as_word_processors])
def test_every_save_is_seen_however_an_editor_saves(tmp_path: Path, save: Callable[[Path, str], None]) -> None:
    root = write_library(tmp_path / "library")
    page = root / PAGE
    with PtySession(edu_tui(tmp_path / "data", "preview", str(page)), size=(120, 40), env=environment(tmp_path)) as session:
        see(session, "The time of relapse", "Nothing found")
        for number in range(4, 9):
            save(page, CLINICIAN.replace("(80.3%)", f"(80.{number}%)"))
            see(session, f"80.{number}%", "1 error")  # in the page or beside it: a half-written file may have turned the page
        save(page, CLINICIAN)
        see(session, "Nothing found")
        assert "cannot be shown" not in shown(session)
        session.write(b"q")
        assert session.wait() == 0
    assert sorted(file.name for file in page.parent.iterdir()) == ["clinician.md", "family.md"]
