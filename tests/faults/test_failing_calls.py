"""Every system call of a learner's day fails once, in several ways: nothing acknowledged is lost, nothing refused comes back."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from progress_kit import Clock, FaultyFiles, ShortFiles, answered, ids, open_store, record
from sessions_kit import PLANNED

from edu_tui.progress.errors import Broken, DiskFull, NotSaved, ReadOnly
from edu_tui.progress.files import Files
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_events import SessionNoted

CODES = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)


class Day:
    """What happened in one day of a learner."""

    def __init__(self) -> None:
        self.saved: list[str] = []
        self.refused: list[str] = []
        self.messages: list[str] = []


def live_through(folder: Path, files: Files) -> Day:
    """Two programs' worth of every operation; only NotSaved may come out."""
    day = Day()
    clock = Clock()
    for _ in range(2):
        try:
            store = open_store(folder, clock, files=files)
        except NotSaved as error:
            day.messages.append(str(error))
            continue
        for step in range(4):
            event = answered(f"q-{step}")
            try:
                store.append(event)
                day.saved.append(event.id)
            except NotSaved as error:
                day.refused.append(event.id)
                day.messages.append(str(error))
            for action in (lambda store=store, step=step: store.set_mark("place", step), store.refresh, store.checkpoint):
                try:
                    if step % 2:
                        action()
                except NotSaved as error:
                    day.messages.append(str(error))
        store.close()
        clock.move(days=3)
    return day


def number_of_calls(tmp_path: Path) -> int:
    files = FaultyFiles()
    live_through(tmp_path / "count", files)
    return len(files.calls)


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_one_fault_at_every_call(tmp_path: Path, code: int, half: bool) -> None:
    calls = number_of_calls(tmp_path)
    assert calls > 100
    for first in range(1, calls + 1):
        folder = tmp_path / str(first)
        files = FaultyFiles(code, first, half=half)
        day = live_through(folder, files)
        where = f"call {first}: {files.calls[first - 1 : first]}"
        with open_store(folder) as store:
            found = ids(store)
        assert len(set(found)) == len(found), where
        assert set(day.saved) <= set(found), where
        assert not set(day.refused) & set(found), where
        assert all(is_whole(message) for message in day.messages), day.messages


@pytest.mark.parametrize("times", [2, 5, 1000])
def test_a_disk_that_stays_broken(tmp_path: Path, times: int) -> None:
    calls = number_of_calls(tmp_path)
    for first in range(1, calls + 1, 3):
        folder = tmp_path / str(first)
        day = live_through(folder, FaultyFiles(errno.EIO, first, times))
        with open_store(folder) as store:
            assert set(day.saved) <= set(ids(store)), f"call {first}"


def lead(folder: Path, files: Files) -> Day:
    """A session that is made and led by two programs, one after the other; a note is a step, and its text stands for its id."""
    day = Day()
    sessions = Sessions(folder, Clock(), files)
    ident = ""
    for program in range(2):
        try:
            store = sessions.open(ident) if ident else sessions.create(PLANNED)
        except NotSaved as error:
            day.messages.append(str(error))
            continue
        ident = store.id
        for step in range(3):
            text = f"{program}-{step}"
            try:
                store.append(SessionNoted(text=text))
                day.saved.append(text)
            except NotSaved as error:
                day.refused.append(text)
                day.messages.append(str(error))
        store.close()
    return day


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_one_fault_at_every_call_of_a_session(tmp_path: Path, code: int, half: bool) -> None:
    whole = FaultyFiles()
    lead(tmp_path / "count", whole)
    assert len(whole.calls) > 20
    for first in range(1, len(whole.calls) + 1):
        day = lead(tmp_path / str(first), FaultyFiles(code, first, half=half))
        sessions = Sessions(tmp_path / str(first), Clock())
        found = [event.text for one in sessions.all() for event in sessions.open(one.id).events if isinstance(event, SessionNoted)]
        assert len(set(found)) == len(found), first
        assert set(day.saved) <= set(found), first
        assert not set(day.refused) & set(found), first
        assert all(is_whole(message) for message in day.messages), day.messages


def is_whole(message: str) -> bool:
    """What happened, what is safe, what to do: three sentences."""
    return message.count(". ") >= 2 and message.endswith(".") and "[Errno" not in message


@pytest.mark.parametrize(
    ("code", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EFBIG, DiskFull), (errno.EROFS, ReadOnly), (errno.EIO, Broken)],
)
def test_the_kind_of_fault_is_told(tmp_path: Path, code: int, kind: type[NotSaved]) -> None:
    files = FaultyFiles(code, only=("write",))
    store = open_store(tmp_path / "one", files=files)
    store.append(answered())
    files.first = len(files.calls) + 1
    with pytest.raises(kind) as caught:
        store.append(answered())
    assert caught.value.happened.startswith("Your last step is NOT saved")
    assert "safe" in caught.value.safe
    assert caught.value.remedy


def test_a_folder_that_goes_before_its_journal_is_named_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    store = open_store(folder)
    store.set_mark("place", 1)
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(Broken, match="is no longer there"):
        store.append(answered())


def test_a_failed_sync_is_not_retried_and_believed(tmp_path: Path) -> None:
    files = FaultyFiles(errno.EIO, only=("sync_data",))
    store = open_store(tmp_path / "one", files=files)
    store.append(answered("first"))
    files.first = len(files.calls) + 1
    with pytest.raises(Broken):
        store.append(answered("second"))
    store.append(answered("third"))
    assert len(list((tmp_path / "one").glob("journal-*.log"))) == 2  # the old file is not written any more
    assert [event.question for event in open_store(tmp_path / "one").events] == ["first", "third"]


def test_a_name_that_is_not_on_the_disk_is_no_promise(tmp_path: Path) -> None:
    files = FaultyFiles(errno.EIO, first=1, times=3, only=("sync_folder",))
    store = open_store(tmp_path / "one", files=files)
    for _ in range(3):
        with pytest.raises(Broken):
            store.append(answered())
    store.append(answered("last"))
    assert [event.question for event in open_store(tmp_path / "one").events] == ["last"]


def test_after_a_failed_rename_sync_journals_stay(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    before = record(folder, 3)
    files = FaultyFiles(errno.EIO, first=1, times=1000, only=("sync_folder",))
    store = open_store(folder, Clock(), files=files)
    store.close()
    store = open_store(folder)
    store.append(answered())
    journals = set(folder.glob("journal-*.log"))
    faulty = open_store(folder, files=FaultyFiles(errno.EIO, first=2, times=1000, only=("sync_folder",)))
    faulty.append(answered())
    with pytest.raises(NotSaved, match="Every answer is safe in the journals"):
        faulty.checkpoint()
    assert journals <= set(folder.glob("journal-*.log"))
    assert set(before) <= set(ids(open_store(folder)))


def test_several_events_are_saved_together_or_not_at_all(tmp_path: Path) -> None:
    files = FaultyFiles(errno.ENOSPC, only=("write",), half=True)
    store = open_store(tmp_path / "one", files=files)
    store.append(answered())
    files.first = len(files.calls) + 1
    with pytest.raises(DiskFull):
        store.append(answered(), answered(), answered())
    assert len(store) == 1
    assert len(open_store(tmp_path / "one")) == 1


def test_short_writes_are_carried_on(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    store = open_store(folder, files=ShortFiles())
    store.append(answered(), answered())
    store.set_mark("place", {"line": 3})
    for again in (open_store(folder), store):  # from the journal, then from the snapshot
        assert len(again) == 2
        assert again.marks["place"] == {"line": 3}
        assert again.notices == ()
        store.close()
    assert len(open_store(folder)) == 2
