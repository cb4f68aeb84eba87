"""`edu-tui schema` and `edu-tui lsp`, as far as they answer at once."""

from __future__ import annotations

import json
from pathlib import Path

from command_kit import RunCommand


def test_a_schema_is_printed_and_all_are_listed(run_command: RunCommand) -> None:
    listed = run_command("schema")
    assert listed.code == 0
    for name in listed.out.split():
        assert json.loads(run_command("schema", name).out)["$schema"].startswith("http://json-schema.org/")


def test_a_schema_that_is_none_is_told_with_the_nearest(run_command: RunCommand) -> None:
    ran = run_command("schema", "fact")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("There is no schema fact. Did you mean facts")


def test_the_server_does_not_start_for_a_library_that_is_not_there(run_command: RunCommand, tmp_path: Path) -> None:
    ran = run_command("lsp", library=tmp_path / "nowhere")
    assert ran.code == 2
    assert "it is not a folder" in ran.err
