"""`learners` and `delete-my-data`."""

import io

import pytest

from edu_tui.progress.learners import Learners
from edu_tui.progress.presence import Presence


@pytest.fixture
def known(tmp_path):
    return Learners(tmp_path / "data")


def answer(run_command, library, *words):
    assert run_command(*words, "quiz", "timing", "--plain", library=library, lines="1\n").code == 0


def test_there_is_somebody_before_anybody_was_added(run_command, tmp_path):
    ran = run_command("learners")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "* default\n\n* learns when no --learner is named.\n"
    assert not (tmp_path / "data").exists()


def test_add_use_rename(library_dir, run_command, known):
    root = library_dir()
    ran = run_command("learners", "add", "Anna Lena")
    assert (ran.code, ran.err) == (0, "")
    assert "edu-tui learners use 'Anna Lena'" in ran.out
    assert run_command("learners", "use", "anna lena").out == "From now on Anna Lena learns when no --learner is named.\n"
    answer(run_command, root)
    assert run_command("progress", library=root).out.startswith("Learner: Anna Lena\n")
    assert run_command("progress", "--learner", "default", library=root).out.startswith("Learner: default\n")
    assert run_command("learners", "rename", "Anna Lena", "Anna").code == 0
    assert run_command("learners", "list").out.startswith("* Anna\n  default\n")
    assert "questions answered: 1 of 2" in run_command("progress", library=root).out
    run_command("learners", "use", "default")
    assert run_command("learners").out.startswith("  Anna\n* default\n")
    assert [learner.name for learner in known.all()] == ["Anna"]


def test_equal_names_are_told_apart(run_command, known):
    one = known.create("Anna")
    other = Learners(known.home.parent / "elsewhere").create("Anna")
    other.folder.rename(known.home / other.id)
    assert run_command("learners").out.startswith("".join(f"  Anna  ({ident})\n" for ident in sorted([one.id, other.id])))
    assert run_command("learners", "use", other.id).code == 0
    assert known.chosen().id == other.id


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("add",), 2, "edu-tui learners add NAME was called with 0 names"),
        (("add", "a", "b"), 2, "2 names"),
        (("rename", "a"), 2, "edu-tui learners rename OLD NEW"),
        (("list", "x"), 2, "1 names"),
        (("use", "Max"), 2, "There is no learner called Max"),
        (("add", "default"), 2, "already"),
        (("add", "a\x1bb"), 2, "control characters"),
        (("kill", "a"), 2, "See edu-tui learners --help"),
    ],
)
def test_mistakes_are_told_in_one_line(run_command, words, code, told):
    ran = run_command("learners", *words)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


def test_deleting_asks_for_the_name(library_dir, run_command, known):
    root = library_dir()
    run_command("learners", "add", "Zoë")
    for name in ("default", "Zoë"):
        answer(run_command, root, "--learner", name)
    zoe = known.find("Zoë")
    for lines in ("", "\n", "zoë\n", "yes\n"):
        ran = run_command("delete-my-data", "--learner", "Zoë", lines=lines)
        assert ran.code == 2
        assert "This deletes all that is kept of Zoë: 2 steps, 1 journal, 1 backup." in ran.out
        assert ran.err == "Nothing was deleted, because the name given is not Zoë. Another learner is named with --learner.\n"
        assert len(known.all()) == 2
    ran = run_command("delete-my-data", "--learner", "Zoë", lines="Zoe\u0308\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(f"Deleted: 2 steps, 1 journal, 1 backup, with the folder {zoe.folder}.\n")
    assert [learner.name for learner in known.all()] == ["default"]
    assert "questions answered: 1 of 2" in run_command("progress", library=root).out
    assert run_command("delete-my-data", "--learner", "Zoë", "--yes", "Zoë").code == 2


def test_a_script_gives_the_name(library_dir, run_command, known):
    answer(run_command, library_dir())
    ran = run_command("delete-my-data", "--yes", "Anna")
    assert ran.code == 2
    assert "not default" in ran.err
    ran = run_command("delete-my-data", "--yes", "default")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Deleted: 2 steps")
    assert known.all() == []
    ran = run_command("delete-my-data", "--yes", "default")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Nothing is kept of default in ")


def test_nobody_who_was_deleted_stays_chosen(run_command, known):
    run_command("learners", "add", "Anna")
    run_command("learners", "use", "Anna")
    assert run_command("delete-my-data", "--yes", "Anna").code == 0
    assert run_command("learners").out.startswith("* default\n")
    assert list(known.home.iterdir()) == []


def test_a_running_program_is_not_robbed(library_dir, run_command, known):
    answer(run_command, library_dir())
    presence = Presence(known.default().folder)
    presence.attend()
    ran = run_command("delete-my-data", "--yes", "default")
    assert ran.code == 1
    assert ran.err.startswith("Nothing was deleted: another program has the progress of default open.")
    assert ran.out == ""
    presence.leave()
    assert run_command("delete-my-data", "--yes", "default").code == 0


def test_an_interrupted_deletion_is_finished(run_command, known):
    grave = known.home / ".deleted-0123456789abcdef-1"
    grave.mkdir(parents=True)
    (grave / "progress.json").write_text("old")
    ran = run_command("delete-my-data", "--yes", "default")
    assert ran.code == 0
    assert ran.err == "What an interrupted deletion had left was deleted first.\n"
    assert list(known.home.iterdir()) == []


def test_without_an_input_nothing_is_deleted(library_dir, run_command, known, monkeypatch, tmp_path, capsys):
    from edu_tui.cli import main

    answer(run_command, library_dir())
    monkeypatch.setattr("sys.stdin", None)
    assert main(["--data-dir", str(tmp_path / "data"), "delete-my-data"]) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert len(known.all()) == 1
