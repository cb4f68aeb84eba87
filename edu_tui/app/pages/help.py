"""Help: the keys of the screen one comes from, and how the app works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edu_tui.render.lines import Layout, Span
from edu_tui.render.wrap import NO_BREAK
from edu_tui.render.writer import Writer

Entry = tuple[str, str]
"""Keys and what they do."""

ABOUT = (
    "Everything you answer is on disk before the app says so; you can leave or pull the plug at any moment and go on where you were.",
    "Numbers in brackets lead to the evidence behind a statement. Underlined words are explained in the glossary.",
    "f shows a letter on every link of a page; tab goes from link to link; enter opens the marked one. The mouse works too.",
    "For learning. It does not replace the advice of the treating team.",
)
"""What a newcomer should know."""


def help_layout(groups: Mapping[str, Sequence[Entry]], width: int, about: Sequence[str] = ABOUT) -> Layout:
    """Keys by group, and a few sentences."""
    writer = Writer(width)
    writer.write([Span("Help", "heading")], 0)
    for sentence in about:
        writer.gap()
        writer.write([Span(sentence)], 0)
    widest = max((len(keys) for entries in groups.values() for keys, _ in entries), default=0)
    for group, entries in groups.items():
        writer.gap()
        writer.write([Span(group, "subheading")], 0)
        for keys, words in entries:
            writer.open((Span("  "), Span(keys.ljust(widest).replace(" ", NO_BREAK), "accent"), Span("  ")), (Span(" " * (widest + 4)),))
            writer.write([Span(words)], 0)
            writer.close()
    return writer.layout()
