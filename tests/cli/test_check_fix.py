"""`check --fix` shows what it would do, asks, and writes only what was shown."""

from __future__ import annotations

import io
import json
import re

import pytest
from libraries import CLINICIAN, QUIZ

from edu_tui.library.roles import LOCK_FILE

CLIN, QUIZZES = "content/timing/clinician.md", "quizzes/timing.md"
BROKEN = QUIZ.replace("- [x] 25.8%", "– [x] 25.8%").replace("id: rt-order-01\n", "")
MENDED = QUIZ.replace("id: rt-order-01\n", "id: timing-order\n")
TYPED = CLINICIAN.replace("## Remission", "##\u00a0Remission")


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def at_terminal(monkeypatch, run_command):
    """Runs a command at a terminal where `typed` is typed."""

    def run(typed, *words, library):
        monkeypatch.setattr("io.StringIO", lambda _: Terminal(typed))
        return run_command(*words, library=library)

    return run


def test_it_is_shown_and_written_with_yes(library_dir, run_command):
    root = library_dir({QUIZZES: BROKEN, CLIN: TYPED})
    ran = run_command("check", "--fix", "--yes", library=root)
    assert (ran.code, ran.err) == (0, "")
    assert f"--- a/{QUIZZES}\n+++ b/{QUIZZES}\n" in ran.out
    assert "\n-– [x] 25.8%\n+- [x] 25.8%\n" in ran.out
    assert "\n+id: timing-order\n" in ran.out
    assert ran.out.endswith("\n2 files mended.\n")
    assert (root / QUIZZES).read_text() == MENDED
    assert (root / CLIN).read_text() == CLINICIAN
    assert run_command("check", library=root).code == 0
    assert run_command("check", "--fix", library=root).out.startswith("Nothing to mend")


def test_nothing_is_written_where_nobody_can_be_asked(library_dir, run_command):
    root = library_dir({QUIZZES: BROKEN})
    ran = run_command("check", "--fix", library=root, lines="y\n")
    assert ran.code == 1
    assert "+- [x] 25.8%" in ran.out
    assert "--fix --yes" in ran.err
    assert (root / QUIZZES).read_text() == BROKEN


@pytest.mark.parametrize(
    ("typed", "code", "text"), [("y\n", 0, MENDED), ("YES\n", 0, MENDED), ("\n", 1, BROKEN), ("", 1, BROKEN), ("no\n", 1, BROKEN)]
)
def test_a_terminal_is_asked(typed, code, text, library_dir, at_terminal):
    root = library_dir({QUIZZES: BROKEN})
    ran = at_terminal(typed, "check", "--fix", library=root)
    assert ran.code == code
    assert "Mend 1 file? [y/N] " in ran.out
    assert (root / QUIZZES).read_text() == text


def test_paths_and_rules_choose_what_is_mended(library_dir, run_command):
    root = library_dir({QUIZZES: BROKEN, CLIN: TYPED})
    run_command("check", "--fix", "--yes", "--rule", "I01", library=root)
    assert (root / QUIZZES).read_text() == MENDED.replace("- [x] 25.8%", "– [x] 25.8%")
    run_command("check", "--fix", "--yes", root / "content", library=root)
    assert (root / CLIN).read_text() == CLINICIAN
    ran = run_command("check", "--fix", "--rule", "W01", library=root)
    assert (ran.code, "can be mended safely" in ran.err) == (2, True)


def test_new_ids_are_free_in_the_whole_library(library_dir, run_command):
    more = QUIZ.replace("timing", "second").replace("id: rt-time-01", "id: timing-order").replace("id: rt-order-01", "id: timing-order-2")
    root = library_dir({QUIZZES: BROKEN, "quizzes/second.md": more})
    run_command("check", "--fix", "--yes", library=root)
    assert re.findall("^id: (.*)", (root / QUIZZES).read_text(), re.MULTILINE) == ["rt-time-01", "timing-order-3"]


def test_a_lock_that_cannot_be_read_leaves_everything_as_it_is(library_dir, run_command):
    root = library_dir({QUIZZES: BROKEN, LOCK_FILE: "{"})
    ran = run_command("check", "--fix", "--yes", library=root)
    assert (ran.code, ran.out) == (1, "")
    assert "which ids are free" in ran.err
    assert (root / QUIZZES).read_text() == BROKEN


def test_a_file_that_cannot_be_written_is_named_and_the_others_are_mended(library_dir, run_command, monkeypatch):
    import edu_tui.authoring.cures.files as files

    def full(path, data):
        if path.name == "timing.md":
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    root = library_dir({QUIZZES: BROKEN, CLIN: TYPED})
    monkeypatch.setattr(files, "replace_file", full)
    ran = run_command("check", "--fix", "--yes", library=root)
    assert (ran.code, ran.out.endswith("1 file mended.\n")) == (1, True)
    assert f"{QUIZZES} cannot be written (No space left on device)" in ran.err
    assert (root / QUIZZES).read_text() == BROKEN


def test_no_sign_of_a_file_reaches_the_terminal(library_dir, run_command):
    root = library_dir({QUIZZES: BROKEN.replace("- [ ] 90%", "- [ ] 90%\x1b[2J")})
    assert "\x1b" not in run_command("check", "--fix", library=root).out


def test_json_is_not_for_fixing(library_dir, run_command):
    assert json.loads(run_command("check", "--format", "json", library=library_dir()).out) == []
