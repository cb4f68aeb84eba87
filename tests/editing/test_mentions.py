"""The scanner for names agrees with the parsers, and every name stands where it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import FILES, write_library

import edu_tui
from edu_tui.checks.whole import module_blocks
from edu_tui.editing.desk import Desk
from edu_tui.editing.masking import mask
from edu_tui.editing.mentions import Kind, Mention, mention_at
from edu_tui.editing.names import mentions
from edu_tui.editing.page_mentions import citations
from edu_tui.library import blocks as b
from edu_tui.library.library import Library, open_library
from edu_tui.library.markdown import inlines, parse
from edu_tui.library.walk import walk_inlines

ROOT = Path(edu_tui.__file__).parent.parent


@pytest.fixture(scope="module")
def ours() -> Library:
    return open_library(ROOT)


@pytest.fixture
def small(tmp_path: Path) -> Library:
    return open_library(write_library(tmp_path))


def cited(part: object) -> Iterator[str]:
    """The keys below a node, or anything made of nodes."""
    match part:
        case b.Cite():
            yield from part.keys
        case b.ChartBlock():
            yield from part.chart.cite
        case tuple():
            yield from (key for inner in part for key in cited(inner))
        case msgspec.Struct():
            yield from (key for field in part.__struct_fields__ for key in cited(getattr(part, field)))


def keys(found: Iterator[Mention] | list[Mention], *kinds: Kind) -> Counter[str]:
    return Counter(mention.key for mention in found if mention.kind in kinds)


def test_our_pages_cite_what_the_parser_reads(ours: Library) -> None:
    desk = Desk(ours, {})
    told = 0
    for entry in ours.catalogue.modules:
        module = ours.module(entry.id, entry.audience)
        assert module is not None
        found = keys(mentions(desk, entry.path), Kind.FACT, Kind.REFERENCE)
        assert found == Counter(cited(module_blocks(module))), entry.path
        told += len(found)
    assert told > 100


def test_our_quizzes_name_what_the_parser_reads(ours: Library) -> None:
    desk = Desk(ours, {})
    for entry in ours.catalogue.quizzes:
        quiz = ours.quiz(entry.name)
        assert quiz is not None
        found = list(mentions(desk, entry.path))
        assert keys(found, Kind.FACT, Kind.REFERENCE) == Counter(cited((quiz.intro, quiz.questions, quiz.cases))), entry.path
        assert {one.key for one in found if one.kind is Kind.QUESTION and one.defines} == {
            *(question.id for question in quiz.questions),
            *(case.id for case in quiz.cases),
        }
        twins = [question.twin for question in quiz.questions if question.twin]
        assert sorted(one.key for one in found if one.kind is Kind.QUESTION and not one.defines) == sorted([*twins, *quiz.retired])
        assert keys(found, Kind.OBJECTIVE) == Counter(question.objective for question in quiz.questions if question.objective)
        assert [one.key for one in found if one.kind is Kind.MODULE and one.start < 200] == [quiz.module]


def test_our_sections_and_objectives_are_found(ours: Library) -> None:
    desk = Desk(ours, {})
    for entry in ours.catalogue.modules:
        found = list(mentions(desk, entry.path))
        assert {one.key for one in found if one.kind is Kind.OBJECTIVE and one.defines} == {one.id for one in entry.objectives}
        assert keys([one for one in found if not one.defines], Kind.OBJECTIVE) == Counter(
            name for section in entry.sections for name in section.objectives
        )
        assert {one.key for one in found if one.kind is Kind.SECTION and one.defines} <= {section.id for section in entry.sections}


def test_the_ledger_is_found_whole(ours: Library) -> None:
    desk = Desk(ours, {})
    facts = list(mentions(desk, "content/facts.yaml"))
    assert [one.key for one in facts if one.defines] == list(ours.ledger.facts)
    assert keys([one for one in facts if not one.defines], Kind.REFERENCE) == Counter(
        source for fact in ours.ledger.facts.values() for source in fact.sources
    )
    assert [one.key for one in mentions(desk, "content/references.json")] == list(ours.ledger.references)
    assert {one.key for one in mentions(desk, "content/glossary.md") if one.defines} == set(ours.ledger.terms)
    modules = [ident for track in ours.catalogue.tracks for ident in track.modules]
    assert [one.key for one in mentions(desk, "content/library.yaml")] == modules


def test_every_name_stands_where_it_says(ours: Library) -> None:
    desk = Desk(ours, {})
    for path in desk.paths:
        text = desk.text(path)
        for one in mentions(desk, path):
            written = text[one.start : one.end]
            assert one.kind is Kind.TERM or written == one.key or (one.kind is Kind.MODULE and written.startswith(f"{one.key}/"))


def test_links_name_modules_and_sections(small: Library) -> None:
    found = [one for one in mentions(Desk(small, {}), "content/timing/clinician.md") if one.kind in (Kind.MODULE, Kind.SECTION)]
    assert [(one.kind, one.key, one.scope, one.defines) for one in sorted(found, key=lambda one: one.start)] == [
        (Kind.SECTION, "clocks", "timing/clinician", True),
        (Kind.SECTION, "clocks", "timing/family", False),
        (Kind.SECTION, "remission", "timing/clinician", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`[@RT-13]`",
        "``a ` [@RT-13]``",
        "```\n[@RT-13]\n```",
        "> ~~~ text\n> [@RT-13]\n> ~~~",
        "```\n[@RT-13]",
        "\\[@RT-13]",
        "[@RT-13](https://example.org)",
        "[[@RT-13]]",
        "[@RT-13; see]",
        "RT-13 and me@example.org",
    ],
)
def test_what_is_no_citation_is_none(text: str) -> None:
    assert list(citations(mask(text).body)) == []


PIECES = (
    "[@RT-13]",
    "[@a; @b, p. 4]",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "  ",
    "word ",
    "\\",
    "[",
    "]",
    "(x)",
    "[[",
    "## T {#a .b}\n",
    "**",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_citation_of_the_parser_is_missed(text: str) -> None:
    found = keys(citations(mask(text).body), Kind.FACT, Kind.REFERENCE)
    parsed: Counter[str] = Counter()
    for node in parse(text).walk():
        parsed.update(key for part in walk_inlines(inlines(node)) if isinstance(part, b.Cite) for key in part.keys)
    assert not parsed - found


@given(st.text("[@RT-13]{}#.:`-\n ab\u2028\r;", max_size=60), st.sampled_from(list(FILES)))
def test_no_text_upsets_the_scanner(ours: Library, text: str, path: str) -> None:
    desk = Desk(ours, {path: text})
    for one in mentions(desk, path):
        assert 0 <= one.start <= one.end <= len(text)


def test_the_name_under_the_cursor() -> None:
    first, second = Mention(Kind.FACT, "A", 2, 5), Mention(Kind.FACT, "B", 5, 8)
    assert [mention_at(iter((first, second)), at) for at in (1, 2, 5, 8, 9)] == [None, first, second, second, None]
