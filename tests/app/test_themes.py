from __future__ import annotations

import pytest
from demo_app import DemoApp
from textual.color import Color

from edu_tui.app.base import SteadyApp
from edu_tui.app.themes import DEFAULT_THEME, TEXT_STYLES, THEMES
from edu_tui.render.lines import STYLES

BY_NAME = {theme.name: theme for theme in THEMES}


def contrast(front: str, back: str) -> float:
    """Contrast ratio, 1 to 21: WCAG 2.2, definitions of "contrast ratio" and "relative luminance" (https://www.w3.org/TR/WCAG22/)."""

    def luminance(colour: str) -> float:
        def linear(byte: int) -> float:
            part = byte / 255
            return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

        red, green, blue = (linear(part) for part in Color.parse(colour).rgb)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(front), luminance(back)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grounds(theme):
    return [theme.background, theme.surface, theme.panel]


def test_the_formula_gives_the_known_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("style", STYLES)
def test_every_style_can_be_read_on_every_ground(name, style):
    theme = BY_NAME[name]
    worst = min(contrast(theme.variables[f"edu-{style}"], ground) for ground in grounds(theme))
    assert worst >= 4.5


@pytest.mark.parametrize(("name", "least"), [("edu-light", 7), ("edu-dark", 7), ("edu-contrast", 10)])
def test_body_text_is_easy_to_read(name, least):
    theme = BY_NAME[name]
    assert min(contrast(theme.variables["edu-text"], ground) for ground in grounds(theme)) >= least


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("screen-selection-foreground", "screen-selection-background"),
        ("block-cursor-foreground", "block-cursor-background"),
        ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
        ("input-selection-foreground", "input-selection-background"),
        ("input-cursor-foreground", "input-cursor-background"),
        ("footer-key-foreground", "footer-background"),
        ("text", "background"),
        ("text", "surface"),
        ("text", "panel"),
        ("text-muted", "surface"),
        ("text-muted", "panel"),
        ("text-disabled", "surface"),
        ("button-foreground", "surface"),
    ],
)
def test_colours_that_textual_makes_can_be_read_too(name, front, back):
    app = DemoApp()
    app.theme = name
    variables = app.get_css_variables()
    assert contrast(variables[front], variables[back]) >= 4.5


def test_the_three_themes_exist_and_no_other_is_offered():
    assert set(SteadyApp().available_themes) == set(BY_NAME) == {"edu-light", "edu-dark", "edu-contrast"}


@pytest.mark.parametrize(
    ("wish", "name"), [*((name, name) for name in BY_NAME), ("no such theme", DEFAULT_THEME), ("textual-dark", DEFAULT_THEME)]
)
def test_an_app_begins_in_the_theme_that_is_wanted(wish, name):
    app = SteadyApp(wish)
    assert app.theme == name
    assert app.theme_variables["edu-text"] == BY_NAME[name].variables["edu-text"]


def test_every_style_has_a_variable_in_each_theme():
    for theme in THEMES:
        assert {f"edu-{style}" for style in STYLES} <= set(theme.variables)


def test_what_matters_differs_without_colour():
    assert set(TEXT_STYLES) <= set(STYLES)
    for style in ("strong", "link", "term", "caution", "call", "match", "heading", "error", "success"):
        assert TEXT_STYLES[style] != "none"
    assert "reverse" in TEXT_STYLES["match"]
    assert "underline" in TEXT_STYLES["link"]


@pytest.mark.parametrize("name", BY_NAME)
async def test_a_theme_can_be_set_while_the_app_runs(name):
    app = DemoApp()
    async with app.run_test(tooltips=True, notifications=True) as pilot:
        app.theme = name
        await pilot.pause()
        assert app.current_theme.name == name
