"""Files of a library: only regular ones inside it, of a sane size, as cleaned text, and never an exception."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from edu_tui.library.sources import MAX_BYTES, MAX_LINE, Source, read_source, stamp
from edu_tui.library.text import clean

PATH = "content/page.md"


def read(root: Path, content: bytes) -> Source:
    (root / "content").mkdir(exist_ok=True)
    (root / PATH).write_bytes(content)
    return read_source(root, PATH)


def found(source: Source) -> list[tuple[str, int, int]]:
    assert all(item.path == source.path for item in source.diagnostics)
    return [(item.code, item.line, item.column) for item in source.diagnostics]


def refused(root: Path, path: str, code: str, words: str) -> None:
    source = read_source(root, path)
    assert source.text is None
    assert found(source) == [(code, 1, 1)]
    assert words in source.diagnostics[0].message
    assert source.diagnostics[0].hint


def test_a_file_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "a é\nb".encode()) == Source(PATH, "a é\nb")


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, b"") == Source(PATH, "")


@pytest.mark.parametrize("content", ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "\ufeffa\nb\n", "a\x85b\x85", "a\u2028b\u2029"])
def test_every_way_to_end_a_line_reads_the_same(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content.encode()) == Source(PATH, "a\nb\n")


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        (b"a\nb\xe9c", 2, 2),
        ("ö\r\nöb".encode() + b"\xff", 2, 3),
        (b"a\r\rb\x80", 3, 2),
        ("\ufeffa".encode() + b"\xe9", 1, 2),
        (b"\xe9", 1, 1),
    ],
)
def test_latin_1_is_shown_with_signs_and_named_where_it_begins(tmp_path: Path, content: bytes, line: int, column: int) -> None:
    source = read(tmp_path, content)
    assert found(source) == [("S05", line, column)]
    assert source.text is not None
    assert "\ufffd" in source.text


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_are_named(tmp_path: Path, codec: str) -> None:
    source = read(tmp_path, "## Title é\n".encode(codec))
    assert source.text is not None
    assert source.text == clean(source.text)
    assert source.diagnostics


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("a\nb\x1b[2J\u202e", 2, 2),
        ("a\x0cb\x1b", 1, 2),
        ("a\r\n\u200b", 2, 1),
        ("a\x1cb\n\x00", 1, 2),
        ("a\u2028b\x7f", 2, 2),
        ("a\n" + "e" + "\u0301" * 9, 2, 1),
    ],
)
def test_hidden_characters_are_named_where_the_first_stands(tmp_path: Path, content: str, line: int, column: int) -> None:
    source = read(tmp_path, content.encode())
    assert found(source) == [("S06", line, column)]
    assert source.diagnostics[0].severity == "warning"
    assert source.text == clean(content)


def test_what_does_not_exist_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, PATH, "S01", "it does not exist")


@pytest.mark.parametrize("path", ["a\0b", "x" * 300, "x/" * 3_000])
def test_impossible_names_are_refused(tmp_path: Path, path: str) -> None:
    assert stamp(tmp_path, path) is None
    assert read_source(tmp_path, path).text is None
    assert [item.code for item in read_source(tmp_path, path).diagnostics] == ["S01"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / PATH).mkdir(parents=True)
    refused(tmp_path, PATH, "S03", "not a regular file")
    assert stamp(tmp_path, PATH) is None


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    refused(tmp_path, "pipe.md", "S03", "not a regular file")
    assert stamp(tmp_path, "pipe.md") is None


def test_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "null.md").symlink_to("/dev/null")
    refused(tmp_path, "null.md", "S02", "leads out of the library")
    refused(Path("/dev"), "null", "S03", "not a regular file")


def test_a_link_out_of_the_library_is_refused_and_one_inside_is_not(tmp_path: Path) -> None:
    root = tmp_path / "library"
    root.mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (root / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "far").symlink_to(tmp_path)
    refused(root, "out.md", "S02", "leads out of the library")
    refused(root, "far/secret.md", "S02", "leads out of the library")
    refused(root, "../secret.md", "S02", "leads out of the library")
    (root / "page.md").write_text("text")
    (root / "in.md").symlink_to("page.md")
    assert read_source(root, "in.md").text == "text"


def test_a_library_that_is_itself_a_link_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/page.md").write_text("text")
    (tmp_path / "link").symlink_to("real")
    assert read_source(tmp_path / "link", "page.md").text == "text"


def test_links_that_lead_to_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    assert stamp(tmp_path, "a.md") is None
    assert [item.code for item in read_source(tmp_path, "a.md").diagnostics] == ["S01"]


def test_a_dangling_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("nowhere.md")
    refused(tmp_path, "a.md", "S01", "it does not exist")


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, "x"), "you may not read it"), (OSError(5, "x"), "input/output error"), (OSError("x"), "leads nowhere")],
)
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str) -> None:
    (tmp_path / "a.md").write_text("text")

    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", fail)
    refused(tmp_path, "a.md", "S01", words)


def test_a_file_of_100_megabytes_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.delattr(os, "open")
    refused(tmp_path, "big.md", "S04", "100,000,000 bytes")


class Turning:
    """A file that becomes another between the look at it and the reading: `turn` is called when it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, turn: Callable[[], object]) -> None:
        really = os.open

        def opened(path: Path, flags: int) -> int:
            turn()
            return really(path, flags)

        monkeypatch.setattr(os, "open", opened)


def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("text")
    Turning(monkeypatch, (tmp_path / "a.md").unlink)
    refused(tmp_path, "a.md", "S01", "it does not exist")


def test_a_file_that_becomes_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_text("text")
    Turning(monkeypatch, lambda: (file.unlink(), os.mkfifo(file)))
    refused(tmp_path, "a.md", "S01", "cannot be read")


def test_a_file_that_grows_is_not_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_text("text")
    Turning(monkeypatch, lambda: os.truncate(file, 100_000_000))
    refused(tmp_path, "a.md", "S04", "at most 2,000,000")


def test_a_file_that_is_written_while_it_is_read_is_read_as_far_as_it_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.md"
    file.write_text("text")
    Turning(monkeypatch, lambda: file.write_bytes(b"te\xc3"))
    source = read_source(tmp_path, "a.md")
    assert source.text == "te\ufffd"
    assert found(source) == [("S05", 1, 3)]


def test_the_largest_file_that_is_read(tmp_path: Path) -> None:
    line = b"x" * 99 + b"\n"
    assert read(tmp_path, line * (MAX_BYTES // 100)).diagnostics == ()
    assert found(read(tmp_path, line * (MAX_BYTES // 100) + b"x")) == [("S04", 1, 1)]


def test_a_line_without_end_is_cut_and_told(tmp_path: Path) -> None:
    source = read(tmp_path, b"a\n" + b"x" * 1_900_000 + b"\nb\n" + b"y" * MAX_LINE)
    assert found(source) == [("S07", 2, 1)]
    assert source.text == "a\n" + "x" * MAX_LINE + "\nb\n" + "y" * MAX_LINE


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text")
    before = stamp(tmp_path, "a.md")
    os.utime(tmp_path / "a.md", ns=(1, 1))
    assert before is not None
    assert before != stamp(tmp_path, "a.md")
