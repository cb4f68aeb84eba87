"""CSL-JSON entries as references: a citation in the Vancouver manner, a short form, and an address."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit

from edu_tui.library.ledger import Reference
from edu_tui.library.text import clean_line

MAX_AUTHORS = 3
"""Authors named before "et al." (the founding editorial's own manner)."""


def read_reference(item: Any) -> Reference | None:
    """The reference behind one CSL-JSON entry; None if it has no id or no title."""
    if not isinstance(item, dict) or not _text(item, "id") or not _text(item, "title"):
        return None
    doi = re.sub(r"^https?://(dx\.)?doi\.org/", "", _text(item, "DOI"))
    pmid = _text(item, "PMID")
    return Reference(
        id=_text(item, "id"),
        citation=_citation(item, doi, pmid),
        short=_short(item),
        address=_address(doi, pmid, _text(item, "PMCID"), _text(item, "URL")),
        doi=doi,
        pmid=pmid,
    )


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key, "")
    return clean_line(str(value)) if isinstance(value, str | int) else ""


def _authors(item: dict[str, Any]) -> list[str]:
    """Family names with initials; organisations as they are."""
    names = []
    for author in item.get("author", []) if isinstance(item.get("author"), list) else []:
        if not isinstance(author, dict):
            continue
        initials = "".join(part[0] for part in re.split(r"[\s.-]+", _text(author, "given")) if part)
        names.append(_text(author, "literal") or f"{_text(author, 'family')} {initials}".strip())
    return [name for name in names if name]


def _year(item: dict[str, Any]) -> str:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0] else [""]
    return clean_line(str(first[0]))


def _citation(item: dict[str, Any], doi: str, pmid: str) -> str:
    """Authors. Title. Journal Year;Volume(Issue):Pages. Identifier."""
    authors = _authors(item)
    named = ", ".join(authors[:MAX_AUTHORS]) + (", et al" if len(authors) > MAX_AUTHORS else "")
    volume = _text(item, "volume") + (f"({_text(item, 'issue')})" if _text(item, "issue") else "")
    where = volume + (f":{_text(item, 'page')}" if _text(item, "page") else "")
    journal = " ".join(part for part in (_text(item, "container-title") or _text(item, "publisher"), _year(item)) if part)
    journal += f";{where}" if where else ""
    identifier = f"doi:{doi}" if doi else f"PMID {pmid}" if pmid else ""
    parts = (named, _text(item, "title"), journal, identifier)
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _short(item: dict[str, Any]) -> str:
    """ "Rheingold 2024"; the title where there is no author."""
    authors = _authors(item)
    name = authors[0].rsplit(" ", 1)[0] if authors and " " in authors[0] and not _is_literal(item) else authors[0] if authors else ""
    return f"{name or _text(item, 'title')[:40]} {_year(item)}".strip()


def _is_literal(item: dict[str, Any]) -> bool:
    author = item["author"][0]
    return isinstance(author, dict) and "literal" in author


def _address(doi: str, pmid: str, pmcid: str, url: str) -> str:
    """Where the source can be read: by DOI, PubMed, PubMed Central or its own https address."""
    if doi:
        return "https://doi.org/" + quote(doi, safe="/:;()<>._-")
    if pmid.isdigit():
        return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
    if re.fullmatch(r"PMC\d+", pmcid):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"
    return url if urlsplit(url).scheme in ("http", "https") else ""
