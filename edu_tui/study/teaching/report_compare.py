"""Two sessions of one module side by side: votes, before and after, gains, each with its n and interval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu_tui.library import blocks as b
from edu_tui.study.stat_share import Share
from edu_tui.study.stat_words import duration, share_words
from edu_tui.study.teaching.gain import Gain
from edu_tui.study.teaching.report_parts import Part, paragraph, strong, table
from edu_tui.study.teaching.report_text import all_words, counted_words, date_words, gain_words, voters_words
from edu_tui.study.teaching.report_values import FormsReport, PairReport, RoundReport, SessionReport, VoteReport

RARELY = (
    "Small groups rarely differ by more than chance: where the intervals in brackets overlap much, these numbers are no reason to think "
    "that one session taught more than the other. Different people sat in them."
)
"""How to read a comparison."""

NEVER = "not asked"


class OtherModuleError(Exception):
    """Sessions that cannot be set side by side; `str()` is a whole sentence."""


def comparison_title(one: SessionReport) -> str:
    """What stands above a comparison."""
    return f"Two sessions: {one.title}"


def comparison_parts(one: SessionReport, other: SessionReport) -> tuple[Part, ...]:
    """The comparison, the earlier session first. Raises OtherModuleError unless both are of one module for one audience."""
    if one.session == other.session:
        raise OtherModuleError("That is twice the same session: name two.")
    if (one.module, one.audience) != (other.module, other.audience):
        raise OtherModuleError(
            f"One session is on {one.module} ({one.audience}), the other on {other.module} ({other.audience}): "
            "only sessions of one module for one audience can be compared."
        )
    both = sorted((one, other), key=lambda report: (report.started_at, report.session))
    names = tuple(_name(report) for report in both)
    parts = [
        Part("", (paragraph(RARELY), table(("", *names), tuple(_about(both))))),
        Part("Votes", tuple(_votes(both, names))),
        Part("Before and after", tuple(_forms(both, names))),
    ]
    return tuple(part for part in parts if part.blocks)


def _name(report: SessionReport) -> str:
    return date_words(report.started_at) or report.session


def _about(both: Sequence[SessionReport]) -> Iterator[tuple[str, ...]]:
    yield "Session", *(report.session for report in both)
    yield "Library", *(f"{report.library} {report.library_version}" for report in both)
    yield "There", *("not taken" if report.present is None else str(report.present) for report in both)
    yield "Time", *(f"{duration(report.actual_ms)} of {report.minutes:g} min" for report in both)


# --- votes -------------------------------------------------------------------------------------------------------------------------


def _votes(both: Sequence[SessionReport], names: Sequence[str]) -> Iterator[b.Block]:
    votes = [{vote.question: vote for vote in report.votes} for report in both]
    for ident in dict.fromkeys(ident for asked in votes for ident in asked):
        found = [asked.get(ident) for asked in votes]
        told = next(vote for vote in found if vote is not None)
        yield strong(f"{told.title} ({ident})")
        if len({vote.rev for vote in found if vote is not None}) > 1:
            yield paragraph("The question was changed between the two sessions.")
        yield table(("", *names), tuple(_rows(found)))


def _rows(votes: Sequence[VoteReport | None]) -> Iterator[tuple[str, ...]]:
    """A question's rounds in both sessions: who voted, what was right, and the options by their words, since letters may differ."""
    for number in sorted({one.number for vote in votes if vote is not None for one in vote.rounds}):
        rounds = [next((one for one in vote.rounds if one.number == number), None) if vote else None for vote in votes]
        yield f"Round {number}", *(_voters(one) for one in rounds)
        if any(one is not None and one.right is not None for one in rounds):
            yield f"Right in round {number}", *(_share(one.right) if one else NEVER for one in rounds)
        for text, correct in dict.fromkeys((option.text, option.correct) for one in rounds if one for option in one.options):
            yield f"{text}{' (right)' if correct else ''}", *(_option(one, text) for one in rounds)


def _voters(one: RoundReport | None) -> str:
    """Who voted; what few voters chose by its words, because its letter may be another in the other session."""
    if one is None:
        return NEVER
    words = voters_words(one)
    chosen = next((option.text for option in one.options if option.letter == one.letter), "")
    return f"{words}: {chosen}" if one.letter else words


def _option(one: RoundReport | None, text: str) -> str:
    option = next((option for option in one.options if option.text == text), None) if one else None
    if one is None or option is None:
        return NEVER
    return "not told" if option.count is None or one.voters is None else _share(Share(option.count, one.voters))


def _share(share: Share | None) -> str:
    return share_words(share) if share is not None and share.of else "none"


# --- before and after --------------------------------------------------------------------------------------------------------------


def _forms(both: Sequence[SessionReport], names: Sequence[str]) -> Iterator[b.Block]:
    forms = [report.forms for report in both]
    if not any(forms):
        return
    header = ("", *(f"{name}, {when}" for name in names for when in ("before", "after")))
    pairs: list[dict[str, PairReport]] = [{pair.pre_id: pair for pair in told.pairs} if told else {} for told in forms]
    rows: list[tuple[str, ...]] = []
    for ident in dict.fromkeys(ident for one in pairs for ident in one):
        found = [one.get(ident) for one in pairs]
        title = next(pair.title for pair in found if pair is not None) or ident
        rows.append((title, *(cell for pair in found for cell in _before_after(pair))))
    rows.append(("All questions", *_all(forms)))
    yield table(header, rows)
    gains = [(name, label, words) for name, told in zip(names, forms, strict=True) for label, words in _gains(told)]
    yield table(("Session", "What", "Normalised gain"), gains)


def _all(forms: Sequence[FormsReport | None]) -> tuple[str, ...]:
    return tuple(cell for told in forms for cell in ((all_words(told.pre), all_words(told.post)) if told else (NEVER, NEVER)))


def _before_after(pair: PairReport | None) -> tuple[str, str]:
    return (counted_words(pair.pre), counted_words(pair.post)) if pair else (NEVER, NEVER)


def _gains(forms: FormsReport | None) -> Iterator[tuple[str, str]]:
    gains: tuple[tuple[str, Gain, bool], ...] = ()
    if forms is not None and forms.matched is not None:
        by_symbol = forms.matched
        gains = (("of the averages, matched", by_symbol.of_class, True), ("average of persons, matched", by_symbol.of_persons, False))
    elif forms is not None:
        gains = (("of the class, from counts", forms.gain, True),)
    for label, gain, named in gains:
        yield label, gain_words(gain, named=named)
