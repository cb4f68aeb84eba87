"""Bookmarks, notes, changes and recent places, from the reader to the list of places and back."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from libraries import FACTS, FAMILY_QUIZ, write_library
from locks import MONDAY, lock_file, locked
from screen_kit import Driver, FakeClock, open_store, running
from screen_library import screen_library
from textual.command import CommandPalette, Provider

from edu_tui.app.palette import CommandProvider
from edu_tui.app.palette_content import ContentProvider
from edu_tui.app.routes import Ask, Read, Search
from edu_tui.library.library import Library, open_library
from edu_tui.library.lock_file import lock_text
from edu_tui.library.lock_keeping import recall
from edu_tui.library.lock_past import past_of
from edu_tui.library.modules import Audience
from edu_tui.library.roles import LOCK_FILE
from edu_tui.progress.events import Acknowledged, Answered, Bookmarked, Landmark, Noted, new_id, stamp
from edu_tui.progress.events import Read as ReadEvent

CLIN = Audience.CLINICIAN
SIZES = [(120, 40), (80, 24), (40, 15)]
CORRECTED = {
    "content/facts.yaml": FACTS.replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI").replace('"49.5%"', '"51.0%"')
}
RETIRED = {
    "quizzes/timing-family.md": FAMILY_QUIZ[: FAMILY_QUIZ.index("## The number")].replace(
        "audience: family", "audience: family\nretired: [fam-time-02]"
    )
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return open_library(screen_library(tmp_path / "library"))


def keep(folder: Path, *events: object) -> None:
    with open_store(folder) as store:
        store.append(*events)


def read_on(at: object, section: str = "clocks", audience: str = "clinician") -> ReadEvent:
    return ReadEvent(id=new_id(), at=stamp(at), module="timing", audience=audience, section=section)


async def scrolled_to(driver: Driver, text: str) -> None:
    """Go down the page until `text` stands there."""
    for _ in range(40):
        if text in driver.text:
            return
        await driver.press("pagedown")
    raise AssertionError(text)


# --- bookmarks and notes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_bookmark_comes_and_goes_and_is_seen_in_title_and_outline(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path / "data", "read:timing:clinician:clocks", size=size) as driver:
        await driver.see("1/3")
        assert "★" not in driver.text
        await driver.press("b")
        await driver.see("★ bookmarked")
        assert "Bookmarked; b takes it away again." in driver.toasts
        await driver.press("o")
        await driver.see("Two clocks ★")
        await driver.press("o", "p")
        await driver.see("cover")
        await scrolled_to(driver, "Two clocks ★")
        await driver.press("n", "b")
        await driver.gone("★ bookmarked")
        await driver.press("U")
        await driver.see("★ bookmarked")
        assert list(driver.app.context.state.bookmarks()) == ["timing:clinician:clocks"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_stands_at_the_foot_of_its_section(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path / "data", "read:timing:clinician:remission", size=size) as driver:
        await driver.see("3/3")
        await driver.press("w")
        await driver.type("Ask about Block 1")
        await driver.press("enter")
        await driver.until(lambda: driver.app.context.state.notes() != {})
        await scrolled_to(driver, "Your note Ask about Block 1")
        note = driver.app.context.state.noted()["timing:clinician:remission"]
        assert note.landmark == Landmark("Remission", ("explain",), 2, "in all 531 661 80 3 reached a second remission one more zebra")
        await driver.press("w")
        await driver.type(" too")
        await driver.press("enter")
        await driver.see("Your note Ask about Block 1 too")
        await driver.press("w", "escape")
        await driver.see("3/3")
        await driver.press("p", "n")
        await scrolled_to(driver, "Ask about Block 1 too")


async def test_on_a_cover_nothing_can_be_kept(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data", "read:timing:clinician") as driver:
        await driver.see("cover")
        await driver.press("b", "w", "F")
        await driver.see("cover")
        assert driver.app.screen.focused is driver.app.screen.page
        assert not driver.app.context.state.bookmarks()


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_of_places_leads_to_what_is_kept_and_to_where_one_was(
    library: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    mark = Bookmarked(id=new_id(), at=stamp(MONDAY), subject="timing:clinician:remission")
    note = Noted(id=new_id(), at=stamp(MONDAY), subject="timing:family:clocks", text="For the grandparents")
    gone = Bookmarked(id=new_id(), at=stamp(MONDAY), subject="timing:clinician:former", landmark=Landmark("What was once here"))
    keep(tmp_path / "data", mark, note, gone)
    async with running(library, tmp_path / "data", size=size) as driver:
        await driver.see("Start here")
        driver.app.go(Read("timing", CLIN, "long"))
        driver.app.go(Ask("timing"))
        await driver.see("Read each one")
        driver.app.action_visit("places")
        await driver.see("Your places", "★ Remission")
        await scrolled_to(driver, "For the grandparents")
        await scrolled_to(driver, "This section is gone from the library.")
        await scrolled_to(driver, "Questions: Every kind")
        await driver.focus("read:timing:clinician:remission")
        await driver.press("enter")
        await driver.see("3/3", "★ bookmarked")
        await driver.press("escape")
        await driver.until(lambda: driver.focused == "read:timing:clinician:remission")
        await driver.focus("read:timing:clinician:")
        await driver.press("enter")
        await driver.see("cover")
        await driver.press("escape")
        await driver.focus("forget:timing:clinician:former")
        await driver.press("enter")
        await driver.gone("What was once here")
        assert "timing:clinician:former" not in driver.app.context.state.bookmarks()
        await driver.focus("quiz:timing")
        await driver.press("enter")
        await driver.see("Read each one")


async def test_an_empty_list_of_places_says_how_to_fill_it(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data") as driver:
        await driver.focus("go:places")
        await driver.press("enter")
        await driver.see("Your places", "None yet. In a section, b puts a bookmark on it and w writes a note.")
        await driver.press("escape")
        await driver.see("Start here")


async def test_is_flagged_finds_a_section_with_a_bookmark(library: Library, tmp_path: Path) -> None:
    keep(tmp_path / "data", Bookmarked(id=new_id(), at=stamp(MONDAY), subject="timing:clinician:remission"))
    async with running(library, tmp_path / "data", Search("is:flagged")) as driver:
        await driver.see("1 found", "Remission")


@pytest.mark.parametrize("providers", list(permutations((ContentProvider, CommandProvider))))
async def test_the_palette_begins_with_where_one_was(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, providers: tuple[type[Provider], ...]
) -> None:
    """In whatever order Textual finds what fills it."""
    monkeypatch.setattr(CommandPalette, "_provider_classes", property(lambda palette: providers))
    async with running(library, tmp_path / "data", Read("timing", CLIN, "remission")) as driver:
        await driver.see("3/3")
        await driver.press("h", "ctrl+p")
        await driver.see("You were here lately.")


async def test_where_one_was_is_remembered_by_the_next_program(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data", Read("timing", CLIN, "remission")) as driver:
        await driver.see("3/3")
        await driver.press("p")
        await driver.see("2/3")
    async with running(library, tmp_path / "data") as driver:
        await driver.focus("go:places")
        await driver.press("enter")
        await driver.see("Where you were last", "Long page", "Remission")


# --- back and forward ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("back", "forward"), [("alt+left", "alt+right"), ("[", "]")])
async def test_back_and_forward_over_sections_quiz_and_search(library: Library, tmp_path: Path, back: str, forward: str) -> None:
    async with running(library, tmp_path / "data", "read:timing:clinician", size=(100, 30)) as driver:
        await driver.see("cover")
        await driver.press("n", "n", "pagedown")
        await driver.see("2/3")
        place = driver.lines[1:5]
        await driver.press("t")
        await driver.see("for families")
        await driver.press("ctrl+f")
        await driver.see("Type words")
        await driver.press("alt+left", back)
        await driver.see("2/3", "for clinicians")
        assert driver.lines[1:5] == place
        await driver.press(back)
        await driver.see("1/3")
        await driver.press(forward)
        await driver.see("2/3")
        assert driver.lines[1:5] == place
        await driver.press(forward, forward)
        await driver.see("Type words")
        await driver.press("alt+right")
        await driver.see("Type words")
        await driver.press("escape", "escape")
        await driver.see("Start here")
        for _ in range(3):
            await driver.press(forward)
        await driver.see("2/3")
        driver.app.go(Ask("timing", "study"))
        await driver.see("1/9")
        await driver.press(forward)
        await driver.see("1/9")
        await driver.press(back)
        await driver.see("2/3")
        await driver.press(forward)
        await driver.see("1/9")
        assert len(driver.app.context.state.runs()) == 1
        for _ in range(9):
            await driver.press(back)
        await driver.see("Start here")


async def test_forward_into_what_is_not_there_is_no_dead_end(library: Library, tmp_path: Path) -> None:
    async with running(library, tmp_path / "data") as driver:
        driver.app.go(Ask("nowhere"))
        await driver.see("Start here")
        await driver.press("]")
        await driver.see("Start here")
        await driver.press("p")
        await driver.see("Nothing yet")
        await driver.press("[")
        await driver.see("Start here")


# --- what changed ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def corrected(tmp_path: Path) -> Library:
    """The small library, one figure of which was corrected on Tuesday."""
    return open_library(write_library(tmp_path / "library", {**CORRECTED, **lock_file({}, CORRECTED)}))


@pytest.mark.parametrize("size", SIZES)
async def test_a_changed_fact_is_told_at_home_in_the_list_and_on_its_page(
    corrected: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    keep(tmp_path / "data", read_on(MONDAY), read_on(MONDAY, audience="family"), read_on(MONDAY, "remission"))
    clock = FakeClock()
    async with running(corrected, tmp_path / "data", size=size, clock=clock) as driver:
        await scrolled_to(driver, "2 sections that you read have changed")
        await driver.focus("go:places")
        await driver.press("enter")
        await driver.see("Changed since you read it", "Two clocks", "Why the time matters")
        await driver.focus("read:timing:clinician:clocks")
        await driver.press("enter")
        await driver.see("Two clocks", "Changed since you read this on 2 March 2026:")
        await scrolled_to(driver, "now it is 51.0%.")
        await driver.press("o")
        await driver.see("Two clocks changed", "● Remission")
        assert "Remission changed" not in driver.text
        await driver.press("o")
        await driver.focus("fact:RT-13")
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen.evidence_open)
        await driver.press("escape", "end")
        await driver.until(lambda: driver.app.screen.page.at_end)
        await driver.see("Next page that changed: Why the time matters")
        clock.seconds += 5
        driver.app.screen._look_around()
        await driver.until(lambda: len(driver.app.context.page_news.changed(driver.app.context.state)) == 1)
        await driver.press("home")
        await driver.see("Changed since you read this")
        await driver.press("o")
        await driver.see("▶ Two clocks")
        assert "Two clocks changed" not in driver.text
        await driver.press("o")
        await driver.focus("changed:timing:family:clocks")
        await driver.press("enter")
        await driver.see("for famil", "Changed since you read this on 2 March 2026:")
        clock.seconds += 5
        await driver.press("end")
        await driver.until(lambda: driver.app.screen.page.at_end)
        driver.app.screen._look_around()
        await driver.until(lambda: not driver.app.context.page_news.changed(driver.app.context.state))
        await driver.press("t")
        await driver.see("Two clocks")
        assert "Changed since" not in driver.text
        await driver.press("h")
        await driver.see("A small library")
        await driver.gone("have changed")


async def test_one_who_never_read_is_told_nothing_and_nothing_is_looked_at(
    corrected: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edu_tui.library.lock_past.past_of", lambda _: 1 / 0)
    async with running(corrected, tmp_path / "data") as driver:
        await driver.see("Start here")
        assert "changed" not in driver.text
        assert not driver.app.context.news_is_there


async def test_a_start_knows_what_is_due_without_the_lock(corrected: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock of a big library takes a second to read, in which no key would be heard."""
    library = open_library(corrected.root, tmp_path / "cache")
    past_of(library)
    for place in ("lock_file", "lock_gathering"):
        monkeypatch.setattr(f"edu_tui.library.{place}.read_lock", lambda _: 1 / 0)
    answer = Answered(id=new_id(), at=stamp(MONDAY), question="rt-time-01", rev=1, run="r", response=(), score=1.0)
    keep(tmp_path / "data", answer, read_on(MONDAY))
    async with running(library, tmp_path / "data") as driver:
        await driver.see("1 section that you read has changed", "Review what is due 1 due")
        context = driver.app.context
        assert context.news.changed(context.memories.deck, context.state) == {"rt-time-01"}


async def test_what_reached_this_computer_late_is_noted_once_and_told(corrected: Library, tmp_path: Path) -> None:
    before = open_library(write_library(tmp_path / "before", lock_file({})))
    with open_store(tmp_path / "data") as store:
        store.append(read_on(MONDAY + timedelta(hours=1)))
    async with running(before, tmp_path / "data") as driver:
        await driver.until(lambda: driver.app.context.marks.get("locks:small"))
        driver.app.context.append(read_on(MONDAY + timedelta(days=2)))  # a day after the correction, from a copy that lacks it
    for _ in range(2):
        async with running(corrected, tmp_path / "data") as driver:
            await driver.see("1 section that you read has changed")
            assert len(driver.app.context.state.arrivals()) <= 1
    with open_store(tmp_path / "data") as store:
        assert [event.after for event in store.events if hasattr(event, "after")] == [stamp(MONDAY + timedelta(days=2))]


# --- corrections -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way", ["home", "review"])
async def test_a_correction_comes_before_the_review_and_is_told_once(tmp_path: Path, size: tuple[int, int], way: str) -> None:
    lock = recall(locked({}, RETIRED), "fam-time-02", "Nobody should have asked this.")
    library = open_library(write_library(tmp_path / "library", {**RETIRED, LOCK_FILE: lock_text(lock)}))
    asked = [("fam-time-02", 0.0), ("fam-time-01", 0.0)]
    keep(
        tmp_path / "data",
        *(
            Answered(id=new_id(), at=stamp(MONDAY), question=question, rev=1, run="r", response=("a",), score=score)
            for question, score in asked
        ),
    )
    async with running(library, tmp_path / "data", "review:family" if way == "review" else "", size=size) as driver:
        if way == "home":
            await scrolled_to(driver, "A question that you answered was wrong")
            await driver.focus("go:corrections")
            await driver.press("enter")
        await driver.see("First a correction", "Nobody should have asked this.")
        assert "Begin" not in driver.text
        await driver.until(lambda: driver.focused == "seen:fam-time-02")
        await driver.press("enter")
        await driver.see("Begin")
        assert "First a correction" not in driver.text
        seen = [event for event in driver.app.context.store.events if isinstance(event, Acknowledged)]
        assert [(event.subject, event.rev) for event in seen] == [("fam-time-02", 1)]
        await driver.press("h")
        await driver.see("A small library")
        assert "was wrong" not in driver.text
    async with running(library, tmp_path / "data", "review:family", size=size) as driver:
        await driver.see("1/1")
