"""A typo never costs a learner anything: whatever is mended in words, and whenever it is locked, the schedule stands still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import CLINICIAN, FACTS, FILES, QUIZ, edited, write_library
from locks import MONDAY, Changes, lock_file

from edu_tui.library.library import Library, open_library
from edu_tui.library.lock_past import past_of
from edu_tui.progress.events import Answered, Event, Read, new_id, stamp
from edu_tui.progress.state import fold
from edu_tui.study.cards import Memories, cards
from edu_tui.study.news import News
from edu_tui.study.page_news import PageNews
from edu_tui.study.review_queue import Settings, plan

FACT, QUIZZES, PAGE = "content/facts.yaml", "quizzes/timing.md", "content/timing/clinician.md"
TYPOS: tuple[Changes, ...] = (
    edited(FACT, "Survival after", "Survivals after"),
    edited(FACT, "relapsed B-ALL", "Relapsed  B-ALL"),
    edited(FACT, '"49.5%", "66.4%"', '"66.4%", "49.5%"'),
    edited(QUIZZES, "Which share", "Wich share"),
    edited(QUIZZES, "Nobody reports that", "Nobody reprots that"),
    edited(QUIZZES, "After a relapse before 18 months 25.8%", "After relapse before 18 months, 25.8%"),
    {QUIZZES: QUIZ.replace("- [x] 25.8%", "- [ ] 90 %\n- [x] 25.8%").replace("- [ ] 90%\n  > Nobody reports that.\n", "")},
    edited(PAGE, "A short lead", "A shrot lead"),
    {PAGE: CLINICIAN.replace("Five years later", "Five yaers later")},
)
CORRECTION = {FACT: FACTS.replace('"49.5%"', '"51.0%"').replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI")}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Library]:
    """The small library after it was locked with each of these changes in turn, a day after the other from Monday on."""

    @cache
    def after(*numbers: int) -> Library:
        versions = [{}, *(TYPOS[number] for number in numbers)]
        return open_library(write_library(tmp_path_factory.mktemp("typos"), {**versions[-1], **lock_file(*versions)}))

    return after


@st.composite
def learners(draw: st.DrawFn) -> list[Event]:
    """Some who answered and read before, between and after the days on which the library is locked."""
    events: list[Event] = []
    for _ in range(draw(st.integers(1, 10))):
        at = stamp(MONDAY + timedelta(hours=draw(st.integers(-900, 200))))
        question = draw(st.sampled_from(["rt-time-01", "rt-order-01", "fam-time-01", "fam-time-02"]))
        score, mode = draw(st.sampled_from([0.0, 0.6, 1.0])), draw(st.sampled_from(["study", "review", "test"]))
        events.append(Answered(id=new_id(), at=at, question=question, rev=1, run="r", response=(), score=score, mode=mode))
        section = draw(st.sampled_from(["clocks", "remission"]))
        events.append(Read(id=new_id(), at=at, module="timing", audience="clinician", section=section))
    return events


def told(library: Library, events: list[Event], day: int) -> object:
    """All that a schedule says on a day: every due date, the review in its order, and the news behind each question and on each page."""
    state, today = fold(events), (MONDAY + timedelta(days=day)).date()
    deck = list(cards(library.catalogue).values())
    news, pages = News(library, past_of(library)), PageNews(library, past_of(library))
    remembered = Memories(deck).remembered(state, today)
    planned = plan(deck, remembered, today, Settings(), news.changed(deck, state))
    return (
        remembered,
        [(card.id, card.guises) for card in planned.ask],
        planned.waiting,
        [news.behind(question, state) for question in sorted(state.answered())],
        pages.changed(state),
    )


@given(learners(), st.lists(st.integers(0, len(TYPOS) - 1), min_size=1, max_size=2), st.integers(0, 60))
def test_a_schedule_never_moves_on_a_typo_fix(library: Callable[..., Library], events: list[Event], typos: list[int], day: int):
    before = told(library(), events, day)
    assert told(library(*typos), events, day) == before


def test_every_typo_is_a_change_and_a_correction_is_told(library: Callable[..., Library]):
    """Else the law above would hold of nothing."""
    assert all(FILES[path] != text for changes in TYPOS for path, text in changes.items())
    at = stamp(MONDAY + timedelta(hours=1))
    events: list[Event] = [Answered(id=new_id(), at=at, question="rt-order-01", rev=1, run="r", response=(), score=1.0)]
    with TemporaryDirectory() as folder:
        corrected = open_library(write_library(Path(folder), {**CORRECTION, **lock_file({}, CORRECTION)}))
        assert told(corrected, events, 1) != told(library(), events, 1)
