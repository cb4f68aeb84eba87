"""The answers of a question: boxes, feedback, arrows and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.authoring.cures.registry import Draft, Edit, cure, line_edits
from edu_tui.library.quiz_labels import QUESTION_LABELS
from edu_tui.library.source_zones import Zone

_DASH = "\u2010-\u2015\u2212"
_BULLET = "\u2022\u2023\u25aa\u25cf\u25e6\u00b7"
_TICK = "xX\u2713\u2714\u2611"
_BOX = re.compile(rf"(?P<indent>\s*)(?P<sign>[-*+{_DASH}{_BULLET}])\s*\[\s*(?P<tick>[{_TICK}]?)\s*\](?:\s+|(?![(\[:\s]))(?P<text>\S.*)")
_OPTION = re.compile(r"(?P<indent> {0,3})[-*+] +\[.{0,3}\]\s")
_QUOTE = re.compile(r"(?P<indent>[ \t]*)(?P<quote>>.*)")
_LABEL = re.compile(rf">\s*\*\*(?:{'|'.join(QUESTION_LABELS)}|note)\s*[:.]?\*\*", re.IGNORECASE)
_ARROW = re.compile(rf"[{_DASH}=]>|[\u27f6\u2794\u279c\u21d2]")
_ITEM = re.compile(r"\s*[-*+]\s")
_NUMBER = r"[-\u2212]?\d[\d.,]*(?<![.,])"
_RANGE = re.compile(rf"(\s*[-*+]\s+\[.\]\s+)({_NUMBER})\s*(?:[-{_DASH}]|\u2026|\.\.\.|\bto\b)\s*({_NUMBER})(?![\d.,])(.*)")


@cure("A01", "A04", "A05", "A09", "A16", "A18")
def boxes(draft: Draft) -> Iterator[Edit]:
    """A plain hyphen, a box and a space before each option."""
    return line_edits(draft, _with_box, Zone.TEXT) if draft.is_quiz else iter(())


def _with_box(line: str) -> str:
    found = _BOX.fullmatch(line)
    if found is None:
        return line
    sign = found["sign"] if found["sign"] in "-*+" else "-"
    return f"{found['indent']}{sign} [{'x' if found['tick'] else ' '}] {found['text']}"


@cure("A02", "A03", "A17")
def feedback(draft: Draft) -> Iterator[Edit]:
    """Feedback indented by two spaces under its option."""
    option: str | None = None
    for number, line in draft.numbered(Zone.TEXT) if draft.is_quiz else ():
        if found := _OPTION.match(line):
            option = found["indent"]
        elif not line.strip():
            option = None
        elif option is not None and (quote := _QUOTE.fullmatch(line)) and _is_astray(quote, len(option)):
            yield Edit(number, number + 1, (f"{option}  {quote['quote']}",))


def _is_astray(quote: re.Match[str], option: int) -> bool:
    """Whether a quote right below an option that is indented by `option` is feedback, but not indented as such."""
    return not option + 2 <= len(quote["indent"].expandtabs(4)) < option + 6 and not _LABEL.match(quote["quote"])


@cure("A07")
def arrows(draft: Draft) -> Iterator[Edit]:
    """An arrow of a hyphen and a bracket between the sides of a pair."""
    return line_edits(draft, lambda line: _ARROW.sub("->", line) if _ITEM.match(line) else line, Zone.TEXT) if draft.is_quiz else iter(())


@cure("N01")
def ranges(draft: Draft) -> Iterator[Edit]:
    """Two dots between the ends of a range."""
    return line_edits(draft, lambda line: _RANGE.sub(r"\1\2..\3\4", line), Zone.TEXT) if draft.is_quiz else iter(())
