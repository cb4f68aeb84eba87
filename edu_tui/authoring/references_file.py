"""Adding sources to `content/references.json` without touching what stands there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from edu_tui.authoring.bibtex import Csl
from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.losses import Loss
from edu_tui.library.citations import read_reference
from edu_tui.library.ledger import Reference
from edu_tui.library.roles import REFERENCES_FILE

_REPAIR = "Run edu-tui check and repair it first."


class Additions(msgspec.Struct, frozen=True):
    """The entries that are new, and why others are not added."""

    entries: tuple[Csl, ...]
    losses: tuple[Loss, ...]


def choose_new(text: str, entries: Iterable[tuple[int, Csl]]) -> Additions:
    """Those of `entries` (each with its line) that the file `text` does not hold yet, told by id, DOI and PMID. Raises AuthoringError."""
    known = [reference for item in _items(text) if (reference := read_reference(item))]
    ids = {reference.id: reference for reference in known}
    codes = {code: reference.id for reference in known for code in _codes(reference)}
    new: list[Csl] = []
    losses: list[Loss] = []
    for line, entry in entries:
        reference = read_reference(entry)
        if reference is None:
            continue
        twin = next((codes[code] for code in _codes(reference) if code in codes), "")
        same = reference.id in ids and ids[reference.id].citation == reference.citation
        if twin or reference.id in ids:
            there = f"it is there already as {twin or reference.id}"
            why = there if twin or same else "another source has this id: give one of them another key"
            losses.append(Loss(line, f'the source "{reference.id}"', why))
            continue
        ids[reference.id] = reference
        codes.update(dict.fromkeys(_codes(reference), reference.id))
        new.append(entry)
    return Additions(tuple(new), tuple(losses))


def without_address(entries: Iterable[Csl]) -> tuple[str, ...]:
    """The ids of entries that lead to no page: neither DOI nor PMID nor a web address."""
    return tuple(reference.id for entry in entries if (reference := read_reference(entry)) and not reference.address)


def added(text: str, entries: Sequence[Csl]) -> str:
    """The file with `entries` at its end, everything before them as it was. Raises AuthoringError if it is no list of references."""
    if not entries:
        return text
    old, body = _items(text), text.rstrip()
    inside, end = (body[:-1].rstrip(), text[len(body) :] or "\n") if body else ("[", "\n")
    told = ",\n".join(entries_text([entry], _indent(text)) for entry in entries)
    more = f"{',' if old else ''}\n{told}\n]"
    fresh = inside + (more.replace("\n", "\r\n") if "\r\n" in text else more) + end
    if json.loads(fresh.removeprefix("\ufeff")) != [*old, *entries]:
        raise AuthoringError(f"{REFERENCES_FILE} is written in a way that nothing can be added to. {_REPAIR}")
    return fresh


def entries_text(entries: Sequence[Csl], indent: int = 2) -> str:
    """Entries as they stand inside the list."""
    told = json.dumps(list(entries), indent=indent, ensure_ascii=False)
    return told.removeprefix("[\n").removesuffix("\n]")


def _indent(text: str) -> int:
    """By how many spaces the file indents its entries."""
    found = re.search(r"\[\s*\n( +)\{", text)
    return len(found[1]) if found else 2


def _items(text: str) -> list[Any]:
    try:
        items = json.loads(text.removeprefix("\ufeff")) if text.strip() else []
    except (ValueError, RecursionError) as error:
        raise AuthoringError(f"{REFERENCES_FILE}:{getattr(error, 'lineno', 1)}: the file is not valid JSON. {_REPAIR}") from None
    if not isinstance(items, list):
        raise AuthoringError(f"{REFERENCES_FILE} is no list of references, so nothing can be added. {_REPAIR}")
    return items


def _codes(reference: Reference) -> tuple[str, ...]:
    """What tells a source whatever its id is."""
    return tuple(code.casefold() for code in (reference.doi, reference.pmid and f"pmid:{reference.pmid}") if code)
