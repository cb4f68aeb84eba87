"""What a file holds that is no page: facts, references, terms or tracks, each with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from edu_tui.library.counting import counted
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger import Reference
from edu_tui.library.ledger_parser import parse_facts, parse_glossary, parse_references, place_of_id
from edu_tui.library.roles import LibraryFile, Role
from edu_tui.library.text import clean_line
from edu_tui.library.yaml_reader import Value, YamlError, read_yaml
from edu_tui.study.preview_parts import Holdings, Listed

MODULE_SIGN = "· "
"""Stands before a module in the list of tracks."""

_Found = tuple[Holdings, tuple[Diagnostic, ...]]


def read_holdings(file: LibraryFile, text: str) -> _Found:
    """What `text` holds, and what its parser finds wrong with it; never raises."""
    match file.role:
        case Role.FACTS:
            return _facts(file.path, text)
        case Role.REFERENCES:
            references, faults = parse_references(file.path, text)
            listed = tuple(_with_lines(text, references))
            return Holdings(f"This file holds {counted(len(references), 'reference')}.", listed), tuple(faults)
        case Role.GLOSSARY:
            terms, faults = parse_glossary(file.path, text)
            named = tuple(Listed(term.line, term) for term in terms.values())
            return Holdings(f"This file holds {counted(len(terms), 'term')}.", named), tuple(faults)
        case Role.LIBRARY:
            return _tracks(file.path, text)
        case _:
            return Holdings("This file is for edu-tui, not for learners, so it has no page; what is wrong with it is told."), ()


def _facts(path: str, text: str) -> _Found:
    facts, faults = parse_facts(path, text)
    statuses = Counter(fact.status.value for fact in facts.values())
    told = ", ".join(f"{count} {status}" for status, count in statuses.most_common())
    sentence = f"This file holds {counted(len(facts), 'fact')}{f': {told}' if told else ''}."
    return Holdings(sentence, tuple(Listed(fact.line, fact) for fact in facts.values())), tuple(faults)


def _with_lines(text: str, references: dict[str, Reference]) -> Iterator[Listed]:
    """References know no line: each is sought after the one before."""
    at = 0
    for ident, reference in references.items():
        at = place_of_id(text, {"id": ident}, at)
        yield Listed(text.count("\n", 0, at) + 1, reference)


def _tracks(path: str, text: str) -> _Found:
    """The tracks of a library file and their modules, as far as they can be told."""
    try:
        document = read_yaml(text)
    except YamlError as error:
        message = f"not valid YAML: {error.message}"
        return Holdings("Nothing can be read here."), (
            Diagnostic(path, error.line, error.column, "F01", Severity.ERROR, message, error.hint),
        )
    head = document.value if isinstance(document.value, dict) else {}
    listed: list[Listed] = []
    modules = 0
    for number, track in enumerate(_list(head.get("tracks"))):
        if not isinstance(track, dict):
            continue
        listed.append(Listed(document.line("tracks", number), clean_line(str(track.get("title") or track.get("id") or "no title yet"))))
        for index, ident in enumerate(_list(track.get("modules"))):
            modules += 1
            listed.append(Listed(document.line("tracks", number, "modules", index), f"{MODULE_SIGN}{clean_line(str(ident))}"))
    title = head.get("title")
    named = f"“{clean_line(title)}” " if isinstance(title, str) else ""
    tracks = f"{counted(len(listed) - modules, 'track')} with {counted(modules, 'module')}"
    return Holdings(f"The library {named}has {tracks}.", tuple(listed)), ()


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []
