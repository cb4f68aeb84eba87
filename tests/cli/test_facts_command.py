"""`facts`: the ledger, listed, filtered and searched."""

from __future__ import annotations

import csv
import io
import json

import pytest
from libraries import edited

FACT = "content/facts.yaml"


@pytest.fixture
def ids(library_dir, run_command):
    """A function that gives the ids of the facts that a wish finds."""

    def found(*words):
        ran = run_command("facts", *words, "--format", "json", library=library_dir())
        assert (ran.code, ran.err) == (0, "")
        return [entry["id"] for entry in json.loads(ran.out)]

    return found


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((), ["RT-13", "RI-07", "RT-09", "RT-04R"]),
        (("--status", "seed"), ["RI-07"]),
        (("--doubts", "unconfirmed"), ["RT-09"]),
        (("--source", "rheingold2024"), ["RT-13"]),
        (("--population", "b-all"), ["RT-13", "RT-09"]),
        (("--module", "timing"), ["RT-13", "RI-07"]),
        (("SECOND", "remission"), ["RI-07"]),
        (("second", "nowhere"), []),
        (("49.5%",), ["RT-13"]),
        (("9.5%",), []),
        (("25.8",), ["RT-13"]),
        (("531/661",), ["RI-07"]),
        (("unused",), ["RT-09", "RT-04R"]),
        (("unused", "--status", "recalled"), ["RT-04R"]),
        (("stale",), ["RT-09", "RT-04R"]),
        (("stale", "news"), ["RT-09"]),
    ],
)
def test_what_is_found(ids, words, wanted):
    assert ids(*words) == wanted


def test_the_text_says_what_rests_on_a_fact(library_dir, run_command):
    out = run_command("facts", "49.5%", library=library_dir()).out
    assert out.startswith("RT-13  verified\n  Survival after relapse rises with the time to relapse.\n  Figures: 25.8±2.4%; 49.5%; 66.4%;")
    assert "2 questions: timing" in out
    assert out.endswith("1 fact. All about one: edu-tui evidence RT-13\n")
    assert max(map(len, out.split("\n"))) <= 80


def test_why_a_fact_is_stale(library_dir, run_command):
    out = " ".join(run_command("facts", "stale", library=library_dir()).out.split())
    assert out.startswith("Look these up again: nobody checked them,")
    assert "RT-09 verified, unconfirmed A news page tells more. Figures: 71.3% Cited nowhere. - it was seen at second hand only" in out


def test_the_table_is_harmless(library_dir, run_command):
    root = library_dir(edited(FACT, "Survival after relapse", "=HYPERLINK(1) Survival after relapse"))
    rows = list(csv.DictReader(io.StringIO(run_command("facts", "--format", "csv", library=root).out)))
    assert [row["id"] for row in rows] == ["RT-13", "RI-07", "RT-09", "RT-04R"]
    assert rows[0]["claim"].startswith("'=HYPERLINK")
    assert (rows[0]["questions"], rows[0]["modules"], rows[2]["reasons"]) == ("2", "timing", "it was seen at second hand only")


def test_a_name_that_does_not_exist(library_dir, run_command):
    ran = run_command("facts", "--source", "rheingold2025", library=library_dir())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "There is no source rheingold2025. Did you mean rheingold2024 or hogan2025?\n"
    ran = run_command("facts", "--module", "timin", library=library_dir())
    assert ran.err == "There is no module timin. Did you mean timing?\n"


def test_nothing_found_is_said(library_dir, run_command):
    assert run_command("facts", "nowhere", library=library_dir()).out == "No fact is like that.\n"


def test_an_empty_ledger(library_dir, run_command):
    ran = run_command("facts", library=library_dir({FACT: ""}))
    assert (ran.code, ran.out) == (0, "No fact is like that.\n")
