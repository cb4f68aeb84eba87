"""From BibTeX to CSL-JSON, as `content/references.json` holds it. The library bibtexparser reads the file; the mapping is ours."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.losses import WHOLE_FILE, Loss
from edu_tui.library.slugs import slug
from edu_tui.library.text import clean_line

Csl = dict[str, Any]
"""One entry of CSL-JSON."""

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "report",
    "mastersthesis": "thesis",
    "online": "webpage",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "webpage": "webpage",
    "www": "webpage",
}
_TEXTS = {
    "title": "title",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "page",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "edition": "edition",
    "series": "collection-title",
    "language": "language",
    "langid": "language",
    "note": "note",
}
_CODES = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "url": "URL", "isbn": "ISBN", "issn": "ISSN"}
_NAMES = {"author": "author", "editor": "editor"}
_DATES = ("date", "year", "month", "day")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LAST = (9999, 12, 31)
"""The last year, month and day that a date can have."""
_ORDER = ("id", "type", "title", "author", "editor", "container-title", "issued", "volume", "issue", "page")
_CITABLE = re.compile(r"[A-Za-z0-9][\w:./-]*[\w:/-]|[A-Za-z0-9]", re.ASCII)
_FACT = re.compile(r"[A-Z]{2,4}-\d{1,4}[A-Z]?")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


class Bibliography(msgspec.Struct, frozen=True):
    """The entries of a file in its order, each with its line, and what could not be carried over."""

    entries: tuple[tuple[int, Csl], ...]
    losses: tuple[Loss, ...] = ()


def read_bibtex(text: str) -> Bibliography:
    """The entries of a BibTeX file. Raises AuthoringError if the library that reads it is not installed."""
    try:
        from bibtexparser.entrypoint import parse_string
    except ImportError:
        raise AuthoringError('BibTeX needs one more library: pip install "edu-tui[author]".') from None
    for library in ("bibtexparser", "pylatexenc"):
        _silence(logging.getLogger(library))
    parsed = parse_string(text)
    entries: list[tuple[int, Csl]] = []
    unread = "it cannot be read: a brace may be open, or its key stands there twice"
    losses = [Loss(_line(block.start_line), "an entry", unread) for block in parsed.failed_blocks]
    unused: dict[str, None] = {}
    for entry in parsed.entries:
        fields = {field.key.casefold(): str(field.value) for field in entry.fields}
        try:
            made = _entry(entry.key, entry.entry_type.casefold(), fields)
        except RecursionError:
            made = {}
        line = _line(entry.start_line)
        if made.get("title"):
            entries.append((line, made))
            unused.update(dict.fromkeys(key for key in fields if not _is_used(key, fields)))
            losses += _renamed(line, entry.key, made)
        else:
            losses.append(Loss(line, f'the entry "{clean_line(entry.key)[:60]}"', "it has no title"))
    if unused:
        losses.append(
            Loss(WHOLE_FILE, f"the fields {', '.join(clean_line(key)[:40] for key in sorted(unused))}", "our references need none of them")
        )
    return Bibliography(tuple(entries), tuple(sorted(losses)))


def _line(counted_from_zero: int | None) -> int:
    return (counted_from_zero or 0) + 1


def _silence(logger: logging.Logger) -> None:
    """Keep a library from writing to the terminal: what it warns of stands among the losses."""
    logger.propagate = False
    logger.addHandler(logging.NullHandler())


def _is_used(key: str, fields: Mapping[str, str]) -> bool:
    return key in (*_TEXTS, *_CODES, *_NAMES, *_DATES, "howpublished") or (key in ("eprint", "eprinttype") and _eprint(fields) != "")


def _renamed(line: int, key: str, made: Csl) -> Iterator[Loss]:
    if made["id"] != key:
        yield Loss(line, f'the key "{clean_line(key)[:60]}"', f"it cannot be cited as such: here it is {made['id']}")


def _entry(key: str, kind: str, fields: Mapping[str, str]) -> Csl:
    made: Csl = {"type": _TYPES.get(kind, "document")}
    for name, target in _TEXTS.items():
        if words := _words(fields.get(name, "")):
            made.setdefault(target, words)
    if "page" in made:
        made["page"] = re.sub(r"\s*[\u2013\u2014-]+\s*", "-", made["page"])
    for name, target in _CODES.items():
        if code := _code(fields.get(name, "")):
            made[target] = _DOI.sub("", code) if target == "DOI" else code
    if _eprint(fields):
        made.setdefault("PMID", _eprint(fields))
    address = re.search(r"https?://[^\s{}]+", fields.get("howpublished", ""))
    if address:
        made.setdefault("URL", _code(address[0]))
    for name, target in _NAMES.items():
        if people := list(_people(fields.get(name, ""))):
            made[target] = people
    if issued := _issued(fields):
        made["issued"] = {"date-parts": [issued]}
    made["id"] = _citable(key) or _own_key(made, issued)
    return {name: made[name] for name in (*_ORDER, *made) if name in made}


def _own_key(made: Csl, issued: Sequence[int]) -> str:
    """A key as this library writes them: the first author's name and the year."""
    first = made.get("author", [{}])[0]
    return _citable(slug(first.get("family", first.get("literal", "source")))) + "".join(map(str, issued[:1]))


def _eprint(fields: Mapping[str, str]) -> str:
    """The PubMed number of an entry as BibLaTeX writes it."""
    return _code(fields.get("eprint", "")) if fields.get("eprinttype", "").casefold() in ("pubmed", "pmid") else ""


def _words(latex: str) -> str:
    """LaTeX as text: accents and signs as characters, without braces and commands. What is not LaTeX stays as it is."""
    from pylatexenc.latex2text import LatexNodes2Text

    try:
        return clean_line(LatexNodes2Text().latex_to_text(latex)) if latex else ""
    except RecursionError:
        raise
    except Exception:  # a command without what it works on makes the decoder fail in ways of many kinds
        return clean_line(latex)


def _code(text: str) -> str:
    """An identifier or address: only what LaTeX forces on it is taken away."""
    bare = re.sub(r"\\url\{([^{}]*)\}", r"\1", text)
    return clean_line(re.sub(r"\\([_%&#~$])", r"\1", bare).strip("{} "))


def _citable(key: str) -> str:
    """A key that can stand in a citation and is no id of a fact; "" if nothing of `key` is left."""
    bare = re.sub(r"[^\w:./-]+", "-", key, flags=re.ASCII).strip("-_:./")
    found = _CITABLE.fullmatch(bare)
    return (bare.lower() if _FACT.fullmatch(bare) else bare) if found else ""


# --- people and dates ------------------------------------------------------------------------------------------------------------


def _people(names: str) -> Iterator[dict[str, str]]:
    """Authors or editors. Names are split before LaTeX is decoded: braces keep the name of an organisation in one piece."""
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names

    for name in split_multiple_persons_names(names):
        if name.strip().startswith("{") and name.strip().endswith("}"):
            yield {"literal": _words(name)}
            continue
        if name.strip().casefold() == "others":
            continue
        try:
            parts = parse_single_name_into_parts(name)
        except InvalidNameError:
            yield {"literal": _words(name)}
            continue
        told = {"family": parts.last, "given": parts.first, "non-dropping-particle": parts.von, "suffix": parts.jr}
        yield {key: words for key, value in told.items() if (words := _words(" ".join(value)))}


def _issued(fields: Mapping[str, str]) -> list[int]:
    """Year, month and day, as far as they are given as numbers or names of months."""
    year, month, day = ([*fields.get("date", "").split("/")[0].split("-"), "", "", ""])[:3]
    parts = (year or fields.get("year", ""), month or fields.get("month", ""), day or fields.get("day", ""))
    found: list[int] = []
    for at, part in enumerate(parts):
        word = part.strip("{} ").casefold()
        number = (
            _MONTHS.index(word[:3]) + 1
            if at == 1 and word[:3] in _MONTHS
            else int(word)
            if word.isascii() and word.isdigit() and len(word) < 5
            else 0
        )
        if not 1 <= number <= _LAST[at]:
            break
        found.append(number)
    return found
