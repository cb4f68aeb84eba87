"""Markdown: each construct of the authoring guide becomes its block at its line, and no word is lost in silence."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mutator import mutate_text

from edu_tui.library import blocks as b
from edu_tui.library.charts import read_chart
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.markdown import LABELS, BlockBuilder, heading_parts, inlines, parse
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience, Module
from edu_tui.library.syntax import MAX_INLINE_NESTING
from edu_tui.library.text import clean, has_hidden
from edu_tui.library.walk import all_inlines, cited_keys, plain, walk_blocks

ROOT = Path(__file__).parents[2]
OWN_PAGES = sorted(ROOT.glob("content/*/*.md"))


def build(text: str, first_line: int = 1) -> tuple[tuple[b.Block, ...], list[Diagnostic]]:
    """The blocks of a text without front matter, footnotes last, and what was found."""
    builder = BlockBuilder("page.md", first_line)
    tree = parse(clean(text))
    builder.report_depth(tree)
    blocks = builder.blocks(tree.children)
    return blocks + builder.footnotes(tree), builder.diagnostics


def sound(text: str) -> tuple[b.Block, ...]:
    blocks, diagnostics = build(text)
    assert diagnostics == []
    return blocks


def one(text: str) -> b.Block:
    blocks = sound(text)
    assert len(blocks) == 1
    return blocks[0]


def inline(text: str) -> tuple[b.Inline, ...]:
    block = one(text)
    assert isinstance(block, b.Paragraph)
    return block.inlines


def module(text: str) -> Module:
    return parse_module("m", Audience.FAMILY, "content/m/family.md", clean(text))


def paragraph(line: int, text: str) -> b.Paragraph:
    return b.Paragraph(line, (b.Text(text),))


# --- inlines ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "plain *a* **b** ~~c~~",
            (b.Text("plain "), b.Emphasis((b.Text("a"),)), b.Text(" "), b.Strong((b.Text("b"),)), b.Text(" "), b.Strike((b.Text("c"),))),
        ),
        ("***a***", (b.Emphasis((b.Strong((b.Text("a"),)),)),)),
        ("one\ntwo", (b.Text("one two"),)),
        ("one  \ntwo", (b.Text("one"), b.LineBreak(), b.Text("two"))),
        ("`a  *b*`", (b.Code("a  *b*"),)),
        ("[a *b*](../mrd/family.md#x)", (b.Link("../mrd/family.md#x", (b.Text("a "), b.Emphasis((b.Text("b"),)))),)),
        ("<https://a.org/b>", (b.Link("https://a.org/b", (b.Text("https://a.org/b"),)),)),
        ("[a](java%73cript:alert(1))", (b.Link("java%73cript:alert(1)", (b.Text("a"),)),)),
        ("![a *b* `c`](smear.png)", (b.Image("smear.png", "a b c"),)),
        ("a www.b.org c.md d@e.org", (b.Text("a www.b.org c.md d@e.org"),)),
        ("<b>x</b> <!-- y --> <a href='z'>", (b.Text("<b>x</b> <!-- y --> <a href='z'>"),)),
        ("a\\*b\\[@c]", (b.Text("a*b[@c]"),)),
        ("&amp; &lt;b&gt; &eacute;", (b.Text("& <b> é"),)),
        ("a&#27;[31m&#x9b;&#8238;b", (b.Text("a\ufffd[31m\ufffd\ufffdb"),)),
        ("a&#10;b&Tab;c&NewLine;d", (b.Text("a b c d"),)),
        ("[/red] [@click=app.quit]x[/]", (b.Text("[/red] [@click=app.quit]x[/]"),)),
    ],
)
def test_inlines(text: str, parts: tuple[b.Inline, ...]) -> None:
    assert inline(text) == parts


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        ("[@RT-13]", b.Cite(("RT-13",), ("",))),
        ("[@a; @b, p. 4]", b.Cite(("a", "b"), ("", "p. 4"))),
        ("[@a,p. 4-5;@b]", b.Cite(("a", "b"), ("p. 4-5", ""))),
        ("[-@a]", b.Cite(("a",), ("",))),
        ("[@a.]", b.Cite(("a",), ("",))),
        ("[@doi:10.1/x_y]", b.Cite(("doi:10.1/x_y",), ("",))),
    ],
)
def test_citations(text: str, cite: b.Cite) -> None:
    assert inline(f"alive {text}.") == (b.Text("alive "), cite, b.Text("."))


@pytest.mark.parametrize(
    "text",
    [
        "a@b.org",
        "[a@b.org]",
        "`[@a]`",
        "[@a](https://x.org)",
        "[@]",
        "[@a",
        "@a",
        "\\[@a]",
        "[@a @b]",
        "[@a;]",
        "[@a p. 4]",
        "[@é]",
        f"[@{'a' * 401}]",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert not any(isinstance(part, b.Cite) for _, part in all_inlines(sound(text)))


def test_citations_stand_anywhere_in_text() -> None:
    text = "*a [@A]* **[@B]** ~~[@C]~~ [x [@D]](u)\n\n| [@E] |\n|---|\n| [@F] |\n\n- [@G]\n\n> [@H]\n\nt [@I]\n: d [@J]\n\n### [@K]"
    assert cited_keys(sound(text)) == tuple("ABCDEFGHIJK")


@pytest.mark.parametrize(
    ("text", "variants"),
    [("[[a]]", ("a",)), ("[[a|b | c]]", ("a", "b", "c")), ("[[a||b]]", ("a", "b")), ("[[18 months|18 mo]]", ("18 months", "18 mo"))],
)
def test_blanks(text: str, variants: tuple[str, ...]) -> None:
    assert inline(f"before {text} after") == (b.Text("before "), b.Blank(variants), b.Text(" after"))


@pytest.mark.parametrize("text", ["[[]]", "[[ | ]]", "[[a]", "`[[a]]`", "\\[[a]]", "[[a\nb]]"])
def test_what_is_no_blank(text: str) -> None:
    assert not any(isinstance(part, b.Blank) for _, part in all_inlines(sound(text)))


def test_emphasis_that_nests_without_end_keeps_its_words() -> None:
    (block,) = sound("*" * 3_000 + "word" + "*" * 3_000)
    assert isinstance(block, b.Paragraph)
    assert plain(block.inlines) == "word"
    depth, parts = 0, block.inlines
    while isinstance(parts[0], b.Strong | b.Emphasis):
        depth, parts = depth + 1, parts[0].children
    assert depth == MAX_INLINE_NESTING


@pytest.mark.parametrize(
    "bomb",
    [
        "![" * 300 + "a" + "](u)" * 300,
        "[" * 2_000,
        "[@" * 2_000,
        "[[" * 2_000,
        "&#27;" * 2_000,
        "`" * 2_000,
        "*a **b " * 1_000,
        "<" * 2_000,
    ],
)
def test_bombs_are_read(bomb: str) -> None:
    assert build(bomb)[0]


# --- blocks ----------------------------------------------------------------------------------------------------------------------


def test_headings_inside_a_page() -> None:
    assert sound("### Two *clocks* {#two .x}\n\n#### Two clocks\n\n### Two clocks\n\n###### Deep") == (
        b.Heading(1, 3, (b.Text("Two "), b.Emphasis((b.Text("clocks"),))), "two"),
        b.Heading(3, 4, (b.Text("Two clocks"),), "two-clocks"),
        b.Heading(5, 3, (b.Text("Two clocks"),), "two-clocks-2"),
        b.Heading(7, 6, (b.Text("Deep"),), "deep"),
    )


@pytest.mark.parametrize(
    ("title", "words", "ident", "classes"),
    [
        ("A {#a}", "A", "a", ()),
        ("A {#a .b .c-d}", "A", "a", ("b", "c-d")),
        ("A {.b #a}", "A", "a", ("b",)),
        ("A{#a}  ", "A", "a", ()),
        ("{#a}", "", "a", ()),
        ("**A** {.b}", "A", "", ("b",)),
        ("A {b}", "A {b}", "", ()),
        ("A {#a} b", "A {#a} b", "", ()),
        ("A `{#a}`", "A {#a}", "", ()),
        ("A {}", "A {}", "", ()),
    ],
)
def test_ids_and_classes_of_a_heading(title: str, words: str, ident: str, classes: tuple[str, ...]) -> None:
    parts, found, others = heading_parts(inlines(parse(f"## {title}").children[0]))
    assert (plain(parts), found, others) == (words, ident, classes)


def test_lists_nest_and_keep_their_lines() -> None:
    assert one("- a\n  1. b\n  2. c\n\n     d\n- e") == b.ItemList(
        1,
        (
            b.Item(
                1,
                (paragraph(1, "a"), b.ItemList(2, (b.Item(2, (paragraph(2, "b"),)), b.Item(3, (paragraph(3, "c"), paragraph(5, "d")))), 1)),
            ),
            b.Item(6, (paragraph(6, "e"),)),
        ),
    )


def test_numbered_lists_count_from_their_first_number() -> None:
    block = one("7. a\n8. b")
    assert isinstance(block, b.ItemList)
    assert block.start == 7


def test_tasks() -> None:
    block = one("- [x] a\n- [X] **b**\n- [ ] c [@d]\n- [ ]\n- [y] e\n- [x]f\n- [x](u)")
    assert isinstance(block, b.ItemList)
    assert [item.checked for item in block.items] == [True, True, False, False, None, None, None]
    assert block.items[0].blocks == (paragraph(1, "a"),)
    assert block.items[1].blocks == (b.Paragraph(2, (b.Strong((b.Text("b"),)),)),)
    assert block.items[3].blocks == (b.Paragraph(4, ()),)


@pytest.mark.parametrize("label", ["Key point", "Caution", "Call now", "Not known", "Teach-back", "Ask", "Notes", "Hint", "Explanation"])
@pytest.mark.parametrize(
    "form",
    [
        "> **{}:** words",
        "> **{}**: words",
        "> **{}.** words",
        "> **{}:**\n> words",
        "> **{}:**  \n> words",
        "> **{}:**\n>\n> words",
        "> __{}:__ words",
    ],
)
def test_labelled_quotes(label: str, form: str) -> None:
    block = one(form.format(label))
    assert isinstance(block, b.Quote)
    assert block.label == label.casefold()
    assert [plain(inner.inlines) for inner in block.blocks if isinstance(inner, b.Paragraph)] == ["words"]
    assert block.label in LABELS


def test_note_is_a_way_to_write_notes_and_case_does_not_matter() -> None:
    assert one("> **Note:** a") == b.Quote(1, (paragraph(1, "a"),), "notes")
    assert one("> **KEY POINT:** a") == b.Quote(1, (paragraph(1, "a"),), "key point")


@pytest.mark.parametrize("text", ["> **Warning:** a", "> **Caution** a", "> Caution: a", "> a **Caution:** b", "> *Caution:* a", ">"])
def test_other_quotes_stay_as_they_are(text: str) -> None:
    block = one(text)
    assert isinstance(block, b.Quote)
    assert block.label == ""
    assert re.findall(r"\w+", " ".join(words([block]))) == re.findall(r"\w+", text)


def test_a_label_without_words_leaves_an_empty_quote_and_one_with_more_keeps_all() -> None:
    assert one("> **Ask:**") == b.Quote(1, (), "ask")
    assert one("> **Ask:** a\n>\n> - b") == b.Quote(1, (paragraph(1, "a"), b.ItemList(3, (b.Item(3, (paragraph(3, "b"),)),))), "ask")


def test_tables() -> None:
    text = "| a | *b* | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n| x\\|y | | |"
    assert one(text) == b.Table(
        1,
        b.TableRow(1, ((b.Text("a"),), (b.Emphasis((b.Text("b"),)),), (b.Text("c"),), (b.Text("d"),))),
        (b.TableRow(3, ((b.Text("1"),), (b.Text("2"),), (b.Text("3"),), (b.Text("4"),))), b.TableRow(4, ((b.Text("x|y"),), (), (), ()))),
        ("", "left", "center", "right"),
    )


@pytest.mark.parametrize("prefix", ["", "> ", "   "])
def test_a_row_with_too_many_cells_is_told(prefix: str) -> None:
    rows = ["| a | b |", "|---|---|", "| 1 | 2 | lost words |", "3 | 4 | | ", "| 5 | 6 | |", "| 7\\|8 | 9"]
    _, diagnostics = build("\n".join(prefix + row for row in rows))
    assert [(item.code, item.line) for item in diagnostics] == [("N12", 3)]
    assert '"lost words"' in diagnostics[0].message


def test_definitions() -> None:
    assert one("MRD\n: cells\n  few\n\n: more\n\nCR\n: none") == b.DefinitionList(
        1,
        (
            b.Definition(1, (b.Text("MRD"),), (paragraph(2, "cells few"), paragraph(5, "more"))),
            b.Definition(7, (b.Text("CR"),), (paragraph(8, "none"),)),
        ),
    )


def test_code() -> None:
    assert one("```python run\na  = '[@x]'\n```") == b.CodeBlock(1, "a  = '[@x]'", "python")
    assert one("    a\n    b") == b.CodeBlock(1, "a\nb")
    assert one("~~~\n<b>\n~~~") == b.CodeBlock(1, "<b>")
    assert one("```\nnever closed\n\nstill") == b.CodeBlock(1, "never closed\n\nstill")


def test_three_hyphens_break_a_slide_even_below_text() -> None:
    assert sound("a\n---\nb\n\n---\n\n***") == (paragraph(1, "a"), b.SlideBreak(2), paragraph(3, "b"), b.SlideBreak(5), b.SlideBreak(7))


def test_footnotes_are_numbered_by_their_first_mention() -> None:
    assert sound("a[^z] b[^y] c[^z]\n\n[^y]: Y\n\n[^z]: Z\n\n    more") == (
        b.Paragraph(1, (b.Text("a"), b.NoteRef(1), b.Text(" b"), b.NoteRef(2), b.Text(" c"), b.NoteRef(1))),
        b.Footnote(5, 1, (paragraph(5, "Z"), paragraph(7, "more"))),
        b.Footnote(3, 2, (paragraph(3, "Y"),)),
    )


def test_a_footnote_without_text_and_a_mention_without_footnote_do_no_harm() -> None:
    blocks = sound("a[^1] b[^2]\n\n[^1]:\n")
    assert blocks == (b.Paragraph(1, (b.Text("a"), b.NoteRef(1), b.Text(" b[^2]"))), b.Footnote(1, 1, ()))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\n[^1]: lost", 3, "nothing refers"),
        ("a[^1]\n\n[^1]: lost\n\n[^1]: kept", 3, "again below"),
        ("- a\n\n  [^1]: lost", 3, "nothing refers"),
    ],
)
def test_a_footnote_that_is_not_shown_is_told(text: str, line: int, words: str) -> None:
    _, diagnostics = build(text)
    assert [(item.code, item.line) for item in diagnostics] == [("N11", line)]
    assert words in diagnostics[0].message


def test_html_stays_visible_text() -> None:
    assert one("<details>\n<summary>a</summary>\n<!-- b -->\n</details>") == paragraph(
        1, "<details> <summary>a</summary> <!-- b --> </details>"
    )


def test_lines_count_from_where_the_text_begins_in_its_file() -> None:
    blocks, _ = build("a\n\n- b\n\n> c", first_line=10)
    assert [block.line for block in blocks] == [10, 12, 14]


# --- charts ----------------------------------------------------------------------------------------------------------------------

HEAD = "title: T\nalt: A sentence.\ncite: RT-13\n"
BARS = (
    HEAD
    + """\
type: bars
unit: "%"
max: 100
interval: 95% CI
bars:
  - {label: a, value: 25.8, se: 2.4}
  - {label: b, value: 49.5, low: 40, high: 60}
"""
)
ICONS = (
    HEAD
    + """\
type: icons
of: 100
icons:
  - {label: relapsed, count: 13}
rest: did not
"""
)
TIMELINE = (
    HEAD
    + """\
type: timeline
unit: months
start: 0
end: 60
spans:
  - {from: 0, to: 18, label: Very early}
events:
  - {at: 0, label: Diagnosis}
"""
)
CURVE = (
    HEAD
    + """\
type: curve
x: years
max: 100
series:
  - label: Late
    points: [[0, 100], [5, 66.4]]
"""
)


def fence(body: str) -> str:
    return f"Text.\n\n```chart\n{body}```\n"


@pytest.mark.parametrize(
    ("body", "chart"),
    [
        (
            BARS,
            b.BarChart(
                title="T",
                alt="A sentence.",
                cite=("RT-13",),
                bars=(b.Bar("a", 25.8, se=2.4), b.Bar("b", 49.5, 40.0, 60.0)),
                unit="%",
                max=100.0,
                interval="95% CI",
            ),
        ),
        (ICONS, b.IconArray(title="T", alt="A sentence.", cite=("RT-13",), icons=(b.IconGroup("relapsed", 13),), rest="did not")),
        (
            TIMELINE.replace("cite: RT-13", "cite: [RT-03, RT-09]"),
            b.Timeline(
                title="T",
                alt="A sentence.",
                cite=("RT-03", "RT-09"),
                start=0.0,
                end=60.0,
                unit="months",
                spans=(b.TimeSpan(0.0, 18.0, "Very early"),),
                events=(b.TimeEvent(0.0, "Diagnosis"),),
            ),
        ),
        (
            CURVE,
            b.CurveChart(
                title="T", alt="A sentence.", cite=("RT-13",), series=(b.Series("Late", ((0.0, 100.0), (5.0, 66.4))),), x="years", max=100.0
            ),
        ),
    ],
)
def test_charts(body: str, chart: b.Chart) -> None:
    assert sound(fence(body))[1] == b.ChartBlock(3, chart)


@pytest.mark.parametrize(
    ("body", "old", "new", "line", "words"),
    [
        (BARS, BARS, "", 3, "needs a type"),
        (BARS, "type: bars", "type: pie", 7, "needs a type, one of bars, icons, timeline, curve"),
        (BARS, "type: bars", "type: [bars]", 7, "needs a type"),
        (BARS, "type: bars", "type: {a: b}", 7, "needs a type"),
        (BARS, BARS, "- a\n", 4, "needs a type"),
        (BARS, "title: T", "title: a: b", 4, "not valid YAML: a second colon"),
        (BARS, "title: T", 'title: ""', 4, '"title" is empty'),
        (BARS, "alt: A sentence.", "alt: ' '", 5, '"alt" is empty'),
        (BARS, "alt: A sentence.\n", "", 4, '"alt" is missing'),
        (BARS, "cite: RT-13\n", "", 4, '"cite" is missing'),
        (BARS, "cite: RT-13", "cite:", 6, '"cite" should be a list'),
        (BARS, "value: 25.8", "value: 25,8", 12, 'unknown key "8" under "bars"'),
        (BARS, "value: 25.8", "value: many", 12, '"value" should be a number'),
        (BARS, "value: 25.8", "value: nan", 4, "not finite"),
        (BARS, "value: 25.8", "value: -1", 12, "outside 0 to max"),
        (BARS, "value: 25.8", "value: 101", 12, "outside 0 to max"),
        (BARS, "max: 100", "max: 0", 9, "max should be above 0"),
        (BARS, "se: 2.4", "se: -2.4", 12, "se of 0 or more"),
        (BARS, "se: 2.4", "sd: 2.4", 12, 'unknown key "sd" under "bars"'),
        (BARS, ", low: 40", "", 13, "low and high go together"),
        (BARS, "low: 40", "low: 50", 13, "outside low to high"),
        (BARS, "low: 40", "se: 1, low: 40", 13, "a whisker is"),
        (BARS, "interval: 95% CI\n", "", 11, "what its whiskers are"),
        (BARS, BARS[BARS.index("bars:\n") :], "bars: []\n", 11, "at least one bar"),
        (ICONS, "of: 100", "of: 0", 8, "between 1 and 1000"),
        (ICONS, "of: 100", "of: 12", 9, "do not fit into 12"),
        (ICONS, "count: 13", "count: -1", 9, "do not fit"),
        (ICONS, "count: 13", "count: 13.5", 10, '"count" should be a whole number'),
        (ICONS, "icons:\n  - {label: relapsed, count: 13}", "icons: []", 9, "one to three groups"),
        (ICONS, "rest: did not\n", "", 4, '"rest" is missing'),
        (TIMELINE, "end: 60", "end: 0", 10, "ends before it starts"),
        (TIMELINE, "to: 18", "to: 61", 12, "span does not lie"),
        (TIMELINE, "from: 0, to: 18", "from: 18, to: 0", 12, "span does not lie"),
        (TIMELINE, "at: 0", "at: -1", 14, "event does not lie"),
        (TIMELINE, TIMELINE[TIMELINE.index("spans") :], "", 4, "needs spans or events"),
        (CURVE, "[5, 66.4]", "[0, 66.4]", 12, "rising x"),
        (CURVE, ", [5, 66.4]", "", 12, "two points or more"),
        (CURVE, "66.4", "101", 12, "outside 0 to max"),
        (CURVE, "66.4", "-1", 12, "outside 0 to max"),
        (CURVE, "[5, 66.4]", "[5, 66.4, 1]", 12, "should have 2 values"),
        (CURVE, CURVE[CURVE.index("series") :], "series: []\n", 10, "at least one series"),
    ],
)
def test_a_faulty_chart_is_named_and_stays_readable(body: str, old: str, new: str, line: int, words: str) -> None:
    text = fence(body.replace(old, new, 1))
    blocks, diagnostics = build(text)
    assert isinstance(blocks[1], b.CodeBlock)
    assert (blocks[1].language, blocks[1].text) == ("chart", body.replace(old, new, 1).rstrip("\n"))
    assert {item.code for item in diagnostics} == {"G01"}
    assert (line, True) in [(item.line, words in item.message) for item in diagnostics]


# --- depth -----------------------------------------------------------------------------------------------------------------------


def nested(kind: str, depth: int) -> str:
    if kind == ">":
        return ">" * depth + " deepest"
    return "".join(f"{'  ' * level}- w{level}\n" for level in range(depth)) + "  " * depth + "deepest"


@pytest.mark.parametrize("kind", [">", "-"])
@pytest.mark.parametrize("depth", [1, 8, 20, *range(21, 26), *range(44, 52), 500])
def test_words_that_lie_too_deep_are_told(kind: str, depth: int) -> None:
    text = nested(kind, depth)
    blocks, diagnostics = build(text)
    lost = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", " ".join(words(blocks))))
    assert [item.code for item in diagnostics] == (["N10"] if lost else [])
    assert bool(lost) == (depth >= (48 if kind == ">" else 24))


# --- no word is lost -------------------------------------------------------------------------------------------------------------


def words(blocks: Iterable[b.Block]) -> Iterator[str]:
    """Every word that a reader could come to see."""
    blocks = tuple(blocks)
    for block in walk_blocks(blocks):
        if isinstance(block, b.CodeBlock):
            yield f"{block.language} {block.text}"
        elif isinstance(block, b.ChartBlock):
            yield repr(block.chart)
        elif isinstance(block, b.Heading):
            yield block.ident
        elif isinstance(block, b.Quote):
            yield block.label
        elif isinstance(block, b.ItemList):
            yield from ("x" for item in block.items if item.checked)
    for _, part in all_inlines(blocks):
        match part:
            case b.Text(text) | b.Code(text):
                yield text
            case b.Link(href, _):
                yield href
            case b.Image(src, alt):
                yield f"{src} {alt}"
            case b.Cite(keys, locators):
                yield " ".join((*keys, *locators))
            case b.Blank(variants):
                yield " ".join(variants)


def all_words(page: Module) -> set[str]:
    shown = [*words(page.lead)]
    for section in page.sections:
        shown += [section.id, *section.objectives, plain(section.title), *words((b.Paragraph(1, section.title), *section.blocks))]
    return set(re.findall(r"w\d+", " ".join(shown)))


PIECES = (
    *(
        "# ",
        "## ",
        "### ",
        "- ",
        "- ",
        "> ",
        "1. ",
        "| ",
        " | ",
        "|---|---|\n",
        "*",
        "**",
        "_",
        "`",
        "~~",
        "[",
        "](",
        ")",
        "]",
        "![",
        "[[",
        "]]",
    ),
    *(
        "\n",
        "\n",
        "\n\n",
        "  ",
        "    ",
        ": ",
        "[^1]",
        "[^w0]",
        "[^1]: ",
        "[@",
        "; @",
        "---\n",
        "\n```\n",
        "\n~~~\n",
        "<b>",
        "<!-- ",
        "&amp;",
        "\\",
        "{#",
        "}",
    ),
    *("[ ] ", "[x] ", "> **Key point:** ", "\n: ", "<https://", ">", "***\n", "====\n", "\t", "$", "http://"),
)
LOSSES = ("N10", "N11", "N12", "G01")
SYNTAX = re.compile(r"\]:(?<!\[\^1\]:)|(```|~~~)[^\n]*\S|\]\([^)\s]*[\s(]|\[\^1\]:\s*\[\^1\]:")
"""Where words are syntax and rightly unseen: definitions of links, titles of links, and the rest of a fence's first line."""


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES) | st.none(), max_size=40))
def test_no_word_is_lost_in_silence(pieces: list[str | None]) -> None:
    text = "".join(piece or f"w{number} " for number, piece in enumerate(pieces, 1))
    assume(not SYNTAX.search(text))
    page = module("---\n---\n" + text)
    if not any(item.code in LOSSES for item in page.diagnostics):
        assert set(re.findall(r"w[1-9]\d*", text)) <= all_words(page)


@pytest.mark.parametrize("path", OWN_PAGES, ids=[f"{path.parent.name}-{path.stem}" for path in OWN_PAGES])
def test_every_word_of_our_own_pages_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page = module(text)
    assert page.diagnostics == ()
    body = re.sub(r"\s\{[#.][^}\n]*\}", "", text.split("\n---\n", 1)[1])
    shown = " ".join(
        [*words(page.lead), *(word for section in page.sections for word in words((b.Paragraph(1, section.title), *section.blocks)))]
    )
    missing = set(re.findall(r"\w+", re.sub(r"(?ms)```chart.*?```|\[\^\w+\]|^[ >]*\d+\.", "", body))) - set(re.findall(r"\w+", shown))
    assert {word for word in missing if word.casefold() not in shown.casefold()} == set()


# --- nothing breaks the reader -----------------------------------------------------------------------------------------------------


@settings(max_examples=300)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from((*PIECES, "\x1b[31m", "\x9b", "\u202e", "\ud800", "\r", "&#x1b;", "```chart\n", "type: bars\n")), max_size=40
    ).map("".join)
)
def test_no_text_breaks_the_reader_and_all_of_it_is_clean(text: str) -> None:
    page = module("---\n---\n" + text)
    pages = (*page.lead, *(block for section in page.sections for block in (b.Paragraph(1, section.title), *section.blocks)))
    for shown in words(pages):
        assert not has_hidden(shown)
    for _, part in all_inlines(pages):
        if isinstance(part, b.Text | b.Code):
            assert not set("\n\t\r") & set(part.text)


def test_no_mutation_of_our_own_pages_breaks_the_reader() -> None:
    chance = random.Random(20261122)
    sources = [path.read_text(encoding="utf-8") for path in OWN_PAGES]
    for _ in range(150):
        page = module(mutate_text(chance, chance.choice(sources)[:4_000]))
        assert all(item.line >= 1 and item.message for item in page.diagnostics)


def test_an_empty_chart_is_told_where_its_fence_stands() -> None:
    chart, found = read_chart("", "content/mrd/family.md", 19)
    assert chart is None
    assert [item.line for item in found] == [18]
