from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode

from edu_tui.library.syntax import parser
from edu_tui.library.tree import Node, tree

PIECES = (
    "# T\n",
    "- a\n",
    "  - b\n",
    "> q\n",
    "\n",
    "**b** *i* ",
    "[l](x.md) ",
    "| a | b |\n|---|---|\n| c | d |\n",
    "```\ncode\n```\n",
    "t[^1]\n\n[^1]: n\n",
    "x\n: y\n",
)


def shape(node, attributes=("tag", "map", "content", "info", "markup", "meta", "attrs", "level")):
    """A node of either tree as plain data."""
    own = (
        ()
        if node.type == "root"
        else tuple(tuple(value) if name == "map" and value else value for name in attributes for value in [getattr(node, name)])
    )
    return node.type, own, [shape(child) for child in node.children]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_tree_is_that_of_markdown_it(text):
    tokens = parser().parse(text)
    assert shape(tree(tokens)) == shape(SyntaxTreeNode(tokens))


def test_a_walk_meets_blocks_alone():
    kinds = [node.type for node in tree(parser().parse("- **a**\n\n  b\n")).walk()]
    assert kinds == ["root", "bullet_list", "list_item", "paragraph", "inline", "paragraph", "inline"]
    assert isinstance(tree([]), Node)
