"""From YAML values to typed structs, with every fault named by file, line and cure."""

from __future__ import annotations

import difflib
import re
from enum import Enum
from functools import cache
from itertools import islice
from typing import Annotated, Any, TypeVar, get_args, get_origin

import msgspec

from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.yaml_reader import Place, YamlDocument

T = TypeVar("T", bound=msgspec.Struct)

_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "array": "a list",
    "object": "keys with values",
    "bool": "true or false",
}
_SHOWN = 12  # keys in one sentence
_BOUNDS = {">=": "at least", "<=": "at most"}
_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`")
_AT = re.compile(r" - at `\$(.*)`$")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


class Reader:
    """Reads structs out of one YAML document and collects what is wrong; `path` is the file for the diagnostics, `code` theirs."""

    def __init__(self, document: YamlDocument, path: str, code: str) -> None:
        self.document, self.path, self.code = document, path, code
        self.diagnostics: list[Diagnostic] = []

    def struct(self, kind: type[T], value: Any, place: Place = (), *, lists: tuple[str, ...] = ()) -> T | None:
        """`value` as the struct `kind`; None if a field is missing or wrong. A lone value of a field in `lists` counts as a list of one."""
        if not isinstance(value, dict):
            self.add(place, "expected keys with values here", "Write key: value, one a line.")
            return None
        fields = _fields(kind)
        before = len(self.diagnostics)
        given: dict[str, Any] = {}
        for key, item in value.items():
            if key not in fields:
                self.add((*place, key), f'unknown key "{key}"', _did_you_mean(key, fields))
                continue
            lone = key in lists and not isinstance(item, list) and item is not None
            given[fields[key].name] = self._convert([item] if lone else item, fields[key].type, (*place, key))
        for name, field in fields.items():
            if field.required and name not in value:
                self.add(place, f'the key "{name}" is missing', f"Add {name}: and its value.")
        if len(self.diagnostics) > before:
            return None
        return kind(**given)

    def add(self, place: Place, message: str, hint: str = "") -> None:
        """Note an error at `place`."""
        line, column = self.document.position(*place)
        self.diagnostics.append(Diagnostic(self.path, line, column, self.code, Severity.ERROR, message, hint))

    def _convert(self, value: Any, kind: Any, place: Place) -> Any:
        bare = _bare(kind)
        if get_origin(bare) is dict and isinstance(value, dict):
            inner = get_args(bare)[1]
            return {key: self._convert(item, inner, (*place, key)) for key, item in value.items()}
        try:
            return msgspec.convert(value, kind, strict=False)
        except msgspec.ValidationError as error:
            text = str(error)
            found = _AT.search(text)
            deeper = (*place, *_steps(found.group(1))) if found else place
            unknown = _UNKNOWN.match(text)
            at = (*deeper, unknown.group(1)) if unknown else deeper
            self.add(at, _plain(text[: found.start()] if found else text, deeper), _choices(kind))
            return None


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    """The fields of a struct by the names that authors write. There are few structs, and looking their types up takes long."""
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _steps(trail: str) -> Place:
    """msgspec's `.bars[0].value` as a place; an index that it does not name ends the trail."""
    steps: list[str | int] = []
    for key, index in _STEP.findall(trail):
        if index == "...":
            break
        steps.append(key or int(index))
    return tuple(steps)


def _plain(message: str, place: Place) -> str:
    """msgspec's complaint in an author's words."""
    name = next((str(step) for step in reversed(place) if isinstance(step, str)), "this")
    sized = re.match(r"Expected `array` of length (\d+)", message)
    if sized:
        return f'"{name}" should have {sized.group(1)} values here'
    expected = re.match(r"Expected `([a-z]+)(?: \| null)?`(?: (>=|<=) (.+))?", message)
    if expected:
        bound = f", {_BOUNDS[expected.group(2)]} {expected.group(3)}" if expected.group(2) else ""
        return f'"{name}" should be {_WORDS.get(expected.group(1), expected.group(1))}{bound}'
    missing = re.match(r"Object missing required field `(.+)`", message)
    if missing:
        return f'the key "{missing.group(1)}" is missing under "{name}"'
    unknown = _UNKNOWN.match(message)
    if unknown:
        return f'unknown key "{unknown.group(1)}" under "{name}"'
    invalid = re.match(r"Invalid (?:enum )?value '(.+)'", message)
    if invalid:
        return f'"{invalid.group(1)}" is not a known {name}'
    if message.endswith("out of range"):
        return f'"{name}" is too large a number'
    return f'"{name}": {message[0].lower()}{message[1:]}'


def _bare(kind: Any) -> Any:
    """A type without its description and bounds."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _choices(kind: Any) -> str:
    """A hint with the words that an enumeration allows, "" for other types."""
    bare = _bare(kind)
    return f"One of: {', '.join(bare)}." if isinstance(bare, type) and issubclass(bare, Enum) else ""


def _did_you_mean(key: str, known: dict[str, Any]) -> str:
    """A hint with the nearest known key."""
    close = difflib.get_close_matches(key, known, n=1)
    more = ", …" if len(known) > _SHOWN else ""
    return f"Did you mean {close[0]}:?" if close else f"Known keys: {', '.join(islice(known, _SHOWN))}{more}."
