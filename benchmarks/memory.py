"""What the app holds in memory, beside the least Textual app there is, and whether it grows with use.

Each program runs in a real terminal of 120x40; what is told is its resident memory when nothing more comes. Two hours of use are the keys
of two hours without the pauses between them: a key every three seconds, 2,400 in all. Growth is counted from the tenth minute on; the bar
leaves room for what an allocator rounds up. Run: `python -m benchmarks.memory [--keys N]`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.bare import LINE
from benchmarks.keyboard import ROOT, Keyboard
from benchmarks.samples import MODULE, QUIZ, library_with_long_module, library_with_long_quiz
from benchmarks.table import Row, table
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.library.walk import plain

KEYS = 2400
"""Two hours at a key every three seconds."""

FIRST_PART = 12
"""Ten minutes are this part of two hours."""

SIZE = 300_000
ROUNDS = 5

HOME_BAR, LONG_BAR, GROWTH_BAR = 1.2, 1.6, 2.0


class Step(NamedTuple):
    """Keys, and what the terminal is to show before the next ones are pressed: without it a slow answer would send them astray."""

    keys: bytes
    markers: tuple[str, ...] = ()


_PAGES = (*[Step(b"n")] * 6, *[Step(b"p")] * 4, Step(b"t"), Step(b"t"), Step(b"e"), Step(b"e"))
"""Pages forwards and backwards, the other audience, the evidence."""

_SEARCH = (Step(b"\x06", ("Search",)), Step(b"relapse", ("also relapses",)), Step(b"\r"))
"""A search, and what it finds first: the term, under which stands what else it is called."""

_READING = (*_PAGES, *_SEARCH, Step(b"h", ("edu-tui",)), Step(b"\r"))
"""A round: pages, a search, Home, and on where one was."""

_ANSWERING = (Step(b"1"), Step(b"\r"), Step(b"\r"))
"""An option, the feedback, the next question."""


def resident(pid: int) -> float:
    """The resident memory of a process in MiB."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024


def edu_tui(library: Path, data: Path) -> list[str]:
    """The app's command line up to its command."""
    return ["edu_tui", "--library", str(library), "--data-dir", str(data)]


# --- beside the bare app -----------------------------------------------------------------------------------------------------------


def held(argv: Sequence[str], ready: str, home: Path, *keys: tuple[bytes, str]) -> float:
    """MiB that a program holds once it shows `ready`, and after each of `keys` what comes with it."""
    with closing(Keyboard(argv, home)) as app:
        app.see(ready)
        for key, marker in keys:
            app.press(key, marker)
        return resident(app.pid)


def beside_the_bare_app(home: Path, size: int, rounds: int) -> list[Row]:
    """Home, and the reader on a module of `size` bytes, in turn with the bare app."""
    library_with_long_module(ROOT, home / "long", size)
    module = open_library(home / "long").module(MODULE, Audience.CLINICIAN)
    assert module is not None
    first = (b"n", plain(module.sections[0].title))
    found: dict[str, list[float]] = {"bare": [], "home": [], "long": []}
    for _ in range(rounds + 1):
        found["bare"].append(held(["benchmarks.bare"], LINE, home))
        found["home"].append(held(edu_tui(ROOT, home / "home"), "It does not replace the advice", home))
        found["long"].append(held([*edu_tui(home / "long", home / "data"), "read", MODULE], "After this module you can", home, first))
    bare, shown, long = (found[name][1:] for name in ("bare", "home", "long"))  # the first round filled the caches
    return [_row("memory, Home", shown, bare, HOME_BAR), _row(f"memory, reader on {size // 1000} KB", long, bare, LONG_BAR)]


def _row(what: str, ours: Sequence[float], peer: Sequence[float], bar: float) -> Row:
    ratio = median(one / other for one, other in zip(ours, peer, strict=True))
    return Row(what, ratio, bar, "x", f"{median(ours):.1f} MiB", f"{median(peer):.1f} MiB")


# --- growth ------------------------------------------------------------------------------------------------------------------------


def growth(what: str, argv: Sequence[str], ready: str, steps: Iterator[Step], number: int, home: Path) -> Row:
    """MiB that the app grows between the first part of `number` steps and the last of them."""
    with closing(Keyboard(argv, home)) as app:
        app.see(ready)
        for step in islice(steps, number // FIRST_PART):
            app.press(step.keys, *step.markers)
        before = resident(app.pid)
        for step in islice(steps, number - number // FIRST_PART):
            app.press(step.keys, *step.markers)
        after = resident(app.pid)
    return Row(what, after - before, GROWTH_BAR, "MiB", f"{after:.1f} MiB", f"{before:.1f} MiB")


def two_hours(home: Path, number: int) -> list[Row]:
    """Reading, and answering questions."""
    library_with_long_quiz(ROOT, home / "asked", number // len(_ANSWERING) + 1)
    read = [*edu_tui(ROOT, home / "read"), "read", MODULE]
    asked = [*edu_tui(home / "asked", home / "answers"), "quiz", QUIZ]
    return [
        growth("memory, two hours of reading", read, "After this module you can", cycle(_READING), number, home),
        growth("memory, two hours of questions", asked, "then press enter", cycle(_ANSWERING), number, home),
    ]


def run(keys: int = KEYS, size: int = SIZE, rounds: int = ROUNDS) -> list[Row]:
    """Everything; with the defaults it takes some minutes."""
    with tempfile.TemporaryDirectory(prefix="memory-") as folder:
        return [*beside_the_bare_app(Path(folder), size, rounds), *two_hours(Path(folder), keys)]


def main() -> int:
    """Print the table; 0 when all bars hold, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description="Measure memory.")
    parser.add_argument("--keys", type=int, default=KEYS)
    options = parser.parse_args(None if __name__ == "__main__" else [])
    rows = run(options.keys)
    print(f"Resident memory; of growth the peer is the tenth minute. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
