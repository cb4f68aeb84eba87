"""Lets these tests use the helpers of the progress room and the pseudo-terminal of the benchmarks, however pytest was started."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS / "progress")]
