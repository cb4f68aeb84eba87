"""`lock`: what it writes, what it refuses, and that it never writes half of anything."""

from __future__ import annotations

import os
import re

import pytest
from libraries import FACTS, FAMILY_QUIZ, QUIZ, edited
from locks import lock_file, locked

from edu_tui.library.lock import Recall
from edu_tui.library.lock_file import read_lock
from edu_tui.library.roles import LOCK_FILE

FACT, QUIZZES, FAMQ = "content/facts.yaml", "quizzes/timing.md", "quizzes/timing-family.md"
FIGURE = edited(FACT, '"49.5%"', '"51.0%"')
CORRECTED = {FACT: FIGURE[FACT].replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI")}
KEY = {QUIZZES: QUIZ.replace("[x] 25.8%", "[_] 25.8%").replace("[ ] 90%", "[x] 90%").replace("[_]", "[ ]")}
FIXED = {QUIZZES: KEY[QUIZZES].replace("id: rt-time-01", "id: rt-time-01\nrev: 2")}
LESS = FAMILY_QUIZ[: FAMILY_QUIZ.index("## The number")]


def write(root, changes):
    """Put the changed files into the library."""
    for path, text in changes.items():
        (root / path).write_text(text)


def test_a_first_lock_is_written_and_then_in_step(library_dir, run_command):
    root = library_dir()
    assert run_command("lock", "--check", library=root) == (1, f"{LOCK_FILE} is not in step, as there is none yet: run edu-tui lock.\n", "")
    assert not (root / LOCK_FILE).exists()
    ran = run_command("lock", library=root)
    assert ran == (0, f"{LOCK_FILE}: 4 questions and 4 facts locked, all new.\n", "")
    written = (root / LOCK_FILE).read_bytes()
    for words in (("lock",), ("lock", "--check")):
        assert run_command(*words, library=root) == (0, f"{LOCK_FILE} is in step: 4 questions and 4 facts.\n", "")
    assert (root / LOCK_FILE).read_bytes() == written


def test_a_correction_with_its_rev_is_told_and_kept(library_dir, run_command):
    root = library_dir(lock_file())
    write(root, CORRECTED)
    told = 'content/facts.yaml:1: new rev: RT-13 has rev 2 after 1: the figures changed from "49.5%" to "51.0%".\n'
    told += "  asked again: 2 questions (rt-time-01, rt-order-01)\n"
    ran = run_command("lock", "--check", library=root)
    assert ran == (1, f"{told}{LOCK_FILE} is not in step: run edu-tui lock.\n", "")
    assert read_lock(root).lock == locked()
    ran = run_command("lock", library=root)
    assert ran == (0, f"{told}{LOCK_FILE}: 4 questions and 4 facts locked, 1 change taken over.\n", "")
    fact = read_lock(root).lock.facts["RT-13"]
    assert [rev.rev for rev in fact.revs] == [1, 2]
    assert "49.5%" in fact.history[0].figures
    assert run_command("check", library=root).code == 0


REFUSED = {
    "figure": (
        FIGURE,
        'content/facts.yaml:1: changed fact: in RT-13 the figures changed from "49.5%" to "51.0%", but rev is still 1.'
        " Write rev: 2, so that whoever learned it is asked again.",
    ),
    "claim": (
        edited(FACT, "rises with", "falls with"),
        'content/facts.yaml:1: changed fact: in RT-13 the claim changed from "Survival after relapse rises with the time …" to'
        ' "Survival after relapse falls with the time …", but rev is still 1. Write rev: 2, so that whoever learned it is asked'
        " again. If it means the same as before, run edu-tui lock --same RT-13.",
    ),
    "key": (
        KEY,
        'quizzes/timing.md:9: changed key: in rt-time-01 the right answer changed from "25.8%" to "90%", but rev is still 1.'
        " Write rev: 2, so that whoever learned it is asked again.",
    ),
    "gone": (
        {FAMQ: LESS},
        "quizzes/timing-family.md:1: gone: the question fam-time-02 is gone, and no quiz names it in retired:."
        " Bring it back, or write retired: [fam-time-02] into the head of a quiz, so that its id is never used again.",
    ),
}


@pytest.mark.parametrize(("changes", "told"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("words", [("lock",), ("lock", "--check")], ids=" ".join)
def test_a_meaning_that_changed_in_silence_is_refused(changes, told, words, library_dir, run_command):
    root = library_dir(lock_file())
    write(root, changes)
    before = (root / LOCK_FILE).read_bytes()
    ran = run_command(*words, library=root)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.split("\n")[0] == told
    assert ran.out.endswith("Nothing was written: 1 change cannot be locked like this.\n")
    assert (root / LOCK_FILE).read_bytes() == before
    assert run_command("check", library=root).code == 1


def test_a_typo_is_told_and_taken_over(library_dir, run_command):
    root = library_dir(lock_file())
    write(root, edited(FACT, '"25.8±2.4%"', '"25.8 ± 2.4%"') | edited(QUIZZES, "A boy relapses", "A boy  relapsed"))
    ran = run_command("lock", library=root)
    assert ran.code == 0
    assert "changed wording: in RT-13 the figures changed" in ran.out
    assert "changed wording: the text of rt-time-01 was reworded" in ran.out
    lock = read_lock(root).lock
    assert (lock.facts["RT-13"].rev, lock.facts["RT-13"].history) == (1, ())
    assert run_command("lock", "--check", library=root).code == 0


def test_an_author_vouches_for_other_words(library_dir, run_command):
    root = library_dir(lock_file())
    write(root, edited(FACT, "Survival after relapse rises", "After relapse survival is better"))
    assert run_command("lock", library=root).code == 1
    assert run_command("lock", "--same", "RT-13", library=root).code == 0
    assert read_lock(root).lock.facts["RT-13"].claim.startswith("After relapse")
    write(root, FIGURE)
    assert run_command("lock", "--same", "RT-13", library=root).code == 1


def test_a_wrong_question_is_recalled(library_dir, run_command):
    root = library_dir(lock_file())
    write(root, FIXED)
    ran = run_command("lock", "--recall", "rt-time-01", "--reason", "The key said 25.8%.\x1b[31m\nIt is 90%.", library=root)
    assert ran.code == 0
    assert read_lock(root).lock.questions["rt-time-01"].recall == Recall(rev=1, reason="The key said 25.8%.␛[31m It is 90%.")
    assert run_command("lock", library=root).out.startswith(f"{LOCK_FILE} is in step")
    assert read_lock(root).lock.questions["rt-time-01"].recall is not None


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--recall", "rt-time-01", "--reason", "Wrong."), 1, "rt-time-01 has no earlier rev to recall."),
        (("--recall", "rt-time-1", "--reason", "Wrong."), 2, "Did you mean rt-time-01"),
        (("--recall", "rt-time-01"), 2, "A recall needs both"),
        (("--reason", "Wrong."), 2, "A recall needs both"),
        (("--recall", "rt-time-01", "--reason", "x" * 501), 2, "at most 500"),
        (("--same", "RT-31"), 2, "Did you mean RT-13"),
        (("--check", "--same", "RT-13"), 2, "--check changes nothing"),
    ],
)
def test_wishes_that_make_no_sense(words, code, told, library_dir, run_command):
    root = library_dir(lock_file())
    before = (root / LOCK_FILE).read_bytes()
    ran = run_command("lock", *words, library=root)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert (root / LOCK_FILE).read_bytes() == before


BROKEN = {
    "quiz": ({QUIZZES: QUIZ.replace("id: rt-order-01", "id: rt-time-01")}, "quizzes/timing.md:27: "),
    "head": ({FAMQ: FAMILY_QUIZ.replace("module:", "modul:")}, "quizzes/timing-family.md:"),
    "facts": ({FACT: FACTS + "bad: 1\n"}, "content/facts.yaml:"),
    "two": (edited(FAMQ, "fam-time-01", "rt-time-01"), "The id rt-time-01 stands in two quizzes."),
}


@pytest.mark.parametrize(("changes", "told"), BROKEN.values(), ids=BROKEN)
def test_a_library_that_cannot_be_read_whole_is_not_locked(changes, told, library_dir, run_command):
    ran = run_command("lock", library=(root := library_dir(changes)))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(told)
    assert "Nothing was locked" in ran.err
    assert not (root / LOCK_FILE).exists()


def test_a_damaged_lock_is_never_overwritten(library_dir, run_command):
    root = library_dir({LOCK_FILE: '{"format": 1,\n<<<<<<<\n'})
    ran = run_command("lock", library=root)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{LOCK_FILE}:2: the lock is not valid JSON")
    assert "version control" in ran.err
    assert (root / LOCK_FILE).read_text() == '{"format": 1,\n<<<<<<<\n'


def test_a_clock_that_runs_behind_the_lock_is_noticed(library_dir, run_command):
    ahead = {LOCK_FILE: lock_file()[LOCK_FILE].replace("2026-03-02T", "2126-03-02T")}
    root = library_dir(ahead)
    ran = run_command("lock", library=root)
    assert ran.code == 1
    assert re.match(r"The clock of this computer says .*, but content/library.lock.json was written on 02 March 2126\.", ran.err)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="POSIX permissions, and root may write everywhere")
def test_a_library_that_cannot_be_written(library_dir, run_command):
    root = library_dir()
    (root / "content").chmod(0o500)
    ran = run_command("lock", library=root)
    (root / "content").chmod(0o700)
    assert ran.code == 1
    assert "cannot be written (Permission denied)" in ran.err


def test_a_full_disk_is_told_in_one_sentence(library_dir, run_command, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    root = library_dir(lock_file())
    write(root, CORRECTED)
    before = (root / LOCK_FILE).read_bytes()
    monkeypatch.setattr("edu_tui.library.lock_file.os.fsync", full)
    ran = run_command("lock", library=root)
    assert ran.code == 1
    assert "cannot be written (No space left on device), so nothing changed" in ran.err
    assert (root / LOCK_FILE).read_bytes() == before


def test_kept_findings_notice_another_lock(library_dir, run_command):
    root = library_dir(lock_file())
    assert run_command("check", library=root).out == "10 files checked: nothing found.\n"
    write(root, {LOCK_FILE: "{}"})
    assert run_command("check", library=root).code == 1
    assert "error V01" in run_command("check", root / LOCK_FILE, library=root).out


def test_hostile_words_reach_the_terminal_clean(library_dir, run_command):
    root = library_dir(lock_file())
    write(root, edited(FACT, "Survival after", "Death\x1b]2;x\x07 after"))
    ran = run_command("lock", library=root)
    assert ran.code == 1
    assert not any(ord(char) < 32 and char != "\n" for char in ran.out)
