"""From a section to its slides: who sees what, and where footnotes and notes go."""

from __future__ import annotations

import pytest

from edu_tui.library import blocks as b
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience, Module
from edu_tui.library.slides import NOT_REVIEWED, module_slides, section_slides, word_count
from edu_tui.library.walk import all_inlines, plain

HEAD = """\
---
title: A module
summary: What it says.
minutes: 5
objectives:
  tell: Tell it
reviewed: {reviewed}
updated: 2026-02-01
---

"""


def module(text: str, reviewed: str = '{by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}') -> Module:
    found = parse_module("m", Audience.CLINICIAN, "content/m/clinician.md", HEAD.replace("{reviewed}", reviewed) + text)
    assert found.diagnostics == ()
    return found


def slides(text: str):
    (section,) = module(f"## Section\n\n{text}").sections
    return section_slides(section)


def told(blocks: tuple[b.Block, ...]) -> str:
    return " ".join("".join(part.text for _, part in all_inlines(blocks) if isinstance(part, b.Text)).split())


def test_a_section_is_cut_at_its_breaks() -> None:
    first, second = slides("One.\n\n---\n\nTwo.")
    assert (first.number, told(first.blocks), plain(first.title), first.section) == (1, "One.", "Section", "section")
    assert (second.number, told(second.blocks), plain(second.title), second.section) == (2, "Two.", "Section", "section")
    assert first.line < second.line


def test_notes_are_for_the_leader_only() -> None:
    (slide,) = slides("Seen.\n\n> **Notes:** Hidden.\n\n- item\n\n  > **Notes:** Hidden too.")
    assert told(slide.blocks) == "Seen.item"
    assert told(slide.notes) == "Hidden.Hidden too."


def test_of_a_teach_back_the_points_are_for_the_leader() -> None:
    (slide,) = slides("> **Teach-back:** Tell me.\n>\n> - says fever\n> - says call")
    (teach_back,) = slide.teach_backs
    assert told(slide.blocks) == told(teach_back.prompt) == "Tell me."
    assert [told(point.blocks) for point in teach_back.points] == ["says fever", "says call"]


@pytest.mark.parametrize(
    ("text", "shown", "notes"),
    [
        ("One.\n\n---\n\n> **Notes:** Aside.", ["One."], ["Aside."]),
        ("> **Notes:** Aside.\n\n---\n\nOne.\n\n---\n\nTwo.", ["One.", "Two."], ["Aside.", ""]),
        ("> **Notes:** Aside.", [""], ["Aside."]),
        ("---\n\nOne.\n\n---\n\n---\n\nTwo.\n\n---", ["One.", "Two."], ["", ""]),
        ("", [""], [""]),
    ],
)
def test_no_slide_is_empty_unless_its_section_is(text, shown, notes) -> None:
    found = slides(text)
    assert [told(slide.blocks) for slide in found] == shown
    assert [told(slide.notes) for slide in found] == notes
    assert [slide.number for slide in found] == list(range(1, len(shown) + 1))


def test_a_footnote_stands_behind_what_refers_to_it() -> None:
    text = (
        "One[^a].\n\nMore.\n\n---\n\nTwo[^b], and again[^a].\n\n> **Notes:** Aside[^c].\n\n[^a]: Note a.\n\n[^b]: Note b.\n\n[^c]: Note c."
    )
    first, second = slides(text)
    assert [type(block).__name__ for block in first.blocks] == ["Paragraph", "Footnote", "Paragraph"]
    assert told(first.blocks) == "One.Note a.More."
    assert told(second.blocks) == "Two, and again.Note a.Note b."
    assert told(second.notes) == "Aside.Note c."


def test_a_footnote_of_a_footnote_comes_along() -> None:
    (slide,) = slides("One[^a].\n\n[^a]: Note a[^b].\n\n[^b]: Note b.")
    assert told(slide.blocks) == "One.Note a.Note b."


def test_the_opening_slide_says_that_nobody_has_reviewed_the_page() -> None:
    opening, first = module_slides(module("A lead.\n\n## Section\n\nText."))
    assert (opening.section, plain(opening.title), told(opening.blocks)) == ("", "A module", "A lead.")
    assert first.section == "section"
    warned, _ = module_slides(module("A lead.\n\n## Section\n\nText.", "null"))
    assert told(warned.blocks) == f"A lead.{NOT_REVIEWED}"


def test_words_are_those_on_the_screen() -> None:
    (slide,) = slides("One two three.\n\n| a | b |\n|---|---|\n| c | d e |\n\n```\nsix seven\n```\n\n> **Notes:** Not these.")
    assert word_count(slide.blocks) == 10
