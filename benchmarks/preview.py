"""From the save of a file to what its author sees of it, in a real terminal of 120x40: the page first, then what was found in it.

A page and a quiz of our own library are saved again and again by putting a new file in the place of the old one, each time with other words
and with a figure that no fact supports. The clock runs from the replace to the read that ends the frame with these words, and to the one
with the finding. The next save comes when the finding is there. Run: `python -m benchmarks.preview`.
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
from benchmarks.samples import MODULE
from benchmarks.table import Row, table

ROUNDS = 100
WARM_UP = 5

PAGE_BAR = 200.0
FINDINGS_BAR = 500.0
TAIL = 0.99


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


def measure(name: str, path: str, before: str, rounds: int, home: Path) -> list[Row]:
    """The rows of one file of a copy of our library."""
    library = home / name
    for folder in ("content", "quizzes"):
        shutil.copytree(ROOT / folder, library / folder)
    argv = ["edu_tui", "--data-dir", str(home / f"{name}-data"), "preview", str(library / path)]
    with closing(Keyboard(argv, home)) as app:
        app.see("Keys")
        clock = saves(app, library / path, before)
        for _ in range(WARM_UP if rounds > WARM_UP else 1):
            next(clock)
        times = [next(clock) for _ in range(rounds)]
    pages, findings = ([seconds[which] * 1000 for seconds in times] for which in (0, 1))
    return [
        Row(f"{name}: page after a save, median", median(pages), PAGE_BAR, "ms"),
        Row(f"{name}: page after a save, p99", percentile(pages), PAGE_BAR, "ms"),
        Row(f"{name}: findings after a save, median", median(findings), FINDINGS_BAR, "ms"),
    ]


def percentile(values: list[float]) -> float:
    """The value that 99 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, round(TAIL * len(values)))]


def run(rounds: int = ROUNDS) -> list[Row]:
    """Everything; with the defaults it takes about a minute."""
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        return [
            *measure("module", f"content/{MODULE}/clinician.md", "\n## ", rounds, Path(folder)),
            *measure("quiz", f"quizzes/{MODULE}.md", "\n## ", rounds, Path(folder)),
        ]


def main() -> int:
    """Print the table; 0 when all bars hold, else 1."""
    rows = run()
    print(f"From the replace of a file to the frame. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
