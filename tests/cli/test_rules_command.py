"""`check --rules` and `check --checklist`: what is checked, and what only people can judge."""

from __future__ import annotations

import json

import pytest
from libraries import QUIZ, edited

from edu_tui.checks.people import PEOPLE
from edu_tui.library.roles import WAIVERS_FILE

CLIN, FAM, QUIZZES = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md"
WAIVER = "- {rule: R01, place: content/timing/clinician.md, reason: They are on leave., who: B. Author, until: 2999-01-01}\n"


def test_one_rule_is_explained(run_command):
    ran = run_command("check", "--rules", "w03")
    assert ran.code == 0
    assert ran.out.startswith("W03 warning: A sentence for families with too many words.\n  why: ")
    assert "threshold: family_sentence_words: 20, words of one sentence" in ran.out
    (told,) = json.loads(run_command("check", "--rules", "W03", "--format", "json").out)
    assert told["thresholds"] == {"family_sentence_words": 20}
    assert told["waivable"]


def test_a_rule_that_nobody_may_waive_says_why(run_command):
    assert "no waiver: a figure or a source" in run_command("check", "--rules", "E02").out
    (told,) = json.loads(run_command("check", "--rules", "E02", "--format", "json").out)
    assert not told["waivable"]


def test_a_code_of_reading_is_told_in_a_line(run_command):
    assert run_command("check", "--rules", "A05").out.startswith("A05 error: A question without answers.\n")
    (told,) = json.loads(run_command("check", "--rules", "A05", "--format", "json").out)
    assert told == {"code": "A05", "severity": "error", "what": "A question without answers.", "waivable": False}


@pytest.mark.parametrize(("words", "told"), [(("W99",), "There is no rule W99."), (("W03", "--format", "sarif"), "text or json")])
def test_what_cannot_be_explained(words, told, run_command):
    ran = run_command("check", "--rules", *words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_the_checklist_asks_everything_and_tells_what_is_known(library_dir, run_command):
    changes = edited(CLIN, 'reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}', "reviewed: null")
    questions = {QUIZZES: QUIZ.replace("objective: classify", "objective: classify\nsafety: true", 1)}
    out = run_command("check", "--checklist", "timing", library=library_dir({**changes, **questions})).out
    assert out.startswith("# Review of The time of relapse (`timing`)\n")
    assert out.count("- [ ] ") == len(PEOPLE)
    assert all(f"- [ ] {item.question} ({item.source})\n" in out for item in PEOPLE)
    assert "- For clinician: not yet reviewed by a clinician\n- For family: reviewed by A. Clinician" in out
    assert "- Safety questions: `rt-time-01`\n" in out
    assert "- From the founding editorial only: RI-07\n" in out
    assert "Name and role:" in out


def test_the_checklist_names_what_somebody_answers_for(library_dir, run_command):
    changes = edited(CLIN, 'reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}', "reviewed: null")
    settings = {"content/checks.yaml": "waiver_days: 1000000\n", WAIVERS_FILE: WAIVER}
    out = run_command("check", "--checklist", "timing", library=library_dir({**changes, **settings})).out
    assert f"- Waived until 2999-01-01: R01 at {CLIN}:7, by B. Author: They are on leave.\n" in out


def test_a_module_that_is_not_there(library_dir, run_command):
    ran = run_command("check", "--checklist", "timng", library=library_dir())
    assert (ran.code, ran.out, ran.err) == (2, "", "There is no module timng. Did you mean timing?\n")


def test_no_library_writes_controls_into_the_checklist(library_dir, run_command):
    changes = edited(CLIN, '"A. Clinician"', '"A\\e[31m\\n## Signed by nobody"')
    out = run_command("check", "--checklist", "timing", library=library_dir(changes)).out
    assert "\x1b" not in out
    assert "\n## Signed by nobody" not in out
