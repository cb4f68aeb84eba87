"""Glossary terms: the first use of each in a document is marked, and explained at the end of its section or of the page."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from edu_tui.export.nodes import add, say
from edu_tui.library.ledger import Term
from edu_tui.library.modules import Audience
from edu_tui.library.terms import compile_terms
from edu_tui.render.terms import mark_terms

_TARGET = "term:"


class Words:
    """The terms of one document for `audience`, and which of them still wait to be explained."""

    def __init__(self, terms: dict[str, Term], audience: Audience) -> None:
        self._terms = terms
        self._plain = audience is Audience.FAMILY
        self._matcher = compile_terms(terms.values())
        self._marked: set[str] = set()
        self._waiting: list[Term] = []

    def say(self, parent: Element, text: str) -> None:
        """Add `text` to `parent`, with the first use of each term as a link to its explanation."""
        if self._matcher is None:
            say(parent, text)
            return
        for span in mark_terms(text, "text", self._matcher, self._marked):
            term = self._terms.get(span.target.removeprefix(_TARGET)) if span.target else None
            if term and self._line(term):
                self._waiting.append(term)
                add(parent, "a", span.text, {"class": "term", "href": f"#{self._ident(term)}"})
            else:
                say(parent, span.text)

    def explain(self, parent: Element, title: str, level: int) -> None:
        """Add a box that explains what was first used since the last one, if there was anything."""
        if not self._waiting:
            return
        box = add(parent, "div", "", {"class": "words"})
        add(box, f"h{level}", title)
        terms = add(box, "dl")
        for term in self._waiting:
            entry = add(terms, "div")
            add(entry, "dt", term.name, {"id": self._ident(term)})
            add(entry, "dd", self._line(term))
        self._waiting.clear()

    def _line(self, term: Term) -> str:
        """The explanation for the reader; the other one where the glossary has only that."""
        return (term.plain or term.clinician) if self._plain else (term.clinician or term.plain)

    def _ident(self, term: Term) -> str:
        """The anchor of a term: its place in the glossary, since its name may hold anything."""
        return f"term-{next(number for number, name in enumerate(self._terms, 1) if name == term.name)}"
