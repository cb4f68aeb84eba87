"""The leaflet: a module as a page to take home. For families what to call about comes first, with room for the numbers to call."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.export.document import Document
from edu_tui.export.inlines import Scope
from edu_tui.export.material import Material
from edu_tui.export.nodes import add, say
from edu_tui.export.writer import line
from edu_tui.library.blocks import Block, Quote
from edu_tui.library.links import PageLink
from edu_tui.library.walk import walk_blocks

NUMBERS = ("Our team", "At night and at weekends", "Emergency number")
"""The numbers that a family needs at hand."""

LINES = 5
"""Lines for a family's own questions."""


def write_leaflet(material: Material) -> str:
    """The leaflet as HTML. The leader's notes are not in it."""
    module = material.module
    kind = "Leaflet for families" if material.for_family else "Reading sheet for clinicians"
    document = Document(material, kind, module.title, explain=True, lines=material.for_family)
    document.inliner.link_to(_page_links(material))
    document.header.set("id", "top")
    add(document.header, "p", module.summary)
    document.say_review()
    scope = Scope(path=module.path)
    if material.for_family:
        _call_first(document, scope)
    document.writer.write(document.main, module.lead, scope)
    for section in module.sections:
        element = add(document.main, "section", "", {"aria-labelledby": f"section-{section.id}"})
        heading = add(element, "h2", "", {"id": f"section-{section.id}"})
        document.writer.inlines(heading, section.title, Scope(path=module.path, mark=False))
        document.writer.write(element, section.blocks, scope)
        if material.for_family and document.words:
            document.words.explain(element, "Words in this part", 3)
    if material.for_family:
        _own_questions(document)
    return document.finish()


def _call_first(document: Document, scope: Scope) -> None:
    """Every "Call now" of the page once more, before all else: nobody looks for it then."""
    calls = tuple(_calls(document.material))
    if not calls:
        return
    box = add(document.main, "section", "", {"class": "call-first", "aria-labelledby": "call-now"})
    add(box, "h2", "Call now", {"id": "call-now"})
    for blocks in calls:
        document.writer.write(add(box, "div"), blocks, Scope(path=scope.path, mark=False))
    numbers = add(add(box, "div"), "ul", "", {"class": "tasks", "role": "list"})
    for name in NUMBERS:
        number = add(numbers, "li", f"{name}: ")
        add(number, "span", "", {"class": "gap long", "role": "img", "aria-label": "space for a number"})


def _calls(material: Material) -> Iterator[tuple[Block, ...]]:
    """The contents of the page's "Call now" quotes, in its order."""
    module = material.module
    for blocks in (module.lead, *(section.blocks for section in module.sections)):
        for block in walk_blocks(blocks, notes=False):
            if isinstance(block, Quote) and block.label == "call now":
                yield block.blocks


def _own_questions(document: Document) -> None:
    section = add(document.main, "section", "", {"aria-labelledby": "own-questions"})
    add(section, "h2", "Your own questions", {"id": "own-questions"})
    say(add(section, "p"), "Write them down, and bring this page along.")
    line(section, LINES)


def _page_links(material: Material) -> dict[PageLink, str]:
    """The anchors of a module's own sections, and of its beginning, for links that stay on the paper."""
    module = material.module
    anchors = {PageLink(module.id, module.audience, section.id): f"section-{section.id}" for section in module.sections}
    return {PageLink(module.id, module.audience, ""): "top", **anchors}
