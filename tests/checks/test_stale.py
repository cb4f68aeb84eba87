"""Facts that should be looked up again."""

from __future__ import annotations

from datetime import date

from libraries import CLINICIAN, FACTS, FAMILY, REFERENCES
from locks import lock_file

from edu_tui.checks.limits import read_limits
from edu_tui.checks.stale import stale
from edu_tui.checks.uses import find_uses
from edu_tui.checks.whole import read_whole
from edu_tui.library.library import open_library

FACT, REFS = "content/facts.yaml", "content/references.json"
CLIN, FAM = "content/timing/clinician.md", "content/timing/family.md"
RAISED = {FACT: FACTS.replace('"49.5%"', '"51.0%"').replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI")}


def reasons(root, today=date(2026, 6, 1)):
    whole = read_whole(open_library(root), today, limits=read_limits(root).limits)
    return {item.fact.id: item.reasons for item in stale(whole, find_uses(whole))}


def test_what_nobody_checked_and_what_was_seen_at_second_hand(library_dir):
    assert reasons(library_dir()) == {"RT-09": ("it was seen at second hand only",), "RT-04R": ("nobody has checked it",)}


def test_an_old_source(library_dir):
    dated = {REFS: REFERENCES.replace('"DOI": "10.1000/1"', '"DOI": "10.1000/1", "issued": {"date-parts": [[2016, 5]]}')}
    assert reasons(library_dir(dated, "old"))["RT-13"] == ("its newest source is of 2016",)
    assert "RT-13" not in reasons(library_dir(dated, "young"), date(2025, 6, 1))


def test_a_library_may_set_the_age(library_dir):
    dated = {REFS: REFERENCES.replace('"DOI": "10.1000/1"', '"DOI": "10.1000/1", "issued": {"date-parts": [[2016, 5]]}')}
    assert "RT-13" not in reasons(library_dir(dated | {"content/checks.yaml": "fact_source_years: 20\n"}))


def test_a_review_before_the_present_rev(library_dir):
    assert f"{CLIN} was reviewed on 2026-03-01, before rev 2 of 2026-03-03" in reasons(library_dir(RAISED | lock_file({}, RAISED)))["RT-13"]


def test_a_review_after_the_present_rev(library_dir):
    later = {path: text.replace("on: 2026-03-01", "on: 2026-04-01") for path, text in {CLIN: CLINICIAN, FAM: FAMILY}.items()}
    assert "RT-13" not in reasons(library_dir(RAISED | later | lock_file({}, RAISED)))


def test_a_first_rev_is_no_change(library_dir):
    assert "RT-13" not in reasons(library_dir(lock_file()))
