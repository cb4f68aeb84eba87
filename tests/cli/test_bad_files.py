"""What stands where a file of a library should stand, and names that are none: each command ends with a sentence and reads nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from threading import Event, Thread

import pytest
from bad_files import KINDS, put
from command_kit import UNPRIVILEGED
from libraries import write_library

from edu_tui.cli.errors import CRASHED
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.library.text import clean

PAGE, ASKED, FACTS, LOCK = "content/timing/clinician.md", "quizzes/timing.md", "content/facts.yaml", "content/library.lock.json"
ROOT = Path(__file__).resolve().parents[2]

COMMANDS = (
    ("check", "--format", "github"),
    ("check", "--fix"),
    ("lock", "--check"),
    ("facts",),
    ("facts", "stale"),
    ("read", "timing", "--plain"),
    ("read", "timing", "--plain", "--audience", "family"),
    ("search", "relapse"),
    ("evidence", "RT-13"),
    ("new", "question", "timing"),
    ("curriculum",),
)


def orderly(ran) -> None:
    """A command ended as it should: no fault of ours, nothing that acts on a terminal, nothing from elsewhere."""
    assert ran.code in (0, 1, 2), ran
    assert ran.code != CRASHED
    assert "Traceback" not in ran.err
    assert "fault in the program" not in ran.err
    assert clean(ran.out + ran.err) == ran.out + ran.err
    assert "NOBODY MAY SEE" not in ran.out + ran.err


@pytest.mark.parametrize("path", [PAGE, ASKED, FACTS, LOCK])
@pytest.mark.parametrize("kind", KINDS)
def test_every_command_ends_in_order_whatever_stands_in_the_place_of_a_file(library_dir, run_command, path: str, kind: str) -> None:
    root = library_dir()
    assert run_command("lock", library=root).code == 0
    put(root, path, kind)
    for words in COMMANDS:
        orderly(run_command(*words, library=root))


@pytest.mark.parametrize("path", [PAGE, ASKED, FACTS])
@pytest.mark.parametrize("kind", KINDS)
def test_check_names_the_file_and_says_what_it_is(library_dir, run_command, path: str, kind: str) -> None:
    root = library_dir()
    put(root, path, kind)
    ran = run_command("check", library=root)
    assert ran.code == 1
    told = [line for line in ran.out.split("\n") if line.startswith(f"{path}:") and " error " in line]
    assert any(KINDS[kind] in line for line in told), told


@pytest.mark.parametrize(
    "name", ["a\x1b[31mb.md", "a\nb.md", "‮dm.x.md", "a\x9bb.md", "\ufeff.md", "é" * 120 + ".md", "-rf.md", "[b].md", "%s{}.md"]
)
def test_no_name_of_a_file_does_harm(library_dir, run_command, name: str) -> None:
    root = library_dir()
    shutil.copy(root / ASKED, root / "quizzes" / name)
    (root / "content" / name).mkdir()
    for words in (*COMMANDS, ("check", str(root / "quizzes" / name)), ("preview", str(root / "quizzes" / name))):
        orderly(run_command(*words, library=root))


@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3_000, "a\0b", "..", "", "\x1b[31m", "-", "%s", "\ud800"])
def test_no_name_that_is_typed_does_harm(library_dir, run_command, name: str) -> None:
    root = library_dir()
    for words in (
        ("check", "--", name),
        ("check", "--against", name),
        ("preview", "--", name),
        ("read", "--plain", "--", name),
        ("new", "module", "--", name),
        ("new", "quiz", "--", name),
        ("import", "gift", "--", name),
        ("import", "bibtex", "--", name),
        ("evidence", "--", name),
        ("facts", "--", name),
    ):
        ran = run_command(*words, library=root)
        orderly(ran)
        assert len(ran.err.splitlines()) <= 1 or "usage" in ran.err, ran.err


@pytest.mark.skipif(bool(UNPRIVILEGED) and not shutil.which("setpriv"), reason="root can read everything")
@pytest.mark.parametrize("path", [PAGE, FACTS, LOCK, "content", "quizzes"])
def test_what_may_not_be_read_is_told(tmp_path: Path, path: str) -> None:
    root = write_library(tmp_path / "library", {LOCK: "{}"})
    mode = (root / path).stat().st_mode
    (root / path).chmod(0)
    command = [*UNPRIVILEGED, sys.executable, "-m", "edu_tui", "--library", str(root), "--data-dir", str(tmp_path / "data"), "check"]
    try:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    finally:
        (root / path).chmod(mode)
    assert ran.returncode in (1, 2), ran
    assert "Traceback" not in ran.stderr
    told = ran.stdout + ran.stderr
    assert "may not" in told or path not in (PAGE, FACTS, LOCK), told
    assert len(ran.stderr.splitlines()) <= 1


# --- those who write: new, import, preview, lsp ---------------------------------------------------------------------------------------

TABLE, REFERENCES = "content/library.yaml", "content/references.json"
GIFT = "::Late:: When is a relapse late? {=After three years ~Before}\n"
BIBTEX = "@article{new2026, title={A title}, author={Author, Anna}, journal={Blood}, year={2026}, doi={10.1182/x}}\n"

WRITERS = (
    ("new", "question", "timing"),
    ("new", "quiz", "timing", "--audience", "family"),
    ("new", "module", "other"),
    ("import", "gift", "{gift}", "--quiz", "timing"),
    ("import", "bibtex", "{bibtex}", "--write"),
    ("clinical-review", "timing", "--record", "--by", "A. Reader, physician"),
    ("preview", "{bad}"),
)
"""Commands that write beside what they read, or show one file; the names in brackets stand for files."""


def one_sentence(ran, words: tuple[str, ...]) -> None:
    """A command did what it should, or said in one line why not."""
    orderly(ran)
    assert ran.code == 0 or len(ran.err.splitlines()) == 1, (words, ran)


@pytest.mark.parametrize("path", [PAGE, ASKED, FACTS, TABLE, REFERENCES])
@pytest.mark.parametrize("kind", KINDS)
def test_who_writes_meets_the_same_in_one_sentence(library_dir, run_command, tmp_path: Path, path: str, kind: str) -> None:
    root = library_dir()
    named = {"gift": tmp_path / "new.gift", "bibtex": tmp_path / "new.bib", "bad": root / path}
    named["gift"].write_text(GIFT)
    named["bibtex"].write_text(BIBTEX)
    put(root, path, kind)
    secret = (root.parent / "secret").read_text() if kind == "secret" else ""
    for words in WRITERS:
        before = os.lstat(root / path)
        told = tuple(word.format(**named) for word in words)
        one_sentence(ran := run_command(*told, library=root), told)
        if kind in ("secret", "device", "dangling", "loop", "pipe", "folder", "large"):
            assert os.lstat(root / path).st_ino == before.st_ino, f"{words} put something in the place of what cannot be read: {ran}"
    assert not secret or (root.parent / "secret").read_text() == secret
    assert not [file for file in root.rglob("*") if file.is_file() and not file.is_symlink() and "NOBODY MAY" in file.read_text("latin-1")]


@pytest.mark.parametrize("form", ["gift", "aiken", "csv", "anki", "bibtex"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "secret"])
def test_what_is_brought_in_is_looked_at_first(library_dir, run_command, tmp_path: Path, form: str, kind: str) -> None:
    root = library_dir()
    put(tmp_path, "foreign", kind)
    ran = run_command("import", form, tmp_path / "foreign", library=root)
    orderly(ran)
    if kind not in ("bomb", "binary"):  # these are texts for all that one can know; what is lost of them is told line by line
        assert ran.code != 0
        assert len(ran.err.splitlines()) == 1, ran


@pytest.mark.parametrize("path", [PAGE, ASKED, FACTS, TABLE, REFERENCES])
def test_a_file_that_never_stays_the_same_while_it_is_read(library_dir, run_command, tmp_path: Path, path: str) -> None:
    root = library_dir()
    gift, bibtex, shop = tmp_path / "new.gift", tmp_path / "new.bib", tmp_path / "shop"
    gift.write_text(GIFT)
    bibtex.write_text(BIBTEX)
    shop.mkdir()
    sound = (root / path).read_bytes()
    done = Event()

    def never_rest() -> None:
        for kind in cycle(("sound", "half", "pipe", "folder", "loop", "secret", "none", "binary")):
            if done.is_set():
                return
            fresh = shop / "fresh"
            fresh.mkdir() if kind == "folder" else fresh.write_bytes({"sound": sound, "half": sound[: len(sound) // 2]}.get(kind, b""))
            if kind not in ("sound", "half", "folder"):
                put(shop, "fresh", kind)
            with suppress(OSError):  # the moment may be another one than we think
                away(root / path)
                if kind != "none":
                    fresh.rename(root / path)
            away(fresh)

    changing = Thread(target=never_rest)
    changing.start()
    try:
        writers = (("import", "gift", str(gift), "--quiz", "timing"), ("import", "bibtex", str(bibtex)), ("preview", str(root / path)))
        for words in (*COMMANDS, *writers):
            for _ in range(3):
                orderly(run_command(*words, library=root))
    finally:
        done.set()
        changing.join()


def away(path: Path) -> None:
    """Nothing stands at `path` any more."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


# --- very many files -------------------------------------------------------------------------------------------------------------------

MANY = 100_000


def test_a_hundred_thousand_files_that_are_no_pages_change_nothing(library_dir) -> None:
    root = library_dir()
    known = open_library(root).files
    folders = [root / "content/timing", root / "content/many", root / "quizzes/more", root / "content"]
    for folder in folders:
        folder.mkdir(exist_ok=True)
        opened = os.open(folder, os.O_RDONLY)
        for number in range(MANY // len(folders)):
            os.close(os.open(f"n{number}.md", os.O_CREAT | os.O_WRONLY, dir_fd=opened))
        os.close(opened)
    try:
        library = open_library(root)
        assert set(library.files) == set(known)
        assert library.module("timing", Audience.CLINICIAN).sections
    finally:
        shutil.rmtree(root)  # not to be kept for others to look at
