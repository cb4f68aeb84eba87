from __future__ import annotations

import gc

import pytest
from render_sample import PAGE, TABLE, bullets, cite, para, run

from edu_tui.library.blocks import (
    Blank,
    Block,
    Cite,
    Code,
    CodeBlock,
    Emphasis,
    Footnote,
    Heading,
    Item,
    ItemList,
    Link,
    NoteRef,
    Paragraph,
    Quote,
    Strong,
    Table,
    TableRow,
    Text,
)
from edu_tui.library.ledger import Term
from edu_tui.library.terms import compile_terms
from edu_tui.render.layout import LayoutContext, lay_out, lay_out_inlines, stack
from edu_tui.render.lines import Layout, Span
from edu_tui.render.numbering import Numbering, number_citations
from edu_tui.render.plain import to_text
from edu_tui.render.tables import column_widths


def page(*blocks: Block, width: int = 60, **context: object) -> list[str]:
    return [line.text for line in lay_out(blocks, width, LayoutContext(**context)).lines]  # type: ignore[arg-type]


def spans(*blocks: Block, width: int = 60, **context: object) -> list[Span]:
    return [span for line in lay_out(blocks, width, LayoutContext(**context)).lines for span in line.spans]  # type: ignore[arg-type]


def test_nothing_gives_nothing() -> None:
    assert lay_out((), 80) == Layout(())
    assert page(para(), para(" "), Quote(1, ())) == []
    assert to_text(()) == ""


def test_citations_are_numbered_by_first_appearance() -> None:
    blocks = (para("a ", cite("B-2"), " b ", cite("A-1", "B-2")),)
    assert page(*blocks) == ["a [1] b [2][1]"]
    marks = [(span.text, span.target) for span in spans(*blocks) if span.style == "cite"]
    assert marks == [("[1]", "fact:B-2"), ("[2]", "fact:A-1"), ("[1]", "fact:B-2")]


def test_a_reference_and_its_locator() -> None:
    blocks = (para("a ", Cite(("hunger2020",), ("p. 4",))),)
    numbering = number_citations(blocks, {"hunger2020": None})
    assert [(span.text, span.target) for span in spans(*blocks, numbering=numbering)][-1] == ("[1, p. 4]", "ref:hunger2020")


def test_a_key_without_a_number_shows_itself() -> None:
    assert page(para("a ", cite("B-2")), numbering=Numbering()) == ["a [B-2]"]


def test_numbers_do_not_depend_on_hidden_notes() -> None:
    notes = Quote(1, (Quote(1, (para("n ", cite("N-1", "T-1")),)), para("n ", cite("N-2"))), "notes")
    blocks = (notes, Footnote(1, 1, (para("f ", cite("F-1")),)), para("t ", cite("T-1")))
    assert number_citations(blocks).numbers == {"T-1": 1, "F-1": 2, "N-1": 3, "N-2": 4}


def test_a_citation_stays_with_the_word_before_it() -> None:
    assert page(para("aaaa bbbb cccc dddd ", cite("X-1"), "."), width=21) == ["aaaa bbbb cccc", "dddd [1]."]


def test_a_note_stays_with_the_word_before_it_and_apart_from_it() -> None:
    for text in ("aaaa bbbb cccc", "aaaa bbbb cccc "):
        assert page(para(text, NoteRef(1), "."), width=21) == ["aaaa bbbb", "cccc [note 1]."]
        assert to_text((para(text, NoteRef(1), "."),), 21) == "aaaa bbbb\ncccc [note 1].\n"


def test_a_link_keeps_its_undecoded_address() -> None:
    assert Span("text", "link", "link:java%73cript:x") in spans(para(Link("java%73cript:x", run("text"))))
    assert Span("https://a", "link", "link:https://a") in spans(para(Link("https://a", ())))


def test_blanks_and_notes_lead_somewhere() -> None:
    found = {span.text: span.target for span in spans(para("a ", Blank(("x",)), " b ", Blank(("y",)), " c", NoteRef(1)))}
    assert found["____(1)____"] == "blank:1"
    assert found["____(2)____"] == "blank:2"
    assert found["[note 1]"] == "note:1"


def test_terms_are_marked_once_a_page_and_never_in_headings_links_or_code() -> None:
    terms = compile_terms([Term("blast", (), "", "", 1)])
    blocks = (
        Heading(1, 3, run("blast"), "h"),
        para(Link("x", run("blast")), " ", Code("blast"), " the blast"),
        para(Emphasis(run("blast"))),
    )
    assert [span.text for span in spans(*blocks, terms=terms) if span.target == "term:blast"] == ["blast"]
    assert [span.style for span in spans(*blocks, terms=terms) if span.text == "blast"] == ["heading", "link", "code", "term", "emphasis"]


def test_anchors_of_headings_and_notes() -> None:
    layout = lay_out(PAGE, 80)
    assert layout.lines[layout.anchors["two-clocks"]].text == "Two clocks"
    assert layout.lines[layout.anchors["note-1"]].text == "[note 1] The note."


def test_lines_know_where_they_come_from() -> None:
    layout = lay_out((CodeBlock(7, "a\nb\n"), para("x", line=11)), 40)
    assert [(line.text, line.source) for line in layout.lines] == [("  a", 8), ("  b", 9), ("", 0), ("x", 11)]


def test_notes_are_shown_only_to_the_facilitator() -> None:
    notes = Quote(1, (para("secret"),), "notes")
    assert page(para("a"), notes, para("b")) == ["a", "", "b"]
    assert page(notes, show_notes=True) == ["▌ Notes: secret"]
    assert to_text((notes,)) == ""
    assert to_text((notes,), show_notes=True) == "Notes: secret\n"


@pytest.mark.parametrize(
    ("label", "words"),
    [("key point", "Key point"), ("caution", "Caution"), ("call now", "CALL NOW"), ("not known", "Not known"), ("ask", "Ask")],
)
def test_a_label_is_said_in_words(label: str, words: str) -> None:
    quote = Quote(1, (para("text"),), label)
    assert page(quote) == [f"▌ {words}: text"]
    assert to_text((quote,)) == f"{words}: text\n"


def test_tasks_read_without_colour() -> None:
    tasks = ItemList(1, (Item(1, (para("a"),), True), Item(2, (para("b"),), False)))
    assert page(tasks) == ["• [x] a", "• [ ] b"]


def test_items_with_more_than_a_paragraph_are_set_apart() -> None:
    loose = bullets(Item(1, (para("a"), para("b"))), "c")
    assert page(loose) == ["• a", "", "  b", "", "• c"]


def test_an_item_without_text_keeps_its_number() -> None:
    assert page(bullets(Item(1, ()), "b", start=1)) == ["1.", "2. b"]


def test_an_empty_paragraph_leaves_no_empty_line() -> None:
    assert page(para("a"), Quote(1, (para(), para("b")), "ask")) == ["a", "", "▌ Ask: b"]


def test_bold_words_in_a_heading_look_like_the_heading() -> None:
    assert {span.style for span in spans(Heading(1, 3, run("a ", Strong(run("b"))), "h"))} == {"heading"}


def deep(block: Block, levels: int, wrap: object) -> Block:
    for _ in range(levels):
        block = wrap(block)  # type: ignore[operator]
    return block


@pytest.mark.parametrize(
    "wrap",
    [
        lambda block: ItemList(1, (Item(1, (block,)),)),
        lambda block: ItemList(1, (Item(1, (para("above"), block)),), 999),
        lambda block: Quote(1, (block,), "teach-back"),
        lambda block: Quote(1, (block,)),
    ],
)
def test_five_hundred_levels_are_flattened(wrap: object) -> None:
    block = deep(para("bottom"), 500, wrap)
    for width in (20, 80):
        layout = lay_out((block,), width)
        assert layout.lines[-1].text.endswith("bottom")
        assert all(len(line.text) <= width for line in layout.lines)
    assert "bottom" in to_text((block,), 40)


def test_deep_inlines() -> None:
    inline = Text("core")
    for _ in range(300):
        inline = Strong((inline,))  # type: ignore[assignment]
    assert page(Paragraph(1, (inline,))) == ["core"]
    assert to_text((Paragraph(1, (inline,)),)) == "core\n"


def test_a_narrow_window_counts_as_twenty() -> None:
    assert page(para("aaaa bbbb cccc dddd"), width=3) == ["aaaa bbbb cccc dddd"]


def test_a_table_of_one_column() -> None:
    table = Table(1, TableRow(1, (run("Head"),)), (TableRow(2, (run("cell"),)),), ("",))
    assert page(table) == ["Head", "────", "cell"]


def test_columns_are_aligned() -> None:
    table = Table(
        1, TableRow(1, (run("left"), run("centre"), run("right"))), (TableRow(2, (run("a"), run("b"), run("c"))),), ("", "center", "right")
    )
    assert page(table) == ["left  centre  right", "────  ──────  ─────", "a       b         c"]


def test_wide_columns_share_what_narrow_ones_leave() -> None:
    assert page(TABLE, width=44)[:4] == [
        "Time class  Meaning                 Survival",
        "──────────  ─────────────────────  ─────────",
        "Very early  within 18 months of    25.8% [1]",
        "            the first diagnosis",
    ]


def test_columns_fit_exactly_or_not_at_all() -> None:
    assert column_widths([["a" * 8], ["b" * 8]], 18) == [8, 8]
    assert column_widths([["a" * 8], ["b" * 8]], 17) is None


def test_columns_too_narrow_to_read_become_records() -> None:
    table = Table(
        1,
        TableRow(1, tuple(run(f"Head {number}") for number in range(6))),
        (TableRow(2, tuple(run(f"value-number-{number}") for number in range(6))),) * 2,
        ("",) * 6,
    )
    record = [f"Head {number}: value-number-{number}" for number in range(6)]
    assert page(table, width=40) == [*record, "", *record]


def test_long_code_is_cut_with_a_mark() -> None:
    assert page(CodeBlock(1, "abcdefghijklmnopqrstuvwxyz"), width=20) == ["  abcdefghijklmnopq↩", "  rstuvwxyz"]


def test_inlines_with_leads() -> None:
    lines = lay_out_inlines(run("one two three"), 20, first=(Span("(1) "),), rest=(Span("    "),), style="strong", source=5)
    assert [line.text for line in lines] == ["(1) one two three"]
    assert lines[0].source == 5
    assert lines[0].spans[1].style == "strong"


def test_stacked_layouts_move_their_anchors() -> None:
    above = lay_out((para("a"),), 40)
    below = lay_out((Heading(1, 3, run("h"), "h"),), 40)
    both = stack([above, Layout(()), below])
    assert [line.text for line in both.lines] == ["a", "", "h"]
    assert both.anchors == {"h": 2}


def test_what_a_page_was_laid_out_with_goes_without_the_garbage_collector() -> None:
    lay_out(PAGE, 60)
    gc.collect()
    gc.disable()
    try:
        lay_out(PAGE, 60)
        assert gc.collect() == 0
    finally:
        gc.enable()
