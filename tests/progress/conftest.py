from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

RAM = Path("/dev/shm")


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A fresh folder, in memory where that is possible: the tests of this room sync tens of thousands of times."""
    with tempfile.TemporaryDirectory(prefix="progress-", dir=RAM if RAM.is_dir() else None) as folder:
        yield Path(folder)
