"""`faults`: what a learner reported and disputes, for the authors of the library."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import WIDTH, put
from edu_tui.cli.places import Places
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.text import clean, clean_line
from edu_tui.progress.exporting import ExportError, write_export
from edu_tui.progress.files import RealFiles
from edu_tui.progress.spreadsheet import safe_cell
from edu_tui.render.lines import Span
from edu_tui.render.writer import Writer
from edu_tui.study.faults import Fault, Said, faults

COLUMNS = ("library", "version", "path", "line", "kind", "id", "rev", "title", "stem", "what", "date", "said_of_rev", "words")
"""The columns of the CSV, which has a line for each report and each dispute."""

_PUNCTUATION = re.compile(r"([\\`*_\[\]<>#|~!&$@])")


def list_faults(places: Places, form: str, output: Path | None, *, force: bool) -> int:
    """Write them to `output`, or to standard output; nothing is sent anywhere, and nothing else is changed."""
    library = places.open_library()
    learner = places.find_learner()
    with places.open_store(learner, read_only=True) as store:
        for notice in store.notices:
            tell(notice)
        found = faults(library, store.fold())
    write = {"text": _as_text, "markdown": _as_markdown, "csv": _as_csv, "json": _as_json}[form]
    text = clean(write(library.catalogue, found))
    if output is None:
        put(text)
        return 0
    try:
        write_export(RealFiles(), output, text + "\n", force=force, keep_out=learner.folder.parent)
    except ExportError as error:
        raise CommandError(str(error), TROUBLE) from None
    put(f"{_counted(found)} Written to {clean_line(str(output))}.")
    return 0


def _counted(found: Sequence[Fault]) -> str:
    """How much there is, as a sentence."""
    said = [one.what for fault in found for one in fault.said]
    if not said:
        return "Nothing was reported or disputed."
    parts = [f"{number} {what}" for what in ("reported", "disputed") if (number := said.count(what))]
    return f"{' and '.join(parts)}, in {len(found)} {'place' if len(found) == 1 else 'places'}."


def _of(catalogue: Catalogue) -> str:
    return f"{catalogue.title}, version {catalogue.version}" if catalogue.version else catalogue.title


def _where(fault: Fault) -> str:
    return f"{fault.path}:{fault.line}" if fault.path else "not in this library any more"


def _which(fault: Fault) -> str:
    return f"{fault.id}, rev {fault.rev}" if fault.rev else fault.id


def _when(said: Said, fault: Fault) -> str:
    """Date and kind, with the rev that it is about where that is another one than the present."""
    rev = f" of rev {said.rev}" if said.rev and said.rev != fault.rev else ""
    return f"{said.date or 'at an unknown time'} {said.what}{rev}"


# --- text ------------------------------------------------------------------------------------------------------------------------


def _as_text(catalogue: Catalogue, found: Sequence[Fault]) -> str:
    writer = Writer(WIDTH, cut=False)
    writer.write([Span(f"{_of(catalogue)}. {_counted(found)}")], 0)
    for fault in found:
        writer.gap()
        writer.write([Span(f"{_where(fault)}  {_which(fault)}")], 0)
        writer.indent((Span("  "),))
        if fault.title:
            writer.write([Span(": ".join(filter(None, (fault.title, fault.stem))))], 0)
        for said in fault.said:
            writer.open((Span("- "),), (Span("  "),))
            writer.write([Span(": ".join(filter(None, (_when(said, fault), said.words))))], 0)
            writer.close()
        writer.close()
    return "\n".join(line.text.rstrip() for line in writer.layout().lines)


# --- Markdown --------------------------------------------------------------------------------------------------------------------


def _as_markdown(catalogue: Catalogue, found: Sequence[Fault]) -> str:
    return "\n".join(_markdown_lines(catalogue, found))


def _markdown_lines(catalogue: Catalogue, found: Sequence[Fault]) -> Iterator[str]:
    yield f"# {_literal('Faults in ' + _of(catalogue))}"
    yield f"\n{_counted(found)}"
    for fault in found:
        yield f"\n## {_code(_which(fault))}, {_code(_where(fault)) if fault.path else _where(fault)}"
        if fault.title:
            yield f"\n> It reads: {_literal(': '.join(filter(None, (fault.title, fault.stem))))}"
        yield ""
        for said in fault.said:
            yield f"- {_when(said, fault)}" + (f": {_code(said.words)}" if said.words else "")


def _literal(text: str) -> str:
    """Words of a library, none of which mean anything to Markdown."""
    return _PUNCTUATION.sub(r"\\\1", text)


def _code(text: str) -> str:
    """Words as they were typed: as code they can be neither a link nor a name that somebody is called by."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"`{text}`"


# --- tables and programs -----------------------------------------------------------------------------------------------------------


def _as_csv(catalogue: Catalogue, found: Sequence[Fault]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for fault in found:
        about = (
            catalogue.id,
            catalogue.version,
            fault.path,
            fault.line or "",
            fault.kind,
            fault.id,
            fault.rev or "",
            fault.title,
            fault.stem,
        )
        for said in fault.said:
            row = (*about, said.what, said.date, said.rev or "", said.words)
            writer.writerow([safe_cell(value) if isinstance(value, str) else value for value in row])
    return out.getvalue().removesuffix("\n")


def _as_json(catalogue: Catalogue, found: Sequence[Fault]) -> str:
    told = {"library": catalogue.id, "version": catalogue.version, "faults": [msgspec.to_builtins(fault) for fault in found]}
    return json.dumps(told, indent=2, ensure_ascii=False)
