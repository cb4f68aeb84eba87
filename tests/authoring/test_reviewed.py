"""Recording a review: the head says who reviewed the page, and nothing else of the file is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import CLINICIAN

from edu_tui.authoring.reviewed import RecordError, record
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience, Review

REVIEW = Review('Ä. "Quick" O\'Neill, 💉 nurse \\ {x: y}', "2026-03-01", "2027-03-01")
OLD = 'reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}'

VALUES = [
    "reviewed: null",
    "reviewed:",
    "reviewed: ~   # ask the ward",
    OLD,
    f"{OLD}  # for the last time",
    '"reviewed": null',
    "reviewed : null",
    "reviewed:\n  by: X\n  on: 2020-01-01\n  due: 2021-01-01",
    "reviewed:\n  by: X\n  on: 2020-01-01\n  due: 2021-01-01  # soon\n# a remark\n",
    "reviewed:\n  {by: X, on: 2020-01-01, due: 2021-01-01}",
    "reviewed: {by: X,\n  on: 2020-01-01,\n  due: 2021-01-01}",
]


def page(value: str) -> str:
    return CLINICIAN.replace(OLD, f"{value}") + "\nreviewed: null\n\n---\nreviewed: null\n---\n"


def reviewed(text: str) -> Review | None:
    return parse_module("timing", Audience.CLINICIAN, "content/timing/clinician.md", text).reviewed


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("value", VALUES)
def test_every_way_to_write_it_is_replaced_and_nothing_else(value, mark, ends):
    before = (mark + page(value)).replace("\n", ends)
    after = record(before, REVIEW)
    assert reviewed(after.lstrip("\ufeff").replace("\r\n", "\n")) == REVIEW
    start, end = before.index("objectives:"), before.index("updated:")
    assert after.startswith(before[:start])
    assert after.endswith(before[end:])
    assert after.count("#") == before.count("#")
    assert record(after, REVIEW) == after


@given(st.text(min_size=1).filter(lambda text: text.isprintable() and text == text.strip()))
def test_whatever_the_name(name):
    try:
        after = record(page("reviewed: null"), Review(name, "2026-03-01", "2027-03-01"))
    except RecordError:
        return
    found = reviewed(after)
    assert found is not None
    assert found.by == name


def test_names_with_quotes_and_letters_of_other_scripts_are_no_trouble():
    for name in ("Ñandú, “head” nurse: ward 3", "李 医生", "a # b", "- [x] {by}"):
        assert reviewed(record(page("reviewed: null"), Review(name, "2026-03-01", "2027-03-01"))).by == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# A page", "no head"),
        ("---\ntitle: a\x07b\nreviewed: null\n---\n", "cannot be shown"),
        ("---\ntitle: [\n---\n", "not valid YAML"),
        ("---\ntitle: x\n---\n", "no key reviewed"),
        ("---\nnested:\n  reviewed: null\nother: reviewed\n---\n", "no key reviewed"),
        ("---\nreviewed: null\nreviewed: null\n---\n", "a second time"),
        ("---\n{title: x, reviewed: null, a: *b}\n---\n", "aliases"),
    ],
)
def test_a_head_that_cannot_be_changed_safely_is_refused(text, told):
    with pytest.raises(RecordError, match=told):
        record(text, REVIEW)
