"""`evidence`: one fact with its history, its places, and what of the learner's rests on it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from libraries import FACTS, QUIZ, edited
from locks import lock_file

from edu_tui.library.roles import LOCK_FILE

FACT, CLIN, QUIZZES = "content/facts.yaml", "content/timing/clinician.md", "quizzes/timing.md"
CORRECTED = {FACT: FACTS.replace('"49.5%"', '"51.0%"').replace("status: verified\n\nRI", "status: verified\n  rev: 2\n\nRI")}
UNSHUFFLED = {QUIZZES: QUIZ.replace("id: rt-time-01", "id: rt-time-01\nshuffle: false")}


def told(run_command, root, ident="RT-13"):
    return json.loads(run_command("evidence", ident, "--format", "json", library=root).out)


def test_a_fact_with_its_source_places_and_questions(library_dir, run_command):
    ran = run_command("evidence", "RT-13", library=library_dir())
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "RT-13 Survival after relapse rises with the time to relapse.",
        "Figures: 25.8±2.4%; 49.5%; 66.4%; 18 months; 36 months",
        "Population: relapsed B-ALL",
        "Status: checked in a public source",
        "https://doi.org/10.1000/1",
        "- rev 1, not locked yet: as above",
        "- content/timing/clinician.md#clocks: Two clocks",
        "- content/timing/family.md#clocks: Why the time matters",
        "- quizzes/timing.md#rt-time-01: Time class",
    ):
        assert words in ran.out
    assert ran.out.endswith("You have answered 0 of 2 questions that rest on it.\n")
    assert max(map(len, ran.out.split("\n"))) <= 80


def test_doubts_and_cautions_are_told(library_dir, run_command):
    out = run_command("evidence", "RT-09", library=library_dir()).out
    assert "Status: checked in a public source; seen at second hand only" in out
    assert out.endswith("No question rests on it.\n")
    assert "Cited in" not in out


def test_history_and_the_answers_that_rest_on_what_it_said(library_dir, run_command):
    root = library_dir(UNSHUFFLED | lock_file(UNSHUFFLED))
    run_command("quiz", "timing", "--plain", library=root, lines="1\nq\n")
    found = told(run_command, root)
    assert (found["rev"], found["history"], found["answered"], found["answered_under_an_earlier_rev"]) == (1, [], ["rt-time-01"], [])
    (root / FACT).write_text(CORRECTED[FACT])
    found = told(run_command, root)
    assert (found["rev"], found["locked"], found["answered_under_an_earlier_rev"]) == (2, None, ["rt-time-01"])
    assert [(rev["rev"], "49.5%" in rev["figures"], rev["sources"]) for rev in found["history"]] == [(1, True, ["rheingold2024"])]
    assert "rev 2, not locked yet: as above" in run_command("evidence", "RT-13", library=root).out


def test_who_answered_after_a_correction_has_seen_it(library_dir, run_command):
    after = library_dir(UNSHUFFLED | CORRECTED | lock_file(UNSHUFFLED, UNSHUFFLED | CORRECTED))
    run_command("quiz", "timing", "--plain", library=after, lines="1\nq\n")
    found = told(run_command, after)
    assert (found["answered"], found["answered_under_an_earlier_rev"]) == (["rt-time-01"], [])
    later = lock_file(UNSHUFFLED, UNSHUFFLED | CORRECTED, first=datetime(2999, 1, 1, tzinfo=UTC))
    (after / LOCK_FILE).write_text(later[LOCK_FILE])
    text = run_command("evidence", "RT-13", library=after).out
    assert "You have answered 1 of 2 questions that rest on it, 1 of them before rev 2." in " ".join(text.split())
    assert "- rev 2, locked on 02 January 2999: as above" in text
    assert "- rev 1, locked on 01 January 2999: Survival after relapse rises" in text
    assert "Figures: 25.8±2.4%; 49.5%; 66.4%" in text.split("History")[1]


def test_notes_of_the_leader_cite_but_nobody_rests_on_them(library_dir, run_command):
    root = library_dir(edited(QUIZZES, "> **Hint:**", "> **Notes:** Compare [@RI-07].\n\n> **Hint:**"))
    found = told(run_command, root, "RI-07")
    assert [place["id"] for place in found["places"]] == ["remission", "rt-time-01"]
    assert found["questions"] == []


def test_leads_and_introductions_are_places_too(library_dir, run_command):
    lead = edited(CLIN, "A short lead.", "A short lead [@RI-07].") | edited(QUIZZES, "Count from", "Count [@RI-07] from")
    places = told(run_command, library_dir(lead), "RI-07")["places"]
    assert [(place["path"], place["id"]) for place in places] == [(CLIN, ""), (CLIN, "remission"), (QUIZZES, "")]


def test_an_unknown_id_is_told_with_the_nearest(library_dir, run_command):
    root = library_dir()
    assert run_command("evidence", "RT-14", library=root) == (2, "", "There is no fact RT-14. Did you mean RT-13 or RT-04R?\n")
    assert run_command("evidence", "rt-13", library=root).code == 0
    hostile = run_command("evidence", "\x1b]2;x\x07", library=root)
    assert hostile.code == 2
    assert "\x1b" not in hostile.err


def test_a_damaged_lock_costs_only_the_history(library_dir, run_command):
    ran = run_command("evidence", "RT-13", library=library_dir({LOCK_FILE: "{"}))
    assert ran.code == 0
    assert ran.err.startswith("The history cannot be told: the lock is not valid JSON")
    assert "Survival after relapse" in ran.out


def test_nothing_is_made_by_looking(library_dir, run_command, tmp_path):
    run_command("evidence", "RT-13", library=library_dir())
    assert not (tmp_path / "data" / "learners").exists()


def test_hostile_words_are_shown_clean(library_dir, run_command):
    root = library_dir(edited(CLIN, "## Two clocks", "## Two \x1b]2;x\x07clocks") | lock_file())
    for form in ("text", "json"):
        out = run_command("evidence", "RT-13", "--format", form, library=root).out
        assert not any(ord(char) < 32 and char != "\n" for char in out)
