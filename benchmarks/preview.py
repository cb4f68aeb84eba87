"""From the save of a file to what its author sees of it, in a real terminal of 120x40: the page first, then what was found in it.

A page and a quiz of our own library are saved again and again by putting a new file in the place of the old one, each time with other words
and with a figure that no fact supports. The clock runs from the replace to the read that ends the frame with these words, and to the one
with the finding; the next save comes after it. In turn a stock Textual app toggles between two screens, as in `benchmarks.page`.
Run: `python -m benchmarks.preview`.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.keyboard import ROOT, Keyboard
from benchmarks.page import percentile_99, toggles
from benchmarks.page_hosts import READY
from benchmarks.samples import MODULE
from benchmarks.table import Row, milliseconds, table

ROUNDS = 100
WARM_UP = 5

PAGE_BAR = 200.0
FINDINGS_BAR = 500.0


def saves(app: Keyboard, file: Path, before: str) -> Iterator[tuple[float, float]]:
    """Save `file` with other words in front of the line `before`; the seconds until page and finding are seen."""
    text = file.read_text(encoding="utf-8")
    at = text.index(before)
    number = 0
    while True:
        number += 1
        words, figure = f"Saved-{number:04}", f"{number}.17%"
        beside = file.with_name(f".{file.name}.swp")
        beside.write_text(f"{text[:at]}{words} for {figure} of all.\n\n{text[at:]}", encoding="utf-8")
        began = time.perf_counter()
        beside.replace(file)
        page = app.see(words) - began
        yield page, app.see(f'"{figure}"') - began


def measure(name: str, path: str, before: str, rounds: int, home: Path, toggle: Iterator[float]) -> list[Row]:
    """The rows of one file of a copy of our library; beside them what the toggle took in turn, for a busy machine slows both."""
    library = home / name
    for folder in ("content", "quizzes"):
        shutil.copytree(ROOT / folder, library / folder)
    argv = ["edu_tui", "--data-dir", str(home / f"{name}-data"), "preview", str(library / path)]
    with closing(Keyboard(argv, home)) as app:
        app.see("Keys")
        clock = saves(app, library / path, before)
        for _ in range(min(WARM_UP, rounds)):
            next(clock)
        times = [(*next(clock), next(toggle)) for _ in range(rounds)]
    pages, findings, peer = zip(*times, strict=True)
    return [
        row(f"{name}: page after a save, median", median(pages), PAGE_BAR, median(peer)),
        row(f"{name}: page after a save, p99", percentile_99(pages), PAGE_BAR, percentile_99(peer)),
        row(f"{name}: findings after a save, median", median(findings), FINDINGS_BAR, median(peer)),
    ]


def row(what: str, seconds: float, bar: float, peer: float) -> Row:
    """A time with its bar in ms, and what the toggle took."""
    return Row(what, seconds * 1000, bar, "ms", milliseconds(seconds), milliseconds(peer))


def run(rounds: int = ROUNDS) -> list[Row]:
    """Everything; with the defaults it takes about two minutes."""
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        home = Path(folder)
        with closing(Keyboard(["benchmarks.page_hosts", "screens"], home)) as stock:
            stock.see(READY)
            toggle = toggles(stock)
            return [
                *measure("module", f"content/{MODULE}/clinician.md", "\n## ", rounds, home, toggle),
                *measure("quiz", f"quizzes/{MODULE}.md", "\n## ", rounds, home, toggle),
            ]


def main() -> int:
    """Print the table; 0 when all bars hold, else 1."""
    rows = run()
    print(f"From the replace of a file to the frame. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
