"""A session's report as parts of a document: blocks that the screen, a terminal, HTML and Markdown each draw in their own way.

So every form tells the same, and what may not be told (`report`) stands in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from edu_tui.library import blocks as b
from edu_tui.library.text import clean_line
from edu_tui.study.stat_share import Share, percent
from edu_tui.study.stat_words import duration, share_words
from edu_tui.study.teaching.gain import Matched
from edu_tui.study.teaching.report_text import (
    KIND_WORDS,
    again_words,
    all_words,
    attendance_words,
    clock_words,
    counted_words,
    date_words,
    gain_words,
    heard_words,
    shift_words,
    voters_words,
)
from edu_tui.study.teaching.report_values import FormsReport, OptionReport, RoundReport, SessionReport, VoteReport

INTERVAL = "95%, the range in which the true share probably lies"
"""What the whiskers on bars are."""


class Part(msgspec.Struct, frozen=True):
    """A part of a document under a title, "" for what stands before the first."""

    title: str
    blocks: tuple[b.Block, ...]


def report_parts(report: SessionReport) -> tuple[Part, ...]:
    """The report, without its title."""
    parts = [
        Part("", tuple(_head(report))),
        Part("Plan and actual time", (numbered(_steps(report)),)),
        Part("Votes", tuple(block for vote in report.votes for block in _vote(vote))),
        Part(forms_title(report.forms), tuple(_forms(report.forms)) if report.forms else ()),
        Part("Teach-back", tuple(_teach_backs(report))),
        Part("Notes", (bullets(report.notes),) if report.notes else ()),
        Part("What to teach again", (_again(report),)),
        Part("Contact hours", (paragraph(report.contact_hours),)),
    ]
    return tuple(part for part in parts if part.blocks)


def _head(report: SessionReport) -> Iterator[b.Block]:
    yield paragraph(f"{date_words(report.started_at) or 'Not begun yet'}. Session {report.session}.")
    yield paragraph(
        f"Module {report.module} ({report.audience}), library {report.library} {report.library_version}, edu-tui {report.program}."
    )
    yield paragraph(attendance_words(report.attendance))
    yield paragraph(f"Planned: {duration(report.planned_ms)} of {report.minutes:g} min. Actual: {duration(report.actual_ms)}.")
    if report.started_at and not report.ended_at:
        yield paragraph("The session has not ended yet.")


def _steps(report: SessionReport) -> Iterator[str]:
    for step in report.steps:
        actual = "not shown" if step.actual_ms is None else clock_words(step.actual_ms)
        yield f"{KIND_WORDS[step.kind]}{step.title}: planned {clock_words(step.planned_ms)}, actual {actual}"


# --- votes -------------------------------------------------------------------------------------------------------------------------


def _vote(vote: VoteReport) -> Iterator[b.Block]:
    yield strong(f"{vote.title} ({vote.question}, rev {vote.rev}{', a poll' if vote.poll else ''})")
    for one in vote.rounds:
        yield from _round(one)
    if vote.shift is not None:
        yield paragraph(shift_words(vote.shift))


def _round(one: RoundReport) -> Iterator[b.Block]:
    """A round as bars; in words where there is nothing to draw, or nothing that may be drawn."""
    if one.voters:
        yield _bars(one)
    else:
        yield paragraph(f"Round {one.number}: {voters_words(one)}.")
    if one.right is not None:
        yield paragraph(f"Right in round {one.number}: {share_words(one.right)}.")


def _bars(one: RoundReport) -> b.ChartBlock:
    of = one.voters or 0
    counts = ", ".join(f"{option.letter} {option.count}" for option in one.options)
    return bars(
        f"Round {one.number}: {voters_words(one)}",
        f"Votes in round {one.number}: {counts}.",
        [(f"{_option(option)}: {option.count} of {of}", Share(option.count or 0, of)) for option in one.options],
    )


def _option(option: OptionReport) -> str:
    return f"{option.letter}{' (right)' if option.correct else ''} {option.text}"


# --- before and after --------------------------------------------------------------------------------------------------------------


def forms_title(forms: FormsReport | None) -> str:
    """The title of the part on before and after."""
    return f"Before and after ({'on paper' if forms and forms.how == 'paper' else 'by show of hands'})"


def _forms(forms: FormsReport) -> Iterator[b.Block]:
    rows = [(pair.title, counted_words(pair.pre), counted_words(pair.post)) for pair in forms.pairs]
    yield table(("Question", "Right before", "Right after"), rows)
    if forms.pre is not None and forms.post is not None:
        both = [("Before", forms.pre), ("After", forms.post)]
        alt = f"Right before {all_words(forms.pre)}, after {all_words(forms.post)}."
        yield bars("All questions", alt, both, interval=False)
    yield paragraph(f"All questions: right before {all_words(forms.pre)}; after {all_words(forms.post)}.")
    if forms.matched is not None:
        yield from map(paragraph, matched_sentences(forms.matched))
    else:
        yield paragraph(f"Normalised gain of the class, from counts: {gain_words(forms.gain)}")
    if forms.caveats:
        yield bullets(forms.caveats)


def matched_sentences(by_symbol: Matched) -> Iterator[str]:
    """Both gains of matched sheets, each by its name."""
    yield f"Normalised gain, matched by symbol: of the averages {gain_words(by_symbol.of_class)}"
    told = by_symbol.left_out and by_symbol.of_persons.value is not None
    left_out = f" {by_symbol.left_out} with 0 or 100 both times left out." if told else ""
    yield f"Normalised change, the average of persons: {gain_words(by_symbol.of_persons, named=False)}{left_out}"


# --- the rest ------------------------------------------------------------------------------------------------------------------------


def _teach_backs(report: SessionReport) -> Iterator[b.Block]:
    for one in report.teach_backs:
        yield strong(f"{one.title}: {one.text}")
        if again := again_words(one.rounds):
            yield paragraph(again)
        points = zip(one.points, one.heard, strict=True)
        items = tuple(b.Item(0, (paragraph(f"{point} ({heard_words(heard)})"),), heard > 0) for point, heard in points)
        if items:
            yield b.ItemList(0, items)


def _again(report: SessionReport) -> b.Block:
    return bullets(f"{one.what} ({one.why})" for one in report.again) if report.again else paragraph("Nothing stood out.")


# --- blocks --------------------------------------------------------------------------------------------------------------------------


def words(text: str) -> tuple[b.Inline, ...]:
    """Text as inlines: whatever it holds, it stays text."""
    cleaned = clean_line(text)
    return (b.Text(cleaned),) if cleaned else ()


def paragraph(text: str) -> b.Paragraph:
    """A paragraph of text."""
    return b.Paragraph(0, words(text))


def strong(text: str) -> b.Paragraph:
    """A paragraph of text that leads what follows it."""
    return b.Paragraph(0, (b.Strong(words(text)),))


def bullets(texts: Sequence[str] | Iterator[str]) -> b.ItemList:
    """A list."""
    return b.ItemList(0, tuple(b.Item(0, (paragraph(text),)) for text in texts))


def numbered(texts: Iterator[str]) -> b.ItemList:
    """A list that counts from 1."""
    return b.ItemList(0, tuple(b.Item(0, (paragraph(text),)) for text in texts), 1)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> b.Table:
    """A table of text."""
    lines = tuple(b.TableRow(0, tuple(words(cell) for cell in row)) for row in rows)
    return b.Table(0, b.TableRow(0, tuple(words(cell) for cell in header)), lines, ("",) * len(header))


def bars(title: str, alt: str, shares: Sequence[tuple[str, Share]], *, interval: bool = True) -> b.ChartBlock:
    """Shares as bars in per cent, the small ones with their interval unless that would mean nothing."""
    drawn = tuple(_bar(label, share, interval=interval and share.is_small) for label, share in shares)
    note = INTERVAL if any(bar.low is not None for bar in drawn) else ""
    return b.ChartBlock(0, b.BarChart(title=clean_line(title), alt=clean_line(alt), cite=(), bars=drawn, unit="%", max=100, interval=note))


def _bar(label: str, share: Share, *, interval: bool) -> b.Bar:
    low, high = (float(round(100 * end)) for end in share.interval) if interval else (None, None)
    return b.Bar(clean_line(label), float(percent(share.value).rstrip("%")), low, high)
