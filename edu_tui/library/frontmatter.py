"""The YAML head of a Markdown file, between two lines of three hyphens."""

from __future__ import annotations

import msgspec

from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.yaml_reader import YamlDocument, YamlError, read_yaml


class FrontMatter(msgspec.Struct, frozen=True):
    """A file cut in two: `head` (None if absent or broken) and `body`, whose first line is line `body_line` of the file."""

    head: YamlDocument | None
    body: str
    body_line: int
    diagnostics: tuple[Diagnostic, ...] = ()


def split_front_matter(text: str, path: str) -> FrontMatter:
    """Cut `text` (cleaned, LF line ends) into head and body; F00 if there is no head, F01 if it is not valid."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        fault = Diagnostic(
            path, 1, 1, "F00", Severity.ERROR, "the file has no front matter", "Begin the file with ---, the keys, and --- again."
        )
        return FrontMatter(None, text, 1, (fault,))
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        fault = Diagnostic(path, 1, 1, "F01", Severity.ERROR, "the front matter is never closed", "Add a line with --- after the last key.")
        return FrontMatter(None, text, 1, (fault,))
    body, body_line = "\n".join(lines[end + 1 :]), end + 2
    try:
        head = read_yaml("\n".join(lines[1:end]), first_line=2)
    except YamlError as error:
        fault = Diagnostic(
            path, error.line, error.column, "F01", Severity.ERROR, f"front matter is not valid YAML: {error.message}", error.hint
        )
        return FrontMatter(None, body, body_line, (fault,))
    return FrontMatter(head, body, body_line)
