"""`test` and `tests`: a test in plain text, gone through in any order, and what came of those that ended."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from edu_tui.library.library import open_library
from edu_tui.progress.events import Answered, RunStarted
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.state import fold
from edu_tui.progress.store import ProgressStore

OTHER = """---
title: Another one
summary: Of something else.
minutes: 5
objectives:
  explain: Explain something else
  say: "=Say it"
reviewed: null
updated: 2026-02-01
---

## Something {#something .explain}

Words.
"""
QUESTION = """
## Other {n}

id: ot-{n}
objective: {objective}
shuffle: false

Is it {n}?

- [x] Yes, {n}
- [ ] No, {n}
"""
QUIZ = "---\nmodule: other\naudience: clinician\ntitle: Another one\n---\n" + "".join(
    QUESTION.format(n=n, objective="say" if n == 6 else "explain") for n in range(1, 7)
)


@pytest.fixture
def library(library_dir) -> Path:
    from libraries import LIBRARY

    changed = LIBRARY.replace("[timing]", "[timing, other]")
    return library_dir({"content/library.yaml": changed, "content/other/clinician.md": OTHER, "quizzes/other.md": QUIZ})


def events(tmp_path: Path) -> list:
    (folder,) = (tmp_path / "data" / "learners").iterdir()
    with ProgressStore.open(folder, now=wall_clock, read_only=True) as store:
        return list(store.events)


def started(tmp_path: Path) -> RunStarted:
    return [event for event in events(tmp_path) if isinstance(event, RunStarted)][-1]


def test_a_test_is_drawn_begun_and_gone_on_with(library, run_command, tmp_path):
    first = run_command("test", "--plain", "--modules", "other", "--number", "3", "--minutes", "10", library=library, lines="1\n!mark\nq\n")
    assert (first.code, first.err) == (0, "")
    assert "Question 1 of 3: Other" in first.out
    assert "Time left: " in first.out
    assert first.out.index("Saved.") < first.out.index("Question 2 of 3") < first.out.index("Marked for review.")
    assert "Stopped. 1 answered, 2 open, 1 marked for review." in first.out
    run = started(tmp_path)
    assert (run.quiz, run.mode, run.limit_ms, run.soft, run.scope.modules) == ("test-clinician", "test", 600_000, True, ("other",))
    rest = run_command("test", "--plain", library=library, lines="!go 1\n2\n!overview\n!hand-in\n!hand-in\n").out
    assert "Going on with question 2 of 3." in rest
    assert "Your answer so far: 1" in rest
    assert "1 answered, 2 open, 1 marked for review.\nOpen: 2, 3.\nMarked for review: 2.\n" in rest
    assert "2 questions are open and 1 is marked for review. Type !hand-in once more" in rest
    assert rest.index("Not right.") < rest.index("Not answered.") < rest.index("Your result: 0%, 0 of 3 (0 to 56%) right.")
    assert "read “Something”: edu-tui read other --audience clinician --section something" in rest
    answers = [event for event in events(tmp_path) if isinstance(event, Answered)]
    assert len(answers) == 2
    assert fold(events(tmp_path)).answers == 1
    assert {event.score for event in answers} == {0.0, 1.0}


def test_how_sure_she_was_and_what_she_got_wrong_then_lead_on(library, run_command):
    lines = "!sure\n2\n!sure\n1\n!hand-in\n"
    out = run_command("test", "--plain", "--modules", "other", "--objectives", "explain", "--number", "2", library=library, lines=lines).out
    assert "Sure, and not right\n  Other " in out
    assert "edu-tui quiz other --question ot-" in out
    assert "edu-tui test --from wrong" in out
    again = run_command("test", "--plain", "--from", "wrong", "--number", "9", library=library, lines="")
    assert "Question 1 of 1" in again.out
    assert again.err == "There is only 1 question of this choice.\n"


def test_what_is_said_stays_for_the_next_test(library, run_command, tmp_path):
    run_command("test", "--plain", "--modules", "other", "--number", "2", "--minutes", "0", "--clock", "hard", library=library)
    run_command("test", "--plain", "--new", library=library)
    run = started(tmp_path)
    assert (run.scope.modules, run.scope.number, run.limit_ms) == (("other",), 2, 0)
    refused = run_command("test", "--plain", "--number", "3", library=library)
    assert (refused.code, refused.out) == (2, "")
    assert "A test is open." in refused.err
    run_command("test", "--plain", "--new", "--modules", "all", "--objectives", "other:say,classify", library=library)
    assert started(tmp_path).scope.objectives == ("other:say", "timing:classify")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--modules", "othr"), "There is no module othr. Did you mean other?"),
        (("--objectives", "expln"), "There is no objective expln. Did you mean explain"),
        (("--modules", "timing", "--objectives", "say"), "There is no objective say."),
        (("--from", "flagged"), "There is no question of this choice."),
    ],
)
def test_what_does_not_exist_is_told(words, told, library, run_command):
    ran = run_command("test", "--plain", *words, library=library)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize("line", ["!go", "!go 0", "!go 99", "!go x", "!go ١", "!nonsense", "!easy", "?"])
def test_a_word_that_means_nothing_keeps_everything_as_it_is(line, library, run_command, tmp_path):
    ran = run_command("test", "--plain", "--modules", "other", library=library, lines=f"{line}\n")
    assert ran.code == 0
    assert ran.out.count("Question 1 of 6") == 1
    assert not [event for event in events(tmp_path) if isinstance(event, Answered)]


def test_turning_pages_and_undo(library, run_command, tmp_path):
    lines = "!back\n!go 2\n1\nu\n!next\n!next\n"
    out = run_command("test", "--plain", "--modules", "other", "--number", "3", library=library, lines=lines).out
    asked = [line.split()[1] for line in out.splitlines() if line.startswith("Question ")]
    assert asked == ["1", "2", "3", "2", "3"]
    assert out.count("Type !go and a number, or !hand-in") == 2
    assert "Your last answer is taken back." in out
    assert fold(events(tmp_path)).answers == 0


def test_in_the_app_the_clock_waits_for_the_start(library, run_command, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("edu_tui.cli.exam_taking.open_app", lambda places, at: opened.append(at) or 0)
    assert run_command("test", "--modules", "other", "--audience", "clinician", library=library).code == 0
    assert opened == ["test:clinician"]
    (folder,) = (tmp_path / "data" / "learners").iterdir()
    with ProgressStore.open(folder, now=wall_clock, read_only=True) as store:
        assert store.marks["test-choice"]["scope"]["modules"] == ["other"]
        assert not store.events
    assert "goes with --plain" in run_command("test", "--new", library=library).err


# --- past tests ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def two(library, run_command) -> Path:
    for lines in ("1\n1\n2\n!hand-in\n", "1\n1\n1\n!hand-in\n"):
        run_command("test", "--plain", "--modules", "other", "--number", "3", library=library, lines=lines)
    return library


def test_past_tests_are_listed_told_and_set_side_by_side(two, run_command):
    listed = run_command("tests", library=two)
    assert listed.code == 0
    newest, _, oldest, _ = listed.out.splitlines()
    assert "100%, 3 of 3 (44 to 100%), less than 1 min of 30 min" in newest
    assert "67%, 2 of 3 (21 to 94%)" in oldest
    assert "Test: Another one, for clinicians" in listed.out
    one = run_command("tests", oldest.split()[0], library=two).out
    assert "Your result: 67%, 2 of 3 (21 to 94%) right." in one
    assert "By objective\n  Another one\n" in one
    both = run_command("tests", oldest.split()[0], newest.split()[0], library=two).out
    assert "The difference may be chance. Few questions tell little" in both
    assert "Explain something else: " in both


def test_past_tests_for_other_programs(two, run_command):
    told = json.loads(run_command("tests", "--format", "json", library=two).out)["tests"]
    assert [test["right"]["part"] for test in told] == [3, 2]
    assert (
        told[0].items()
        >= {"quiz": "test-clinician", "modules": ["other"], "clock": "soft", "limit_ms": 1_800_000, "given_up": False}.items()
    )
    rows = list(csv.DictReader(io.StringIO(run_command("tests", "--format", "csv", library=two).out)))
    assert [row["right"] for row in rows if row["row"] == "test"] == ["3", "2"]
    assert all(sum(int(row["of"]) for row in rows if row["row"] == "objective" and row["test"] == test["test"]) == 3 for test in told)
    # An objective that looks like a formula is none in a spreadsheet.
    assert {row["title"] for row in rows if row["objective"] == "say"} <= {"'=Say it"}
    assert all(not row["title"].startswith("=") for row in rows)


def test_no_tests_an_unknown_one_and_too_many(library, run_command):
    assert run_command("tests", library=library).out == "No test yet. Begin one with edu-tui test.\n"
    ran = run_command("tests", "abc", library=library)
    assert (ran.code, ran.err) == (2, "No test begins with 'abc'. edu-tui tests lists them.\n")
    assert "Name one test, or two" in run_command("tests", "a", "b", "c", library=library).err
    assert json.loads(run_command("tests", "--format", "json", library=library).out) == {"tests": []}


def test_tests_of_one_quiz_are_among_them(library, run_command):
    run_command("quiz", "other", "--mode", "test", "--plain", library=library, lines="1\n!hand-in\n!hand-in\n")
    assert "17%, 1 of 6" in run_command("tests", library=library).out
    library_known = open_library(library)
    assert library_known.catalogue.quiz("other").title in run_command("tests", library=library).out
