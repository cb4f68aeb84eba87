from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from progress_kit import FaultyFiles, answered, open_store

from edu_tui.progress.errors import DiskFull
from edu_tui.progress.learners import DEFAULT, NAME_LIMIT, LearnerError, Learners, data_folder

HARD_NAMES = [
    "../../etc",
    "/etc/passwd",
    "a/b",
    "..",
    ".",
    "CON",
    "nul.txt",
    "Zoë",
    "名前",
    "👩‍⚕️",
    "a" * NAME_LIMIT,
    "x; rm -rf ~",
    "-rf",
    "%s{}",
]


def test_the_default_learner_needs_no_folder(tmp_path: Path) -> None:
    learners = Learners(tmp_path)
    assert learners.all() == []
    assert learners.default() == learners.find(DEFAULT)
    assert list(tmp_path.iterdir()) == []
    with open_store(learners.default().folder) as store:
        store.append(answered())
    assert learners.all() == [learners.default()]


def test_two_windows_of_a_new_learner_use_one_folder(tmp_path: Path) -> None:
    assert Learners(tmp_path).default().folder == Learners(tmp_path).default().folder


@pytest.mark.parametrize("name", HARD_NAMES)
def test_any_name_is_safe(tmp_path: Path, name: str) -> None:
    learner = Learners(tmp_path).create(name)
    assert learner.folder.parent == tmp_path / "learners"
    assert Learners(tmp_path).find(name) == learner
    assert Learners(tmp_path).all() == [learner]


def test_case_twins_are_two_learners(tmp_path: Path) -> None:
    learners = Learners(tmp_path)
    upper, lower = learners.create("Anna"), learners.create("anna")
    assert upper.folder != lower.folder
    assert (learners.find("Anna"), learners.find("anna")) == (upper, lower)
    with pytest.raises(LearnerError, match="Several"):
        learners.find("ANNA")


def test_finding_is_kind(tmp_path: Path) -> None:
    learners = Learners(tmp_path)
    learner = learners.create("Zoë")
    assert learners.find(" zoe\u0308 ") == learner  # other capitals, other composition, blanks
    assert learners.find(learner.id) == learner
    with pytest.raises(LearnerError, match="Known: Zoë"):
        learners.find("Max")


def test_a_name_is_given_once(tmp_path: Path) -> None:
    learners = Learners(tmp_path)
    learners.create("Anna")
    for name in ("Anna", " Anna ", DEFAULT):
        with pytest.raises(LearnerError, match="already"):
            learners.create(name)


@pytest.mark.parametrize("name", ["", "   ", "a" * (NAME_LIMIT + 1), "a\nb", "a\x1b[2Jb", "\u202eanna", "a\0b", "\ud800"])
def test_names_that_cannot_be_shown(tmp_path: Path, name: str) -> None:
    with pytest.raises(LearnerError, match=r"\.$"):
        Learners(tmp_path).create(name)
    assert list(tmp_path.iterdir()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=20))
def test_no_name_leaves_the_data_folder(tmp_path: Path, name: str) -> None:
    learners = Learners(tmp_path)
    try:
        learner = learners.create(name)
    except LearnerError:
        return
    assert learner.folder.parent == tmp_path / "learners"
    assert learners.find(learner.id) == learner


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"name": 3}', b'{"name": "a\\u001b"}', b"[" * 100_000, b"\xff"])
def test_a_damaged_profile_hides_nobody(tmp_path: Path, text: bytes) -> None:
    learners = Learners(tmp_path)
    learner = learners.create("Anna")
    (learner.folder / "profile.json").write_bytes(text)
    (found,) = learners.all()
    assert (found.name, found.folder) == (learner.id, learner.folder)


def test_strange_things_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "learners" / "notes").mkdir(parents=True)
    (tmp_path / "learners" / "file.txt").write_text("x")
    assert Learners(tmp_path).all() == []


def test_equal_names_from_two_machines(tmp_path: Path) -> None:
    here, there = Learners(tmp_path / "here"), Learners(tmp_path / "there")
    one, other = here.create("Anna"), there.create("Anna")
    other.folder.rename(tmp_path / "here" / "learners" / other.id)
    with pytest.raises(LearnerError, match=one.id):
        here.find("Anna")
    assert here.find(other.id).id == other.id


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(DiskFull, match="The learner Anna was not made"):
        Learners(tmp_path, FaultyFiles(errno.ENOSPC, 1, only=("write",))).create("Anna")


def test_an_unreadable_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(LearnerError, match="--data-dir"):
        Learners(tmp_path, FaultyFiles(errno.EACCES, 1, only=("names",))).all()


def test_data_dir_is_taken_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder(tmp_path / "x") == tmp_path / "x"
    assert data_folder(Path("x")) == tmp_path / "x"


def test_the_platform_decides_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert data_folder() == tmp_path / "edu-tui"


@pytest.mark.skipif(sys.platform != "linux", reason="about XDG and the list of accounts")
@pytest.mark.parametrize(
    ("environment", "known"),
    [
        ({}, False),
        ({"HOME": ""}, False),
        ({"HOME": "relative"}, False),
        ({"HOME": "", "XDG_DATA_HOME": " "}, False),
        ({"HOME": "/home/x", "XDG_DATA_HOME": "relative"}, True),
        ({"XDG_DATA_HOME": "/data"}, True),
        ({"HOME": "/home/x"}, True),
    ],
)
def test_no_home_gives_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], known: bool) -> None:
    """As for an account that is in no list."""

    def nobody(_: int) -> None:
        raise KeyError("no such account")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if known:
        assert data_folder().is_absolute()
    else:
        with pytest.raises(LearnerError, match="--data-dir"):
            data_folder()
    assert list(tmp_path.iterdir()) == []


def test_a_learner_gets_another_name(tmp_path: Path) -> None:
    learners = Learners(tmp_path)
    anna = learners.create("Anna")
    with open_store(anna.folder) as store:
        store.append(answered())
    renamed = learners.rename(anna, " Anna B ")
    assert (renamed.id, renamed.name, renamed.folder) == (anna.id, "Anna B", anna.folder)
    assert learners.all() == [renamed]
    assert len(open_store(renamed.folder)) == 1
    assert learners.rename(renamed, "anna b").name == "anna b"
    assert learners.create("Anna").id != anna.id


def test_the_nameless_learner_gets_a_name_and_gives_it_back(tmp_path: Path) -> None:
    learners = Learners(tmp_path)
    named = learners.rename(learners.default(), "Zoë")
    assert named.id == DEFAULT
    assert learners.default() == learners.find("zoë") == learners.find(DEFAULT) == named
    with pytest.raises(LearnerError, match="already"):
        learners.create(DEFAULT)
    assert learners.rename(named, DEFAULT) == learners.default()


@pytest.mark.parametrize("name", ["Ben", " Ben ", DEFAULT, "", "a\x1b"])
def test_a_name_that_is_taken_or_none_is_no_new_name(tmp_path: Path, name: str) -> None:
    learners = Learners(tmp_path)
    learners.create("Ben")
    anna = learners.create("Anna")
    with pytest.raises(LearnerError, match=r"\.$"):
        learners.rename(anna, name)
    assert learners.find("Anna") == anna


def test_a_failed_renaming_keeps_the_name(tmp_path: Path) -> None:
    anna = Learners(tmp_path).create("Anna")
    for first in range(1, 4):
        with pytest.raises(DiskFull, match="The learner Anna kept this name"):
            Learners(tmp_path, FaultyFiles(errno.ENOSPC, first, only=("create", "write", "sync", "replace"))).rename(anna, "Ben")
        assert Learners(tmp_path).all() == [anna]


def test_everyone_holds_the_nameless_learner_once(tmp_path: Path) -> None:
    learners = Learners(tmp_path)
    assert learners.everyone() == [learners.default()]
    zoe, anna = learners.create("zoe"), learners.create("Anna")
    assert learners.everyone() == [anna, learners.default(), zoe]
    with open_store(learners.default().folder) as store:
        store.append(answered())
    assert learners.everyone() == [anna, learners.default(), zoe]


def test_one_is_chosen_until_another_is(tmp_path: Path) -> None:
    learners = Learners(tmp_path)
    assert learners.chosen() == learners.default()
    learners.choose(learners.default())
    assert list(tmp_path.iterdir()) == []
    anna = learners.create("Anna")
    learners.choose(anna)
    assert Learners(tmp_path).chosen() == anna
    assert learners.all() == [anna]
    renamed = learners.rename(anna, "Ben")
    assert learners.chosen() == renamed
    learners.choose(learners.default())
    assert learners.chosen() == learners.default()


@pytest.mark.parametrize(
    "text", [b"", b"{", b'{"learner": 3}', b'{"learner": "../../x"}', b'{"learner": "0123456789abcdef"}', b"[" * 100_000, b"\xff"]
)
def test_a_choice_that_leads_nowhere_is_the_nameless_learner(tmp_path: Path, text: bytes) -> None:
    learners = Learners(tmp_path)
    learners.choose(learners.create("Anna"))
    (learners.home / "chosen.json").write_bytes(text)
    assert learners.chosen() == learners.default()


def test_a_choice_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    anna = Learners(tmp_path).create("Anna")
    with pytest.raises(DiskFull, match="choice of a learner was not kept"):
        Learners(tmp_path, FaultyFiles(errno.ENOSPC, 1, only=("write",))).choose(anna)
    assert Learners(tmp_path).chosen() == Learners(tmp_path).default()
