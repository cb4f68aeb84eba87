"""Deleting a learner: all of it, nothing else, and never under the hands of a running program."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from progress_kit import Clock, FaultyFiles, answered, ids, open_store, record

from edu_tui.progress.deleting import belongings, check_unused, delete, finish_deletions
from edu_tui.progress.errors import Broken, Busy, NotSaved, ReadOnly
from edu_tui.progress.files import RealFiles
from edu_tui.progress.learners import Learner, Learners
from edu_tui.progress.place import Place
from edu_tui.progress.presence import Presence, is_attended

NO_WAIT = 0.01


@pytest.fixture
def learners(tmp_path: Path) -> Learners:
    return Learners(tmp_path)


@pytest.fixture
def anna(learners: Learners) -> Learner:
    """A learner with a journal, a backup and a copy of a damaged file, beside another one."""
    record(learners.create("Ben").folder, 3)
    anna = learners.create("Anna")
    record(anna.folder, 4)
    Place(anna.folder).snapshot.write_bytes(b"damaged")
    open_store(anna.folder).close()
    return anna


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_goes_and_nobody_elses(learners: Learners, anna: Learner) -> None:
    ben = learners.find("Ben")
    before = files_of(ben.folder)
    kept = belongings(RealFiles(), anna, Clock())
    assert kept is not None
    assert (kept.events, kept.copies) == (4, 1)
    assert kept.journals >= 1
    assert kept.backups >= 1
    delete(RealFiles(), anna, NO_WAIT)
    assert [path.name for path in learners.home.iterdir()] == [ben.id]
    assert files_of(ben.folder) == before
    assert learners.all() == [ben]
    assert belongings(RealFiles(), anna, Clock()) is None


def test_looking_changes_nothing(anna: Learner) -> None:
    before = files_of(anna.folder)
    belongings(RealFiles(), anna, Clock())
    assert files_of(anna.folder) == before


def test_what_cannot_be_counted_can_be_deleted(anna: Learner) -> None:
    unreadable = FaultyFiles(errno.EIO, 1, 10**6, only=("read",))
    kept = belongings(unreadable, anna, Clock())
    assert kept is not None
    assert kept.events == 0
    (anna.folder / "profile.json").write_bytes(b"\xff")
    delete(RealFiles(), anna, NO_WAIT)
    assert not anna.folder.exists()


def test_links_are_removed_and_never_followed(tmp_path: Path, anna: Learner) -> None:
    victims = tmp_path / "victims"
    (victims / "deep").mkdir(parents=True)
    (victims / "deep" / "photo").write_text("precious")
    (victims / "file").write_text("precious")
    shutil.rmtree(anna.folder / "backups")
    (anna.folder / "backups").symlink_to(victims)
    (anna.folder / "quarantine" / "x").symlink_to(victims / "deep")
    (anna.folder / "journal-0.log").symlink_to(victims / "file")
    before = files_of(victims)
    with pytest.raises(Busy):  # a journal that is a link cannot be asked whether it is in use
        delete(RealFiles(), anna, NO_WAIT)
    (anna.folder / "journal-0.log").rename(anna.folder / "other")
    delete(RealFiles(), anna, NO_WAIT)
    assert not anna.folder.exists()
    assert files_of(victims) == before


def test_a_learner_whose_folder_is_a_link_is_refused(tmp_path: Path, anna: Learner) -> None:
    elsewhere = tmp_path / "elsewhere"
    anna.folder.rename(elsewhere)
    anna.folder.symlink_to(elsewhere)
    before = files_of(elsewhere)
    with pytest.raises(Broken, match="leads to another place"):
        delete(RealFiles(), anna, NO_WAIT)
    assert files_of(elsewhere) == before
    assert anna.folder.is_symlink()


# --- while a program runs -----------------------------------------------------------------------------------------------------------


@contextmanager
def recording(folder: Path) -> Iterator[None]:
    """A program that has recorded something and goes on."""
    store = open_store(folder)
    store.append(answered())
    yield
    store.close()


@contextmanager
def looking(folder: Path) -> Iterator[None]:
    """A program that only shows what there is."""
    presence = Presence(folder)
    presence.attend()
    presence.attend()
    yield
    presence.leave()
    presence.leave()


@contextmanager
def folding(folder: Path) -> Iterator[None]:
    """A program in the middle of a checkpoint."""
    with FileLock(Place(folder).lock):
        yield


@pytest.mark.parametrize("program", [recording, looking, folding])
def test_a_running_program_is_not_robbed(anna: Learner, program: object) -> None:
    with program(anna.folder):  # type: ignore[operator]
        before = files_of(anna.folder)
        for deed in (check_unused, delete):
            with pytest.raises(Busy, match=r"Nothing was deleted: another program has the progress of Anna open\. All progress is"):
                deed(RealFiles(), anna, NO_WAIT)
        assert files_of(anna.folder) == before
    delete(RealFiles(), anna, NO_WAIT)
    assert not anna.folder.exists()


def test_several_programs_may_look(anna: Learner) -> None:
    files, first, second = RealFiles(), Presence(anna.folder), Presence(anna.folder)
    assert not is_attended(files, anna.folder)
    first.attend()
    second.attend()
    first.leave()
    assert is_attended(files, anna.folder)
    second.leave()
    assert not is_attended(files, anna.folder)


def test_a_folder_that_is_made_later_is_attended_then(learners: Learners) -> None:
    nobody = learners.default()
    presence = Presence(nobody.folder)
    presence.attend()
    record(nobody.folder, 1)
    assert not is_attended(RealFiles(), nobody.folder)
    presence.attend()
    assert is_attended(RealFiles(), nobody.folder)
    presence.leave()


KILLED = """
import signal, sys, os
from datetime import UTC, datetime
from pathlib import Path
from edu_tui.progress.events import Answered, new_id
from edu_tui.progress.presence import Presence
from edu_tui.progress.store import ProgressStore
folder = Path(sys.argv[1])
presence = Presence(folder)
presence.attend()
store = ProgressStore.open(folder, now=lambda: datetime.now(UTC))
store.append(Answered(id=new_id(), at="2026-01-01T00:00:00+00:00", question="q", rev=1, run="r", response=(), score=1.0))
print("ready", flush=True)
signal.pause()
"""


@pytest.mark.skipif(os.name != "posix", reason="kernel locks of POSIX")
def test_a_killed_program_stands_in_nobodys_way(anna: Learner) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(anna.folder)], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        with pytest.raises(Busy):
            delete(RealFiles(), anna, NO_WAIT)
        program.send_signal(signal.SIGKILL)
    delete(RealFiles(), anna, NO_WAIT)
    assert not anna.folder.exists()


def test_a_program_that_was_not_seen_cannot_bring_the_folder_back(learners: Learners, anna: Learner) -> None:
    """As on a network folder where locks are not seen: it is told that the folder is gone, and writes nothing."""
    unseen, idle = open_store(anna.folder), open_store(anna.folder)
    unseen.append(answered())
    unseen._pen.retire()
    delete(RealFiles(), anna, NO_WAIT)
    for store in (unseen, idle):
        with pytest.raises(Broken, match="no longer there"):
            store.append(answered())
        store.close()
    assert not anna.folder.exists()
    assert len(list(learners.home.iterdir())) == 1


# --- when it is interrupted ---------------------------------------------------------------------------------------------------------


class Interrupted(FaultyFiles):
    """Dies while it empties the folder, with one file gone."""

    def remove_folder(self, folder: Path) -> None:
        next(path for path in folder.iterdir() if path.is_file()).unlink()
        raise OSError(errno.EIO, "gone")


def test_what_an_interruption_leaves_is_nobodys_and_is_removed(learners: Learners, anna: Learner) -> None:
    ben = learners.find("Ben")
    with pytest.raises(NotSaved, match=r"Not everything could be deleted.*where no program reads it"):
        delete(Interrupted(), anna, NO_WAIT)
    assert learners.all() == [ben]
    assert len(list(learners.home.iterdir())) == 2
    assert finish_deletions(RealFiles(), learners.home) == 1
    assert finish_deletions(RealFiles(), learners.home) == 0
    assert [path.name for path in learners.home.iterdir()] == [ben.id]


def test_nothing_was_ever_kept(learners: Learners) -> None:
    assert belongings(RealFiles(), learners.default(), Clock()) is None
    assert finish_deletions(RealFiles(), learners.home) == 0


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO])
def test_a_refusing_disk_is_told_and_nothing_is_half_deleted(learners: Learners, anna: Learner, code: int) -> None:
    """Up to the moment at which the folder loses its name, everything is there; after it, nothing is found."""
    with FileLock(Place(anna.folder).lock):
        pass
    before = files_of(anna.folder)
    for first in range(1, 60):
        with pytest.raises(ReadOnly if code == errno.EACCES else Broken):
            delete(FaultyFiles(code, first), anna, NO_WAIT)
        gone = not anna.folder.exists()
        assert gone == (learners.all() == [learners.find("Ben")])
        if gone:
            return
        assert files_of(anna.folder) == before
    pytest.fail("there is no end to the calls")


def test_the_learner_can_begin_anew(learners: Learners) -> None:
    record(learners.default().folder, 2)
    delete(RealFiles(), learners.default(), NO_WAIT)
    with open_store(learners.default().folder) as store:
        assert store.notices == ()
        store.append(answered("again"))
    assert len(ids(open_store(learners.default().folder))) == 1
