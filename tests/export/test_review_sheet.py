"""The sheet for a reviewing clinician, made of our own modules: sound HTML, with every fact that a module cites."""

from __future__ import annotations

import itertools
import re
from datetime import date
from functools import cache

import pytest
from export_kit import own_library, parsed, words

from edu_tui.checks.checklist import checklist
from edu_tui.checks.waivers import Judged
from edu_tui.checks.whole import Whole, read_whole
from edu_tui.export.handouts import gather
from edu_tui.export.review_sheet import write_review_sheet
from edu_tui.library.modules import Audience

TODAY = date(2026, 11, 22)
MODULES = tuple(dict.fromkeys(entry.id for entry in own_library().catalogue.modules))


@cache
def whole() -> Whole:
    return read_whole(own_library(), TODAY)


@pytest.mark.parametrize("module", MODULES)
def test_the_sheet_of_every_module_is_sound_and_whole(module):
    found = checklist(whole(), Judged(()), module)
    assert found is not None
    tree = parsed(write_review_sheet([gather(own_library(), module, audience, TODAY) for audience in Audience], found))
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    idents = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(idents) == len(set(idents))
    links = [link.get("href") for link in tree.iter("a")]
    assert all(link[1:] in idents if link.startswith("#") else link.startswith("https://") for link in links)
    facts = {words(entry.find("p/strong")) for entry in tree.iter("div") if entry.get("class") == "fact"}
    assert {used.fact.id for used in found.review.facts} <= facts
    questions = [entry for entry in tree.iter("section") if entry.get("class") == "question"]
    asked = [quiz for quiz in own_library().catalogue.quizzes if quiz.module == module]
    assert len(questions) == sum(len(quiz.questions) for quiz in asked)
