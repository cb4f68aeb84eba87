"""`check` in its forms: text for people, and commands, SARIF and JSON for programs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import CLINICIAN, FILES, edited
from rich.cells import cell_len

from edu_tui.cli.check_github import workflow_command
from edu_tui.cli.check_text import excerpt, finding_text, span
from edu_tui.cli.colour import Painter, wants_colour
from edu_tui.library.diagnostics import Diagnostic, Severity

CLIN, FAM, QUIZZES = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md"
SCHEMA = json.loads((Path(__file__).parent / "sarif/sarif-2.1.0-rtm.5.json").read_text())
REVIEW = '{by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}'
WRONG = edited(CLIN, "25.8% were", "80.3% were")
UNREVIEWED = {FAM: edited(FAM, REVIEW, "null")[FAM]}
WAIVER = "- {rule: R01, place: content/timing/family.md, reason: The ward reads it in spring., who: A. Author, until: %s}\n"


def item(column=1, message="m", severity=Severity.ERROR, hint="", path="a.md"):
    return Diagnostic(path, 1, column, "E02", severity, message, hint)


# --- text ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "column", "length", "shown", "before", "marked"),
    [
        ("one two", 5, 3, "one two", 4, 3),
        ("\ttwo", 2, 3, "    two", 4, 3),
        ("a\tb\tc", 5, 1, "a   b   c", 8, 1),
        ("白血病 80%", 5, 3, "白血病 80%", 7, 3),
        ("白血病", 1, 2, "白血病", 0, 4),
        ("naïve cafe\u0301s 8%", 13, 2, "naïve cafe\u0301s 8%", 11, 2),
        ("", 9, 1, "", 0, 1),
        ("abc", 9, 1, "abc", 3, 1),
    ],
)
def test_the_mark_stands_below_the_words(written, column, length, shown, before, marked):
    assert excerpt(written, column, length) == (shown, before, marked)


@given(st.text(st.sampled_from("ab 白\t\u0301é"), max_size=300), st.integers(1, 320), st.integers(1, 40), st.integers(10, 90))
def test_an_excerpt_fits_and_its_mark_lies_below_it(written, column, length, width):
    shown, before, marked = excerpt(written, column, length, width)
    assert "\t" not in shown
    assert cell_len(shown) <= width + 2
    assert before <= width + 2
    assert marked >= 1


def test_only_words_that_stand_there_are_marked():
    assert span(item(5, '"80.3%" stands in no fact, but "80"'), "So, 80.3% were") == 5
    assert span(item(1, '"80.3%" stands in no fact'), "So, 80.3% were") == 1


def test_colour_is_only_for_terminals_and_nothing_of_a_library_makes_one(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_colour(Terminal())
    assert not wants_colour(io.StringIO())
    assert not wants_colour(None)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(Terminal())
    told = finding_text(item(1, "a\x1b[2Jb"), "x\x1b[31m", Painter(True))
    assert "\x1b[2J" not in told
    assert "\x1b[31m" not in told
    assert "\x1b[1;31merror E02\x1b[0m" in told
    assert "\x1b" not in finding_text(item(1, "a\x1b[2Jb"), "x\x1b[31m", Painter(False))


# --- choosing --------------------------------------------------------------------------------------------------------------------


def test_severity_hides_what_is_lighter_and_counts_it(library_dir, run_command):
    root = library_dir({**WRONG, **UNREVIEWED})
    ran = run_command("check", "--severity", "error", library=root)
    assert ran.code == 1
    assert "R01" not in ran.out
    assert ran.out.endswith(f"{len(FILES)} files checked: 1 error, 1 note not shown.\n")
    assert "1 error, 1 note.\n" in run_command("check", library=root).out


def test_a_rule_shows_its_findings_alone_and_decides_the_exit_code(library_dir, run_command):
    root = library_dir({**WRONG, **UNREVIEWED})
    ran = run_command("check", "--rule", "r01", library=root)
    assert (ran.code, "E02" in ran.out, "R01" in ran.out) == (0, False, True)
    assert run_command("check", "--rule", "R01", "--rule", "E02", library=root).code == 1
    for odd in ("nonsense", "W99"):  # of the right form too: nothing would ever be found under it
        ran = run_command("check", "--rule", odd, library=root)
        assert (ran.code, ran.out) == (2, "")
        assert "no code of a rule" in ran.err


def test_a_folder_stands_for_its_files(library_dir, run_command, tmp_path):
    root = library_dir(WRONG)
    assert run_command("check", root / "content/timing", library=root).out.endswith("2 files checked: 1 error.\n")
    assert run_command("check", root / "quizzes", library=root).out == "2 files checked: nothing found.\n"
    assert run_command("check", root, library=root).out.endswith(f"{len(FILES)} files checked: 1 error.\n")
    (tmp_path / "other").mkdir()
    ran = run_command("check", tmp_path / "other", library=root)
    assert (ran.code, ran.out) == (2, "")
    assert "holds no file of the library" in ran.err


def test_what_is_waived_is_counted_and_listed_when_asked_for(library_dir, run_command):
    root = library_dir({**UNREVIEWED, "content/waivers.yaml": WAIVER % _soon()})
    assert run_command("check", library=root).out == f"{len(FILES) + 1} files checked: 1 waived.\n"
    ran = run_command("check", "--waived", library=root)
    assert "info R01" in ran.out
    assert f"waived by A. Author until {_soon()}: The ward reads it in spring." in ran.out
    (found,) = json.loads(run_command("check", "--waived", "--format", "json", library=root).out)
    assert (found["code"], found["waiver"]["who"]) == ("R01", "A. Author")


def _soon() -> str:
    from datetime import datetime, timedelta

    return (datetime.now().astimezone().date() + timedelta(days=30)).isoformat()


@pytest.mark.parametrize(
    "words",
    [
        *(["--yes"], ["--fix", "--watch"], ["--fix", "--format", "json"], ["--watch", "--slides"], ["--waived", "--format", "github"]),
        *(["--rules", "W03", "--fix"], ["--rules", "W03", "content"], ["--rules", "--against", "HEAD"], ["--checklist", "timing", "--fix"]),
        *(["--checklist", "timing", "--format", "json"], ["--checklist", "timing", "--rules"]),
    ],
)
def test_options_that_mean_nothing_together_are_refused(words, library_dir, run_command):
    ran = run_command("check", *words, library=library_dir())
    assert (ran.code, ran.out) == (2, "")
    assert "--" in ran.err


# --- github ----------------------------------------------------------------------------------------------------------------------


def test_signs_of_the_command_itself_are_escaped():
    told = workflow_command(item(3, "100% of them: a, b", Severity.WARNING, "Do: it, now.", "a,b:c%.md"), "in:here/")
    assert told == "::warning file=in%3Ahere/a%2Cb%3Ac%25.md,line=1,col=3,title=E02::100%25 of them: a, b%0ADo: it, now."


def test_github_gets_paths_from_the_repository_on(library_dir, run_command):
    root = library_dir({**WRONG, **UNREVIEWED}, "repo/lib")
    (root.parent / ".git").mkdir()
    ran = run_command("check", "--format", "github", library=root)
    assert ran.code == 1
    commands = ran.out.splitlines()
    assert commands[0].startswith(f"::error file=lib/{CLIN},line=15,col=18,title=E02::")
    assert commands[1].startswith(f"::notice file=lib/{FAM},")
    assert commands[2] == f"{len(FILES)} files checked: 1 error, 1 note."


# --- sarif -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("changes", [{}, WRONG, {**WRONG, **UNREVIEWED}, {FAM: None}, {CLIN: "\x1b[2J\u202e%"}], ids=range(5))
def test_sarif_follows_its_schema(changes, library_dir, run_command):
    log = json.loads(run_command("check", "--format", "sarif", library=library_dir(changes)).out)
    validator = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    assert list(validator.iter_errors(log)) == []
    assert not validator.is_valid({**log, "version": "2.0.0"})
    (run,) = log["runs"]
    assert all(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    prints = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_sarif_says_where_and_what(library_dir, run_command):
    root = library_dir(WRONG, "repo/my lib")
    (root.parent / ".git").mkdir()
    log = json.loads(run_command("check", "--format", "sarif", library=root).out)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (result["ruleId"], result["level"]) == ("E02", "error")
    assert place["artifactLocation"]["uri"] == f"my%20lib/{CLIN}"
    assert place["region"] == {"startLine": 15, "startColumn": 18, "endColumn": 23}
    assert "80.3%" in result["message"]["text"]
    assert log["runs"][0]["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]


def test_sarif_knows_a_finding_again_when_lines_moved_and_calls_waived_ones_suppressed(library_dir, run_command):
    def results(root):
        return json.loads(run_command("check", "--format", "sarif", library=root).out)["runs"][0]["results"]

    (first,) = results(library_dir(WRONG))
    (moved,) = results(library_dir({CLIN: CLINICIAN.replace("A short lead.", "A\n\nlead.").replace("25.8% were", "80.3% were")}, "moved"))
    assert first["locations"] != moved["locations"]
    assert first["partialFingerprints"] == moved["partialFingerprints"]
    assert "suppressions" not in first
    (waived,) = results(library_dir({**UNREVIEWED, "content/waivers.yaml": WAIVER % _soon()}, "waived"))
    assert waived["suppressions"][0]["status"] == "accepted"
    assert "A. Author" in waived["suppressions"][0]["justification"]
