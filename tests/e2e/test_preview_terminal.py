"""An author with an editor in the other half of the screen, in a real terminal: what is saved is seen."""

from __future__ import annotations

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
