"""Our themes: `edu-light` (paper), `edu-dark` (lamp) and `edu-contrast`.

Each gives one colour, `$edu-<style>`, to every style of `render.lines.STYLES`. Body text keeps a contrast of 7:1 (`edu-contrast`: 10:1)
and everything else 4.5:1 on all three grounds on which lines are drawn: page, side pane (`surface`) and bars (`panel`).
Colour only repeats what words, signs, weight or underline already say.
"""

from __future__ import annotations

from textual.theme import Theme

DEFAULT_THEME = "edu-dark"
"""The theme of a first start."""

TEXT_STYLES = {
    "strong": "bold",
    "emphasis": "italic",
    "strike": "strike",
    "heading": "bold",
    "subheading": "bold",
    "link": "underline",
    "cite": "none",
    "term": "underline",
    "label": "bold",
    "caution": "bold",
    "call": "bold reverse",
    "success": "bold",
    "error": "bold",
    "match": "reverse",
    "accent": "bold",
}
"""What a style adds to its colour, in every theme, so that it stays visible without colour. Styles that are not named add nothing."""

_LIGHT = {
    "text": "#2b2620",
    "muted": "#5d5548",
    "strong": "#1b1712",
    "emphasis": "#3a3127",
    "strike": "#5d5548",
    "code": "#4b3a72",
    "heading": "#7a2e1f",
    "subheading": "#6a3a1c",
    "link": "#1d4a86",
    "cite": "#653a78",
    "term": "#1c594b",
    "label": "#5c4410",
    "caution": "#7d4300",
    "call": "#9a1515",
    "success": "#1c5b2f",
    "error": "#9a1515",
    "bar": "#1d4a86",
    "bar2": "#7d4300",
    "bar3": "#1c5b2f",
    "axis": "#5d5548",
    "rule": "#665d4f",
    "match": "#6b4500",
    "accent": "#84295f",
}

_DARK = {
    "text": "#e9e3d7",
    "muted": "#b8af9f",
    "strong": "#fbf7ee",
    "emphasis": "#dcd3c2",
    "strike": "#b8af9f",
    "code": "#c6b8ee",
    "heading": "#f0a58a",
    "subheading": "#e4bd8f",
    "link": "#93bdf2",
    "cite": "#d5a6e6",
    "term": "#8fd0bd",
    "label": "#e5c76b",
    "caution": "#f2b45c",
    "call": "#ff9c94",
    "success": "#90d29f",
    "error": "#ff9c94",
    "bar": "#93bdf2",
    "bar2": "#f2b45c",
    "bar3": "#90d29f",
    "axis": "#b8af9f",
    "rule": "#a39a8b",
    "match": "#f5d76e",
    "accent": "#f0a0cf",
}

_CONTRAST = {
    "text": "#ffffff",
    "muted": "#d8d8d8",
    "strong": "#ffffff",
    "emphasis": "#ffffff",
    "strike": "#d8d8d8",
    "code": "#dcd0ff",
    "heading": "#ffd27a",
    "subheading": "#ffe3ae",
    "link": "#a9d1ff",
    "cite": "#f0c4ff",
    "term": "#a5f0da",
    "label": "#ffe45c",
    "caution": "#ffca66",
    "call": "#ffb8b0",
    "success": "#a8f5b5",
    "error": "#ffb8b0",
    "bar": "#a9d1ff",
    "bar2": "#ffca66",
    "bar3": "#a8f5b5",
    "axis": "#e8e8e8",
    "rule": "#cfcfcf",
    "match": "#ffff66",
    "accent": "#ffc0e6",
}


def _theme(name: str, *, dark: bool, grounds: tuple[str, str, str], selected: tuple[str, str], styles: dict[str, str]) -> Theme:
    """A theme from its `grounds` (page, side pane, bars), the colours of `selected` text (letters, ground) and its line styles."""
    background, surface, panel = grounds
    return Theme(
        name=name,
        dark=dark,
        primary=styles["link"],
        secondary=styles["cite"],
        warning=styles["caution"],
        error=styles["error"],
        success=styles["success"],
        accent=styles["accent"],
        foreground=styles["text"],
        background=background,
        surface=surface,
        panel=panel,
        variables={**_variables(grounds, selected, styles), **{f"edu-{style}": colour for style, colour in styles.items()}},
    )


def _variables(grounds: tuple[str, str, str], selected: tuple[str, str], styles: dict[str, str]) -> dict[str, str]:
    """What Textual would otherwise derive from blends whose contrast nobody has checked."""
    background, surface, panel = grounds
    text, muted = styles["text"], styles["muted"]
    front, back = selected
    return {
        "text": text,
        "text-muted": muted,
        "text-disabled": muted,
        "foreground-muted": muted,
        "foreground-disabled": muted,
        "block-cursor-foreground": front,
        "block-cursor-background": back,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": text,
        "block-cursor-blurred-background": panel,
        "block-cursor-blurred-text-style": "bold",
        "block-hover-background": panel,
        "border": styles["accent"],
        "border-blurred": styles["rule"],
        "surface-active": surface,
        "scrollbar": styles["rule"],
        "scrollbar-hover": muted,
        "scrollbar-active": text,
        "scrollbar-background": panel,
        "scrollbar-background-hover": panel,
        "scrollbar-background-active": panel,
        "scrollbar-corner-color": panel,
        "input-cursor-background": text,
        "input-cursor-foreground": background,
        "input-cursor-text-style": "none",
        "input-selection-background": back,
        "input-selection-foreground": front,
        "screen-selection-background": back,
        "screen-selection-foreground": front,
        "button-foreground": text,
        "button-color-foreground": background,
        "button-focus-text-style": "bold reverse",
    }


THEMES = (
    _theme("edu-light", dark=False, grounds=("#fbf8f1", "#f4efe4", "#ebe4d5"), selected=("#fdfbf6", "#2f5d8f"), styles=_LIGHT),
    _theme("edu-dark", dark=True, grounds=("#1d1b18", "#262320", "#312d29"), selected=("#16140f", "#d8c48f"), styles=_DARK),
    _theme("edu-contrast", dark=True, grounds=("#000000", "#0c0c0c", "#1a1a1a"), selected=("#000000", "#ffe45c"), styles=_CONTRAST),
)
"""All themes, in the order in which they are offered."""
