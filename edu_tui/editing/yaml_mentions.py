"""Names in YAML: in heads, charts, the ledger of facts, the library file and the waivers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.editing.desk import Desk
from edu_tui.editing.lines import Lines
from edu_tui.editing.mentions import Kind, Mention
from edu_tui.library.ledger_parser import FACT_ID
from edu_tui.library.roles import Role, file_at, role_of
from edu_tui.library.yaml_reader import Place, YamlDocument, YamlError, read_yaml

_FACT = re.compile(rf"^[\"']?({FACT_ID.pattern})[\"']?[ \t]*:(?=\s|$)", re.MULTILINE)


class _Yaml:
    """A YAML text with the value in it, and where its parts stand; without a value if it is not valid, or half typed."""

    def __init__(self, text: str) -> None:
        self.text, self._lines = text, Lines(text)
        try:
            self._document: YamlDocument | None = read_yaml(text)
        except YamlError:
            self._document = None
        self.value = self._document.value if self._document else None

    def texts(self, *place: str | int) -> Iterator[tuple[int, int]]:
        """Where the text at `place` stands, or each text of the list there, inside its quotation marks, if it is written as it reads."""
        value: object = self.value
        for step in place:
            if not (isinstance(value, dict) and step in value) and not (isinstance(value, list) and isinstance(step, int)):
                return
            value = value[step]  # type: ignore[index]
        items = (
            [(place, value)]
            if isinstance(value, str)
            else [((*place, at), one) for at, one in enumerate(value if isinstance(value, list) else ())]
        )
        for where, one in items:
            start = self._at(where)
            start += self.text[start : start + 1] in ('"', "'")
            if isinstance(one, str) and one and self.text.startswith(one, start):
                yield start, start + len(one)

    def keys(self, *place: str) -> Iterator[tuple[int, str]]:
        """Where each key of the mapping at `place` stands. The reader knows the place of its value, if that is a text."""
        value: object = self.value
        for step in place:
            value = value.get(step) if isinstance(value, dict) else None
        for key in value if isinstance(value, dict) else ():
            at = self._at((*place, key))
            if not self.text.startswith(key, at):
                found = [match.start(1) for match in re.finditer(rf"(?<![\w-])({re.escape(key)})[\"']?[ \t]*:", self.text[:at])]
                at = found[-1] if found else -1
            if at >= 0:
                yield at, key

    def _at(self, place: Place) -> int:
        return self._lines.at(*self._document.position(*place)) if self._document else 0


def fact_mentions(text: str) -> Iterator[Mention]:
    """The facts that a ledger makes, and the references that it names."""
    yield from (Mention(Kind.FACT, found[1], *found.span(1), defines=True) for found in _FACT.finditer(text))
    yaml = _Yaml(text)
    for ident in yaml.value if isinstance(yaml.value, dict) else ():
        for start, end in yaml.texts(ident, "source"):
            yield Mention(Kind.REFERENCE, text[start:end], start, end)


def library_mentions(text: str) -> Iterator[Mention]:
    """The modules that a library names."""
    yaml = _Yaml(text)
    tracks = yaml.value.get("tracks") if isinstance(yaml.value, dict) else None
    for number in range(len(tracks) if isinstance(tracks, list) else 0):
        for start, end in yaml.texts("tracks", number, "modules"):
            yield Mention(Kind.MODULE, text[start:end], start, end)


def waiver_mentions(text: str) -> Iterator[Mention]:
    """The rules and places of waivers."""
    yaml = _Yaml(text)
    for number in range(len(yaml.value) if isinstance(yaml.value, list) else 0):
        for start, end in yaml.texts(number, "rule"):
            yield Mention(Kind.RULE, text[start:end], start, end)
        for start, end in yaml.texts(number, "place"):
            yield from _place(text[start:end], start)


def _place(place: str, start: int) -> Iterator[Mention]:
    """The id in `path#id`."""
    path, mark, ident = place.partition("#")
    at = start + len(path) + 1
    file = file_at(path)
    if mark and ident and file and file.role is Role.MODULE:
        yield Mention(Kind.SECTION, ident, at, at + len(ident), f"{file.name}/{file.audience}")
    elif mark and ident and file and file.role is Role.QUIZ:
        yield Mention(Kind.QUESTION, ident, at, at + len(ident))


def head_mentions(desk: Desk, path: str, head: tuple[int, int]) -> Iterator[Mention]:
    """The names in the head of a page or a quiz, which stands from and to the offsets `head`."""
    first = head[0]
    text = desk.text(path)[slice(*head)]
    yaml, (module, audience) = _Yaml(text), desk.place(path) or ("", "")
    if role_of(path) is Role.MODULE:
        for at, ident in yaml.keys("objectives"):
            yield Mention(Kind.OBJECTIVE, ident, first + at, first + at + len(ident), f"{module}/{audience}", defines=True)
    if role_of(path) is Role.QUIZ:
        for start, end in yaml.texts("module"):
            yield Mention(Kind.MODULE, text[start:end], first + start, first + end, audience)
        for start, end in yaml.texts("retired"):
            yield Mention(Kind.QUESTION, text[start:end], first + start, first + end)


def listed(text: str, key: str, offset: int) -> Iterator[tuple[int, int]]:
    """Where the values of `key` stand in a mapping, whose text begins at `offset` of its file."""
    yield from ((offset + start, offset + end) for start, end in _Yaml(text).texts(key))
