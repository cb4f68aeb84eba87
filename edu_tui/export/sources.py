"""The sources of one document: numbered by first citation, listed at its end."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from edu_tui.export.nodes import add, say
from edu_tui.library.ledger import Ledger
from edu_tui.library.links import WebLink, resolve
from edu_tui.library.roles import REFERENCES_FILE


class Sources:
    """Gives each source its number, from 1, when it is first cited. A fact stands for its sources, in their order.

    A key that the ledger does not have gets a number too, under which the list says that nothing is known of it.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._numbers: dict[str, int] = {}
        self._facts: dict[str, dict[str, None]] = {}

    def numbers(self, key: str) -> tuple[int, ...]:
        """The numbers of the sources behind a cited key."""
        fact = self._ledger.facts.get(key)
        numbers = []
        for source in (fact.sources or (key,)) if fact else (key,):
            numbers.append(self._numbers.setdefault(source, len(self._numbers) + 1))
            if fact:
                self._facts.setdefault(source, {})[fact.id] = None
        return tuple(numbers)

    def cited_facts(self) -> tuple[str, ...]:
        """The ids of all facts cited so far, each once, in the order of the ledger."""
        cited = {fact for facts in self._facts.values() for fact in facts}
        return tuple(fact for fact in self._ledger.facts if fact in cited)

    def write(self, parent: Element, *, show_facts: bool) -> None:
        """Add the list, if anything was cited; with `show_facts` each source names the facts that were taken from it."""
        if not self._numbers:
            return
        section = add(parent, "section", "", {"aria-labelledby": "sources", "class": "sources"})
        add(section, "h2", "Sources", {"id": "sources"})
        entries = add(section, "ol")
        for source, number in self._numbers.items():
            entry = add(entries, "li", "", {"id": f"source-{number}"})
            self._entry(entry, source)
            facts = self._facts.get(source)
            if show_facts and facts:
                say(entry, f" ({', '.join(facts)})")

    def _entry(self, entry: Element, source: str) -> None:
        """The citation; where the link gate lets its address pass, its DOI or PMID is the link, or else the address behind it."""
        reference = self._ledger.references.get(source)
        if reference is None:
            say(entry, f"{source} is not in the ledger: nothing here says where this statement comes from.")
            return
        target = resolve(reference.address, REFERENCES_FILE)
        citation = reference.citation or reference.short or reference.id
        if not isinstance(target, WebLink):
            say(entry, citation)
            return
        identifier = f"doi:{reference.doi}" if reference.doi else f"PMID {reference.pmid}" if reference.pmid else ""
        before, found, after = citation.rpartition(identifier) if identifier else ("", "", "")
        if not found:
            before, found = f"{citation} ", target.url
        say(entry, before)
        add(entry, "a", found, {"href": target.url, "rel": "noopener noreferrer"})
        say(entry, after)
