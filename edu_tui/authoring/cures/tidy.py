"""What nobody is told of, because it changes nothing: other spellings of the same syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.authoring.cures.registry import Draft, Edit, cure, line_edits
from edu_tui.library.markdown import LABELS
from edu_tui.library.source_zones import Zone

_LABEL = re.compile(r"(>\s?\*\*)([A-Za-z][A-Za-z -]*)(?=[:.]?\*\*)")
_TICK = re.compile(r"([-*+] +)\[(X?)\](?=\s)")


@cure()
def last_line(draft: Draft) -> Iterator[Edit]:
    """A line end behind the last line."""
    if draft.lines[-1].strip():
        yield Edit(len(draft.lines) + 1, len(draft.lines) + 1, ("",))


@cure()
def label_letters(draft: Draft) -> Iterator[Edit]:
    """Labels with one capital: Key point."""
    return line_edits(draft, lambda line: _LABEL.sub(_capital, line), Zone.TEXT)


def _capital(found: re.Match[str]) -> str:
    label = found[2].lower()
    return found[1] + (label.capitalize() if label in LABELS else found[2])


@cure()
def ticks(draft: Draft) -> Iterator[Edit]:
    """Boxes as [x] and [ ]."""
    return line_edits(draft, lambda line: _TICK.sub(lambda found: f"{found[1]}[{found[2].lower() or ' '}]", line), Zone.TEXT)
