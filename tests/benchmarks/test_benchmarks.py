"""Each benchmark still runs and measures what it names; how fast anything is, is not a test's business."""

from __future__ import annotations

import math
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from benchmarks import answers, check, history, large, learner, memory, page, preview, report, search, startup
from benchmarks.__main__ import NAMES
from benchmarks.ptybench import PtySession
from benchmarks.table import Row, table
from edu_tui.library.library import open_library
from edu_tui.progress.events import Answered


def measured(rows: list[Row]) -> bool:
    return bool(rows) and all(math.isfinite(row.value) for row in rows) and len({row.what for row in rows}) == len(rows)


def test_page() -> None:
    rows = page.run(rounds=1, size=20_000)
    assert measured([row for row in rows if not row.what.startswith("memory")])
    assert all(row.value > 0 for row in rows if row.unit in ("x", "ms"))
    assert {"turning a page", "the other audience", "the next question", "opening the evidence"} <= {row.what for row in rows}


def test_startup() -> None:
    rows = startup.run(rounds=1)
    assert {"start, warm", "start, cold", "quit"} <= {row.what for row in rows}
    assert all(row.value > 0 for row in rows if row.unit == "x")


def test_a_screen_that_stays_blank_is_no_start() -> None:
    with PtySession([sys.executable, "-c", "input()"]) as session, pytest.raises(TimeoutError):
        session.settle(gap=0.01, limit=0.1)


def test_answers() -> None:
    (row,) = answers.run(sizes=(10,), rounds=4)
    assert min(row.bare, row.store, row.sqlite, row.store_ratio, row.sqlite_ratio) > 0


def test_search() -> None:
    rows = search.run(rounds=1)
    assert measured(rows)
    assert all(row.value > 0 for row in rows)


def test_history() -> None:
    rows = history.run(answers=300, rounds=1)
    assert measured(rows)
    assert all(row.value > 0 for row in rows)
    assert {"statistics screen, from the key", "building the queue"} <= {row.what for row in rows}


def test_preview() -> None:
    rows = preview.run(rounds=2)
    assert measured(rows)
    assert all(row.value > 0 for row in rows)


def test_large() -> None:
    rows = large.run(modules=10, questions=20, answers=100, rounds=1)
    assert measured(rows)
    assert all(row.value > 0 for row in rows)
    assert {"start, warm", "quit"} <= {row.what for row in rows}


def test_memory() -> None:
    rows = memory.run(keys=24, size=20_000, rounds=1)
    assert measured(rows)
    assert all(row.value > 0 for row in rows if row.unit == "x")


def test_the_report_holds_every_table_between_its_marks_and_what_is_said_of_it() -> None:
    told = report.notes(report.NOTES.read_text(encoding="utf-8"))
    assert set(told) == {"", *NAMES}
    page = report.report({"search": "a row  holds\n", "answers": "another  missed by 3%\n"})
    assert page.index("do not edit".capitalize()) < page.index("## search") < page.index("a row  holds") < page.index("## answers")
    assert page.count("<!-- measured: begin -->") == page.count("<!-- measured: end -->") == 2
    assert told["search"] in page
    assert told["check"] not in page


def test_what_is_printed_is_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    with redirect_stdout(report.Copied(sys.stdout)) as copy:
        print("a row")
    assert copy.text == capsys.readouterr().out == "a row\n"


def test_check() -> None:
    rows = check.run(modules=10, questions=20)
    assert measured(rows)
    assert all(row.value > 0 for row in rows)


def test_the_simulated_learner_learns(tmp_path: Path) -> None:
    """She answers as often as was asked, and her memory gets better."""
    events = list(learner.history(open_library(startup.ROOT, tmp_path).catalogue, 3000, 200))
    scores = [event.score for event in events if isinstance(event, Answered)]
    assert len(scores) == 3000
    assert sum(scores[:1000]) < sum(scores[2000:])
    assert len({event.id for event in events}) == len(events)


def test_the_table_says_by_how_much_a_bar_is_missed() -> None:
    held, missed = table([Row("held", 0.4, 0.4), Row("missed", 0.5, 0.4, "x", "5.0 ms", "10.0 ms")]).splitlines()[1:]
    assert held.endswith("holds")
    assert missed.split() == ["missed", "5.0", "ms", "10.0", "ms", "0.50", "x", "0.40", "x", "missed", "by", "25%"]


def test_a_missed_bar_of_nothing() -> None:
    assert Row("modules", 3, 0, "").verdict == "missed"
