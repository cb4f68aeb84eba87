import json
import os

import pytest
from libraries import QUIZ, edited

CLIN = "content/timing/clinician.md"


def test_progress_of_somebody_who_did_nothing_yet(library_dir, run_command, tmp_path):
    root = library_dir()
    told = json.loads(run_command("progress", "--format", "json", library=root).out)
    assert list(told) == ["learner", "modules", "totals"]
    assert [(item["module"], item["audience"], item["mastery"]) for item in told["modules"]] == [
        ("timing", "clinician", 0.0),
        ("timing", "family", 0.0),
    ]
    assert not (tmp_path / "data" / "learners").exists()
    text = run_command("progress", library=root).out
    assert "The time of relapse (for clinicians)\n  sections read: 0 of 2\n  questions answered: 0 of 2; mastery 0%" in text


def test_mastery_is_rounded_to_four_places(library_dir, run_command):
    more = "\n## Third\n\nid: rt-three-01\nobjective: classify\n\nTrue?\n\n- [x] True\n- [ ] False\n"
    quiz = QUIZ.replace("objective: classify\n\nA boy", "objective: classify\nshuffle: false\n\nA boy") + more
    root = library_dir({"quizzes/timing.md": quiz})
    run_command("quiz", "timing", "--plain", library=root, lines="1\nq\n")
    mastery = json.loads(run_command("progress", "--format", "json", library=root).out)["modules"][0]["mastery"]
    assert mastery == 0.3333


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
