"""What a file says and what is wrong with it, so that a cure can be proven: nothing that could be read reads differently afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger_parser import parse_facts, parse_glossary, parse_references
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience
from edu_tui.library.quiz_parser import parse_quiz
from edu_tui.library.roles import LibraryFile, Role, file_at
from edu_tui.library.text import clean
from edu_tui.library.typing_slips import Kind, slips
from edu_tui.library.yaml_reader import YamlError, read_yaml

SLIP_CODES = {Kind.SPACE: "T10", Kind.DASH: "T11", Kind.BULLET: "T12", Kind.QUOTES: "T13"}
"""The code of the rule that finds each kind of slip."""

_PLACES = frozenset({"line", "diagnostics"})


class Reading(msgspec.Struct, frozen=True):
    """How a file reads: the parts that must not change, each without its place (a question, or all of a page), and its faults by code."""

    parts: tuple[Any, ...]
    faults: Counter[str]
    errors: int

    def count(self, codes: Iterable[str]) -> int:
        """How many findings have one of these codes."""
        return sum(self.faults[code] for code in codes)


def read(path: str, lines: Sequence[str]) -> Reading:
    """Read the file `path`, of which these are the lines."""
    text = clean("\n".join(lines))
    value, found = _parsed(path, text)
    faults = Counter(item.code for item in found)
    faults.update(SLIP_CODES[slip.kind] for slip in slips(path, text.split("\n")))
    return Reading(tuple(map(_placeless, value)), faults, sum(item.severity is Severity.ERROR for item in found))


def proves(before: Reading, after: Reading, codes: Sequence[str]) -> bool:
    """Whether a change is a cure of the findings `codes`: fewer of them are left, and no question that could be read reads differently.

    A page is one part, which a cure does change, and so does the cure of a slip: there no error may come. Without codes nothing at all may
    read differently, and nothing be found that was not found before.
    """
    if not codes:
        return after == before
    if after.count(codes) >= before.count(codes):
        return False
    if len(before.parts) == 1 == len(after.parts) or set(codes) <= set(SLIP_CODES.values()):
        return after.errors <= before.errors
    return all(part in after.parts for part in before.parts)


def _parsed(path: str, text: str) -> tuple[Sequence[Any], Sequence[Diagnostic]]:
    match file_at(path):
        case LibraryFile(role=Role.MODULE, name=ident, audience=Audience() as audience):
            module = parse_module(ident, audience, path, text)
            return (module,), module.diagnostics
        case LibraryFile(role=Role.QUIZ, name=name):
            quiz = parse_quiz(name, path, text)
            return (quiz.module, quiz.audience, quiz.title, quiz.intro, quiz.retired, *quiz.questions, *quiz.cases), quiz.diagnostics
        case LibraryFile(role=Role.GLOSSARY):
            return _one(parse_glossary(path, text))
        case LibraryFile(role=Role.FACTS):
            return _one(parse_facts(path, text))
        case LibraryFile(role=Role.REFERENCES):
            return _one(parse_references(path, text))
        case _:
            return _yaml(path, text)


def _one(parsed: tuple[Any, list[Diagnostic]]) -> tuple[Sequence[Any], Sequence[Diagnostic]]:
    return (parsed[0],), parsed[1]


def _yaml(path: str, text: str) -> tuple[Sequence[Any], Sequence[Diagnostic]]:
    """A file that holds nothing but YAML."""
    try:
        return (read_yaml(text).value,), ()
    except YamlError as error:
        return (None,), (Diagnostic(path, error.line, error.column, "F01", Severity.ERROR, error.message),)


def _placeless(value: Any) -> Any:
    """A value as plain lists, without the places in the file that are noted in it."""
    match value:
        case msgspec.Struct():
            return [type(value).__name__, *(_placeless(getattr(value, name)) for name in value.__struct_fields__ if name not in _PLACES)]
        case dict():
            return {key: _placeless(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_placeless(inner) for inner in value]
        case _:
            return value
