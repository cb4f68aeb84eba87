"""What a learner reads, word for word, when the disk, the clock or another program is in the way: in the app and in plain text."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from lives import App, Home, Plain, Program, make_home
from progress_kit import answered

from edu_tui.progress.events import Answered
from edu_tui.progress.journal import CHECK_EVERY
from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.place import Place
from edu_tui.progress.store import ProgressStore

UNHURT = ["none", "0", "-"]
BOTH = pytest.mark.parametrize("kind", [App, Plain], ids=["app", "plain"])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return make_home(tmp_path_factory.mktemp("home"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if subprocess.run(mounted, check=False, capture_output=True).returncode:
        pytest.skip("no right to mount a file system here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def running(kind: type[Program], home: Home, data: Path, doom: list[str] = UNHURT) -> Iterator[Program]:
    program = kind(home, data, doom)  # type: ignore[call-arg]
    try:
        yield program
    finally:
        program.kill()


def bare(text: str) -> str:
    """A text without the white space, breaks and frames that depend on the width of a screen."""
    return re.sub(r"[\s│┃▌▐█▎╭╮╰╯─━▁▔]+", "", text)


def see(program: Program, words: str) -> None:
    """Wait until the words stand there, each and in order."""

    def stand() -> bool:
        return bare(words) in bare(program.text())

    end = 400
    while not stand():
        assert end, f"not told: {words}\n\n{program.text()}"
        end = end if program.take(0.05) else end - 1


def give_answers(program: Program, *numbers: int) -> None:
    for number in numbers:
        see(program, f"Asked {number}.")
        program.answer()
        see(program, f"Told {number}.")
        program.go_on()


def until_looked_at_again() -> None:
    """A journal asks once in a while whether it is still in its place: let that while pass."""
    time.sleep(CHECK_EVERY)


def folder_of(data: Path) -> Path:
    return Learners(data).chosen().folder


def answers_in(data: Path) -> list[int]:
    with ProgressStore.open(folder_of(data), now=wall_clock, read_only=True) as store:
        return [int(event.question.removeprefix("q-")) for event in store.events if isinstance(event, Answered)]


def an_earlier_answer(data: Path, at: timedelta = timedelta()) -> None:
    with ProgressStore.open(folder_of(data), now=wall_clock) as store:
        store.append(answered("q-100", at=wall_clock() + at))


# --- the disk -------------------------------------------------------------------------------------------------------------------------


def fill(disk: Path) -> None:
    (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free))


@BOTH
def test_a_disk_that_is_full(home: Home, disk: Path, kind: type[Program]) -> None:
    fill(disk)
    with running(kind, home, disk) as program:
        if kind is App:
            see(program, "Asked 1.")
            program.answer()
        see(
            program,
            f"Your last step is NOT saved: the disk that holds {folder_of(disk)} is full. "
            "Everything before it is safe. Free some space, then try again.",
        )
        assert "Told" not in program.text()
        if kind is App:
            (disk / "ballast").unlink()
            program.go_on()
            see(program, "Told 1.")
            assert answers_in(disk) == [1]


@BOTH
def test_a_disk_that_may_only_be_read(home: Home, disk: Path, kind: type[Program]) -> None:
    an_earlier_answer(disk)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with running(kind, home, disk) as program:
        see(
            program,
            f"The folder {folder_of(disk)} cannot be written, so nothing you do now will be saved. What was saved before is safe. "
            "To record progress, choose another folder with --data-dir.",
        )
        give_answers(program, 1)
    assert answers_in(disk) == [100]


@BOTH
@pytest.mark.parametrize(
    ("code", "happened", "remedy"),
    [
        ("EACCES", "the folder {} cannot be written.", "Make the folder writable, or choose another one with --data-dir."),
        ("EROFS", "the folder {} cannot be written.", "Make the folder writable, or choose another one with --data-dir."),
        (
            "EIO",
            "the disk that holds {} reported a fault (refused).",
            "Try again; if it happens again, copy the folder to another disk and use it with --data-dir.",
        ),
    ],
)
def test_a_right_or_a_disk_that_is_lost_on_the_way(
    home: Home, tmp_path: Path, kind: type[Program], code: str, happened: str, remedy: str
) -> None:
    data, sign = tmp_path / "data", tmp_path / "lost"
    with running(kind, home, data, ["refuse", str(sign), code]) as program:
        give_answers(program, 1)
        see(program, "Asked 2.")
        sign.touch()
        program.answer()
        see(program, f"Your last step is NOT saved: {happened.format(folder_of(data))} Everything before it is safe. {remedy}")
        assert "Told 2." not in program.text()
        if kind is App:
            sign.unlink()
            program.go_on()
            see(program, "Told 2.")
    assert answers_in(data) == ([1, 2] if kind is App else [1])


@BOTH
def test_a_folder_that_is_taken_away(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    data = tmp_path / "data"
    with running(kind, home, data) as program:
        give_answers(program, 1)
        see(program, "Asked 2.")
        folder = folder_of(data)
        folder.rename(tmp_path / "elsewhere")
        until_looked_at_again()
        program.answer()
        see(
            program,
            f"Your last step is NOT saved: the folder {folder} is no longer there. "
            "What was saved before is where that folder is now. Put the folder or its disk back, then try again.",
        )
        assert not folder.exists()
        (tmp_path / "elsewhere").rename(folder)
        if kind is App:
            program.go_on()
            see(program, "Told 2.")
    assert answers_in(data) == ([1, 2] if kind is App else [1])


@BOTH
def test_a_journal_that_is_removed_underneath(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    """What was in it is written anew, and nobody is troubled."""
    data = tmp_path / "data"
    with running(kind, home, data) as program:
        give_answers(program, 1)
        see(program, "Asked 2.")
        for journal in folder_of(data).glob("journal-*.log"):
            journal.unlink()
        until_looked_at_again()
        give_answers(program, 2)
        assert "NOT saved" not in program.text()
    assert answers_in(data) == [1, 2]


# --- the clock, and newer versions ----------------------------------------------------------------------------------------------------


@BOTH
def test_a_clock_that_was_set_back(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    an_earlier_answer(tmp_path, timedelta(days=400))
    with running(kind, home, tmp_path) as program:
        see(program, "after what the clock of this computer says")
        see(
            program,
            "One of the two clocks ran wrong. Nothing is lost, and the schedule takes steps from the future as done today. "
            "If it is the clock of this computer, set it right before you go on.",
        )
        give_answers(program, 1)
    assert answers_in(tmp_path) == [100, 1]


@BOTH
def test_a_clock_that_is_hours_behind(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    an_earlier_answer(tmp_path, timedelta(hours=5, minutes=30))
    with running(kind, home, tmp_path) as program:
        see(
            program,
            "is 5 hours behind the latest of your steps. Nothing is lost. "
            "If the clock is wrong, set it right before you go on: what you do by a slow clock is filed before what you did already.",
        )


@BOTH
def test_progress_of_a_newer_version(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    an_earlier_answer(tmp_path)
    snapshot = Place(folder_of(tmp_path)).snapshot
    newer = snapshot.read_text().replace('"fmt":"1"', '"fmt":"2"').replace('"fmt":1', '"fmt":2').encode()
    snapshot.write_bytes(newer)
    with running(kind, home, tmp_path) as program:
        see(
            program,
            f"Your progress {snapshot} was written by a newer version of edu-tui. It is safe, and opened for reading only. "
            "Update edu-tui on this computer to go on recording.",
        )
        give_answers(program, 1)
        program.leave()
    assert snapshot.read_bytes() == newer


# --- other programs -------------------------------------------------------------------------------------------------------------------

HOLD = "from filelock import FileLock; import sys; FileLock(sys.argv[1]).acquire(); print('held', flush=True); sys.stdin.read()"


@BOTH
def test_another_program_that_holds_the_lock_for_ever(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    """An answer needs no lock: nothing is told, and all is kept. When the other one is killed, its lock is nobody's."""
    an_earlier_answer(tmp_path)
    place = Place(folder_of(tmp_path))
    before = place.snapshot.read_bytes()
    argv = [sys.executable, "-c", HOLD, str(place.lock)]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with running(kind, home, tmp_path) as program:
            give_answers(program, 1, 2, 3, 4, 5, 6)
            leave(program)
            assert "lock" not in program.text()
        assert place.snapshot.read_bytes() == before
        holder.kill()
    with running(kind, home, tmp_path) as program:
        give_answers(program, 7)
        leave(program)
    assert place.snapshot.read_bytes() != before
    assert answers_in(tmp_path) == [100, 1, 2, 3, 4, 5, 6, 7]


@BOTH
def test_two_programs_of_one_learner(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    with running(kind, home, tmp_path) as first, running(kind, home, tmp_path) as second:
        give_answers(first, 1, 2)
        give_answers(second, 1)
        leave(first)
        leave(second)
    assert sorted(answers_in(tmp_path)) == [1, 1, 2]


@BOTH
def test_a_folder_where_nothing_can_be_locked(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    """Progress is not tidied there and grows; every answer is kept, also with two programs."""
    for _ in range(2):
        with running(kind, home, tmp_path, ["lockless", "0", "-"]) as program:
            see(program, "Asked")
            number = max(map(int, re.findall(r"Asked (\d+)", program.text())))
            give_answers(program, number, number + 1)
            leave(program)
            assert "Traceback" not in program.text()
    assert answers_in(tmp_path) == [1, 2, 3, 4]


def leave(program: Program) -> None:
    """End a program in an orderly way."""
    program.leave()
    end = 400
    while not program.gone():
        assert end, program.text()
        end = end if program.take(0.05) else end - 1
