import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from libraries import CLINICIAN, FACTS, FAMILY, FAMILY_QUIZ, QUIZ, edited
from locks import lock_file
from rule_kit import TODAY, findings, place, places_found

import edu_tui.library
from edu_tui.checks.clinical_review import clinical_reviews
from edu_tui.checks.curriculum import curriculum
from edu_tui.checks.discovery import all_rules
from edu_tui.checks.rule_findings import MOST
from edu_tui.checks.run import run_checks
from edu_tui.checks.whole import read_whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.library import open_library
from edu_tui.library.roles import LOCK_FILE

HEAD, FACT, REFS, GLOSSARY = "content/library.yaml", "content/facts.yaml", "content/references.json", "content/glossary.md"
CLIN, FAM, QUIZZES, FAMQ = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md", "quizzes/timing-family.md"


def test_the_small_library_has_no_fault(library_dir):
    assert findings(library_dir()) == []


LINK = "[what it means](family.md#clocks)"
EXPLAINED = "After a relapse before 18 months 25.8% were alive [@RT-13]."
ORDER = "type: order\n\nPut the three in order.\n\n1. before 18 months\n2. up to 36 months\n3. later"
REVIEWED = 'reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}'
NINE_LEVELS = "\n".join("  " * level + "- item" for level in range(9))

PARTS = "[ ] one in four\n  > No.\n- [ ] at most one in four\n  > No."
RANGES = "[ ] 10 to 30%\n  > No.\n- [ ] 30 to 50%\n  > No.\n- [x] 51 to 66.4%"
OPTIONS = "[x] 25.8%\n  > Yes: the earliest relapses do worst [@RT-13].\n- [ ] 90%\n  > Nobody reports that."
THOUSANDS = "[x] 1,000 to 5,000 cells\n  > Yes.\n- [ ] 5,000 to 9,000 cells\n  > No."
SHARES = "[x] 10% to 30%\n  > Yes.\n- [ ] 20% to 50%\n  > No."
TABLE = "| Test | Limit |\n|---|---|\n| ANC | low |"
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


LOCKED, TICKED = lock_file(), edited(FAMQ, "- [ ] No\n  > You may", "- [_] No\n  > You may")[FAMQ]
REKEYED = {FAMQ: TICKED.replace("- [x] Yes\n  > Right.\n", "- [ ] Yes\n  > Right.\n").replace("[_]", "[x]")}
LESS = FAMILY_QUIZ[: FAMILY_QUIZ.index("## The number")]
RETIRED = {FAMQ: LESS.replace("audience: family", "audience: family\nretired: [fam-time-02]")}
ONE_RETIRED = edited(QUIZZES, "audience: clinician", "audience: clinician\nretired: [fam-time-01]")
BY_HAND = {LOCK_FILE: str(LOCKED[LOCK_FILE]).replace('"Survival after', '"Deaths after')}

# Each case: the rule, the change, the file, and the words at which the finding points ("¦" marks the place inside them).
CASES = [
    ("U01", edited(CLIN, "A short lead.", "A <short lead> here."), CLIN, "<short lead>"),
    ("U01", edited(FACT, "Most patients reached", "<who reached> it:"), FACT, "<who reached>"),
    ("U01", edited(QUIZZES, "objective: classify", "objective: <one of these>"), QUIZZES, "<one of these>"),
    ("I05", edited(FAMQ, "id: fam-time-01", "id: rt-time-01"), QUIZZES, "id: rt-time-01"),
    ("I06", edited(FAMQ, "audience: family", "audience: family\nretired: [rt-time-01]"), QUIZZES, "id: rt-time-01"),
    ("I07", {**edited(QUIZZES, "module: timing", "module: tming")}, QUIZZES, "module: tming"),
    ("I08", {"quizzes/timing-two.md": FAMILY_QUIZ.replace("fam-time", "fam-two")}, "quizzes/timing-two.md", "module: timing"),
    ("I09", {"quizzes/timing.md": None, "quizzes/other.md": QUIZ}, "quizzes/other.md", "---"),
    ("I10", {"content/lost/clinician.md": CLINICIAN}, "content/lost/clinician.md", "---"),
    ("I11", edited(HEAD, "modules: [timing]", "modules: [timing, CAR_T]") | {"content/CAR_T/family.md": FAMILY}, HEAD, "CAR_T"),
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
    ("P05", edited(CLIN, "A short lead.", "> **Keypoint:** One sentence."), CLIN, "> **¦Keypoint"),
    ("P06", edited(CLIN, "A short lead.", "A short lead.\n\n##No space"), CLIN, "##No space"),
    ("R01", edited(CLIN, REVIEWED, "reviewed: null"), CLIN, "reviewed:"),
    ("R02", edited(CLIN, "due: 2099-03-01", "due: 2026-05-31"), CLIN, "reviewed:"),
    ("R03", edited(CLIN, "updated: 2026-02-01", "updated: 2026-03-02"), CLIN, "updated:"),
    ("R04", edited(CLIN, "updated: 2026-02-01", "updated: 2026-13-01"), CLIN, "2026-13-01"),
    ("B01", edited(QUIZZES, "[ ] 90%", "[ ]  25.8 %"), QUIZZES, "- [ ]  25.8"),
    ("B02", edited(QUIZZES, "[ ] 90%\n  > Nobody reports that.", PARTS), QUIZZES, "- [ ] one in four"),
    ("B03", edited(QUIZZES, "[x] 25.8%\n  > Yes: the earliest relapses do worst [@RT-13].\n- [ ] 90%", RANGES), QUIZZES, "- [ ] 30 to 50"),
    ("B03", edited(QUIZZES, OPTIONS, THOUSANDS), QUIZZES, "- [ ] 5,000"),
    ("B03", edited(QUIZZES, OPTIONS, SHARES), QUIZZES, "- [ ] 20%"),
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
    ("W04", edited(FAM, "About 66", "Watch the ANC. Is the day long?\n\nAbout 66"), FAM, "ANC"),
    ("W04", edited(FAM, "About 66", "It is an mRNA.\n\nAbout 66"), FAM, "mRNA"),
    ("W04", edited(FAM, "About 66", "An anti-CD19 drug.\n\nAbout 66"), FAM, "CD19"),
    ("W04", edited(FAM, "Why the time matters {", "Why the ANC matters {"), FAM, "ANC"),
    ("W04", edited(FAM, "About 66", f"{TABLE}\n\nAbout 66"), FAM, "ANC"),
    ("W05", edited(FAM, "About 66", "Count the neutrophils.\n\nAbout 66"), FAM, "neutrophils"),
    ("W05", edited(FAM, "About 66", "It is neutropenia.\n\nAbout 66"), FAM, "neutropenia"),
    ("K04", edited(GLOSSARY, "MRD", "MRD\n\nPlain: a\n\nClinician: b\n\n## other\n\naliases: mrd"), GLOSSARY, "## other\n\naliases: ¦mrd"),
    ("V01", {LOCK_FILE: "{"}, LOCK_FILE, "{"),
    ("V01", BY_HAND, LOCK_FILE, '"RT-13": {'),
    ("V02", LOCKED | REKEYED, FAMQ, "id: fam-time-02"),
    ("V03", LOCKED | edited(FACT, '"49.5%"', '"51.0%"'), FACT, "RT-13:"),
    ("V03", LOCKED | edited(FACT, "rises with", "falls with"), FACT, "RT-13:"),
    ("V03", lock_file(edited(FACT, "seed\n", "seed\n  rev: 3\n")), FACT, "RI-07:"),
    ("V04", {**LOCKED, FAMQ: LESS}, FAMQ, "---"),
    ("V04", LOCKED | ONE_RETIRED | {FAMQ: None}, LOCK_FILE, '"fam-time-02": {'),
    ("V04", lock_file({}, RETIRED) | REKEYED, FAMQ, "id: fam-time-02"),
    ("V05", LOCKED | edited(FAMQ, "fam-time-02", "fam-time-02\nrev: 2"), LOCK_FILE, "{"),
]


@pytest.mark.parametrize(("code", "changes", "path", "words"), CASES, ids=[f"{number}-{case[0]}" for number, case in enumerate(CASES)])
def test_each_rule_finds_its_fault_at_its_place(library_dir, code, changes, path, words):
    root = library_dir(changes)
    assert places_found(root, code) == [place(root, path, words)]


def choices(*options, keys=""):
    """The change that gives the first question of the quiz these options, and keys."""
    listed = "\n".join(f"- [{'x' if not index else ' '}] {words}" for index, words in enumerate(options))
    return {QUIZZES: QUIZ.replace(f"- {OPTIONS}", listed).replace("id: rt-time-01", f"id: rt-time-01\n{keys}".rstrip())}


def told(words):
    """The change that says `words` on the page for families."""
    return edited(FAM, "About 66", f"{words}\n\nAbout 66")


EVERYDAY = "Thomas loses a plastic phrase: such purposes, doses and subsequent sympathy decrease. The diagnosis is a hypothesis."
SAFE = [
    ("U01", edited(CLIN, "A short lead.", "A \\<short lead> of <CD19>, <i>x</i>, <18 months and > 2, < a b >.")),
    ("B01", choices("below 10", "10", "10.5")),
    ("B02", choices("the usual dose today", "half the usual dose today", "not the usual dose today", "the usual dose today only")),
    ("B02", choices("less than 18 months ago", "more than 18 months ago", "18 months ago")),
    ("B02", choices("stop the infusion", "stop the infusion and call", keys="type: multiple")),
    (
        "B02",
        {QUIZZES: choices("stop the infusion", "stop the infusion and call", keys="type: poll")[QUIZZES].replace("[x] stop", "[ ] stop")},
    ),
    ("B03", choices("Dose A: 10 to 20 mg", "Dose B: 10 to 20 mg")),
    ("B03", choices("10 to 20%", "20 to 30 months")),
    ("B03", choices("10 to 20%", "none at all")),
    ("B04", choices("a few days", "one day")),
    ("B05", {QUIZZES: QUIZ + bank("ABC" * 5, longest=True)}),
    ("B05", {QUIZZES: QUIZ + bank("ABC" * 7)}),
    ("B06", {QUIZZES: QUIZ + bank("AAB" * 6)}),
    ("B06", {QUIZZES: QUIZ + bank("AAB" * 7).replace("objective: classify", "objective: classify\nshuffle: false")}),
    ("B06", {QUIZZES: QUIZ + bank("ABC" * 7)}),
    ("B07", {QUIZZES: QUIZ + bank("BCCCB")}),
    ("B08", {QUIZZES: TWINS}),
    ("B08", {QUIZZES: TWINS.replace("- [x] 25.8%", "- [ ] 25.8%")}),
    ("B09", {QUIZZES: TWINS.replace("form: pre\n", "")}),
    ("W01", told(HARD[: len(HARD) // 2])),
    ("W01", told(f"> **Notes:** {HARD}")),
    ("W02", told("We walk. " * 10)),
    ("W03", told("and " * 20)),
    ("W03", told(f"> **Notes:** {'and ' * 30}")),
    ("W04", told("The count of white cells (ANC) is low. An ANC-guided plan. Two ANCs.")),
    ("W04", told('The "ANC" is the count of white cells.')),
    ("W04", told("The test is called ANC. McCarthy, II of the UK: US, TVs, WhatsApp. I do NOT know.")),
    ("W04", told("The MRD-positive child, the MRDs.")),
    (
        "W04",
        edited(FAM, "Why the time matters {", "Why the ANC matters {")
        | {FAM: told("The ANC means a count.")[FAM].replace("time m", "ANC m")},
    ),
    ("W04", told("> **Notes:** The ANC.")),
    ("W05", told(EVERYDAY)),
    ("W05", told("Neutropenia (too few white cells) is a risk. So is neutropenia.")),
    ("V01", LOCKED),
    ("V02", LOCKED | edited(FAMQ, "- [x] Yes", "- [x] yes.")),
    ("V02", LOCKED | {FAMQ: REKEYED[FAMQ].replace("fam-time-02", "fam-time-02\nrev: 2")}),
    ("V03", LOCKED | edited(FACT, "rises with the", "rises with")),
    ("V03", LOCKED | edited(FACT, '"49.5%", "66.4%"', '"66.4%", "49.5 %"')),
    ("V04", LOCKED | RETIRED),
    ("V04", {**LOCKED, FAMQ: f"{LESS}\n## Broken\n\nid: broken\n\nText\n"}),
    ("V05", LOCKED),
    ("O06", {FAMQ: FAMILY_QUIZ.replace("- [x] Yes", "- [ ] Yes")}),
]


@pytest.mark.parametrize(("code", "changes"), SAFE, ids=[f"{number}-{case[0]}" for number, case in enumerate(SAFE)])
def test_each_rule_leaves_what_is_no_fault(library_dir, code, changes):
    assert code not in [item[0] for item in findings(library_dir(changes))]


def test_a_number_that_nobody_has_checked_is_told_once(library_dir):
    page = findings(library_dir(told("Once fewer than half, 44 out of 100 [@RT-04R].")))
    key = findings(library_dir(edited(FAMQ, "- [x] No\n  > Right.", "- [x] No, 44%\n  > Right [@RT-04R]."), "other"))
    assert [item[0] for item in page] == ["E07"]
    assert sorted(item[0] for item in key) == ["E06", "E09", "W13"]


def test_an_unconfirmed_number_is_told_though_a_recalled_fact_holds_it_too(library_dir):
    changes = told("Once most, 71 out of 100 [@RT-09; @RT-04R].") | edited(FACT, '["44%"]', '["44%", "71.3%"]')
    assert [item[0] for item in findings(library_dir(changes))] == ["E10"]


def test_a_number_that_one_checked_fact_holds_is_no_doubt(library_dir):
    changes = told("Once most, 71 out of 100 [@RT-09; @RT-13].") | edited(FACT, '"36 months"]', '"36 months", "71.3%"]')
    assert findings(library_dir(changes)) == []


def test_no_code_means_two_things():
    parsers = [path.read_text() for path in (Path(edu_tui.library.__file__).parent).glob("*.py")]
    used = {code for text in parsers for code in re.findall(r'"([A-Z]\d\d)"', text)}
    assert len(used) > 50
    assert used & {rule.code for rule in all_rules()} == set()


ODD = {
    "no pages": {CLIN: "", FAM: "", QUIZZES: "", FAMQ: ""},
    "no words": {FAM: FAMILY[: FAMILY.index("## ")], FAMQ: FAMILY_QUIZ[: FAMILY_QUIZ.index("## ")]},
    "heads alone": {FAM: FAMILY.split("About")[0], QUIZZES: QUIZ.split("id:")[0]},
    "no ledger": {FACT: None, REFS: None, GLOSSARY: None},
    "broken ledger": {FACT: "RT-13: [", REFS: "[{", GLOSSARY: "##\n\naliases:\n"},
    "no files": {CLIN: None, FAM: None, QUIZZES: None, FAMQ: None},
    "no modules": edited(HEAD, "modules: [timing]", "modules: []"),
    "one option": choices("alone"),
    "no right option": {QUIZZES: QUIZ.replace("[x]", "[ ]")},
    "empty options": choices("`.`", "`,`", "![](a.png)"),
    "poll alone": {FAMQ: FAMILY_QUIZ.split("## ")[0] + "## Poll\n\nid: poll\ntype: poll\nform: pre\n\nWhich?\n\n- [ ] a\n- [ ] b\n"},
    "twin of itself": choices("a", "b", keys="form: post\ntwin: rt-time-01"),
    "huge numbers": choices(f"{'1' * 500} to {'2' * 500}", f"{'1' * 400} to {'3' * 500}"),
    "many options": choices(*(f"the same three words {number}" for number in range(200))),
}


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD)
def test_whatever_a_library_holds_it_is_checked_and_counted(library_dir, changes):
    library = open_library(library_dir(changes))
    run_checks(library, TODAY)
    whole = read_whole(library, TODAY)
    assert len(curriculum(whole).quizzes) == len(whole.quizzes)
    assert len(clinical_reviews(whole)) == len({module.id for module in whole.modules})


def test_every_rule_is_tested_and_explains_itself():
    rules = all_rules()
    slides = {"D01", "D02", "D03", "D04"}  # test_slide_rules.py
    files = [import_module(path.stem) for path in Path(__file__).parent.glob("test_*_rules.py")]
    cases = [*CASES, *(case for file in files for case in getattr(file, "CASES", ()))]
    assert [rule.code for rule in rules] == sorted({code for code, *_ in cases} | slides)
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
