"""`check --against`: a library held to a revision of its git repository, or to another folder."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from libraries import FACTS, edited

FACT, CLIN = "content/facts.yaml", "content/timing/clinician.md"
CORRECTED = FACTS.replace('"49.5%"', '"51.0%"')


def git(root: Path, *words: str) -> str:
    """Run git in `root` as an author who has no settings of her own."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    named = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    told = {**alone, **named, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(["git", *words], cwd=root, env=told, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(library_dir) -> Path:
    """The small library in a folder of a git repository, committed, and then a figure corrected."""
    root = library_dir(name="repository/library")
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-q", "-m", "The library")
    (root / FACT).write_text(CORRECTED)
    return root


def test_since_a_revision(repository, run_command):
    ran = run_command("check", "--against", "HEAD", library=repository)
    assert (ran.code, ran.err) == (1, "")
    told = " ".join(ran.out.split())
    assert told.startswith("Since HEAD these changed: 1 fact. RT-13 content/facts.yaml:1 in RT-13 the figures changed")
    assert 'from "49.5%" to "51.0%", but rev is still 1. To do: Write rev: 2, so that whoever learned it is asked again.' in told
    assert f"{CLIN}:15, 18;" in told
    assert "2 questions to be read again: rt-time-01, rt-order-01." in told
    assert told.endswith("To mend: 1. Then run edu-tui check and edu-tui lock.")
    assert max(map(len, ran.out.split("\n"))) <= 80


def test_nothing_changed(repository, run_command):
    (repository / FACT).write_text(FACTS)
    ran = run_command("check", "--against", "main", library=repository)
    assert (ran.code, ran.out) == (0, "Since main no fact, question, figure or id changed.\n\nNothing must be mended.\n")


def test_since_a_folder(library_dir, run_command):
    old, new = library_dir(name="old"), library_dir(edited(CLIN, "{#remission}", "{#second}"), "new")
    ran = run_command("check", "--against", old, library=new)
    assert ran.code == 0
    assert "the section remission is gone. Links to it lead nowhere;" in " ".join(ran.out.split())


def test_for_programs(repository, run_command):
    ran = run_command("check", "--against", "HEAD", "--format", "json", library=repository)
    found = json.loads(ran.out)
    assert ran.code == 1
    assert found["to_mend"] == 1
    assert [fact["id"] for fact in found["facts"]] == ["RT-13"]
    assert {"path": CLIN, "line": 15} in found["facts"][0]["lines"]


def test_for_code_hosts(repository, run_command):
    ran = run_command("check", "--against", "HEAD", "--format", "github", library=repository)
    first, last = ran.out.splitlines()
    assert ran.code == 1
    assert first.startswith(f"::error file=library/{FACT},line=1,col=1,title=V03::in RT-13 the figures changed")
    assert last.endswith("files checked: 1 error.")
    ran = run_command("check", "--against", "HEAD", "--format", "sarif", library=repository)
    (result,) = json.loads(ran.out)["runs"][0]["results"]
    assert (ran.code, result["ruleId"], result["level"]) == (1, "V03", "error")
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == f"library/{FACT}"


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_nothing_to_mend_for_code_hosts(repository, run_command, form):
    (repository / FACT).write_text(FACTS)
    ran = run_command("check", "--against", "main", "--format", form, library=repository)
    assert ran.code == 0
    assert "::error" not in ran.out
    assert form == "github" or json.loads(ran.out)["runs"][0]["results"] == []


@pytest.mark.parametrize(
    "name",
    ["nowhere", "--output=stolen", "-h", "HEAD:library", "HEAD..HEAD", "$(touch stolen)", "a b", "\x1b[2J", "x" * 999],
)
def test_a_name_that_is_no_revision(repository, run_command, name):
    ran = run_command("check", f"--against={name}", library=repository)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("There is no revision ")
    assert "\x1b" not in ran.err
    assert len(ran.err) < 200
    assert not list(repository.parent.rglob("stolen"))


def test_an_empty_name(repository, run_command):
    ran = run_command("check", "--against", "", library=repository)
    assert (ran.code, ran.err) == (2, "Name a revision, HEAD for instance, or a folder with the other library.\n")


def test_a_folder_without_a_library(library_dir, run_command, tmp_path):
    (tmp_path / "empty").mkdir()
    ran = run_command("check", "--against", tmp_path / "empty", library=library_dir())
    assert ran.code == 2
    assert ran.err.endswith("holds no library: there is no content/library.yaml in it.\n")


def test_a_revision_before_the_library(repository, run_command):
    git(repository.parent, "checkout", "-q", "--orphan", "bare")
    git(repository.parent, "rm", "-q", "-r", "-f", "--cached", ".")
    git(repository.parent, "commit", "-q", "--allow-empty", "-m", "Nothing yet")
    ran = run_command("check", "--against", "bare", library=repository)
    assert (ran.code, ran.err) == (2, "In the revision bare there is no library yet: content/library.yaml is missing.\n")


def test_without_a_repository(library_dir, run_command):
    ran = run_command("check", "--against", "HEAD", library=library_dir())
    assert (ran.code, ran.out) == (2, "")
    assert "lies in no git repository: name a folder" in ran.err


def test_without_git(repository, run_command, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = run_command("check", "--against", "HEAD", library=repository)
    assert (ran.code, ran.err) == (2, "There is no git on this computer: name a folder with the other library instead of a revision.\n")


def test_what_git_was_told_elsewhere_does_not_count(repository, run_command, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert run_command("check", "--against", "HEAD", library=repository).code == 1


def test_nothing_of_the_repository_is_run(repository, run_command, tmp_path):
    mark = tmp_path / "ran"
    git(repository, "config", "core.fsmonitor", f"touch {mark}")
    git(repository, "config", "tar.tar.command", f"touch {mark}")
    run_command("check", "--against", "HEAD", library=repository)
    assert not mark.exists()


def test_links_of_a_revision_are_left_out(repository, run_command):
    (repository / "content/timing/notes").symlink_to("/etc")
    (repository / FACT).write_text(FACTS)
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "A link")
    assert run_command("check", "--against", "HEAD", library=repository).code == 0


def test_a_library_that_cannot_be_read(repository, run_command):
    (repository / FACT).write_text("RT-13: [\n")
    ran = run_command("check", "--against", "HEAD", library=repository)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{FACT}:")
    assert ran.err.endswith("Repair it first: what cannot be read would look lost.\n")


def test_an_old_state_with_errors_is_told(repository, run_command):
    (repository / FACT).write_text("RT-13: [\n")
    git(repository, "commit", "-q", "-a", "-m", "Broken")
    (repository / FACT).write_text(FACTS)
    ran = run_command("check", "--against", "HEAD", library=repository)
    assert ran.code == 0
    assert "Not all of HEAD can be read" in ran.out


def test_options_that_do_not_go_with_it(library_dir, run_command):
    ran = run_command("check", "--against", "HEAD", "--slides", library=library_dir())
    assert (ran.code, ran.out) == (2, "")
