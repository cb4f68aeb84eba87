"""Text from elsewhere becomes text here: no character of it is syntax, and every word of HTML stays."""

from __future__ import annotations

import html
import re

import pytest
from authoring_kit import carried, read_back, same, words
from hypothesis import example, given
from hypothesis import strategies as st

from edu_tui.authoring.foreign import Draft, Reading, make_question, option
from edu_tui.authoring.html_blocks import html_blocks
from edu_tui.authoring.losses import RefusedError
from edu_tui.authoring.markdown_text import block_lines
from edu_tui.authoring.runs import plain_blocks, plain_line
from edu_tui.library import blocks as b
from edu_tui.library.answers import normalise
from edu_tui.library.questions import Choices
from edu_tui.library.text import clean
from edu_tui.library.walk import plain

SYNTAX = [
    *("#", "##", "- [x] ", "- [ ]", "> ", "[@RT-13]", "<a@b.org>", "<right answer>", "[[gap|x]]", "**", "*", "_", "__", "`", "~~", "|"),
    *("---", "1. ", "1) ", "+ ", ": ", "[^1]", "[^1]: ", "![a](b)", "[a](b)", "\\", "&amp;", "&#35;", "{key}", "(25%)", "->", "→", "id: x"),
    *("```", "~~~", "***", "| a |", "|---|", "$$", "Hint:", "**Hint:**", "True", " ", "\n", "\n\n", "a", "CD19", ".", "0,5", "é", "\u00a0"),
]
foreign = st.lists(st.sampled_from(SYNTAX) | st.text(max_size=4), min_size=1, max_size=12).map("".join)


def said(text: str) -> str:
    """The words of a plain text with single spaces, as its blocks should have them."""
    lines = (re.sub(r"[ \t\n\r\f\v]+", " ", line).strip() for line in clean(text).split("\n"))
    return re.sub(r"\n\n+", "\n\n", "\n".join(lines)).strip("\n")


def shown(blocks: tuple[b.Block, ...]) -> str:
    """The characters of paragraphs."""
    texts = []
    for block in blocks:
        assert isinstance(block, b.Paragraph)
        assert all(isinstance(part, b.Text | b.LineBreak) for part in block.inlines)
        texts.append("".join(part.text if isinstance(part, b.Text) else "\n" for part in block.inlines))
    return "\n\n".join(texts)


@given(foreign)
@example("- [x] a\n- [ ] b")
@example("# a\n> b\n1. c")
@example("a\n| b | c |\n|---|---|")
@example("[@RT-13] [[gap]] <right answer> {k}")
def test_plain_text_stays_plain_text(text):
    blocks = plain_blocks(text)
    assert shown(blocks) == said(text)
    assert same(read_back(blocks), blocks)


@given(foreign, foreign, foreign, foreign)
@example("q", "a {key}", "b (25%)", "> c")
@example("q", "True", "False", "x")
@example("# t", "- [x] a", "[ ] b", "**Hint:** c")
def test_a_question_says_what_the_foreign_file_said(stem, right, wrong, feedback):
    texts = [plain(plain_line(words)) for words in (stem, right, wrong)]
    keys = {normalise(words) or words for words in texts[1:]}
    if not all(texts) or len(keys) < 2 or len({words.casefold() for words in texts[1:]}) < 2:
        return
    body = Choices(
        "single",
        (option(1, plain_line(right), plain_blocks(feedback), correct=True), option(2, plain_line(wrong), correct=False)),
    )
    (question,) = carried(Reading((Draft(1, make_question("single", plain_blocks(stem), body)),)))
    assert shown(question.stem) == said(stem)
    assert isinstance(question.body, Choices)
    assert [plain(found.inlines) for found in question.body.options] == texts[1:]
    assert shown(question.body.options[0].feedback) == said(feedback)


TAGS = (
    "b",
    "i",
    "u",
    "p",
    "div",
    "span",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "a",
    "sup",
    "s",
    "h2",
    "dl",
    "dt",
    "em",
)
pieces = st.sampled_from([*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), "<br>", "<hr/>", " ", "\n", *SYNTAX])


@given(st.lists(pieces | st.integers(0, 999).map(lambda number: f"w{number}w"), max_size=30))
def test_no_word_of_html_is_lost_and_what_is_written_is_read_back(parts):
    blocks = html_blocks("".join(part if re.fullmatch(r"</?\w+/?>|w\d+w", part) else html.escape(part) for part in parts)).blocks
    wanted = [part for part in parts if re.fullmatch(r"w\d+w", part)]
    text = words(blocks)
    assert sorted(re.findall(r"w\d+w", re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]", "", text))) == sorted(wanted)
    assert sorted(re.findall(r"w\d+w", "\n".join(block_lines(blocks)))) == sorted(wanted)


@given(st.text(max_size=200))
def test_html_never_raises(text):
    read_back(html_blocks(text).blocks)


HTML = {
    "marks": ("a <b>b <i>c</i></b> d", "a **b *c*** d"),
    "spaces": ("a<b> b </b>c", "a **b** c"),
    "unknown": ("<CD19> is <not> a tag, a<b", "\\<CD19> is \\<not> a tag, a\\<b"),
    "entities": ("&lt;b&gt; &amp;amp; &copy; &#8804;", "\\<b> \\&amp; © ≤"),
    "shifted": ("10<sup>-4</sup> H<sub>2</sub>O x<sup>a</sup>", "10⁻⁴ H₂O x^a"),
    "list": ("<ul><li>a<li>b<ol><li>c</ol></ul>", "* a\n* b\n\n  1. c"),
    "lists": ("<ul><li>a</ul><ul><li>b</ul>", "* a\n\n+ b"),
    "paragraphs": ("<p>a<p>b<br>c<br><br>d<div>e</div>", "a\n\nb\\\nc\n\nd\n\ne"),
    "table": ("<table><tr><th>a<th>b|c<tr><td>1</table>", "| a | b\\|c |\n|---|---|\n| 1 |  |"),
    "code": ("<code>a`b</code><pre>x  y\n\n z</pre>", "``a`b``\n\n```\nx  y\n\n z\n```"),
    "link": ('<a href="https://example.org/x">y</a> <a href="javascript:z">w</a>', "[y](https://example.org/x) w"),
    "picture": ('see <img src="a/heart of it.png">', "see <what the picture heart of it.png shows>"),
    "label": ("<b>Hint:</b> look", "Hint: look"),
    "script": ("a<script>alert(1)</script><style>b</style>c", "ac"),
    "quote": ("<blockquote>a<br># b</blockquote>", "> a\\\n> \\# b"),
    "style": ('<span style="font-weight: 700">a</span>', "**a**"),
}


@pytest.mark.parametrize(("text", "written"), HTML.values(), ids=HTML)
def test_html_as_markdown(text, written):
    assert "\n".join(block_lines(html_blocks(text).blocks)) == written


def test_what_html_loses_is_named():
    found = html_blocks(
        '<u>a</u><font color="red">b</font><img src="x.png"><a href="file:///x">c</a><td colspan=2>d</td><script>e</script>'
    )
    assert [dropped.what for dropped in found.dropped] == [
        *("underlining", "colours and sizes of letters", "the picture x.png", "the address file:///x", "a script element")
    ]


def test_a_text_without_an_end_is_refused():
    with pytest.raises(RefusedError):
        html_blocks("a" * 100_001)


@pytest.mark.parametrize(
    "piece", ["<b>", "<!--", "<a ", "<![CDATA[", "<table><tr><td>", "<ul><li>", "&#1;", "</p>", "<p>", "<!", "<?", "&"]
)
def test_a_hostile_text_is_read_at_once(piece):
    blocks = html_blocks((piece * 100_000)[:100_000]).blocks
    assert len("\n".join(block_lines(blocks))) < 1_000_000
