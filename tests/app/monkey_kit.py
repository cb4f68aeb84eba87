"""A monkey at the keyboard: what it may do, and what must hold whatever it does."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from hypothesis import strategies as st
from textual import events
from textual.app import App
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.pilot import Pilot

from edu_tui.app.app import EduApp
from edu_tui.app.screens.home import HomeScreen
from edu_tui.app.screens.too_small import MIN_SIZE


class Key(NamedTuple):
    """A key."""

    name: str
    character: str | None = None


class Size(NamedTuple):
    """The window gets another size."""

    columns: int
    lines: int


class Mouse(NamedTuple):
    """A click, a turn of the wheel or a move, somewhere: `x` and `y` are shares of the window, in percent."""

    kind: str
    x: int
    y: int


class Paste(NamedTuple):
    """Text that is pasted."""

    text: str


class Wait(NamedTuple):
    """The monkey looks at what it has done; without it, what it does next comes before the app has drawn anything."""


Deed: TypeAlias = Key | Size | Mouse | Paste | Wait

NAMED = [
    *["enter"] * 4,
    *["escape"] * 2,
    *["tab", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete", "space"],
    *(f"f{number}" for number in range(1, 13)),
    *(f"ctrl+{letter}" for letter in "acdefpuwz"),
    *["shift+up", "shift+down", "alt+left", "alt+right", "ctrl+home", "ctrl+end"],
]
LETTERS = [chr(code) for code in range(32, 127)] + ["ä", "é", "½", "漢", "🩸", "́"]
NASTY = ["", "x" * 3000, "one\ntwo\r\nthree", "\x1b[31m\x07\x00", "[bold]@RT-13[/]", "1 2 3", "‮txet", "🩸" * 50]

_keys = st.sampled_from([Key(name, {"enter": "\r", "space": " ", "tab": "\t"}.get(name)) for name in NAMED])
_letters = st.sampled_from([Key(_character_to_key(one), one) for one in LETTERS])
_sizes = st.one_of(
    st.sampled_from([Size(80, 24), Size(120, 40), Size(40, 15), Size(*MIN_SIZE), Size(29, 7), Size(1, 1)]),
    st.builds(Size, st.integers(1, 200), st.integers(1, 70)),
)
_kinds = st.sampled_from(["click", "click", "click", "up", "down", "move", "right"])
_mouse = st.builds(Mouse, _kinds, st.integers(0, 99), st.integers(0, 99))
_choices = [_keys, _keys, _letters, _letters, _letters, _mouse, _mouse, st.just(Wait()), st.just(Wait())]
DEEDS = st.integers(0, 30).flatmap(
    lambda number: _sizes if number == 0 else st.builds(Paste, st.sampled_from(NASTY)) if number == 1 else _choices[number % len(_choices)]
)
"""One thing that a monkey does."""

WAY_HOME = 16
"""Presses of escape and h, in turn, after which one must be Home, wherever one was."""


def is_over(app: App[Any]) -> bool:
    """Whether the app was left."""
    return app._exit or not app.is_running


async def do(pilot: Pilot[Any], deed: Deed) -> None:
    """Do one thing."""
    app = pilot.app
    match deed:
        case Key(name, character):
            app.post_message(events.Key(name, character))
        case Paste(text):
            app.post_message(events.Paste(text))
        case Mouse(kind, x, y):
            _use_mouse(app, kind, x * app.size.width // 100, y * app.size.height // 100)
        case Size(columns, lines):
            await pilot.resize_terminal(columns, lines)
        case Wait():
            await pilot.pause()
    if app._exception:
        raise app._exception


def _use_mouse(app: App[Any], kind: str, x: int, y: int) -> None:
    button = {"click": 1, "right": 3}.get(kind, 0)
    kinds: dict[str, list[type[events.MouseEvent]]] = {
        "move": [events.MouseMove],
        "up": [events.MouseScrollUp],
        "down": [events.MouseScrollDown],
    }
    app.mouse_position = Offset(x, y)
    for made in kinds.get(kind, [events.MouseMove, events.MouseDown, events.MouseUp]):
        app.screen._forward_event(made(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y))


async def go_home(pilot: Pilot[Any]) -> None:
    """Press escape and h in turn until Home is there; where a screen keeps to itself, there must be an end instead."""
    app = pilot.app
    await do(pilot, Size(80, 24))
    for number in range(WAY_HOME):
        if isinstance(app.screen, HomeScreen) and not _is_typing(app):
            return
        await do(pilot, Key("escape") if number % 2 == 0 else Key("h", "h"))
        await do(pilot, Wait())
    assert not isinstance(app, EduApp) or getattr(app.screen, "keeps_to_itself", False), f"no way home from {app.screen}"


def _is_typing(app: App[Any]) -> bool:
    return app.focused is not None and type(app.focused).__name__ == "Input"


async def leave(pilot: Pilot[Any]) -> None:
    """Press the key that ends the app, wherever one is."""
    for _ in range(3):  # a line or a dialog may ask first
        if is_over(pilot.app):
            break
        await do(pilot, Key("ctrl+q"))
        await do(pilot, Wait())
    assert is_over(pilot.app), f"ctrl+q does not end {pilot.app.screen}"
