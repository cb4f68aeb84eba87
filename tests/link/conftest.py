"""Folders in which sockets may stand, and the kits of other rooms."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from link_kit import short_folder

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "study"))


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder, with the runtime folder beside it."""
    with short_folder() as folder:
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        (folder / "tmp").mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
        yield folder / "data"
