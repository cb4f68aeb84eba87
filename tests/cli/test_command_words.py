import argparse
import re

import pytest
from libraries import QUIZ

import edu_tui
from edu_tui.cli import main
from edu_tui.cli.errors import CRASHED
from edu_tui.cli.options import WITH_A_WORD


def test_version_and_help_are_fine(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"edu-tui {edu_tui.__version__}\n"
    assert main(["check", "--version"]) == 0
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(command in told for command in ("read", "quiz", "check", "progress", "doctor"))


@pytest.mark.parametrize(
    "words",
    [
        ["chek"],
        ["check", "--fast"],
        ["read"],
        ["quiz"],
        ["read", "timing", "--audience", "nurse"],
        ["check", "--format", "xml"],
        ["--libr", "x"],
    ],
)
def test_mistakes_are_told_in_one_line(words, capsys):
    assert main(words) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert re.fullmatch(r"edu-tui[^\n]*See edu-tui[^\n]* --help\.\n", written.err)


@pytest.mark.parametrize(
    ("words", "parsers"),
    [
        ([], 1),
        (["--library", "x", "--data-dir", "quiz-data", "--learner=Ann"], 1),
        (["--learner", "Ann", "check", "--help"], 2),
        (["--learner", "Ann", "chek"], 30),
        (["Ann"], 30),
    ],
)
def test_commands_that_nobody_named_are_made_only_to_list_them(words, parsers, monkeypatch):
    made = []
    begin = argparse.ArgumentParser.__init__
    monkeypatch.setattr(argparse.ArgumentParser, "__init__", lambda *given, **named: (made.append(given), begin(*given, **named))[1])
    main(words)
    assert min(len(made), 30) == parsers


def test_the_options_with_a_word_are_those_of_the_help(capsys):
    main(["--help"])
    told = re.findall(r"^  (--[a-z-]+) [A-Z]+", capsys.readouterr().out, re.MULTILINE)
    assert tuple(told) == WITH_A_WORD


def test_a_hostile_word_is_told_without_control_characters(capsys):
    assert main(["\x1b]2;x\x07"]) == 2
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("order", ["before", "after", "both"])
def test_global_options_stand_before_or_after_the_command(order, library_dir, tmp_path, capsys):
    options = ["--library", str(library_dir()), "--data-dir", str(tmp_path / "data")]
    words = {"before": [*options, "check"], "after": ["check", *options], "both": [*options[:2], "check", *options[2:]]}[order]
    assert main(words) == 0
    assert capsys.readouterr().out == "9 files checked: nothing found.\n"


def test_the_later_of_two_options_counts(library_dir, tmp_path, capsys):
    good, data = library_dir(), str(tmp_path / "data")
    assert main(["--library", str(tmp_path / "none"), "--data-dir", data, "check", "--library", str(good)]) == 0


def test_the_environment_names_a_library(library_dir, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("EDU_TUI_LIBRARY", str(library_dir()))
    assert main(["--data-dir", str(tmp_path / "data"), "check"]) == 0


def test_a_fault_of_ours_is_one_sentence_and_a_line_in_the_log(library_dir, run_command, tmp_path, monkeypatch):
    monkeypatch.setattr("edu_tui.cli.errors.log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr("edu_tui.checks.kept.fingerprint", lambda _: 1 / 0)
    ran = run_command("check", library=library_dir())
    assert ran.code == CRASHED
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert "ZeroDivisionError" in (tmp_path / "log" / "crashes.log").read_text()


def test_an_interrupted_command_says_nothing(library_dir, run_command, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("edu_tui.checks.kept.fingerprint", interrupt)
    assert run_command("check", library=library_dir()) == (130, "", "")


@pytest.mark.parametrize("words", [(), ("read", "timing"), ("quiz", "timing")])
def test_without_a_terminal_the_app_is_refused_and_plain_text_is_offered(words, library_dir, run_command):
    ran = run_command(*words, library=library_dir())
    assert ran.code == 2
    assert ran.out == ""
    assert "--plain" in ran.err
    assert ran.err.count("\n") == 1


def test_the_app_is_opened_at_the_place_that_was_named(library_dir, run_command, tmp_path, monkeypatch):
    opened = []

    def start(opening, learner, *, log_dir=None, at=""):
        opened.append((opening.finish().root, log_dir, learner.name, at))
        return 0

    monkeypatch.setattr("edu_tui.cli.app.refusal", lambda *_: "")
    monkeypatch.setattr("edu_tui.collector.loading", lambda: None)
    monkeypatch.setattr("edu_tui.app.start.start", start)
    forms = QUIZ.replace("id: rt-time-01", "id: rt-time-01\nform: pre").replace("id: rt-order-01", "id: rt-order-01\nform: pre")
    root = library_dir({"quizzes/timing.md": forms})
    for words in (
        (),
        ("read", "timing", "--audience", "family"),
        ("read", "timing", "--section", "clocks"),
        ("quiz", "timing", "--mode", "test"),
        ("quiz", "timing", "--form", "pre"),
        ("quiz", "timing", "--form", "pre", "--mode", "study"),
    ):
        assert run_command(*words, library=root).code == 0
    assert {item[:3] for item in opened} == {(root, tmp_path / "data" / "log", "default")}
    assert [item[3] for item in opened] == [
        "",
        "read:timing:family",
        "read:timing:clinician:clocks",
        "quiz:timing:test",
        "quiz:timing:test:rt-time-01,rt-order-01",
        "quiz:timing:study:rt-time-01,rt-order-01",
    ]


def test_help_lists_every_command_wherever_it_is_asked_for(run_command):
    for words in (("--help",), ("-h", "check"), ("--learner", "Ann", "--help", "quiz")):
        told = run_command(*words).out
        assert all(name in told for name in ("read", "quiz", "check", "curriculum", "clinical-review", "progress", "doctor"))
    assert "--rules" in run_command("check", "--help").out
    assert run_command("check", "--version").out.startswith("edu-tui ")
