"""What a word processor did to headings, lists, slides, tables and links."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.authoring.cures.proof import SLIP_CODES
from edu_tui.authoring.cures.registry import Draft, Edit, cure
from edu_tui.library.typing_slips import Kind, mended, slips


def _slip_edits(draft: Draft, kind: Kind) -> Iterator[Edit]:
    found = [slip for slip in slips(draft.path, draft.lines) if slip.kind is kind]
    for number in dict.fromkeys(slip.line for slip in found):
        yield Edit(number, number + 1, (mended(draft.lines[number - 1], [slip for slip in found if slip.line == number]),))


@cure(SLIP_CODES[Kind.SPACE])
def plain_spaces(draft: Draft) -> Iterator[Edit]:
    """A plain space behind the sign of a heading, a list or a quote."""
    return _slip_edits(draft, Kind.SPACE)


@cure(SLIP_CODES[Kind.DASH])
def hyphens(draft: Draft) -> Iterator[Edit]:
    """Three hyphens between slides and below the head of a table."""
    return _slip_edits(draft, Kind.DASH)


@cure(SLIP_CODES[Kind.BULLET])
def list_hyphens(draft: Draft) -> Iterator[Edit]:
    """A hyphen before the items of a list."""
    return _slip_edits(draft, Kind.BULLET)


@cure(SLIP_CODES[Kind.QUOTES])
def straight_quotes(draft: Draft) -> Iterator[Edit]:
    """Straight quotation marks around the title of a link, the facts of a chart and the figures of a fact."""
    return _slip_edits(draft, Kind.QUOTES)
