"""The frame of every handout: head, title, review, and at the end other pages, sources and where the paper comes from."""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from xml.etree.ElementTree import Element

from edu_tui import __version__
from edu_tui.export.inlines import Inliner
from edu_tui.export.material import Material
from edu_tui.export.nodes import add, to_html
from edu_tui.export.sources import Sources
from edu_tui.export.style import letter_pixels, style
from edu_tui.export.words import Words
from edu_tui.export.writer import BlockWriter
from edu_tui.library.modules import Audience, Review

_NOTICES = {
    Audience.FAMILY: "This is education, not advice for your child: ask your team.",
    Audience.CLINICIAN: "This is education. It does not replace the advice of the treating team, and tells no individual prognosis.",
}


class Document:
    """One handout under way: write into `main`, then `finish`."""

    def __init__(self, material: Material, kind: str, title: str, *, explain: bool = False, lines: bool = False) -> None:
        """`kind` says what the paper is; with `explain` glossary terms are marked, with `lines` there is room to write under questions."""
        self.material = material
        self.sources = Sources(material.ledger)
        self.words = Words(material.ledger.terms, material.module.audience) if explain else None
        self.inliner = Inliner(self.sources, self.words)
        self.writer = BlockWriter(self.inliner, letter=letter_pixels(large=material.large), write_lines=lines)
        self.root = Element("html", {"lang": material.catalogue.language or "en"})
        write_head(self.root, f"{title} ({kind})", material.today, large=material.large)
        self.body = add(self.root, "body")
        header = add(self.body, "header")
        add(header, "p", kind, {"class": "kind"})
        add(header, "h1", title)
        self.header = header
        self.main = add(self.body, "main")

    def say_review(self) -> None:
        """Say in the header who reviewed the page, or that nobody did."""
        add(self.header, "p", review_words(self.material.module.reviewed, self.material.today), {"class": "review"})

    def finish(self, *, own: bool = True) -> str:
        """The whole document as HTML; `own` says whether it tells something of the module, so that its review matters."""
        self._other_pages()
        if self.words:
            self.words.explain(self.main, "Words on this page", 2)
        self.sources.write(self.main, show_facts=not self.material.for_family)
        self._footer(own=own)
        return to_html(self.root)

    def _other_pages(self) -> None:
        """The pages that links lead to: they are not on this paper."""
        titles = {(entry.id, entry.audience): entry.title for entry in self.material.catalogue.modules}
        here = (self.material.module.id, self.material.module.audience)
        linked = dict.fromkeys((page.module, page.audience) for page in self.inliner.pages)
        named = [titles[page] for page in linked if page in titles and page != here]
        if named:
            section = add(self.main, "section", "", {"aria-labelledby": "other-pages"})
            add(section, "h2", "Pages that this one mentions", {"id": "other-pages"})
            pages = add(section, "ul")
            for title in named:
                add(pages, "li", title)

    def _footer(self, *, own: bool) -> None:
        module, catalogue = self.material.module, self.material.catalogue
        footer = add(self.body, "footer")
        made = made_words(self.material.today)
        if not own:
            add(footer, "p", made)
            return
        add(footer, "p", _NOTICES[module.audience])
        add(footer, "p", review_words(module.reviewed, self.material.today))
        version = f", version {catalogue.version}" if catalogue.version else ""
        told = f"From “{module.title}” in the library “{catalogue.title}”{version}; page of {day_words(module.updated)}."
        add(footer, "p", f"{told} {made}")


def write_head(root: Element, title: str, today: date, *, large: bool = False) -> None:
    """The head of a document that loads nothing: a policy that forbids it, the title, and our one style sheet."""
    sheet = style(large=large)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = add(root, "head")
    add(head, "meta", "", {"charset": "utf-8"})
    add(head, "meta", "", {"http-equiv": "Content-Security-Policy", "content": policy})
    add(head, "meta", "", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    add(head, "meta", "", {"name": "referrer", "content": "no-referrer"})
    add(head, "meta", "", {"name": "generator", "content": f"edu-tui {__version__}"})
    add(head, "meta", "", {"name": "dcterms.created", "content": today.isoformat()})
    add(head, "title", title)
    add(head, "style", sheet)


def review_words(review: Review | None, today: date) -> str:
    """Who reviewed a page and until when that holds, or that nobody did."""
    if review is None:
        return "Not yet reviewed by a clinician."
    late = _day(review.due)
    due = "was due" if late and late < today else "is due"
    return f"Reviewed by {review.by} on {day_words(review.on)}; the next review {due} on {day_words(review.due)}."


def made_words(today: date) -> str:
    """When a document was made, and with what."""
    return f"Made on {day_words(today.isoformat())} with edu-tui {__version__}."


def day_words(iso: str) -> str:
    """A day of the front matter in words, "22 November 2026"; as written where it is none."""
    day = _day(iso)
    return f"{day.day} {day:%B %Y}" if day else iso


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
