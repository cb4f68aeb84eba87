"""Damaged, unfinished and newer journals: bad lines are passed over, kept and told of."""

from __future__ import annotations

from pathlib import Path

from progress_kit import answered, open_store, record

from edu_tui.progress.place import Place
from edu_tui.progress.records import encode_line


def test_a_journal_of_a_newer_version_is_only_read(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    record(folder, 3)
    (folder / "journal-00.log").write_bytes(encode_line("00", 9, b'"fmt":2'))
    store = open_store(folder)
    assert store.read_only
    assert len(store) == 3
    assert "newer version" in store.notices[0]


def test_every_flipped_bit_of_a_journal_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    store = open_store(folder)
    events = [answered(f"q-{number}") for number in range(3)]
    for event in events:
        store.append(event)
    store._pen.retire()  # as if the program had ended
    (journal,) = folder.glob("journal-*.log")
    data = journal.read_bytes()
    for index in range(len(data)):
        flipped = bytearray(data)
        flipped[index] ^= 1 << index % 8
        journal.write_bytes(flipped)
        again = open_store(folder, read_only=True)
        assert all(event in events for event in again.events)
        assert again.notices, f"byte {index} was changed in silence"
    assert len(again) == 2


def test_bad_lines_of_a_journal_are_passed_over_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    store = open_store(folder)
    for number in range(4):
        store.append(answered(f"q-{number}"))
    store._pen.retire()
    (journal,) = folder.glob("journal-*.log")
    lines = journal.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"q-1", b"q-9")
    journal.write_bytes(b"\n".join(lines))
    again = open_store(folder)
    assert [event.question for event in again.events] == ["q-0", "q-2", "q-3"]  # type: ignore[union-attr]
    assert "One line of" in again.notices[0]
    (copy,) = Place(folder).quarantine.iterdir()
    assert b"q-9" in copy.read_bytes()


def test_an_unfinished_last_line_is_cut_off(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered("q-0"))
    store._pen.retire()
    (journal,) = folder.glob("journal-*.log")
    journal.write_bytes(journal.read_bytes() + b'1234abcd {"w":"torn')
    again = open_store(folder)
    assert len(again) == 1
    assert "The last line of" in again.notices[0]
    again.append(answered("q-1"))
    again.close()
    assert open_store(folder).notices == ()
    assert open_store(folder, read_only=True).notices == ()  # told once, as long as the copy is kept


def test_a_line_in_the_making_is_left_alone(tmp_path: Path) -> None:
    """Another program that lives may be half-way through a line."""
    folder = tmp_path / "one"
    store = open_store(folder)
    store.append(answered("q-0"))
    (journal,) = folder.glob("journal-*.log")
    size = store._pen.journal.size  # type: ignore[union-attr]
    with journal.open("r+b") as file:
        file.seek(size)
        file.write(b'1234abcd {"w":"tor')
    other = open_store(folder)
    assert len(other) == 1
    assert other.notices == ()
    store.append(answered("q-1"))
    assert [event.question for event in other.refresh()] == ["q-1"]  # type: ignore[union-attr]
