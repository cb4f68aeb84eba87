"""Programs that a learner answers in and that are killed: the app in a terminal, answered by keys, and plain text, answered in lines."""

from __future__ import annotations

import os
import random
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from dying import CALLS, MOMENTS
from libraries import write_library

from benchmarks.ptybench import PtySession

ROOT = Path(__file__).resolve().parents[2]
DOOMED = Path(__file__).with_name("doomed.py")
QUESTIONS = 200
PATIENCE = 60.0
"""Seconds after which a program that does not go on is at fault."""

HEAD = "---\ntitle: Many questions\nmodule: timing\naudience: clinician\n---\n\n"
QUESTION = """\
## Number {0}

id: q-{0}
objective: classify
shuffle: false

Asked {0}.

- [x] this {0}
  > Told {0}.
- [ ] that {0}

> **Explanation:** It was 25.8% [@RT-13].

"""


class Home(NamedTuple):
    """A library with one long quiz, and a home with a warm cache of it."""

    library: Path
    environment: dict[str, str]

    def argv(self, data: Path, doom: Sequence[str], *words: str) -> list[str]:
        """A doomed program on the folder `data`."""
        return [sys.executable, str(DOOMED), *doom, "--data-dir", str(data), "--library", str(self.library), *words]


def make_home(folder: Path) -> Home:
    quiz = HEAD + "".join(QUESTION.format(number) for number in range(1, QUESTIONS + 1))
    library = write_library(folder / "library", {"quizzes/timing.md": quiz})
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "EDU_TUI"))}
    own = {"HOME": str(folder), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    return Home(library, kept | own)


class Program(Protocol):
    """A running program that asks."""

    def text(self) -> str:
        """What the learner sees, or has been told."""

    def take(self, seconds: float) -> bool:
        """Wait at most so long for output; whether some came."""

    def gone(self) -> bool:
        """Whether it has ended."""

    def answer(self) -> None:
        """Give the right answer to the question that is asked."""

    def go_on(self) -> None:
        """Ask for the next question."""

    def leave(self) -> None:
        """End in an orderly way."""

    def kill(self) -> None:
        """Kill it, if it lives, and read what it wrote before."""


class App:
    """The app in a terminal."""

    def __init__(self, home: Home, data: Path, doom: Sequence[str], words: Sequence[str] = ("quiz", "timing")) -> None:
        self._session = PtySession(home.argv(data, doom, *words), size=(80, 24), env=home.environment)

    def text(self) -> str:
        return "\n".join(self._session.lines())

    def take(self, seconds: float) -> bool:
        return self._session.read(seconds)

    def gone(self) -> bool:
        return _is_dead(self._session.pid)

    def answer(self) -> None:
        self._session.write(b"1\r")

    def go_on(self) -> None:
        self._session.write(b"\r")

    def leave(self) -> None:
        self._session.write(b"\x11")

    def kill(self) -> None:
        os.kill(self._session.pid, 9)
        while self.take(0.01) or not _is_dead(self._session.pid):
            pass
        while self.take(0.01):
            pass
        self._session.close()


class Plain:
    """Questions on standard output, answers on standard input."""

    def __init__(self, home: Home, data: Path, doom: Sequence[str]) -> None:
        argv = home.argv(data, doom, "quiz", "timing", "--plain")
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(argv, env=home.environment, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, bufsize=0)
        self._heard = bytearray()

    def text(self) -> str:
        return self._heard.decode()

    def take(self, seconds: float) -> bool:
        assert self._process.stdout is not None
        readable, _, _ = select.select([self._process.stdout], [], [], seconds)
        data = os.read(self._process.stdout.fileno(), 65536) if readable else b""
        self._heard += data
        return bool(data)

    def gone(self) -> bool:
        return _is_dead(self._process.pid)

    def answer(self) -> None:
        self._type(b"1\n")

    def go_on(self) -> None:
        """It asks by itself."""

    def leave(self) -> None:
        self._type(b"q\n")

    def kill(self) -> None:
        self._process.kill()
        while self.take(10.0):
            pass
        self._process.communicate()

    def _type(self, line: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(line)
        except BrokenPipeError:
            assert self.gone()


def _is_dead(pid: int) -> bool:
    """Whether a child has ended; its status stays for whoever waits for it."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


class Life(NamedTuple):
    """What a learner did and was told in one life of a program."""

    tried: set[int]
    told: set[int]


def doom(chance: random.Random) -> list[str]:
    """How a life is to end: at a system call of its own, or by us."""
    if chance.random() < 0.25:
        return ["none", "0", "-"]
    number = chance.choice((1, 2, 3, chance.randrange(4, 40)))
    return [chance.choice(CALLS), str(number), chance.choice(MOMENTS)]


def live(program: Program, chance: random.Random) -> Life:
    """Answer some questions, then let the program be killed at any moment: over an answer, over its end, or before it asks anything."""
    tried: set[int] = set()
    told: set[int] = set()

    def hear() -> None:
        told.update(map(int, re.findall(r"Told (\d+)\.", program.text())))

    def wait_for(condition: Callable[[], bool]) -> bool:
        """Take output in until `condition` holds; False if the program has ended before."""
        end = time.monotonic() + PATIENCE
        while not condition():
            if program.gone():
                return False
            assert time.monotonic() < end, program.text()
            program.take(0.05)
            hear()
        return True

    def asked() -> int:
        return max(map(int, re.findall(r"Asked (\d+)\.", program.text())), default=0)

    for _ in range(chance.randrange(7)):
        if not wait_for(lambda: asked() > max(told | tried, default=0)):
            break
        number = asked()
        tried.add(number)
        program.answer()
        if not wait_for(lambda number=number: number in told):
            break
        program.go_on()
    if not program.gone() and wait_for(lambda: asked() > max(told | tried, default=0)):
        if chance.random() < 0.5:
            tried.add(asked())
            program.answer()
        else:
            program.leave()
    for _ in range(chance.randrange(40)):
        if program.gone():
            break
        program.take(0.002)
    program.kill()
    hear()
    return Life(tried, told)
