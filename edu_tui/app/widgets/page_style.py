"""How pages look, and what their keys do."""

from __future__ import annotations

from edu_tui.app.commands import Command
from edu_tui.app.themes import TEXT_STYLES
from edu_tui.render.lines import STYLES

MARKS = ("focus", "hover", "hint", "found")
"""What is laid over the line styles: the focused target, the one under the mouse, hint letters, the current hit of find."""

COMPONENTS = {f"page--{name}" for name in (*STYLES, *MARKS)}
"""The component classes of a page."""

_RULES = "\n".join(f".page--{style} {{ color: $edu-{style}; text-style: {TEXT_STYLES.get(style, 'none')}; }}" for style in STYLES)

CSS = f"""
LineView {{
    background: $background;
    color: $edu-text;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-size-vertical: 1;
    {_RULES}
    .page--focus {{ text-style: bold reverse; }}
    .page--hover {{ text-style: underline; }}
    .page--hint {{ color: $screen-selection-foreground; background: $screen-selection-background; text-style: bold underline; }}
    .page--found {{ text-style: bold underline; }}
}}
"""
"""The default rules: a colour from the theme for each line style; marks show without colour."""


def _command(name: str, keys: tuple[str, ...], label: str, text: str, footer: int = 0) -> Command:
    """A command of every page; there are too many for footer and palette."""
    return Command(id=f"page.{name}", keys=keys, action=name, label=label, help=text, group="Page", footer=footer, palette=False)


COMMANDS = (
    _command("up", ("up", "k"), "Up", "Go up a line, or to the item above."),
    _command("down", ("down", "j"), "Down", "Go down a line, or to the item below."),
    _command("screen_up", ("pageup",), "Screen up", "Go up a screen."),
    _command("screen_down", ("pagedown",), "Screen down", "Go down a screen."),
    _command("read_on", ("space",), "Read on", "Go down a screen; at the end go on to what follows."),
    _command("top", ("home", "g"), "Top", "Go to the top of the page."),
    _command("bottom", ("end", "G"), "Bottom", "Go to the bottom of the page."),
    _command("next", ("tab",), "Next link", "Mark the next link, citation or term."),
    _command("previous", ("shift+tab",), "Previous link", "Mark the link, citation or term before."),
    _command("activate", ("enter",), "Open", "Open what is marked.", footer=1),
    _command("hints", ("f",), "Hint letters", "Show letters on all links; type them to open one."),
)
"""What the keys of a page do."""
