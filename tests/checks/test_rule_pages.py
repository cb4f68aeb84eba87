"""The pages of the rules, and the specification: in step with the program, and no entry without an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import rule_pages
from edu_tui.checks.discovery import all_rules
from edu_tui.checks.people import PEOPLE
from edu_tui.checks.reading_codes import READING
from edu_tui.checks.specification import coverage
from edu_tui.checks.specification_entries import SUBJECTS, Entry
from edu_tui.checks.thresholds import all_thresholds, thresholds_of

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "rules"
ENTRIES: list[Entry] = [entry for entries in SUBJECTS.values() for entry in entries]
KNOWN = {*range(1, 19), *range(20, 52), *range(60, 86), *range(90, 105)}


def test_the_pages_are_in_step():
    told = rule_pages.pages()
    assert {path.name for path in FOLDER.iterdir()} == set(told), "make reports"
    assert [name for name, text in told.items() if (FOLDER / name).read_text(encoding="utf-8") != text] == [], "make reports"


def test_a_page_of_a_rule_that_is_gone_is_removed(tmp_path):
    (tmp_path / "Q99.md").write_text("old")
    rule_pages.write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(rule_pages.pages())


def test_every_link_of_the_pages_leads_somewhere():
    lost = []
    for path in FOLDER.glob("*.md"):
        for target, anchor in re.findall(r"(?<!`)\]\(([^)#\s]*)(?:#([^)\s]*))?\)", _prose(path)):
            file = (path.parent / target) if target else path
            if not file.exists() or (anchor and anchor not in _anchors(file)):
                lost.append((path.name, target, anchor))
    assert lost == []


def _prose(path: Path) -> str:
    return re.sub(r"^(`{3,})text\n.*?^\1$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def _anchors(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
    return slugs | set(re.findall(r'<a id="([^"]+)">', text))


def test_every_code_has_a_subject():
    letters = {code[0] for code in (*READING, *(rule.code for rule in all_rules()))}
    assert letters <= set(rule_pages.LETTERS)


def test_the_specification_is_whole():
    assert [entry.id for entry in ENTRIES] == [f"LN-{number:02d}" for number in sorted(KNOWN)]


def test_nobody_names_an_entry_that_does_not_exist():
    known = {entry.id for entry in ENTRIES}
    named = {entry for rule in all_rules() for entry in rule.spec} | {entry for item in PEOPLE for entry in item.spec}
    assert named - {"17e"} <= known


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_entry_is_answered(entry):
    (found,) = (covered for covered in coverage(all_rules()) if covered.entry is entry)
    assert found.answered
    assert set(entry.reading) <= set(READING)
    for test in entry.tests:
        path, _, name = test.partition("::")
        assert re.search(rf"^(?:async )?def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE), test


def test_what_people_are_asked_has_names_of_its_own():
    assert len({item.id for item in PEOPLE}) == len({item.question for item in PEOPLE}) == len(PEOPLE)
    assert any("17e" in item.spec for item in PEOPLE)


def test_thresholds_are_found_in_the_code_of_rules():
    rules = {rule.code: {item.name for item in thresholds_of(rule)} for rule in all_rules()}
    assert rules["W03"] == {"family_sentence_words"}
    assert rules["W02"] == {"family_grade_aim", "family_grade_most"}
    assert rules["E02"] == set()


def test_every_threshold_says_what_it_limits_and_decides_something():
    used = {item.name for rule in all_rules() for item in thresholds_of(rule)} | set(rule_pages.OTHER_USES)
    assert [item.name for item in all_thresholds() if not item.meaning or item.name not in used] == []
