"""What is the learner's own in plain text: what changed, and her bookmarks and notes where she asks for them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from libraries import FACTS, FAMILY_QUIZ, write_library
from locks import MONDAY, lock_file, locked

from edu_tui.library.lock_file import lock_text
from edu_tui.library.lock_keeping import recall
from edu_tui.library.roles import LOCK_FILE
from edu_tui.progress.events import Answered, Bookmarked, Noted, Read, new_id, stamp
from edu_tui.progress.learners import Learners
from edu_tui.progress.store import ProgressStore

FACT, FAMQ = "content/facts.yaml", "quizzes/timing-family.md"
CORRECTED = {FACT: FACTS.replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI").replace('"49.5%"', '"51.0%"')}
RETIRED = {FAMQ: FAMILY_QUIZ[: FAMILY_QUIZ.index("## The number")].replace("audience: family", "audience: family\nretired: [fam-time-02]")}
SUBJECT = "timing:clinician:clocks"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library", {**CORRECTED, **lock_file({}, CORRECTED)})


@pytest.fixture
def store(tmp_path: Path):
    with ProgressStore.open(Learners(tmp_path / "data").default().folder, now=lambda: datetime.now(UTC)) as store:
        yield store


def read() -> Read:
    return Read(id=new_id(), at=stamp(MONDAY), module="timing", audience="clinician", section="clocks")


def test_what_changed_since_she_read_stands_above_the_section(library, store, run_command):
    plain = run_command("read", "timing", "--plain", library=library).out
    assert "Changed since you read this" not in plain
    store.append(read())
    ran = run_command("read", "timing", "--plain", library=library)
    told = "RT-13 changed (since 2026-03-03): it was 49.5%, now it is 51.0%."
    assert ran.out.index("Two clocks\n---") < ran.out.index("Changed since you read this:") < ran.out.index("Five years later")
    assert told in " ".join(ran.out.split())
    assert "Changed since" not in run_command("read", "timing", "--section", "remission", "--plain", library=library).out
    assert "Changed since" not in run_command("read", "timing", "--plain", "--notes", library=library).out
    assert len(store) == 1


def test_notes_and_bookmarks_are_only_told_when_asked_for(library, store, run_command):
    at = stamp(MONDAY)
    store.append(Bookmarked(id=new_id(), at=at, subject=SUBJECT), Noted(id=new_id(), at=at, subject=SUBJECT, text="Mine \x1b[31malone"))
    plain = run_command("read", "timing", "--plain", library=library).out
    assert "Mine" not in plain
    assert "Bookmarked" not in plain
    own = run_command("read", "timing", "--plain", "--mine", library=library).out
    assert own.index("Bookmarked.") < own.index("Five years later") < own.index("Your note: ") < own.index("Remission\n---")
    assert "\x1b" not in own
    for words in (["--mine"], ["--mine", "--plain", "--notes"]):
        ran = run_command("read", "timing", *words, library=library)
        assert (ran.code, ran.out) == (2, "")
        assert "--mine" in ran.err


def test_progress_that_cannot_be_read_keeps_nobody_from_reading(library, tmp_path, run_command):
    home = tmp_path / "data" / "learners"
    home.mkdir(parents=True)
    (home / "default").write_text("no folder")
    ran = run_command("read", "timing", "--plain", library=library)
    assert ran.code == 0
    assert "Five years later" in ran.out
    assert ran.err.count("\n") == 1


def test_a_plain_review_begins_with_what_was_wrong_and_tells_it_once(tmp_path, store, run_command):
    lock = recall(locked({}, RETIRED), "fam-time-02", "Nobody should have asked this.")
    library = write_library(tmp_path / "other", {**RETIRED, LOCK_FILE: lock_text(lock)})
    store.append(Answered(id=new_id(), at=stamp(MONDAY), question="fam-time-02", rev=1, run="r", response=("a",), score=0.0))
    words = ("review", "--audience", "family")
    counted = run_command(*words, "--count", library=library)
    assert "First comes what was wrong in 1 of your former questions." in counted.out
    assert run_command(*words, "--count", library=library).out == counted.out
    first = run_command(*words, "--plain", library=library).out
    assert first.startswith("Correction: A question that you answered was wrong: Nobody should have asked this.")
    assert "Correction" not in run_command(*words, "--plain", library=library).out
    assert "First comes" not in run_command(*words, "--count", library=library).out
    assert "Correction" not in run_command("review", "--plain", library=library).out
