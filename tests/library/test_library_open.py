"""Opening libraries: our own, broken ones, changed ones; and what a warm start imports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from libraries import CLINICIAN, LIBRARY, QUIZ, edited

from edu_tui.library.diagnostics import Severity, has_errors
from edu_tui.library.library import ENVIRONMENT, Library, LibraryError, find_library, open_library, printable
from edu_tui.library.modules import Audience
from edu_tui.library.text import has_hidden

ROOT = Path(__file__).parents[2]
TIMING = "content/timing/clinician.md"


def errors(library: Library) -> list[tuple[str, str, int]]:
    return [(item.code, item.path, item.line) for item in library.catalogue.diagnostics if item.severity is Severity.ERROR]


# --- our own ---------------------------------------------------------------------------------------------------------------------


def test_our_own_library_opens_without_a_fault() -> None:
    library = open_library(ROOT)
    assert library.catalogue.diagnostics == ()
    assert [track.id for track in library.catalogue.tracks] != []
    for entry in library.catalogue.modules:
        assert entry.broken == ""
        module = library.module(entry.id, entry.audience)
        assert module is not None
        assert [section.id for section in module.sections] == [section.id for section in entry.sections]
    for quiz in library.catalogue.quizzes:
        assert quiz.questions
    assert library.catalogue.facts == tuple(library.ledger.facts)


def test_the_checkout_finds_its_own_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    assert find_library() == ROOT
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    assert find_library() == tmp_path
    assert find_library(Path("elsewhere")) == Path("elsewhere")


def test_who_stands_in_a_library_means_that_one(monkeypatch: pytest.MonkeyPatch, library_dir, tmp_path: Path) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    outer = library_dir()
    inner = library_dir(name="library/content/inner")
    for folder, expected in ((outer, outer), (outer / "content/timing", outer), (inner / "quizzes", inner), (tmp_path, ROOT)):
        monkeypatch.chdir(folder)
        assert find_library() == expected
    assert find_library(inner) == inner
    monkeypatch.setenv(ENVIRONMENT, str(inner))
    assert find_library() == inner


def test_a_working_folder_that_is_gone_is_no_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find_library() == ROOT


WARM = """
import sys
from pathlib import Path
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
library = open_library(Path(sys.argv[1]), Path(sys.argv[2]))
entry, quiz = library.catalogue.modules[0], library.catalogue.quizzes[0]
assert library.module(entry.id, entry.audience).sections and library.quiz(quiz.name).questions and library.ledger.facts
print(*sys.modules)
"""


def test_a_warm_start_imports_no_parser(library_dir, tmp_path: Path) -> None:
    root = library_dir()

    def run() -> set[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", WARM, str(root), str(tmp_path / "cache")], env=environment, capture_output=True, text=True, check=True
        )
        return {name.split(".")[0] for name in done.stdout.split()}

    assert {"markdown_it", "yaml"} <= run()
    assert {"markdown_it", "mdit_py_plugins", "yaml", "textual", "rich", "hashlib"} & run() == set()


def test_a_warm_library_equals_a_cold_one(library_dir, tmp_path: Path) -> None:
    root = library_dir()
    cold = open_library(root, tmp_path / "cache")
    warm = open_library(root, tmp_path / "cache")
    bare = open_library(root)
    for other in (warm, bare):
        assert other.catalogue == cold.catalogue
        assert other.ledger == cold.ledger
        assert other.module("timing", Audience.CLINICIAN) == cold.module("timing", Audience.CLINICIAN)
        assert other.quiz("timing") == cold.quiz("timing")


# --- what is there ---------------------------------------------------------------------------------------------------------------


def test_the_small_library(library_dir) -> None:
    library = open_library(library_dir())
    catalogue = library.catalogue
    assert (catalogue.id, catalogue.title, catalogue.version, catalogue.language) == ("small", "A small library", "1", "en")
    assert catalogue.diagnostics == ()
    assert [(entry.id, entry.audience, entry.broken) for entry in catalogue.modules] == [("timing", audience, "") for audience in Audience]
    entry = catalogue.module("timing", Audience.CLINICIAN)
    assert entry is not None
    section = entry.section("clocks")
    assert section is not None
    assert (section.title, section.objectives) == ("Two clocks", ("classify",))
    quiz = catalogue.quiz_for("timing", Audience.CLINICIAN)
    assert quiz is catalogue.quiz("timing")
    assert quiz is not None
    assert [(question.id, question.type, question.scored) for question in quiz.questions] == [
        ("rt-time-01", "single", True),
        ("rt-order-01", "order", True),
    ]
    assert catalogue.facts == ("RT-13", "RI-07", "RT-09", "RT-04R")


@pytest.mark.parametrize("ident", ["nowhere", "", "..", "timing/..", "../content/timing", "timing\0"])
def test_what_is_not_in_the_library_is_not_there(library_dir, ident: str) -> None:
    library = open_library(library_dir())
    assert library.module(ident, Audience.CLINICIAN) is None
    assert library.quiz(ident) is None
    assert library.catalogue.module(ident, Audience.CLINICIAN) is None
    assert library.catalogue.quiz(ident) is None
    assert library.catalogue.quiz_for(ident, Audience.FAMILY) is None


def test_a_change_on_disk_is_seen_and_read_by_the_next_one(library_dir, tmp_path: Path) -> None:
    root = library_dir()
    library = open_library(root, tmp_path / "cache")
    assert not library.changed()
    (root / TIMING).write_text(CLINICIAN.replace("The time of relapse", "Time and relapse"))
    assert library.changed()
    entry = open_library(root, tmp_path / "cache").catalogue.module("timing", Audience.CLINICIAN)
    assert entry is not None
    assert entry.title == "Time and relapse"


@pytest.mark.parametrize(
    "path", ["content/facts.yaml", "content/references.json", "content/glossary.md", "content/library.yaml", "quizzes/timing.md"]
)
def test_every_kind_of_file_counts_as_a_change(library_dir, path: str) -> None:
    root = library_dir()
    library = open_library(root)
    (root / path).unlink()
    assert library.changed()


def test_a_new_file_counts_as_a_change(library_dir) -> None:
    root = library_dir()
    library = open_library(root)
    (root / "quizzes/new.md").write_text(QUIZ)
    assert library.changed()


def test_a_file_that_vanishes_after_opening_is_told_not_raised(library_dir) -> None:
    root = library_dir()
    library = open_library(root)
    (root / TIMING).unlink()
    module = library.module("timing", Audience.CLINICIAN)
    assert module is not None
    assert [item.code for item in module.diagnostics] == ["S01"]


# --- what cannot be opened -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (None, "it is not a folder"),
        ({"content/library.yaml": None, "content/facts.yaml": None}, "has no file content/library.yaml"),
    ],
)
def test_a_library_that_is_none_is_refused_in_a_sentence(library_dir, tmp_path: Path, changes, words: str) -> None:
    root = tmp_path / "nowhere" if changes is None else library_dir(changes)
    with pytest.raises(LibraryError, match=words) as caught:
        open_library(root)
    assert str(root) in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_folder_without_content_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="has no folder content/"):
        open_library(tmp_path)


def test_a_folder_that_may_not_be_looked_at_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, **kwargs: object) -> None:
        raise PermissionError(13, "x")

    monkeypatch.setattr(Path, "stat", fail)
    with pytest.raises(LibraryError, match="not a folder"):
        open_library(tmp_path)


@pytest.mark.parametrize("name", ["a\x1b]0;x", "a\nb", "a\udcffb", "a\u202eb"])
def test_no_path_is_shown_raw(tmp_path: Path, name: str) -> None:
    with pytest.raises(LibraryError) as caught:
        open_library(tmp_path / name)
    assert not has_hidden(str(caught.value))
    assert "\n" not in str(caught.value)
    str(caught.value).encode()
    assert printable(name) != name


# --- what is broken inside -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "words"),
    [
        ("title: A small library", "title: A: small", "F01", 2, "second colon"),
        ("title: A small library\n", "", "F02", 1, '"title" is missing'),
        ("    modules: [timing]", "    moduls: [timing]", "F02", 7, 'unknown key "moduls" under "tracks"'),
        ("    modules: [timing]", "    modules: timing", "F02", 7, '"modules" should be a list'),
        ("tracks:", "trakcs:", "F02", 4, "trakcs"),
        ("    modules: [timing]", "    modules: []", "F03", 4, "nothing to read"),
        ("    modules: [timing]", "    modules: [timing]\n  - {id: start, title: Again, modules: [timing]}", "F03", 8, "second time"),
    ],
)
def test_a_faulty_library_file_is_told(library_dir, old: str, new: str, code: str, line: int, words: str) -> None:
    library = open_library(library_dir(edited("content/library.yaml", old, new)))
    assert (code, "content/library.yaml", line) in errors(library)
    assert any(words in item.message for item in library.catalogue.diagnostics)
    assert (library.catalogue.id == "small") == (code == "F03")
    assert {quiz.name for quiz in library.catalogue.quizzes} == {"timing", "timing-family"}


LIB = "content/library.yaml"


@pytest.mark.parametrize(
    ("modules", "column", "words", "hint"),
    [
        ("timnig", 15, 'names the module "timnig", but content/timnig/ holds no page', "Did you mean timing?"),
        ("Timing", 15, '"Timing" cannot be the folder', "Did you mean timing?"),
        ("timing, timnig", 23, '"timnig"', "Write its pages, or take it out of the track."),
        ("timing, other, other", 23, '"other"', "Write its pages, or take it out of the track."),
        ("timing, ../timing", 23, '"../timing" cannot be the folder', "Use small letters, digits and hyphens."),
    ],
)
def test_a_module_without_a_page_is_one_finding_at_its_name(library_dir, modules: str, column: int, words: str, hint: str) -> None:
    library = open_library(library_dir({LIB: LIBRARY.replace("[timing]", f"[{modules}]")}))
    (found,) = library.catalogue.diagnostics
    assert (found.path, found.line, found.column, found.code, found.severity) == (LIB, 7, column, "S01", Severity.ERROR)
    assert words in found.message
    assert found.hint == hint


def test_a_folder_is_read_where_its_name_is_misspelt(library_dir) -> None:
    right = open_library(library_dir())
    library = open_library(library_dir({LIB: LIBRARY.replace("[timing]", "[timnig, timing-two]")}, "misspelt"))
    entries = library.catalogue.modules
    assert [entry for entry in entries if entry.id == "timing"] == list(right.catalogue.modules)
    assert library.catalogue.tracks[0].modules == ("timing", "timing-two")
    gone = [entry for entry in entries if entry.id == "timing-two"]
    assert [entry.audience for entry in gone] == list(Audience)
    assert all("line 7: the library names the module" in entry.broken for entry in gone)


@pytest.mark.parametrize("tracks", ["", "tracks:", "tracks: []"])
def test_a_library_without_tracks_opens(library_dir, tracks: str) -> None:
    library = open_library(library_dir({"content/library.yaml": LIBRARY[: LIBRARY.index("tracks")] + tracks}))
    assert library.catalogue.modules == ()
    assert has_errors(library.catalogue.diagnostics)


def test_a_library_file_that_cannot_be_read_is_told(library_dir) -> None:
    library = open_library(library_dir({"content/library.yaml": LIBRARY.encode("utf-16")}))
    assert {code for code, path, _ in errors(library) if path == "content/library.yaml"} >= {"S05"}
    assert library.catalogue.title == "A library that cannot be read"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "content/timing/clinician.md, line 1: the library names this module, but it has no such file."),
        (CLINICIAN.replace("minutes: 10", "minutes: ten"), 'content/timing/clinician.md, line 4: "minutes" should be a whole number.'),
        (CLINICIAN.replace("title: The", "title: a: The"), "line 2: front matter is not valid YAML"),
        (CLINICIAN.removeprefix("---\n"), "line 1: the file has no front matter."),
        ("x" * 2_000_001, "the file is too large"),
    ],
)
def test_a_broken_module_says_why_and_the_others_work(library_dir, content: str | None, words: str) -> None:
    library = open_library(library_dir({TIMING: content}))
    broken = library.catalogue.module("timing", Audience.CLINICIAN)
    other = library.catalogue.module("timing", Audience.FAMILY)
    assert broken is not None
    assert words in broken.broken
    assert broken.broken.endswith(".")
    assert other is not None
    assert (other.broken, other.title) == ("", "When leukaemia comes back")
    assert TIMING in {path for _, path, _ in errors(library)}


@pytest.mark.parametrize(
    "content",
    [
        CLINICIAN.replace("minutes: 10", "minutes: 900"),
        CLINICIAN + "\x1b\n",
        CLINICIAN + "\n## A {#clocks}\n",
        CLINICIAN.encode() + b"\xe9",
    ],
)
def test_a_fault_that_leaves_the_page_whole_does_not_hide_it(library_dir, content: str | bytes) -> None:
    library = open_library(library_dir({TIMING: content}))
    entry = library.catalogue.module("timing", Audience.CLINICIAN)
    assert entry is not None
    assert (entry.broken, entry.title) == ("", "The time of relapse")
    assert library.catalogue.diagnostics != ()


def test_a_broken_quiz_says_why(library_dir) -> None:
    library = open_library(library_dir(edited("quizzes/timing.md", "title: The", "title: a: The")))
    quiz = library.catalogue.quiz("timing")
    assert quiz is not None
    assert quiz.broken.startswith("quizzes/timing.md, line 4: ")


@pytest.mark.parametrize("path", ["content/facts.yaml", "content/references.json", "content/glossary.md"])
def test_a_missing_part_of_the_ledger_is_told(library_dir, path: str) -> None:
    library = open_library(library_dir({path: None}))
    assert ("S01", path, 1) in errors(library)
    assert library.catalogue.module("timing", Audience.CLINICIAN) is not None


def test_a_link_out_of_the_library_is_not_followed(library_dir, tmp_path: Path) -> None:
    root = library_dir({TIMING: None})
    (tmp_path / "secret.md").write_text(CLINICIAN)
    (root / TIMING).symlink_to(tmp_path / "secret.md")
    entry = open_library(root).catalogue.module("timing", Audience.CLINICIAN)
    assert entry is not None
    assert "leads out of the library" in entry.broken


def test_odd_things_in_the_folders_do_no_harm_and_are_told(library_dir) -> None:
    root = library_dir()
    os.mkfifo(root / "quizzes/pipe.md")
    (root / "quizzes/folder.md").mkdir()
    (root / "quizzes/esc\x1b]0;x.md").write_text(QUIZ)
    (root / "quizzes/lines\n.md").write_text(QUIZ)
    (root / "quizzes/\udcff.md").write_text(QUIZ)
    (root / "quizzes/.hidden.md").write_text(QUIZ)
    (root / "quizzes/notes.txt").write_text("x")
    (root / "content/\u202egnp").mkdir()
    (root / "content/loop").symlink_to("loop")
    (root / "content/dangling").symlink_to("nowhere")
    library = open_library(root)
    assert {quiz.name for quiz in library.catalogue.quizzes} == {"timing", "timing-family"}
    assert sorted(item.code for item in library.catalogue.diagnostics) == ["S03", "S03", "S08", "S08", "S08", "S08"]
    for item in library.catalogue.diagnostics:
        assert not has_hidden(item.path)
        assert "\n" not in item.path


def test_folders_that_cannot_be_listed_are_empty(library_dir, monkeypatch: pytest.MonkeyPatch) -> None:
    root = library_dir()

    def fail(path: Path) -> None:
        raise PermissionError(13, "x")

    monkeypatch.setattr(os, "scandir", fail)
    library = open_library(root)
    assert library.catalogue.quizzes == ()
    assert all(entry.broken for entry in library.catalogue.modules)
