"""HTML as a tree, read as leniently as browsers do. What is no element of HTML, such as `<CD19>`, is text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from edu_tui.library.text import clean

MAX_DEPTH = 60
"""Elements in one another; what lies deeper hangs on the last level."""

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements without content."""

_BLOCK_NAMES = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that begin a new line."""

_INLINE_NAMES = (
    "a abbr acronym audio b bdi bdo big button canvas caption cite code colgroup data del dfn em font i iframe ins kbd label map mark "
    "math meter noscript object option output picture progress q rp rt ruby s samp script select small span strike strong style sub sup "
    "svg template textarea time title tt u var video head anki-mathjax"
)
_KNOWN = VOID | BLOCKS | frozenset(_INLINE_NAMES.split())

# An element ends where another of the same family begins, up to the list or table that holds them.
_ENDS = {
    "li": ({"li"}, {"ul", "ol"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
}


# The parser of the standard library needs quadratic time for tags that never end, so it is only given tags that do.
_TAG_LIKE = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")


class Element:
    """An element with what stands in it: texts and further elements."""

    def __init__(self, tag: str, attributes: dict[str, str] | None = None) -> None:
        self.tag, self.attributes = tag, attributes or {}
        self.children: list[Element | str] = []


def read_html(text: str) -> Element:
    """The tree below a root without a name."""
    reader = _Reader()
    reader.feed(_TAG_LIKE.sub("&lt;", _without_comments(clean(text))))
    reader.close()
    return reader.root


def _without_comments(text: str) -> str:
    """HTML without its comments; one that is never closed is text."""
    first, *rest = text.split("<!--")
    kept = [first]
    for part in rest:
        _, closed, after = part.partition("-->")
        kept.append(after if closed else f"<!--{part}")
    return "".join(kept)


class _Reader(HTMLParser):
    """Builds the tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag not in _KNOWN:
            self.handle_data(self.get_starttag_text() or "")
            return
        if tag in _ENDS:
            self._end_family(*_ENDS[tag])
        elif tag in BLOCKS:
            self._end_family({"p"}, BLOCKS - {"p"})
        element = Element(tag, {name: clean(value or "") for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID and len(self._open) < MAX_DEPTH:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and what is still open in it."""
        if tag not in _KNOWN:
            self.handle_data(f"</{tag}>")
            return
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        """Text, in which an entity may have hidden a control character."""
        self._open[-1].children.append(clean(data))

    def _end_family(self, family: set[str], within: set[str] | frozenset[str]) -> None:
        """End the open elements of `family` and what is in them, up to one of `within`."""
        cut = len(self._open)
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag in within:
                break
            if self._open[depth].tag in family:
                cut = depth
        del self._open[cut:]
