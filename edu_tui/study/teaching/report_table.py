"""A session's report as one table for a spreadsheet: a row a fact, what has no meaning in a row left empty."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from edu_tui.library.text import clean_line
from edu_tui.progress.spreadsheet import safe_cell
from edu_tui.study.stat_share import Share
from edu_tui.study.teaching.gain import Gain
from edu_tui.study.teaching.report_text import verdict_words
from edu_tui.study.teaching.report_values import FormsReport, RoundReport, SessionReport, VoteReport

COLUMNS = (
    *("row", "id", "title", "rev", "round", "option", "text", "right_option"),
    *("count", "of", "share", "low", "high", "seconds", "value"),
)
"""The columns. `row` says what a row tells; `share` with its interval `low` to `high` is of 1; `value` holds what has no other column."""

_PLACES = 4

Row = dict[str, str | int | float | None]


def report_csv(report: SessionReport) -> str:
    """The report as CSV. A text that a spreadsheet would take for a formula begins with an apostrophe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row.get(column)) for column in COLUMNS] for row in report_rows(report))
    return out.getvalue()


def _cell(value: object) -> str | int | float:
    if isinstance(value, str):
        return safe_cell(clean_line(value))
    return value if isinstance(value, int | float) else ""


def report_rows(report: SessionReport) -> Iterator[Row]:
    """The rows, in the order of the report."""
    yield from _session(report)
    for step in report.steps:
        yield _row("step planned", str(step.kind), step.title, seconds=round(step.planned_ms / 1000))
        if step.actual_ms is not None:
            yield _row("step actual", str(step.kind), step.title, seconds=round(step.actual_ms / 1000))
    for vote in report.votes:
        for one in vote.rounds:
            yield from _round(vote, one)
    if report.forms is not None:
        yield from _forms(report.forms)
    for teach_back in report.teach_backs:
        yield _row("teach-back explained again", teach_back.prompt, teach_back.title, count=teach_back.rounds - 1)
        for point, heard in zip(teach_back.points, teach_back.heard, strict=True):
            told = {"text": point, "value": "heard" if heard else "not heard", "round": heard or None}
            yield _row("teach-back point", teach_back.prompt, teach_back.title, **told)
    for note in report.notes:
        yield _row("note", text=note)
    for again in report.again:
        yield _row("teach again", title=again.what, text=again.why)
    yield _row("contact hours", text=report.contact_hours)


def _row(kind: str, ident: str = "", title: str = "", /, **more: Any) -> Row:
    return {"row": kind, "id": ident, "title": title, **more}


def _session(report: SessionReport) -> Iterator[Row]:
    yield _row("session", report.session, report.title)
    for kind, value in (
        ("module", report.module),
        ("audience", report.audience),
        ("library", report.library),
        ("library version", report.library_version),
        ("program", report.program),
        ("started", report.started_at),
        ("ended", report.ended_at),
    ):
        yield _row(kind, value=value)
    yield _row("planned", seconds=round(report.planned_ms / 1000))
    yield _row("actual", seconds=round(report.actual_ms / 1000))
    if report.present is not None:
        yield _row("attendance", count=report.present)
    for initials in report.attendance.initials if report.attendance is not None and report.attendance.how == "initials" else ():
        yield _row("attendance initials", value=initials)


def _round(vote: VoteReport, one: RoundReport) -> Iterator[Row]:
    about = (vote.question, vote.title)
    where = {"rev": vote.rev, "round": one.number}
    if one.verdict is not None:
        yield _row("vote", *about, **where, value=verdict_words(one.verdict, one.letter))
        return
    yield _row("vote", *about, **where, of=one.voters, value="corrected" if one.corrected else "")
    if one.non_voters is not None:
        yield _row("vote not given", *about, **where, count=one.non_voters)
    for option in one.options:
        which = {"option": option.letter, "text": option.text, "right_option": "" if vote.poll else "yes" if option.correct else "no"}
        told = _share(Share(option.count or 0, one.voters or 0))
        yield _row("vote option", *about, **where, **which, **told)
    if one.right is not None:
        yield _row("vote right", *about, **where, **_share(one.right))


def _forms(forms: FormsReport) -> Iterator[Row]:
    for pair in forms.pairs:
        for kind, ident, told in (("before", pair.pre_id, pair.pre), ("after", pair.post_id, pair.post)):
            if told is not None:
                yield _row(kind, ident, pair.title, **_share(told))
    for kind, share in (("before, all questions", forms.pre), ("after, all questions", forms.post)):
        if share is not None:  # answers of the same people: an interval would be too narrow
            yield _row(kind, count=share.part, of=share.of, share=round(share.value, _PLACES))
    if forms.matched is None:
        yield _gain("gain of the class, from counts", forms.gain)
    else:
        yield _gain("gain of the averages, matched by symbol", forms.matched.of_class)
        yield _gain("average change of persons, matched by symbol", forms.matched.of_persons)
    for caveat in forms.caveats:
        yield _row("caveat", text=caveat)


def _gain(kind: str, gain: Gain) -> Row:
    """A gain with its n; where none is told, neither are the averages that it would be made from."""
    if gain.value is None:
        return _row(kind, text=gain.withheld)
    return _row(kind, of=gain.n, value=round(gain.value, _PLACES))


def _share(share: Share) -> Row:
    if not share.of:
        return {"count": 0, "of": 0}
    low, high = share.interval
    numbers = {name: round(number, _PLACES) for name, number in (("share", share.value), ("low", low), ("high", high))}
    return {"count": share.part, "of": share.of, **numbers}
