"""Links: each leads to a page or section that exists, or to the web."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import msgspec

from edu_tui.checks.gathering import gathers
from edu_tui.checks.registry import Finding, Scope, rule
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.catalogue import ModuleEntry
from edu_tui.library.diagnostics import Severity
from edu_tui.library.links import PageLink, Refused, resolve
from edu_tui.library.modules import Audience


def _links(whole: Whole) -> Iterator[tuple[str, int, b.Link]]:
    """Every link with its file and line."""
    return ((path, line, part) for path, line, part in whole.marks if isinstance(part, b.Link))


class PageLinked(msgspec.Struct, frozen=True):
    """A link to a page of this library: file, line and address as written, and where it leads (`section` may be "")."""

    path: str
    line: int
    href: str
    module: str
    audience: Audience
    section: str


@gathers(tuple[PageLinked, ...])
def page_links(whole: Whole) -> tuple[PageLinked, ...]:
    """Every link to a page of this library."""
    resolved = ((path, line, link.href, resolve(link.href, path)) for path, line, link in _links(whole))
    return tuple(
        PageLinked(path, line, href, target.module, target.audience, target.section)
        for path, line, href, target in resolved
        if isinstance(target, PageLink)
    )


def _all_page_links(whole: Whole) -> Iterator[PageLinked]:
    return (link for links in whole.gathered(page_links) for link in links)


def _pages(whole: Whole) -> dict[tuple[str, Audience], ModuleEntry]:
    """The pages that the library has."""
    return {(entry.id, entry.audience): entry for entry in whole.catalogue.modules}


@rule(
    "L01",
    Severity.ERROR,
    reason="Only web pages and pages of this library are ever opened.",
    example="[call](tel:112)",
    cure="Link to a page of the library or to an https address, or write the address as text.",
    source="house rule: nothing is fetched, and every link leads somewhere",
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
    source="house rule: nothing is fetched, and every link leads somewhere",
    scope=Scope.LIBRARY,
)
def missing_page(whole: Whole) -> Iterator[Finding]:
    """A link to a page that the library does not have."""
    known = whole.once(_pages)
    for link in _all_page_links(whole):
        if (link.module, link.audience) not in known:
            yield Finding(link.path, link.line, f'the link "{link.href[:60]}" leads to a page that does not exist', near=link.href)


@rule(
    "L03",
    Severity.ERROR,
    reason="A link to a section that does not exist leads to the wrong place.",
    example="[thresholds](#treshold)",
    cure="Use the section's {#id}.",
    source="house rule: nothing is fetched, and every link leads somewhere",
    scope=Scope.LIBRARY,
)
def missing_section(whole: Whole) -> Iterator[Finding]:
    """A link to a section that its page does not have."""
    known = whole.once(_pages)
    for link in _all_page_links(whole):
        module = known.get((link.module, link.audience))
        if module and not module.broken and link.section and module.section(link.section) is None:
            near = difflib.get_close_matches(link.section, [section.id for section in module.sections], n=1)
            hint = f"Did you mean #{near[0]}?" if near else ""
            yield Finding(link.path, link.line, f'{module.path} has no section "{link.section[:60]}"', hint, link.href)


@rule(
    "L04",
    Severity.WARNING,
    reason="A terminal shows no pictures, and nothing is ever fetched.",
    example="![A marrow smear](smear.png)",
    cure="Say it in words, or draw a chart from its numbers.",
    source="house rule: nothing is fetched, and every link leads somewhere",
)
def image(whole: Whole) -> Iterator[Finding]:
    """An image, of which readers see only the description and the address."""
    for path, line, part in whole.marks:
        if isinstance(part, b.Image):
            yield Finding(path, line, f'the image "{part.src[:60]}" is shown as its description only', near=part.src)
