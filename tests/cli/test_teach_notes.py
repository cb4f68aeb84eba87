"""`teach --notes` where it cannot be: without a terminal, without sockets, with words that make no sense."""

from __future__ import annotations

import pytest
from command_kit import RunCommand

from edu_tui.link import doors


def test_the_console_needs_a_terminal(run_command: RunCommand) -> None:
    ran = run_command("teach", "--notes")
    assert ran.code == 2
    assert "needs a terminal" in ran.err
    assert ran.out == ""


def test_a_system_without_sockets_is_told_in_one_sentence_what_to_do(run_command: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "has_sockets", lambda: False)
    ran = run_command("teach", "--notes")
    assert ran.code == 2
    assert "press n on the audience's screen" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("words", [("mrd",), ("--plan", "plan.yaml")])
def test_it_takes_no_module_and_no_plan(run_command: RunCommand, words: tuple[str, ...]) -> None:
    ran = run_command("teach", "--notes", *words)
    assert ran.code == 2
    assert "no module and no plan" in ran.err
