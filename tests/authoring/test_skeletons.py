"""Skeletons: with every blank filled they pass `check` without an error or a warning; unfilled, only the blanks are told."""

from __future__ import annotations

import re
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from libraries import write_library
from locks import lock_file

from edu_tui.authoring.idents import Idents
from edu_tui.authoring.quiz_files import add_questions
from edu_tui.authoring.skeleton_questions import case_parts, question_skeleton
from edu_tui.authoring.skeletons import OBJECTIVES, library_skeleton, module_skeleton, quiz_skeleton
from edu_tui.checks.rules.blanks import BLANK
from edu_tui.checks.run import run_checks
from edu_tui.library.blanks import find_blanks
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.library.questions import TYPES

TODAY = date(2026, 3, 2)
FIXED = {
    "<right number>": "5",
    "<how far off>": "1",
    "<the unit>": "mg",
    "<a verb that can be observed, and what the reader will be able to do>": "Name one",
    "<doi of the paper>": "10.1000/1",
    "<one or two short sentences that must stick, and why>": "Call at once, so that we can help",
}
"""Blanks that want more than words."""

_NAMES = ("one", "two", "six", "ten", "red", "big", "old", "new", "far", "wet")


def filled(text: str, numbers: count[int], source: str = "hogan2025") -> str:
    """A file with words of its own in each blank, and the source cited where a blank asks for a fact."""
    for found in list(find_blanks(text)):
        words = "".join(f"{_NAMES[int(digit)]} " for digit in f"{next(numbers):03}").strip().capitalize()
        words = f"{words} [@{source}]" if found.text.endswith("with the fact that says so>") else words
        text = text.replace(found.text, FIXED.get(found.text, words), 1)
    return text


def fill_all(root: Path) -> None:
    numbers = count(1)
    source = "hogan2025" if "hogan2025" in (root / "content/references.json").read_text() else "author2026"
    for path in sorted(root.rglob("*.*")):
        path.write_text(filled(path.read_text(), numbers, source))


def findings(root: Path) -> list[Diagnostic]:
    return [item for item in run_checks(open_library(root), TODAY) if item.severity is not Severity.INFO]


def test_a_new_library(tmp_path):
    for path, text in library_skeleton("mine", "", TODAY, "mrd").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    unfilled = findings(tmp_path)
    assert {item.code for item in unfilled} == {BLANK}
    assert {item.path for item in unfilled} == set(open_library(tmp_path).files)
    fill_all(tmp_path)
    assert findings(tmp_path) == []
    catalogue = open_library(tmp_path).catalogue
    assert [(module.id, module.audience) for module in catalogue.modules] == [("mrd", audience) for audience in Audience]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("title", ["", 'A "title": # with signs', "<B: cells> # and more"])
def test_a_new_module_and_its_quiz(audience, title, tmp_path):
    root = write_library(tmp_path / "library", {"content/library.yaml": None})
    (root / "content/library.yaml").write_text("id: a\ntitle: A\nversion: 1\ntracks:\n  - {id: t, title: T, modules: [timing, fresh]}\n")
    (root / "content/fresh").mkdir()
    for other in Audience:
        (root / f"content/fresh/{other}.md").write_text(module_skeleton(other, title, TODAY))
    name = "fresh" if audience is Audience.CLINICIAN else "fresh-family"
    library = open_library(root)
    (root / f"quizzes/{name}.md").write_text(quiz_skeleton(name, "fresh", audience, OBJECTIVES, title, Idents.of(library)))
    assert {item.code for item in findings(root)} == {BLANK}
    fill_all(root)
    assert findings(root) == []
    if title:
        assert open_library(root).catalogue.module("fresh", audience).title == title


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("kind", [*TYPES, "case"])
def test_a_new_question(kind, audience, tmp_path):
    root = write_library(tmp_path / "library")
    quiz, objective = ("timing", "classify") if audience is Audience.CLINICIAN else ("timing-family", "tell")
    ident = Idents.of(open_library(root)).make(quiz, kind)
    add_questions(open_library(root), quiz, [question_skeleton(kind, ident, objective)], "")
    assert {item.code for item in findings(root)} == {BLANK}
    fill_all(root)
    assert findings(root) == []
    questions = open_library(root).quiz(quiz).questions
    if kind == "case":
        assert [question.id for question in questions[-2:]] == list(case_parts(ident))
    else:
        assert (questions[-1].id, questions[-1].type) == (ident, kind)


@pytest.mark.parametrize("more", [0, 40])
def test_a_new_module_for_families_holds_what_each_needs(more, tmp_path):
    root = write_library(tmp_path / "library")
    text = filled(module_skeleton(Audience.FAMILY, "Fever", TODAY), count(1))
    text = text.replace("\n\n> **Not", "\n\n" + "You can call. We can help [@RT-13].\n\n" * more + "> **Not")
    (root / "content/timing/family.md").write_text(text.replace(".first", "").replace(".second", ""))
    missing = {item.code for item in findings(root) if item.code.startswith("Y")}
    assert missing == set()


def test_the_right_option_moves():
    places = [re.findall(r"- \[(.)\]", question_skeleton("single", "x", "y", place=place)).index("x") for place in range(4)]
    assert places == [0, 1, 2, 0]


# --- ids -------------------------------------------------------------------------------------------------------------------------


def test_an_id_is_never_used_again(tmp_path):
    quiz = (
        "---\nmodule: timing\naudience: family\ntitle: T\nretired:\n  - timing-late\n---\n\n## Broken\n\nid: timing-broken\nobjectiv: x\n"
    )
    root = write_library(tmp_path / "library", {**lock_file(), "quizzes/timing-family.md": quiz})
    idents = Idents.of(open_library(root))
    for gone in ("fam-time-01", "rt-time-01", "timing-late", "timing-broken"):
        assert not idents.is_free(gone)
    assert idents.make("timing", "Late") == "timing-late-2"
    assert idents.make("timing", "Late") == "timing-late-3"
    assert idents.make("fam", "time 01") == "fam-time-01-2"


def test_ids_of_titles():
    idents = Idents(set())
    assert idents.make("mrd", "Ménière & co: 10⁻⁴") == "mrd-meniere-co-10-4"
    assert idents.make("mrd", "血液") == "mrd"
    assert idents.make("mrd", "a " * 40) == "mrd-" + "-".join("a" * 18)
    assert idents.make("", "x" * 80) == "x" * 40
    assert all(idents.is_free(name) is False for name in ("mrd", "Bad", "a--b", ""))
