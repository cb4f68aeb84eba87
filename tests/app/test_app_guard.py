from __future__ import annotations

import pytest
from demo_app import DemoApp
from hostile import PAYLOADS, forbidden
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter, Monochrome

from edu_tui.app.guard import TerminalGuard, harmless

BLACK = Color(0, 0, 0)


@given(st.text(alphabet=st.characters(codec=None)))
def test_nothing_forbidden_is_left_of_any_text(text):
    assert not forbidden(harmless(text))


@given(st.text(alphabet="ab\x1b\x9b\u202e\u2066\xad\ud800\U000e0041é"))
def test_a_line_keeps_its_width(text):
    assert cell_len(harmless(text)) == cell_len(text)


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_segments_lose_what_a_terminal_would_obey(payload):
    style = Style(bold=True)
    (segment,) = TerminalGuard().apply([Segment(payload, style)], BLACK)
    assert not forbidden(segment.text)
    assert segment.style == style


def test_hyperlinks_and_control_segments_go():
    linked, control = TerminalGuard().apply([Segment("x", Style(link="https://evil.example")), Segment("\x1b[2J", None, [(1,)])], BLACK)
    assert linked.style is not None
    assert linked.style.link is None
    assert control == Segment("[2J", None)


def test_harmless_segments_are_not_copied():
    segment = Segment("β-blockers ≥ 5 µg", Style(bold=True))
    assert TerminalGuard().apply([segment], BLACK)[0] is segment


def test_textual_still_has_the_private_list_of_filters_and_asks_it():
    app = DemoApp()
    assert isinstance(App()._filters, list)
    assert isinstance(app._filters[-1], TerminalGuard)
    assert isinstance(app._filters[-1], LineFilter)
    assert app.get_line_filters()[-1] is app._filters[-1]


def test_without_colour_the_guard_still_comes_last(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert [type(line_filter) for line_filter in DemoApp().get_line_filters()] == [Monochrome, TerminalGuard]
