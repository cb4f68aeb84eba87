from __future__ import annotations

import random
import sys

import pytest
from demo_app import DemoApp
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events
from textual.drivers.linux_driver import LinuxDriver

from edu_tui.app.driver import SteadyDriver
from edu_tui.app.input_reader import MAX_SIDE, InputReader

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Textual's own driver is used there")


def keys(*chunks: bytes) -> list[str]:
    reader = InputReader()
    return [message.key for chunk in chunks for message in reader.feed(chunk) if isinstance(message, events.Key)]


PIECES = (
    *(b"\x1b[", b"\x1b]", b"\x1bO", b"\x1b[<", b"\x1b[48;", b"\x1b[200~", b"\x1b[201~", b"\x1b[?2048;1$y"),
    *(b";", b"0", b"u", b"M", b"t", b"R", b":"),
)
BRUTAL = st.one_of(st.binary(max_size=40), st.sampled_from(PIECES), st.integers(0, 10**12).map(lambda number: str(number).encode()))


@given(st.lists(BRUTAL, max_size=30))
@example([b"\x1b[48;0;0;0;0t", b"\x1b[<0;3;3M"])
@example([b"\x1b[48;1:;1:;1:;1:t"])
def test_no_bytes_are_an_error(chunks):
    reader = InputReader()
    for chunk in chunks:
        for message in (*reader.feed(chunk), *reader.tick()):
            if isinstance(message, events.Key):
                (message.key + (message.character or "")).encode("utf-8")
            if isinstance(message, events.Resize):
                assert max(message.size) <= MAX_SIDE


def test_a_flood_of_random_bytes_is_read_to_its_end():
    reader = InputReader()
    source = random.Random(7)
    count = sum(len(reader.feed(source.randbytes(4096))) for _ in range(50))
    assert count > 100_000
    assert [message.key for message in reader.feed(b"m" * 40) if isinstance(message, events.Key)][-1] == "m"


@pytest.mark.parametrize(
    "code", [b"\x1b[99999999999u", b"\x1b[55296u", b"\x1b[57344;;55555555555u", b"\x1b[97;;57000:55555u", b"\x1b[1114112u"]
)
def test_key_codes_that_are_no_characters_are_ignored(code):
    assert keys(code, b"j") == ["j"]


def test_bytes_that_are_not_utf8_give_a_replacement_character():
    reader = InputReader()
    messages = reader.feed(b"\xe9\xff") + reader.feed(b"\xe2\x82") + reader.feed(b"\xacj")
    assert [message.character for message in messages if isinstance(message, events.Key)] == ["\ufffd", "\ufffd", "€", "j"]


def test_ordinary_keys_are_what_they_are_in_textual():
    assert keys(b"a", b"\x1b[A", b"\t", b"\x1b[Z", b"\r", b"\x11", b"?", b"\xc3\xa9", b"\x1b[97;5u") == [
        "a", "up", "tab", "shift+tab", "enter", "ctrl+q", "question_mark", "é", "ctrl+a",
    ]  # fmt: skip


def test_a_garbled_report_does_not_spoil_what_follows():
    assert keys(b"\x1b[48;0;0;0;0t\x1b[<0;3;3Mj") == ["j"]


def test_a_paste_comes_as_one():
    (paste,) = [message for message in InputReader().feed(b"\x1b[200~a [/] b\n\x1b[201~") if isinstance(message, events.Paste)]
    assert paste.text == "a [/] b\n"


def test_a_lone_escape_waits_for_time_to_pass():
    reader = InputReader()
    assert not reader.waiting
    assert reader.feed(b"\x1b") == []
    assert reader.waiting


def test_the_driver_is_textuals_own_with_changes():
    assert DemoApp().get_driver_class() is SteadyDriver
    assert issubclass(SteadyDriver, LinuxDriver)


def test_windows_keeps_textuals_driver(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert DemoApp().get_driver_class() is not SteadyDriver
