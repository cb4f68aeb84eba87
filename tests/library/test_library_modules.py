"""Module files: head, sections, slides and footnotes, and that a broken file is still a module."""

from __future__ import annotations

import pytest
from libraries import CLINICIAN

from edu_tui.library import blocks as b
from edu_tui.library.module_parser import parse_module
from edu_tui.library.modules import Audience, Module, Objective, Review
from edu_tui.library.reading import read_module
from edu_tui.library.walk import plain

HEAD = """\
---
title: The time of relapse
summary: What the time says.
minutes: 20
objectives:
  classify: Classify a relapse
  explain: Explain the groups
reviewed: null
updated: 2026-11-22
---
"""
BODY_LINE = HEAD.count("\n") + 1


def parse(body: str, head: str = HEAD) -> Module:
    return parse_module("timing", Audience.CLINICIAN, "content/timing/clinician.md", head + body)


def found(module: Module) -> list[tuple[str, int]]:
    return [(item.code, item.line) for item in module.diagnostics]


def titles(module: Module) -> list[tuple[str, str]]:
    return [(section.id, plain(section.title)) for section in module.sections]


def test_a_head_is_read() -> None:
    module = parse("Lead.\n")
    assert module == Module(
        id="timing",
        audience=Audience.CLINICIAN,
        path="content/timing/clinician.md",
        title="The time of relapse",
        summary="What the time says.",
        minutes=20,
        objectives=(Objective("classify", "Classify a relapse"), Objective("explain", "Explain the groups")),
        reviewed=None,
        updated="2026-11-22",
        lead=(b.Paragraph(BODY_LINE, (b.Text("Lead."),)),),
        sections=(),
    )


@pytest.mark.parametrize("written", ["null", "", "~"])
def test_not_yet_reviewed_has_three_spellings(written: str) -> None:
    module = parse("", HEAD.replace("reviewed: null", f"reviewed: {written}"))
    assert (module.reviewed, module.diagnostics) == (None, ())


def test_a_review_is_read() -> None:
    head = HEAD.replace("reviewed: null", 'reviewed: {by: "Name, role", on: 2026-03-01, due: 2027-03-01}')
    assert parse("", head).reviewed == Review("Name, role", "2026-03-01", "2027-03-01")


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "words"),
    [
        ("title: The time of relapse", "title: Time: relapse", "F01", 2, "second colon"),
        ("title: The time of relapse", "titel: The time of relapse", "F02", 2, 'unknown key "titel"'),
        ("title: The time of relapse\n", "", "F02", 2, '"title" is missing'),
        ("title: The time of relapse", "title:", "F02", 2, '"title" should be text'),
        ("minutes: 20", "minutes: twenty", "F02", 4, "whole number"),
        ("  classify: Classify a relapse", "  classify: [a]", "F02", 6, '"classify" should be text'),
        ("reviewed: null", "reviewed: Dr A", "F02", 8, "keys with values"),
        ("reviewed: null", "reviewed: {by: A}", "F02", 8, '"on" is missing'),
        ("reviewed: null", "reviewed: null\nreviewed: null", "F01", 9, "second time"),
        ("minutes: 20", "minutes: 0", "F03", 4, "between 1 and 600"),
        ("minutes: 20", "minutes: 601", "F03", 4, "between 1 and 600"),
        ("  classify:", "  Classify It:", "F03", 6, "cannot be an objective's id"),
    ],
)
def test_a_fault_in_the_head_has_its_line_and_leaves_the_text(old: str, new: str, code: str, line: int, words: str) -> None:
    module = parse("Lead.\n\n## One\n", HEAD.replace(old, new))
    assert (code, line) in found(module)
    assert words in next(item.message for item in module.diagnostics if item.code == code)
    assert [plain(block.inlines) for block in module.lead if isinstance(block, b.Paragraph)] == ["Lead."]
    assert titles(module) == [("one", "One")]
    assert (module.title == "timing") == (code != "F03")


def test_a_file_without_a_head_is_a_module_of_its_text() -> None:
    module = parse("Lead.\n", head="")
    assert found(module) == [("F00", 1)]
    assert (module.title, module.minutes, len(module.lead)) == ("timing", 0, 1)


def test_sections_are_cut_at_second_level_headings() -> None:
    module = parse("Lead.\n\n### In the lead\n\n## One {#a .classify .explain}\n\nx\n\n### Deeper\n\n---\n\ny\n\n## Two *clocks*\n")
    assert [type(block) for block in module.lead] == [b.Paragraph, b.Heading]
    assert titles(module) == [("a", "One"), ("two-clocks", "Two clocks")]
    assert [section.line for section in module.sections] == [BODY_LINE + 4, BODY_LINE + 14]
    assert [section.objectives for section in module.sections] == [("classify", "explain"), ()]
    assert [type(block) for block in module.sections[0].blocks] == [b.Paragraph, b.Heading, b.SlideBreak, b.Paragraph]
    assert module.sections[1].blocks == ()
    assert module.diagnostics == ()
    assert module.section("a") is module.sections[0]
    assert module.section("zzz") is None


def test_a_heading_inside_a_quote_or_list_starts_no_section() -> None:
    module = parse("> ## quoted\n\n- ## listed\n")
    assert module.sections == ()
    assert len(module.lead) == 2


def test_sections_with_one_title_get_ids_of_their_own() -> None:
    module = parse("## A\n\n## A\n\n## A\n")
    assert [section.id for section in module.sections] == ["a", "a-2", "a-3"]
    assert module.diagnostics == ()


def test_an_id_written_twice_is_told_and_still_unique() -> None:
    module = parse("## A {#x}\n\n## B {#x}\n")
    assert [section.id for section in module.sections] == ["x", "x-2"]
    assert found(module) == [("H03", BODY_LINE + 2)]


@pytest.mark.parametrize(
    ("body", "codes", "sections"),
    [
        ("# A\n", ["H01"], [("a", "A")]),
        ("##\n", ["H02"], [("section", "Untitled")]),
        ("## {#x}\n", ["H02"], [("x", "Untitled")]),
        ("#\n", ["H01", "H02"], [("section", "Untitled")]),
        ("## A {.nobody}\n", ["H04"], [("a", "A")]),
        ("Title\n=====\n", [], []),
    ],
)
def test_odd_headings(body: str, codes: list[str], sections: list[tuple[str, str]]) -> None:
    module = parse(body)
    assert found(module) == [(code, BODY_LINE) for code in codes]
    assert titles(module) == sections


def test_an_unknown_objective_names_the_known_ones() -> None:
    (diagnostic,) = parse("## A {.clasify}\n").diagnostics
    assert "clasify" in diagnostic.message
    assert diagnostic.hint == "Known: classify, explain."


def numbers(blocks: tuple[b.Block, ...]) -> list[int]:
    return [block.number for block in blocks if isinstance(block, b.Footnote)]


def test_footnotes_go_to_the_pages_that_refer_to_them() -> None:
    module = parse(
        "l[^1]\n\n## A\n\na[^2] and l again[^1]\n\n## B\n\nb\n\n## C\n\n- c[^3]\n\n[^1]: one\n[^2]: two\n[^3]: three[^4]\n[^4]: four\n"
    )
    assert numbers(module.lead) == [1]
    assert [numbers(section.blocks) for section in module.sections] == [[1, 2], [], [3, 4]]
    assert module.diagnostics == ()


def test_footnotes_that_no_page_shows_are_told() -> None:
    module = parse("a\n\n[^1]: nobody\n\n[^2]: me, see[^2]\n")
    assert found(module) == [("N11", BODY_LINE + 2), ("N11", BODY_LINE + 4)]


def test_a_footnote_in_a_footnote_is_one_more_footnote() -> None:
    module = parse("a[^1] b[^2]\n\n[^1]: one\n\n    [^2]: two\n")
    assert [plain(block.blocks[0].inlines) for block in module.lead if isinstance(block, b.Footnote)] == ["one", "two"]
    assert module.diagnostics == ()
    assert found(parse("[^1]: - [^1]: x")) == [("N11", BODY_LINE), ("N11", BODY_LINE)]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x85", "\u2028"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_make_no_difference(library_dir, end: str, mark: str) -> None:
    root = library_dir({"content/timing/clinician.md": (mark + CLINICIAN.replace("\n", end)).encode()}, name="other")
    plain_root = library_dir()
    assert read_module(root, "timing", Audience.CLINICIAN) == read_module(plain_root, "timing", Audience.CLINICIAN)


def test_a_module_that_cannot_be_read_says_why(library_dir) -> None:
    module = read_module(library_dir(), "nowhere", Audience.FAMILY)
    assert found(module) == [("S01", 1)]
    assert (module.title, module.lead, module.sections) == ("nowhere", (), ())


def test_the_other_audience() -> None:
    assert Audience.CLINICIAN.other is Audience.FAMILY
    assert Audience.FAMILY.other is Audience.CLINICIAN
