from __future__ import annotations

import re
import unicodedata
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render_strategies import documents, inlines, widths, written
from rich.cells import cell_len

from edu_tui.library.blocks import Paragraph, Text
from edu_tui.library.ledger import Term
from edu_tui.library.terms import compile_terms
from edu_tui.render.layout import LayoutContext, lay_out, lay_out_inlines
from edu_tui.render.lines import STYLES, Layout
from edu_tui.render.plain import inlines_to_text, to_text

TARGET = re.compile(r"(?:fact|ref|term|link):.+|(?:note|blank):[1-9][0-9]*", re.DOTALL)
TERMS = compile_terms([Term("abc", ("ABC", "word"), "plain", "clinician", 1)])

thorough = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def letters(text: str) -> Counter[str]:
    """The characters that carry meaning: letters, figures and their marks."""
    return Counter(char for char in text if char.isalnum())


def assert_sound(layout: Layout, width: int) -> None:
    for line in layout.lines:
        assert sum(cell_len(span.text) for span in line.spans) <= width
        assert cell_len(line.text) <= width
        assert not any(unicodedata.category(char) == "Cc" for char in line.text)
        for span in line.spans:
            assert span.style in STYLES
            assert not span.target or TARGET.fullmatch(span.target)
    assert all(0 <= index < max(1, len(layout.lines)) for index in layout.anchors.values())


@given(documents, widths, st.booleans())
@thorough
def test_any_document_fits_its_width(blocks, width, notes) -> None:
    assert_sound(lay_out(blocks, width, LayoutContext(show_notes=notes, terms=TERMS)), width)


@given(documents, widths)
@thorough
def test_no_word_is_lost_on_a_page(blocks, width) -> None:
    shown = "".join(line.text for line in lay_out(blocks, width).lines)
    assert not letters("".join(written(blocks))) - letters(shown)


@given(documents, widths)
@thorough
def test_no_word_is_lost_in_plain_text(blocks, width) -> None:
    text = to_text(blocks, width)
    assert not any(unicodedata.category(char) == "Cc" for char in text.replace("\n", ""))
    for word in " ".join(written(blocks)).split():
        assert word in text


@given(st.lists(st.text("abc –漢", max_size=30), max_size=8).map(" ".join), widths)
def test_plain_text_is_wider_than_its_width_only_for_one_long_word(text, width) -> None:
    for line in to_text((Paragraph(1, (Text(text),)),), width).splitlines():
        assert cell_len(line) <= width or " " not in line


@given(inlines, st.integers(20, 60))
def test_one_run_of_inlines_fits_and_keeps_its_words(run, width) -> None:
    lines = lay_out_inlines(run, width, style="strong")
    assert_sound(Layout(lines), width)
    assert not letters("".join(written(run))) - letters("".join(line.text for line in lines))
    assert not letters("".join(written(run))) - letters(inlines_to_text(run))
