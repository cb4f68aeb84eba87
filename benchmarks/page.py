"""What a key costs the reader's eye: from writing it to the read that ends the frame with the new page, in a real terminal of 120x40.

Turning a page, telling it to the other audience, going on to the next question and opening the evidence are timed in the app itself, each
in turn with a stock Textual app that toggles between two installed screens of 50 widgets. The first paint of a page, its Markdown parsed on
the way, is timed in our page widget in turn with Textual's `Markdown`, each time in a new process. Last the memory of a reader who turns
pages for long. A ratio is the median over pairs. Run: `python -m benchmarks.page`.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median

from benchmarks.keyboard import ROOT, Keyboard
from benchmarks.page_hosts import READY, toggled_line
from benchmarks.samples import MODULE, QUIZ, library_with_long_quiz, longest_section, mixed_markdown
from benchmarks.table import Row, milliseconds, ratio_row, table
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience, Module
from edu_tui.library.walk import plain

ROUNDS = 200
SIZE = 300_000
WARM_UP = 10

TURN_BAR = 0.4
KEY_BAR = 0.5
FIRST_PAINT_BAR = 0.15
P99_BAR = 50.0
TAIL_BAR = 3.0
GROWTH_BAR = 2.0


# --- keys ------------------------------------------------------------------------------------------------------------------------


def turns(app: Keyboard, module: Module) -> Iterator[float]:
    """Forwards through the sections of `module` and backwards again, from its first section."""
    titles = [plain(section.title) for section in module.sections]
    last = len(titles) - 1
    while True:
        for at in range(1, last + 1):
            yield app.press(b"n", f"{at + 1}/{last + 1} ", titles[at])
        for at in reversed(range(last)):
            yield app.press(b"p", f"{at + 1}/{last + 1} ", titles[at])


def flips(app: Keyboard, clinician: Module, family: Module) -> Iterator[float]:
    """From one audience to the other and back, from the first section."""
    while True:
        yield app.press(b"t", "for families", plain(family.sections[0].title))
        yield app.press(b"t", "for clinicians", plain(clinician.sections[0].title))


def evidence(app: Keyboard, module: Module) -> Iterator[float]:
    """Opening the evidence; closing it is not timed."""
    while True:
        yield app.press(b"e", "Evidence:")
        app.press(b"e", plain(module.sections[0].title))


def next_questions(app: Keyboard, total: int) -> Iterator[float]:
    """On from the feedback to the next question; answering is not timed."""
    for number in range(2, total + 1):
        app.press(b"1", "(•) 1")
        app.press(b"\r", "ight.")  # the end of both verdicts
        yield app.press(b"\r", f"{number}/{total}", "then press enter")


def toggles(app: Keyboard) -> Iterator[float]:
    """From one screen to the other and back."""
    while True:
        for name in ("right", "left"):
            yield app.press(b"n", toggled_line(name, 0), toggled_line(name, 36))


def time_keys(library: Library, rounds: int, home: Path) -> list[Row]:
    """All keys, `rounds` times each, one after the other in every round; who begins changes each time."""
    clinician, family = (library.module(MODULE, audience) for audience in (Audience.CLINICIAN, Audience.FAMILY))
    quiz = library.quiz(QUIZ)
    assert clinician is not None
    assert family is not None
    assert quiz is not None
    with ExitStack() as stack:

        def start(*argv: str) -> Keyboard:
            return stack.enter_context(closing(Keyboard(argv, home)))

        def read(learner: str) -> Keyboard:
            app = start(*edu_tui(library.root, home / learner), "read", MODULE)
            app.see("After this module you can")
            app.press(b"n", plain(clinician.sections[0].title))
            return app

        asked = start(*edu_tui(library.root, home / "asked"), "quiz", QUIZ)
        asked.see("then press enter")
        stock = start("benchmarks.page_hosts", "screens")
        stock.see(READY)
        clocks = {
            "toggle": toggles(stock),
            "turning a page": turns(read("turns"), clinician),
            "the other audience": flips(read("flips"), clinician, family),
            "the next question": next_questions(asked, len(quiz.questions)),
            "opening the evidence": evidence(read("evidence"), clinician),
        }
        times = in_turns(clocks, rounds)
    peer = times.pop("toggle")
    return [row for what, ours in times.items() for row in key_rows(what, ours, peer, TURN_BAR if what == "turning a page" else KEY_BAR)]


def edu_tui(library: Path, data: Path) -> list[str]:
    """The app's command line up to its command."""
    return ["edu_tui", "--library", str(library), "--data-dir", str(data)]


def in_turns(clocks: Mapping[str, Iterator[float]], rounds: int) -> dict[str, list[float]]:
    """What each clock gives in `rounds` rounds after a warm-up."""
    warm_up = min(WARM_UP, rounds)
    names = list(clocks)
    times: dict[str, list[float]] = {name: [] for name in names}
    for number in range(warm_up + rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            times[name].append(next(clocks[name]))
    return {name: found[warm_up:] for name, found in times.items()}


def key_rows(what: str, ours: Sequence[float], peer: Sequence[float], bar: float) -> list[Row]:
    """The three bars of a key; what the peer's slowest presses took stands beside ours, for a busy machine slows both."""
    slow, peer_slow = percentile_99(ours), percentile_99(peer)
    return [
        ratio_row(what, ours, peer, bar),
        Row(f"{what}, p99", slow * 1000, P99_BAR, "ms", milliseconds(slow), milliseconds(peer_slow)),
        Row(f"{what}, p99 / median", slow / median(ours), TAIL_BAR, "x", peer=f"{peer_slow / median(peer):.1f} x"),
    ]


def percentile_99(times: Sequence[float]) -> float:
    """The time that all but one in a hundred keep to."""
    return sorted(times)[math.ceil(len(times) * 0.99) - 1]


# --- first paint -----------------------------------------------------------------------------------------------------------------


def time_first_paints(library: Library, rounds: int, size: int, home: Path) -> list[Row]:
    """Our longest section, and `size` bytes in sections of a thirtieth and in one."""
    name, section = longest_section(library)
    texts = (
        (f"first paint, {name}", section, TURN_BAR),
        (f"first paint, {size // 1000} KB in 30 sections", mixed_markdown(size, size // 30), FIRST_PAINT_BAR),
        (f"first paint, {size // 1000} KB in one section", mixed_markdown(size, size), FIRST_PAINT_BAR),
    )
    rows = []
    for what, text, bar in texts:
        file = home / "sample.md"
        file.write_text(text, encoding="utf-8")
        pairs = [(first_paint("page", file, home), first_paint("markdown", file, home)) for _ in range(rounds)]
        ours, peer = zip(*pairs, strict=True)
        rows.append(ratio_row(what, ours, peer, bar))
    return rows


def first_paint(host: str, file: Path, home: Path) -> float:
    """Seconds from the key that loads `file` to the frame with its first heading."""
    heading = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("## ").partition(" {")[0]
    with closing(Keyboard(["benchmarks.page_hosts", host, str(file)], home)) as app:
        app.see(READY)
        return app.press(b"o", heading)


# --- memory ----------------------------------------------------------------------------------------------------------------------


def memory_growth(library: Library, few: int, many: int, home: Path) -> Row:
    """MiB that the app grows from `few` to `many` page turns."""
    module = library.module(MODULE, Audience.CLINICIAN)
    assert module is not None
    with closing(Keyboard([*edu_tui(library.root, home / "memory"), "read", MODULE], home)) as app:
        app.see("After this module you can")
        app.press(b"n", plain(module.sections[0].title))
        pages = turns(app, module)
        for _ in range(few):
            next(pages)
        before = resident(app.pid)
        for _ in range(many - few):
            next(pages)
        after = resident(app.pid)
    return Row(f"memory, {few:,} to {many:,} turns", after - before, GROWTH_BAR, "MiB", f"{before:.1f}", f"{after:.1f}")


def resident(pid: int) -> float:
    """The resident memory of a process in MiB."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024


# --- all -------------------------------------------------------------------------------------------------------------------------


def run(rounds: int = ROUNDS, size: int = SIZE) -> list[Row]:
    """Everything; with the defaults it takes some minutes."""
    with tempfile.TemporaryDirectory(prefix="page-") as folder:
        home = Path(folder)
        library_with_long_quiz(ROOT, home / "library", WARM_UP + rounds + 1)
        library = open_library(home / "library")
        return [
            *time_keys(library, rounds, home),
            *time_first_paints(library, max(1, rounds // 40), size, home),
            memory_growth(library, rounds, 10 * rounds, home),
        ]


def main() -> int:
    """Print the table; 0 when all bars hold, else 1."""
    rows = run()
    print(f"From key to frame, medians; ratios are medians over pairs. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
