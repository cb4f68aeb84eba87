import os
import sys
from pathlib import Path

import pytest

from edu_tui.export.handouts import Kind

NAMES = [f"timing-family-{kind}.html" for kind in Kind]


@pytest.fixture
def here(tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_without_a_kind_the_whole_set_goes_into_a_folder(library_dir, run_command, here):
    ran = run_command("export", "handout", "timing", "--audience", "family", library=library_dir())
    assert ran.code == 0
    assert sorted(path.name for path in here.glob("*/*")) == sorted(NAMES)
    assert "5 handouts on “When leukaemia comes back” written to timing-family-handouts:" in ran.out
    assert all(name in ran.out for name in NAMES)
    assert "Reviewed by A. Clinician on 1 March 2026" in ran.out
    assert (here / "timing-family-handouts" / NAMES[0]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_one_kind_is_one_file_or_standard_output(library_dir, run_command, here):
    root = library_dir()
    words = ("export", "handout", "timing", "--kind", "cards")
    assert run_command(*words, library=root).code == 0
    assert [path.name for path in here.iterdir()] == ["timing-clinician-cards.html"]
    ran = run_command(*words, "--output", "-", library=root)
    assert ran.out == (here / "timing-clinician-cards.html").read_text(encoding="utf-8")
    assert run_command(*words, "--large-print", "-o", here / "x.html", library=root).code == 0
    assert "font-size: 18pt" in (here / "x.html").read_text(encoding="utf-8")


def test_nothing_is_overwritten_unless_asked(library_dir, run_command, here):
    root = library_dir()
    words = ("export", "handout", "timing", "--audience", "family")
    (here / "set").mkdir()
    (here / "set" / NAMES[2]).write_text("mine")
    ran = run_command(*words, "-o", "set", library=root)
    assert (ran.code, ran.out) == (1, "")
    assert "is there already and was left as it is" in ran.err
    assert [path.name for path in (here / "set").iterdir()] == [NAMES[2]]  # all or nothing
    assert run_command(*words, "-o", "set", "--force", library=root).code == 0
    assert (here / "set" / NAMES[2]).read_text(encoding="utf-8") != "mine"
    assert sorted(path.name for path in (here / "set").iterdir()) == sorted(NAMES)


def test_with_force_a_link_is_replaced_and_what_it_leads_to_is_left(library_dir, run_command, here):
    (here / "other").write_text("other")
    (here / "x.html").symlink_to(here / "other")
    words = ("export", "handout", "timing", "--kind", "cards", "-o", here / "x.html")
    assert run_command(*words, library=library_dir()).code == 1
    assert run_command(*words, "--force", library=library_dir()).code == 0
    assert (here / "other").read_text() == "other"
    assert not (here / "x.html").is_symlink()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("timin",), "There is no module timin. Did you mean timing?\n"),
        (
            ("timing", "-o", "-"),
            "Standard output takes one handout: say which with --kind, one of facilitator, learner, key, cards, leaflet.\n",
        ),
        (("timing", "--kind", "key", "-o", "."), ". is a folder: name a file.\n"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(library_dir, run_command, here, words, sentence):
    ran = run_command("export", "handout", *words, library=library_dir())
    assert (ran.code != 0, ran.out, ran.err) == (True, "", sentence)
    assert list(here.iterdir()) == []


def test_a_module_without_questions_gives_what_it_can(library_dir, run_command, here):
    root = library_dir({"quizzes/timing-family.md": None})
    ran = run_command("export", "handout", "timing", "--audience", "family", library=root)
    assert (ran.code, len(list(here.glob("*/*")))) == (0, 3)
    assert "There are no questions for family" in ran.err
    one = run_command("export", "handout", "timing", "--audience", "family", "--kind", "key", library=root)
    told = "timing has no questions for family, so there is no key sheet: choose one of facilitator, cards, leaflet.\n"
    assert (one.code, one.err) == (1, told)


def test_a_place_that_cannot_be_written_is_named(library_dir, run_command, here):
    (here / "file").write_text("")
    ran = run_command("export", "handout", "timing", "--kind", "cards", "-o", "file/x.html", library=library_dir())
    assert ran.code == 1
    assert ran.err.startswith("file/x.html could not be written (")
    assert [path.name for path in here.iterdir()] == ["file"]


def test_pdf_without_the_extra_leaves_nothing_behind(library_dir, run_command, here, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    ran = run_command("export", "handout", "timing", "--format", "pdf", library=library_dir())
    assert ran.code == 1
    assert ran.err.startswith("PDF needs WeasyPrint: install it (pip install 'edu-tui[pdf]')")
    assert list(here.iterdir()) == []


def test_files_may_be_read_by_whom_the_user_lets(library_dir, run_command, here):
    before = os.umask(0o022)
    try:
        run_command("export", "handout", "timing", "--kind", "cards", library=library_dir())
    finally:
        os.umask(before)
    assert Path("timing-clinician-cards.html").stat().st_mode & 0o777 == 0o644


def test_export_asks_what_to_export(run_command):
    assert run_command("export").err == "edu-tui export: The following arguments are required: WHAT. See edu-tui export --help.\n"
    assert "See edu-tui export --help." in run_command("export", "everything").err
