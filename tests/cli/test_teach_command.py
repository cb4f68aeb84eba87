"""`teach`: plans on the screen, in a file, and from a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_kit import RunCommand

from edu_tui.app.routes import Prepare, route_from
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_events import Planned, Started
from edu_tui.progress.sessions_plan import Plan


def test_a_plan_is_shown_with_what_to_see_to(run_command: RunCommand) -> None:
    ran = run_command("teach", "mrd", "--audience", "family", "--minutes", "20")
    assert ran.code == 0
    assert "for families: 20 of 20 minutes are planned." in ran.out
    assert "Teach-back: Questions to ask" in ran.out
    assert "Before people come:" in ran.out
    assert "edu-tui teach mrd --audience family --minutes 20 --plan FILE" in ran.out


def test_a_plan_goes_to_a_file_is_changed_and_read_again(run_command: RunCommand, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    assert run_command("teach", "mrd", "--audience", "family", "--plan", path).code == 0
    text = path.read_text()
    assert run_command("teach", "mrd", "--audience", "family", "--plan", "-").out == text
    path.write_text(text + "  - talk: Tea\n    minutes: 15\n")
    again = run_command("teach", "--plan", path)
    assert "15 min  Tea" in again.out
    assert "15 more than there are" in again.out
    assert path.read_text().endswith("minutes: 15\n")


def test_a_plan_for_a_pipe_is_nothing_but_the_plan(run_command: RunCommand) -> None:
    ran = run_command("teach", "mrd", "--plan", "-")
    assert ran.out.startswith("# A teaching plan.")
    assert "Before people come" in ran.err
    assert "Before people come" not in ran.out


def test_what_is_wrong_in_a_plan_is_named_line_by_line(run_command: RunCommand, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("module: mrd\naudience: family\nminutes: 20\nsteps:\n  - section: wenn\n  - talk: x\n    minutes: \x1b[2J\n")
    ran = run_command("teach", "--plan", path)
    assert ran.code == 2
    assert "plan.yaml:5: there is no section wenn. Did you mean when?" in ran.err
    assert "plan.yaml:7: " in ran.err
    assert "\x1b" not in ran.err


def test_calls_that_make_no_sense(run_command: RunCommand, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    run_command("teach", "mrd", "--plan", path)
    before = path.read_text()
    for words, told in (
        (("teach",), "Name the module"),
        (("teach", "mdr"), "Did you mean mrd?"),
        (("teach", "mrd", "--minutes", "0"), "from 1 to"),
        (("teach", "mrd", "--audience", "family", "--forms", "paper"), "no parallel questions"),
        (("teach", "--plan", path, "--minutes", "5"), "is there already"),
        (("teach", "genetics", "--plan", path), "for mrd (clinician), not for genetics"),
        (("teach", "--plan", tmp_path / "none.yaml"), "Name the module"),
        (("teach", "mrd", "--plan", tmp_path / "no" / "folder.yaml"), "could not be written"),
        (("teach", "mrd", "--plan", tmp_path), f"{tmp_path}:1: this is not a regular file. Name the file of a plan."),
    ):
        ran = run_command(*words)
        assert ran.code in (1, 2)
        assert told in ran.err
        assert "Traceback" not in ran.err
    assert path.read_text() == before


def test_a_plan_may_be_a_link_to_anywhere(run_command: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "plan.yaml"
    link.symlink_to(tmp_path / "plan.yaml")
    run_command("teach", "mrd", "--plan", tmp_path / "plan.yaml")
    assert "minutes are planned" in run_command("teach", "--plan", link).out


def test_a_session_is_taken_up_by_its_id_or_as_the_latest(run_command: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edu_tui.cli.teach.open_app", lambda _places, at: print(at) or 0)
    ran = run_command("teach", "--resume")
    assert (ran.code, "No session was left in the middle." in ran.err) == (2, True)
    ran = run_command("teach", "--resume", "2031")
    assert "There is no session 2031." in ran.err
    ran = run_command("teach", "mrd", "--resume")
    assert ran.code == 2
    store = Sessions(ran_data(run_command), wall_clock).create(Planned(title="MRD", plan=Plan(module="mrd", audience="family", minutes=20)))
    store.append(Started())
    store.close()
    assert run_command("teach", "--resume").out == f"session:{store.id}\n"
    assert run_command("teach", "--resume", store.id[:8]).out == f"session:{store.id}\n"


def ran_data(run_command: RunCommand) -> Path:
    """The data folder of the kit, as the doctor tells it."""
    told = run_command("doctor").out
    return Path(next(line.split()[-1] for line in told.splitlines() if line.rstrip().endswith("/data")))


def test_without_a_terminal_it_is_said_in_one_sentence(run_command: RunCommand) -> None:
    ran = run_command("teach", "--resume", "last")
    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "at"),
    [
        (("teach",), "prepare"),
        (("teach", "mrd", "--audience", "family", "--minutes", "15"), "prepare:mrd:family:15:"),
        (("teach", "mrd", "--forms", "count"), "prepare:mrd:clinician:20:count"),
    ],
)
def test_in_a_terminal_the_app_opens(run_command: RunCommand, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], at: str) -> None:
    monkeypatch.setattr("edu_tui.cli.teach.open_app", lambda _places, at: print(at) or 0)
    monkeypatch.setattr("edu_tui.cli.teach._has_terminal", lambda: True)
    assert run_command(*words).out == f"{at}\n"
    assert isinstance(route_from(at), Prepare)
    if len(words) > 1:
        assert "minutes are planned" in run_command(*words, "--plain").out


def test_in_a_terminal_a_plan_that_is_there_goes_into_the_app(
    run_command: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edu_tui.cli.teach.open_app", lambda _places, at: print(at) or 0)
    monkeypatch.setattr("edu_tui.cli.teach._has_terminal", lambda: True)
    path = tmp_path / "a:b.yaml"
    assert "The plan is in" in run_command("teach", "mrd", "--plan", path).out
    told = run_command("teach", "--plan", path).out
    assert told == f"plan:{path}\n"
    assert route_from(told.strip()) == Prepare(plan=str(path))
