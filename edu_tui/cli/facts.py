"""`facts`: the ledger, listed, filtered and searched; what nothing cites, and what may have aged."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from edu_tui.checks.evidence import supports
from edu_tui.checks.figure_grammar import Figure, find_figures
from edu_tui.checks.limits import read_limits
from edu_tui.checks.stale import stale
from edu_tui.checks.uses import Uses, find_uses
from edu_tui.checks.whole import Whole, read_whole
from edu_tui.cli.errors import CommandError
from edu_tui.cli.output import WIDTH, did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.counting import counted
from edu_tui.library.ledger import Fact
from edu_tui.library.text import clean_line, fold
from edu_tui.progress.spreadsheet import safe_cell
from edu_tui.render.lines import Span
from edu_tui.render.writer import Writer

COLUMNS = (
    *("id", "rev", "status", "doubts", "claim", "figures", "population", "sources", "caution"),
    *("lines", "questions", "modules", "reasons"),
)
"""The columns of the CSV. `lines` and `questions` count what rests on a fact, `reasons` say why it should be looked up again."""

_MEANS = {
    "unused": "No page and no question cites these.",
    "stale": "Look these up again: nobody checked them, they were seen at second hand only, their newest source is old, or a page that "
    "cites them was reviewed before they changed.",
}


class Wish(msgspec.Struct, frozen=True):
    """Which facts: a deed ("unused", "stale" or ""), words or a figure to find, and what each must have ("" for anything)."""

    deed: str = ""
    words: tuple[str, ...] = ()
    status: str = ""
    doubt: str = ""
    source: str = ""
    module: str = ""
    population: str = ""


class Row(msgspec.Struct, frozen=True):
    """A fact as it is told, with how much rests on it."""

    fact: Fact
    lines: int
    questions: int
    modules: tuple[str, ...]
    reasons: tuple[str, ...] = ()


def facts(places: Places, wish: Wish, form: str) -> int:
    """Write the facts that are wished for; it changes nothing."""
    library = places.open_library()
    whole = read_whole(library, datetime.now().astimezone().date(), limits=read_limits(library.root).limits)
    uses = find_uses(whole)
    _refuse(wish, whole)
    rows = tuple(_rows(whole, uses, wish))
    put(_as_text(rows, wish) if form == "text" else {"json": _as_json, "csv": _as_csv}[form](rows))
    return 0


def _refuse(wish: Wish, whole: Whole) -> None:
    """Raise CommandError for a name that does not exist."""
    if wish.source and wish.source not in whole.ledger.references:
        raise CommandError(did_you_mean("source", clean_line(wish.source), whole.ledger.references))
    known = dict.fromkeys(entry.id for entry in whole.catalogue.modules)
    if wish.module and wish.module not in known:
        raise CommandError(did_you_mean("module", clean_line(wish.module), known))


def _rows(whole: Whole, uses: Uses, wish: Wish) -> Iterator[Row]:
    reasons = {item.fact.id: item.reasons for item in stale(whole, uses)}
    wanted = _wanted(whole, wish)
    for fact in whole.ledger.facts.values():
        row = Row(fact, len(uses.cited(fact.id)), len(uses.resting(fact.id)), uses.modules(fact.id), reasons.get(fact.id, ()))
        if wish.deed == "unused" and (row.lines or row.questions):
            continue
        if wish.deed == "stale" and not row.reasons:
            continue
        if (not wish.module or wish.module in row.modules) and all(test(fact) for test in wanted):
            yield row


def _wanted(whole: Whole, wish: Wish) -> tuple[Callable[[Fact], bool], ...]:
    """What a fact must have, one test each."""
    tests: list[Callable[[Fact], bool]] = []
    if wish.status:
        tests.append(lambda fact: fact.status == wish.status)
    if wish.doubt:
        tests.append(lambda fact: wish.doubt in fact.doubts)
    if wish.source:
        tests.append(lambda fact: wish.source in fact.sources)
    if wish.population:
        tests.append(lambda fact: fold(wish.population) in fold(fact.population))
    tests += [_has(whole, word) for word in wish.words]
    return tuple(tests)


def _has(whole: Whole, word: str) -> Callable[[Fact], bool]:
    """Whether a fact holds `word`: a figure where it is one, as the checks read figures, else letters anywhere in it."""
    figures = _exactly(word)
    if figures:
        return lambda fact: all(supports(whole.evidence[fact.id], figure) for figure in figures)
    sought = fold(word)
    return lambda fact: any(
        sought in fold(text) for text in (fact.id, fact.claim, *fact.figures, fact.population, fact.caution, *fact.sources)
    )


def _exactly(word: str) -> tuple[Figure, ...]:
    """The figure that `word` is; nothing if it is more, or none."""
    found = find_figures(word)
    return found if len(found) == 1 and found[0].text.strip() == word.strip() else ()


# --- telling ---------------------------------------------------------------------------------------------------------------------


def _as_text(rows: Sequence[Row], wish: Wish) -> str:
    writer = Writer(WIDTH, cut=False)
    if wish.deed and rows:
        writer.write([Span(_MEANS[wish.deed])], 0)
    for row in rows:
        writer.gap()
        writer.write([Span(f"{row.fact.id}  {_standing(row.fact)}")], 0)
        writer.indent((Span("  "),))
        for line in _told(row, wish):
            writer.write([Span(clean_line(line))], 0)
        writer.close()
    writer.gap()
    writer.write([Span(_counted(rows))], 0)
    return "\n".join(line.text.rstrip() for line in writer.layout().lines)


def _standing(fact: Fact) -> str:
    return ", ".join((fact.status, *fact.doubts, *([f"rev {fact.rev}"] if fact.rev > 1 else ())))


def _told(row: Row, wish: Wish) -> Iterator[str]:
    yield row.fact.claim
    if row.fact.figures:
        yield f"Figures: {'; '.join(row.fact.figures)}"
    if wish.deed != "unused":
        yield _resting(row)
    if wish.deed == "stale":
        yield from (f"- {reason}" for reason in row.reasons)


def _resting(row: Row) -> str:
    if not row.lines:
        return "Cited nowhere."
    asked = f", {counted(row.questions, 'question')}" if row.questions else ""
    return f"{counted(row.lines, 'line')}{asked}: {', '.join(row.modules)}"


def _counted(rows: Sequence[Row]) -> str:
    if not rows:
        return "No fact is like that."
    return f"{counted(len(rows), 'fact')}. All about one: edu-tui evidence {rows[0].fact.id}"


def _as_json(rows: Sequence[Row]) -> str:
    resting = ("lines", "questions", "modules", "reasons")
    told = [{**msgspec.to_builtins(row.fact), **{field: getattr(row, field) for field in resting}} for row in rows]
    return json.dumps(told, indent=2, ensure_ascii=False)


def _as_csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([safe_cell(cell) if isinstance(cell, str) else cell for cell in _cells(row)])
    return out.getvalue().removesuffix("\n")


def _cells(row: Row) -> tuple[str | int, ...]:
    fact = row.fact
    texts: tuple[Iterable[str], ...] = (fact.figures, fact.sources, row.modules, row.reasons)
    figures, sources, modules, reasons = ("; ".join(part) for part in texts)
    doubts = "; ".join(fact.doubts)
    about = (fact.id, fact.rev, str(fact.status), doubts, fact.claim, figures, fact.population, sources, fact.caution)
    return (*about, row.lines, row.questions, modules, reasons)
