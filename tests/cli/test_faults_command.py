"""`faults`: what the authors are told, and what they are not."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import write_library

from edu_tui.library.text import clean_line
from edu_tui.progress.learners import Learners
from edu_tui.progress.spreadsheet import safe_cell
from edu_tui.progress.store import ProgressStore
from edu_tui.study.keeping import Keeping


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


def speak(data: Path, *sayings: tuple[str, ...]) -> None:
    """Say something as the learner of `data`: ("flag", subject, flag), ("note", subject, text) or ("report", subject, text)."""
    from edu_tui.progress.moments import wall_clock

    with ProgressStore.open(Learners(data).default().folder, now=wall_clock) as store:
        keeping = Keeping(store)
        for kind, subject, text in sayings:
            if kind == "report":
                keeping.report(subject, 1, text)
            else:
                getattr(keeping, kind)(subject, text)


def all_forms(run_command, library: Path) -> dict[str, str]:
    forms = ("text", "markdown", "csv", "json")
    return {form: run_command("faults", "--format", form, library=library).out for form in forms}


def test_an_author_finds_the_place_the_words_and_the_reasons(library, run_command, tmp_path):
    speak(tmp_path / "data", ("report", "rt-order-01", "step 2 is late"), ("flag", "rt-order-01", "dispute"), ("report", "rt-time-01", ""))
    ran = run_command("faults", library=library)
    assert ran.code == 0
    lines = (library / "quizzes/timing.md").read_text().splitlines()
    time, order = (1 + lines.index(f"## {title}") for title in ("Time class", "Order"))
    assert ran.out.startswith("A small library, version 1. 2 reported and 1 disputed, in 2 places.\n")
    assert f"quizzes/timing.md:{time}  rt-time-01, rev 1\n" in ran.out
    assert f"quizzes/timing.md:{order}  rt-order-01, rev 1\n  Order: Put the three in order.\n" in ran.out
    assert " reported: step 2 is late\n" in ran.out
    assert " disputed\n" in ran.out
    assert ran.out.index("rt-time-01") < ran.out.index("rt-order-01"), "in the order of the file"


def test_sections_too_and_what_is_gone_comes_last(library, run_command, tmp_path):
    speak(
        tmp_path / "data",
        ("report", "gone-01", "was it right?"),
        ("report", "timing:clinician:clocks", "18 months is an odd border"),
        ("report", "timing:martian:clocks", "x"),
    )
    told = json.loads(run_command("faults", "--format", "json", library=library).out)
    assert (told["library"], told["version"]) == ("small", "1")
    assert [(one["kind"], one["id"], one["path"], one["title"]) for one in told["faults"]] == [
        ("section", "timing:clinician:clocks", "content/timing/clinician.md", "Two clocks"),
        ("question", "gone-01", "", ""),
        ("section", "timing:martian:clocks", "", ""),
    ]
    line = (library / "content/timing/clinician.md").read_text().splitlines()[told["faults"][0]["line"] - 1]
    assert line.startswith("## Two clocks")
    assert "not in this library any more" in run_command("faults", library=library).out


def test_nothing_private_is_ever_in_it(library, run_command, tmp_path):
    run_command("learners", "add", "Grete Weber", library=library)
    run_command(
        "quiz", "timing", "--plain", "--learner", "Grete Weber", library=library, lines="2\n!sure\n!note a private thing\n!flag teach\nq\n"
    )
    folder = next(one for one in Learners(tmp_path / "data").all() if one.name == "Grete Weber").folder
    from edu_tui.progress.moments import wall_clock

    with ProgressStore.open(folder, now=wall_clock) as store:
        Keeping(store).report("rt-time-01", 1, "the share")
    for form in ("text", "markdown", "csv", "json"):
        out = run_command("faults", "--format", form, "--learner", "Grete Weber", library=library).out
        assert "the share" in out
        for private in ("Grete", "Weber", "private", "teach", "sure", "90%", folder.name, "T1", "+00:00"):
            assert private not in out, private


def test_nothing_is_told_of_what_was_taken_back(library, run_command, tmp_path):
    speak(tmp_path / "data", ("report", "rt-time-01", "x"), ("flag", "rt-order-01", "dispute"), ("flag", "rt-order-01", ""))
    for _ in range(3):
        run_command("undo", library=library)
    forms = all_forms(run_command, library)
    assert "Nothing was reported or disputed." in forms["text"]
    assert len(forms["csv"].splitlines()) == 1
    assert json.loads(forms["json"])["faults"] == []


HOSTILE = '=HYPERLINK("http://evil.example";"x")'


@pytest.mark.parametrize("words", [HOSTILE, "+1+1", "-2", "@SUM(A1)", " =1", "\t=1", "＝1", "\n=1", "\x1b[31m=1", "| `x` <b>@anna</b> #12"])
def test_outsiders_words_stay_words(library, run_command, tmp_path, words: str):
    speak(tmp_path / "data", ("report", "rt-time-01", words), ("report", words.replace(":", ""), "x"))
    forms = all_forms(run_command, library)
    for out in forms.values():
        assert not any(char in out for char in "\x1b\x07\x9b\u202e\t")
    rows = list(csv.reader(io.StringIO(forms["csv"])))
    assert len(rows) == 3
    for cell in (cell for row in rows for cell in row):
        assert cell == safe_cell(cell)
    assert {one["words"] for fault in json.loads(forms["json"])["faults"] for one in fault["said"]} == {clean_line(words), "x"}
    told = clean_line(words)
    fence = "`` " if "`" in told else "`"
    assert f": {fence}{told}" in forms["markdown"]


@given(st.text())
def test_a_cell_is_no_formula(text: str):
    """Whatever white space stands before it, and in whatever width it is written."""
    safe = safe_cell(text)
    assert safe in (text, f"'{text}")
    bare = safe.lstrip()
    assert not bare or bare[0] not in "=+-@＝＋－＠﹢﹣﹦﹫"
    assert safe_cell(safe) == safe


def test_to_a_file_that_nobody_else_reads(library, run_command, tmp_path):
    speak(tmp_path / "data", ("report", "rt-time-01", "x"))
    path = tmp_path / "faults.csv"
    ran = run_command("faults", "--format", "csv", "--output", path, library=library)
    assert (ran.code, ran.out) == (0, f"1 reported, in 1 place. Written to {path}.\n")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text().splitlines()[1].endswith(",x")
    again = run_command("faults", "-o", path, library=library)
    assert (again.code, again.out) == (1, "")
    assert "--force" in again.err
    assert run_command("faults", "-o", path, "--force", library=library).code == 0
    assert path.read_text().startswith("A small library")
    inside = tmp_path / "data" / "learners" / "faults.txt"
    assert run_command("faults", "-o", inside, library=library).code == 1
    assert not inside.exists()


def test_it_changes_nothing(library, run_command, tmp_path):
    run_command("faults", library=library)
    assert not (tmp_path / "data" / "learners").exists()
    speak(tmp_path / "data", ("report", "rt-time-01", "x"))
    kept = tmp_path / "data" / "learners"
    before = {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()}
    all_forms(run_command, library)
    assert {path: path.read_bytes() for path in kept.rglob("*") if path.is_file()} == before
