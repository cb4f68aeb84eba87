"""A merge is a union: whatever the order, however often, and by whatever file or folder the events travel."""

from __future__ import annotations

import errno
import json
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from progress_kit import START, Clock, FaultyFiles, answered, ids, open_store, record
from tinydb import TinyDB

from edu_tui.progress.errors import MergeError, NotSaved
from edu_tui.progress.events import (
    Acknowledged,
    Arrived,
    Bookmarked,
    Event,
    Flagged,
    Judged,
    Landmark,
    Noted,
    Read,
    Reported,
    RunEnded,
    RunStarted,
    Voided,
    stamp,
    to_document,
)
from edu_tui.progress.exporting import as_json
from edu_tui.progress.journal import read_tail
from edu_tui.progress.place import Place
from edu_tui.progress.state import LearnerState, fold
from edu_tui.progress.state_values import TEST
from edu_tui.progress.store import ProgressStore

SIZE = 52
"""How many events there are in the small world: four of each kind, and of the answers of a test two to each of two questions."""


def event(number: int) -> Event:
    """One of a small world of events, always the same one for the same number."""
    fields = {"id": f"{number:032x}", "at": stamp(START - timedelta(hours=number * 7 % 100))}
    match number % 13:
        case 0:
            return Read(**fields, module="m", audience="clinician", section=f"s{number % 4}")
        case 1:
            return RunStarted(**fields, run=f"run-{number % 3}", quiz="quiz", mode="study", questions=("q-1", "q-2"), seed=number)
        case 2:
            return RunEnded(**fields, run=f"run-{number % 3}")
        case 3:
            return Voided(**fields, event=f"{number * 3 % SIZE:032x}")
        case 4:
            return Flagged(**fields, subject=f"q-{number % 5}", flag="unsure" if number % 2 else "")
        case 5:
            return Noted(**fields, subject=f"q-{number % 5}", text=f"Zoë {number}")
        case 6:
            return Reported(**fields, subject=f"q-{number % 5}", text="\u2028wrong\n")
        case 7:
            return Judged(**fields, answer=f"{(number + 4):032x}", override="easy")
        case 8:
            return Bookmarked(**fields, subject=f"m:clinician:s{number % 2}", on=number % 3 > 0, landmark=Landmark(f"{number}"))
        case 9:
            return Acknowledged(**fields, subject=f"q-{number % 2}", rev=number)
        case 10:
            return Arrived(**fields, moments=(stamp(START), stamp(START + timedelta(hours=number))), after=fields["at"])
        case 12:
            at = START - timedelta(hours=number * 7 % 100)
            return answered(f"q-{number % 2}", number % 3 / 2, at=at, id=fields["id"], run="run-1", mode=TEST)
        case _:
            return answered(f"q-{number % 5}", (number % 3) / 2, at=START - timedelta(hours=number * 7 % 100), id=fields["id"])


def told(state: LearnerState) -> object:
    """All that a state says, in a form that can be compared."""
    return (
        state.answers,
        sorted(state.questions()),
        sorted(state.sections_read()),
        sorted((reading.at, reading.id) for reading in state.readings()),
        state.runs(),
        state.reports(),
        sorted(state.flags().items()),
        sorted(state.notes().items()),
        [state.judgement(f"{number:032x}") for number in range(SIZE)],
        [(day, state.day_count(day)) for day in state.days()],
        sorted(state.bookmarks().items()),
        [state.acknowledged(f"q-{number}") for number in range(2)],
        state.arrivals(),
        state.last_deed(),
    )


def known(store: ProgressStore) -> object:
    return sorted(ids(store)), told(fold(store.events))


def carried(folder: Path, by: str) -> Path:
    """What travels to another computer of the progress in `folder`: itself, its snapshot, or an export."""
    with open_store(folder) as store:
        if by == "export":
            path = folder.with_suffix(".export.json")
            path.write_text(as_json(store))
            return path
        store.checkpoint()
    return folder if by == "folder" else Place(folder).snapshot


WORLDS = st.frozensets(st.integers(0, SIZE - 1), max_size=16)
WAYS = st.sampled_from(["folder", "snapshot", "export"])


def make(root: Path, name: str, world: frozenset[int]) -> Path:
    with open_store(root / name) as store:
        store.set_mark("whose", name)
        store.append(*map(event, sorted(world, key=lambda number: number * 17 % SIZE)))
    return root / name


def merged(root: Path, into: str, *others: Path) -> object:
    """A copy of `root / into` with `others` merged, one after the other."""
    copy = Path(tempfile.mkdtemp(dir=root)) / "copy"
    shutil.copytree(root / into, copy)
    with open_store(copy) as store:
        for other in others:
            store.merge(other)
    with open_store(copy) as store:
        assert store.marks["whose"] == into
        assert store.notices == ()
        return known(store)


@settings(max_examples=100)
@given(WORLDS, WORLDS, WORLDS, WAYS, WAYS, WAYS)
def test_a_merge_is_commutative_associative_and_idempotent(
    a: frozenset[int], b: frozenset[int], c: frozenset[int], by_a: str, by_b: str, by_c: str
) -> None:
    ram = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=ram if ram.is_dir() else None) as folder:
        root = Path(folder)
        for name, world in (("a", a), ("b", b), ("c", c)):
            make(root, name, world)
        pa, pb, pc = (carried(root / name, by) for name, by in (("a", by_a), ("b", by_b), ("c", by_c)))
        union = merged(root, "a", pb)
        assert merged(root, "b", pa) == union
        assert merged(root, "a", pb, pb, pa) == union
        with open_store(make(root, "bc", frozenset())) as store:
            store.merge(pb, pc)
        assert merged(root, "a", pb, pc) == merged(root, "a", pc, pb) == merged(root, "a", carried(root / "bc", by_b))
        with open_store(root / "whole") as store:
            store.append(*map(event, sorted(a | b | c)))
        assert merged(root, "c", pa, pb) == known(open_store(root / "whole"))


def test_two_computers_end_with_the_same(tmp_path: Path) -> None:
    record(tmp_path / "one", 5)
    record(tmp_path / "two", 7)
    left, right = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    assert left.merge(tmp_path / "two") == 7
    assert right.merge(tmp_path / "one") == 5
    assert (left.merge(tmp_path / "two"), right.merge(tmp_path / "one")) == (0, 0)
    assert known(left) == known(right)


def test_journals_that_were_never_folded_come_too(tmp_path: Path) -> None:
    other = open_store(tmp_path / "two")
    other.append(answered("late"))  # and its program is still running
    store = open_store(tmp_path / "one")
    assert store.merge(tmp_path / "two") == 1
    assert store.merge(next((tmp_path / "two").glob("journal-*.log"))) == 0
    assert store.notices == ()


def test_many_files_are_one_write(tmp_path: Path) -> None:
    for name in ("two", "three", "four"):
        record(tmp_path / name, 30)
    store = open_store(tmp_path / "one")
    assert store.merge(tmp_path / "two", tmp_path / "three", tmp_path / "four", tmp_path / "two") == 90
    (journal,) = (tmp_path / "one").glob("journal-*.log")
    assert [len(line.events) for line in read_tail(journal.read_bytes(), 0).records] == [0, 90]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("half", [False, True])
def test_a_fault_at_any_call_leaves_all_or_nothing(tmp_path: Path, code: int, half: bool) -> None:
    mine, theirs = record(tmp_path / "one", 3), record(tmp_path / "two", 5)
    for first in range(1, 200):
        folder = tmp_path / f"{first}"
        shutil.copytree(tmp_path / "one", folder)
        files = FaultyFiles(code, first, half=half)
        try:
            with open_store(folder, files=files) as store:
                store.merge(tmp_path / "two")
        except (NotSaved, MergeError):
            pass
        found = set(ids(open_store(folder)))
        assert found in (set(mine), {*mine, *theirs}), files.calls[first - 1]
        with open_store(folder) as store:
            store.merge(tmp_path / "two")
            assert set(ids(store)) == {*mine, *theirs}
        shutil.rmtree(folder)
        if len(files.calls) < first:
            return
    pytest.fail("there is no end to the calls")


def test_a_damaged_folder_is_made_good_from_its_backups_and_told(tmp_path: Path) -> None:
    theirs = record(tmp_path / "two", 5)
    Place(tmp_path / "two").snapshot.write_bytes(b"\0" * 50)
    before = {path: path.read_bytes() for path in (tmp_path / "two").rglob("*") if path.is_file()}
    store = open_store(tmp_path / "one")
    assert store.merge(tmp_path / "two") == 5
    assert sorted(ids(store)) == sorted(theirs)
    assert "holds only zero bytes" in store.notices[0]
    assert {path: path.read_bytes() for path in (tmp_path / "two").rglob("*") if path.is_file()} == before


def forged(data: bytes) -> bytes:
    """`data` with a checksum that holds."""
    head = b'{"_meta":{"1":{"sum":"'
    rest = data[len(head) + 8 :]
    return head + b"%08x" % crc32(rest) + rest


def a_snapshot(tmp_path: Path) -> bytes:
    record(tmp_path / "two", 3)
    return Place(tmp_path / "two").snapshot.read_bytes()


def test_a_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    """A flipped digit leaves good JSON with a wrong score; without the checksum nobody would see it."""
    whole = a_snapshot(tmp_path)
    path = tmp_path / "other.json"
    store = open_store(tmp_path / "one")
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(MergeError, match=r"other\.json .*\.$"):
            store.merge(path)
        path.write_bytes(whole[:place])
        with pytest.raises(MergeError, match=r"other\.json .*\.$"):
            store.merge(path)
    path.write_bytes(whole.replace(b"\n", b"\r\n"))  # only its line ends were changed on the way
    assert store.merge(path) == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"what"', b'\n"what"'),
        (b'{"what":"answered"', b'{"what":"answered","x":{"y":'),
        (b'"id":"', b'"id":3,"i":"'),
        (b'"id":"', b'"id":"","i":"'),
        (b'"score":1.0', b'"score":NaN'),
        (b'"score":1.0', b'"score":' + b"[" * 50 + b"]" * 50),
        (b'"score":1.0', b'"score":' + b"[" * 9000),
        (b'"score":1.0', b'"score":"\xff"'),
        (b'"2":{', b'"2"'),
    ],
)
def test_what_only_looks_like_ours_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    whole = a_snapshot(tmp_path)
    assert old in whole
    for path in (tmp_path / "other.json", Place(tmp_path / "three").snapshot):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(forged(whole.replace(old, new, 1)))
        store = open_store(tmp_path / "one")
        with pytest.raises(MergeError, match=r"^[^\n]*\.$"):
            store.merge(path if path.name == "other.json" else path.parent)
        assert len(store) == 0
        assert not (tmp_path / "one").exists()


def test_a_second_file_that_only_looks_like_ours_keeps_the_folder_out(tmp_path: Path) -> None:
    whole = a_snapshot(tmp_path)
    (tmp_path / "two" / "progress (copy).json").write_bytes(forged(whole.replace(b'"id":"', b'"id":3,"i":"', 1)))
    store = open_store(tmp_path / "one")
    with pytest.raises(MergeError, match="only looks like progress"):
        store.merge(tmp_path / "two")
    assert len(store) == 0


def test_a_newer_version_is_named(tmp_path: Path) -> None:
    whole = a_snapshot(tmp_path)
    path = tmp_path / "other.json"
    store = open_store(tmp_path / "one")
    newer = forged(whole.replace(b'"fmt":1', b'"fmt":2'))
    for data in (newer, whole.replace(b'"fmt":1', b'"fmt":2'), b'{"_meta": {"1": {"fmt": 7}}, "steps": []}'):
        path.write_bytes(data)
        with pytest.raises(MergeError, match="newer version of edu-tui: update"):
            store.merge(path)
    Place(tmp_path / "two").snapshot.write_bytes(newer)
    with pytest.raises(MergeError, match="newer version"):
        store.merge(tmp_path / "two")
    assert len(store) == 0


def test_one_bad_file_keeps_all_out(tmp_path: Path) -> None:
    record(tmp_path / "two", 3)
    (tmp_path / "bad.json").write_text("{")
    store = open_store(tmp_path / "one")
    with pytest.raises(MergeError, match=r"bad\.json"):
        store.merge(tmp_path / "two", tmp_path / "bad.json")
    assert len(store) == 0
    assert not (tmp_path / "one").exists()


def test_what_tells_a_known_step_otherwise_is_refused(tmp_path: Path) -> None:
    same = answered("q", 1.0)
    store = open_store(tmp_path / "one")
    store.append(same)
    path = tmp_path / "other.json"
    with TinyDB(path) as base:
        base.table("events").insert({**to_document(same), "score": 0.0})
        base.table("events").insert(to_document(answered("new")))
    with pytest.raises(MergeError, match="otherwise"):
        store.merge(path)
    assert len(store) == 1
    path.unlink()
    with TinyDB(path) as base:  # the same in another order of fields and another way to write a number is the same
        base.table("events").insert(dict(reversed({**to_document(same), "score": 1}.items())))
    assert store.merge(path) == 0


def test_two_files_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    same = answered("q", 1.0)
    for name, score in (("a.json", 0.0), ("b.json", 1.0)):
        (tmp_path / name).write_text(json.dumps({"events": {"1": {**to_document(same), "score": score}}}))
    with pytest.raises(MergeError, match=r"b\.json"):
        open_store(tmp_path / "one").merge(tmp_path / "a.json", tmp_path / "b.json")
    (tmp_path / "c.json").write_text(json.dumps({"events": {"1": {"id": "x"}, "2": {"id": "x", "y": 1}}}))
    with pytest.raises(MergeError, match="in two ways"):
        open_store(tmp_path / "one").merge(tmp_path / "c.json")


def test_a_damaged_journal_by_itself_is_refused(tmp_path: Path) -> None:
    other = open_store(tmp_path / "two")
    for number in range(3):
        other.append(answered(f"q-{number}"))
    (journal,) = (tmp_path / "two").glob("journal-*.log")
    store = open_store(tmp_path / "one")
    data = journal.read_bytes()
    path = tmp_path / "journal-copy.log"
    path.write_bytes(data.rstrip(b"\0")[:-5])  # its last line is unfinished, as while it is written
    assert store.merge(path) == 2
    path.write_bytes(data.replace(b"q-1", b"q-7"))
    with pytest.raises(MergeError, match="damaged journal"):
        store.merge(path)
    path.write_bytes(b"no journal\n")
    with pytest.raises(MergeError, match="damaged journal"):
        store.merge(path)


def test_places_without_progress(tmp_path: Path) -> None:
    store = open_store(tmp_path / "one")
    (tmp_path / "empty").mkdir()
    (tmp_path / "data" / "learners").mkdir(parents=True)
    for path in (tmp_path / "empty", tmp_path / "data"):
        with pytest.raises(MergeError, match="holds no progress: name the folder"):
            store.merge(path)
    with pytest.raises(MergeError, match="cannot be read: there is nothing"):
        store.merge(tmp_path / "none")
    with pytest.raises(MergeError, match="damaged, and there is no good backup"):
        Place(tmp_path / "empty").snapshot.write_text("{")
        store.merge(tmp_path / "empty")


def test_clocks_that_disagree_are_told(tmp_path: Path) -> None:
    clock = Clock()
    with open_store(tmp_path / "two") as other:
        other.append(answered("q", at=START + timedelta(days=400)))
    store = open_store(tmp_path / "one", clock)
    store.merge(tmp_path / "two")
    (note,) = store.notices
    assert "400 days" in note
    store.merge(tmp_path / "two")
    assert store.notices == (note,)
