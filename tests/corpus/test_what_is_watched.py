"""Were what the surfaces are held to broken, it would be seen: a command to the terminal, a link that leads astray, a script in a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import Bench, small_library
from harmless_html import assert_harmless
from in_terminal import OWN, PREVIEW_KEYS, kinds, written
from libraries import FILES
from promises import allowed, clean_page, clean_words

from edu_tui.library.links import PageLink, WebLink
from edu_tui.library.modules import Audience
from edu_tui.library.text import has_hidden
from edu_tui.render.lines import Layout, Line, Span

PAGE = "<!DOCTYPE html><html><head><title>A</title><style></style></head><body>{}</body></html>"


def test_what_textual_writes_over_a_sound_library_is_all_that_is_known(tmp_path: Path) -> None:
    bench = Bench(tmp_path, small_library(FILES))
    found, left = kinds(written(bench, bench.sound, ("preview", str(bench.sound / "quizzes/timing.md")), PREVIEW_KEYS))
    assert {"CSI m", "CSI H", "CSI ?1049h", "CSI ?1003h"} <= found <= OWN
    assert "Findings" in left
    assert not has_hidden(left)


@pytest.mark.parametrize(
    "payload",
    ["\x1b]8;;file:///etc/passwd\x1b\\x", "\x1b]52;c;ZXZpbA==\x07", "\x1b]0;t\x07", "\x1b[31;1Hx\x1b[2J", "\x1b[?47h", "\x1bc", "\x1b[6n"],
)
def test_a_foreign_sequence_is_none_of_textuals(payload: str) -> None:
    assert not kinds(f"\x1b[0mwords{payload}")[0] <= OWN


@pytest.mark.parametrize("payload", ["\x9b31m", "\x1bP1$r\x1b\\", "\x1b_G\x1b\\", "\x07", "\x00", "\u202e", "\u200b", "\x1b["])
def test_what_is_no_sequence_of_textuals_is_left_over(payload: str) -> None:
    found, left = kinds(f"\x1b[0mwords{payload}words")
    assert has_hidden(left) or not found <= OWN


@pytest.mark.parametrize(
    "where",
    [
        WebLink("javascript:alert(1)", "x"),
        WebLink("https://user@evil.example/", "evil.example"),
        WebLink("https://evil.example/", "good.example"),
        WebLink("--gpu-launcher=x", "x"),
        PageLink("../../etc", Audience.FAMILY, ""),
    ],
)
def test_a_link_that_leads_astray_is_seen(where: WebLink | PageLink) -> None:
    with pytest.raises(AssertionError):
        allowed(where)


def test_a_control_in_a_page_or_a_title_is_seen() -> None:
    with pytest.raises(AssertionError):
        clean_page(Layout((Line((Span("a\x1b[31mb"),)),)))
    with pytest.raises(AssertionError):
        clean_words("two\nlines")


@pytest.mark.parametrize(
    "piece",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        '<img src="https://evil.example/x">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="//evil.example">x</a>',
        '<a href="https://bank.example@evil.example/">x</a>',
        "<p>a\u202eb</p>",
        "<svg><script>x</script></svg>",
        "<p></div>",
    ],
)
def test_a_page_that_would_do_something_is_seen(piece: str) -> None:
    assert_harmless(PAGE.format('<p><a href="https://example.org/">x</a></p>'))
    with pytest.raises(AssertionError):
        assert_harmless(PAGE.format(piece))
