"""A quiz file while it is read: its source lines, its blocks, and what is wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from edu_tui.library.diagnostics import Diagnostic, Severity, has_errors
from edu_tui.library.markdown import BlockBuilder
from edu_tui.library.tree import Node


class Page:
    """The body of a quiz file from line `first_line` of the file on; `builder` makes its blocks, `diagnostics` collects its faults."""

    def __init__(self, path: str, body: str, first_line: int) -> None:
        self.path, self.first_line = path, first_line
        self.builder = BlockBuilder(path, first_line)
        self.diagnostics = self.builder.diagnostics
        self._lines = body.split("\n")

    def line(self, node: Node) -> int:
        """The line of the file on which `node` starts."""
        return self.builder.line(node)

    def raw(self, line: int) -> str:
        """A line of the file as written, "" outside the body."""
        index = line - self.first_line
        return self._lines[index] if 0 <= index < len(self._lines) else ""

    def column(self, line: int, words: str) -> int:
        """The column (from 1) at which `words` stand in `line`; 1 if they do not."""
        return self.raw(line).find(words) + 1 or 1

    def glued(self, node: Node) -> bool:
        """Whether no empty line parts `node` from what stands above it."""
        return bool(self.raw(self.line(node) - 1).strip())

    def error(self, line: int, code: str, message: str, hint: str, column: int = 1) -> None:
        """Note a fault that keeps its question out of the quiz."""
        self.diagnostics.append(Diagnostic(self.path, line, column, code, Severity.ERROR, message, hint))

    def warn(self, line: int, code: str, message: str, hint: str, column: int = 1) -> None:
        """Note something doubtful."""
        self.diagnostics.append(Diagnostic(self.path, line, column, code, Severity.WARNING, message, hint))

    def broken_since(self, count: int) -> bool:
        """Whether an error was noted after the first `count` findings."""
        return has_errors(self.diagnostics[count:])


def source_lines(node: Node) -> list[str]:
    """The source lines of a paragraph without their indentation."""
    return [line.strip() for child in node.children if child.type == "inline" for line in child.content.split("\n")]


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint with the nearest known word, or `otherwise`."""
    near = difflib.get_close_matches(word.casefold(), list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else otherwise
