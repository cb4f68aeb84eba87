"""What a learner reads, word for word, when the disk, the clock or another program is in the way: in the app and in plain text."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from lives import PATIENCE, App, Home, Plain, Program, make_home
from progress_kit import answered

from edu_tui.progress.events import Answered
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


@contextmanager
def starting(kind: type[Program], home: Home, data: Path) -> Iterator[Program]:
    """A program at its beginning, which for the app is Home."""
    program = App(home, data, UNHURT, ()) if kind is App else Plain(home, data, UNHURT)
    try:
        yield program
    finally:
        program.kill()


def bare(text: str) -> str:
    """A text without the white space, breaks and frames that depend on the width of a screen."""
    return re.sub(r"[\s│┃▌▐█▎╭╮╰╯─━▁▔]+", "", text)


def take_until(program: Program, condition: Callable[[], bool], hint: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"{hint}\n\n{program.text()}"
        program.take(0.05)


def see(program: Program, words: str) -> None:
    """Wait until the words stand there."""
    take_until(program, lambda: bare(words) in bare(program.text()), f"not told: {words}")


def leave(program: Program) -> None:
    """End a program in an orderly way."""
    program.leave()
    take_until(program, program.gone, "still there")


def give_answers(program: Program, *numbers: int) -> None:
    for number in numbers:
        see(program, f"Asked {number}.")
        program.answer()
        see(program, f"Told {number}.")
        program.go_on()


def folder_of(data: Path) -> Path:
    return Learners(data).chosen().folder


def answers_in(data: Path) -> list[int]:
    with ProgressStore.open(folder_of(data), now=wall_clock, read_only=True) as store:
        return [int(event.question.removeprefix("q-")) for event in store.events if isinstance(event, Answered)]


def an_earlier_answer(data: Path, at: timedelta = timedelta()) -> None:
    with ProgressStore.open(folder_of(data), now=wall_clock) as store:
        store.append(answered("q-100", at=wall_clock() + at))


# --- the disk -------------------------------------------------------------------------------------------------------------------------


@BOTH
def test_a_disk_that_is_full(home: Home, disk: Path, kind: type[Program]) -> None:
    (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free))
    with running(kind, home, disk) as program:
        see(
            program,
            f"Your last step is NOT saved: the disk that holds {folder_of(disk)} is full. "
            "Everything before it is safe. Free some space, then try again.",
        )
    assert answers_in(disk) == []
    (disk / "ballast").unlink()
    with running(kind, home, disk) as program:
        give_answers(program, 1)
    assert answers_in(disk) == [1]


@BOTH
def test_a_disk_that_may_only_be_read(home: Home, disk: Path, kind: type[Program]) -> None:
    an_earlier_answer(disk)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with starting(kind, home, disk) as program:
        see(
            program,
            f"The folder {folder_of(disk)} cannot be written, so nothing you do now will be saved. What was saved before is safe. "
            "To record progress, choose another folder with --data-dir.",
        )
        if kind is Plain:
            give_answers(program, 1)
        leave(program)
    assert answers_in(disk) == [100]


@BOTH
@pytest.mark.parametrize(
    ("code", "happened", "remedy"),
    [
        ("ENOSPC", "the disk that holds {} is full.", "Free some space, then try again."),
        ("EACCES", "the folder {} cannot be written.", "Make the folder writable, or choose another one with --data-dir."),
        ("EROFS", "the folder {} cannot be written.", "Make the folder writable, or choose another one with --data-dir."),
        (
            "EIO",
            "the disk that holds {} reported a fault (refused).",
            "Try again; if it happens again, copy the folder to another disk and use it with --data-dir.",
        ),
    ],
    ids=["ENOSPC", "EACCES", "EROFS", "EIO"],
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
        give_answers(program, 2)
        assert "NOT saved" not in program.text()
    assert answers_in(data) == [1, 2]


# --- the clock, and newer versions ----------------------------------------------------------------------------------------------------


@BOTH
def test_a_clock_that_was_set_back(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    an_earlier_answer(tmp_path, timedelta(days=400))
    with starting(kind, home, tmp_path) as program:
        see(program, "after what the clock of this computer says")
        see(
            program,
            "One of the two clocks ran wrong. Nothing is lost, and the schedule takes steps from the future as done today. "
            "If it is the clock of this computer, set it right before you go on.",
        )
    with running(kind, home, tmp_path) as program:
        give_answers(program, 1)
    assert answers_in(tmp_path) == [100, 1]


@BOTH
def test_a_clock_that_is_hours_behind(home: Home, tmp_path: Path, kind: type[Program]) -> None:
    an_earlier_answer(tmp_path, timedelta(hours=5, minutes=30))
    with starting(kind, home, tmp_path) as program:
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
    with starting(kind, home, tmp_path) as program:
        see(
            program,
            f"Your progress {snapshot} was written by a newer version of edu-tui. It is safe, and opened for reading only. "
            "Update edu-tui on this computer to go on recording.",
        )
        if kind is Plain:
            give_answers(program, 1)
        leave(program)
    assert snapshot.read_bytes() == newer


# --- other programs -------------------------------------------------------------------------------------------------------------------

HOLD = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


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
            assert str(place.lock) not in program.text()
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
        see(first, "Asked 1.")
        see(second, "Asked 1.")
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


# --- memory ---------------------------------------------------------------------------------------------------------------------------

HOARD = """
import resource, sys
from edu_tui.cli.errors import guarded
hoard = []
def run(argv):
    while True:
        hoard.append(bytes(1000))
resource.setrlimit(resource.RLIMIT_AS, (100_000_000, 100_000_000))
sys.exit(guarded(run, None))
"""


def test_no_memory_left(home: Home) -> None:
    done = subprocess.run([sys.executable, "-c", HOARD], env=home.environment, capture_output=True, text=True, check=False)
    sentence = "There is not enough memory to go on. Saved answers are safe. Close other programs, then try again.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)
