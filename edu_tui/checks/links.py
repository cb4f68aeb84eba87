"""Links: each leads to a page or section that exists, or to the web."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.links import PageLink, Refused, resolve


def _links(whole: Whole) -> Iterator[tuple[str, int, b.Link]]:
    """Every link with its file and line."""
    return ((path, line, part) for path, line, part in whole.marks if isinstance(part, b.Link))


def _page_links(whole: Whole) -> Iterator[tuple[str, int, b.Link, PageLink]]:
    """Every link to a page of this library, with where it leads."""
    for path, line, link in _links(whole):
        target = resolve(link.href, path)
        if isinstance(target, PageLink):
            yield path, line, link, target


@rule(
    "L01",
    Severity.ERROR,
    reason="Only web pages and pages of this library are ever opened.",
    example="[call](tel:112)",
    cure="Link to a page of the library or to an https address, or write the address as text.",
)
def refused_link(whole: Whole) -> Iterator[Finding]:
    """A link that the reader will not follow."""
    for path, line, link in _links(whole):
        target = resolve(link.href, path)
        if isinstance(target, Refused):
            yield Finding(path, line, f'the link "{link.href[:60]}" is refused: {_clause(target.reason)}', near=link.href)


def _clause(sentence: str) -> str:
    """A sentence as the end of another."""
    return (sentence[:1].lower() + sentence[1:]).rstrip(".")


@rule(
    "L02",
    Severity.ERROR,
    reason="A link to a page that does not exist ends in a message.",
    example="[thresholds](../mdr/clinician.md)",
    cure="Correct the path; it is relative to this file.",
)
def missing_page(whole: Whole) -> Iterator[Finding]:
    """A link to a page that the library does not have."""
    for path, line, link, target in _page_links(whole):
        if whole.catalogue.module(target.module, target.audience) is None:
            yield Finding(path, line, f'the link "{link.href[:60]}" leads to a page that does not exist', near=link.href)


@rule(
    "L03",
    Severity.ERROR,
    reason="A link to a section that does not exist leads to the wrong place.",
    example="[thresholds](#treshold)",
    cure="Use the section's {#id}.",
)
def missing_section(whole: Whole) -> Iterator[Finding]:
    """A link to a section that its page does not have."""
    for path, line, link, target in _page_links(whole):
        module = whole.module(target.module, target.audience)
        if module and target.section and module.section(target.section) is None:
            near = difflib.get_close_matches(target.section, [section.id for section in module.sections], n=1)
            hint = f"Did you mean #{near[0]}?" if near else ""
            yield Finding(path, line, f'{module.path} has no section "{target.section[:60]}"', hint, link.href)


@rule(
    "L04",
    Severity.WARNING,
    reason="A terminal shows no pictures, and nothing is ever fetched.",
    example="![A marrow smear](smear.png)",
    cure="Say it in words, or draw a chart from its numbers.",
)
def image(whole: Whole) -> Iterator[Finding]:
    """An image, of which readers see only the description and the address."""
    for path, line, part in whole.marks:
        if isinstance(part, b.Image):
            yield Finding(path, line, f'the image "{part.src[:60]}" is shown as its description only', near=part.src)
