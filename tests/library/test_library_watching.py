"""Which files changed since the last look."""

import os
from pathlib import Path

import pytest
from deeds import Deeds, nothing

from edu_tui.library.watching import Watched, next_changes

PAGE = "content/timing/clinician.md"
QUIZ = "quizzes/timing.md"


@pytest.fixture
def root(library_dir) -> Path:
    return library_dir()


def saved_in_place(path: Path) -> None:
    path.write_text(path.read_text() + "More.\n")


def saved_by_replacing_with_the_same_size_and_time(path: Path) -> None:
    status = path.stat()
    beside = path.with_suffix(".swp")
    beside.write_bytes(path.read_bytes())
    os.utime(beside, ns=(status.st_atime_ns, status.st_mtime_ns))
    beside.replace(path)


def taken_away(path: Path) -> None:
    path.unlink()


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def made_a_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def locked_away(path: Path) -> None:
    path.chmod(0)


DEEDS = [
    saved_in_place,
    saved_by_replacing_with_the_same_size_and_time,
    taken_away,
    made_a_folder,
    made_a_loop,
    pytest.param(locked_away, marks=pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")),
]


@pytest.mark.parametrize("deed", DEEDS)
def test_what_happens_to_a_file_is_seen_once(root, deed):
    watched = Watched(root)
    assert watched.changes() == frozenset()
    deed(root / PAGE)
    assert watched.changes() == {PAGE}
    assert watched.changes() == frozenset()


def test_a_rename_is_one_file_gone_and_one_come(root):
    watched = Watched(root)
    (root / QUIZ).rename(root / "quizzes/other.md")
    assert watched.changes() == {QUIZ, "quizzes/other.md"}


def test_a_file_that_comes_back_is_seen_again(root):
    watched = Watched(root)
    words = (root / PAGE).read_text()
    (root / PAGE).unlink()
    assert watched.changes() == {PAGE}
    (root / PAGE).write_text(words)
    assert watched.changes() == {PAGE}


def test_new_modules_and_new_files_of_the_library_are_seen_and_others_are_not(root):
    watched = Watched(root)
    (root / "content/new").mkdir()
    (root / "content/new/family.md").write_text("---\n")
    (root / "content/checks.yaml").write_text("{}\n")
    (root / "content/new/notes.txt").write_text("mine")
    (root / "quizzes/.hidden.md").write_text("mine")
    assert watched.changes() == {"content/new/family.md", "content/checks.yaml"}


def test_the_whole_library_may_go_and_come_back(root):
    watched = Watched(root)
    root.rename(root.with_name("away"))
    assert PAGE in watched.changes()
    root.with_name("away").rename(root)
    assert PAGE in watched.changes()


def test_paths_choose_what_is_watched(root):
    watched = Watched(root, ["notes.md"])
    saved_in_place(root / PAGE)
    assert watched.changes() == frozenset()
    (root / "notes.md").write_text("mine")
    assert watched.changes() == {"notes.md"}


def test_the_next_change_is_waited_for(root):
    stop = Deeds(nothing, nothing, lambda: saved_in_place(root / PAGE), lambda: saved_in_place(root / QUIZ))
    watched = Watched(root)
    assert next_changes(watched, stop) == {PAGE}
    assert next_changes(watched, stop) == {QUIZ}


def test_a_settled_change_holds_what_still_came(root):
    cut = (root / PAGE).read_text()
    stop = Deeds(lambda: (root / PAGE).write_text(""), lambda: (root / PAGE).write_text(cut), lambda: saved_in_place(root / QUIZ), nothing)
    assert next_changes(Watched(root), stop, settled=True) == {PAGE, QUIZ}
    assert not stop.is_set()


def test_a_file_that_never_stands_still_is_told_all_the_same(root):
    stop = Deeds(*[lambda: saved_in_place(root / PAGE)] * 1000)
    assert next_changes(Watched(root), stop, settled=True) == {PAGE}
    assert not stop.is_set()


def test_a_stop_ends_the_wait(root):
    assert next_changes(Watched(root), Deeds()) == frozenset()
