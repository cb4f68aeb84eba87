"""`review` and `undo` as commands."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from libraries import QUIZ
from locks import MONDAY

from edu_tui.progress.events import Answered
from edu_tui.progress.state import fold
from edu_tui.progress.store import ProgressStore

QUIZZES = "quizzes/timing.md"


@pytest.fixture
def library(library_dir):
    return library_dir({QUIZZES: QUIZ.replace("objective: classify\n\nA boy", "objective: classify\nshuffle: false\n\nA boy")})


def state(tmp_path):
    (folder,) = (tmp_path / "data" / "learners").iterdir()
    with ProgressStore.open(folder, now=lambda: datetime.now(UTC), read_only=True) as store:
        return fold(store.events)


def test_counting_asks_nothing_and_keeps_nothing(library, run_command, tmp_path):
    ran = run_command("review", "--count", library=library)
    assert (ran.code, ran.out) == (0, "To review today: 0 due, 2 new.\n")
    assert not (tmp_path / "data" / "learners").exists()


def test_a_review_asks_saves_and_repeats_what_was_missed(library, run_command, tmp_path):
    ran = run_command("review", "--plain", "--new", "1", library=library, lines="2\n1\n")
    assert "To review today: 0 due, 1 new." in ran.out
    assert "Once more what was missed: 1." in ran.out
    assert ran.out.index("Not right.") < ran.out.index("Once more") < ran.out.index("Right.")
    answers = state(tmp_path).history("rt-time-01")
    assert [(answer.mode, answer.score) for answer in answers] == [("review", 0.0), ("repeat", 1.0)]
    assert "0 due, 0 new" in run_command("review", "--count", library=library).out


def test_a_review_that_was_left_goes_on_with_the_same_question(library, run_command):
    first = run_command("review", "--plain", library=library, lines="1\n")
    assert "Stopped at question 2 of 2." in first.out
    assert "Going on with question 2 of 2." in run_command("review", "--plain", library=library).out


def test_what_is_said_of_an_answer_is_kept(library, run_command, tmp_path):
    ran = run_command("review", "--plain", library=library, lines="!sure\n1\n!unsure\n!easy\n!flag teach\n!note ask Anna\n!dance\n")
    assert "there is none yet" in ran.out
    assert ran.out.count("Noted.") == 4
    assert "Type !sure" in ran.out
    found = state(tmp_path)
    (answer,) = found.history("rt-time-01")
    judged = found.judgement(answer.id)
    assert (judged.confidence, judged.override) == (1, "easy")
    assert (found.flags(), found.notes()) == ({"rt-time-01": "teach"}, {"rt-time-01": "ask Anna"})


def test_undo_goes_back_deed_by_deed(library, run_command, tmp_path):
    run_command("quiz", "timing", "--plain", library=library, lines="1\n")
    assert run_command("undo", library=library).out == "Taken back: your answer to “Time class”.\n"
    assert run_command("undo", library=library).out == "There is nothing to take back.\n"
    assert state(tmp_path).answers == 0


def test_wishes_are_remembered_and_bad_ones_refused(library, run_command):
    run_command("review", "--plain", "--new", "1", "--exam", "2027-03-01", library=library)
    assert "0 due, 1 new" in run_command("review", "--count", library=library).out
    assert "0 due, 0 new" in run_command("review", "--count", "--new", "0", library=library).out
    assert "0 due, 1 new" in run_command("review", "--count", library=library).out
    ran = run_command("review", "--plain", "--exam", "soon", library=library)
    assert (ran.code, ran.err) == (2, "soon is no date: write it as 2027-03-01, or none.\n")


def test_what_changed_since_the_answer_is_told_and_asked_first(library, run_command, monkeypatch):
    with monkeypatch.context() as long_ago:
        long_ago.setattr("edu_tui.cli.lock._moment", lambda _: MONDAY)
        assert run_command("lock", library=library).code == 0
    run_command("review", "--plain", "--new", "1", library=library, lines="1\n")
    assert "0 due, 0 new" in run_command("review", "--count", library=library).out
    facts = library / "content" / "facts.yaml"
    facts.write_text(facts.read_text().replace('"49.5%"', '"51.0%"', 1).replace("status: verified", "status: verified\n  rev: 2", 1))
    assert run_command("lock", library=library).code == 0
    assert "1 due, 0 new" in run_command("review", "--count", library=library).out
    ran = run_command("review", "--plain", library=library, lines="1\n")
    assert ran.out.index("Changed since you answered: RT-13 changed") < ran.out.index("A boy relapses")
    assert "it was 49.5%, now it is 51.0%" in ran.out


def test_progress_counts_reviews_too(library, run_command, tmp_path):
    run_command("review", "--plain", library=library, lines="1\n")
    told = json.loads(run_command("progress", "--format", "json", library=library).out)
    assert told["totals"]["answers"] == 1
    assert isinstance(state(tmp_path).last_deed(), Answered)
