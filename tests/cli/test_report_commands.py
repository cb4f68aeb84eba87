"""`curriculum` and `clinical-review`: what they count, for whom they are written, and what no library can make them say."""

from __future__ import annotations

import json

import pytest
from libraries import CLINICIAN, FACTS, FAMILY, QUIZ, edited

HEAD, FACT, CLIN, FAM = "content/library.yaml", "content/facts.yaml", "content/timing/clinician.md", "content/timing/family.md"
QUIZZES = "quizzes/timing.md"
CASE = """
## A girl

id: rt-case
type: case

A girl of nine, as in the trial [@RI-07].

### First

id: rt-case-1
objective: classify
bloom: apply
safety: true

Sure?

- [x] Certainly
- [ ] Hardly
"""


def counted(run_command, root):
    return json.loads(run_command("curriculum", "--format", "json", library=root).out)


def test_pages_are_counted_as_learners_see_them(library_dir, run_command):
    notes = "- An item\n\n  > **Notes:** for the leader [@RT-04R]\n\nA short lead."
    page, family = counted(run_command, library_dir(edited(CLIN, "A short lead.", notes)))["pages"]
    plain = counted(run_command, library_dir(name="plain"))["pages"][0]
    assert page["words"] == plain["words"] + 2
    assert (page["sections"], page["charts"], page["icon_arrays"], page["facts"]) == (2, 1, 0, 3)
    assert (family["module"], family["audience"], family["reviewed"]) == ("timing", "family", "2026-03-01")


def test_questions_are_counted(library_dir, run_command):
    forms = QUIZ.replace("id: rt-time-01", "id: rt-time-01\nform: pre") + CASE
    clinicians, families = counted(run_command, library_dir({QUIZZES: forms}))["quizzes"]
    assert clinicians["types"] == {"single": 2, "order": 1}
    assert [clinicians[key] for key in ("cases", "higher", "scored", "before", "after")] == [1, 1, 3, 1, 0]
    assert families["types"] == {"single": 2}


def test_ledger_and_bank_are_counted(library_dir, run_command):
    found = counted(run_command, library_dir())
    assert found["statuses"] == {"verified": 2, "seed": 1, "recalled": 1}
    assert found["doubts"] == {"unconfirmed": 1}
    assert (found["facts_cited"], found["references"], found["terms"]) == (2, 2, 2)
    assert found["key_places"] == {"2": [1, 2]}
    assert (found["longest_keys"], found["expected_longest"]) == (2, 1.5)


def test_a_grade_is_told_as_written_and_with_terms_as_short_words(library_dir, run_command):
    sentences = "Minimal residual disease is low. " * 10
    root = library_dir(edited(FAM, "About 66", f"{sentences}\n\nAbout 66"))
    grade = next(item for item in counted(run_command, root)["grades"] if item["path"] == FAM)
    assert grade["raw"]["words"] - grade["masked"]["words"] == 20
    assert grade["raw"]["polysyllables"] - grade["masked"]["polysyllables"] == 20


def test_a_page_too_short_for_a_grade_has_none(library_dir, run_command):
    out = run_command("curriculum", library=library_dir()).out
    row = next(line for line in out.split("\n") if line.startswith(f"| {FAM} |"))
    assert row.endswith("| too short | too short | too short | too short |")


def test_a_bar_in_a_title_ends_no_cell(library_dir, run_command):
    out = run_command("curriculum", library=library_dir(edited(HEAD, "title: Start here", 'title: "Start | here\\nand there"'))).out
    row = next(line for line in out.split("\n") if "Start" in line)
    assert row.startswith("| Start \\| here and there | timing | clinician |")
    assert row.replace("\\|", "").count("|") == 10


def test_the_sheet_names_doubtful_facts_once_with_their_places(library_dir, run_command):
    changes = edited(CLIN, "A short lead.", "So it is [@RT-09; @RT-04R].") | {QUIZZES: QUIZ + CASE}
    root = library_dir(changes)
    out = run_command("clinical-review", "timing", library=root).out
    assert out.startswith("## The time of relapse (`timing`)\n")
    assert "- 4 facts cited, 1 of them verified and uncontested" in out
    assert "- Safety questions: `rt-case-1`" in out
    assert "### Recalled: nobody has checked\n\n- **RT-04R** Nobody has checked this. (from memory.) In `clinician.md`." in out
    assert "In `clinician.md#remission`, `rt-case`." in out
    assert out.index("RT-04R") < out.index("**RT-09**") < out.index("**RI-07**")
    assert [out.count(f"**{ident}**") for ident in ("RT-13", "RT-09", "RI-07", "RT-04R")] == [0, 1, 1, 1]
    assert "# Clinical review" not in out
    assert run_command("clinical-review", library=root).out.startswith("# Clinical review\n")


def test_a_contested_fact_is_told_under_the_first_of_its_kinds(library_dir, run_command):
    facts = FACTS.replace("status: seed", "status: derived\n  doubts: [secondary, contested]\n  caution: Two trials differ.")
    out = run_command("clinical-review", library=library_dir({FACT: facts})).out
    assert "### Contested\n\n- **RI-07**" in out
    assert "*Two trials differ.*" in out
    assert "### Our arithmetic" not in out


def test_reviews_are_told_for_each_audience(library_dir, run_command):
    changes = edited(FAM, 'reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}', "reviewed: null")
    out = run_command("clinical-review", library=library_dir(changes)).out
    assert "- For clinician: reviewed by A. Clinician on 2026-03-01, due 2099-03-01\n- For family: not yet reviewed by a clinician" in out


def test_a_module_that_is_not_there(library_dir, run_command):
    ran = run_command("clinical-review", "timng", library=library_dir())
    assert (ran.code, ran.out, ran.err) == (2, "", "There is no module timng. Did you mean timing?\n")


@pytest.mark.parametrize("words", [("curriculum",), ("curriculum", "--format", "json"), ("clinical-review",)], ids=" ".join)
def test_no_library_writes_controls_or_lines_of_its_own(library_dir, run_command, words):
    escape = "\x1b]2;x\x07\u202e"
    signed = CLINICIAN.replace('"A. Clinician"', '"A\\e[31m\\n## Signed by nobody"').replace("The time of relapse", f"Time {escape}")
    changes = {
        CLIN: signed,
        FAM: FAMILY.replace("About 66", f"Some {escape} leukaemia. " * 12 + "\n\nAbout 66"),
        FACT: FACTS.replace("Most patients", f"Most {escape} patients"),
        **edited(HEAD, "title: Start here", 'title: "Start\\e[2J\\n## Here"'),
    }
    ran = run_command(*words, library=library_dir(changes))
    assert ran.code == 0
    assert not any((ord(char) < 32 and char != "\n") or char in "\u202e\x9b" for char in ran.out)
    assert "\n## Signed" not in ran.out
    assert "\n## Here" not in ran.out
