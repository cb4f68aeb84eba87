"""All benchmarks, or those that are named: `python -m benchmarks [startup|large|answers|page|... ] [--write FILE]`."""

from __future__ import annotations

import argparse
import sys
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path

from benchmarks.report import Copied, report

NAMES = ("startup", "large", "answers", "page", "memory", "search", "history", "preview", "check")


def main() -> int:
    """Run them one after another, each prints its table; 0 when every bar holds, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, and print a table of every bar.")
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="|".join(NAMES), help="which ones (default: all)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write a report of what was measured to FILE, too")
    options = parser.parse_args()
    worst = 0
    printed: dict[str, str] = {}
    for name in options.names or NAMES:
        print(f"== {name}", flush=True)
        with redirect_stdout(Copied(sys.stdout)) as copy:
            worst = max(worst, import_module(f"benchmarks.{name}").main())
        printed[name] = copy.text
        if options.write:  # after each, so that what was measured before an interruption stands
            options.write.write_text(report({name: printed[name] for name in NAMES if name in printed}), encoding="utf-8")
    return worst


if __name__ == "__main__":
    sys.exit(main())
