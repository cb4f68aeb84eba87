"""Short answers: what is the same, what is near."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.library.answers import near_misses, normalise


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("CD19", "cd19"),
        ("  CD19  ", "CD19"),
        ("CD\u00a019", "CD 19"),
        ("CD\t 19", "CD 19"),
        ("CD19.", "CD19"),
        ("CD19?!", "CD19"),
        ("CD\u201119", "CD-19"),
        ("CD\u201319", "CD-19"),
        ("CD\u221219", "CD-19"),
        ("Down\u2019s syndrome", "Down's syndrome"),
        (unicodedata.normalize("NFD", "Ménière"), unicodedata.normalize("NFC", "Ménière")),
        ("ﬂow", "flow"),
        ("CD\u200b19", "CD19"),
        ("blina\u00adtumomab", "blinatumomab"),
        ("Straße", "STRASSE"),
    ],
)
def test_the_accidents_of_typing_do_not_count(typed: str, same: str) -> None:
    assert normalise(typed) == normalise(same)


@pytest.mark.parametrize(("typed", "other"), [("CD19", "CD20"), ("CD19", "CD 19"), ("-5", "5"), ("isolated", "not isolated")])
def test_what_differs_stays_different(typed: str, other: str) -> None:
    assert normalise(typed) != normalise(other)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("typed", ["blinatumomb", "blinatumomabb", "blinatumonab", "blinatumoamb", "Blinatumomb.", "linatumomab"])
def test_one_slip_is_a_near_miss(typed: str) -> None:
    assert near_misses(typed, ["blinatumomab", "CD19"]) == ("blinatumomab",)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("blinatumomab", ["blinatumomab"]),
        ("blinatummb", ["blinatumomab"]),
        ("CD20", ["CD19"]),
        ("vincristine", ["vinblastine"]),
        ("hypotension", ["hypertension"]),
        ("prednisone", ["prednisolone"]),
        ("marow", ["marrow"]),
        ("interleukin-2", ["interleukin-6"]),
        ("interleukin", ["interleukin-6"]),
        ("", ["blinatumomab"]),
    ],
)
def test_what_is_no_near_miss(typed: str, terms: list[str]) -> None:
    assert near_misses(typed, terms) == ()


def test_an_exact_term_is_never_a_slip_of_another() -> None:
    assert near_misses("hypotonia", ["hypotoniaa", "hypotonia"]) == ()


def test_two_terms_equally_near_are_both_named_in_order() -> None:
    assert near_misses("sensitivita", ["sensitivity", "sensitivitas"]) == ("sensitivity", "sensitivitas")


@given(st.text(alphabet="abc1", max_size=12), st.text(alphabet="abc1", max_size=12))
def test_nearness_is_mutual_for_long_terms(one: str, two: str) -> None:
    one, two = "longterm" + one, "longterm" + two
    assert bool(near_misses(one, [two])) == bool(near_misses(two, [one]))
