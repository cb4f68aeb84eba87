"""The wheel: it brings the library along, and brings it read in advance."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]

FIRST_START = """
import sys
from pathlib import Path
from edu_tui.library.library import find_library, open_library
library = open_library(find_library(), Path(sys.argv[1]))
modules = [library.module(entry.id, entry.audience) for entry in library.catalogue.modules]
assert modules and all(modules) and library.ledger.facts
print(library.root, *sorted({"markdown_it", "yaml"} & set(sys.modules)))
"""


def test_the_first_start_of_an_installed_program_parses_nothing(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    ZipFile(wheel).extractall(tmp_path / "site")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EDU_TUI")}
    start = [sys.executable, "-c", FIRST_START, str(tmp_path / "cache")]
    environment["PYTHONPATH"] = str(tmp_path / "site")
    done = subprocess.run(start, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(tmp_path / "site" / "edu_tui" / "_library")]
