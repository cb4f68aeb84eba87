"""What several rooms share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from libraries import write_library

settings.register_profile("no deadline", deadline=None)  # speed belongs in benchmarks: a busy machine is no fault
settings.load_profile("no deadline")

LibraryMaker = Callable[..., Path]


@pytest.fixture
def library_dir(tmp_path: Path) -> LibraryMaker:
    """A function that writes the small library with changes and gives its folder."""

    def make(changes: dict[str, str | bytes | None] | None = None, name: str = "library") -> Path:
        return write_library(tmp_path / name, changes)

    return make
