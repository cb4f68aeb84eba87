"""Our own library as plain text: every module read, every quiz answered, nothing wider than the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from right_answers import answer_to

from edu_tui.cli.output import WIDTH
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Choices, Match, Order, Question
from edu_tui.library.shuffling import shuffle_options
from edu_tui.progress.events import RunStarted
from edu_tui.progress.store import ProgressStore
from edu_tui.render.plain import inlines_to_text

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path.name for path in (ROOT / "content").iterdir() if path.is_dir())
QUIZZES = sorted(path.stem for path in (ROOT / "quizzes").glob("*.md"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(ROOT, tmp_path_factory.mktemp("cache"))


def check_width(text: str) -> None:
    """Every line fits, but for an address, which nobody may break."""
    assert [line for line in text.split("\n") if cell_len(line) > WIDTH and "://" not in line] == []


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("module", MODULES)
def test_every_module(own, run_command, module, audience):
    ran = run_command("read", module, "--audience", audience, "--plain", "--notes", library=ROOT)
    assert (ran.code, ran.err) == (0, "")
    check_width(ran.out)
    read = own.module(module, audience)
    below = [f"{inlines_to_text(section.title)}\n---" for section in read.sections]
    places = [ran.out.find(words) for words in (read.title, *below, "Evidence\n---")]
    assert -1 not in places
    assert places == sorted(places)
    assert "is not in the ledger" not in ran.out


@pytest.mark.parametrize("name", QUIZZES)
def test_every_quiz(own, run_command, tmp_path, name):
    assert "Stopped at question 1" in run_command("quiz", name, "--plain", library=ROOT).out
    questions, started = {question.id: question for question in own.quiz(name).questions}, begun(tmp_path)
    lines = [typed(questions[ident], shuffle_options(questions[ident], started.seed)) for ident in started.questions]
    ran = run_command("quiz", name, "--plain", library=ROOT, lines="\n".join(lines))
    assert (ran.code, ran.err) == (0, "")
    check_width(ran.out)
    scored = sum(question.scored for question in questions.values())
    assert f"Your result: {scored} of {scored}." in ran.out


def begun(tmp_path: Path) -> RunStarted:
    """The run that the learner has begun."""
    (folder,) = (tmp_path / "data" / "learners").iterdir()
    with ProgressStore.open(folder, now=lambda: datetime.now(UTC), read_only=True) as store:
        return next(event for event in store.events if isinstance(event, RunStarted))


def typed(question: Question, shown: Sequence[str]) -> str:
    """The right answer as someone would type it."""
    answer = answer_to(question, tuple(shown))
    match question.body:
        case Choices() | Order() | Match():
            return " ".join(str(shown.index(key) + 1) for key in answer)
        case _:
            return "; ".join(f"={words}" for words in answer)
