"""What goes over the line: all of it comes back, and nothing that is no message does harm."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from link_kit import view_of
from teaching_kit import Ticking, full_plan, make_material, make_session

from edu_tui.link.messages import (
    ORDER_LIMIT,
    STATE_LIMIT,
    Given,
    Hello,
    Lines,
    LinkError,
    Told,
    line_of,
    read_at_console,
    read_at_screen,
)
from edu_tui.study.teaching.commands import Order, Word, carry_out
from edu_tui.study.teaching.room import NotNow

ORDERS = st.builds(
    Order,
    word=st.sampled_from(Word),
    number=st.integers(0, 100_000),
    text=st.text(max_size=2000),
    about=st.text(max_size=300),
    shown=st.integers(0, 100_000),
)


@given(ORDERS)
def test_every_order_comes_back_in_a_line_that_is_short_enough(order: Order) -> None:
    line = line_of(Given(order))
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert len(line) <= ORDER_LIMIT
    assert read_at_screen(line[:-1]) == Given(order)


def test_every_state_of_a_whole_session_comes_back(tmp_path: Path) -> None:
    session = make_session(tmp_path / "data", make_material(tmp_path / "lib"), clock=Ticking())
    kinds = set()
    for number in range(400):
        view = session.presenter()
        kinds.add(type(view.screen).__name__)
        line = line_of(Told(view, number, "said"))
        assert len(line) < STATE_LIMIT // 10
        assert read_at_console(line[:-1]) == Told(view, number, "said")
        vote = session.vote
        try:
            if vote and vote.phase == "open" and not vote.voters:
                session.count([2] * len(vote.counts))
            else:
                carry_out(session, Order(Word.NEXT))
        except NotNow:
            break
    assert session.state.place.step == "end"
    assert {"CoverView", "SlideView", "VoteView", "PromptView", "FormView", "TalkView", "EndView"} <= kinds
    assert full_plan(session.material).steps


NONSENSE = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([b"", b"{}", b"null", b"[]", b'{"is":"told"}', b'{"is":"order"}', b"[" * 5000, b'{"is":"hello","version":"x"}']),
    st.text(max_size=60).map(str.encode),
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5), lambda deep: st.lists(deep) | st.dictionaries(st.text(max_size=5), deep)
    ).map(msgspec.json.encode),
)


@given(NONSENSE)
def test_nonsense_is_a_link_error_and_nothing_else(line: bytes) -> None:
    for read in (read_at_screen, read_at_console):
        try:
            message = read(line)
        except LinkError:
            continue
        assert isinstance(message, Hello)


@given(st.lists(st.binary(max_size=50).map(lambda data: data.replace(b"\n", b"")), max_size=8), st.lists(st.integers(1, 20), max_size=60))
def test_lines_are_the_same_however_the_bytes_come(lines: list[bytes], pieces: list[int]) -> None:
    stream = b"".join(line + b"\n" for line in lines)
    reader, found = Lines(100), []
    for size in [*pieces, len(stream) or 1]:
        found += reader.take(stream[:size])
        stream = stream[size:]
    assert found == lines


@given(st.integers(101, 400), st.booleans())
def test_a_line_that_is_too_long_is_refused_before_its_end(length: int, ends: bool) -> None:
    with pytest.raises(LinkError):
        Lines(100).take(b"x" * length + (b"\n" if ends else b""))


def test_each_side_refuses_what_only_the_other_is_sent() -> None:
    with pytest.raises(LinkError):
        read_at_screen(line_of(Told(view_of())))
    with pytest.raises(LinkError):
        read_at_console(line_of(Given(Order(Word.NEXT))))
