"""What changed, in words that pages and commands share."""

from __future__ import annotations

import re

from edu_tui.library.ledger import Ledger
from edu_tui.library.lock_changes import About, Change

_KEY = re.compile(r" \{[^{}]*\}$")


def change_told(change: Change, ledger: Ledger) -> str:
    """A change in one sentence: the old figure, the new one, the source."""
    since = f" (since {change.on})" if change.on else ""
    old, new = ", ".join(map(answer_told, change.old)), ", ".join(map(answer_told, change.new))
    match change.about:
        case About.RECALL:
            return f"This question was wrong when you answered it: {change.says.rstrip('.')}."
        case About.QUESTION:
            return f"The right answer changed{since}: it was {old or 'another'}, now it is {new or 'another'}."
        case _:
            known = [reference.short for key in change.sources if (reference := ledger.references.get(key))]
            source = f" Source: {', '.join(known)}." if known else ""
            figures = f"it was {old or 'without a figure'}, now it is {new or 'without a figure'}"
            return f"{change.id} changed{since}: {figures if old or new else change.says.rstrip('.')}.{source}"


def answer_told(text: str) -> str:
    """What was right, as the lock keeps it, in a sentence: without the key that an author gave to an option."""
    return _KEY.sub("", text)
