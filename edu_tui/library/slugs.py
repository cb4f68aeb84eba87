"""Ids made from words."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from edu_tui.library.text import fold

IDENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an author's id looks like: small letters, digits and single hyphens."""


def slug(text: str) -> str:
    """An id made from a title: "Two clocks: one child" -> "two-clocks-one-child", "Ménière" -> "meniere"; "section" if nothing is left."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", fold(text)) if not unicodedata.combining(char))
    return "-".join(re.findall(r"[a-z0-9]+", bare)) or "section"


def unique(ident: str, taken: dict[str, int]) -> str:
    """`ident`, or `ident-2`, `ident-3` ... if taken; the result goes into `taken`, which keeps the last number given for each id."""
    candidate = ident
    while candidate in taken:
        taken[ident] += 1
        candidate = f"{ident}-{taken[ident]}"
    taken[candidate] = 1
    return candidate


def text_key(text: str) -> str:
    """The key of an option without a written one: "h" and 8 hex digits of its folded text, stable over case and spacing."""
    return "h" + hashlib.sha256(fold(text).encode()).hexdigest()[:8]
