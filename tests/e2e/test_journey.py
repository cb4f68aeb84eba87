"""The resident's journey in a real terminal: read, flip, look up, answer, be killed, come back, finish."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from pathlib import Path

import pytest
from journey_kit import ENTER, ESCAPE, ROOT, edu_tui, environment, place

from benchmarks.ptybench import PtySession
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Quiz, Short


def keys_for(question: Question) -> list[bytes]:
    """Key presses that answer the question somehow; enter is left to the caller."""
    match question.body:
        case Choices():
            return [b"1"]
        case Match(pairs):
            return [str(number + 1).encode() for number in range(len(pairs))]
        case Order():
            return [b"J"]
        case Numeric():
            return [b"5"]
        case Short():
            return [b"something"]
        case Cloze(blanks):
            return [b"\r".join([b"word"] * len(blanks))]


def answer(session: PtySession, question: Question, number: int, total: int, *, chosen: bool = False) -> None:
    """Answer the open question, unless something is chosen already, and wait for its feedback."""
    session.read_until(lambda: place(session) == f"{number}/{total}")
    for keys in () if chosen else keys_for(question):
        session.write(keys)
    session.write(ENTER)
    unit_or_slip = isinstance(question.body, Numeric | Short | Cloze)
    feedback = ("✓ Right.", "✗ Not right.", "◐ Partly right.", "Thank you.")

    def told() -> bool:
        screen = "\n".join(session.lines())
        return any(words in screen for words in feedback)

    if unit_or_slip:
        session.read_until(lambda: told() or "?" in "".join(session.lines()[-8:]) or "unit" in "".join(session.lines()))
        if not told():
            session.write(ENTER)
    session.read_until(told)


def options_on_screen(session: PtySession) -> list[str]:
    return [line.strip().lstrip("> ") for line in session.lines() if re.search(r"[(\[][ •x][)\]] \d", line)]


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library(ROOT)


def quiz_of(library: Library, name: str) -> Quiz:
    quiz = library.quiz(name)
    assert quiz is not None
    return quiz


def test_read_flip_answer_be_killed_and_finish(tmp_path: Path, library: Library) -> None:
    data, env = tmp_path / "data", environment(tmp_path)
    quiz = quiz_of(library, "relapse-timing")
    total = len(quiz.questions)
    killed_at = next(number for number, question in enumerate(quiz.questions, 1) if number > 5 and isinstance(question.body, Choices))
    module = library.catalogue.module("relapse-timing", Audience.CLINICIAN)
    assert module is not None

    with PtySession(edu_tui(data), env=env, size=(120, 40)) as session:
        session.see("Understanding relapse")
        session.write(ENTER)
        session.see("After this module you can")
        session.write(b"n")
        session.see(f"1/{len(module.sections)}")
        session.write(b"t")
        session.see("for families")
        session.write(b"t")
        session.see("for clinicians")
        session.write(b"e")
        session.see("Evidence:")
        session.write(ESCAPE)
        session.read_until(lambda: "Evidence:" not in "\n".join(session.lines()))
        session.write(b"n")
        session.see(f"2/{len(module.sections)}")
        session.write(b"h")
        session.see("Go on")
        session.see("1/11 read")

    with PtySession(edu_tui(data, "quiz", "relapse-timing"), env=env, size=(120, 40)) as session:
        for number, question in enumerate(quiz.questions[: killed_at - 1], 1):
            answer(session, question, number, total)
            session.write(ENTER)
        session.read_until(lambda: place(session) == f"{killed_at}/{total}")
        session.write(b"1")
        session.read_until(lambda: any(line.startswith(("(•)", "[x]")) for line in options_on_screen(session)))
        before = options_on_screen(session)
        session.kill(signal.SIGKILL)
        assert session.wait() == -signal.SIGKILL

    with PtySession(edu_tui(data), env=env, size=(120, 40)) as session:
        session.see(f"question {killed_at} of {total}")
        session.write(b"\t")  # from "Read ..." to "Questions: ..."
        session.write(ENTER)
        session.read_until(lambda: place(session) == f"{killed_at}/{total}")
        session.read_until(lambda: options_on_screen(session) == before)
        for number, question in enumerate(quiz.questions[killed_at - 1 :], killed_at):
            # The killed program had kept what was chosen for this question.
            answer(session, question, number, total, chosen=number == killed_at)
            session.write(ENTER)
        session.see("Your result:")
        session.write(b"q")
        assert session.wait() == 0

    told = subprocess.run(edu_tui(data, "progress", "--format", "json"), env=env, capture_output=True, text=True, check=True)
    progress = json.loads(told.stdout)
    (timing,) = [row for row in progress["modules"] if row["module"] == "relapse-timing" and row["audience"] == "clinician"]
    assert progress["totals"]["answers"] == total
    assert timing["questions_answered"] == timing["questions_total"] == total
    assert 0 < timing["mastery"] <= 1
    assert timing["sections_read"] == progress["totals"]["sections_read"] == 1
    assert progress["totals"]["days_active"] == 1
