"""From `facts.yaml`, `references.json` and `glossary.md` to the ledger."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any

import msgspec

from edu_tui.library.citations import read_reference
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger import Doubt, Fact, Reference, Status, Term
from edu_tui.library.schema import Reader
from edu_tui.library.text import clean, clean_line, fold
from edu_tui.library.yaml_reader import YamlError, read_yaml

FACT_ID = re.compile(r"[A-Z]{2,4}-\d{1,4}[A-Z]?")
"""What the id of a fact looks like."""


class FactEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as written."""

    claim: Annotated[str, msgspec.Meta(description="The statement, as one sentence.")]
    figures: Annotated[tuple[str, ...], msgspec.Meta(description="The figures that stand behind it, as text says them.")] = ()
    population: Annotated[str, msgspec.Meta(description="Of whom it is true.")]
    source: Annotated[tuple[str, ...], msgspec.Meta(description="Keys of content/references.json.")]
    status: Annotated[Status, msgspec.Meta(description="How far it may go; a recalled fact carries no key and no number for families.")]
    caution: Annotated[str, msgspec.Meta(description="What to keep in mind when it is used.")] = ""
    doubts: Annotated[tuple[Doubt, ...], msgspec.Meta(description="Why it is to be handled with care whatever its status.")] = ()
    rev: Annotated[int, msgspec.Meta(description="Raised when its meaning changes.", extra_json_schema={"minimum": 1})] = 1


FACT_LISTS = ("source", "doubts")
"""The keys of a fact of which a lone value counts as a list of one."""


def parse_facts(path: str, text: str) -> tuple[dict[str, Fact], list[Diagnostic]]:
    """The facts of `facts.yaml` by id, and what is wrong (code K01); a faulty fact is left out."""
    try:
        document = read_yaml(text)
    except YamlError as error:
        message = f"not valid YAML: {error.message}"
        return {}, [Diagnostic(path, error.line, error.column, "K01", Severity.ERROR, message, error.hint)]
    reader = Reader(document, path, "K01")
    if document.value is None:
        return {}, []
    if not isinstance(document.value, dict):
        reader.add((), "the file should be facts by id", "Write RT-01: and its keys below.")
        return {}, reader.diagnostics
    facts: dict[str, Fact] = {}
    for ident, value in document.value.items():
        if not FACT_ID.fullmatch(ident):
            reader.add((ident,), f'"{ident}" is not a fact id', "Use capital letters, a hyphen and a number: RT-13.")
            continue
        entry = reader.struct(FactEntry, value, (ident,), lists=FACT_LISTS)
        if entry is not None and not entry.source:
            reader.add((ident, "source"), "a fact needs a source", "Write the key of a reference.")
        elif entry is not None and entry.rev < 1:
            reader.add((ident, "rev"), "rev should be 1 or more")
        elif entry is not None:
            facts[ident] = _fact(ident, entry, document.line(ident))
    return facts, reader.diagnostics


def _fact(ident: str, entry: FactEntry, line: int) -> Fact:
    return Fact(
        id=ident,
        claim=clean_line(entry.claim),
        figures=tuple(clean_line(figure) for figure in entry.figures),
        population=clean_line(entry.population),
        sources=entry.source,
        status=entry.status,
        line=line,
        caution=clean_line(entry.caution),
        doubts=entry.doubts,
        rev=entry.rev,
    )


def parse_references(path: str, text: str) -> tuple[dict[str, Reference], list[Diagnostic]]:
    """The references of a CSL-JSON list by id, and what is wrong (code K02)."""
    try:
        items: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        message = f"not valid JSON: {getattr(error, 'msg', 'nested too deeply, or with a number that is too long')}"
        hint = "Look for a comma, a bracket or a quotation mark too few or too many here or above, or export the file anew."
        return {}, [Diagnostic(path, line, column, "K02", Severity.ERROR, clean_line(message), hint)]
    references: dict[str, Reference] = {}
    diagnostics: list[Diagnostic] = []
    at = 0
    for number, item in enumerate(items if isinstance(items, list) else [items], 1):
        reference = read_reference(item)
        at = place_of_id(text, item, at)
        line = text.count("\n", 0, at) + 1
        if reference is None:
            message = f"entry {number} is not a reference with an id and a title"
            diagnostics.append(Diagnostic(path, line, 1, "K02", Severity.ERROR, message, "Each entry needs id and title."))
        elif reference.id in references:
            message = f'the reference "{reference.id}" stands here twice'
            diagnostics.append(Diagnostic(path, line, 1, "K02", Severity.ERROR, message, "Remove one."))
        else:
            references[reference.id] = reference
    return references, diagnostics


def place_of_id(text: str, item: Any, start: int) -> int:
    """Where the entry's id stands in `text` at or after `start`; `start` if it is not found."""
    ident = item.get("id") if isinstance(item, dict) else None
    written = {json.dumps(ident), json.dumps(ident, ensure_ascii=False)}
    found = re.compile(r'"id"\s*:\s*(?:' + "|".join(map(re.escape, written)) + ")").search(text, start) if ident else None
    return found.end() if found else start


def parse_glossary(path: str, text: str) -> tuple[dict[str, Term], list[Diagnostic]]:
    """The terms of `glossary.md` by folded name, and what is wrong (code K03).

    The file is lines, not a document: `## term`, then `aliases:`, `Plain:` and `Clinician:`, each of which may run over several lines.
    """
    terms: dict[str, Term] = {}
    diagnostics: list[Diagnostic] = []

    def report(line: int, message: str, hint: str) -> None:
        diagnostics.append(Diagnostic(path, line, 1, "K03", Severity.ERROR, message, hint))

    for line, name, body in _entries(text):
        parts, strays = _parts(body)
        for stray in strays:
            report(
                line + stray,
                "this line belongs to no part of a term, or repeats one, so it is not shown",
                "Begin it with aliases:, Plain: or Clinician:.",
            )
        lacks = " and no ".join(word.title() for word in ("plain", "clinician") if not parts.get(word))
        if not name or lacks:
            what = f'the term "{name}" has no {lacks} line' if name else "a term has no name"
            report(line, what, "Write Plain: and Clinician: below ## term.")
        elif fold(name) in terms:
            report(line, f'the term "{name}" stands here twice (first on line {terms[fold(name)].line})', "Keep one.")
        else:
            aliases = tuple(alias.strip() for alias in parts.get("aliases", "").split(",") if alias.strip())
            terms[fold(name)] = Term(name, aliases, parts["plain"], parts["clinician"], line)
    return terms, sorted(diagnostics)


def _entries(text: str) -> list[tuple[int, str, list[str]]]:
    """Line, name and body lines of each `##`."""
    entries: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(clean(text).split("\n"), 1):
        heading = re.fullmatch(r"##([^#].*)?", line)
        if heading:
            entries.append((number, clean_line(heading.group(1) or ""), []))
        elif entries:
            entries[-1][2].append(line)
    return entries


def _parts(body: list[str]) -> tuple[dict[str, str], list[int]]:
    """The labelled parts of an entry, each on one line, and the numbers (from 1) of the lines that are left over."""
    parts: dict[str, str] = {}
    strays: list[int] = []
    label = ""
    for number, line in enumerate(body, 1):
        found = re.match(r"(aliases|Plain|Clinician):\s*(.*)", line, re.IGNORECASE)
        if found and found.group(1).casefold() not in parts:
            label = found.group(1).casefold()
            parts[label] = clean_line(found.group(2))
        elif not line.strip():
            label = ""
        elif label and not found:
            parts[label] = clean_line(f"{parts[label]} {line}")
        else:
            strays.append(number)
    return parts, strays
