import itertools
import re

import msgspec
import pytest
from export_kit import TODAY, handout, labels_of, own, own_library, parsed, shown, words
from libraries import FAMILY as FAMILY_PAGE

from edu_tui.export.handouts import HandoutError, Kind, gather, kinds_for, lacking, write_handout
from edu_tui.export.paper import lettered, parts
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience, Review
from edu_tui.library.questions import Choices, Cloze, Numeric, Short
from edu_tui.library.shuffling import shuffle_options
from edu_tui.library.walk import plain
from edu_tui.progress.sessions_plan import Plan

PAGES = [(entry.id, str(entry.audience)) for entry in own_library().catalogue.modules]
FAMILY = [page for page in PAGES if page[1] == "family"]


@pytest.mark.parametrize(("module", "audience"), PAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_handout_of_every_module_is_sound_and_says_where_it_comes_from(module, audience, kind):
    html = handout(module, audience, kind)
    tree = parsed(html)
    assert tree.get("lang") == "en"
    assert words(tree.find("head/title"))
    assert [element.tag for element in tree.find("body")] == ["header", "main", "footer"]
    assert_headings_are_in_order(tree)
    assert_links_lead_somewhere(tree)
    text = shown(html)
    assert "Made on 22 November 2026 with edu-tui" in text
    if kind is not Kind.CARDS:
        assert "Not yet reviewed by a clinician." in text
        assert "This is education" in text
        assert f"version {own_library().catalogue.version}" in text


def assert_headings_are_in_order(tree):
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def assert_links_lead_somewhere(tree):
    idents = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(idents) == len(set(idents))
    for link in tree.iter("a"):
        address = link.get("href")
        assert address[1:] in idents if address.startswith("#") else address.startswith(("https://", "http://"))
        assert words(link)


@pytest.mark.parametrize(("module", "audience"), FAMILY)
def test_a_family_leaflet_begins_with_when_to_call_and_room_for_the_numbers(module, audience):
    tree = parsed(handout(module, audience, "leaflet"))
    calls = [block for block in labels_of(tree, "call-now") if block.tag == "div"]
    first = tree.find("body/main")[0]
    assert first.get("class") == "call-first"
    for call in calls:  # the same words, before all else, whatever number its sources have there
        assert letters(words(call).removeprefix("CALL NOW")) in letters(words(first))
    assert len(list(labels_of(first, "gap"))) == 3
    assert "Emergency number:" in words(first)


def letters(text):
    return re.sub(r"\s|\[[0-9,\s]*\]", "", text)


@pytest.mark.parametrize(("module", "audience"), FAMILY)
def test_a_family_leaflet_explains_each_word_where_it_is_first_used(module, audience):
    tree = parsed(handout(module, audience, "leaflet"))
    marked = [link.get("href")[1:] for link in labels_of(tree, "term")]
    explained = [term.get("id") for term in tree.iter("dt") if term.get("id")]
    assert marked == explained
    for section in tree.find("body/main").findall("section"):
        assert [link.get("href")[1:] for link in labels_of(section, "term")] == [
            term.get("id") for term in section.iter("dt") if term.get("id") and term.get("id") not in lead_terms(tree)
        ]


def lead_terms(tree):
    """What is first used before the first section is explained with it."""
    main = tree.find("body/main")
    return {link.get("href")[1:] for block in main if block.tag != "section" for link in labels_of(block, "term")}


@pytest.mark.parametrize(("module", "audience"), PAGES)
def test_notes_stand_on_the_leaders_sheet_and_on_no_other(module, audience):
    material = own(module, audience)
    notes = [words(block) for block in labels_of(parsed(handout(module, audience, "facilitator")), "notes")]
    for kind in (Kind.LEAFLET, Kind.LEARNER, Kind.KEY):
        assert not labels_of(parsed(handout(module, audience, kind)), "notes")
    assert bool(notes) == ("The page has no notes for the one who leads." not in lacking(material)) or audience == "family"


@pytest.mark.parametrize(("module", "audience"), PAGES)
def test_the_learners_sheet_gives_nothing_away(module, audience):
    """It does not change when everything that only the key knows is changed."""
    material = own(module, audience)
    quiz = material.quiz
    hidden = msgspec.structs.replace(quiz, questions=tuple(map(keyless, quiz.questions)))
    assert write_handout(msgspec.structs.replace(material, quiz=hidden), Kind.LEARNER) == handout(module, audience, "learner")


def keyless(question):
    """The question without its key, feedback, explanation, hint, notes and title."""
    match question.body:
        case Choices(kind, options):
            body = Choices(kind, tuple(msgspec.structs.replace(option, correct=False, feedback=()) for option in options))
        case Numeric() | Short():
            body = Short(())
        case Cloze(blanks):
            body = Cloze((("",),) * len(blanks))
        case _:
            body = question.body
    return msgspec.structs.replace(question, body=body, hint=(), explanation=(), notes=(), teach_back=(), ask=(), title=())


@pytest.mark.parametrize(("module", "audience"), PAGES)
def test_key_learner_and_leader_share_numbers_and_letters(module, audience):
    sheets = {kind: parsed(handout(module, audience, kind)) for kind in ("learner", "key", "facilitator")}
    for part in parts(own(module, audience).quiz):
        for item in part.questions:
            stems = {kind: question_on(sheet, item.number) for kind, sheet in sheets.items()}
            assert all(stem is not None for stem in stems.values())
            if isinstance(item.question.body, Choices):
                for letter, option in lettered(item.question, item.question.body):
                    said = letters(letter + plain(option.inlines))
                    for kind, stem in stems.items():
                        joined = letters(words(stem)).replace("✓Right:", "")
                        assert said in joined, (kind, item.number)


def question_on(sheet, number):
    return next((section for section in sheet.iter("section") if section.get("aria-labelledby") == f"question-{number}"), None)


def test_the_key_names_what_is_right_of_every_kind():
    text = shown(handout("mrd", "clinician", "key"))
    assert "B ✓ Right: In remission, MRD-positive" in text
    assert "✓ Right: 100 ± 0.5 times" in text
    assert "1%: B 1 cell in 100" in text
    assert "Consensus remission needs MRD below 1%" in text
    assert "mrd-remission-01, rev 1" in text
    assert "(1) cells or cell; (2) microscope" in shown(handout("mrd", "family", "key"))


def test_the_leaders_sheet_has_a_time_plan_teach_back_with_boxes_and_room_for_two_votes():
    tree = parsed(handout("mrd", "family", "facilitator"))
    plan, votes = next(tree.iter("table")), labels_of(tree, "votes")[0]
    rows = [[words(cell) for cell in row] for row in plan.iter("tr")]
    assert rows[0] == ["Part", "Minutes", "My plan", "Began at", "Done"]
    assert sum(int(row[1]) for row in rows[1:]) == own("mrd", "family").module.minutes
    assert [words(cell) for cell in next(votes.iter("tr"))] == ["", "Answer", "Key", "1st vote", "2nd vote"]
    told = labels_of(tree, "teach-back")[0]
    assert "how can a child be in remission and still have MRD" in words(told)
    assert len(labels_of(told, "tick")) == 3


def test_cards_are_told_apart_by_letter_and_by_shape():
    tree = parsed(handout("mrd", "family", "cards"))
    cards = labels_of(tree, "card")
    svg = "{http://www.w3.org/2000/svg}"
    assert [words(card.find(f"{svg}svg/{svg}text")) for card in cards] == list("ABCD")
    shapes = [(card.find(f"{svg}svg")[1].tag, card.find(f"{svg}svg")[1].get("points")) for card in cards]
    assert len(set(shapes)) == 4
    assert len(labels_of(parsed(handout("mrd", "family", "cards", large=True)), "whole")[0]) == 4


def test_links_to_other_pages_are_named_because_paper_has_none():
    text = shown(handout("mrd", "family", "leaflet"))
    assert "Pages that this one mentions Blinatumomab and its pump CAR T cells for your child" in text


def test_sources_are_numbered_by_first_use_and_lead_to_doi_or_pubmed():
    tree = parsed(handout("relapse-timing", "clinician", "leaflet"))
    numbers = [int(words(link)) for link in tree.iter("a") if link.get("href").startswith("#source-")]
    firsts = list(dict.fromkeys(numbers))
    entries = labels_of(tree, "sources")[0].findall("ol/li")
    assert sorted(firsts) == list(range(1, len(entries) + 1))
    assert any(words(link).startswith("doi:") and link.get("href").startswith("https://doi.org/") for link in tree.iter("a"))
    assert any("(RT-01" in words(entry) for entry in entries)  # clinicians may look the fact up


def test_a_review_is_told_with_its_dates_and_when_it_is_over(library_dir):
    material = gather(open_library(library_dir()), "timing", Audience.FAMILY, TODAY)
    text = shown(write_handout(material, Kind.LEAFLET))
    assert "Reviewed by A. Clinician on 1 March 2026; the next review is due on 1 March 2099." in text
    late = msgspec.structs.replace(
        material, module=msgspec.structs.replace(material.module, reviewed=Review("B", "2020-01-01", "2021-01-01"))
    )
    assert "the next review was due on 1 January 2021." in shown(write_handout(late, Kind.LEAFLET))


def test_without_questions_there_is_no_sheet_and_no_key(library_dir):
    root = library_dir({"quizzes/timing-family.md": None})
    material = gather(open_library(root), "timing", Audience.FAMILY, TODAY)
    assert kinds_for(material) == (Kind.FACILITATOR, Kind.CARDS, Kind.LEAFLET)
    for kind in (Kind.LEARNER, Kind.KEY):
        with pytest.raises(HandoutError, match="no questions"):
            write_handout(material, kind)
    assert "There are no questions" in lacking(material)[0]
    assert "Time plan" in shown(write_handout(material, Kind.FACILITATOR))


def test_what_is_not_there_or_broken_is_told(library_dir):
    library = open_library(library_dir({"content/timing/family.md": "no head at all"}))
    with pytest.raises(HandoutError, match="There is no page nothing"):
        gather(library, "nothing", Audience.FAMILY, TODAY)
    with pytest.raises(HandoutError):
        gather(library, "timing", Audience.FAMILY, TODAY)


def test_a_set_is_the_same_whenever_it_is_made():
    material = own("mrd", "clinician")
    for kind in Kind:
        assert write_handout(material, kind) == write_handout(material, kind)


def test_nothing_is_fetched_run_or_styled_from_outside():
    html = handout("mrd", "family", "leaflet")
    tree = parsed(html)
    policy = next(meta.get("content") for meta in tree.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none'; form-action 'none'", policy)
    tags = {element.tag for element in tree.iter()}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form", "input", "video", "audio"}
    assert "url(" not in html
    assert "@import" not in html


def test_sheets_have_the_letters_of_the_audiences_screen():
    """A plan that does not ask for another order has the seed of the sheets."""
    material = own("mrd", "clinician")
    for part in parts(material.quiz):
        for item in part.questions:
            if isinstance(item.question.body, Choices):
                assert tuple(option.key for _, option in lettered(item.question, item.question.body)) == shuffle_options(
                    item.question, Plan(module="mrd", audience=Audience.CLINICIAN, minutes=20, steps=()).seed
                )


def test_each_point_of_a_teach_back_has_a_box(library_dir):
    told = "\n> **Teach-back:** Tell us.\n>\n> - whom you call\n> - what you say\n"
    library = open_library(library_dir({"content/timing/family.md": FAMILY_PAGE + told}))
    box = labels_of(parsed(write_handout(gather(library, "timing", Audience.FAMILY, TODAY), Kind.FACILITATOR)), "teach-back")[0]
    assert len(labels_of(box, "tick")) == 5
    assert words(box).count("whom you call") == 1
