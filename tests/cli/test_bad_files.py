"""What stands where a file of a library should stand, and names that are none: each command ends with a sentence and reads nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from libraries import write_library

from edu_tui.cli.errors import CRASHED
from edu_tui.library.text import clean

PAGE, ASKED, FACTS, LOCK = "content/timing/clinician.md", "quizzes/timing.md", "content/facts.yaml", "content/library.lock.json"
ROOT = Path(__file__).resolve().parents[2]

BOMB = "\n".join([f"a0: &a0 [{', '.join(['x'] * 9)}]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]) + "\n"
"""Eleven lines of YAML that would be thirty thousand million words."""

KINDS = {
    "bomb": "anchors (&name) are not allowed",
    "large": "too large (100,000,000 bytes",
    "loop": "the file cannot be read",
    "dangling": "it does not exist",
    "pipe": "not a regular file",
    "folder": "not a regular file",
    "device": "leads out of the library",
    "secret": "leads out of the library",
    "binary": "the file is not UTF-8",
}
"""What is put in the place of a file, and the words in which `check` tells it."""

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


def put(root: Path, path: str, kind: str) -> None:
    """Put something else in the place of a file."""
    file = root / path
    file.unlink(missing_ok=True)
    match kind:
        case "bomb":
            file.write_text(f"---\n{BOMB}---\n" if path.endswith(".md") else BOMB)
        case "large":
            with file.open("wb") as opened:
                opened.truncate(100_000_000)
        case "loop":
            file.symlink_to(file)
        case "dangling":
            file.symlink_to("nowhere")
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
        case "device":
            file.symlink_to("/dev/zero")
        case "secret":
            (root.parent / "secret").write_text("---\ntitle: NOBODY MAY SEE THIS\n---\n\nNOBODY MAY SEE THIS\n")
            file.symlink_to(root.parent / "secret")
        case "binary":
            file.write_bytes(b"\x7fELF\xff\xfe\x00\x01" * 50)


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


UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.name == "posix" and os.geteuid() == 0 else []
"""As root everything can be read, so root is without that right here."""


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
