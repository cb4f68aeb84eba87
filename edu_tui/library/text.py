"""`clean`: the one gate for text, after every decoder (file, YAML escape, percent-decoding, entity)."""

from __future__ import annotations

import re
import unicodedata

MARKS_PER_BASE = 4
"""Combining marks kept on one base character; more only serve to swamp the terminal."""

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"} | {0x7F: "\u2421"}
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
# Kept as text, which `re` compiles for the first text that is out of order: most starts meet none.
_REPLACED = f"[\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff{_NONCHARACTERS}]"
_REMOVED = (
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_NEVER_MARKS = "\x00-\u02ff\u2000-\u20cf\u2100-\u2cee\u4e00-\u9fff\uac00-\ud7a3\ufffd"
_MARKS = f"[^{_NEVER_MARKS}]{{{MARKS_PER_BASE + 1}}}"
_FLAT = {0x09: " ", 0x0A: " "}
_NEWLINES = "\r\n?|[\x85\u2028\u2029]"
_SUSPECT = "[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2bff]"


def clean(text: str) -> str:
    """`text` as it may be shown: controls as pictures, bidi controls and surrogates as U+FFFD, invisible characters gone.

    Newlines become LF; tabs and LF stay. At most `MARKS_PER_BASE` combining marks stay on one base. `clean(clean(x)) == clean(x)`.
    """
    if (text.isascii() and text.isprintable()) or not re.search(_SUSPECT, text):
        return text
    text = unify_newlines(text).translate(_PICTURES)
    text = re.sub(_REMOVED, "", re.sub(_REPLACED, "\ufffd", text))
    return _limit_marks(text)


def clean_line(text: str) -> str:
    """`clean` for text that must stay on one line: white space is folded."""
    return fold_space(clean(text))


def fold_space(text: str) -> str:
    """`text` with one space for each white space, and none at its ends."""
    if text.isprintable() and "  " not in text and not text.startswith(" ") and not text.endswith(" "):
        return text  # the space is the only white space that is printable, and most texts are in order: that is seen sooner than mended
    return " ".join(text.split())


def clean_inline(text: str) -> str:
    """`clean` for a piece of a line: line ends and tabs become spaces, one for one."""
    text = clean(text)
    return text.translate(_FLAT) if "\n" in text or "\t" in text else text


def unify_newlines(text: str) -> str:
    """`text` with every kind of line end as LF."""
    return re.sub(_NEWLINES, "\n", text)


def has_hidden(text: str) -> bool:
    """Whether `clean` would change `text` beyond its line ends: something in it was not meant to be seen."""
    return bool(re.search(_SUSPECT, text)) and clean(text) != unify_newlines(text)


def _limit_marks(text: str) -> str:
    """Drop the marks that take no room of their own, beyond the limit on each base."""
    if not re.search(_MARKS, text):  # no place for so many of them: most texts are not gone through sign by sign
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= MARKS_PER_BASE:
            kept.append(char)
    return "".join(kept)


def fold(text: str) -> str:
    """`text` for comparing and searching: NFKC, case folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
