"""What the specification of the checks asks of the program itself, and not of a library."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Card, Rating, Scheduler

import edu_tui
from edu_tui.study.teaching.gain import class_gain

ROOT = Path(edu_tui.__file__).parent
NETWORK = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib3",
    "websockets",
    "xmlrpc",
}


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{name.name}" for name in node.names))


def test_nothing_of_a_learner_can_leave_the_computer() -> None:
    """No file can speak over a network; sockets are of the file system, and in one room alone."""
    files = sorted(ROOT.rglob("*.py"))
    assert len(files) > 300
    for path in files:
        names = set(imports(path))
        assert not {name.split(".")[0] for name in names} & NETWORK, path
        assert not any(name.startswith("urllib.") and not name.startswith("urllib.parse") for name in names), path
        if "socket" in names:
            assert path.parent.name == "link", path
            assert "AF_INET" not in path.read_text(), path


def test_the_package_that_spaces_reviews_is_held_below_its_next_version() -> None:
    project = tomllib.loads((ROOT.parent / "pyproject.toml").read_text())["project"]
    (pinned,) = [item for item in project["dependencies"] if item.startswith("fsrs")]
    assert ">=" in pinned
    assert "<" in pinned.split(",")[1]


@pytest.mark.parametrize("rating", [Rating.Hard, Rating.Good, Rating.Easy])
def test_after_as_many_days_as_a_memory_is_stable_nine_of_ten_are_recalled(rating: Rating) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    scheduler = Scheduler(enable_fuzzing=False)
    card, _ = scheduler.review_card(Card(), rating, now)
    card.stability = 25.0
    assert scheduler.get_card_retrievability(card, now + timedelta(days=25)) == pytest.approx(0.9)


def test_a_gain_from_28_to_50_is_0_306() -> None:
    assert class_gain(28, 50, 10).value == pytest.approx(0.306, abs=0.0005)
