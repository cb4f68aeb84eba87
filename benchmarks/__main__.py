"""All benchmarks, or those that are named: `python -m benchmarks [startup|answers|page|search|history|preview|check ...]`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

NAMES = ("startup", "answers", "page", "search", "history", "preview", "check")


def main() -> int:
    """Run them one after another, each prints its table; 0 when every bar holds, else 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, and print a table of every bar.")
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="|".join(NAMES), help="which ones (default: all)")
    worst = 0
    for name in parser.parse_args().names or NAMES:
        print(f"== {name}", flush=True)
        worst = max(worst, import_module(f"benchmarks.{name}").main())
    return worst


if __name__ == "__main__":
    sys.exit(main())
