"""`merge` and `export progress`: the same progress on two computers."""

import json
import os
import stat
from pathlib import Path

import pytest
from libraries import QUIZ
from tinydb import TinyDB

from edu_tui.cli import main


@pytest.fixture
def computer(library_dir, tmp_path, monkeypatch, capsys):
    """A function that runs a command on one of several computers, each with its own data."""
    library = library_dir()

    def run(name, *words, lines=""):
        import io

        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        code = main(["--library", str(library), "--data-dir", str(tmp_path / name), *map(str, words)])
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


def learner_folder(tmp_path: Path, name: str) -> Path:
    return tmp_path / name / "learners" / "default"


def test_two_computers_end_with_the_same(computer, tmp_path):
    computer("ward", "quiz", "timing", "--plain", lines="1\n")
    computer("home", "quiz", "timing", "--plain", lines="2\n1\n")
    assert computer("ward", "export", "progress", "-o", tmp_path / "ward.json")[:2] == (
        0,
        f"2 steps of default written to {tmp_path / 'ward.json'}.\n",
    )
    code, out, err = computer("home", "merge", tmp_path / "ward.json")
    assert (code, err) == (0, "")
    assert out.startswith("2 new steps came in. The progress of default now holds ")
    assert computer("home", "merge", tmp_path / "ward.json")[1].startswith("Nothing new came in: every step was known already.")
    code, out, err = computer("ward", "merge", learner_folder(tmp_path, "home"))
    assert (code, err) == (0, "")
    ward, home = (computer(name, "export", "progress", "--format", "csv")[1] for name in ("ward", "home"))
    assert ward == home
    assert ward.count("\n") >= 5


def test_an_export_goes_through_a_pipe(computer, tmp_path):
    computer("ward", "quiz", "timing", "--plain", lines="1\n")
    code, out, err = computer("ward", "export", "progress")
    assert (code, err) == (0, "")
    assert len(json.loads(out)["events"]) == 2
    (tmp_path / "pipe.json").write_bytes(out.replace("\n", "\r\n").encode())
    assert computer("home", "merge", tmp_path / "pipe.json")[1].startswith("2 new steps came in.")


def test_several_files_at_once_and_a_link(computer, tmp_path):
    for name in ("ward", "night"):
        computer(name, "quiz", "timing", "--plain", lines="1\n")
    (tmp_path / "stick").symlink_to(learner_folder(tmp_path, "night"))
    assert computer("home", "merge", learner_folder(tmp_path, "ward"), tmp_path / "stick")[1].startswith("4 new steps came in.")


def test_one_new_step_is_one(computer, tmp_path):
    with TinyDB(tmp_path / "stock.json") as base:
        base.table("events").insert({"id": "x", "what": "walked", "at": ""})
    assert computer("home", "merge", tmp_path / "stock.json")[1] == "1 new step came in. The progress of default now holds 1.\n"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"events": 3}', '{"_meta": {"1": {"fmt": 9}}}', "\x1b]2;x\x07"])
def test_what_is_no_progress_is_refused_in_one_sentence(computer, tmp_path, text):
    (tmp_path / "bad\x1b.json").write_text(text)
    code, out, err = computer("home", "merge", tmp_path / "bad\x1b.json")
    assert (code, out) == (1, "")
    assert err.endswith(".\n")
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert not (tmp_path / "home" / "learners").exists()


def test_links_in_a_circle_and_missing_files_are_told(computer, tmp_path):
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for path in (tmp_path / "circle", tmp_path / "none"):
        code, out, err = computer("home", "merge", path)
        assert (code, out) == (1, "")
        assert "cannot be read" in err


def test_what_the_other_folder_went_through_is_told(computer, tmp_path):
    computer("ward", "quiz", "timing", "--plain", lines="1\n")
    (learner_folder(tmp_path, "ward") / "progress.json").write_text("garbage")
    code, out, err = computer("home", "merge", learner_folder(tmp_path, "ward"))
    assert code == 0
    assert out.startswith("2 new steps came in.")
    assert "cut off or not JSON" in err


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_an_export_is_for_its_owner_and_never_overwrites(computer, tmp_path):
    computer("ward", "quiz", "timing", "--plain", lines="1\n")
    path = tmp_path / "mine.csv"
    for words, code in (((), 0), ((), 1), (("--force",), 0)):
        assert computer("ward", "export", "progress", "--format", "csv", "-o", path, *words)[0] == code
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().startswith("at,what,id,")
    code, out, err = computer("ward", "export", "progress", "-o", learner_folder(tmp_path, "ward") / "progress.json", "--force")
    assert (code, out) == (1, "")
    assert "keeps progress itself" in err


def test_an_export_shows_no_control_characters(library_dir, computer, tmp_path):
    with TinyDB(tmp_path / "stock.json") as base:
        base.table("events").insert({"id": "x", "what": "noted", "at": "", "subject": "q", "text": "\x1b]2;evil\x07\u202e\x7f"})
    computer("home", "merge", tmp_path / "stock.json")
    for form in ("csv", "json"):
        code, out, _ = computer("home", "export", "progress", "--format", form)
        assert code == 0
        assert "evil" in out
        assert not set(out) & set("\x1b\x07\x7f\u202e")
        computer("home", "export", "progress", "--format", form, "-o", tmp_path / f"x.{form}")
        assert (tmp_path / f"x.{form}").read_text() == out
    assert computer("away", "merge", tmp_path / "x.json")[1].startswith("1 new step")


def test_nobody_new_is_made_by_merging(computer, tmp_path):
    code, _, err = computer("home", "merge", tmp_path, "--learner", "Zoe")
    assert code == 2
    assert "There is no learner called Zoe" in err


def test_a_question_of_the_other_library_does_no_harm(library_dir, run_command, computer, tmp_path):
    """Events name questions by id; those of a question that is not here stay, and are told nowhere."""
    computer("ward", "quiz", "timing", "--plain", lines="1\n")
    other = library_dir({"quizzes/timing.md": QUIZ.replace("rt-time-01", "rt-other-01").replace("rt-order-01", "rt-other-02")}, "other")
    run_command("merge", learner_folder(tmp_path, "ward"), library=other)
    told = json.loads(run_command("progress", "--format", "json", library=other).out)
    assert told["totals"]["answers"] == 1
