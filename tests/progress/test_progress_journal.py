from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from progress_kit import FaultyFiles

from edu_tui.progress.files import RealFiles
from edu_tui.progress.journal import ROOM, Journal, read_tail
from edu_tui.progress.place import Place
from edu_tui.progress.records import encode_line, mark_body


def line(number: int) -> bytes:
    return encode_line("aa", number, mark_body("place", b"%d" % number))


def counters(data: bytes, offset: int = 0) -> list[int]:
    return [record.n for record in read_tail(data, offset).records]


def test_good_lines() -> None:
    tail = read_tail(line(1) + line(2), 0)
    assert [record.n for record in tail.records] == [1, 2]
    assert (tail.end, tail.bad, tail.unfinished) == (len(line(1) + line(2)), 0, False)


def test_an_offset_is_added_to_the_end() -> None:
    assert read_tail(line(2), 100).end == 100 + len(line(2))


def test_unused_room_is_no_line() -> None:
    tail = read_tail(line(1) + bytes(1000), 0)
    assert (tail.end, tail.bad, tail.unfinished) == (len(line(1)), 0, False)


def test_bad_lines_do_not_stop_the_reading() -> None:
    tail = read_tail(line(1) + b"rubbish\n" + b"\n" + line(2), 0)
    assert [record.n for record in tail.records] == [1, 2]
    assert (tail.bad, tail.unfinished) == (2, False)


@pytest.mark.parametrize("end", [b"rubbish\n", line(2)[:-1], line(2)[:20], bytes(40) + b"\n"])
def test_a_bad_last_line_is_unfinished(end: bytes) -> None:
    tail = read_tail(line(1) + end, 0)
    assert [record.n for record in tail.records] == [1]
    assert (tail.end, tail.bad, tail.unfinished) == (len(line(1)), 0, True)


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_can_be_read(before: bytes, after: bytes) -> None:
    assert 7 in counters(before + b"\n" + line(7) + after)


@given(st.data())
def test_every_prefix_gives_a_prefix(data: st.DataObject) -> None:
    whole = b"".join(map(line, range(5)))
    length = data.draw(st.integers(0, len(whole)))
    found = counters(whole[:length])
    assert found == list(range(len(found)))


def test_the_file_grows_by_room_and_gives_it_back(tmp_path: Path) -> None:
    journal = Journal(RealFiles(), Place(tmp_path), n=0, after=False)
    assert journal.path.stat().st_size == ROOM
    number = 0
    while journal.size < ROOM:
        journal.append(line(number), durable=True)
        number += 1
    assert journal.path.stat().st_size == 2 * ROOM
    journal.close()
    assert journal.path.stat().st_size == journal.size
    assert counters(journal.path.read_bytes())[1:] == list(range(number))


def test_a_line_longer_than_the_room(tmp_path: Path) -> None:
    journal = Journal(RealFiles(), Place(tmp_path), n=0, after=False)
    journal.append(encode_line("aa", 1, mark_body("draft", b'"%b"' % (b"x" * 3 * ROOM))), durable=True)
    assert counters(journal.path.read_bytes()) == [0, 1]


def test_a_journal_that_cannot_be_begun_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="ENOSPC"):
        Journal(FaultyFiles(errno.ENOSPC, 1, half=True, only=("write",)), Place(tmp_path), n=0, after=False)
    assert list(tmp_path.iterdir()) == []


def test_what_was_refused_is_wiped_out(tmp_path: Path) -> None:
    files = FaultyFiles(errno.EIO, only=("write",), half=True)
    journal = Journal(files, Place(tmp_path), n=0, after=False)
    files.first = len(files.calls) + 1
    with pytest.raises(OSError, match="EIO"):
        journal.append(line(1), durable=True)
    assert journal.sound
    assert journal.path.read_bytes()[journal.size :] == bytes(ROOM - journal.size)
    journal.append(line(2), durable=True)
    assert counters(journal.path.read_bytes()) == [0, 2]


def test_a_journal_that_could_not_be_wiped_is_given_up(tmp_path: Path) -> None:
    files = FaultyFiles(errno.EIO, times=2, only=("write",), half=True)
    journal = Journal(files, Place(tmp_path), n=0, after=False)
    files.first = len(files.calls) + 1
    with pytest.raises(OSError, match="EIO"):
        journal.append(line(1), durable=True)
    assert not journal.sound


def test_writers_differ(tmp_path: Path) -> None:
    journals = [Journal(RealFiles(), Place(tmp_path), n=0, after=False) for _ in range(20)]
    assert len({journal.writer for journal in journals}) == 20


def test_the_claim_of_a_living_program_is_seen(tmp_path: Path) -> None:
    files = RealFiles()
    journal = Journal(files, Place(tmp_path), n=0, after=False)
    assert files.claimed(journal.path)
    journal.close()
    assert not files.claimed(journal.path)
    assert files.claimed(tmp_path / "gone")  # what cannot be told counts as claimed
