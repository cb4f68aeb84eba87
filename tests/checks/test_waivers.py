"""Waivers: what they answer for, what they may not, and when they end."""

from __future__ import annotations

import ast
import re
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import CASE, QUIZ, edited

import edu_tui.checks
import edu_tui.library
from edu_tui.checks.discovery import all_rules
from edu_tui.checks.reading_codes import READING
from edu_tui.checks.run import judged_checks
from edu_tui.checks.waivers import NEVER, Judged, Waiver, apply_waivers, refusal
from edu_tui.checks.waiving import SLIDES, quiz_spans
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.library import open_library
from edu_tui.library.roles import WAIVERS_FILE

TODAY = date(2026, 6, 1)
FAM, QUIZZES = "content/timing/family.md", "quizzes/timing.md"
LONG = edited(FAM, "About 66", f"So\n{'and ' * 20}on.\n\nAbout 66")  # W03
TWO_SECTIONS = edited(FAM, "About 66", f"So {'and ' * 20}on.\n\n## More {{#more}}\n\nSo {'or ' * 20}on.\n\n## The end {{#end}}\n\nAbout 66")
LONG_CASE = (
    CASE.replace("- [x] Yes", "- [x] Certainly, as far as anybody can say that of anything")
    + """
## After

id: rt-after
objective: classify

Sure?

- [x] Certainly, as far as anybody can say that of anything
- [ ] No
"""
)


def waiver(rule="W03", place=FAM, until="2026-12-31", reason="It is a quotation.", who="A. Author"):
    return f"- rule: {rule}\n  place: {place}\n  reason: {reason}\n  who: {who}\n  until: {until}\n"


def judged(library_dir, changes, text, today=TODAY) -> Judged:
    return judged_checks(open_library(library_dir({**changes, WAIVERS_FILE: text})), today)


def codes(found) -> list[str]:
    """The codes that these tests are about: other rules may find something in the same text."""
    return [item.code for item in found if item.code in ("W03", "B04", "Q05") or item.code.startswith("Z")]


def test_a_waived_finding_is_told_apart_with_its_waiver(library_dir):
    found = judged(library_dir, LONG, waiver())
    assert codes(found.findings) == []
    (item,) = found.waived
    assert (item.finding.code, item.finding.path) == ("W03", FAM)
    assert (item.waiver.reason, item.waiver.who, item.waiver.until, item.waiver.line) == (
        "It is a quotation.",
        "A. Author",
        date(2026, 12, 31),
        1,
    )


@pytest.mark.parametrize(
    ("text", "open_codes"),
    [
        ("", ["W03"]),
        (waiver(rule="W02"), ["W03", "Z07"]),
        (waiver(place=QUIZZES), ["W03", "Z07"]),
        (waiver(place=f"{FAM}#clocks"), []),
        (waiver(place=f"{FAM}#clock"), ["W03", "Z07"]),
        (waiver(until="2026-06-01"), []),
        (waiver(until="2026-05-31"), ["W03", "Z05"]),
        (waiver(until="2027-06-02"), []),
        (waiver(until="2027-06-03"), ["W03", "Z06"]),
        (waiver(rule="W99"), ["W03", "Z03"]),
        (waiver(rule="E02"), ["W03", "Z04"]),
        (waiver(rule="S05"), ["W03", "Z04"]),
        (waiver(rule="Z05"), ["W03", "Z04"]),
        (waiver(until="soon"), ["W03", "Z02"]),
        (waiver(reason="''"), ["W03", "Z02"]),
        (waiver(who="' '"), ["W03", "Z02"]),
        (waiver().replace("  who: A. Author\n", ""), ["W03", "Z02"]),
        (waiver().replace("who:", "whom:"), ["W03", "Z02", "Z02"]),
        ("rule: W03", ["W03", "Z02"]),
        ("- [", ["W03", "Z02"]),
        ("- W03\n" + waiver(), ["Z02"]),
        (waiver() + waiver(), []),
    ],
)
def test_which_findings_stay(text, open_codes, library_dir):
    assert sorted(codes(judged(library_dir, LONG, text).findings)) == open_codes


def test_faults_of_the_file_name_their_line(library_dir):
    found = judged(library_dir, {}, waiver(until="2020-01-01") + waiver(until="x"))
    assert [(item.code, item.line, item.severity) for item in found.findings if item.path == WAIVERS_FILE] == [
        ("Z05", 1, Severity.ERROR),
        ("Z02", 10, Severity.ERROR),
    ]
    (useless,) = (item for item in judged(library_dir, {}, "\n" + waiver()).findings if item.path == WAIVERS_FILE)
    assert (useless.code, useless.line, useless.severity) == ("Z07", 2, Severity.WARNING)
    assert "Remove it." in useless.hint


def test_a_section_ends_where_the_next_begins(library_dir):
    found = judged(library_dir, TWO_SECTIONS, waiver(place=f"{FAM}#more"))
    (kept,) = (item for item in found.findings if item.code == "W03")
    (waived,) = found.waived
    assert (kept.code, kept.line < waived.finding.line) == ("W03", True)
    assert codes(judged(library_dir, TWO_SECTIONS, waiver(place=f"{FAM}#end")).findings) == ["W03", "W03", "Z07"]


def test_a_case_covers_its_questions_and_no_others(library_dir):
    changes = {QUIZZES: QUIZ + LONG_CASE}
    assert codes(judged(library_dir, changes, "").findings).count("B04") == 2
    for place, left in (("rt-case", "rt-after"), ("rt-case-1", "rt-after"), ("rt-after", "rt-case-1")):
        found = judged(library_dir, changes, waiver("B04", f"{QUIZZES}#{place}")).findings
        lines = (QUIZ + LONG_CASE).split("\n")
        (kept,) = (item for item in found if item.code == "B04")
        assert max(number for number, line in enumerate(lines, 1) if line.startswith("id: ") and number < kept.line) == (
            lines.index(f"id: {left}") + 1
        )


def test_a_waiver_is_not_missed_in_a_file_that_cannot_be_read(library_dir):
    found = judged(library_dir, {FAM: "---\ntitle: [\n---\n"}, waiver(place=f"{FAM}#clocks"))
    assert codes(found.findings) == []
    assert any(item.path == FAM and item.severity is Severity.ERROR for item in found.findings)


def test_the_limit_of_days_can_be_set(library_dir):
    changes = {**LONG, "content/checks.yaml": "waiver_days: 30\n"}
    assert codes(judged(library_dir, changes, waiver(until="2026-07-02")).findings) == ["W03", "Z06"]
    assert codes(judged(library_dir, changes, waiver(until="2026-07-01")).findings) == []


def test_slides_are_not_missed_where_they_are_not_measured(library_dir):
    library = open_library(library_dir({WAIVERS_FILE: waiver("D02", FAM)}))
    assert codes(judged_checks(library, TODAY).findings) == []
    assert codes(judged_checks(library, TODAY, lambda *_: ()).findings) == ["Z07"]
    assert {rule.code for rule in all_rules() if rule.check.__module__ == "edu_tui.checks.rules.slides"} == set(SLIDES)


def test_warnings_of_reading_may_be_waived(library_dir):
    silent = edited("quizzes/timing-family.md", "  > It tells about many children, not about one.\n", "").copy()
    silent["quizzes/timing-family.md"] = str(silent["quizzes/timing-family.md"]).replace("  > Right.\n", "", 1)
    assert "Q05" in codes(judged(library_dir, silent, "").findings)
    assert "Q05" not in codes(judged(library_dir, silent, waiver("Q05", "quizzes/timing-family.md#fam-time-01")).findings)


def test_what_nobody_may_waive_is_known():
    known = {rule.code for rule in all_rules()}
    assert set(NEVER) <= known
    assert not known & set(READING)
    assert refusal("V02")
    assert refusal("S01")
    assert not refusal("W03")
    assert not refusal("Q05")


def test_every_code_of_reading_is_listed():
    code = re.compile(r"[A-Z]\d\d")
    rooms = [*Path(edu_tui.library.__file__).parent.glob("*.py")]
    rooms += [Path(edu_tui.checks.__file__).parent / name for name in ("limits.py", "waivers.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in rooms]
    literals = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {word for word in literals if code.fullmatch(word)} - {rule.code for rule in all_rules()} == set(READING)


CODES = st.sampled_from(["W03", "B04", "Q05", "E02", "S01"])
PATHS = st.sampled_from(["content/a/family.md", "quizzes/a.md"])
IDENTS = ("one", "two")
LINES = {
    f"{path}#{ident}": span for path in ("content/a/family.md", "quizzes/a.md") for ident, span in (("one", (3, 9)), ("two", (10, 20)))
}
FINDINGS = st.lists(
    st.builds(Diagnostic, PATHS, st.integers(1, 25), st.just(1), CODES, st.sampled_from(Severity), st.text(max_size=3), st.just("")),
    unique=True,
)
WAIVERS = st.lists(
    st.builds(
        Waiver,
        CODES,
        st.builds(lambda path, ident: f"{path}#{ident}" if ident else path, PATHS, st.sampled_from(["", *IDENTS])),
        st.just("why"),
        st.just("who"),
        st.dates(TODAY - timedelta(5), TODAY + timedelta(400)),
        st.integers(1, 9),
    )
)


def own(found: Judged) -> list[Diagnostic]:
    return [item for item in found.findings if item.path != WAIVERS_FILE]


@given(FINDINGS, WAIVERS)
def test_nothing_is_lost_and_nothing_is_waived_without_a_reason(findings, waivers):
    found = apply_waivers(findings, waivers, LINES, TODAY, days=366)
    assert sorted([*own(found), *(item.finding for item in found.waived)]) == sorted(findings)
    for item in found.waived:
        assert item.waiver.rule == item.finding.code
        assert item.finding.path == item.waiver.place.partition("#")[0]
        assert TODAY <= item.waiver.until <= TODAY + timedelta(366)
        assert item.finding.code not in ("E02", "S01")


@given(FINDINGS, WAIVERS, WAIVERS)
def test_order_makes_no_difference_and_more_waivers_leave_less(findings, some, more):
    both = apply_waivers(findings, [*some, *more], LINES, TODAY, days=366)
    assert set(own(both)) <= set(own(apply_waivers(findings, some, LINES, TODAY, days=366)))
    turned = apply_waivers(findings[::-1], [*more, *some], LINES, TODAY, days=366)
    assert (turned.findings, [item.finding for item in turned.waived]) == (both.findings, [item.finding for item in both.waived])


@given(FINDINGS, WAIVERS)
def test_an_expired_waiver_is_as_good_as_none_and_an_error(findings, waivers):
    late = [msgspec.structs.replace(item, rule="W03", until=TODAY - timedelta(1)) for item in waivers]
    found = apply_waivers(findings, late, LINES, TODAY, days=366)
    assert (own(found), found.waived) == (sorted(findings), ())
    assert all(item.code == "Z05" and item.severity is Severity.ERROR for item in found.findings if item.path == WAIVERS_FILE)
    assert bool(late) == any(item.path == WAIVERS_FILE for item in found.findings)


def test_spans_of_a_quiz_without_cases(library_dir):
    quiz = open_library(library_dir()).quiz("timing")
    assert quiz is not None
    first, second = dict(quiz_spans(quiz)).values()
    assert first[1] + 1 == second[0]
