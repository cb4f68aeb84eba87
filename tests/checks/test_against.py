"""What a change means: the facts, questions, figures and ids that differ between two states of a library."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import CLINICIAN, FACTS, FAMILY, QUIZ, REFERENCES, edited
from locks import lock_file

from edu_tui.checks.against import Meaning, meaning
from edu_tui.checks.uses import Line, find_uses
from edu_tui.checks.whole import Whole, read_whole
from edu_tui.library.library import open_library

TODAY = date(2026, 6, 1)
FACT, REFS = "content/facts.yaml", "content/references.json"
CLIN, FAM, QUIZZES = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md"
CORRECTED = edited(FACT, '"49.5%"', '"51.0%"')
RAISED = {FACT: CORRECTED[FACT].replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI")}
REWORDED = edited(FACT, "Survival after relapse rises with the time to relapse.", "The later the relapse, the better the survival.")


@pytest.fixture
def changed(library_dir):
    """A function that says what it means that the small library, or one with the changes `before`, became one with the changes `after`."""

    def compare(after, before=None) -> Meaning:
        return meaning(whole(library_dir(before, "before")), whole(library_dir(after, "after")))

    return compare


def whole(root) -> Whole:
    return read_whole(open_library(root), TODAY)


def test_a_library_held_to_itself_says_nothing(changed):
    found = changed({})
    assert found.is_empty
    assert found.cures == ()


def test_a_changed_figure_names_what_rests_on_it(changed):
    found = changed(CORRECTED)
    (fact,) = found.facts
    assert fact.id == "RT-13"
    assert fact.differences[0].message == 'in RT-13 the figures changed from "49.5%" to "51.0%", but rev is still 1'
    assert fact.differences[0].cure.startswith("Write rev: 2")
    clinician = CLINICIAN.split("\n")
    cited = [number for number, text in enumerate(clinician, 1) if "[@RT-13]" in text or text == "```chart"]
    assert [line for line in fact.lines if line.path == CLIN] == [Line(CLIN, number) for number in cited]
    assert {line.path for line in fact.lines} == {CLIN, FAM, QUIZZES}
    assert [question.id for question in fact.questions] == ["rt-time-01", "rt-order-01"]
    assert found.cures == fact.differences
    assert found.questions == ()


def test_a_raised_rev_needs_no_cure(changed):
    found = changed(RAISED)
    assert [fact.id for fact in found.facts] == ["RT-13"]
    assert found.cures == ()
    assert not found.is_empty


def test_words_that_the_lock_has_taken_over_need_no_cure(changed):
    assert changed(REWORDED).cures
    assert not changed(REWORDED | lock_file(REWORDED)).cures


def test_the_standing_of_a_fact_counts(changed):
    found = changed({FACT: FACTS.replace("status: seed", "status: recalled").replace("doubts: [unconfirmed]", "doubts: [secondary]")})
    told = [item.message for fact in found.facts for item in fact.differences]
    assert told == [
        'the status of RI-07 changed from "seed" to "recalled"',
        'the doubts of RT-09 changed from "unconfirmed" to "secondary"',
    ]


def test_a_changed_key_must_raise_its_rev(changed):
    swapped = {QUIZZES: QUIZ.replace("[x] 25.8%", "[ ] 25.8%").replace("[ ] 90%", "[x] 90%")}
    found = changed(swapped)
    (question,) = found.questions
    assert question.id == "rt-time-01"
    assert "right answer changed" in question.differences[0].message
    assert [item.id for item in found.cures] == ["rt-time-01"]
    assert not changed({QUIZZES: swapped[QUIZZES].replace("id: rt-time-01", "id: rt-time-01\nrev: 2")}).cures


def test_a_question_that_went_must_be_retired(changed):
    without = QUIZ[: QUIZ.index("## Order")]
    assert [item.id for item in changed({QUIZZES: without}).cures] == ["rt-order-01"]
    retired = {QUIZZES: without.replace("audience: clinician", "audience: clinician\nretired: [rt-order-01]")}
    assert not changed(retired).cures


def test_figures_of_a_page_that_came_and_went(changed):
    found = changed(edited(CLIN, "In all 531/661 (80.3%)", "In all 530/661 (80.3%)"))
    (page,) = found.figures
    at = CLINICIAN.split("\n").index("In all 531/661 (80.3%) reached a second remission [@RI-07].") + 1
    assert (page.path, page.gone, page.new) == (CLIN, ("531/661",), (("530/661", at),))


def test_a_figure_in_another_place_of_its_page_is_no_change(changed):
    assert changed(edited(CLIN, "A short lead.", "A longer lead, on two lines.\n\nAnd more.")).figures == ()


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ({}, edited(CLIN, "{#remission}", "{#second-remission}"), (CLIN, "section", "remission")),
        (
            edited(CLIN, "  classify: Classify", "  other: Name two clocks\n  classify: Classify"),
            {},
            (CLIN, "objective", "other"),
        ),
        ({}, {FAM: None}, (FAM, "module", "timing")),
        ({REFS: REFERENCES.replace("[\n", '[\n  {"id": "more", "title": "More", "PMID": "9"},\n', 1)}, {}, (REFS, "reference", "more")),
    ],
)
def test_ids_that_others_may_name(changed, before, after, lost):
    assert [(item.path, item.what, item.id) for item in changed(after, before).losses] == [lost]


def test_a_fact_that_left_shows_who_still_cites_it(changed):
    found = changed({FACT: FACTS[FACTS.index("RI-07:") :]})
    fact = next(item for item in found.facts if item.id == "RT-13")
    assert fact.differences[0].message == "the fact RT-13 left the ledger"
    assert fact.lines


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)


@given(WORDS)
@settings(max_examples=25)
def test_words_without_figures_mean_nothing(tmp_path_factory, words):
    from libraries import write_library

    folder = tmp_path_factory.mktemp("law")
    lead = f"A short lead about x{''.join(sign for sign in words if sign.isalpha())}."
    old, new = write_library(folder / "old"), write_library(folder / "new", edited(FAM, "summary: Why", f"summary: {lead} Why"))
    assert (new / FAM).read_text() != FAMILY
    assert meaning(whole(old), whole(new)).is_empty


def test_uses_are_found_in_one_pass(library_dir):
    uses = find_uses(whole(library_dir()))
    assert uses.modules("RT-13") == ("timing",)
    assert uses.cited("RT-09") == ()
    assert [item.id for item in uses.resting("RT-13")] == ["rt-time-01", "rt-order-01"]
