"""`search` and `glossary`: what they print, and that what they print can be run."""

from __future__ import annotations

import json
import shlex

import pytest
from rich.cells import cell_len

from edu_tui.cli import main
from edu_tui.cli.output import WIDTH
from edu_tui.library.search_index import NO_FTS5


@pytest.fixture
def run(run_command, library_dir, monkeypatch):
    """Runs a command on the small library, with the app's start noted instead."""
    root = library_dir()
    opened: list[str] = []
    for module in ("read", "quiz"):
        monkeypatch.setattr(f"edu_tui.cli.{module}.open_app", lambda _places, at="": opened.append(at) or 0)

    def run(*words: str, **more):
        return run_command(*words, library=root, **more)

    run.opened = opened
    return run


def test_what_is_found_is_told_with_the_command_that_opens_it(run):
    ran = run("search", "two", "clocks")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "page: Two clocks (The time of relapse, for clinicians)"
    assert lines[1].startswith("  Five years later 25.8% were alive after a relapse before 18 months.")
    assert next(line for line in lines if line.startswith("  edu-tui ")).startswith("  edu-tui read timing --section clocks ")
    assert lines[-1] == "1 found."
    assert all(cell_len(line) <= WIDTH for line in lines if "edu-tui" not in line)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("clocks alive later months", ["read", "timing", "--section", "clocks"]),
        ("late relapse children", ["read", "timing", "--audience", "family", "--section", "clocks"]),
        ("short lead", ["read", "timing"]),
        ("boy share", ["quiz", "timing", "--question", "rt-time-01"]),
        ("RT-04R", ["evidence", "RT-04R"]),
        ("morphology", ["glossary", "minimal residual disease"]),
    ],
)
def test_every_kind_has_its_command(run, words, command):
    told = json.loads(run("search", words, "--format", "json").out)
    commands = [shlex.split(item["command"]) for item in told["found"]]
    assert [parts[1 : 1 + len(command)] for parts in commands] == [command]
    assert all(parts[0] == "edu-tui" for parts in commands)


def test_the_commands_work(run):
    for words, at in [
        ("clocks alive later months", "read:timing:clinician:clocks"),
        ("late relapse children", "read:timing:family:clocks"),
        ("boy share", "quiz:timing:study:rt-time-01"),
    ]:
        (found,) = json.loads(run("search", words, "--format", "json").out)["found"]
        assert main(shlex.split(found["command"])[1:]) == 0
        assert run.opened.pop() == at
    (found,) = json.loads(run("search", "morphology", "--format", "json").out)["found"]
    ran = run(*shlex.split(found["command"])[1:])
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("minimal residual disease\n")


def test_the_json_says_where_the_words_stand(run):
    told = json.loads(run("search", "kind:term", "relap", "--format", "json").out)
    assert told["total"] == 1
    (found,) = told["found"]
    assert (found["kind"], found["id"], found["title"]) == ("term", "relapse", "relapse")
    assert found["snippet"] == "The leukaemia is back. Leukaemia after a remission."
    told = json.loads(run("search", "kind:term", "leukaem", "--format", "json").out)
    assert {found["snippet"][start:end] for found in told["found"] for start, end in found["marks"]} == {"Leukaemia", "leukaemia"}


def test_how_far_a_fact_may_be_trusted_is_told(run):
    assert "fact: RT-04R (not checked by anyone)" in run("search", "rt-04r").out


def test_the_limit(run):
    ran = run("search", "relapse", "--limit", "2")
    assert ran.out.count("  edu-tui ") == 2
    assert ran.out.rstrip().splitlines()[-1].startswith("2 of ")
    assert len(json.loads(run("search", "relapse", "--limit", "3", "--format", "json").out)["found"]) == 3
    assert run("search", "relapse", "--limit", "few").code == 2


def test_nothing_found_is_no_trouble(run):
    ran = run("search", "quagga")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Nothing was found: try fewer words, or the beginning of one.\n"
    assert json.loads(run("search", "quagga", "--format", "json").out) == {"total": 0, "found": []}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("foo:bar",), "There is no filter foo:"),
        (("relapse", "is:wron"), "did you mean is:wrong?"),
        (("module:timng",), "did you mean module:timing?"),
        (("---",), "There is no word in that"),
        (("",), "There is no word in that"),
        (('"',), "There is no word in that"),
    ],
)
def test_what_cannot_be_searched_for_is_told_in_one_sentence(run, words, fault):
    ran = run("search", "--", *words)
    assert (ran.code, ran.out) == (2, "")
    assert fault in ran.err
    assert ran.err.count("\n") == 1


def test_states_are_those_of_the_learner(run):
    assert "Nothing was found" in run("search", "is:wrong").out
    run("quiz", "timing", "--question", "rt-order-01", "--plain", lines="1 2 3\n")  # never shown in its right order
    assert "question: Order (" in run("search", "is:wrong").out
    assert "Nothing was found" in run("search", "is:wrong", "boy").out
    assert "Nothing was found" in run("search", "is:flagged").out


def test_without_full_text_search_one_sentence_says_so(run, monkeypatch):
    monkeypatch.setattr("edu_tui.library.search_index.has_fts5", lambda: False)
    ran = run("search", "two", "clocks")
    assert ran.err == f"{NO_FTS5}\n"
    assert "page: Two clocks" in ran.out


def test_nothing_that_is_typed_reaches_the_terminal(run):
    assert "\x1b" not in run("search", "\x1b]2;x\x07", "is:\x1b[31m").err


# --- the other ends of these commands ----------------------------------------------------------------------------------------------


def test_a_quiz_asks_one_question_only(run):
    ran = run("quiz", "timing", "--question", "rt-order-01", "--plain")
    assert "Question 1 of 1: Order" in ran.out
    ran = run("quiz", "timing", "--question", "rt-ordr-01", "--plain")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no question rt-ordr-01. Did you mean rt-order-01" in ran.err


def test_the_glossary(run):
    everything = run("glossary").out
    assert everything.index("minimal residual disease") < everything.index("relapse\n")
    assert run("glossary", "mrd").out == run("glossary", "minimal", "residual", "disease").out
    plain = run("glossary", "relapse", "--audience", "family").out
    assert plain.index("In plain words") < plain.index("For clinicians")
    ran = run("glossary", "relaps")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean relapse?" in ran.err
