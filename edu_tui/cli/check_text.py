"""Findings as a good compiler tells them: place and fault, the line of the file with a mark below the words, the cure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from edu_tui.checks.waivers import Waived
from edu_tui.cli.check_report import Report, summary
from edu_tui.cli.colour import Painter
from edu_tui.cli.output import WIDTH
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.sources import read_source
from edu_tui.library.text import clean_inline
from edu_tui.render.rows import text_cells

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_QUOTED = re.compile(r'"([^"]+)"')
_TAB = 4


def text_report(told: Report, painter: Painter, *, waived: bool = False) -> str:
    """All findings, or with `waived` those that somebody answers for, and a line that counts them."""
    lines = Lines(told.root)
    parts = [waived_text(item, lines, painter) for item in told.waived] if waived else findings_text(told.found, lines, painter)
    return "\n\n".join([*parts, painter.strong(summary(told))])


def findings_text(found: Iterable[Diagnostic], lines: Lines, painter: Painter) -> list[str]:
    """Each finding as a paragraph."""
    return [finding_text(item, lines.of(item), painter) for item in found]


class Lines:
    """The lines of the files of a library, each file read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[str, list[str]] = {}

    def of(self, item: Diagnostic) -> str:
        """The line on which `item` was found; "" if there is none."""
        if item.path not in self._read:
            self._read[item.path] = (read_source(self._root, item.path).text or "").split("\n")
        written = self._read[item.path]
        return written[item.line - 1] if 0 < item.line <= len(written) else ""


def waived_text(item: Waived, lines: Lines, painter: Painter) -> str:
    """A finding that stays, with who answers for it, why and until when."""
    waiver = item.waiver
    answered = f"  waived by {waiver.who} until {waiver.until.isoformat()}: {waiver.reason}"
    return f"{finding_text(item.finding, lines.of(item.finding), painter)}\n{painter.plain(answered)}"


def finding_text(item: Diagnostic, written: str, painter: Painter) -> str:
    """One finding; `written` is its line in the file."""
    colour = _COLOURS[item.severity]
    head = painter.strong(f"{item.path}:{item.line}:{item.column}:")
    parts = [f"{head} {painter.paint(colour, f'{item.severity} {item.code}')}: {painter.plain(item.message)}"]
    if written.strip():
        shown, before, marked = excerpt(written, item.column, span(item, written))
        parts += [painter.plain(f"  {shown}"), f"  {' ' * before}{painter.paint(colour, '^' * marked)}"]
    if item.hint:
        parts.append(painter.plain(f"  help: {item.hint}"))
    return "\n".join(parts)


def span(item: Diagnostic, written: str) -> int:
    """How many characters of the line the finding is about: those of the words that it quotes, if they stand there; else one."""
    rest = written[item.column - 1 :]
    return max((len(words) for words in _QUOTED.findall(item.message) if rest.startswith(words)), default=1)


def excerpt(written: str, column: int, length: int, width: int = WIDTH) -> tuple[str, int, int]:
    """What is shown of a line, the cells before the mark, and the cells of the mark, for `length` characters from `column` (from 1) on.

    Tabs become blanks, wide characters count two cells, and of a line above `width` cells the stretch around the column is shown.
    """
    shown = list(_with_stops(written))
    at = min(max(column - 1, 0), len(shown))
    start, end = 0, len(shown)
    if text_cells("".join(shown)) > width:
        start = at - _fitting(shown[:at][::-1], width // 2)
        end = start + _fitting(shown[start:], width)
    before, after = "…" if start else "", "…" if end < len(shown) else ""
    left = before + "".join(shown[start:at])
    marked = "".join(shown[at : min(at + length, end)])
    return f"{before}{''.join(shown[start:end])}{after}".rstrip(), text_cells(left), max(text_cells(marked), 1)


def _with_stops(written: str) -> Iterator[str]:
    """The characters of a line as they are shown, each tab as blanks to the next stop."""
    place = 0
    for sign in written:
        shown = " " * (_TAB - place % _TAB) if sign == "\t" else clean_inline(sign)
        place += text_cells(shown)
        yield shown


def _fitting(shown: Sequence[str], width: int) -> int:
    """How many of the characters fit into `width` cells."""
    taken = 0
    for number, sign in enumerate(shown):
        taken += text_cells(sign)
        if taken > width:
            return number
    return len(shown)
