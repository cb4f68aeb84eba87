"""Many mutations in several processes, and what came of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from bench import own_modules
from mutation_run import Verdict

SEED = 20261122

AT_ONCE = 100
"""Mutations of one process: few enough that each stretch of our own library gets its turn, many enough that its start does not count."""

PATIENCE = 1_800
"""Seconds after which a process that tells nothing is ended: no look at a file can be interrupted in foreign code."""

PROCESSES = int(os.environ.get("EDU_TUI_MUTATION_PROCESSES", os.cpu_count() or 1))
"""Processes at a time."""

_SLOWEST = 5


class Report(NamedTuple):
    """What came of a run: a verdict for each mutation, processes that ended before their work, the most memory of one, and the time."""

    verdicts: tuple[Verdict, ...]
    lost: tuple[str, ...]
    memory: int
    seconds: float

    @property
    def faults(self) -> tuple[str, ...]:
        """Each fault with what it takes to see it again."""
        found = ((one, surface, fault) for one in self.verdicts for surface, fault in one.faults.items())
        told = (f"{surface} of {one.path} in {one.library}, mutation {one.number} ({one.kind}):\n{fault}" for one, surface, fault in found)
        return (*self.lost, *told)

    def told(self) -> str:
        """The run in a few lines."""
        kinds = Counter(kind for one in self.verdicts for kind in one.kind.split("+"))
        files = Counter(one.path.rpartition("/")[2] for one in self.verdicts)
        slowest = sorted(self.verdicts, key=lambda one: -one.seconds)[:_SLOWEST]
        return "\n".join(
            (
                f"{len(self.verdicts):,} mutated files in {self.seconds / 60:.0f} min, {len(self.faults)} faults",
                f"kinds: {', '.join(f'{kind} {count}' for kind, count in kinds.most_common())}",
                f"files: {', '.join(f'{name} {count}' for name, count in files.most_common(12))}",
                f"most memory of a process: {self.memory / 1e6:.0f} MB",
                "slowest looks, in seconds of processor time:",
                *(
                    f"  {one.seconds:.2f} {one.slowest}: {one.path} ({one.kind}, {one.size:,} bytes, mutation {one.number})"
                    for one in slowest
                ),
            )
        )


def run(folder: Path, wanted: int) -> Report:
    """Spoil `wanted` files and look at each of them in every way. Libraries are made below `folder`."""
    began = monotonic()
    modules = own_modules()
    works = [(folder / str(first), _library(modules, first), first, min(AT_ONCE, wanted - first)) for first in range(0, wanted, AT_ONCE)]
    with ThreadPoolExecutor(PROCESSES) as pool:
        lines = [line for told in pool.map(lambda work: tuple(_in_process(*work)), works) for line in told]
    verdicts = tuple(Verdict(**line) for line in lines if "number" in line)
    lost = tuple(line["lost"] for line in lines if "lost" in line)
    return Report(verdicts, lost, max((line.get("memory", 0) for line in lines), default=0), monotonic() - began)


def _library(modules: Sequence[str], first: int) -> str:
    """Which library is spoilt: each of our modules in turn, and the small one of the tests."""
    return ("small", *modules)[first // AT_ONCE % (len(modules) + 1)]


def _in_process(folder: Path, library: str, first: int, count: int) -> Iterator[dict[str, object]]:
    """The lines that one process tells."""
    folder.mkdir(parents=True)
    command = [sys.executable, Path(__file__).with_name("mutation_run.py"), folder, library, SEED, first, count]
    out, err = folder / "out", folder / "err"
    # It imports what the tests import, and makes its sockets where it may make files.
    home = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    with out.open("w") as told, err.open("w") as said, suppress(subprocess.TimeoutExpired):
        subprocess.run([str(word) for word in command], stdout=told, stderr=said, env=home, timeout=PATIENCE, check=False)
    lines = [json.loads(line) for line in out.read_text().splitlines(keepends=True) if line.endswith("\n")]
    yield from lines
    if len(lines) <= count:  # the last one, which tells of the process, is not there
        yield {"lost": f"the process for {library} ended at mutation {first + len(lines)}: {err.read_text()[-2_000:]}"}
