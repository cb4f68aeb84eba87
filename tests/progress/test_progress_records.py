from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from progress_kit import answered

from edu_tui.progress.events import Answered, Voided
from edu_tui.progress.records import decode_line, encode_document, encode_event, encode_line, encode_value, events_body, mark_body

scalars = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12)

REFUSED: dict[str, Any] = {
    "NaN": float("nan"),
    "infinity": float("-inf"),
    "half a pair": "\ud800",
    "half a pair as key": {"\udfff": 1},
    "a number as key": {1: 2},
    "no key": {None: 2},
    "a set": {1, 2},
    "bytes": b"abc",
    "an object": object(),
    "a class of its own": type("Text", (str,), {})("x"),
    "65 bits": 2**64,
    "nested NaN": [{"a": [1, float("nan")]}],
    "deep": json.loads("[" * 60 + "]" * 60),
    "deep object": json.loads('{"a":' * 60 + "1" + "}" * 60),
}


@given(values)
def test_what_is_stored_comes_back(value: Any) -> None:
    body = mark_body("key", encode_value(value))
    record = decode_line(encode_line("ab", 3, body)[:-1])
    assert record is not None
    assert (record.w, record.n, record.mark) == ("ab", 3, "key")
    assert json.loads(bytes(record.value)) == value


@given(st.text(), st.text())
def test_any_text_in_an_event(question: str, given_answer: str) -> None:
    event = Answered(id="1", at="", question=question, rev=1, run="", response=(given_answer,), score=None)
    line = encode_line("ab", 1, events_body([encode_event(event)]))
    assert line.count(b"\n") == 1
    record = decode_line(line[:-1])
    assert record is not None
    assert json.loads(bytes(record.events[0]))["question"] == question


@pytest.mark.parametrize("name", REFUSED)
def test_what_json_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="the value"):
        encode_value(REFUSED[name])
    with pytest.raises(ValueError, match="the event"):
        encode_document({"id": "1", "value": REFUSED[name]})


@pytest.mark.parametrize("document", [{}, {"id": ""}, {"id": 1}, {"id": None}, [], "x", None])
def test_an_event_needs_an_id(document: Any) -> None:
    with pytest.raises(ValueError, match="id"):
        encode_document(document)


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_that_is_no_number(score: float) -> None:
    with pytest.raises(ValueError, match="number"):
        encode_event(answered(score=score))


@pytest.mark.parametrize("identity", ["", None, 3])
def test_an_event_without_an_id(identity: Any) -> None:
    with pytest.raises(ValueError, match="id"):
        encode_event(answered(id=identity))


def test_half_a_surrogate_pair_in_an_event() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        encode_event(answered("\ud800"))


def test_a_poll_has_no_score() -> None:
    assert b'"score":null' in encode_event(answered(score=None))


@given(st.binary(max_size=100))
def test_rubbish_is_no_record(line: bytes) -> None:
    assert decode_line(line) is None


def test_every_flipped_bit_is_seen() -> None:
    line = encode_line("ab", 1, events_body([encode_event(Voided(id="1", at="", event="2"))]))[:-1]
    for bit in range(len(line) * 8):
        flipped = bytearray(line)
        flipped[bit // 8] ^= 1 << bit % 8
        assert decode_line(bytes(flipped)) is None


@pytest.mark.parametrize("body", [b'"events":3', b'"mark":7', b'"events":[' + b"[" * 5000, b'"n":-1', b'"fmt":' + b"9" * 400])
def test_a_good_sum_over_a_bad_record(body: bytes) -> None:
    assert decode_line(encode_line("ab", 1, body)[:-1]) is None


def test_an_absurd_counter_is_refused() -> None:
    assert decode_line(encode_line("ab", 2**60, mark_body("k", b"1"))[:-1]) is None
