"""The last wall before the terminal: nothing that a terminal would obey, reorder or hide leaves in a segment.

The first wall is `library.text.clean`, which makes such characters visible; here they only disappear. The filter sits in Textual's private
`App._filters`, through which every line of every widget passes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

# Deleted, not replaced: all of these are counted as 0 cells wide, so the line keeps its length.
# Kept as text, which `re` compiles for the first segment that is out of order: hardly a run meets one.
_DELETED = "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
# One cell wide, so that something must stand there.
_REPLACED = "[\xad\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"


class TerminalGuard(LineFilter):
    """Deletes control, bidi, zero-width and tag characters from every segment, and hyperlinks from every style."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The segments, harmless. Those with nothing to hide stay the same objects."""
        return [segment if _harmless(segment) else Segment(harmless(segment.text), _unlinked(segment.style)) for segment in segments]


def harmless(text: str) -> str:
    """`text` without anything that a terminal would not simply show; its width in cells stays."""
    return re.sub(_REPLACED, "\ufffd", re.sub(_DELETED, "", text))


def _harmless(segment: Segment) -> bool:
    """Whether a segment may pass as it is."""
    return segment.text.isprintable() and not segment.control and (segment.style is None or segment.style.link is None)


@lru_cache(maxsize=256)
def _unlinked(style: Style | None) -> Style | None:
    """`style` without the hyperlink that the terminal would open by itself."""
    return style.update_link(None) if style is not None and style.link is not None else style
