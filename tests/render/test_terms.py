from __future__ import annotations

from edu_tui.library.ledger import Term
from edu_tui.library.terms import compile_terms
from edu_tui.render.lines import Span
from edu_tui.render.terms import mark_terms


def marked(text: str, *terms: Term) -> list[tuple[str, str]]:
    matcher = compile_terms(terms)
    assert matcher
    return [(span.text, span.target) for span in mark_terms(text, "text", matcher, set()) if span.target]


def term(name: str, *aliases: str) -> Term:
    return Term(name, aliases, "plain", "clinician", 1)


MRD = term("minimal residual disease", "MRD", "measurable residual disease")
ALL = term("acute lymphoblastic leukaemia", "ALL")


def test_only_the_first_use_is_marked_whatever_its_name() -> None:
    assert marked("Minimal residual disease (MRD). MRD again.", MRD) == [("Minimal residual disease", "term:minimal residual disease")]


def test_the_first_use_may_be_on_another_paragraph() -> None:
    matcher, seen = compile_terms([MRD]), set()
    assert matcher
    mark_terms("MRD", "text", matcher, seen)
    assert mark_terms("MRD again", "strong", matcher, seen) == [Span("MRD again", "strong")]


def test_capitals_matter_for_acronyms_only() -> None:
    assert marked("Not all of it is ALL.", ALL) == [("ALL", "term:acute lymphoblastic leukaemia")]
    assert marked("BLAST", term("blast")) == [("BLAST", "term:blast")]


def test_an_acronym_inside_a_name_keeps_its_case() -> None:
    assert marked("a car t cell, a CAR T Cell", term("CAR T cell")) == [("CAR T Cell", "term:CAR T cell")]


def test_whole_words_only() -> None:
    assert marked("blastoid, ablast, blasted", term("blast")) == []
    assert marked("a blast-like cell", term("blast")) == [("blast", "term:blast")]


def test_the_longest_name_wins() -> None:
    assert marked("late relapse", term("late"), term("late relapse")) == [("late relapse", "term:late relapse")]


def test_simple_plurals() -> None:
    assert marked("blasts", term("blast")) == [("blasts", "term:blast")]
    assert marked("biopsies", term("biopsy")) == [("biopsies", "term:biopsy")]
    assert marked("relapses", term("relapse")) == [("relapses", "term:relapse")]


def test_of_two_terms_with_one_name_the_earlier_has_it() -> None:
    assert marked("MRD", MRD, term("other", "MRD")) == [("MRD", "term:minimal residual disease")]


def test_names_with_signs_are_taken_literally() -> None:
    assert marked("a CD19+ cell, CD19", term("CD19+")) == [("CD19+", "term:CD19+")]


def test_no_terms_no_matcher() -> None:
    assert compile_terms([]) is None
