"""`import`: where questions and sources go, what is told of what was lost, and files that cannot be read."""

from __future__ import annotations

import json
import os

import pytest
from libraries import QUIZ, REFERENCES

from edu_tui.library.library import open_library

QUIZZES, REFS = "quizzes/timing.md", "content/references.json"
GIFT = "// [id:my-id]\n::Antigen::Which antigen? {=CD19 ~CD3#The other arm.}\n\n// [id:rt-time-01]\nTrue? {T}\n\nTell. {}\n"
BIB = "@misc{new2026, title={New}, doi={10.1000/9}}\n@misc{again, title={Again}, doi={10.1000/1}}\n"


@pytest.fixture
def gift(tmp_path):
    path = tmp_path / "a.gift"
    path.write_text(GIFT)
    return path


def test_questions_on_standard_output(library_dir, run_command, gift):
    ran = run_command("import", "gift", gift, library=library_dir())
    assert ran.code == 1
    assert ran.out == (
        "---\nmodule: <id of the module>\naudience: clinician\ntitle: <title of the quiz>\n---\n\n"
        "## Antigen\n\nid: my-id\nobjective: <an objective of the module>\n\nWhich antigen?\n\n"
        "- [x] CD19\n- [ ] CD3\n  > The other arm.\n\n"
        "## True?\n\nid: gift-true\nobjective: <an objective of the module>\n\nTrue?\n\n- [x] True\n- [ ] False\n\n"
        "> **Explanation:** <why this is right, with the fact that says so>\n"
    )
    assert ran.err == (
        "Not carried over as it was (2 places):\n"
        '- line 5: the id "rt-time-01": it was used before: here it is gift-true.\n'
        '- line 7: the essay question "Tell.": no program can mark an essay.\n'
        "2 questions written to standard output.\n"
        "Fill what stands between < and >. No imported question cites a fact yet: edu-tui check will ask for evidence where a figure "
        "stands.\n"
    )


def test_questions_into_a_quiz_of_the_library(library_dir, run_command, gift):
    root = library_dir()
    ran = run_command("import", "gift", gift, "--quiz", "timing", library=root)
    assert ran.out.startswith(f"2 questions written to {QUIZZES}.\n")
    assert (root / QUIZZES).read_text().startswith(QUIZ)
    assert [(question.id, question.objective) for question in open_library(root).quiz("timing").questions[-2:]] == [
        ("my-id", "classify"),
        ("timing-true", "classify"),
    ]
    found = run_command("check", root / QUIZZES, library=root).out
    assert "error U01: <why this is right, with the fact that says so> is a blank to fill" in found
    again = run_command("import", "gift", gift, "--quiz", "timing", library=root)
    assert 'the id "my-id": it was used before: here it is timing-antigen.' in again.err


def test_questions_into_a_new_quiz_and_a_new_file(library_dir, run_command, gift, tmp_path):
    root = library_dir({QUIZZES: None})
    assert run_command("import", "gift", gift, "--quiz", "timing", library=root).code == 1
    assert open_library(root).quiz("timing").module == "timing"
    target = tmp_path / "out.md"
    assert run_command("import", "gift", gift, "--output", target, library=root).out.startswith(f"2 questions written to {target}.\n")
    written = target.read_bytes()
    assert "is there already and was left as it is" in run_command("import", "gift", gift, "-o", target, library=root).err
    assert target.read_bytes() == written


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("aiken", "Which?\nA) a\nB) b\nANSWER: A\n"),
        ("csv", "question,answer\nWho?,CD19\n"),
        ("anki", "Who?\tCD19\n"),
        ("gift", "Who? {=CD19}"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_format_and_encoding(form, text, encoding, library_dir, run_command, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    ran = run_command("import", form, path, "--output", "-", library=library_dir())
    assert (ran.code, ran.out.count("## ")) == (0, 1)


def test_losses_are_gathered(library_dir, run_command, tmp_path):
    path = tmp_path / "a.gift"
    path.write_text("\n\n".join("Tell. {}" for _ in range(12)))
    ran = run_command("import", "gift", path, library=library_dir())
    assert (ran.code, ran.out) == (1, "Nothing was written: no question was found that could be carried over.\n")
    told = '- lines 1, 3, 5, 7, 9, 11, 13, 15 and 4 more: the essay question "Tell.": no program can mark an essay.\n'
    assert ran.err == f"Not carried over as it was (12 places):\n{told}"


def test_hostile_words_reach_the_terminal_clean(library_dir, run_command, tmp_path):
    path = tmp_path / "a.gift"
    path.write_text("A\x1b[31m {=a&#27;[0m ~b}\n\nB\x1b]2;x\x07 {}")
    ran = run_command("import", "gift", path, library=library_dir())
    assert not any(ord(char) < 32 and char != "\n" for char in ran.out + ran.err)


def unreadable(folder, name):
    path = folder / name
    match name:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "latin":
            path.write_bytes("A\n\nB {=ä}".encode("latin-1"))
        case "half":
            path.write_bytes(b"\xff\xfeA")
        case "binary":
            path.write_bytes(b"A\0B")
        case "loop":
            path.symlink_to(path)
        case "large":
            with path.open("wb") as file:
                file.truncate(100_000_000)
    return path


UNREADABLE = {
    "absent": "cannot be read (no such file or directory)",
    "folder": "is no file",
    "pipe": "is no file",
    "latin": "latin:3: the file is not UTF-8. Save it as UTF-8 first.",
    "half": "the file is not UTF-16",
    "binary": "is no text",
    "loop": "cannot be read",
    "large": "is too large (100,000,000 bytes, at most 10,000,000)",
}


@pytest.mark.parametrize("form", ["gift", "aiken", "csv", "anki", "bibtex"])
@pytest.mark.parametrize(("name", "told"), UNREADABLE.items(), ids=UNREADABLE)
def test_what_cannot_be_read_is_one_sentence(form, name, told, library_dir, run_command, tmp_path):
    ran = run_command("import", form, unreadable(tmp_path, name), library=library_dir())
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1


WRONG = {
    "quiz": (("gift", "x", "--quiz", "timng"), "There is no module timng. Did you mean timing?"),
    "format": (("word", "x"), "invalid choice"),
    "write": (("gift", "x", "--write"), "--write is for bibtex"),
    "output": (("bibtex", "x", "--output", "-"), "are for questions"),
}


@pytest.mark.parametrize(("words", "told"), WRONG.values(), ids=WRONG)
def test_slips(words, told, library_dir, run_command):
    ran = run_command("import", *words, library=library_dir())
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


# --- sources ---------------------------------------------------------------------------------------------------------------------


def test_sources_are_shown_then_added(library_dir, run_command, tmp_path):
    path = tmp_path / "a.bib"
    path.write_text(BIB)
    root = library_dir()
    shown = run_command("import", "bibtex", path, library=root)
    assert (shown.code, json.loads(shown.out)) == (1, [{"id": "new2026", "type": "document", "title": "New", "DOI": "10.1000/9"}])
    assert 'line 2: the source "again": it is there already as rheingold2024.' in shown.err
    assert (root / REFS).read_text() == REFERENCES
    ran = run_command("import", "bibtex", path, "--write", library=root)
    assert ran.out == f"1 source added at the end of {REFS}.\n"
    assert (root / REFS).read_text().startswith(REFERENCES.rstrip()[:-1].rstrip())
    assert list(open_library(root).ledger.references) == ["rheingold2024", "hogan2025", "new2026"]
    assert run_command("check", library=root).code == 0
    written = (root / REFS).read_bytes()
    assert run_command("import", "bibtex", path, "--write", library=root).out == f"0 sources added at the end of {REFS}.\n"
    assert (root / REFS).read_bytes() == written


def test_sources_into_a_library_without_any(library_dir, run_command, tmp_path):
    (tmp_path / "a.bib").write_text("@misc{a, title={A}}")
    root = library_dir({REFS: None})
    ran = run_command("import", "bibtex", tmp_path / "a.bib", "--write", library=root)
    assert (ran.code, ran.out) == (0, f"1 source added at the end of {REFS}.\n")
    assert ran.err == "a has neither DOI nor PMID nor a web address: edu-tui check will note it.\n"
    assert json.loads((root / REFS).read_text())[0]["id"] == "a"


def test_a_damaged_ledger_is_left_alone(library_dir, run_command, tmp_path):
    (tmp_path / "a.bib").write_text("@misc{a, title={A}}")
    root = library_dir({REFS: "[{"})
    ran = run_command("import", "bibtex", tmp_path / "a.bib", "--write", library=root)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{REFS}:1: the file is not valid JSON.")
    assert (root / REFS).read_text() == "[{"
