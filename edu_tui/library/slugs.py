"""Ids made from words."""

from __future__ import annotations

import hashlib
import re

from edu_tui.library.text import fold

IDENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an author's id looks like: small letters, digits and single hyphens."""


def slug(text: str) -> str:
    """An id made from a title: "Two clocks: one child" -> "two-clocks-one-child"; "section" if nothing is left."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text))) or "section"


def unique(ident: str, taken: set[str]) -> str:
    """`ident`, or `ident-2`, `ident-3` ... if taken; the result is added to `taken`."""
    candidate, number = ident, 1
    while candidate in taken:
        number += 1
        candidate = f"{ident}-{number}"
    taken.add(candidate)
    return candidate


def text_key(text: str) -> str:
    """The key of an option without a written one: "h" and 8 hex digits of its folded text, stable over case and spacing."""
    return "h" + hashlib.sha256(fold(text).encode()).hexdigest()[:8]
