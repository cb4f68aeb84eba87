import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command_kit import UNPRIVILEGED
from libraries import QUIZ, edited, write_library

from edu_tui.progress.events import Answered, Read, new_id, stamp
from edu_tui.progress.store import ProgressStore

CLIN = "content/timing/clinician.md"
ROOT = Path(__file__).resolve().parents[2]
NOTHING = {"part": 0, "of": 0, "share": None, "low": None, "high": None}


def test_progress_of_somebody_who_did_nothing_yet(library_dir, run_command, tmp_path):
    root = library_dir()
    told = json.loads(run_command("progress", "--format", "json", library=root).out)
    assert list(told)[:3] == ["learner", "modules", "totals"]
    assert [(item["module"], item["audience"], item["mastery"]) for item in told["modules"]] == [
        ("timing", "clinician", 0.0),
        ("timing", "family", 0.0),
    ]
    assert told["recall"] == {"expected": None, "recalled": NOTHING, "bands": []}
    assert (told["calendar"]["days"], told["weakest"], told["confidence"]["levels"]) == ([], [], [])
    assert not (tmp_path / "data" / "learners").exists()
    text = run_command("progress", library=root).out
    assert "Not begun yet\n  The time of relapse (for clinicians)\n" in text
    assert "Nothing yet. Read a section or answer a question" in text
    assert "%" not in text


def test_mastery_is_rounded_to_four_places(library_dir, run_command):
    more = "\n## Third\n\nid: rt-three-01\nobjective: classify\n\nTrue?\n\n- [x] True\n- [ ] False\n"
    quiz = QUIZ.replace("objective: classify\n\nA boy", "objective: classify\nshuffle: false\n\nA boy") + more
    root = library_dir({"quizzes/timing.md": quiz})
    run_command("quiz", "timing", "--plain", library=root, lines="1\nq\n")
    mastery = json.loads(run_command("progress", "--format", "json", library=root).out)["modules"][0]["mastery"]
    assert mastery == 0.3333


def study(folder: Path) -> None:
    """Three weeks of a learner who misses one question to the end."""
    now = datetime.now(UTC)
    with ProgressStore.open(folder / "data" / "learners" / "default", now=lambda: now) as store:
        for ago in (21, 14, 7):
            at = stamp(now - timedelta(days=ago))
            for question, score, confidence in (("rt-time-01", 1.0, 3), ("rt-order-01", 0.0, 3)):
                facts = {"id": new_id(), "at": at, "rev": 1, "run": "r", "response": (), "ms": 120_000, "mode": "review"}
                store.append(Answered(question=question, score=score, confidence=confidence, **facts))
            store.append(Read(id=new_id(), at=at, module="timing", audience="clinician", section="clocks", ms=60_000))


def test_json_tells_all_that_is_known(library_dir, run_command, tmp_path):
    study(tmp_path)
    told = json.loads(run_command("progress", "--format", "json", library=library_dir()).out)
    assert told["totals"] == {"answers": 6, "sections_read": 1, "days_active": 3}
    assert told["questions"]["right"] == {"part": 1, "of": 2, "share": 0.5, "low": 0.0945, "high": 0.9055}
    module = told["modules"][0]
    assert (module["questions_answered"], module["questions_total"], module["mastery"]) == (2, 2, 0.5)
    assert (module["reading_ms"], module["answering_ms"]) == (180_000, 720_000)
    (objective,) = module["objectives"]
    assert (objective["objective"], objective["missed"], objective["section"], objective["quiz"]) == (
        "classify",
        ["rt-order-01"],
        "clocks",
        "timing",
    )
    assert told["weakest"] == [{"module": "timing", "audience": "clinician", "objective": "classify"}]
    assert [day["count"] for day in told["calendar"]["days"]] == [3, 3, 3]
    assert told["recall"]["recalled"] == {"part": 2, "of": 4, "share": 0.5, "low": 0.15, "high": 0.85}
    assert 0 < told["recall"]["expected"] < 1
    assert len(told["forecast"]["days"]) == 30
    assert sum(day["due"] for day in told["forecast"]["days"]) + told["forecast"]["later"] == 2
    (level,) = told["confidence"]["levels"]
    assert (level["confidence"], level["name"], level["right"]["of"], level["verdict"]) == (3, "sure", 6, "fits")
    assert told["confidence"]["points"] == 9 - 18
    assert told["time"]["last_7_days"] == {"reading_ms": 0, "answering_ms": 0}
    assert told["time"]["last_30_days"] == told["time"]["all"] == {"reading_ms": 180_000, "answering_ms": 720_000}


def test_every_key_and_column_is_documented(library_dir, run_command, tmp_path):
    study(tmp_path)
    page = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
    told = json.loads(run_command("progress", "--format", "json", library=library_dir()).out)
    (header, *_) = run_command("progress", "--format", "csv", library=tmp_path / "library").out.splitlines()
    for name in {*keys(told), *header.split(",")}:
        assert f"`{name}`" in page, name


def keys(value: object) -> Iterator[str]:
    """All keys of an object, those inside it too."""
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)


def test_text_says_the_same_in_words(library_dir, run_command, tmp_path):
    study(tmp_path)
    text = run_command("progress", library=library_dir()).out
    assert "  questions answered: 2 of 2\n  mastery: 50%, over 2 scored questions\n  right the last time: 50%, 1 of 2 (9 to 91%)\n" in text
    assert "  Classify a relapse by time: 50%, 1 of 2 (9 to 91%) right\n" in text
    assert "edu-tui read timing --audience clinician --section clocks" in text
    assert "3 of the last" in text
    assert "recalled 50%, 2 of 4 (15 to 85%)" in text
    assert "sure: right 50%, 3 of 6 (19 to 81%)." in text
    assert "15 min in all, 15 min in the last 30 days" in text
    assert "Not begun yet\n  When leukaemia comes back (for families)\n" in text
    assert text.endswith("Answers: 6; sections read: 1; days active: 3\n")


def test_csv_has_a_row_for_each_module_and_objective(library_dir, run_command, tmp_path):
    study(tmp_path)
    rows = list(csv.DictReader(io.StringIO(run_command("progress", "--format", "csv", library=library_dir()).out)))
    assert [(row["row"], row["audience"], row["objective"]) for row in rows] == [
        ("module", "clinician", ""),
        ("objective", "clinician", "classify"),
        ("module", "family", ""),
        ("objective", "family", "tell"),
    ]
    assert (rows[0]["sections_read"], rows[0]["share"], rows[0]["low"], rows[0]["answering_ms"]) == ("1", "0.5", "0.0945", "720000")
    assert (rows[1]["sections_read"], rows[1]["right"], rows[1]["answered"]) == ("", "1", "2")
    assert (rows[2]["answered"], rows[2]["share"], rows[2]["low"]) == ("0", "", "")


def test_no_cell_of_the_csv_is_a_formula(library_dir, run_command):
    root = library_dir(edited(CLIN, "title: The time of relapse", 'title: "=HYPERLINK(1,\\"x\\")"'))
    rows = list(csv.DictReader(io.StringIO(run_command("progress", "--format", "csv", library=root).out)))
    assert rows[0]["title"] == '\'=HYPERLINK(1,"x")'


def test_an_unknown_learner_is_named(library_dir, run_command):
    ran = run_command("progress", "--learner", "Zoe\x1b", library=library_dir())
    assert (ran.code, ran.out) == (2, "")
    assert "There is no learner called Zoe" in ran.err
    assert "\x1b" not in ran.err


def test_all_is_well(library_dir, run_command, tmp_path):
    ran = run_command("doctor", library=library_dir())
    assert (ran.code, ran.err) == (0, "")
    for words in ("edu-tui", "Python", "textual", "A small library, version 1", "0 errors, 0 warnings", str(tmp_path / "data"), "cache"):
        assert words in ran.out
    assert ran.out.endswith("All is well.\n")
    assert not (tmp_path / "data" / "learners").exists()


def test_what_is_wrong_is_named_with_its_cure(library_dir, run_command, tmp_path):
    ran = run_command("doctor", library=library_dir(edited(CLIN, "25.8% were", "26.8% were")))
    assert ran.code == 1
    assert "WRONG findings: 1 errors" in ran.out
    assert "Run edu-tui check" in ran.out
    ran = run_command("doctor", library=tmp_path / "none")
    assert ran.code == 1
    assert "There is no library at" in ran.out
    assert "2 things" not in ran.out


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_progress_that_others_may_read_is_told(library_dir, run_command, tmp_path):
    root = library_dir()
    run_command("quiz", "timing", "--plain", library=root, lines="1\n")
    assert run_command("doctor", library=root).code == 0
    (tmp_path / "data" / "learners" / "default").chmod(0o755)
    ran = run_command("doctor", library=root)
    assert ran.code == 1
    assert "Others on this computer may look into it." in ran.out


def test_a_data_folder_into_which_others_may_write_is_told(library_dir, run_command, tmp_path):
    root = library_dir()
    run_command("quiz", "timing", "--plain", library=root, lines="1\n")
    (tmp_path / "data").chmod(0o777)
    ran = run_command("doctor", library=root)
    assert ran.code == 1
    assert "Others on this computer may put things into it" in ran.out


def test_a_data_folder_of_somebody_else_is_told(library_dir, run_command, monkeypatch):
    root = library_dir()
    run_command("quiz", "timing", "--plain", library=root, lines="1\n")
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    ran = run_command("doctor", library=root)
    assert ran.code == 1
    assert ran.out.count("It belongs to another user of this computer") == 2, "the folder, and the learner's in it"


@pytest.mark.skipif(not UNPRIVILEGED or not shutil.which("setpriv"), reason="only root can make a folder of somebody else")
@pytest.mark.parametrize(
    ("mode", "code", "sentence"), [(0o700, 1, "cannot be used (Permission denied)"), (0o755, 0, "cannot be written, so nothing")]
)
def test_a_data_folder_of_somebody_else(tmp_path: Path, mode: int, code: int, sentence: str) -> None:
    root, data = write_library(tmp_path / "library"), tmp_path / "data"
    data.mkdir()
    data.chmod(mode)
    os.chown(data, 65534, 65534)
    command = [*UNPRIVILEGED, sys.executable, "-m", "edu_tui", "--library", str(root), "--data-dir", str(data), "quiz", "timing", "--plain"]
    ran = subprocess.run(command, cwd=ROOT, input="1\n", capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == code, ran
    assert sentence in ran.stderr
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert not list(data.iterdir())


def test_a_data_folder_that_is_a_file_is_told(library_dir, run_command, tmp_path):
    (tmp_path / "data").write_text("mine")
    ran = run_command("doctor", library=library_dir())
    assert ran.code == 1
    assert "It is not a folder." in ran.out
    assert (tmp_path / "data").read_text() == "mine"


def test_doctor_tells_of_backups_and_of_damage(library_dir, run_command, tmp_path):
    root = library_dir()
    assert run_command("quiz", "timing", "--plain", library=root, lines="1\n").code == 0
    assert "ok backups: 1 of 1 read well, the newest good one of " in run_command("doctor", library=root).out
    (snapshot,) = (tmp_path / "data").rglob("progress.json")
    snapshot.write_text("garbage")
    ran = run_command("doctor", library=root)
    assert ran.code == 1
    assert "WRONG progress: needs attention" in ran.out
    assert snapshot.read_text() == "garbage"
