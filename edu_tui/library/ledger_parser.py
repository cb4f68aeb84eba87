"""From `facts.yaml`, `references.json` and `glossary.md` to the ledger."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from edu_tui.library.citations import read_reference
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger import Fact, Reference, Status, Term
from edu_tui.library.schema import Reader
from edu_tui.library.text import clean, clean_line, fold
from edu_tui.library.yaml_reader import YamlError, read_yaml

_FACT_ID = re.compile(r"[A-Z]{2,4}-\d{1,4}[A-Z]?")


class _FactEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as written."""

    claim: str
    figures: tuple[str, ...] = ()
    population: str
    source: tuple[str, ...]
    status: Status
    caution: str = ""
    rev: int = 1


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
        if not _FACT_ID.fullmatch(ident):
            reader.add((ident,), f'"{ident}" is not a fact id', "Use capital letters, a hyphen and a number: RT-13.")
            continue
        entry = reader.struct(_FactEntry, value, (ident,), lists=("source",))
        if entry is not None:
            facts[ident] = _fact(ident, entry, document.line(ident))
    return facts, reader.diagnostics


def _fact(ident: str, entry: _FactEntry, line: int) -> Fact:
    return Fact(
        id=ident,
        claim=clean_line(entry.claim),
        figures=tuple(clean_line(figure) for figure in entry.figures),
        population=clean_line(entry.population),
        sources=entry.source,
        status=entry.status,
        line=line,
        caution=clean_line(entry.caution),
        rev=entry.rev,
    )


def parse_references(path: str, text: str) -> tuple[dict[str, Reference], list[Diagnostic]]:
    """The references of a CSL-JSON list by id, and what is wrong (code K02)."""
    try:
        items: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        message = f"not valid JSON: {getattr(error, 'msg', 'nested too deeply')}"
        hint = "Export the file again from your reference manager."
        return {}, [Diagnostic(path, line, column, "K02", Severity.ERROR, clean_line(message), hint)]
    references: dict[str, Reference] = {}
    diagnostics: list[Diagnostic] = []
    for number, item in enumerate(items if isinstance(items, list) else [items], 1):
        reference = read_reference(item)
        line = _line_of_id(text, item)
        if reference is None:
            message = f"entry {number} is not a reference with an id and a title"
            diagnostics.append(Diagnostic(path, line, 1, "K02", Severity.ERROR, message, "Each entry needs id and title."))
        elif reference.id in references:
            message = f'the reference "{reference.id}" stands here twice'
            diagnostics.append(Diagnostic(path, line, 1, "K02", Severity.ERROR, message, "Remove one."))
        else:
            references[reference.id] = reference
    return references, diagnostics


def _line_of_id(text: str, item: Any) -> int:
    """The line on which the entry's id stands, for messages."""
    ident = item.get("id") if isinstance(item, dict) else None
    at = text.find(json.dumps(ident)) if ident else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def parse_glossary(path: str, text: str) -> tuple[dict[str, Term], list[Diagnostic]]:
    """The terms of `glossary.md` by folded name, and what is wrong (code K03).

    The file is lines, not a document: `## term`, then `aliases:`, `Plain:` and `Clinician:`, each of which may run over several lines.
    """
    terms: dict[str, Term] = {}
    diagnostics: list[Diagnostic] = []
    for line, name, body in _entries(text):
        parts = _parts(body)
        missing = [word for word in ("plain", "clinician") if not parts.get(word)]
        if not name or missing:
            lacks = " and no ".join(word.title() for word in missing)
            what = f'the term "{name}" has no {lacks} line' if name else "a term has no name"
            diagnostics.append(Diagnostic(path, line, 1, "K03", Severity.ERROR, what, "Write Plain: and Clinician: below ## term."))
            continue
        if fold(name) in terms:
            message = f'the term "{name}" stands here twice (first on line {terms[fold(name)].line})'
            diagnostics.append(Diagnostic(path, line, 1, "K03", Severity.ERROR, message, "Keep one."))
            continue
        aliases = tuple(alias.strip() for alias in parts.get("aliases", "").split(",") if alias.strip())
        terms[fold(name)] = Term(name, aliases, parts["plain"], parts["clinician"], line)
    return terms, diagnostics


def _entries(text: str) -> list[tuple[int, str, list[str]]]:
    """Line, name and body lines of each `##`."""
    entries: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(clean(text).split("\n"), 1):
        if line.startswith("## "):
            entries.append((number, clean_line(line[3:]), []))
        elif entries:
            entries[-1][2].append(line)
    return entries


def _parts(body: list[str]) -> dict[str, str]:
    """The labelled parts of an entry, each on one line."""
    parts: dict[str, str] = {}
    label = ""
    for line in body:
        found = re.match(r"(aliases|Plain|Clinician):\s*(.*)", line, re.IGNORECASE)
        if found:
            label = found.group(1).casefold()
            parts[label] = found.group(2).strip()
        elif label and line.strip():
            parts[label] = f"{parts[label]} {line.strip()}".strip()
        elif not line.strip():
            label = ""
    return parts
