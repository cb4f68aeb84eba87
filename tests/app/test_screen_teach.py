"""Leading a session at the audience's screen, as the one who stands beside it meets it."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from libraries import write_library
from screen_kit import Driver, running
from teaching_kit import HIDDEN, LIBRARY, full_plan, library_files, make_material
from test_teach_stage import squeezed
from textual import events

from edu_tui.app.routes import Home, Teach
from edu_tui.app.routes import Sessions as AllSessions
from edu_tui.app.screens import teach_leading, teach_room
from edu_tui.library.library import Library, open_library
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_events import SessionNoted
from edu_tui.progress.sessions_state import SessionState
from edu_tui.study.teaching.commands import Order, Word, carry_out
from edu_tui.study.teaching.session import TeachingSession, begin

SIZES = [(80, 24), (120, 40), (40, 15)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    make_material(folder)
    return folder


@pytest.fixture(scope="module")
def library(home: Path) -> Library:
    return open_library(home)


def plan_session(data: Path, folder: Path, forms: str = "count") -> str:
    """A session that was planned; its id."""
    material = make_material(folder)
    session = begin(Sessions(data, wall_clock), material, full_plan(material, forms), now=wall_clock)
    session.store.close()
    return session.store.id


@asynccontextmanager
async def room(library: Library, data: Path, ident: str, size: tuple[int, int] = (80, 24), ask: str = "") -> AsyncIterator[Driver]:
    """The audience's screen of a session, when it stands there."""
    async with running(library, Learners(data).default().folder, Teach(ident, ask), size=size, learners=Learners(data)) as driver:
        await driver.until(lambda: driver.app.screen.scene is not None or driver.app.screen._trouble, "the session")
        yield driver


def state(driver: Driver) -> SessionState:
    """What is on the disk now."""
    data = driver.app.learners.home.parent
    with Sessions(data, wall_clock).open(driver.app.route.session, read_only=True) as store:
        return store.state


async def at_rest(driver: Driver) -> None:
    """Wait until every order was carried out."""
    screen = driver.app._made[Teach]
    await driver.until(lambda: not screen._busy and not screen._orders and not screen._held, "rest")


async def steps(driver: Driver, *keys: str) -> None:
    """Press keys one after the other, each when what came before was done."""
    for key in keys:
        await driver.press(key)
        await at_rest(driver)


async def go_to(driver: Driver, key: str) -> None:
    """Go to a step by its number."""
    number = driver.app.screen.scene.plan.place_of(key) + 1
    await steps(driver, *str(number), "enter")
    assert state(driver).place.step == key


@pytest.fixture
def ident(tmp_path: Path) -> str:
    return plan_session(tmp_path, tmp_path / "library")


# --- nothing but the slide ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_clicker_goes_through_everything_and_no_frame_tells_too_much(
    library: Library, tmp_path: Path, ident: str, size: tuple[int, int]
) -> None:
    async with room(library, tmp_path, ident, size) as lead:
        seen: list[str] = []
        for _ in range(200):
            await steps(lead, "pagedown")
            seen.append(squeezed(" ".join(lead.lines)))
            scene = lead.app.screen.scene
            vote = scene.presenter.vote
            if vote is None or not vote.key_shown:
                assert not [word for word in HIDDEN if word in seen[-1]]
                assert "✓" not in seen[-1]
            assert not [word for word in ("NOTEWORD", "POINTWORD", "FEEDBACKWORD", "HINTWORD") if word in seen[-1]]
            if lead.app.screen._panel:
                break
            assert "esc" not in seen[-1], "no key hints"
        assert state(lead).place.step == "end"
        everything = "".join(seen)
        for words in ("Onetwothree", "alpha", "Thesecondslide", "Whenitistime.", "Tellitinyourownwords.", "Goodbye.", "EXPLANATIONWORD"):
            assert words in everything
        await lead.see("Go on", "End the session")


async def test_lists_are_revealed_item_by_item_and_back(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "section:first")
        assert "alpha" not in lead.text
        await steps(lead, "right")
        await lead.see("alpha")
        assert "beta" not in lead.text
        await steps(lead, "left")
        await lead.gone("alpha")
        await steps(lead, "r")
        await lead.see("alpha", "beta")


async def test_any_key_brings_a_blank_screen_back(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        place = state(lead).place
        for blank, back in ((".", "x"), ("b", "pagedown"), ("b", "7")):
            await steps(lead, blank)
            assert lead.text == ""
            await steps(lead, back)
            await lead.see("A small talk")
            assert state(lead).place == place


async def test_a_stray_key_neither_leaves_nor_shows_anything(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        before = lead.lines
        for key in ("q", "h", "g", "[", ":", "ctrl+f", "ctrl+p", "x", "U"):
            await steps(lead, key)
            assert lead.app.route == Teach(ident)
            assert lead.lines == before


async def test_a_number_and_enter_goes_to_a_step(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space", "3")
        await lead.see("→ 3")
        await steps(lead, "escape")
        await lead.gone("→ 3")
        assert lead.app.screen._panel == ""
        await steps(lead, "9", "9", "enter")
        await lead.see("There are steps 1 to")
        await go_to(lead, "section:last")
        await lead.see("Goodbye.")


async def test_a_new_size_keeps_the_place(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "section:first")
        await steps(lead, "space", "space")
        place = state(lead).place
        for size in ((40, 15), (120, 40), (20, 5), (60, 20), (80, 24)):
            await lead.resize(*size)
            await at_rest(lead)
        await lead.see("alpha", "beta")
        assert state(lead).place == place


async def test_a_frame_of_a_new_size_is_laid_out_for_it(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident, (120, 40)) as lead:
        await steps(lead, "space")
        await go_to(lead, "question:q-noted")
        for columns in (40, 120, 80):
            await lead.resize(columns, 24)
            await lead.until(lambda columns=columns: len(lead.lines[-1]) in range(columns - 16, columns), "the corner at the right")


async def test_keys_faster_than_the_disk_are_all_done_in_order(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await lead.press(*["pagedown"] * 7)
        await at_rest(lead)
        await lead.see("The second slide")


async def test_letters_right_behind_the_opening_of_a_vote_are_votes(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "question:q-noted")
        for key in ("space", "a", "b", "B", "b", "c"):
            lead.app.post_message(events.Key(key, " " if key == "space" else key))
        await lead.see("3 have voted.")
        assert state(lead).rounds("q-noted")[0].counts == (1, 1, 1)


async def test_what_is_too_long_scrolls_with_the_same_key(tmp_path: Path) -> None:
    sentences = " ".join(f"Sentence {number} of many." for number in range(40))
    files = {
        name: text.replace("EXPLANATIONWORD here.", sentences) if isinstance(text, str) else text for name, text in library_files().items()
    }
    library = open_library(write_library(tmp_path / "long", files))
    ident = plan_session(tmp_path, tmp_path / "library")
    async with room(library, tmp_path, ident, (40, 15)) as lead:
        await steps(lead, "space")
        await go_to(lead, "question:q-noted")
        await steps(lead, "space", "b", "space", "space", "space")
        await lead.see("↓")
        place, seen = state(lead).place, lead.text
        for _ in range(12):
            await steps(lead, "space")
            if state(lead).place != place:
                break
            seen += lead.text
        assert all(f"{number} of many." in seen for number in range(39))
        await steps(lead, "left")
        assert state(lead).place == place


async def test_a_slow_disk_holds_up_no_frame_and_no_way_out(
    library: Library, tmp_path: Path, ident: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = threading.Event()

    def slow(session: TeachingSession, order: Order) -> str:
        done.wait(20)
        return carry_out(session, order)

    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "section:first")
        monkeypatch.setattr(teach_leading, "carry_out", slow)
        await lead.press("space", "space")
        assert "alpha" not in lead.text, "nothing is shown before it is on the disk"
        await lead.press("escape")
        await lead.see("End the session")
        done.set()
        await at_rest(lead)
        assert state(lead).place.shown > 1


async def test_what_cannot_be_saved_is_told_and_not_shown(
    library: Library, tmp_path: Path, ident: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise NotSaved("Not saved: the disk is full.", "Everything before is safe.", "Free some space and press the key again.")

    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "section:first")
        monkeypatch.setattr(teach_leading, "carry_out", full)
        await steps(lead, "space")
        await lead.see("the disk is full")
        assert "alpha" not in lead.text
        monkeypatch.setattr(teach_leading, "carry_out", carry_out)
        await steps(lead, "space")
        await lead.see("alpha")
        assert "disk is full" not in lead.text


# --- panels -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_the_steps_are_titles_only(library: Library, tmp_path: Path, ident: str, size: tuple[int, int]) -> None:
    async with room(library, tmp_path, ident, size) as lead:
        await steps(lead, "space", "o")
        await lead.see("Steps")
        assert not [word for word in HIDDEN if word in lead.text]
        await lead.focus("step:3")
        await steps(lead, "enter")
        assert state(lead).place.step == lead.app.screen.scene.plan.steps[2].key


@pytest.mark.parametrize("size", SIZES)
async def test_the_steps_begin_with_the_present_one(library: Library, tmp_path: Path, ident: str, size: tuple[int, int]) -> None:
    async with room(library, tmp_path, ident, size) as lead:
        await steps(lead, "space")
        await go_to(lead, "section:last")
        here = lead.app.screen.scene.plan.place_of("section:last") + 1
        await steps(lead, "o")
        await lead.until(lambda: lead.app.screen.page.focused_target == f"step:{here}", "the present step")
        await lead.see(f"> ▶ {here} Last")


async def test_search_finds_what_the_audience_may_see(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space", "/")
        await lead.type("noteword")
        await lead.press("enter")
        await lead.see("Nothing holds these words")
        await lead.press("escape", "/")
        await lead.type("second slide")
        await lead.press("enter")
        await at_rest(lead)
        await lead.see("The second slide.")
        assert state(lead).place.slide == 2


async def test_notes_are_laid_over_the_slide_after_a_word_of_warning(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "section:first")
        await steps(lead, "n")
        await lead.see("The room can see this screen.")
        assert "NOTEWORD" not in lead.text
        await steps(lead, "n")
        await lead.see("For you, not for the room", "NOTEWORD for the first slide.", "Next: First")
        await steps(lead, "pagedown")
        await lead.gone("NOTEWORD")
        await steps(lead, "n")
        await lead.see("NOTEWORD for the first slide.")
        await steps(lead, "escape")
        await lead.gone("NOTEWORD")


async def test_points_are_ticked_in_the_notes_and_asked_for_again(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "teach-back:back")
        await lead.see("Tell it in your own words.")
        assert "POINTWORD" not in lead.text
        await steps(lead, "n", "n", "1")
        await lead.see("1 [x] POINTWORD one", "2 [ ] POINTWORD two")
        await lead.focus("do:explain-again")
        await steps(lead, "enter")
        await lead.see("round 2")
        await steps(lead, "2")
        told = state(lead).teach_back("back")
        assert told is not None
        assert (told.heard, told.rounds) == ((1, 2), 2)


async def test_the_keys_are_told(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space", "?")
        await lead.see("Keys while you teach", "pgdn, space, enter")
        await steps(lead, "escape")
        await lead.gone("Keys while you teach")


# --- votes ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_vote_by_hands_with_a_second_round(library: Library, tmp_path: Path, ident: str, size: tuple[int, int]) -> None:
    async with room(library, tmp_path, ident, size, ask="count") as lead:
        await lead.see("How many are here?")
        await lead.type("14")
        await steps(lead, "enter", "space")
        await go_to(lead, "question:q-noted")
        await steps(lead, "space", "a", "a", "b", "B", "c")
        await lead.see("3 of 14 have voted.")
        assert "█" not in lead.text
        await steps(lead, "t")
        await lead.type("A 3 B 8")
        assert "A 3" not in lead.text, "typed counts are hidden from the room"
        await steps(lead, "enter")
        await lead.see("11 of 14 have voted.")
        await steps(lead, "v")
        await lead.focus("do:close-vote")
        await steps(lead, "enter", "v")
        await lead.focus("do:second-round")
        await steps(lead, "enter")
        assert "█" not in lead.text
        await steps(lead, *"bbbbbbbbb", "c", "space", "space")
        await lead.see("9 of 10")
        assert "of 11" not in lead.text
        await steps(lead, "space")
        await lead.see("First vote", "Second vote", "9 of 10", "8 of 11")
        assert "✓" not in lead.text
        await steps(lead, "v")
        await lead.focus("do:show-key")
        await steps(lead, "enter")
        await lead.see("✓")
        votes = state(lead).rounds("q-noted")
        assert [vote.counts for vote in votes] == [(3, 8, 0), (0, 9, 1)]
        assert [vote.present for vote in votes] == [14, 14]
        await steps(lead, "u")
        await lead.gone("✓")


async def test_the_panel_of_a_vote_is_as_high_as_what_it_says(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "question:q-noted")
        above = lead.app.screen.slide.size.height
        await steps(lead, "v")
        panel = lead.app.screen.query_one("#over")
        closed = panel.region.height
        assert closed < above // 3, "one line covers no more of the question than it needs"
        await steps(lead, "enter", "v")
        await lead.until(lambda: panel.region.height > closed, "an open vote offers more")
        assert lead.app.screen.page.size.height >= len(lead.app.screen.page.lines), "nothing of it is out of sight"


async def test_wrong_counts_can_be_typed_again(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "question:q-noted")
        await steps(lead, "space", "t")
        await lead.type("4 7")
        await steps(lead, "enter")
        await lead.see("2 numbers were given for 3 options", "Votes for each of the 3 options")
        await lead.type(" 0")
        await steps(lead, "enter")
        await lead.see("11 have voted.")


async def test_the_hint_is_for_the_one_who_leads(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "question:q-noted")
        await steps(lead, "space", "t")
        await lead.type("5 5 5")
        await steps(lead, "enter", "space")
        assert "convince" not in lead.text
        await steps(lead, "n", "n")
        await lead.see("let neighbours convince each other")
        assert "✓" not in lead.text


async def test_few_voters_on_something_personal(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "question:q-poll")
        await steps(lead, "space", *"aaab")
        assert "voted" not in lead.text
        await steps(lead, "n", "n")
        await lead.see("For you, not for the room", "The vote closes; the counts stay hidden.")
        assert "voted" not in lead.text.replace("Few voted", "")
        await steps(lead, "escape", "space", "space")
        await lead.see("Most of you chose A.")
        assert "of 4" not in lead.text


# --- pause, end, other pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_escape_pauses_and_nothing_is_lost(library: Library, tmp_path: Path, ident: str, size: tuple[int, int]) -> None:
    async with room(library, tmp_path, ident, size) as lead:
        await steps(lead, "space")
        await go_to(lead, "section:first")
        await steps(lead, "escape")
        await lead.see("A pause, at step", "End the session", "Report")
        assert not state(lead).running
        await steps(lead, "escape")
        await lead.see("One two three.")
        assert state(lead).running
        await steps(lead, "escape")
        await lead.focus("do:end")
        await steps(lead, "enter")
        await lead.see("The session has ended", "Go on with it after all")
        await lead.focus("do:reopen")
        await steps(lead, "enter")
        assert not state(lead).ended_at


async def test_who_is_here_by_initials_never_by_name(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "escape")
        await lead.focus("panel:attend")
        await steps(lead, "enter")
        await lead.focus("ask:initials")
        await steps(lead, "enter")
        await lead.type("Margaret")
        await steps(lead, "enter")
        await lead.see("names are not kept")
        await steps(lead, *["backspace"] * 8)
        await lead.type("ab cd")
        await steps(lead, "enter")
        await lead.see("2 are here.")
        await lead.gone("AB")
        taken = state(lead).attendance
        assert taken is not None
        assert taken.initials == ("AB", "CD")


async def test_forms_are_entered_question_by_question_and_sheet_by_sheet(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "form:pre")
        await lead.see("Questions before the session: 1 of 2")
        await steps(lead, "t")
        await lead.type("3/4")
        await steps(lead, "enter")
        await lead.see("Question 1 is entered.")
        assert "3 of 4" not in lead.text
        await steps(lead, "space")
        await lead.see("2 of 2")
        await steps(lead, "escape")
        await lead.focus("panel:forms")
        await steps(lead, "enter")
        await lead.see("3 of 4", "sheet A")
        await lead.focus("ask:sheet:post")
        await steps(lead, "enter")
        await lead.type("blue7 +-")
        await steps(lead, "enter")
        await lead.see("1 sheet: blue7")
        assert state(lead).sheets["post", "blue7"] == {"post-1": True, "post-2": False}


async def test_a_note_for_the_report_goes_to_the_disk(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "escape")
        await lead.focus("ask:note")
        await steps(lead, "enter")
        await lead.type("Tea was cold")
        await steps(lead, "enter")
        await lead.see("The note is kept")
        assert [note.text for note in state(lead).notes] == ["Tea was cold"]


async def test_who_leaves_finds_the_session_where_it_was(library: Library, tmp_path: Path, ident: str) -> None:
    async with room(library, tmp_path, ident) as lead:
        await steps(lead, "space")
        await go_to(lead, "question:q-noted")
        await steps(lead, "space", "a", "b", "escape")
        await lead.focus("go:home")
        await lead.press("enter")
        await lead.until(lambda: lead.app.route == Home())
        lead.app.go(Teach(ident))
        await lead.see("A pause, at step")
        await steps(lead, "escape")
        await lead.see("2 have voted.")
        await steps(lead, "a", "escape")
        await lead.focus("go:sessions")
        await lead.press("enter")
        await lead.until(lambda: lead.app.route == AllSessions())


async def test_a_session_that_another_window_leads_is_refused_in_words(library: Library, tmp_path: Path, ident: str) -> None:
    with Sessions(tmp_path, wall_clock).open(ident) as other:
        other.append(SessionNoted(text="here"))
        async with room(library, tmp_path, ident) as lead:
            await lead.see("is open in another window", "All sessions")
            await lead.press("escape")
            await lead.until(lambda: lead.app.route == Home())


async def test_a_session_of_another_library_is_refused_in_words(tmp_path: Path, ident: str) -> None:
    other = tmp_path / "other"
    for name, text in {**LIBRARY, **library_files()}.items():
        if text is not None and "talk" not in name:
            (other / name).parent.mkdir(parents=True, exist_ok=True)
            (other / name).write_text(str(text).replace("talk", "walk"))
    page = other / "content" / "walk" / "family.md"
    page.parent.mkdir(parents=True)
    page.write_text(str(library_files()["content/talk/family.md"]))
    async with room(open_library(other), tmp_path, ident) as lead:
        await lead.see("which this library does not have")


# --- orders from elsewhere ------------------------------------------------------------------------------------------------------------


async def test_orders_of_a_console_go_the_way_of_the_keys(
    library: Library, tmp_path: Path, ident: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Line:
        trouble = "No second window can follow."

        def __init__(self) -> None:
            self.published: list[tuple[str, str]] = []

        def open(self, session: str, take: object) -> None:
            self.take = take

        def publish(self, view: object, said: str = "") -> None:
            self.published.append((type(view.screen).__name__, said))  # type: ignore[attr-defined]

        def close(self) -> None:
            self.published.append(("", "closed"))

    line = Line()
    monkeypatch.setattr(teach_room, "broadcaster", lambda _data: line)
    async with room(library, tmp_path, ident) as lead:
        await lead.see(line.trouble)
        line.take(Order(Word.NEXT))  # type: ignore[operator]
        line.take(Order(Word.NEXT))  # type: ignore[operator]
        line.take(Order(Word.SHOW_KEY))  # type: ignore[operator]
        await lead.until(lambda: len(line.published) == 4)
        assert [name for name, _ in line.published][:2] == ["CoverView", "SlideView"]
        assert line.published[-1][1] == "There is no question here to vote on."
        await steps(lead, "escape")
        await lead.see("A pause", line.trouble)
    assert line.published[-1] == ("", "closed")
