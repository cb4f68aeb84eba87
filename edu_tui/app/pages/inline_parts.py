"""Inlines of a library inside a page of ours."""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.library.blocks import Inline
from edu_tui.render.inlines import Inliner
from edu_tui.render.layout import LayoutContext
from edu_tui.render.lines import Span
from edu_tui.render.numbering import Numbering


def spans_of(inlines: Sequence[Inline], context: LayoutContext) -> list[Span]:
    """Inlines as spans, to be written with something before or behind them."""
    return Inliner(context.numbering or Numbering(), context.terms).spans(inlines)
