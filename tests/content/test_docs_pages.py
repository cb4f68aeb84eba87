"""The pages of the docs: every link leads somewhere, every command can be typed, every page that the program names is there."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from edu_tui.cli.parser import _parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GENERATED = {"clinical-review.md", "curriculum.md", "licences.md"}
_FENCE = re.compile(r"^ *(`{3,}).*?^ *\1 *$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"(?<![\w./-])edu-tui (?:[a-z-]+)(?: [^`\n]*)?")


@cache
def prose(path: Path) -> str:
    """The page without its examples and code."""
    return re.sub(r"`[^`\n]+`", "", _FENCE.sub("", path.read_text(encoding="utf-8")))


@cache
def anchors(path: Path) -> set[str]:
    """The ids of a page's headings, as code hosts make them, and those that it sets itself."""
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles} | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    lost = []
    for link in _LINK.findall(prose(path)):
        target, _, anchor = unquote(link).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (path.parent / target).resolve() if target else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            lost.append(link)
    assert lost == []


def commands(path: Path) -> Iterator[str]:
    """The commands of a page that are written out: in examples of shells, and as code in a sentence."""
    text = path.read_text(encoding="utf-8")
    for block in re.findall(r"^ *```(?:sh|text)?\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if (line := line.strip()).startswith("edu-tui "):
                yield re.split(r"  +| #", line)[0]
    for span in re.findall(r"`([^`\n]+)`", _FENCE.sub("", text)):
        if _COMMAND.fullmatch(span):
            yield span


@pytest.mark.parametrize("path", [path for path in PAGES if path.name not in GENERATED], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_can_be_typed(path: Path) -> None:
    wrong = []
    for command in commands(path):
        words = shlex.split(command.split(" > ")[0])[1:]
        said = io.StringIO()
        try:
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                _parser(words).parse_args(words)
        except SystemExit as end:
            if end.code and not re.search(
                r"arguments are required|expected one argument", said.getvalue()
            ):  # else a sentence only names it
                wrong.append((command, said.getvalue()))
    assert wrong == []


def test_the_commands_are_found() -> None:
    assert len([command for path in PAGES for command in commands(path)]) > 60


def test_the_map_of_the_authors_pages_names_each() -> None:
    linked = {link.partition("#")[0] for link in _LINK.findall(prose(ROOT / "docs/authoring.md"))}
    assert {f"authoring/{path.name}" for path in (ROOT / "docs/authoring").iterdir()} <= linked


def test_every_page_that_the_program_names_is_there() -> None:
    named = {}
    for path in sorted((ROOT / "edu_tui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named |= dict.fromkeys(re.findall(r"\bdocs/[\w/-]+\.md", node.value), path)
    assert named
    assert [(page, path) for page, path in named.items() if not (ROOT / page).is_file()] == []
