"""The start of the app beside other programs made with Textual: Frogmouth, Posting and Harlequin, each in an environment of its own.

They are installed from the package index into build/peers/ the first time. Each is started in a real terminal of 120x40 in turn with our
app, whose cache is warm, until the text on its screen stays. Frogmouth is given a page of ours to show, the others nothing. A ratio is the
median over pairs. Run: `make bench-peers`, or `python -m benchmarks.peers`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from benchmarks.ptybench import PtySession
from benchmarks.startup import ROOT, Setting
from benchmarks.table import Row, ratio_row, table

FOLDER = ROOT / "build" / "peers"
PEERS = {
    "frogmouth": (("frogmouth",), (str(ROOT / "content" / "mrd" / "family.md"),)),
    "posting": (("posting", "tree-sitter<0.26"), ()),  # with newer ones of tree-sitter it falls over
    "harlequin": (("harlequin",), ()),
}
"""What to install for each, and what to start it with."""

ROUNDS = 7
BAR = 1.0


def installed(name: str) -> Path | None:
    """The program `name`, installed if it is not there yet; None, and a sentence is printed, if that fails."""
    folder = FOLDER / name
    program = folder / "bin" / name
    if not program.exists():
        venv.create(folder, with_pip=True)
        done = subprocess.run([folder / "bin" / "pip", "install", "--quiet", *PEERS[name][0]], capture_output=True, text=True, check=False)
        if done.returncode or not program.exists():
            print(f"{name} could not be installed, so it is left out: {(done.stderr.strip().splitlines() or ['pip says nothing'])[-1]}")
            return None
    return program


def settled(argv: list[str], env: dict[str, str]) -> float:
    """Seconds from the start to the stable screen; the program is ended then."""
    with PtySession(argv, env=env) as session:
        return session.settle(gap=0.45)


def run(rounds: int = ROUNDS) -> list[Row]:
    """Those that can be installed."""
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        setting = Setting.under(Path(folder))
        rows = []
        for name, (_, words) in PEERS.items():
            if program := installed(name):
                peer = [str(program), *words]
                pairs = [(settled(setting.ours, setting.env), settled(peer, _without_our_modules(setting))) for _ in range(rounds + 1)][1:]
                ours, theirs = zip(*pairs, strict=True)
                rows.append(ratio_row(f"start, beside {name}", ours, theirs, BAR))
        return rows


def _without_our_modules(setting: Setting) -> dict[str, str]:
    return {name: value for name, value in setting.env.items() if name != "PYTHONPATH"}


def main() -> int:
    """Print the table; 0 when all bars hold, else 1."""
    rows = run()
    if not rows:
        return 0
    print("From the start to a stable screen; medians, ratios are medians over pairs.")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
