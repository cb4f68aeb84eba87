import json
from pathlib import Path

import pytest
from libraries import CLINICIAN, FAMILY, QUIZ, edited

from edu_tui.checks.discovery import all_rules
from edu_tui.library.roles import LIBRARY_FILE

REVIEW = '{by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}'
CLIN, FAM, QUIZZES = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md"


def test_a_finding_is_told_as_a_compiler_tells_it(library_dir, run_command):
    ran = run_command("check", library=library_dir(edited(CLIN, "25.8% were", "80.3% were")))
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        'content/timing/clinician.md:15:18: error E02: "80.3%" stands in no fact that is cited here (RT-13)\n'
        "  Five years later 80.3% were alive after a relapse before 18 months [@RT-13].\n"
        "                   ^^^^^\n"
        "  help: Correct it, or cite the fact that is meant: it stands in RI-07.\n"
        "\n"
        "9 files checked: 1 error.\n"
    )


def test_warnings_do_not_fail(library_dir, run_command):
    unserved = edited(CLIN, " .classify}", "}")
    unreviewed = edited(FAM, REVIEW, "null")
    ran = run_command("check", library=library_dir({**unserved, **unreviewed}))
    assert ran.code == 0
    assert ran.out.endswith("9 files checked: 1 warning, 1 note.\n")


def test_json_is_a_list_of_findings(library_dir, run_command):
    root = library_dir(edited(CLIN, "25.8% were", "26.8% were"))
    (found,) = json.loads(run_command("check", "--format", "json", library=root).out)
    assert list(found) == ["code", "severity", "path", "line", "column", "message", "hint"]
    assert (found["code"], found["severity"], found["path"], found["line"], found["column"]) == ("E02", "error", CLIN, 15, 18)
    assert json.loads(run_command("check", "--format", "json", library=library_dir(None, "good")).out) == []


def test_paths_choose_files(library_dir, run_command, monkeypatch):
    root = library_dir({**edited(CLIN, "25.8% were", "26.8% were"), **edited(FAM, "66 out", "67 out")})
    ran = run_command("check", root / FAM, library=root)
    assert ran.code == 1
    assert "67 out of 100" in ran.out
    assert CLIN not in ran.out
    assert ran.out.endswith("1 file checked: 1 error.\n")
    assert run_command("check", root / QUIZZES, library=root).code == 0
    monkeypatch.chdir(root / "content")
    assert run_command("check", Path("timing/family.md"), library=root).code == 1


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("content/none.md", "There is no file"),
        ("../empty", "holds no file of the library"),
        ("notes.txt", "is not a file of the library"),
        ("a\0b", "leads nowhere"),
    ],
)
def test_a_path_that_is_no_file_of_the_library(path, told, library_dir, run_command):
    root = library_dir({"notes.txt": "mine"})
    (root.parent / "empty").mkdir()
    ran = run_command("check", f"{root}/{path}", library=root)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_rules_are_listed_with_reason_example_and_cure(run_command):
    told = json.loads(run_command("check", "--rules", "--format", "json").out)
    assert [item["code"] for item in told] == [rule.code for rule in all_rules()]
    text = run_command("check", "--rules").out
    assert all(f"{item['code']} {item['severity']}: {item['what']}" in text and item["cure"] in text for item in told)


def test_findings_are_kept_until_a_file_changes(library_dir, run_command, monkeypatch):
    root = library_dir(edited(CLIN, "25.8% were", "26.8% were"))
    first = run_command("check", library=root)
    with monkeypatch.context() as patch:
        patch.setattr("edu_tui.checks.run.judged_checks", lambda *_, **__: pytest.fail("checked again"))
        assert run_command("check", library=root) == first
    (root / CLIN).write_text(CLINICIAN)
    assert run_command("check", library=root).code == 0


LONG = "# " + "a" * 5_000_000
DEEP = "\n".join("  " * level + "- x" for level in range(500))

BROKEN = {
    "yaml": ({LIBRARY_FILE: "id: [\n"}, LIBRARY_FILE, "F01"),
    "no facts": ({"content/facts.yaml": None}, "content/facts.yaml", "S01"),
    "no module": ({FAM: None}, FAM, "S01"),
    "duplicate id": ({QUIZZES: QUIZ.replace("rt-order-01", "rt-time-01")}, QUIZZES, "I02"),
    "latin-1": ({FAM: FAMILY.replace("matters", "mätters").encode("latin-1")}, FAM, "S05"),
    "utf-16": ({FAM: FAMILY.encode("utf-16")}, FAM, "S05"),
    "too large": ({FAM: FAMILY + LONG}, FAM, "S04"),
    "long line": ({FAM: FAMILY + LONG[:1_500_000]}, FAM, "S07"),
    "deep": ({FAM: FAMILY + "\n" + DEEP}, FAM, "N10"),
    "empty file": ({CLIN: ""}, CLIN, "F00"),
    "json": ({"content/references.json": "[{"}, "content/references.json", "K02"),
    "nul bytes": ({FAM: b"\0" * 1000}, FAM, "F00"),
}


@pytest.mark.parametrize(("changes", "path", "code"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_and_nothing_falls(changes, path, code, library_dir, run_command):
    ran = run_command("check", library=library_dir(changes))
    assert (ran.code, ran.err) == (1, "")
    assert any(line.startswith(f"{path}:") and f"error {code}:" in line for line in ran.out.split("\n"))
    assert max(map(len, ran.out.split("\n"))) < 1000


def test_hostile_findings_carry_no_control_characters(library_dir, run_command):
    hostile = edited(CLIN, "A short lead.", "See [x](\x1b]2;x\x07:y) and [@\x1b[31m], 60%\x1b[2J.")
    ran = run_command("check", library=library_dir(hostile))
    assert ran.code == 1
    assert not any(ord(char) < 32 and char != "\n" for char in ran.out)
    data = run_command("check", "--format", "json", library=library_dir(hostile, "two")).out
    assert not any(ord(char) < 32 for item in json.loads(data) for char in item["message"])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda _: None, "There is no library at"),
        (lambda root: root.mkdir(), "has no folder content/"),
        (lambda root: (root / "content").mkdir(parents=True), "has no file content/library.yaml"),
        (lambda root: root.write_text("x"), "it is not a folder"),
    ],
    ids=["missing", "empty", "no head", "a file"],
)
def test_what_is_no_library_is_told_with_a_cure(make, told, tmp_path, run_command):
    root = tmp_path / "lib\x1b[31mrary"
    make(root)
    for command in (("check",), ("read", "x", "--plain"), ("quiz", "x", "--plain"), ("progress",)):
        ran = run_command(*command, library=root)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err
        assert "\x1b" not in ran.err


def test_a_library_in_a_folder_with_an_escape_in_its_name(library_dir, run_command):
    root = library_dir(None, "a\x1b[31mb")
    assert run_command("check", library=root) == (0, "9 files checked: nothing found.\n", "")
    assert "\x1b" not in run_command("doctor", library=root).out
