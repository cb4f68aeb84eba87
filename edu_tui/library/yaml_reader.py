"""Strict YAML: mappings, lists and strings, each with its line; no aliases, tags, repeated keys or deep nesting.

Everything is text, so `no`, `12:30` and `1.10` stay what the author typed; the schema (`schema.py`) turns text into numbers where it wants
them. Only a plain `null`, `~` or nothing at all is None. Aliases are refused because merge keys can stop a parser for minutes.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

import msgspec
import yaml

from edu_tui.library.text import clean

MAX_DEPTH = 40
"""Levels of nesting; deeper is a mistake or an attack."""

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
Place: TypeAlias = tuple[str | int, ...]


class YamlError(Exception):
    """What is wrong and where (`line`, `column` from 1), with a cure."""

    def __init__(self, message: str, line: int, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.column, self.hint = message, line, column, hint


class YamlDocument(msgspec.Struct, frozen=True):
    """A value, and for each place in it (the path of keys and indexes) its line and column from 1.

    A list or a mapping under a key has the place of the key.
    """

    value: Value
    places: dict[Place, tuple[int, int]]

    def line(self, *place: str | int) -> int:
        """The line of `place`, or of the nearest thing around it that exists."""
        return self.position(*place)[0]

    def position(self, *place: str | int) -> tuple[int, int]:
        """Line and column of `place`, or of the nearest thing around it that exists."""
        while place and place not in self.places:
            place = place[:-1]
        return self.places.get(place, (1, 1))


def read_yaml(text: str, first_line: int = 1) -> YamlDocument:
    """Read one YAML document whose first line is line `first_line` of its file.

    Raises:
        YamlError: at the first thing that is not allowed or not YAML.
    """
    text = clean(text)
    builder = _Builder(first_line)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            builder.feed(event)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text, first_line) from None
    return YamlDocument(builder.root, builder.places)


class _Builder:
    """Builds the value from parser events without recursion."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.root: Value = None
        self.places: dict[Place, tuple[int, int]] = {(): (first_line, 1)}
        self._stack: list[tuple[dict[str, Value] | list[Value], Place]] = []
        self._keys: list[str | None] = []
        self._documents = 0

    def feed(self, event: Any) -> None:
        """Take one event."""
        mark = event.start_mark
        line, column = mark.line + self.first_line, mark.column + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise YamlError("a second document begins here", line, column, "Remove the line with three hyphens.")
        elif isinstance(event, yaml.AliasEvent):
            raise YamlError("aliases (*name) are not allowed", line, column, "Write the value out.")
        elif isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent):
            self._refuse_extras(event, line, column)
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event, line, column)
            else:
                self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
            self._keys.pop()

    def _refuse_extras(self, event: Any, line: int, column: int) -> None:
        if event.anchor:
            raise YamlError("anchors (&name) are not allowed", line, column, "Write the value out where it is needed.")
        if event.tag and event.tag != "!":
            raise YamlError("tags (!name) are not allowed", line, column, "Remove the word that begins with an exclamation mark.")
        if len(self._stack) >= MAX_DEPTH:
            raise YamlError("nested too deeply", line, column, f"Keep to {MAX_DEPTH} levels.")

    def _open(self, container: dict[str, Value] | list[Value], line: int, column: int) -> None:
        place = self._put(container, line, column)
        self._stack.append((container, place))
        self._keys.append(None)

    def _scalar(self, event: Any, line: int, column: int) -> None:
        text = clean(event.value)
        if self._stack and isinstance(self._stack[-1][0], dict) and self._keys[-1] is None:
            mapping, place = self._stack[-1]
            if text in mapping:
                first = self.places.get((*place, text), (line, column))[0]
                raise YamlError(f'"{text}" stands here a second time (first on line {first})', line, column, "Keep one of the two.")
            self._keys[-1] = text
            self.places[*place, text] = (line, column)
            return
        plain_null = not event.style and text in ("", "~", "null")
        self._put(None if plain_null else text, line, column)

    def _put(self, value: Value, line: int, column: int) -> Place:
        if not self._stack:
            self.root = value
            self.places[()] = (line, column)
            return ()
        container, place = self._stack[-1]
        if isinstance(container, list):
            here: Place = (*place, len(container))
            container.append(value)
        else:
            key = self._keys[-1]
            if key is None:
                raise YamlError("a key must be a single word or phrase", line, column, "Write key: value.")
            here = (*place, key)
            container[key] = value
            self._keys[-1] = None
            if isinstance(value, dict | list):
                return here
        self.places[here] = (line, column)
        return here


_INDENT = "Indent with two spaces as the lines around it."
_ONE_A_LINE = "Write key: value, one a line."
_PROBLEMS = (
    ("cannot start any token", "this character cannot begin a value", "Put quotation marks around a value with special characters."),
    (
        "expected key|<block end>",
        "this line does not fit the indentation above, or a quotation mark ends too early",
        f"{_INDENT} Write ' twice inside single quotation marks.",
    ),
    ("unexpected end of stream", "the quotation mark here is never closed", "Put the same mark at the end of the value."),
    (
        "expected ',' or",
        "the bracket here is never closed, or lacks a comma inside",
        "Put commas between values; close the bracket and each quotation mark.",
    ),
    ("expected node content", "something is missing here, or a bracket is never closed", "Write a value, or close the bracket."),
    ("could not find expected ':'", "there is no colon after this key", _ONE_A_LINE),
    ("did not find expected '-'", "this line does not fit the list above", _INDENT),
    ("sequence entries", "a list cannot begin here", "Put each - on a line of its own, below the key."),
    ("escape", "a backslash stands before a character that it cannot escape", "Write the backslash twice, or use single quotation marks."),
    ("<document start>", "something stands behind the end of the text", "Remove the line with three dots or the stray bracket."),
    ("tag handle", "tags (!name) are not allowed", "Remove the word that begins with an exclamation mark."),
)
"""A pattern of the parser's complaint (with or without its C library), the same in an author's words, and the cure."""


def _explained(error: yaml.MarkedYAMLError, text: str, first_line: int) -> YamlError:
    """The parser's complaint about `text` in an author's words, with what to type instead."""
    problem = error.problem or "not valid YAML"
    message, hint = next((row[1:] for row in _PROBLEMS if re.search(row[0], problem)), (clean(problem), _ONE_A_LINE))
    mark = error.problem_mark or error.context_mark
    if mark and text[mark.index : mark.index + 1] == "\t":
        message, hint = "a tab stands here, and YAML knows only spaces", "Put spaces in its place. edu-tui check --fix does it for you."
    if ("never closed" in message or "no colon" in message) and error.context_mark:
        mark = error.context_mark
    lines = text.split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # the parser puts a line end of its own behind the last line
        line, column = len(lines) - 1, len(lines[-1])
    if "mapping values are not allowed" in problem:
        message, hint = _misplaced_colon(lines[line], column)
    return YamlError(message, line + first_line, column + 1, hint)


def _misplaced_colon(line: str, column: int) -> tuple[str, str]:
    """Why the colon at `column` (from 0) of `line` is not understood, and the cure: it is the second one, or its line is out of place."""
    if ": " in line[:column]:
        return "a second colon on this line makes it ambiguous", 'Put the value in quotation marks: title: "A: b".'
    return "this line does not fit the one above, which has no colon or is indented less", f"{_ONE_A_LINE} {_INDENT}"
