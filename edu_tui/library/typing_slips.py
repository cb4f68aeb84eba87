"""Signs of a word processor where the syntax wants plain ones: what was meant as a heading, a list or a slide is then only text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from edu_tui.library.roles import FACTS_FILE
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
_ODD_SIGN = re.compile(rf"[{_SPACES}\u2018-\u201f\u2022\u2023\u25aa\u25ab\u25cf\u25e6\uf0b7]")
_ODD_DASH = re.compile(rf"[\s|:-]*[{_DASH}]")
"""Without an odd sign, or an odd dash at its beginning, a line has no slip."""

_CITE = re.compile(r"\s*cite\s*:")
_CURLY = re.compile(r"[\u2018-\u201f]")
_KEY = re.compile(r"\s*(?:-\s+)?([\w-]+)\s*:(?:\s|$)")
_AROUND_FIGURE = re.compile(
    r'"(?P<within>[\u2018-\u201f])|(?P<also_within>[\u2018-\u201f])(?=")'
    r"|(?:^\s*-?|[\[,:])\s*(?P<first>[\u2018-\u201f])|(?P<last>[\u2018-\u201f])(?=\s*(?:[\],]|$))"
)


class Slip(msgspec.Struct, frozen=True):
    """One slip: `line` and `column` from 1, the sign that was typed, and what was meant."""

    kind: Kind
    line: int
    column: int
    typed: str
    meant: str


def slips(path: str, lines: Sequence[str]) -> Iterator[Slip]:
    """The slips in the lines of the file `path`, in order."""
    unplain = ((number, line) for number, line in enumerate(lines, 1) if not line.isascii())
    odd = ((number, line) for number, line in unplain if _ODD_SIGN.search(line) or _ODD_DASH.match(line))
    if path == FACTS_FILE:
        for number, line in odd:
            yield from _in_facts(number, line, lines)
        return
    likely = {number: found for number, line in odd if any(found := (tuple(_in_text(number, line, lines)), tuple(_in_chart(number, line))))}
    for number, zone in enumerate(zones(path, lines), 1) if likely else ():
        in_text, in_chart = likely.get(number, ((), ()))
        yield from in_text if zone is Zone.TEXT else in_chart if zone is Zone.CHART else ()


def mended(line: str, found: Sequence[Slip]) -> str:
    """The line with what was meant in the place of its slips."""
    for slip in sorted(found, key=lambda slip: slip.column, reverse=True):
        start = slip.column - 1
        line = line[:start] + slip.meant + line[start + len(slip.typed) :]
    return line


def _in_text(number: int, line: str, lines: Sequence[str]) -> Iterator[Slip]:
    above = lines[number - 2] if number > 1 else ""
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


def _in_chart(number: int, line: str) -> Iterator[Slip]:
    if _CITE.match(line):
        yield from (Slip(Kind.QUOTES, number, found.start() + 1, found[0], '"') for found in _CURLY.finditer(line))


def _in_facts(number: int, line: str, lines: Sequence[str]) -> Iterator[Slip]:
    """Curly quotation marks around a figure: they would be part of it, and a comma between them would cut it in two."""
    if not _CURLY.search(line):
        return
    key = next(found[1] for above in (*lines[number - 1 :: -1], "figures:") if (found := _KEY.match(above)))
    for found in _AROUND_FIGURE.finditer(line) if key == "figures" else ():
        where = found.lastgroup or ""
        yield Slip(Kind.QUOTES, number, found.start(where) + 1, found[where], "" if "within" in where else '"')


def _slip(kind: Kind, number: int, found: re.Match[str], meant: str) -> Slip:
    return Slip(kind, number, found.start("bad") + 1, found["bad"], meant)
