"""What it costs to start, to quit, and to give a command without a screen.

The app is started in a real terminal of 120x40 in turn with the least Textual app there is (Header, Static, Footer), until the text on the
screen stays; warm, and cold with its cache removed, but with the library read in advance as `make` and a wheel bring it. Then both are told
to quit, from the key to the end of the process. Commands take turns with `python -c pass`, and `progress`, which reads, with a Python that
imports the two packages that reading cannot do without. A ratio is the median over pairs.

Run: `python -m benchmarks.startup [--rounds N] [-- ARGV ...]`, with ARGV to measure another program than `edu-tui`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.ptybench import GAP, PtySession
from benchmarks.table import Row, milliseconds, table
from edu_tui.library.ready import make_ready

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 11
WARM_UP = 2

WARM_BAR = 1.0
COLD_BAR = 1.3
QUIT_BAR = 0.25
COMMAND_BAR = 2.5

_ENTRY = """\
import sys

from edu_tui.cli import main

sys.exit(main())
"""
"""What an installed `edu-tui` consists of."""


class Timing(NamedTuple):
    """Seconds from the start to the stable screen, and from the quit key to the end."""

    start: float
    quit: float


class Setting(NamedTuple):
    """Where everything is: a folder of our own, the environment, and the command lines of both programs."""

    home: Path
    env: dict[str, str]
    ours: list[str]
    bare: list[str]

    @property
    def cache(self) -> Path:
        """What a cold start does not have."""
        return self.home / "data" / "cache"

    @classmethod
    def under(cls, home: Path, argv: Sequence[str] = ()) -> Setting:
        """Write the script; `argv` replaces our own command line."""
        entry = home / "edu_tui_entry.py"
        entry.write_text(_ENTRY, encoding="utf-8")
        ours = list(argv) or [sys.executable, str(entry), "--data-dir", str(home / "data")]
        return cls(home, _environment(home), ours, [sys.executable, str(ROOT / "benchmarks" / "bare.py")])


def _environment(home: Path) -> dict[str, str]:
    """An environment without the user's settings, in which modules are compiled once and for all by the warm-up."""
    unwanted = ("XDG_", "EDU_TUI", "TEXTUAL", "COLORTERM", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return kept | {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}


# --- screens ---------------------------------------------------------------------------------------------------------------------


def time_session(argv: Sequence[str], env: dict[str, str], gap: float = GAP) -> Timing:
    """One start, until nothing changes for `gap` seconds, and the end by the key q."""
    with PtySession(argv, env=env) as session:
        stable = session.settle(gap)
        began = time.perf_counter()
        os.write(session.master, b"q")
        session.wait()
        return Timing(stable, session.ended - began)


def time_screens(setting: Setting, rounds: int) -> list[Row]:
    """Warm and cold starts and the end, each in turn with the bare app."""
    warm: list[tuple[Timing, Timing]] = []
    cold: list[tuple[Timing, Timing]] = []
    for number in range(WARM_UP + rounds):
        warm.append(_pair(setting, setting.ours, number))
        shutil.rmtree(setting.cache, ignore_errors=True)
        cold.append(_pair(setting, setting.ours, number))
    warm, cold = warm[WARM_UP:], cold[WARM_UP:]
    return [
        _row("start, warm", [(ours.start, bare.start) for ours, bare in warm], WARM_BAR),
        _row("start, cold", [(ours.start, bare.start) for ours, bare in cold], COLD_BAR),
        _row("quit", [(ours.quit, bare.quit) for ours, bare in warm + cold], QUIT_BAR),
    ]


def _pair(setting: Setting, ours: Sequence[str], number: int) -> tuple[Timing, Timing]:
    """Our app and the bare one; who begins changes each time."""
    if number % 2:
        peer = time_session(setting.bare, setting.env)
        return time_session(ours, setting.env), peer
    mine = time_session(ours, setting.env)
    return mine, time_session(setting.bare, setting.env)


# --- commands --------------------------------------------------------------------------------------------------------------------


def time_commands(setting: Setting, rounds: int) -> list[Row]:
    """Commands without a screen against a Python that does next to nothing, and whether they load Textual."""
    rows: list[Row] = []
    for arguments, least in ((["--version"], "pass"), (["check", "--help"], "pass"), (["progress"], "import argparse, msgspec")):
        argv, floor = [*setting.ours, *arguments], [sys.executable, "-c", least]
        pairs = [(_wall(argv, setting.env), _wall(floor, setting.env)) for _ in range(WARM_UP + rounds)]
        rows.append(_row(" ".join(["edu-tui", *arguments]), pairs[WARM_UP:], COMMAND_BAR))
        rows.append(Row("  modules of Textual in it", float(_textual_modules(argv, setting.env)), 0.0, ""))
    return rows


def _wall(argv: Sequence[str], env: dict[str, str]) -> float:
    """Seconds from start to end."""
    began = time.perf_counter()
    subprocess.run(argv, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def _textual_modules(argv: Sequence[str], env: dict[str, str]) -> int:
    """How many modules of Textual a command imports, by Python's own account."""
    timed = [argv[0], "-X", "importtime", *argv[1:]]
    done = subprocess.run(timed, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    names = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]
    return sum(name.partition(".")[0] == "textual" for name in names)


# --- all -------------------------------------------------------------------------------------------------------------------------


def _row(what: str, pairs: Sequence[tuple[float, float]], bar: float) -> Row:
    """Medians, and the median of the paired ratios."""
    ours, peer = zip(*pairs, strict=True)
    return Row(what, median(one / other for one, other in pairs), bar, "x", milliseconds(median(ours)), milliseconds(median(peer)))


def run(rounds: int = ROUNDS, argv: Sequence[str] = ()) -> list[Row]:
    """Everything; commands are measured only of `edu-tui` itself, not of another program in `argv`."""
    with tempfile.TemporaryDirectory(prefix="startup-") as folder:
        setting = Setting.under(Path(folder), argv)
        if not argv:
            make_ready(ROOT, ROOT / "build" / "ready")
        rows = time_screens(setting, rounds)
        return rows if argv else [*rows, *time_commands(setting, 3 * rounds)]


def main() -> int:
    """Print the table; 0 when all bars hold, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.startup", description="Measure starting, quitting and commands.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("argv", nargs="*", help="another program to measure, after --")
    # Under `python -m benchmarks` the arguments are not ours.
    options = parser.parse_args(None if __name__ == "__main__" else [])
    rows = run(options.rounds, options.argv)
    print(f"Medians; ratios are medians over pairs. Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
