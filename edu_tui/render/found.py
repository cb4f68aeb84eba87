"""What a search found, in words: what stands beside a title."""

from __future__ import annotations

from edu_tui.library.modules import Audience
from edu_tui.library.search_entries import Entry, Kind
from edu_tui.render.evidence import DOUBT_WORDS, STATUS_WORDS

_WHO = {Audience.CLINICIAN: "for clinicians", Audience.FAMILY: "for families"}

_TRUST: dict[str, str] = {
    **{status.value: words for status, words in STATUS_WORDS.items()},
    **{doubt.value: words for doubt, words in DOUBT_WORDS.items()},
}


def about(entry: Entry) -> str:
    """Where a page or question stands and for whom, how far a fact may be trusted, what else a term is called; "" for nothing to say."""
    match entry.kind:
        case Kind.FACT:
            return "; ".join(_TRUST[tag] for tag in entry.tags)
        case Kind.TERM:
            return f"also {', '.join(entry.tags)}" if entry.tags else ""
        case _:
            return ", ".join(filter(None, (entry.home, _WHO[Audience(entry.audience)])))
