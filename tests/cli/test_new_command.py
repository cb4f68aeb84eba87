"""`new`: what is written, where, and that nothing that is there is changed."""

from __future__ import annotations

import pytest
from libraries import QUIZ, write_library
from locks import lock_file

from edu_tui.library.library import open_library
from edu_tui.library.roles import LOCK_FILE

QUIZZES = "quizzes/timing.md"
TRACKS = "id: a\ntitle: A\nversion: 1\ntracks:\n  - {id: t, title: T, modules: [timing, car-t-cells]}\n"


def test_a_module_for_both_audiences(library_dir, run_command):
    root = library_dir()
    ran = run_command("new", "module", "CAR T cells", library=root)
    paths = "content/car-t-cells/clinician.md and content/car-t-cells/family.md"
    fill = "Fill what stands between < and >, add car-t-cells to a track of content/library.yaml, then run edu-tui new quiz car-t-cells"
    assert ran == (0, f"Wrote {paths}.\n{fill} and edu-tui check.\n", "")
    assert 'title: "CAR T cells"' in (root / "content/car-t-cells/family.md").read_text()
    before = {path: path.read_bytes() for path in root.rglob("*.*")}
    again = run_command("new", "module", "car-t-cells", "--audience", "family", library=root)
    assert (again.code, again.out) == (1, "")
    assert again.err.startswith("content/car-t-cells/family.md is there already and was left as it is.")
    assert {path: path.read_bytes() for path in root.rglob("*.*")} == before


def test_a_module_for_one_audience_then_the_other(library_dir, run_command):
    root = library_dir({"content/library.yaml": TRACKS})
    assert run_command("new", "module", "car-t-cells", "--audience", "clinician", "--title", "T: x", library=root).code == 0
    assert not (root / "content/car-t-cells/family.md").exists()
    ran = run_command("new", "module", "car-t-cells", "--audience", "family", library=root)
    assert (ran.code, "library.yaml" in ran.out) == (0, False)


def test_a_quiz_asks_twice_for_each_objective(library_dir, run_command):
    root = library_dir({QUIZZES: None})
    ran = run_command("new", "quiz", "timing", library=root)
    assert ran.out.startswith("Wrote quizzes/timing.md with 2 questions, two for each objective.\n")
    quiz = open_library(root).quiz("timing")
    assert [(question.id, question.objective) for question in quiz.questions] == [
        ("timing-classify", "classify"),
        ("timing-classify-2", "classify"),
    ]
    assert "already. Add to it with edu-tui new question" in run_command("new", "quiz", "timing", library=root).err
    family = run_command("new", "quiz", "timing", "--audience", "family", library=root)
    assert family.err.startswith("quizzes/timing-family.md is there already")


def test_a_question_is_added_and_all_before_it_stays(library_dir, run_command):
    root = library_dir({**lock_file(), QUIZZES: QUIZ.replace("\n", "\r\n")})
    (root / QUIZZES).chmod(0o640)
    ran = run_command("new", "question", "timing", "--type", "short", "--title", "Time # class #", library=root)
    assert ran == (
        0,
        f"Added the question timing-time-class at the end of {QUIZZES}.\nFill what stands between < and >, then run edu-tui check.\n",
        "",
    )
    data = (root / QUIZZES).read_bytes()
    assert data.startswith(QUIZ.replace("\n", "\r\n").encode())
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert (root / QUIZZES).stat().st_mode & 0o777 == 0o640
    quiz = open_library(root).quiz("timing")
    assert quiz.questions[-1].id == "timing-time-class"
    assert quiz.questions[-1].objective == "classify"
    assert not list(root.rglob("*.tmp"))


def test_an_id_of_a_question_that_is_gone_is_not_taken(library_dir, run_command):
    root = library_dir(lock_file())
    (root / QUIZZES).write_text(QUIZ.replace("rt-time-01", "rt-time-09"))
    lock = (root / LOCK_FILE).read_text().replace("rt-time-01", "timing-late")
    (root / LOCK_FILE).write_text(lock)
    assert "timing-late-2" in run_command("new", "question", "timing", "--title", "Late", library=root).out


def test_the_parts_of_a_case_have_new_ids_too(library_dir, run_command):
    root = library_dir({QUIZZES: QUIZ.replace("rt-time-01", "timing-girl-q2")})
    ran = run_command("new", "question", "timing", "--type", "case", "--title", "Girl", library=root)
    assert ran.out.startswith("Added the question timing-girl-2 ")


def test_a_library_whose_first_module_has_a_name(tmp_path, run_command):
    root = tmp_path / "mine"
    assert "edu-tui new quiz car-t and edu-tui check" in run_command("new", "library", root, "--module", "CAR T").out
    assert {module.id for module in open_library(root).catalogue.modules} == {"car-t"}
    assert run_command("new", "quiz", "car-t", library=root).out.startswith("Wrote quizzes/car-t.md with 2 questions")


def test_a_library(tmp_path, run_command):
    folder = tmp_path / "new" / "mine"
    ran = run_command("new", "library", folder, "--title", "Our ward")
    next_step = "then go to that folder and run edu-tui new quiz first-module and edu-tui check."
    told = f"Wrote a library of 6 files to {folder}.\nFill what stands between < and >, {next_step}\n"
    assert ran == (0, told, "")
    assert open_library(folder).catalogue.id == "our-ward"
    assert list(folder.parent.iterdir()) == [folder]
    assert run_command("check", library=folder).code == 1
    again = run_command("new", "library", folder)
    assert (again.code, "not empty" in again.err) == (1, True)
    (tmp_path / "empty").mkdir()
    assert run_command("new", "library", tmp_path / "empty").code == 0
    (tmp_path / "file").write_text("x")
    assert run_command("new", "library", tmp_path / "file").code == 1
    assert (tmp_path / "file").read_text() == "x"


WRONG = {
    "quiz": (("question", "timng"), 2, "There is no quiz timng. Did you mean timing"),
    "module": (("quiz", "timng"), 2, "There is no module timng. Did you mean timing?"),
    "name": (("module", "血液"), 2, "leaves no name for a folder"),
    "type": (("question", "timing", "--type", "essay"), 2, "invalid choice"),
    "what": (("page", "timing"), 2, "invalid choice"),
    "path": (("question", "../content/timing/family"), 2, "There is no quiz"),
    "module of a question": (("question", "timing", "--module", "x"), 2, "goes with edu-tui new library"),
    "audience of a library": (("library", "fresh", "--audience", "family"), 2, "both audiences"),
    "module path": (("quiz", "../x"), 2, "There is no module"),
}


@pytest.mark.parametrize(("words", "code", "told"), WRONG.values(), ids=WRONG)
def test_slips(words, code, told, library_dir, run_command):
    root = library_dir()
    before = sorted(root.rglob("*"))
    ran = run_command("new", *words, library=root)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert sorted(root.rglob("*")) == before


def test_trouble_is_one_sentence(library_dir, run_command):
    broken = library_dir({LOCK_FILE: "{"}, "broken")
    assert "nobody can tell which ids are free" in run_command("new", "question", "timing", library=broken).err
    latin = library_dir({QUIZZES: QUIZ.replace("boy", "b\xf6y").encode("latin-1")}, "latin")
    assert "is not UTF-8, so nothing was added" in run_command("new", "question", "timing", library=latin).err
    headless = library_dir({"content/timing/clinician.md": "x", QUIZZES: None}, "headless")
    assert "names no objectives" in run_command("new", "quiz", "timing", library=headless).err
    full = library_dir({QUIZZES: QUIZ + "a\n" * ((2_000_000 - len(QUIZ)) // 2)}, "full")
    assert "at most 2,000,000 are read" in run_command("new", "question", "timing", library=full).err


def test_a_full_disk_leaves_all_as_it_was(library_dir, run_command, monkeypatch, tmp_path):
    def full(_):
        raise OSError(28, "No space left on device")

    root = library_dir()
    before = {path: path.read_bytes() for path in root.rglob("*.*")}
    monkeypatch.setattr("edu_tui.library.writing.os.fsync", full)
    for words in (("question", "timing"), ("module", "fresh"), ("library", str(tmp_path / "other"))):
        ran = run_command("new", *words, library=root)
        assert (ran.code, "No space left on device" in ran.err) == (1, True)
    assert {path: path.read_bytes() for path in root.rglob("*.*")} == before
    assert not (tmp_path / "other").exists()
    assert not list(tmp_path.rglob("*.tmp"))


def test_another_program_that_was_quicker_is_not_overwritten(tmp_path, monkeypatch):
    from edu_tui.library.writing import create_file

    path = tmp_path / "x.md"
    path.write_text("theirs")
    with pytest.raises(FileExistsError):
        create_file(path, b"ours")
    monkeypatch.setattr("edu_tui.library.writing.os.link", lambda *_: (_ for _ in ()).throw(OSError(1, "no links here")))
    with pytest.raises(FileExistsError):
        create_file(path, b"ours")
    create_file(tmp_path / "y.md", b"ours")
    assert (path.read_text(), (tmp_path / "y.md").read_text()) == ("theirs", "ours")
    assert sorted(found.name for found in tmp_path.iterdir()) == ["x.md", "y.md"]


def test_the_small_library_is_not_needed_for_a_new_one(tmp_path, run_command):
    assert run_command("new", "library", tmp_path / "a", library=write_library(tmp_path / "b", {"content/library.yaml": None})).code == 0
