"""The tokens of a Markdown text as a tree: what opens and closes is one node, with what stands between as its children."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it.token import Token


class Node:
    """One node; `token` is the one that stands for it or opens it, and `type` that token's without "_open".

    markdown-it-py has such a tree too, which knows its way up and sideways, and costs as much as half of the parsing.
    """

    __slots__ = ("children", "token", "type")

    def __init__(self, kind: str, token: Token, children: list[Node]) -> None:
        self.type, self.token, self.children = kind, token, children

    @property
    def tag(self) -> str:
        """The tag that it would have in HTML."""
        return self.token.tag

    @property
    def attrs(self) -> dict[str, str | int | float]:
        """Address of a link or an image, start of a list, alignment of a cell."""
        return self.token.attrs

    @property
    def map(self) -> list[int] | None:
        """The first line, from 0, and the line after the last, of a block."""
        return self.token.map

    @property
    def level(self) -> int:
        """How deep it is nested."""
        return self.token.level

    @property
    def content(self) -> str:
        """Its own text."""
        return self.token.content

    @property
    def markup(self) -> str:
        """The signs that made it what it is."""
        return self.token.markup

    @property
    def info(self) -> str:
        """What stands behind the signs of a fence."""
        return self.token.info

    @property
    def meta(self) -> dict[Any, Any]:
        """What a rule of the syntax noted."""
        return self.token.meta

    def walk(self) -> Iterator[Node]:
        """This node and all blocks below it, in reading order, with the runs of inlines but not what is in them."""
        yield self
        for child in self.children if self.type != "inline" else ():
            if child.children:
                yield from child.walk()
            else:
                yield child


def tree(tokens: Iterable[Token]) -> Node:
    """A root with the tree of `tokens` below it."""
    return Node("root", Token("root", "", 0), _nested(tokens))


def _nested(tokens: Iterable[Token]) -> list[Node]:
    nodes: list[Node] = []
    open_nodes = [nodes]
    for token in tokens:
        if token.nesting < 0:
            open_nodes.pop()
            continue
        if token.nesting > 0:
            node = Node(token.type.removesuffix("_open"), token, [])
            open_nodes[-1].append(node)
            open_nodes.append(node.children)
        else:
            open_nodes[-1].append(Node(token.type, token, _nested(token.children) if token.children else []))
    return nodes
