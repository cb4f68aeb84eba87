"""CSL-JSON entries as references: a citation in the Vancouver manner, a short form, and an address."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from edu_tui.library.ledger import Reference
from edu_tui.library.links import WebLink, resolve
from edu_tui.library.roles import REFERENCES_FILE
from edu_tui.library.text import clean_line

MAX_AUTHORS = 3
"""Authors named before "et al." (the founding editorial's own manner)."""


def read_reference(item: Any) -> Reference | None:
    """The reference behind one CSL-JSON entry; None if it has no id or no title."""
    if not isinstance(item, dict) or not _text(item, "id") or not _text(item, "title"):
        return None
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", _text(item, "DOI"), flags=re.IGNORECASE)
    pmid = _text(item, "PMID")
    authors = _authors(item)
    return Reference(
        id=_text(item, "id"),
        citation=_citation(item, [f"{family} {initials}".strip() for family, initials in authors], doi, pmid),
        short=f"{authors[0][0] if authors else _text(item, 'title')[:40]} {_year(item)}".strip(),
        address=_address(doi, pmid, _text(item, "PMCID"), _text(item, "URL")),
        doi=doi,
        pmid=pmid,
    )


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key, "")
    return clean_line(str(value)) if isinstance(value, str | int) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _authors(item: dict[str, Any]) -> list[tuple[str, str]]:
    """Family names (with "van der" and the like) and initials; organisations as they are, without initials."""
    names: list[tuple[str, str]] = []
    for author in _list(item.get("author")):
        if isinstance(author, dict):
            family = _text(author, "literal") or f"{_text(author, 'non-dropping-particle')} {_text(author, 'family')}".strip()
            names.append((family, "".join(part[0] for part in re.split(r"[\s.-]+", _text(author, "given")) if part)))
    return [name for name in names if name[0]]


def _year(item: dict[str, Any]) -> str:
    issued = item.get("issued")
    dates = _list(issued.get("date-parts")) if isinstance(issued, dict) else []
    parts = _list(dates[0]) if dates else []
    return clean_line(str(parts[0])) if parts and isinstance(parts[0], str | int) else ""


def _citation(item: dict[str, Any], authors: list[str], doi: str, pmid: str) -> str:
    """Authors. Title. Journal Year;Volume(Issue):Pages. Identifier."""
    named = ", ".join(authors[:MAX_AUTHORS]) + (", et al" if len(authors) > MAX_AUTHORS else "")
    volume = _text(item, "volume") + (f"({_text(item, 'issue')})" if _text(item, "issue") else "")
    where = volume + (f":{_text(item, 'page')}" if _text(item, "page") else "")
    journal = " ".join(part for part in (_text(item, "container-title") or _text(item, "publisher"), _year(item)) if part)
    identifier = f"doi:{doi}" if doi else f"PMID {pmid}" if pmid else ""
    parts = (named, _text(item, "title"), ";".join(part for part in (journal, where) if part), identifier)
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def _address(doi: str, pmid: str, pmcid: str, url: str) -> str:
    """Where the source can be read: by DOI, PubMed, PubMed Central or its own web address, if the link gate lets that pass."""
    if doi:
        return "https://doi.org/" + quote(doi, safe="/:;()<>._-")
    if re.fullmatch(r"[0-9]+", pmid):
        return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
    if re.fullmatch(r"PMC[0-9]+", pmcid):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"
    target = resolve(url, REFERENCES_FILE)
    return target.url if isinstance(target, WebLink) else ""
