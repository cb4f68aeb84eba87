"""Texts in tables that a spreadsheet may open."""

from __future__ import annotations

import unicodedata

_FORMULA = frozenset("=+-@\t\r\n")


def safe_cell(text: str) -> str:
    """`text` for a cell of a CSV: what a spreadsheet would take for a formula begins with an apostrophe.

    White space before it does not hide a formula from every spreadsheet, nor do the wide forms of its signs.
    """
    first = text[:1] if text[:1] in _FORMULA else unicodedata.normalize("NFKC", text.lstrip()[:1])[:1]
    return f"'{text}" if first in _FORMULA else text
