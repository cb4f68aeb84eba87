"""Signs of a word processor where the syntax wants plain ones: what was meant as a heading, a list or a slide is then only text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from edu_tui.library.source_zones import Zone, zones


class Kind(StrEnum):
    """What was typed instead: another space than the plain one, dashes for hyphens, a bullet sign, or curly quotation marks."""

    SPACE = "space"
    DASH = "dash"
    BULLET = "bullet"
    QUOTES = "quotes"


_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASH = "\u2010-\u2015\u2212"
_MARKER = re.compile(rf"\s*(?:>\s?)*(?:#{{1,6}}|[-*+>]|(?P<number>\d{{1,9}}[.)]))(?P<bad>[ ]*[{_SPACES}][ {_SPACES}]*)(?=\S)")
_BREAK = re.compile(rf"[ ]{{0,3}}(?P<bad>-*[{_DASH}][-{_DASH}]*)\s*")
_RULED = re.compile(rf"\s*\|?\s*:?[-{_DASH}]+:?\s*(?:\|\s*:?[-{_DASH}]+:?\s*)*\|?\s*")
_DASH_RUN = re.compile(rf"[-{_DASH}]+")
_BULLET = re.compile(r"\s*(?:>\s?)*(?P<bad>[\u2022\u2023\u25aa\u25ab\u25cf\u25e6\uf0b7][\s\u00a0]+)(?!\[.{0,3}\])(?=\S)")
_LINK_TITLE = re.compile(r"\]\([^()\s]+\s+(?P<bad>[\u201c-\u201f][^()\"\u201c-\u201f]*[\u201c-\u201f])\)")
_CITE = re.compile(r"\s*cite\s*:")
_CURLY = re.compile(r"[\u2018-\u201f]")


class Slip(msgspec.Struct, frozen=True):
    """One slip: `line` and `column` from 1, the sign that was typed, and what was meant."""

    kind: Kind
    line: int
    column: int
    typed: str
    meant: str


def slips(path: str, lines: Sequence[str]) -> Iterator[Slip]:
    """The slips in the lines of the file `path`, in order."""
    if all(line.isascii() for line in lines):
        return
    for number, (line, zone) in enumerate(zip(lines, zones(path, lines), strict=True), 1):
        if line.isascii():
            continue
        if zone is Zone.TEXT:
            above = lines[number - 2] if number > 1 else ""
            yield from _in_text(number, line, above)
        elif zone is Zone.CHART and _CITE.match(line):
            yield from (Slip(Kind.QUOTES, number, found.start() + 1, found[0], '"') for found in _CURLY.finditer(line))


def mended(line: str, found: Sequence[Slip]) -> str:
    """The line with what was meant in the place of its slips."""
    for slip in sorted(found, key=lambda slip: slip.column, reverse=True):
        start = slip.column - 1
        line = line[:start] + slip.meant + line[start + len(slip.typed) :]
    return line


def _in_text(number: int, line: str, above: str) -> Iterator[Slip]:
    if (found := _MARKER.match(line)) is not None and not (found["number"] and above.strip()):  # "3. May" may stand in a paragraph
        yield _slip(Kind.SPACE, number, found, " ")
    if (found := _BREAK.fullmatch(line)) is not None:
        yield _slip(Kind.DASH, number, found, "---")
    elif "|" in line and "|" in above and _RULED.fullmatch(line):
        for run in _DASH_RUN.finditer(line):
            if not run[0].isascii():
                yield Slip(Kind.DASH, number, run.start() + 1, run[0], "---")
    elif (found := _BULLET.match(line)) is not None:
        yield _slip(Kind.BULLET, number, found, "- ")
    for found in _LINK_TITLE.finditer(line):
        yield _slip(Kind.QUOTES, number, found, f'"{found["bad"][1:-1]}"')


def _slip(kind: Kind, number: int, found: re.Match[str], meant: str) -> Slip:
    return Slip(kind, number, found.start("bad") + 1, found["bad"], meant)
