"""What only a process of its own shows: exit codes, closed pipes, imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "edu_tui"]
HEAVY = {"msgspec", "yaml", "tinydb", "textual", "markdown_it", "rich", "platformdirs", "fsrs", "json"}


def run(*words, command=(), environment=None, **options):
    """Run the program, or another `command`, in a process of its own."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run([*(command or PROGRAM), *map(str, words)], env=variables, timeout=60, check=False, **streams)


def modules_of(words, **options):
    """What is imported by the time a command has ended."""
    code = f"import sys; from edu_tui.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    return set(run(command=[sys.executable, "-c", code], **options).stderr.decode().split())


@pytest.fixture
def words(library_dir, tmp_path):
    return ["--library", library_dir(), "--data-dir", tmp_path / "data"]


def test_the_module_can_be_run():
    assert run("--version").stdout.startswith(b"edu-tui ")
    assert run("nonsense").returncode == 2


@pytest.mark.parametrize("command", [["--version"], ["--help"], ["check", "--help"], ["quiz", "--help"], ["nonsense"]])
def test_words_alone_import_nothing_heavy(command):
    found = modules_of(command)
    assert "edu_tui.cli.parser" in found
    assert HEAVY & found == set()


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["curriculum"],
        ["clinical-review"],
        ["read", "timing", "--plain"],
        ["quiz", "timing", "--plain"],
        ["search", "relapse"],
        ["glossary"],
        ["progress"],
    ],
)
def test_commands_without_a_screen_import_neither_textual_nor_rich(command, words):
    found = modules_of([*map(str, words), *command], input=b"")
    assert "edu_tui.library.library" in found
    assert {"textual", "rich.console"} & found == set()


def test_a_reader_that_goes_away_is_no_trouble(words):
    reader, writer = os.pipe()
    os.close(reader)
    ran = run(*words, "read", "timing", "--plain", stdout=writer)
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_one_sentence(words):
    with Path("/dev/full").open("wb") as full:
        ran = run(*words, "read", "timing", "--plain", stdout=full)
    assert ran.returncode == 1
    assert ran.stderr.count(b"\n") == 1
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="POSIX shell")
@pytest.mark.parametrize(
    ("rest", "code"),
    [("check >&-", 0), ("quiz timing --plain <&-", 0), ("quiz timing --plain </dev/null >&-", 0), ("check 2>&-", 0), ("<&- >&-", 2)],
)
def test_closed_streams_are_no_crash(rest, code, words):
    ran = run(command=["sh", "-c", " ".join(map(str, [*PROGRAM, *words, rest]))])
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr


def test_without_a_terminal_the_app_says_so(words):
    ran = run(*words)
    assert ran.returncode == 2
    assert b"--plain" in ran.stderr
    assert ran.stdout == b""


def test_any_bytes_may_be_typed(words):
    ran = run(*words, "quiz", "timing", "--plain", input=b"\xff\xfe\x00\x1b[2J\n\xc3\n1\n")
    assert ran.returncode == 0
    assert b"Question 2 of 2" in ran.stdout
    assert b"\x1b" not in ran.stdout


def test_a_poor_encoding_loses_characters_but_not_the_text(words):
    ran = run(*words, "read", "timing", "--plain", environment={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert ran.returncode == 0
    assert b"25.8?2.4%" in ran.stdout
