"""HTML that does nothing but be read: only tags and attributes of ours, and no address but of the web or of the page itself."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

from edu_tui.library.text import has_hidden

TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "footer",
        "section",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ),
    *("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "code", "figure", "figcaption"),
    *("span", "strong", "em", "s", "a", "br"),
}
DRAWN = {"svg", "title", "desc", "text", "rect", "path", "circle", "polygon"}
ATTRIBUTES = {
    *(
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "id",
        "href",
        "rel",
        "role",
        "aria-label",
        "aria-labelledby",
        "scope",
        "start",
    ),
    *("viewBox", "width", "height", "x", "y", "cx", "cy", "r", "d", "points", "fill", "stroke", "stroke-width", "stroke-dasharray"),
    *("font-size", "font-weight", "text-anchor"),
}

_ADDRESS = re.compile(r"https?://[!-~]+|#[^\s]+")


def parsed(html: str) -> Element:
    """The tree of a document without a single fault, as a browser would make it."""
    parser = HTMLParser(namespace_html_elements=False)
    tree = parser.parse(html)
    assert parser.errors == [], parser.errors[:3]
    return tree


def assert_harmless(html: str) -> None:
    """The document runs, fetches, sends and hides nothing."""
    assert not has_hidden(html)
    tree = parsed(html)
    for element in tree.iter():
        tag = str(element.tag)
        name = tag.rpartition("}")[2]
        assert name in (DRAWN if tag.startswith("{") else TAGS), tag
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        href = element.get("href", "#x")
        assert _ADDRESS.fullmatch(href), href
        assert href.startswith("#") or "@" not in urlsplit(href).netloc, href
    assert len(list(tree.iter("style"))) == len(list(tree.iter("title"))) == 1
