"""Marking glossary terms: the first use of each on a page becomes a target."""

from __future__ import annotations

from edu_tui.library.terms import TermMatcher
from edu_tui.render.lines import Span


def mark_terms(text: str, style: str, matcher: TermMatcher, marked: set[str]) -> list[Span]:
    """`text` as spans in `style`, with the first use of each term not yet in `marked` set off as a target; `marked` grows."""
    spans: list[Span] = []
    end = 0
    for match in matcher.pattern.finditer(text):
        name = matcher.name(match[0])
        if not name or name in marked:
            continue
        marked.add(name)
        if match.start() > end:
            spans.append(Span(text[end : match.start()], style))
        spans.append(Span(match[0], "term", f"term:{name}"))
        end = match.end()
    if end < len(text):
        spans.append(Span(text[end:], style))
    return spans
