"""Waivers: findings that stay, because somebody answers for them with a reason and an end.

A waiver answers for the findings of one rule at one place and inside it, up to its last day. Nobody may waive an error of reading, nor one
of `NEVER`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated

import msgspec

from edu_tui.checks.reading_codes import READING
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.roles import WAIVERS_FILE

UNREADABLE, UNKNOWN, REFUSED, EXPIRED, TOO_LONG, USELESS = "Z02", "Z03", "Z04", "Z05", "Z06", "Z07"
"""The codes of what can be wrong with waivers."""

_LOCK = "learners would never hear that what they learnt has changed"
_LEDGER = "a figure or a source that the ledger does not hold is corrected, or taken out"
_IDENTITY = "answers are kept under ids, and two meanings under one id cannot be told apart again"

NEVER: dict[str, str] = {
    **dict.fromkeys(("V01", "V02", "V03", "V04"), _LOCK),
    **dict.fromkeys(("C01", "C02", "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E09", "E10"), _LEDGER),
    **dict.fromkeys(("I05", "I06", "I07", "I11"), _IDENTITY),
    "L01": "a link that the reader does not follow is broken for everybody",
    "R04": "a date that cannot be read cannot come due",
    "U01": "a blank is a note to the author, and learners would read it",
}
"""The rules whose findings nobody may waive, each with the reason."""

_READING = "what is not read as it was meant can neither be shown nor checked"


class WaiverEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A waiver as its file holds it: `place` is a path in the library, or path#id of a section, a case or a question in that file."""

    rule: Annotated[str, msgspec.Meta(description="The code of the rule, such as W03.")]
    place: Annotated[str, msgspec.Meta(description="A path in the library, or path#id of a section, a case or a question in it.")]
    reason: Annotated[str, msgspec.Meta(description="Why the finding stays.")]
    who: Annotated[str, msgspec.Meta(description="Who answers for it.")]
    until: Annotated[str, msgspec.Meta(description="The last day on which it holds, 2027-03-01.")]


class Waiver(msgspec.Struct, frozen=True):
    """A waiver of the findings of `rule` at `place`, in force up to and including the day `until`; `line` is where it stands."""

    rule: str
    place: str
    reason: str
    who: str
    until: date
    line: int


class Waived(msgspec.Struct, frozen=True):
    """A finding with the waiver that answers for it."""

    finding: Diagnostic
    waiver: Waiver


class Judged(msgspec.Struct, frozen=True):
    """Findings that count, those about the waivers among them, and findings that somebody answers for; both by file and line."""

    findings: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...] = ()


Lines = Mapping[str, tuple[int, int]]
"""The first and the last line of each place with an id, by "path#id"."""


def refusal(code: str) -> str:
    """Why no finding with this code may be waived; "" if one may."""
    read = READING.get(code)
    return _READING if read and read.severity is Severity.ERROR else NEVER.get(code, "")


def apply_waivers(
    findings: Iterable[Diagnostic],
    waivers: Sequence[Waiver],
    lines: Lines,
    today: date,
    *,
    days: int,
    silent: Container[str] = (),
) -> Judged:
    """The findings parted by `waivers`; what is wrong with a waiver is a finding of its own.

    `lines` holds the places with an id that the waivers name, as far as there are such; a waiver may last `days` from today. `silent` are
    rules that were not run: that they found nothing says nothing about a waiver, nor does it in a file that could not be read whole.
    """
    faults = {waiver: fault for waiver in waivers if (fault := _refused(waiver, today, days))}
    in_force = [waiver for waiver in waivers if waiver not in faults]
    by_rule: dict[str, list[Waiver]] = {}
    for waiver in in_force:
        by_rule.setdefault(waiver.rule, []).append(waiver)
    open_findings: list[Diagnostic] = [*faults.values()]
    waived: list[Waived] = []
    used: set[Waiver] = set()
    for finding in findings:
        matching = [waiver for waiver in by_rule.get(finding.code, ()) if _covers(waiver.place, finding, lines)]
        used.update(matching)
        if matching:
            waived.append(Waived(finding, matching[0]))
        else:
            open_findings.append(finding)
    unread = {item.path for item in open_findings if item.code in READING and item.severity is Severity.ERROR}
    idle = (waiver for waiver in in_force if waiver not in used and waiver.rule not in silent)
    open_findings += [_useless(waiver, lines) for waiver in idle if waiver.place.partition("#")[0] not in unread]
    return Judged(tuple(sorted(open_findings)), tuple(sorted(waived, key=lambda item: item.finding)))


def _covers(place: str, finding: Diagnostic, lines: Lines) -> bool:
    path, _, ident = place.partition("#")
    if path != finding.path:
        return False
    if not ident:
        return True
    first, last = lines.get(place, (0, -1))
    return first <= finding.line <= last


def _refused(waiver: Waiver, today: date, days: int) -> Diagnostic | None:
    """Why the waiver is not in force."""
    code = waiver.rule
    if not _is_known(code):
        return _fault(waiver.line, UNKNOWN, f'"{code[:40]}" is not the code of a rule', "edu-tui check --rules lists the codes.")
    if why := refusal(code):
        return _fault(waiver.line, REFUSED, f"nobody may waive {code}: {why}", "Cure what it names, and remove the waiver.")
    if waiver.until < today:
        told = f"the waiver of {code} for {waiver.place} expired on {waiver.until}, so it waives nothing"
        return _fault(waiver.line, EXPIRED, told, "Cure what it names, or let somebody answer for it again.")
    if (waiver.until - today).days > days:
        told = f"the waiver of {code} for {waiver.place} lasts longer than {days} days, so it waives nothing"
        return _fault(waiver.line, TOO_LONG, told, "Name an earlier day: whoever answers for it should look at it again by then.")
    return None


def _is_known(code: str) -> bool:
    """Whether there are findings with this code."""
    from edu_tui.checks.discovery import all_rules  # finds, and so imports, every rule: of no use where there are no waivers

    return code in READING or any(rule.code == code for rule in all_rules())


def _useless(waiver: Waiver, lines: Lines) -> Diagnostic:
    gone = "#" in waiver.place and waiver.place not in lines
    why = "there is no such place" if gone else "nothing is found there any more"
    told = f"the waiver of {waiver.rule} for {waiver.place} waives nothing: {why}"
    return _fault(waiver.line, USELESS, told, "Correct its place." if gone else "Remove it.", Severity.WARNING)


def _fault(line: int, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(WAIVERS_FILE, line, 1, code, severity, message, hint)
