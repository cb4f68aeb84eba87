from __future__ import annotations

from render_sample import BARS, TABLE, bullets, cite, para, run

from edu_tui.library.blocks import (
    Blank,
    ChartBlock,
    Cite,
    Definition,
    DefinitionList,
    Footnote,
    Image,
    Link,
    NoteRef,
    Quote,
    SlideBreak,
    Strike,
    Table,
    TableRow,
)
from edu_tui.render.plain import inlines_to_text, to_text


def test_citations_are_ids() -> None:
    assert to_text((para("a ", Cite(("RT-13", "hunger2020"), ("", "p. 4")), "."),)) == "a [RT-13; hunger2020, p. 4].\n"


def test_links_and_images_show_their_addresses() -> None:
    assert inlines_to_text(run(Link("https://a", run("text")))) == "text (https://a)"
    assert inlines_to_text(run(Link("https://a", run("https://a")))) == "https://a"
    assert inlines_to_text(run(Link("https://a", ()))) == "https://a"
    assert inlines_to_text(run(Image("a.png", "a cell"))) == "[image: a cell] (a.png)"
    assert inlines_to_text(run(Image("", ""))) == "[image: no description]"


def test_signs_in_words() -> None:
    assert (
        inlines_to_text(run(Strike(run("old")), " ", Blank(("x",)), " word", NoteRef(2))) == "[struck out: old] ____(1)____ word [note 2]"
    )


def test_an_address_is_never_cut() -> None:
    address = "https://example.org/" + "a" * 60
    assert address in to_text((para("see ", Link(address, run("this"))),), 40)


def test_a_table_is_read_row_by_row() -> None:
    assert to_text((TABLE,)).splitlines() == [
        "Time class: Very early",
        "Meaning: within 18 months of the first diagnosis",
        "Survival: 25.8% [RT-13]",
        "",
        "Time class: Late",
        "Meaning: from 36 months",
        "Survival: 66.4%",
    ]


def test_a_table_without_rows_is_its_headers() -> None:
    assert to_text((Table(1, TableRow(1, (run("a"), run("b"))), (), ("", "")),)) == "a; b\n"


def test_a_chart_is_its_sentence_and_its_numbers() -> None:
    assert to_text((ChartBlock(1, BARS),)).splitlines() == [
        "Alive five years after a B-ALL relapse [RT-13]",
        "Survival climbs with the time to relapse.",
        "- Under 18 months: 25.8% ± 2.4",
        "- 18 to 36 months: 49.5% ± 2.2",
        "- 36 months or more: 66.4% (64 to 68.8)",
        "- Interval: plus or minus one standard error",
    ]


def test_footnotes_come_last() -> None:
    blocks = (Footnote(1, 1, (para("the note ", cite("A-1")),)), para("text"))
    assert to_text(blocks) == "text\n\n[note 1] the note [A-1]\n"


def test_quotes_definitions_and_slides() -> None:
    blocks = (
        Quote(1, (bullets("a"),), "call now"),
        SlideBreak(2),
        Quote(3, (para("b"),)),
        DefinitionList(4, (Definition(4, run("term"), (para("meaning"),)),)),
    )
    assert to_text(blocks) == "CALL NOW:\n- a\n\nQuote: b\n\nterm:\n  meaning\n"
