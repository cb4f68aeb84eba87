"""Whatever stands in a document, its HTML is valid, keeps every word, and leads nowhere that is not there."""

import itertools
import re
from collections import Counter

import pytest
from export_kit import TODAY, parsed, shown, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edu_tui.export.document import Document
from edu_tui.export.inlines import Scope
from edu_tui.export.material import Material
from edu_tui.library.blocks import (
    Block,
    Cite,
    CodeBlock,
    Footnote,
    Heading,
    Inline,
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
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.ledger import Fact, Ledger, Reference, Status, Term
from edu_tui.library.modules import Audience, Module
from edu_tui.library.text import clean
from tests.render.render_strategies import documents, written

thorough = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])

LEDGER = Ledger(
    facts={
        "R-1": Fact("R-1", "claim", (), "", ("b2020", "a2019"), Status.VERIFIED, 1),
        "R-2": Fact("R-2", "claim", (), "", ("a2019",), Status.VERIFIED, 1),
    },
    references={
        "a2019": Reference("a2019", "Author A. Title. doi:10.1/x.", "A 2019", "https://doi.org/10.1/x", "10.1/x"),
        "b2020": Reference("b2020", "Author B. Title.", "B 2020", "https://example.org/b"),
        "bad": Reference("bad", "Bad.", "Bad", "javascript:alert(1)"),
    },
    terms={"MRD": Term("MRD", ("rest",), "Few cells.", "Below morphology.", 1), "empty": Term("empty", (), "", "", 1)},
)


def document(blocks: tuple[Block, ...], *, audience: Audience = Audience.CLINICIAN, notes: bool = False) -> str:
    module = Module("m", audience, f"content/m/{audience}.md", "Title", "", 5, (), None, "2026-01-01", (), ())
    material = Material(module, None, LEDGER, Catalogue("l", "Library", "1", "en", "", (), (), ()), TODAY)
    made = Document(material, "Kind", "Title", explain=True, lines=True)
    made.writer.write(made.main, blocks, Scope(path=module.path), level=2, notes=notes)
    return made.finish()


def paragraph(*inlines: Inline) -> Paragraph:
    return Paragraph(1, inlines)


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum())


@thorough
@given(documents)
def test_any_document_is_valid_and_keeps_every_word(blocks):
    html = document(blocks)
    tree = parsed(html)
    missing = letters("".join(written(blocks))) - letters(shown(html))
    assert not missing
    idents = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(idents) == len(set(idents))
    for link in tree.iter("a"):
        assert link.get("href")[1:] in idents if link.get("href").startswith("#") else True
        assert not list(link.iter("a"))[1:]
    assert clean(html) == html


@thorough
@given(documents)
def test_notes_are_shown_to_the_leader_only(blocks):
    secret = (Quote(1, (paragraph(Text("zzzsecretzzz")),), "notes"), *blocks)
    assert "zzzsecretzzz" not in document(secret)
    assert "zzzsecretzzz" in document(secret, notes=True)


@given(st.lists(st.integers(3, 6), max_size=8))
def test_no_heading_is_two_levels_below_the_one_before(levels):
    tree = parsed(document(tuple(Heading(1, level, (Text("x"),), f"h{index}") for index, level in enumerate(levels))))
    found = [int(element.tag[1]) for element in tree.find("body").iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert all(after <= before + 1 for before, after in itertools.pairwise(found))


def test_citations_are_numbers_of_sources_in_the_order_of_their_use():
    html = document((paragraph(Text("One "), Cite(("R-1",), ("",)), Text(". Two "), Cite(("R-2", "a2019"), ("", "p. 4")), Text(".")),))
    assert "One [1, 2]. Two [2 (p. 4)]." in shown(html).replace("\u00a0", " ")
    assert "One\u00a0<span" in html  # no line ends between a word and its mark
    entries = [words(entry) for entry in parsed(html).iter("li")]
    assert entries == ["Author B. Title. https://example.org/b (R-1)", "Author A. Title. doi:10.1/x. (R-1, R-2)"]


def test_what_the_ledger_does_not_know_is_said_and_a_bad_address_is_no_link():
    html = document((paragraph(Text("x "), Cite(("nobody", "bad"), ("", ""))),))
    assert "nobody is not in the ledger" in shown(html)
    assert "javascript" not in html


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("javascript:alert(1)", None),
        ("java%73cript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//evil.example/x", None),
        ("../../../etc/passwd", None),
        ('https://example.org/"><script>', 'https://example.org/"><script>'),
        ("https://user@evil.example/", None),
        ("../other/clinician.md", None),
    ],
)
def test_a_link_leads_only_where_the_gate_lets_it(href, leads):
    links = list(parsed(document((paragraph(Link(href, (Text("words"),))),))).iter("a"))
    assert [link.get("href") for link in links] == ([leads] if leads else [])


def test_the_address_of_a_link_is_printed_once():
    html = document((paragraph(Link("https://example.org/", (Text("here"),)), Text(" "), Link("https://example.org/", ())),))
    assert shown(html).count("https://example.org/") == 2


def test_terms_are_marked_once_and_explained_for_the_reader():
    text = (paragraph(Text("MRD and MRD and empty. ")), Heading(1, 3, (Text("rest"),), "x"))
    for audience, line in ((Audience.FAMILY, "Few cells."), (Audience.CLINICIAN, "Below morphology.")):
        html = document(text, audience=audience)
        assert html.count('class="term"') == 1
        assert f"MRD {line}" in shown(html)


def test_tables_name_their_columns_and_rows():
    table = Table(1, TableRow(1, ((), (Text("B"),))), (TableRow(2, ((Text("a"),), (Text("1"),))),), ("", "right"))
    tree = parsed(document((table,)))
    assert [(cell.tag, cell.get("scope"), cell.get("class")) for row in tree.iter("tr") for cell in row] == [
        ("td", None, None),
        ("th", "col", "right"),
        ("th", "row", None),
        ("td", None, "right"),
    ]


def test_tasks_have_boxes_and_questions_among_them_room_to_write():
    items = ItemList(1, (Item(1, (paragraph(Text("Why?")),), False), Item(2, (paragraph(Text("Done")),), True), Item(3, (), False)))
    html = document((items,))
    assert (html.count('aria-label="box to tick"'), html.count('aria-label="ticked box"'), html.count('class="line"')) == (2, 1, 1)


def test_footnotes_of_two_texts_do_not_meet():
    note = (paragraph(Text("x"), NoteRef(1)), Footnote(1, 1, (paragraph(Text("told")),)))
    module = Module("m", Audience.CLINICIAN, "content/m/clinician.md", "T", "", 5, (), None, "", (), ())
    made = Document(Material(module, None, LEDGER, Catalogue("l", "L", "1", "en", "", (), (), ()), TODAY), "Kind", "T")
    for _ in range(2):
        made.writer.write(made.main, note, Scope())
    tree = parsed(made.finish())
    assert [link.get("href") for link in tree.iter("a")] == ["#note-1-1", "#note-2-1"]
    assert [element.get("id") for element in tree.iter("div") if element.get("id")] == ["note-1-1", "note-2-1"]


def test_code_and_deep_nesting_pass():
    deep: Block = paragraph(Strong((Strong((Text("deep"),)),)))
    for _ in range(50):
        deep = Quote(1, (deep,))
    assert "deep" in shown(document((deep, CodeBlock(1, "a < b && c\n\n  d"))))
    assert "a &lt; b &amp;&amp; c" in document((CodeBlock(1, "a < b && c"),))
