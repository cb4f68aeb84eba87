"""`undo` and sayings on the command line: step by step, in words, and over several sittings."""

from __future__ import annotations

from pathlib import Path

import pytest
from libraries import write_library

from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.state import LearnerState, fold
from edu_tui.progress.store import ProgressStore


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


def state(tmp_path: Path) -> LearnerState:
    with ProgressStore.open(Learners(tmp_path / "data").default().folder, now=wall_clock, read_only=True) as store:
        return fold(store.events)


def test_what_was_said_before_a_restart_still_holds(library, run_command, tmp_path):
    run_command("quiz", "timing", "--plain", library=library, lines="1\n!sure\nq\n")
    run_command("quiz", "timing", "--plain", library=library, lines="!easy\nq\n")
    run_command("quiz", "timing", "--plain", library=library, lines="!fairly\nq\n")
    found = state(tmp_path)
    judged = found.judgement(found.history("rt-time-01")[0].id)
    assert judged is not None
    assert (judged.confidence, judged.override) == (2, "easy")


def test_each_step_is_told_in_one_sentence(library, run_command, tmp_path):
    run_command("quiz", "timing", "--plain", library=library, lines="1\n!sure\n!flag teach\n!note mine\n!note \n!flag off\nq\n")
    said = [run_command("undo", library=library).out.rstrip("\n") for _ in range(7)]
    assert said == [
        "Taken back: that you took the flag off “Time class”.",
        "Taken back: that you deleted your note on “Time class”.",
        "Taken back: what you noted last on “Time class”.",
        "Taken back: your flag on “Time class”.",
        "Taken back: what you said of your answer to “Time class”.",
        "Taken back: your answer to “Time class”.",
        "There is nothing to take back.",
    ]


def test_a_fault_is_reported_in_plain_text(library, run_command, tmp_path):
    ran = run_command("quiz", "timing", "--plain", library=library, lines="!report too early\n1\n!report the share\n!report\nq\n")
    assert ran.out.count("edu-tui faults") == 2
    assert [(one.subject, one.rev, one.text) for one in state(tmp_path).reports()] == [
        ("rt-time-01", 1, "the share"),
        ("rt-time-01", 1, ""),
    ]


def test_the_last_answer_opens_its_quiz_again(library, run_command, tmp_path):
    run_command("quiz", "timing-family", "--plain", library=library, lines="1\n1\n")
    assert state(tmp_path).runs()[0].ended is not None
    assert run_command("undo", library=library).out == "Taken back: your answer to “The number”. What it ended is open again.\n"
    assert state(tmp_path).runs()[0].ended is None


def test_without_a_library_the_ids_must_do(library, run_command, tmp_path):
    run_command("quiz", "timing", "--plain", library=library, lines="1\nq\n")
    assert run_command("undo", library=tmp_path / "nowhere").out == "Taken back: your answer to rt-time-01.\n"
