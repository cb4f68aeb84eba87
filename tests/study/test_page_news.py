"""What changed on pages since they were read, and questions that were withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from libraries import FACTS, FAMILY_QUIZ, write_library
from locks import FRIDAY, MONDAY, TUESDAY, lock_file, locked

from edu_tui.library.library import Library, open_library
from edu_tui.library.lock_file import lock_text
from edu_tui.library.lock_keeping import recall
from edu_tui.library.lock_past import Past, past_of
from edu_tui.library.modules import Audience
from edu_tui.library.roles import LOCK_FILE
from edu_tui.progress.events import Acknowledged, Answered, Event, Read, Voided, new_id, stamp
from edu_tui.progress.state import fold
from edu_tui.progress.state_values import Section
from edu_tui.study.change_words import answer_told, change_told
from edu_tui.study.page_news import PageNews, correction_told

FACT, FAMQ = "content/facts.yaml", "quizzes/timing-family.md"
HOUR = timedelta(hours=1)
RAISED = FACTS.replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI")
CORRECTED = {FACT: RAISED.replace('"49.5%"', '"51.0%"')}
CLOCKS, TOLD = Section("timing", "clinician", "clocks"), Section("timing", "family", "clocks")
RETIRED = {FAMQ: FAMILY_QUIZ[: FAMILY_QUIZ.index("## The number")].replace("audience: family", "audience: family\nretired: [fam-time-02]")}


def read(at: datetime, section: Section = CLOCKS) -> Read:
    return Read(id=new_id(), at=stamp(at), module=section.module, audience=section.audience, section=section.section)


def answered(at: datetime, rev: int = 1, question: str = "fam-time-02") -> Answered:
    return Answered(id=new_id(), at=stamp(at), question=question, rev=rev, run="r", response=("a",), score=0.0)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A figure was corrected on Tuesday."""
    return open_library(write_library(tmp_path_factory.mktemp("library"), {**CORRECTED, **lock_file({}, CORRECTED)}))


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A question was withdrawn on Tuesday."""
    lock = recall(locked({}, RETIRED), "fam-time-02", "Nobody should have asked this.")
    return open_library(write_library(tmp_path_factory.mktemp("library"), {**RETIRED, LOCK_FILE: lock_text(lock)}))


def news(library: Library, arrivals: dict[datetime, datetime] | None = None) -> PageNews:
    return PageNews(library, past_of(library), arrivals)


def test_a_section_changed_if_it_was_read_before_its_fact_did(library: Library):
    state = fold([read(MONDAY + HOUR), read(MONDAY + HOUR, Section("timing", "clinician", "remission"))])
    assert news(library).changed(state) == (CLOCKS,)
    (change,) = news(library).on(CLOCKS, state)
    told = "RT-13 changed (since 2026-03-03): it was 49.5%, now it is 51.0%. Source: Relapse in COG trials."
    assert change_told(change, library.ledger) == told
    assert news(library).on(Section("timing", "clinician", "remission"), state) == ()


def test_read_again_it_is_as_she_knows_it(library: Library):
    again = read(FRIDAY)
    state = fold([read(MONDAY + HOUR), again])
    assert (news(library).changed(state), news(library).on(CLOCKS, state)) == ((), ())
    state.apply(Voided(id=new_id(), at=stamp(FRIDAY), event=again.id))
    assert news(library).changed(state) == (CLOCKS,)


def test_who_never_read_a_section_has_no_news_of_it(library: Library):
    assert news(library).changed(fold([])) == ()
    assert news(library).on(TOLD, fold([read(MONDAY)])) == ()
    unknown = Read(id=new_id(), at="some day", module="timing", audience="clinician", section="clocks")
    assert news(library).changed(fold([unknown])) == ()


def test_sections_come_in_the_order_of_the_library(library: Library):
    assert news(library).changed(fold([read(MONDAY, TOLD), read(MONDAY)])) == (CLOCKS, TOLD)


def test_who_read_from_an_older_copy_is_told_later(library: Library):
    state = fold([read(TUESDAY + HOUR)])
    assert news(library).changed(state) == ()
    late = news(library, {TUESDAY: FRIDAY})
    assert late.changed(state) == (CLOCKS,)
    assert [change.id for change in late.on(CLOCKS, state)] == ["RT-13"]


def test_a_library_without_a_lock_or_with_a_damaged_one_has_no_news(tmp_path: Path):
    for number, changes in enumerate(({}, {LOCK_FILE: "{"}, lock_file({}))):
        found = open_library(write_library(tmp_path / str(number), {**CORRECTED, **changes}))
        assert news(found).changed(fold([read(MONDAY)])) == ()
        assert past_of(found).sections == ()


def test_the_past_is_kept_in_the_cache_and_made_anew_when_a_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = write_library(tmp_path / "library", {**CORRECTED, **lock_file({}, CORRECTED)})
    first = past_of(open_library(root, tmp_path / "cache"))
    assert [rose.section for rose in first.sections] == ["clocks", "clocks"]
    with monkeypatch.context() as patched:
        patched.setattr("edu_tui.library.lock_gathering.read_lock", lambda _: 1 / 0)
        assert past_of(open_library(root, tmp_path / "cache")) == first
    (root / LOCK_FILE).unlink()
    assert past_of(open_library(root, tmp_path / "cache")) == Past()


# --- corrections -----------------------------------------------------------------------------------------------------------------


def owed(library: Library, *events: Event, audience: Audience | None = None) -> list[str]:
    return [one.question for one in news(library).corrections(fold(events), audience)]


def test_a_question_that_was_withdrawn_is_told_once_to_those_who_saw_it(without: Library):
    assert owed(without) == []
    assert owed(without, answered(MONDAY)) == ["fam-time-02"]
    assert owed(without, answered(MONDAY), audience=Audience.FAMILY) == ["fam-time-02"]
    assert owed(without, answered(MONDAY), audience=Audience.CLINICIAN) == []
    assert owed(without, answered(MONDAY), Acknowledged(id=new_id(), at=stamp(FRIDAY), subject="fam-time-02", rev=1)) == []
    assert owed(without, answered(MONDAY), Acknowledged(id=new_id(), at=stamp(FRIDAY), subject="fam-time-01", rev=1)) == ["fam-time-02"]
    assert owed(without, answered(MONDAY), answered(TUESDAY, rev=2)) == []


def test_a_correction_says_what_was_wrong_and_what_counted_as_right(without: Library):
    (one,) = past_of(without).withdrawn
    sentences = list(correction_told(one))
    assert sentences[0] == "A question that you answered was wrong: Nobody should have asked this."
    assert sentences[1:] == ["Until then this counted as right: Yes.", "It has not been asked since 2026-03-03."]


def test_the_key_of_an_option_is_nothing_to_tell():
    assert answer_told("Marrow aspirate {marrow}") == "Marrow aspirate"
    assert answer_told("a set {1, 2} of two") == "a set {1, 2} of two"
