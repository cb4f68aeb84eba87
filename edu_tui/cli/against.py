"""`check --against`: what it means that the library became what it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from edu_tui.checks.against import FactChange, FigureChange, Meaning, meaning
from edu_tui.checks.whole import read_whole
from edu_tui.cli.check_github import github_report
from edu_tui.cli.check_paths import repository_prefix
from edu_tui.cli.check_report import Report
from edu_tui.cli.check_sarif import sarif_report
from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.output import WIDTH, put
from edu_tui.cli.places import Places
from edu_tui.cli.revisions import other_state
from edu_tui.library.counting import counted
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.library import Library, LibraryError, open_library
from edu_tui.library.lock_compare import Difference, Kind
from edu_tui.library.roles import LOCK_FILE
from edu_tui.library.text import clean_line
from edu_tui.render.lines import Span
from edu_tui.render.writer import Writer

_RULES = {Kind.KEY: "V02", Kind.FACT: "V03", Kind.GONE: "V04"}
"""The rules that find the differences which no lock takes over as they are."""

_SHOWN = 8  # names in one sentence


def against(places: Places, other: str, form: str) -> int:
    """Write what changed since the state `other`, a revision or a folder; 1 if something must be mended, else 0."""
    library, today = places.open_library(), datetime.now().astimezone().date()
    fault = _first_fault(library)
    if fault:
        raise CommandError(f"{fault.path}:{fault.line}: {fault.message}. Repair it first: what cannot be read would look lost.", TROUBLE)
    with other_state(library.root, other) as folder:
        old = _opened(folder)
        found = meaning(read_whole(old, today), read_whole(library, today))
    match form:
        case "json":
            put(_as_json(found))
        case "github":
            put(github_report(_to_mend(library, found), repository_prefix(library.root)))
        case "sarif":
            put(sarif_report(_to_mend(library, found), repository_prefix(library.root)))
        case _:
            put(_as_text(found, clean_line(other)[:60], _first_fault(old)))
    return TROUBLE if found.cures else 0


def _first_fault(library: Library) -> Diagnostic | None:
    """The first error that keeps something of the library from being read."""
    return next((item for item in sorted(library.catalogue.diagnostics) if item.severity is Severity.ERROR), None)


def _opened(folder: Path) -> Library:
    try:
        return open_library(folder)
    except LibraryError as error:
        raise CommandError(str(error)) from None


def _as_json(found: Meaning) -> str:
    document = {**msgspec.to_builtins(found), "to_mend": len(found.cures)}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _to_mend(library: Library, found: Meaning) -> Report:
    """What must be mended, as findings of the rules that hold the library to its lock."""
    items = (Diagnostic(item.path, item.line, 1, _RULES[item.kind], Severity.ERROR, item.message, item.cure) for item in found.cures)
    return Report(library.root, len(library.files), tuple(sorted(items)), failed=bool(found.cures))


# --- text ------------------------------------------------------------------------------------------------------------------------


def _as_text(found: Meaning, other: str, fault: Diagnostic | None) -> str:
    writer = Writer(WIDTH, cut=False)
    if fault:
        _say(writer, f"Not all of {other} can be read ({fault.path}:{fault.line}: {fault.message}), so more may look new than is.")
    _say(writer, f"Since {other} {_counted(found)}.")
    for fact in found.facts:
        _entry(writer, fact.id, fact.differences)
        _indented(writer, _resting(fact))
    for question in found.questions:
        _entry(writer, question.id, question.differences)
    for change in found.figures:
        writer.gap()
        _say(writer, change.path)
        _indented(writer, _figures(change))
    for loss in found.losses:
        writer.gap()
        _say(writer, f"{loss.path}: the {loss.what} {loss.id} is gone. {_HANGING[loss.what]}")
    writer.gap()
    _say(writer, _verdict(found))
    return "\n".join(line.text.rstrip() for line in writer.layout().lines)


_HANGING = {
    "module": "Links to it lead nowhere, and what learners read and kept there has no place.",
    "section": "Links to it lead nowhere; bookmarks and notes look for its title.",
    "objective": "Questions for it count for nothing.",
    "reference": "Facts from it have no source.",
}


def _say(writer: Writer, words: str) -> None:
    writer.write([Span(clean_line(words))], 0)


def _indented(writer: Writer, lines: Iterable[str]) -> None:
    writer.indent((Span("  "),))
    for line in lines:
        _say(writer, line)
    writer.close()


def _counted(found: Meaning) -> str:
    """What changed, counted, as the end of a sentence."""
    parts = (
        counted(len(found.facts), "fact") if found.facts else "",
        counted(len(found.questions), "question") if found.questions else "",
        f"the figures in {counted(len(found.figures), 'file')}" if found.figures else "",
        f"{counted(len(found.losses), 'id')} that others may name" if found.losses else "",
    )
    told = [part for part in parts if part]
    return f"these changed: {', '.join(told)}" if told else "no fact, question, figure or id changed"


def _entry(writer: Writer, ident: str, differences: Sequence[Difference]) -> None:
    """A fact or a question with what is different, and what to do."""
    writer.gap()
    first = differences[0]
    _say(writer, ident if first.path == LOCK_FILE else f"{ident}  {first.path}:{first.line}")
    _indented(writer, (part for item in differences for part in (f"{item.message}.", f"To do: {item.cure}" if item.cure else "")))


def _resting(fact: FactChange) -> Iterator[str]:
    """What rests on a fact now."""
    if fact.lines:
        files: dict[str, list[int]] = {}
        for item in fact.lines:
            files.setdefault(item.path, []).append(item.line)
        told = "; ".join(f"{path}:{', '.join(map(str, lines))}" for path, lines in files.items())
        yield f"Cited on {counted(len(fact.lines), 'line')} of {counted(len(files), 'file')}: {told}."
    else:
        yield "Cited nowhere."
    if fact.questions:
        names = ", ".join(item.id for item in fact.questions[:_SHOWN])
        more = ", …" if len(fact.questions) > _SHOWN else ""
        yield f"{counted(len(fact.questions), 'question')} to be read again: {names}{more}."


def _figures(change: FigureChange) -> Iterator[str]:
    """The figures that a file no longer has and those that it has now."""
    if change.gone:
        yield f"no longer says: {'; '.join(change.gone)}"
    if change.new:
        yield f"says now: {'; '.join(f'{text} (line {line})' for text, line in change.new)}"


def _verdict(found: Meaning) -> str:
    return f"To mend: {len(found.cures)}. Then run edu-tui check and edu-tui lock." if found.cures else "Nothing must be mended."
