"""`sessions`: list, show, report, compare, export, import, delete."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_kit import RunCommand

from edu_tui.library.library import find_library, open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.study.teaching.material import material_of
from edu_tui.study.teaching.plan import make_plan
from edu_tui.study.teaching.session import begin


@pytest.fixture
def led(tmp_path: Path) -> str:
    """A session that was led in the data folder of `run_command`; its id."""
    return lead(tmp_path)


@pytest.fixture
def led_again(tmp_path: Path, led: str) -> str:
    """Another one like it."""
    return lead(tmp_path)


def lead(tmp_path: Path) -> str:
    material = material_of(open_library(find_library(), tmp_path / "cache"), "mrd", Audience.FAMILY)
    assert material is not None
    session = begin(Sessions(tmp_path / "data", wall_clock), material, make_plan(material, 20))
    session.attend(count=6)
    session.start()
    session.note("An \x1b[31mugly note")
    session.end()
    session.store.close()
    return session.store.id


def test_nothing_was_led_yet(run_command: RunCommand, tmp_path: Path) -> None:
    ran = run_command("sessions")
    assert (ran.code, "No session was led" in ran.out) == (0, True)
    assert not (tmp_path / "data" / "sessions").exists()


def test_a_session_is_listed_and_told(run_command: RunCommand, led: str) -> None:
    listed = run_command("sessions", "list")
    assert led in listed.out
    assert "(family), less than 1 min of 20 min, 6 there" in listed.out
    told = run_command("sessions", "show", "last")
    assert told.code == 0
    assert f"Session {led}." in told.out
    assert "contact hours" in told.out
    assert "\x1b" not in told.out


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "Session report:"), ("markdown", "# Session report"), ("html", "<!DOCTYPE"), ("csv", "row,id")]
)
def test_a_report_goes_to_standard_output_or_a_file(run_command: RunCommand, led: str, tmp_path: Path, form: str, begins: str) -> None:
    told = run_command("sessions", "report", "last", "--format", form)
    assert (told.code, told.out.startswith(begins), "contact hours" in told.out) == (0, True, True)
    path = tmp_path / "report"
    assert run_command("sessions", "report", led, "--format", form, "-o", path).code == 0
    assert path.read_text() == told.out
    assert "\x1b" not in told.out
    assert "is there already" in run_command("sessions", "report", led, "--output", path).err
    assert run_command("sessions", "report", led, "--output", path, "--force").code == 0
    assert "keeps progress" in run_command("sessions", "report", led, "--output", tmp_path / "data" / "sessions" / "x").err


def test_two_sessions_are_compared(run_command: RunCommand, led: str, led_again: str) -> None:
    ran = run_command("sessions", "compare", led, led_again)
    assert (ran.code, "Small groups rarely differ" in ran.out) == (0, True)
    assert run_command("sessions", "compare", led, led_again, "--format", "html").out.startswith("<!DOCTYPE")
    for words, told in (
        ((led,), "1 names"),
        ((led, led), "twice the same"),
        ((led, led_again, "--format", "csv"), "has no table"),
    ):
        assert told in run_command("sessions", "compare", *words).err
    assert "go with report" in run_command("sessions", "show", led, "--format", "csv").err


def test_a_session_travels_as_a_file(run_command: RunCommand, led: str, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert run_command("sessions", "export", "last", path).code == 0
    assert "is there already" in run_command("sessions", "export", "last", path).err
    assert run_command("sessions", "export", led, path, "--force").code == 0
    assert run_command("sessions", "export", led, "-").out == path.read_text()
    before = run_command("sessions", "show", "last").out
    assert "0 steps are new" in run_command("sessions", "import", path).out
    assert run_command("sessions", "delete", led, "--yes", led).code == 0
    assert run_command("sessions", "show", led).code == 1
    assert run_command("sessions", "import", path).code == 0
    assert run_command("sessions", "show", "last").out == before


def test_a_session_is_deleted_only_when_its_id_is_typed(run_command: RunCommand, led: str) -> None:
    assert run_command("sessions", "delete", "last", lines="yes\n").code == 2
    assert led in run_command("sessions").out
    ran = run_command("sessions", "delete", "last", lines=f"{led}\n")
    assert ran.code == 0
    assert f"Deleted: the session {led}." in ran.out
    assert led not in run_command("sessions").out


def test_calls_that_make_no_sense(run_command: RunCommand, led: str, tmp_path: Path) -> None:
    (tmp_path / "foreign.json").write_text("{}")
    for words, told in (
        (("show",), "0 names"),
        (("export", led), "1 names"),
        (("show", "1999"), "no session 1999"),
        (("show", "../../etc"), "no session"),
        (("import", tmp_path / "foreign.json"), "no table of events"),
        (("export", led, tmp_path / "data" / "sessions" / "x"), "where edu-tui keeps"),
    ):
        ran = run_command("sessions", *words)
        assert ran.code in (1, 2)
        assert told in ran.err
