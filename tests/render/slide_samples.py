"""Sections for the tests of slides: secrets for the leader in every corner, and words that can be told apart."""

from __future__ import annotations

from itertools import count

from hypothesis import strategies as st
from msgspec.structs import replace
from render_sample import para

from edu_tui.library.blocks import (
    Block,
    CodeBlock,
    Definition,
    DefinitionList,
    Footnote,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Quote,
    SlideBreak,
    Table,
    TableRow,
    Text,
)
from edu_tui.library.ledger import Fact, Ledger, Reference, Status
from edu_tui.library.modules import Section

SECRET = "SECRET"
"""Stands in notes and in points of teach-backs only."""

LEDGER = Ledger(
    {"RT-13": Fact("RT-13", "A claim.", (), "", ("rheingold2024",), Status.VERIFIED, 1)},
    {"rheingold2024": Reference("rheingold2024", "Rheingold et al.", "Rheingold 2024")},
    {},
)


def section(blocks: tuple[Block, ...], title: str = "A section") -> Section:
    """A section with these blocks."""
    return Section("one", (Text(title),), 1, (), blocks)


def with_secrets(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks` with secret notes at the end of every container and of the whole, and secret points in every teach-back."""
    return (*map(_with_secrets, blocks), _notes())


def _notes() -> Quote:
    return Quote(9, (para(SECRET), Quote(9, (para(SECRET),), "teach-back")), "notes")


def _with_secrets(block: Block) -> Block:
    match block:
        case Quote(label="notes"):
            return _notes()
        case Quote(label="teach-back"):
            prompt = tuple(part for part in block.blocks if not isinstance(part, ItemList))
            return replace(block, blocks=(*with_secrets(prompt), ItemList(9, (Item(9, (para(SECRET),)),))))
        case Quote() | Footnote():
            return replace(block, blocks=with_secrets(block.blocks))
        case ItemList() | DefinitionList():
            return replace(block, items=tuple(replace(item, blocks=with_secrets(item.blocks)) for item in block.items))
        case _:
            return block


# Words are drawn as numbers of words and get their names when the section is whole, so that none stands twice.
_runs = st.integers(1, 45)
_shapes = st.recursive(
    st.one_of(
        st.tuples(st.sampled_from(["paragraph", "heading", "code"]), _runs),
        st.tuples(st.just("table"), st.lists(st.integers(1, 8), min_size=1, max_size=12)),
        st.tuples(st.just("definitions"), st.lists(_runs, min_size=1, max_size=5)),
        st.tuples(st.just("items"), st.lists(_runs, min_size=1, max_size=12)),
        st.tuples(st.just("break"), st.just(0)),
    ),
    lambda inner: st.tuples(st.sampled_from(["key point", "call now", "", "teach-back"]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=4,
)


def _made(shape: tuple[str, object], words: count[int]) -> Block:
    kind, size = shape

    def some(number: object) -> str:
        return " ".join(f"w{next(words)}" for _ in range(int(str(number))))

    match kind, size:
        case "paragraph", _:
            return para(some(size))
        case "heading", _:
            return Heading(1, 3, (Text(some(size)),), "h")
        case "code", _:
            return CodeBlock(1, some(min(5, int(str(size)))))
        case "break", _:
            return SlideBreak(1)
        case "table", list():
            rows = tuple(TableRow(1, ((Text(some(cell)),), (Text(some(1)),))) for cell in size)
            return Table(1, TableRow(1, ((Text("head"),), (Text("head"),))), rows, ("", ""))
        case "definitions", list():
            return DefinitionList(1, tuple(Definition(1, (Text(some(1)),), (para(some(entry)),)) for entry in size))
        case "items", list():
            return ItemList(1, tuple(Item(1, (para(some(entry)),)) for entry in size), 7)
        case label, list():
            inside = (_made(part, words) for part in size)
            return Quote(1, tuple(part for part in inside if not (label == "teach-back" and isinstance(part, ItemList))), label)
        case _:
            raise AssertionError(kind)


def _sections(shapes: list[tuple[str, object]]) -> Section:
    words = count(1)
    return section(tuple(_made(shape, words) for shape in shapes))


numbered_sections = st.lists(_shapes, max_size=6).map(_sections)
"""Sections whose words are w1, w2 … in reading order; headers of tables hold none of these."""


def numbered_words(blocks: object) -> list[str]:
    """The words of such blocks, w1 … in reading order."""
    found: list[str] = []
    match blocks:
        case tuple():
            for part in blocks:
                found += numbered_words(part)
        case Text(text) | CodeBlock(_, text):
            found += [word for word in text.split() if word[0] == "w"]
        case Paragraph(_, inside) | Heading(_, _, inside) | ItemList(_, inside) | DefinitionList(_, inside) | Item(_, inside):
            found += numbered_words(inside)
        case Quote(_, inside) | TableRow(_, inside):
            found += numbered_words(inside)
        case Definition(_, term, inside):
            found += numbered_words((term, inside))
        case Table(_, _, rows):
            found += numbered_words(rows)
    return found
