"""What `edu-tui check` costs beside the parser alone.

A library of 1,000 modules and 10,000 questions is made of ours. The peer is markdown-it-py with our configuration over the same Markdown,
in one process, and does nothing with what it parsed. Ours is the whole command as an author gives it, with the start of Python: first with
an empty cache, then again with nothing changed, then after one edit. `--by-rule` tells instead what each rule costs on our own library.

Both take long enough for a computer to change its pace meanwhile, and of two runs of one program one may take half as long again. So the
first check is made twice, and the peer runs before, between and after: what is told of each is the median.

Run: `python -m benchmarks.check [--modules N] [--questions N] [--by-rule]`.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.many_modules import Made, many_modules
from benchmarks.table import Row, milliseconds, table
from edu_tui.checks.common import Common
from edu_tui.checks.discovery import all_rules
from edu_tui.checks.kept import Checker
from edu_tui.checks.parts import PartOfWhole, cut
from edu_tui.checks.registry import Rule, Scope
from edu_tui.library.library import open_library
from edu_tui.library.syntax import parser

ROOT = Path(__file__).resolve().parents[1]
MODULES, QUESTIONS = 1_000, 10_000
FIRST_ROUNDS, ROUNDS = 2, 5

FIRST_BAR, AGAIN_BAR, AGAIN_MS, EDIT_MS = 3.0, 0.2, 500.0, 200.0

_EDITED = "content/mrd/family.md"
_VIEWS = (
    *("pages", "blocks", "marks", "claims", "asked", "passages", "passages_by_words", "heads_by_words"),
    *("family_prose", "family_pieces", "family_counts"),
)
"""What several rules share, so that the first to ask would seem to be slow."""


class Spent(NamedTuple):
    """Seconds on the clock, and seconds of all processors in the program itself."""

    wall: float
    user: float


def run(modules: int = MODULES, questions: int = QUESTIONS) -> list[Row]:
    """The library of many modules by the command, then our own in a program that keeps running."""
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        root, data = Path(folder) / "library", Path(folder) / "data"
        made = many_modules(ROOT, root, modules, questions)
        firsts, peers = [], [parsing(made)]
        for _ in range(FIRST_ROUNDS):
            shutil.rmtree(data, ignore_errors=True)
            firsts.append(command(root, data))
            peers.append(parsing(made))
        first, peer = _middle(firsts), _middle(peers)
        again = _middle(command(root, data) for _ in range(ROUNDS))
        edit(root)
        after = command(root, data)
        rows = [
            _row("first check", first, peer, FIRST_BAR),
            _row("nothing changed", again, peer, AGAIN_BAR),
            Row("nothing changed, on the clock", again.wall * 1000, AGAIN_MS, "ms"),
            _row("after one edit", after, peer, AGAIN_BAR),
            Row("our own library, findings after an edit", after_edits() * 1000, EDIT_MS, "ms"),
        ]
        print(f"{made.modules:,} modules for two audiences, {made.questions:,} questions, {sum(map(len, made.texts)):,} characters.")
        print(f"Time of all processors, in seconds: peer {peer.user:.1f}, first check {first.user:.1f}, again {again.user:.2f}.")
        print(f"On the clock, in seconds: peer {_walls(peers)}, first check {_walls(firsts)}.")
        return rows


def _middle(runs: Iterable[Spent]) -> Spent:
    """The median of several runs."""
    walls, users = zip(*runs, strict=True)
    return Spent(median(walls), median(users))


def _walls(runs: Iterable[Spent]) -> str:
    return ", ".join(f"{one.wall:.1f}" for one in runs)


def _row(what: str, ours: Spent, peer: Spent, bar: float) -> Row:
    return Row(what, ours.wall / peer.wall, bar, "x", milliseconds(ours.wall), milliseconds(peer.wall))


def parsing(made: Made) -> Spent:
    """The parser over every text, in this process."""
    markdown = parser()
    markdown.parse(made.texts[0])
    wall, user = time.perf_counter(), time.process_time()
    for text in made.texts:
        markdown.parse(text)
    return Spent(time.perf_counter() - wall, time.process_time() - user)


def command(root: Path, data: Path) -> Spent:
    """One run of the command; what it says is read by nobody."""
    words = [sys.executable, "-m", "edu_tui", "--library", str(root), "--data-dir", str(data), "check", "--severity", "error"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    before, wall = _children(), time.perf_counter()
    done = subprocess.run(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return Spent(time.perf_counter() - wall, _children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def edit(root: Path) -> None:
    """Change one page."""
    page = next((root / "content").glob("*/family.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")


def after_edits() -> float:
    """Seconds from an edit of a page of our own library, as an editor holds it, to the findings; the median of several."""
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        checker = Checker(ROOT, Path(folder))
        today, text = date(2026, 1, 1), (ROOT / _EDITED).read_text(encoding="utf-8")
        checker.findings(today)
        edited = [{_EDITED: f"{text}\n{'And so on. ' * number}\n"} for number in range(1, 8)]
        return median(_seconds(partial(checker.findings, today, texts)) for texts in edited)


def _seconds(step: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    step()
    return clock() - start


def by_rule() -> str:
    """What each rule costs on our own library, in per cent of what parsing it costs; first what the rules share."""
    library = open_library(ROOT)
    common = Common(library.ledger)
    common.work_out()
    texts = tuple((ROOT / path).read_text(encoding="utf-8") for path in library.files if path.endswith(".md"))
    peer = parsing(Made(0, 0, texts)).user
    spent: defaultdict[str, float] = defaultdict(float)
    for part in cut(library):
        view = PartOfWhole(part, library, common)
        _ = view.modules, view.quizzes  # read them now
        for name in _VIEWS:
            spent[name] += _seconds(partial(getattr, view, name), time.process_time)
        for rule in all_rules():
            if rule.scope is Scope.MODULE:
                spent[rule.code] += _seconds(partial(_ask, rule, view), time.process_time)
    return "\n".join(f"{name:16} {seconds / peer:7.1%}" for name, seconds in sorted(spent.items(), key=lambda item: -item[1]))


def _ask(rule: Rule, view: PartOfWhole) -> None:
    for _ in rule.check(view):
        pass


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 0 when all bars hold, else 1."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.check", description="Measure check beside the parser alone.")
    options.add_argument("--modules", type=int, default=MODULES)
    options.add_argument("--questions", type=int, default=QUESTIONS)
    options.add_argument("--by-rule", action="store_true")
    # Under `python -m benchmarks` the arguments are not ours.
    given = options.parse_args(argv if argv is not None or __name__ == "__main__" else [])
    if given.by_rule:
        print(by_rule())
        return 0
    rows = run(given.modules, given.questions)
    print(f"Ratios are of the clock. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
