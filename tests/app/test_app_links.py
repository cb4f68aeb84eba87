from __future__ import annotations

import subprocess
import sys

import pytest
from demo_app import DemoApp
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.app import links
from edu_tui.app.links import LinkDialog, dialog_layout, open_address
from edu_tui.library.links import WebLink, resolve

LINK = WebLink("https://xn--80ak6aa92e.com/" + "long/" * 40, "xn--80ak6aa92e.com")


@pytest.fixture
def runs(monkeypatch):
    """What would have been run, and what it would have answered."""
    found = []

    def run(argv, **options):
        found.append((argv, options))
        return subprocess.CompletedProcess(argv, 0)

    monkeypatch.setattr(links.subprocess, "run", run)
    return found


NOT_WEB = (
    *("", "-a", "--gpu-launcher=xcalc", "file:///etc/passwd", "javascript:alert(1)", "ftp://x", "http:", "https://"),
    *(" https://x", "https://x y", "https://x\n-a", "https://é", "HTTPS://x"),
)


@pytest.mark.parametrize("url", NOT_WEB)
def test_nothing_but_a_web_address_is_opened(runs, url):
    with pytest.raises(ValueError, match="link gate"):
        open_address(WebLink(url, "x"))
    assert runs == []


def test_the_browser_gets_no_terminal_and_the_address_is_no_option(runs):
    assert open_address(LINK)
    ((argv, options),) = runs
    assert argv[0] == sys.executable
    assert argv[-1] == LINK.url
    assert options["stdin"] == options["stdout"] == options["stderr"] == subprocess.DEVNULL
    assert options["start_new_session"]
    assert "shell" not in options


@pytest.mark.parametrize("failure", [OSError(), subprocess.TimeoutExpired("x", 1)])
def test_a_browser_that_does_not_start_is_told(monkeypatch, failure):
    def run(*_, **__):
        raise failure

    monkeypatch.setattr(links.subprocess, "run", run)
    assert not open_address(LINK)


def test_no_browser_at_all(monkeypatch, tmp_path):
    monkeypatch.setenv("BROWSER", str(tmp_path / "none"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not open_address(LINK)


def test_the_browser_is_really_given_the_address(monkeypatch, tmp_path):
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\n[ -t 0 ] || [ -t 1 ] || echo "$#:$1" > {tmp_path}/seen\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    assert open_address(LINK)
    assert (tmp_path / "seen").read_text() == f"1:{LINK.url}\n"


@given(st.integers(10, 90), st.from_regex(r"https://[a-z]{1,30}\.org/[!-~]{0,300}", fullmatch=True))
def test_host_and_address_are_shown_in_full_at_any_width(width, url):
    link = resolve(url, "content/mrd/clinician.md")
    if not isinstance(link, WebLink):
        return
    layout = dialog_layout(link, width)
    assert all(len(line.text) <= width for line in layout.lines if line.spans and line.spans[0].style in {"strong", "code"})
    assert "".join(line.text for line in layout.lines if line.spans and line.spans[0].style == "strong") == link.host
    assert "".join(line.text for line in layout.lines if line.spans and line.spans[0].style == "code") == link.url


async def dialog(pilot, *keys: str) -> None:
    await pilot.app.push_screen(LinkDialog(LINK))
    await pilot.pause()
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize(
    ("keys", "opened", "copied"),
    [(("enter",), 1, ""), (("o",), 1, ""), (("c",), 0, LINK.url), (("down", "enter"), 0, LINK.url), (("escape",), 0, ""), (("q",), 0, "")],
)
async def test_the_dialog_does_what_is_chosen(runs, keys, opened, copied):
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        await dialog(pilot, *keys)
        assert len(runs) == opened
        assert app.clipboard == copied
        assert not isinstance(app.screen, LinkDialog)


async def test_the_dialog_shows_the_true_host_before_anything_is_opened(runs):
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        await dialog(pilot)
        screen = "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
        assert LINK.host in screen
        assert "esc Stay" in screen
        assert runs == []


async def test_a_failure_leaves_the_address_to_copy(monkeypatch):
    monkeypatch.setattr(links, "open_address", lambda _: False)
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        await dialog(pilot, "o")
        (notice,) = app._notifications
        assert LINK.url in notice.message
