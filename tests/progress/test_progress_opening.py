"""A store that is opened in a thread is the one that would have been opened without one, and so are the troubles."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from progress_kit import answered

from edu_tui.progress.errors import NotSaved
from edu_tui.progress.opening import StoreOpening
from edu_tui.progress.store import ProgressStore


def now() -> datetime:
    return datetime.now(UTC)


def test_what_is_there_is_there_when_it_is_asked_for(tmp_path: Path) -> None:
    event = answered()
    with ProgressStore.open(tmp_path / "anna", now=now) as store:
        store.append(event)
    with StoreOpening(tmp_path / "anna", now).finish() as store:
        assert list(store.events) == [event]


def test_a_folder_that_cannot_be_read_is_told_to_whoever_asks_for_the_store(tmp_path: Path) -> None:
    (tmp_path / "anna").write_text("no folder")
    opening = StoreOpening(tmp_path / "anna", now)
    with pytest.raises(NotSaved, match="anna"):
        opening.finish()
