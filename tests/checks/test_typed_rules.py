"""Signs of a word processor in the syntax: each is found at its line, and none where the same sign is only text."""

from datetime import date

import pytest
from libraries import CLINICIAN, QUIZ, edited

from edu_tui.checks.run import run_checks
from edu_tui.library.library import open_library

TODAY = date(2026, 6, 1)
CLIN, QUIZZES, FACT = "content/timing/clinician.md", "quizzes/timing.md", "content/facts.yaml"
TAIL = "In all 531/661"


def before_tail(text):
    return edited(CLIN, TAIL, f"{text}\n\n{TAIL}")


CASES = [
    ("T10", edited(CLIN, "## Remission", "##\u00a0Remission"), CLIN, "##\u00a0Remission"),
    ("T10", before_tail("-\u00a0one\n- two"), CLIN, "-\u00a0one"),
    ("T10", before_tail("1.\u00a0one"), CLIN, "1.\u00a0one"),
    ("T10", before_tail(">\u202f**Key point:** This sticks."), CLIN, ">\u202f**Key"),
    ("T10", {QUIZZES: QUIZ.replace("## Order", "##\u2003Order")}, QUIZZES, "##\u2003Order"),
    ("T11", before_tail("—"), CLIN, "—"),
    ("T11", before_tail("–-"), CLIN, "–-"),
    ("T11", before_tail("| Test | Limit |\n|---|—|\n| ANC | low |"), CLIN, "|---|¦—|"),
    ("T12", before_tail("• one\n• two").copy(), CLIN, "• one"),
    ("T13", before_tail("See [it](family.md “it”)."), CLIN, "¦“it”"),
    ("T13", edited(CLIN, "cite: RT-13", "cite: “RT-13”"), CLIN, "cite: ¦“RT-13"),
    ("T13", edited(FACT, '"18 months"', "“18 months”"), FACT, "“18 months”"),
    ("T13", edited(FACT, '"0.65"', '"“0.65”"'), FACT, "“0.65”"),
    ("T13", edited(FACT, 'figures: ["71.3%"]', "figures:\n    - ‘71.3%’"), FACT, "‘71.3%’"),
    ("T13", edited(FACT, 'figures: ["71.3%"]', 'figures: ["71.3%",\n    “9 (1, 2)”]'), FACT, "“9 (1, 2)”"),
]
"""What each rule finds first: code, change of the library, file, and words at whose bar, or else at whose line, it is found."""

SAFE = [
    ("T10", before_tail("It took 18\u00a0months on\n3.\u00a0May.")),
    ("T10", before_tail("```\n##\u00a0code\n```")),
    ("T11", before_tail("The line — as said — goes on.")),
    ("T11", before_tail("---")),
    ("T11", before_tail("Age | Share\n— none")),
    ("T12", before_tail("It is *soft* • and old.")),
    ("T13", before_tail("“Late” [it](family.md) “is better”.")),
    ("T13", edited(CLIN, "alt: From", "alt: “So” from")),
    ("T13", edited(FACT, "claim: A news page tells more.", "claim: “A news page” tells,\n    “more”")),
    ("T13", edited(FACT, '"0.65"', '"0.65, the “best” of 5’ ends"')),
]


def found(root, code):
    return [(item.path, item.line) for item in run_checks(open_library(root), TODAY) if item.code == code]


@pytest.mark.parametrize(("code", "changes", "path", "words"), CASES)
def test_a_slip_is_found_at_its_line(library_dir, code, changes, path, words):
    root = library_dir(changes)
    text = (root / path).read_text()
    assert found(root, code)[0] == (path, text.count("\n", 0, text.index(words.replace("¦", ""))) + 1)


def test_the_column_is_that_of_the_sign(library_dir):
    root = library_dir(before_tail("See [it](family.md “it”)."))
    (item,) = (item for item in run_checks(open_library(root), TODAY) if item.code == "T13")
    assert (item.line, item.column) == (CLINICIAN[: CLINICIAN.index(TAIL)].count("\n") + 1, 20)


@pytest.mark.parametrize(("code", "changes"), SAFE)
def test_the_same_sign_in_text_is_no_slip(library_dir, code, changes):
    assert found(library_dir(changes), code) == []
