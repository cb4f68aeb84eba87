"""The progress screen: what it shows, where it leads, and what it says when there is nothing to show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len
from screen_kit import open_store, running
from screen_library import screen_library

from edu_tui.app.pages.progress import ProgressView, progress_layout
from edu_tui.app.pages.progress_days import SIGNS, sign
from edu_tui.app.routes import Progress
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered, Event, Read, new_id, stamp
from edu_tui.progress.state import fold
from edu_tui.study.statistics import statistics

TODAY = datetime(2026, 11, 20, 18, tzinfo=UTC)
QUESTIONS = ("q-single", "q-multiple", "q-truefalse", "q-numeric", "q-short")


def answered(question: str, ago: float, score: float = 1.0, confidence: int | None = None, now: datetime = TODAY) -> Answered:
    when = stamp(now - timedelta(days=ago))
    fields = {"rev": 1, "run": "r", "response": (), "ms": 60_000, "mode": "review"}
    return Answered(id=new_id(), at=when, question=question, score=score, confidence=confidence, **fields)


def weeks_of_study(now: datetime = TODAY) -> list[Event]:
    """Each question many times over, right more and more often; one of them wrong to the end."""
    events: list[Event] = [
        answered(question, ago + number / 1000, float(question != "q-short" and (ago < 50 or number % 2 > 0)), 1 + number % 3, now)
        for ago in range(70, 0, -7)
        for number, question in enumerate(QUESTIONS)
    ]
    read = Read(id=new_id(), at=stamp(now - timedelta(days=3)), module="timing", audience="clinician", section="clocks", ms=90_000)
    return [*events, read]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(screen_library(tmp_path_factory.mktemp("library")))


def page(library: Library, events: list[Event], width: int = 76) -> str:
    view = ProgressView(statistics(library.catalogue, fold(events), TODAY.date()), Audience.CLINICIAN)
    layout = progress_layout(view, width)
    assert all(cell_len(line.text) <= width for line in layout.lines)
    return "\n".join(line.text for line in layout.lines)


# --- the page --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [20, 36, 76, 88])
def test_every_part_fits_any_width(library: Library, width: int) -> None:
    shown = " ".join(page(library, weeks_of_study(), width).split())
    for title in ("Where to look again", "Modules", "Days of study", "Memory", "The next 30 days", "How sure you were", "Time"):
        assert title in shown
    page(library, [], width)
    page(library, weeks_of_study()[:3], width)


def test_every_percentage_stands_with_its_n(library: Library) -> None:
    shown = page(library, weeks_of_study())
    assert "80%, 4 of 5 (38 to 96%) right the last time" in shown
    assert "75%, 3 of 4 (30 to 95%) right  The time of relapse, for clinicians" in shown
    assert "expected 76%         ████████░░░░ recalled 69%, 25 of 36 (53 to 82%)" in shown
    assert "expected below 70%   ███░░░░░░░░░ recalled 21%, 3 of 14 (8 to 48%)" in shown
    assert "sure        ████████░░░░ right 70%, 7 of 10 (40 to 89%)" in shown
    assert "Right of all these: 68%, 34 of 50. Certainty-based score: 0.4 an answer" in shown


def test_questions_are_signs_of_three_kinds(library: Library) -> None:
    shown = page(library, weeks_of_study())
    assert "●●●○··  Classify a relapse by time" in shown
    assert "●·  Explain a remission" in shown


def test_the_calendar_needs_no_colour(library: Library) -> None:
    lines = page(library, weeks_of_study()).splitlines()
    friday = next(line for line in lines if line.startswith("Fri"))
    assert friday.split()[1:] == ["·"] * 15 + ["░"] * 10 + ["·"]
    assert "· none   ░ 1 to 9   ▒ 10 to 19   ▓ 20 to 39   █ 40 or more" in lines
    assert next(line for line in lines if "Nov" in line).split() == ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    narrow = page(library, weeks_of_study(), 36)
    assert "Fri  " + "·" * 15 + "░" * 10 + "·" in narrow
    assert "      Jun  Jul Aug  Sep Oct Nov" in narrow


@pytest.mark.parametrize(("count", "number"), [(0, 0), (1, 1), (9, 1), (10, 2), (19, 2), (20, 3), (39, 3), (40, 4), (900, 4)])
def test_five_signs(count: int, number: int) -> None:
    assert sign(count) == SIGNS[number]


def test_what_rests_on_nothing_says_what_to_do(library: Library) -> None:
    nothing = page(library, [])
    assert "Nothing yet. Read a section or answer a question" in nothing
    assert "To begin with, for clinicians" in nothing
    assert "%" not in nothing
    once = " ".join(page(library, [answered("q-single", 0)]).split())
    assert "All that you answered was right the last time." in once
    assert "Answer a question again on a later day" in once
    assert "Say after an answer how sure you were" in once
    tested = page(library, [msgspec.structs.replace(answered("q-single", 0, 0.0), mode="test")])
    assert "Answer questions outside a test" in tested
    assert "Where to look again" in tested
    poll = page(library, [msgspec.structs.replace(answered("q-poll", 0), score=None)])
    assert "Where to look again" not in poll


def test_what_falls_due_is_told_by_day(library: Library) -> None:
    shown = page(library, [answered("q-single", 9), answered("q-multiple", 0), answered("q-numeric", 0)])
    assert "3 of the 3 questions that you answered fall due, 1 of them since before today" in " ".join(shown.split())
    assert "Today" in shown
    assert [line.split()[-1] for line in shown.splitlines() if line.startswith("  Sun 22 Nov")] == ["2"]


# --- the screen ------------------------------------------------------------------------------------------------------------------


async def test_jumps_lead_to_sections_questions_and_modules(library: Library, tmp_path: Path) -> None:
    with open_store(tmp_path / "data") as store:
        store.append(*weeks_of_study(datetime.now(UTC)))
    async with running(library, tmp_path / "data", Progress()) as screen:
        await screen.see("Your progress", "Where to look again", "Classify a relapse by time")
        await screen.focus("read:timing:clinician:clocks")
        await screen.press("enter")
        await screen.see("Two clocks", "Five years later")
        await screen.press("escape")
        await screen.see("Where to look again")
        assert screen.focused == "read:timing:clinician:clocks"
        await screen.focus("ask:timing:q-short")
        await screen.press("enter")
        await screen.see("1/1", "What is left in the marrow?")
        await screen.press("escape")
        await screen.see("Your progress")
        await screen.focus("read:timing:clinician")
        await screen.press("enter")
        await screen.see("After this module you can")


async def test_n_and_p_go_from_part_to_part(library: Library, tmp_path: Path) -> None:
    with open_store(tmp_path / "data") as store:
        store.append(*weeks_of_study(datetime.now(UTC)))
    async with running(library, tmp_path / "data", Progress(), size=(60, 15)) as screen:
        await screen.see("Your progress")
        assert "Next part" in screen.keys
        await screen.press("n", "n", "n")
        assert screen.lines[1].strip() == "Days of study"
        await screen.press("down", "down", "p")
        assert screen.lines[1].strip() == "Days of study"
        await screen.press("p")
        assert screen.lines[1].strip() == "Modules"
        await screen.press("p", "p", "p")
        assert screen.lines[1].strip() == "Your progress"
        await screen.press("slash")
        await screen.type("n")
        await screen.see("Find:")
        assert screen.app.screen.find_bar.is_open
        await screen.press("escape")


async def test_what_is_added_shows_without_moving_the_page(library: Library, tmp_path: Path) -> None:
    with open_store(tmp_path / "data") as store:
        store.append(*weeks_of_study(datetime.now(UTC)))
    async with running(library, tmp_path / "data", Progress()) as screen:
        await screen.see("50 answers")
        await screen.press("n", "n")
        top = screen.lines[1]
        screen.app.context.append_soon(answered("q-cloze", 0, now=datetime.now(UTC)))
        await screen.until(lambda: "51 answers ·" in "".join(line.text for line in screen.app.screen.page.lines))
        assert screen.lines[1] == top
