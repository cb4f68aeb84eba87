from datetime import date

import pytest
from libraries import CLINICIAN, FACTS, FAMILY_QUIZ, QUIZ, edited

from edu_tui.checks.run import MOST, all_rules, run_checks
from edu_tui.library.diagnostics import Severity
from edu_tui.library.library import open_library

TODAY = date(2026, 6, 1)
HEAD, FACT, REFS, GLOSSARY = "content/library.yaml", "content/facts.yaml", "content/references.json", "content/glossary.md"
CLIN, FAM, QUIZZES, FAMQ = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md", "quizzes/timing-family.md"


def findings(root, today=TODAY):
    return [(item.code, item.path, item.line, item.column) for item in run_checks(open_library(root), today)]


def test_the_small_library_has_no_fault(library_dir):
    assert findings(library_dir()) == []


LINK = "[what it means](family.md#clocks)"
EXPLAINED = "After a relapse before 18 months 25.8% were alive [@RT-13]."
ORDER = "type: order\n\nPut the three in order.\n\n1. before 18 months\n2. up to 36 months\n3. later"
REVIEWED = 'reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}'
NINE_LEVELS = "\n".join("  " * level + "- item" for level in range(9))

PARTS = "[ ] one in four\n  > No.\n- [ ] at most one in four\n  > No."
RANGES = "[ ] 10 to 30%\n  > No.\n- [ ] 30 to 50%\n  > No.\n- [x] 51 to 66.4%"
TWINS = QUIZ.replace("id: rt-time-01", "id: rt-time-01\nform: pre").replace(
    "id: rt-order-01", "id: rt-order-01\nform: post\ntwin: rt-time-01"
)
HARD = "Administration necessitates hospitalisation. " * 10
AIMED = "Together we rest. The day is long. We walk. " * 10


def bank(places, *, longest=False):
    """Questions with three options whose keys stand at `places`; with `longest` each key is the longest option."""
    texts = []
    for number, at in enumerate(places):
        marks = ["x" if letter == at else " " for letter in "ABC"]
        words = ["yesterday" if longest and mark == "x" else f"on day {index}" for index, mark in enumerate(marks)]
        options = "\n".join(f"- [{mark}] {word}" for mark, word in zip(marks, words, strict=True))
        texts.append(f"\n## Day {number}\n\nid: bank-{number}\nobjective: classify\n\nWhen?\n\n{options}\n")
    return "".join(texts)


# Each case: the rule, the change, the file, and the words at which the finding points ("¦" marks the place inside them).
CASES = [
    ("I05", edited(FAMQ, "id: fam-time-01", "id: rt-time-01"), QUIZZES, "id: rt-time-01"),
    ("I06", edited(FAMQ, "audience: family", "audience: family\nretired: [rt-time-01]"), QUIZZES, "id: rt-time-01"),
    ("I07", {**edited(QUIZZES, "module: timing", "module: tming")}, QUIZZES, "module: tming"),
    ("I08", {"quizzes/timing-two.md": FAMILY_QUIZ.replace("fam-time", "fam-two")}, "quizzes/timing-two.md", "module: timing"),
    ("I09", {"quizzes/timing.md": None, "quizzes/other.md": QUIZ}, "quizzes/other.md", "---"),
    ("I10", {"content/lost/clinician.md": CLINICIAN}, "content/lost/clinician.md", "---"),
    ("I11", edited(HEAD, "modules: [timing]", "modules: [timing, CAR_T]"), HEAD, "CAR_T"),
    ("O01", edited(QUIZZES, "objective: classify", "objective: clasify"), QUIZZES, "objective: clasify"),
    ("O02", edited(CLIN, "  classify:", "  compare: Compare two schemes\n  classify:"), CLIN, "compare:"),
    ("O03", edited(CLIN, " .classify}", "}"), CLIN, "classify:"),
    ("O04", edited(FAMQ, "objective: tell\n", ""), FAMQ, "id: fam-time-01"),
    ("O05", edited(CLIN, "Classify a relapse", "Understand a relapse"), CLIN, "classify:"),
    ("O06", edited(FAMQ, "id: fam-time-02\nobjective: tell", "id: fam-time-02"), FAM, "tell:"),
    ("C01", edited(CLIN, "[@RT-13].\nSee", "[@RT-13; @RT-31].\nSee"), CLIN, "RT-31"),
    ("C02", edited(FACT, "source: rheingold2024", "source: rheingold2025"), FACT, "rheingold2025"),
    ("C03", edited(REFS, ', "PMID": "12345"', ""), REFS, '"hogan2025"'),
    ("E01", edited(CLIN, "A short lead.", "About 60% live."), CLIN, "60%"),
    ("E01", edited(CLIN, "A short lead.", "About 60% live [@hogan2025]."), CLIN, "60%"),
    ("E01", edited(CLIN, "summary: What", "summary: Of 531/661 what"), CLIN, "531/661"),
    ("E02", edited(CLIN, "25.8% were", "26.8% were"), CLIN, "26.8%"),
    ("E02", edited(CLIN, "25.8% were", "**26.8%** were"), CLIN, "26.8%"),
    ("E02", edited(CLIN, "before 18 months [", "before 19\nmonths ["), CLIN, "19\nmonths"),
    ("E02", edited(CLIN, "A short lead.", "> So\n> before 19\n> months [@RT-13]."), CLIN, "19\n> months"),
    ("E02", edited(CLIN, "A short lead.", "Before 18 months [@hogan2025]."), CLIN, "18 months"),
    ("E02", edited(QUIZZES, "25.8% were", "26.8% were"), QUIZZES, "26.8%"),
    ("E02", edited(QUIZZES, "not 66.4%", "not 66.5%"), QUIZZES, "66.5%"),
    ("E02", edited(FAM, "66 out", "67 out"), FAM, "67 out"),
    ("E03", edited(CLIN, "value: 66.4", "value: 66.5"), CLIN, "66.5"),
    ("E03", edited(CLIN, "se: 2.4", "se: 2.5"), CLIN, "2.5"),
    ("E03", edited(CLIN, "to 66.4%.", "to 66.5%."), CLIN, "66.5%"),
    ("E04", edited(QUIZZES, "[x] 25.8%", "[x] 26.8%"), QUIZZES, "26.8%"),
    ("E04", edited(QUIZZES, "2. up to 36 months", "2. up to 30 months"), QUIZZES, "30 months"),
    ("E05", edited(QUIZZES, ORDER, "type: numeric\n\nHow many?\n\n- [x] 26.8 ± 0.5 % | per cent\n- [ ] *\n  > No."), QUIZZES, "- [x] 26.8"),
    ("E06", edited(QUIZZES, EXPLAINED, f"{EXPLAINED} [@RT-04R]"), QUIZZES, "RT-04R"),
    ("E06", edited(QUIZZES, "> Yes: the earliest relapses do worst [@RT-13]", "> Yes [@RT-04R]"), QUIZZES, "RT-04R"),
    ("E07", edited(FAM, "About 66", "Once 44 out of 100 [@RT-04R].\n\nAbout 66"), FAM, "44 out of 100"),
    ("E09", edited(QUIZZES, "[x] 25.8%\n  > Yes: the", "[x] 71.3%\n  > Yes [@RT-09]: the"), QUIZZES, "71.3%"),
    ("E10", edited(FAM, "About 66", "Once 71 out of 100 [@RT-09].\n\nAbout 66"), FAM, "71 out of 100"),
    ("E08", edited(CLIN, "(80.3%)", "(80.3%, or 0.803)"), CLIN, "0.803"),
    ("L01", edited(CLIN, LINK, "[call](tel:112)"), CLIN, "tel:112"),
    ("L01", edited(CLIN, LINK, "[x](java%73cript:alert)"), CLIN, "java%73cript:alert"),
    ("L02", edited(CLIN, LINK, "[x](../other/family.md)"), CLIN, "../other/family.md"),
    ("L03", edited(CLIN, LINK, "[x](family.md#clock)"), CLIN, "family.md#clock"),
    ("L03", edited(QUIZZES, "Nobody reports that.", "See [x](../content/timing/family.md#no)."), QUIZZES, "../content/timing/family.md#no"),
    ("L04", edited(CLIN, LINK, "![A smear](smear.png)"), CLIN, "smear.png"),
    ("P01", edited(CLIN, "A short lead.", "|a|b|c|d|e|f|g|\n|-|-|-|-|-|-|-|\n|1|2|3|4|5|6|7|"), CLIN, "|a|b"),
    ("P02", edited(CLIN, "A short lead.", NINE_LEVELS), CLIN, "                ¦- item"),
    ("P03", edited(CLIN, "## Remission", "## Empty\n\n---\n\n## Remission"), CLIN, "## Empty"),
    ("P04", edited(FAM, "## Why the time matters {#clocks .tell}\n\n", ""), FAM, "---"),
    ("R01", edited(CLIN, REVIEWED, "reviewed: null"), CLIN, "reviewed:"),
    ("R02", edited(CLIN, "due: 2099-03-01", "due: 2026-05-31"), CLIN, "reviewed:"),
    ("R03", edited(CLIN, "updated: 2026-02-01", "updated: 2026-03-02"), CLIN, "updated:"),
    ("R04", edited(CLIN, "updated: 2026-02-01", "updated: 2026-13-01"), CLIN, "2026-13-01"),
    ("B01", edited(QUIZZES, "[ ] 90%", "[ ]  25.8 %"), QUIZZES, "- [ ]  25.8"),
    ("B02", edited(QUIZZES, "[ ] 90%\n  > Nobody reports that.", PARTS), QUIZZES, "- [ ] one in four"),
    ("B03", edited(QUIZZES, "[x] 25.8%\n  > Yes: the earliest relapses do worst [@RT-13].\n- [ ] 90%", RANGES), QUIZZES, "- [ ] 30 to 50"),
    ("B04", edited(FAMQ, "- [x] No\n", "- [x] No, it tells about many children\n"), FAMQ, "- [x] No, it"),
    ("B05", {QUIZZES: QUIZ + bank("ABC" * 7, longest=True)}, HEAD, "id: small"),
    ("B06", {QUIZZES: QUIZ + bank("AAB" * 7)}, HEAD, "id: small"),
    ("B07", {QUIZZES: QUIZ + bank("BCCCC")}, QUIZZES, "id: bank-4"),
    ("B08", edited(QUIZZES, "id: rt-time-01", "id: rt-time-01\nform: pre"), QUIZZES, "id: rt-time-01"),
    ("B08", edited(QUIZZES, "id: rt-time-01", "id: rt-time-01\nform: post\ntwin: rt-time-00"), QUIZZES, "id: rt-time-01"),
    ("B08", edited(QUIZZES, "id: rt-time-01", "id: rt-time-01\ntwin: rt-order-01"), QUIZZES, "id: rt-time-01"),
    ("B09", {QUIZZES: TWINS}, QUIZZES, "id: rt-order-01"),
    ("W01", edited(FAM, "About 66", f"{HARD}\n\nAbout 66"), FAM, "---"),
    ("W02", edited(FAM, "About 66", f"{AIMED}\n\nAbout 66"), FAM, "---"),
    ("W03", edited(FAM, "About 66", f"So\n{'and ' * 20}on.\n\nAbout 66"), FAM, "So\nand and"),
    ("W04", edited(FAM, "About 66", "The ANC must rise.\n\nAbout 66"), FAM, "ANC"),
    ("W05", edited(FAM, "About 66", "It is neutropenia.\n\nAbout 66"), FAM, "neutropenia"),
    ("K04", edited(GLOSSARY, "MRD", "MRD\n\nPlain: a\n\nClinician: b\n\n## other\n\naliases: mrd"), GLOSSARY, "## other\n\naliases: ¦mrd"),
]


def place(text, words):
    """Line and column of the words."""
    at = text.index(words.replace("¦", "")) + max(0, words.find("¦"))
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


@pytest.mark.parametrize(("code", "changes", "path", "words"), CASES, ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)])
def test_each_rule_finds_its_fault_at_its_place(library_dir, code, changes, path, words):
    root = library_dir(changes)
    found = [(item[1], item[2:]) for item in findings(root) if item[0] == code]
    assert found == [(path, place((root / path).read_text(), words))]


def test_every_rule_is_tested_and_explains_itself():
    rules = all_rules()
    assert [rule.code for rule in rules] == sorted({code for code, *_ in CASES})
    assert all(rule.reason and rule.example and rule.cure and rule.check.__doc__ for rule in rules)


def test_messages_and_cures_are_for_people(library_dir):
    root = library_dir(edited(CLIN, "25.8% were", "66.9% were"))
    (found,) = run_checks(open_library(root), TODAY)
    assert found.message == '"66.9%" stands in no fact that is cited here (RT-13)'
    assert found.hint.startswith("Correct it: RT-13 has 25.8±2.4%, 49.5%, 66.4%")
    root = library_dir(edited(CLIN, "25.8% were", "80.3% were"), "other")
    (found,) = run_checks(open_library(root), TODAY)
    assert found.hint == "Correct it, or cite the fact that is meant: it stands in RI-07."


def test_a_review_is_due_on_its_day_and_overdue_on_the_next(library_dir):
    root = library_dir(edited(CLIN, "due: 2099-03-01", "due: 2026-06-01"))
    assert findings(root, date(2026, 6, 1)) == []
    assert [item[0] for item in findings(root, date(2026, 6, 2))] == ["R02"]


def test_a_ledger_that_cannot_be_read_is_told_once(library_dir):
    found = run_checks(open_library(library_dir({FACT: "RT-13: [\n"})), TODAY)
    assert {item.path for item in found if item.severity is Severity.ERROR} == {FACT}


def test_an_unknown_key_is_not_told_twice(library_dir):
    found = findings(library_dir(edited(CLIN, "months [@RT-13]", "months [@RT-99]")))
    assert [item[0] for item in found] == ["C01"]


def test_a_citation_in_the_next_paragraph_or_row_does_not_count(library_dir):
    table = "| Time | Alive |\n|---|---|\n| early [@RT-13] | 25.8% |\n| late | 66.4% |"
    found = findings(library_dir(edited(CLIN, "A short lead.", f"Of them 66.4% lived.\n\nSo it is said [@RT-13].\n\n{table}")))
    assert [(code, line) for code, _, line, _ in found] == [("E01", 11), ("E01", 18)]


def test_an_item_answers_for_itself_and_not_for_the_items_inside_it(library_dir):
    nested = "- Known [@RT-13]: 25.8%\n\n  and 66.4%\n  - inner 49.5%"
    found = findings(library_dir(edited(CLIN, "A short lead.", nested)))
    assert [(code, line) for code, _, line, _ in found] == [("E01", 14)]


def test_figures_in_code_links_and_stems_are_free(library_dir):
    root = library_dir(edited(CLIN, "A short lead.", "Write `60%` and see [the paper](https://example.org/60%25)."))
    assert findings(root) == []


def test_a_blank_is_held_to_the_facts_like_any_right_answer(library_dir):
    cloze = "\n## Gap\n\nid: rt-gap-01\nobjective: classify\n\nOf them [[26.8]]% lived, not 12%.\n\n> **Explanation:** So it is [@RT-13].\n"
    found = findings(library_dir({QUIZZES: QUIZ + cloze}))
    assert [item[0] for item in found] == ["E04"]


def test_a_flood_of_findings_is_cut_and_counted(library_dir):
    flood = "\n\n".join(f"{number}% live." for number in range(1, MOST + 51))
    found = run_checks(open_library(library_dir(edited(CLIN, "A short lead.", flood))), TODAY)
    assert len(found) == MOST + 1
    assert found[0].message == "50 more findings of this kind stand in this file"


def test_findings_of_the_parsers_are_among_them_and_all_are_sorted(library_dir):
    changes = {**edited(CLIN, "cite: RT-13", "cit: RT-13"), FACT: FACTS + "bad: 1\n"}
    found = run_checks(open_library(library_dir(changes)), TODAY)
    assert {"G01", "K01"} <= {item.code for item in found}
    assert list(found) == sorted(set(found))
