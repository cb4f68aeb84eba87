"""The page of faults names tests that exist; and what holds for the whole source: no markup, one TinyDB, no links that nobody wrote."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.events import Paste

from edu_tui.app.base import SteadyApp
from edu_tui.app.widgets.answer_field import TYPED_LIMIT, AnswerField
from edu_tui.library.markdown import parser

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
NAMES = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)))


def test_every_row_is_there_once_and_in_order() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 151))


@pytest.mark.parametrize("file", sorted({file for file, _ in NAMES}))
def test_every_test_that_the_page_names_exists(file: str) -> None:
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, FUNCTIONS)}
    assert {name for one, name in NAMES if one == file} <= functions


def test_a_row_names_a_test_or_says_why_there_is_none() -> None:
    for number, _, seen, tests in ROWS:
        assert re.fullmatch(r"`[\w/]+\.py::\w+`(, `[\w/]+\.py::\w+`)*", tests) or (
            tests == "–" and seen.startswith(("Does not apply", "Not tested"))
        ), number


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
READS_MARKUP = {"Static", "Label", "notify"}


def calls(folder: str) -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call below a folder of the source, with the last part of what is called."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                yield path, node, name


def test_no_widget_and_no_toast_reads_markup() -> None:
    seen = 0
    for path, node, name in calls("edu_tui"):
        if name in READS_MARKUP and node.args:
            seen += 1
            markup = [word.value.value for word in node.keywords if word.arg == "markup" and isinstance(word.value, ast.Constant)]
            content = getattr(getattr(node.args[0], "func", None), "id", "") == "Content"
            assert content or markup == [False], f"{path}:{node.lineno}"
    assert seen > 3


def test_tinydb_is_used_in_one_room_and_never_as_a_cache() -> None:
    for path in (ROOT / "edu_tui").rglob("*.py"):
        names = re.findall(r"^\s*(?:from|import) (tinydb[\w.]*)", path.read_text("utf-8"), re.MULTILINE)
        assert not names or path.parent.name == "progress", path
        assert not any("middleware" in name for name in names), path


@pytest.mark.parametrize("words", ["see test.md", "www.example.org", "https://example.org", "mail a@example.org"])
def test_words_that_look_like_addresses_are_words(words: str) -> None:
    (inline,) = [token for token in parser().parse(words) if token.type == "inline"]
    assert [child.type for child in inline.children or ()] == ["text"]


class Line(SteadyApp):
    def compose(self) -> ComposeResult:
        yield AnswerField()


async def test_a_megabyte_that_is_pasted_is_not_taken() -> None:
    app = Line()
    async with app.run_test() as pilot:
        field = app.query_one(AnswerField)
        field.display = True
        field.focus()
        await pilot.pause()
        field.post_message(Paste("x" * 1_000_000))
        await pilot.pause()
        assert field.value == ""
        field.post_message(Paste("x" * TYPED_LIMIT))
        await pilot.press("left", "backspace", "y")
        assert field.value == "x" * (TYPED_LIMIT - 2) + "yx"
