"""Our own library, from the first page to the last and every question answered, at three sizes of window."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len
from right_answers import answer_to, wrong_answer_to
from screen_kit import Driver, running

from edu_tui.app.commands import FOOTER_LIMIT
from edu_tui.app.pages.exam_overview import AroundView, around_layout
from edu_tui.app.pages.question import question_layout
from edu_tui.app.pages.question_view import QuestionView
from edu_tui.app.quiz_views import question_look
from edu_tui.app.routes import Ask, Read
from edu_tui.library.library import Library, open_library
from edu_tui.library.marking import mark
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.shuffling import shuffle_options
from edu_tui.study import draft as drafts
from edu_tui.study.draft import Draft
from edu_tui.study.run_state import Phase
from edu_tui.study.unanswered import unanswered

ROOT = Path(__file__).resolve().parents[2]
SIZES = [(80, 24), (120, 40), (40, 15)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(ROOT, tmp_path_factory.mktemp("cache"))


def check(driver: Driver) -> None:
    """The page fits, something stands on it, and the keys can be taken in."""
    page = driver.app.screen.page
    assert page.lines
    assert max(cell_len(line.text) for line in page.lines) <= page.size.width
    assert 3 <= len(driver.keys) <= FOOTER_LIMIT
    assert all(cell_len(line) <= driver.app.size.width for line in driver.lines)


@pytest.mark.parametrize("size", SIZES)
async def test_every_page(library: Library, tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(library, tmp_path, size=size) as reader:
        check(reader)
        for entry in library.catalogue.modules:
            assert not entry.broken
            reader.app.go(Read(entry.id, entry.audience))
            await reader.until(lambda title=entry.title[:12]: title in reader.title)
            check(reader)
            for section in entry.sections:
                await reader.press("n")
                await reader.until(lambda wanted=section.id: reader.app.route.section == wanted, section.id)
                check(reader)
            await reader.press("e")
            check(reader)
            await reader.press("escape")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "quizzes").glob("*.md")))
async def test_every_question(library: Library, tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    quiz = library.quiz(name)
    async with running(library, tmp_path, Ask(name, "study"), size=size) as driver:
        for question in quiz.questions:
            await driver.until(lambda wanted=question.id: asked(driver) == wanted, question.id)
            check(driver)
            session = driver.app.screen.session
            session.edit(msgspec.structs.replace(session.draft, response=answer_to(question, session.shown)))
            driver.app.screen.give()
            await driver.until(lambda session=session: session.phase is not Phase.ASKING, question.id)
            await driver.until(lambda: "verdict" in driver.app.screen.page._laid_out.anchors)
            check(driver)
            assert session.marking.verdict in ("right", "poll")
            driver.app.screen.proceed()
        await driver.see("Your result: ", "✓ Everything was right.")
        check(driver)
        assert driver.app.context.state.answers == len(quiz.questions)


def asked(driver: Driver) -> str:
    session = getattr(driver.app.screen, "session", None)
    return session.question.id if session and session.question and session.phase is Phase.ASKING else ""


def layouts(quiz: Quiz, question: Question, library: Library, width: int):
    """A question in all its states."""
    shown, case = shuffle_options(question, 7), quiz.case(question.case)
    for response in (drafts.empty_draft(question, shown).response, answer_to(question, shown), wrong_answer_to(question, shown)):
        look = question_look(question, case, library.ledger, answered=True)
        view = QuestionView(
            question, case, shown, Draft(response), look, hint=True, sections=(("a", "A section"),), flag="teach", note="mine"
        )
        yield question_layout(view, width)
        yield around_layout(question_layout(view, width), AroundView(True, 2, question.scored), width)
        marking = mark(question, response, insist=True)
        if not marking.ask_again:
            view = msgspec.structs.replace(view, marking=marking)
            yield question_layout(view, width)
    yield question_layout(msgspec.structs.replace(view, marking=unanswered(question)), width)


@pytest.mark.parametrize("width", [36, 76, 88])
def test_every_question_fits_in_every_state(library: Library, width: int) -> None:
    seen = 0
    for entry in library.catalogue.quizzes:
        quiz = library.quiz(entry.name)
        for question in quiz.questions:
            for layout in layouts(quiz, question, library, width):
                assert max(cell_len(line.text) for line in layout.lines) <= width, question.id
                seen += 1
    assert seen > 300
