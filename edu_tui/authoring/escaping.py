"""Text as Markdown source that says exactly this text: no character of it can become syntax."""

from __future__ import annotations

import re

_SYNTAX = re.compile(
    r"(?P<run>\*+|_+|~+)"
    r"|[\\`\[\]]"
    r"|<(?=[A-Za-z]|[^\s<>]{1,400}@)"  # a link in angle brackets, or a blank to fill
    r"|&(?=#[0-9xX]|[A-Za-z][A-Za-z0-9]*;)"  # an entity
    r"|!$"  # in front of a link it would make an image
)
_START = re.compile(
    r"(?:[-+*:~](?=\s|$)"  # list items and definitions
    r"|\#{1,6}(?=\s|$)|>"
    r"|[-:|](?=[-:|\s]*$))"  # a rule, or the line below the head of a table
)
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSING = re.compile(r"(?:^|(?<=\s))#+$")


def escaped(text: str) -> str:
    """A piece of running text, on one line, that may stand between other inlines."""
    return text if text.isalnum() else _SYNTAX.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    signs = found.group()
    return signs if found["run"] and _is_harmless(found) else "".join(f"\\{sign}" for sign in signs)


def _is_harmless(found: re.Match[str]) -> bool:
    """Whether asterisks, underscores or tildes stand where they mark nothing.

    That is between spaces, of underscores also inside a word, and of a lone tilde anywhere but at an end of the piece.
    """
    run, text = found.group(), found.string
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    between_spaces = before.isspace() and after.isspace()
    inside_a_word = run[0] == "_" and before.isalnum() and after.isalnum()
    return between_spaces or inside_a_word or (run == "~" and bool(before and after))


def guarded_start(line: str) -> str:
    """A line of escaped text that is to begin a line of the file: what would begin a list, a heading or a quote there does not."""
    numbered = _NUMBERED.match(line)
    if numbered:
        return f"{numbered[1]}\\{line[numbered.end(1) :]}"
    return f"\\{line}" if _START.match(line) else line


def title_text(text: str) -> str:
    """Text for a heading: a closing row of # would be dropped."""
    line = escaped(text)
    closing = _CLOSING.search(line)
    return f"{line[: closing.start()]}\\{line[closing.start() :]}" if closing else line
