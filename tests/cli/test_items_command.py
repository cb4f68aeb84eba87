"""`items`: how questions do, over the own answers, files of others and sessions."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_kit import RunCommand
from teaching_kit import full_plan, go_to_step, make_material, make_session

from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered, new_id, stamp
from edu_tui.progress.exporting import as_json
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import export_session
from edu_tui.progress.store import ProgressStore
from edu_tui.study.teaching.material import material_of


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The small library of teaching, whose q-plain has its second option right."""
    make_material(tmp_path / "library")
    (tmp_path / "library" / "quizzes" / "talk.md").unlink()  # its questions have the same ids
    return tmp_path / "library"


def options(library: Path) -> list[str]:
    quiz = open_library(library).quiz("talk-family")
    assert quiz is not None
    question = quiz.question("q-plain")
    assert question is not None
    return [option.key for option in question.body.options]  # type: ignore[union-attr]


def answer(folder: Path, library: Path, choice: int) -> ProgressStore:
    """A learner who answered q-plain with the option at this place."""
    store = ProgressStore.open(folder, now=wall_clock)
    fields = {"id": new_id(), "at": stamp(wall_clock()), "question": "q-plain", "rev": 1, "run": "r"}
    store.append(Answered(**fields, response=(options(library)[choice],), score=float(choice == 1)))
    return store


def exported(tmp_path: Path, library: Path, *choices: int) -> list[Path]:
    """Exports of as many learners."""
    paths = []
    for number, choice in enumerate(choices):
        with answer(tmp_path / "others" / f"Zora{number}", library, choice) as store:
            path = tmp_path / f"zora-{number}.json"
            path.write_text(as_json(store))
        paths.append(path)
    return paths


def test_nothing_is_known_yet(run_command: RunCommand, library: Path, tmp_path: Path) -> None:
    ran = run_command("items", library=library)
    assert (ran.code, "No answers and no votes" in ran.out) == (0, True)
    assert "Nothing is known of it yet" in run_command("items", "q-plain", library=library).out
    assert not (tmp_path / "data" / "sessions").exists()


def test_files_of_others_count_with_the_own_answers_and_name_nobody(run_command: RunCommand, library: Path, tmp_path: Path) -> None:
    answer(tmp_path / "data" / "learners" / "default", library, 1).close()
    files = exported(tmp_path, library, 1, 0, 0, 2)
    assert "Answers of 4 people: not told of fewer than 5" in run_command("items", "--without-mine", *files, library=library).out
    told = run_command("items", "q-plain", *files, library=library)
    assert told.code == 0
    for words in (
        "Answers of 5 people: 40% right, 2 of 5 (12 to 77%).",
        "Choice 1 of plain (right): 40%, 2 of 5",
        "Hidden: 0 answered all 4",
    ):
        assert words in " ".join(told.out.split())
    for form in ("text", "csv", "json"):
        everything = run_command("items", *files, "--format", form, library=library).out
        assert "ora" not in everything.replace("temporary", "")
    again = run_command("items", *files, *files, tmp_path / "others" / "Zora0", library=library)
    assert "Answers of 5 people" in again.out


def test_csv_and_json_hold_the_same_numbers(run_command: RunCommand, library: Path, tmp_path: Path) -> None:
    files = exported(tmp_path, library, 1, 0, 0, 2, 1, 1)
    table = list(csv.DictReader(io.StringIO(run_command("items", *files, "--format", "csv", library=library).out)))
    (item,) = json.loads(run_command("items", *files, "--format", "json", library=library).out)["items"]
    (facility,) = [row for row in table if row["row"] == "facility"]
    assert (facility["source"], facility["of"], float(facility["value"])) == ("answers", "6", 0.5)
    assert (item["answers"]["n"], item["answers"]["facility"]) == (6, 0.5)
    counts = [(row["option"], row["right_option"], row["count"], row["of"]) for row in table if row["row"] == "option"]
    assert counts == list(zip(options(library), ("no", "yes", "no"), "231", "666", strict=True))
    assert [one["chosen"]["part"] for one in item["answers"]["options"]] == [2, 3, 1]
    (hidden,) = [row for row in table if row["row"] == "discrimination"]
    assert (hidden["value"], hidden["words"][:6]) == ("", "Hidden")


def test_sessions_of_this_computer_and_of_files_stand_apart(run_command: RunCommand, library: Path, tmp_path: Path) -> None:
    material = material_of(open_library(library), "talk", Audience.FAMILY)
    assert material is not None
    for data in ("data", "elsewhere"):
        session = make_session(tmp_path / data, material, full_plan(material))
        go_to_step(session, "question:q-plain")
        session.open_vote()
        session.count("1 2 4")
        session.close_vote()
        session.store.close()
    path = tmp_path / "session.json"
    path.write_text(export_session(session.store))
    assert "Votes in 1 session, first rounds" in run_command("items", "talk", library=library).out
    told = run_command("items", "talk-family", path, library=library).out
    assert "Votes in 2 sessions, first rounds" in told
    assert "Discrimination" not in told
    assert "Answers of" not in told


def test_names_choose_questions_and_files_are_told_from_them(run_command: RunCommand, library: Path, tmp_path: Path) -> None:
    files = exported(tmp_path, library, 1)
    assert "q-plain, rev 1" in run_command("items", "talk", *files, library=library).out
    only = run_command("items", "q-plain", "q-safe", *files, library=library).out
    assert ("q-plain, rev 1" in only, "q-safe, rev 1" in only, "q-noted" in only) == (True, True, False)
    (tmp_path / "odd.json").write_text("[1]")
    for words, told in (("q-plian",), "Did you mean q-plain"), ((tmp_path / "odd.json",), "odd.json"):
        ran = run_command("items", *words, library=library)
        assert ran.code in (1, 2)
        assert told in ran.err


def test_it_is_written_to_a_file(run_command: RunCommand, library: Path, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    files = exported(tmp_path, library, 1)
    assert "1 question written" in run_command("items", *files, "--format", "csv", "-o", path, library=library).out
    assert path.read_text().startswith("row,quiz")
    assert "is there already" in run_command("items", *files, "-o", path, library=library).err
    assert "keeps progress" in run_command("items", *files, "-o", tmp_path / "data" / "x", library=library).err


def test_a_title_that_is_a_formula_is_text_in_a_spreadsheet(run_command: RunCommand, library: Path, tmp_path: Path) -> None:
    path = library / "quizzes" / "talk-family.md"
    path.write_text(path.read_text().replace("Choice 0 of plain", "=1+1").replace("## plain", "## @SUM(1)"))
    files = exported(tmp_path, library, 1, 1, 1, 0, 0)
    rows = list(csv.DictReader(io.StringIO(run_command("items", "q-plain", *files, "--format", "csv", library=library).out)))
    assert {row["title"] for row in rows} == {"'@SUM(1)"}
    assert "'=1+1" in {row["text"] for row in rows}
