"""A run of mutations, in a process of its own: so much processor time for each look, so much memory, and no file from elsewhere.

`python mutation_run.py FOLDER LIBRARY SEED FIRST COUNT` spoils files of LIBRARY (a module of our own library, or "small") with the
mutations FIRST, FIRST + 1, … of SEED, and writes a line of JSON for each; the last one tells of the process.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import sysconfig
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench import ROOT, Bench, own_library, small_library
from libraries import FILES
from mutator import Mutation, mutate
from surfaces import SURFACES

WANTED = os.environ.get("EDU_TUI_MUTATION_SURFACES", "").split()
CHOSEN = {surface: share._replace(every=1) for surface, share in SURFACES.items() if surface.__name__ in WANTED} or SURFACES
"""The surfaces that are looked at: those that are named see every mutation."""

MEMORY = 500_000_000
"""Bytes that the process may use for data."""


class Hang(BaseException):
    """A look at a file took too long. No `except Exception` of the app may swallow it."""


class Verdict(NamedTuple):
    """What came of a mutation: seconds for the slowest look, which one that was, and the fault of each look that had one."""

    number: int
    library: str
    path: str
    kind: str
    size: int
    seconds: float
    slowest: str
    faults: dict[str, str]


class Fence:
    """Notes which files are opened that are none of the library, of the program or of Python."""

    def __init__(self, folder: Path) -> None:
        inside = (
            folder,
            Path("/tmp", f"edu-tui-{os.getuid()}"),  # the socket of a teaching session: the name of `folder` is too long for it
            ROOT / "edu_tui",
            ROOT / "tests",
            *(Path(path) for path in sysconfig.get_paths().values()),
            Path(sys.prefix),
            Path(sys.base_prefix),
        )
        self._inside = tuple(str(path.resolve()) for path in inside)
        self.watching = False
        self.outside: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.watching and event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if not path.startswith(self._inside):
                self.outside.append(path)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise Hang after so much processor time."""

    def end(*_: object) -> None:
        raise Hang

    signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def judged(bench: Bench, fence: Fence, number: int, library: str, path: str, mutation: Mutation) -> Verdict:
    """What all surfaces make of one spoilt file."""
    faults: dict[str, str] = {}
    took: dict[str, float] = {}
    with bench.spoilt(path, mutation.data):
        for surface, share in CHOSEN.items():
            if number % share.every:
                continue
            began = time.process_time()
            fence.outside.clear()
            fence.watching = True
            try:
                with limited(share.seconds):
                    surface(bench, path)
            except (Exception, Hang) as error:
                fence.watching = False  # telling a fault reads sources
                faults[surface.__name__] = "".join(traceback.format_exception(error, limit=-6))[-3_000:]
            finally:
                fence.watching = False
            if fence.outside:
                faults[f"{surface.__name__}, files outside"] = ", ".join(fence.outside)
            took[surface.__name__] = time.process_time() - began
    slowest = max(took, key=lambda name: took[name])
    return Verdict(number, library, path, mutation.kind, len(mutation.data), round(took[slowest], 3), slowest, faults)


def mutation_of(bench: Bench, seed: int, number: int) -> tuple[str, Mutation]:
    """The file that mutation `number` is about, and what is done to it."""
    chance = Random(f"{seed}:{number}")
    weights = [5 if path.endswith(".md") and "glossary" not in path else 2 for path in bench.paths]
    (path,) = chance.choices(bench.paths, weights)
    return path, mutate(chance, bench.files[path], bench.texts)


def main(words: Sequence[str]) -> None:
    folder, library, seed, first, count = Path(words[0]), words[1], *map(int, words[2:5])
    bench = Bench(folder, small_library(FILES) if library == "small" else own_library(library, first))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    fence = Fence(folder)
    for number in range(first, first + count):
        path, mutation = mutation_of(bench, seed, number)
        print(json.dumps(judged(bench, fence, number, library, path, mutation)._asdict()), flush=True)
    print(json.dumps({"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
