"""Payloads that text from elsewhere may hold, and what may never come of them."""

from __future__ import annotations

import re

CONTROLS = (
    "a\x1b[31;1Hb",
    "a\x1b]2;title\x1b\\b",
    "a\x1b]52;c;ZXZpbA==\x07b",
    "a\x1b]8;;https://evil.example\x1b\\b",
    "a\x1bP1$r0m\x1b\\b",
    "a\x1b_Gf=100;AAAA\x1b\\b",
    "a\x1b[?1049lb",
    "a\x9b31mb",
    "a\x9d2;title\x9cb",
    "a\x00\x01\x07\x08\x0b\x0c\x0e\x0f\x7fb",
    "a\nb\rc\td",
    "a\u202egnp.exe\u202cb",
    "a\u2066\u2067\u2069\u200e\u200f\u061cb",
    "a\u200b\u200d\ufeff\u2060\u00adb",
    "a\U000e0041\U000e007fb",
    "a\ud800b\udfffc",
)
MARKUP = (
    "a [/] b",
    "a [/foo] b",
    "[@click=app.quit]press[/]",
    "[link=file:///etc/passwd]x[/link]",
    "[red]x[/red]",
    "[b",
    "[a=b c=d]",
    "$x [$primary]",
)
PAYLOADS = CONTROLS + MARKUP

_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]",
)


def forbidden(text: str) -> str:
    """The characters of `text` that must never reach a terminal as content."""
    return "".join(_FORBIDDEN.findall(text))
