"""Names: where they lead, what stands behind them, and giving them another id everywhere without a new fault."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from libraries import CLINICIAN, FAMILY, QUIZ, write_library

import edu_tui
from edu_tui.checks.run import run_checks
from edu_tui.editing.asking import definition, hover, named_at, references
from edu_tui.editing.desk import Desk
from edu_tui.editing.mentions import Kind
from edu_tui.editing.names import mentions
from edu_tui.editing.renaming import Edit, RenameError, rename
from edu_tui.library.library import open_library

ROOT = Path(edu_tui.__file__).parent.parent
PAGE, FAMILY_PAGE, QUIZ_FILE = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md"
TODAY = date(2026, 11, 22)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_library(tmp_path)


def desk(root: Path, **texts: str) -> Desk:
    return Desk(open_library(root), texts)


def place(text: str, words: str, into: int = 1) -> int:
    return text.index(words) + into


def write(desk: Desk, edits: tuple[Edit, ...]) -> None:
    for path in {edit.place.path for edit in edits}:
        text = desk.text(path)
        for edit in sorted((edit for edit in edits if edit.place.path == path), reverse=True):
            text = text[: edit.place.start] + edit.text + text[edit.place.end :]
        (desk.library.root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "words", "target", "at"),
    [
        (PAGE, "RT-13", "content/facts.yaml", "RT-13:"),
        ("content/facts.yaml", "rheingold2024", "content/references.json", "rheingold2024"),
        (PAGE, "#clocks)", FAMILY_PAGE, "clocks"),
        (PAGE, ".classify", PAGE, "classify:"),
        (QUIZ_FILE, "classify", PAGE, "classify:"),
        (QUIZ_FILE, "timing", PAGE, "---"),
        (FAMILY_PAGE, "relapse [@", "content/glossary.md", "relapse"),
        ("content/library.yaml", "timing", PAGE, "---"),
    ],
)
def test_a_name_leads_to_where_it_is_made(root: Path, path: str, words: str, target: str, at: str) -> None:
    own = desk(root)
    found = definition(own, path, place(own.text(path), words))
    assert found is not None
    assert found.path == target
    assert own.text(target)[found.start :].startswith(at)


def test_a_section_without_an_id_of_its_own_is_found_by_its_title(root: Path) -> None:
    (root / PAGE).write_text(CLINICIAN.replace(" {#remission}", "").replace("family.md#clocks", "#remission"), encoding="utf-8")
    own = desk(root)
    found = definition(own, PAGE, place(own.text(PAGE), "(#remission", 3))
    assert found is not None
    assert own.text(PAGE)[found.start : found.end] == "## Remission"


@pytest.mark.parametrize(
    ("path", "words", "told"),
    [
        (FAMILY_PAGE, "relapse [@", "relapse\nPlain: The leukaemia is back."),
        (PAGE, ".classify", "Classify a relapse by time"),
        (QUIZ_FILE, "rt-time-01", "Time class (single, rev 1)"),
        (PAGE, "#clocks)", "Why the time matters"),
        ("content/facts.yaml", "hogan2025", "AALL1331."),
    ],
)
def test_what_stands_behind_a_name(root: Path, path: str, words: str, told: str) -> None:
    own = desk(root)
    found = hover(own, path, place(own.text(path), words))
    assert found is not None
    assert found[0].startswith(told)


def test_a_rule_is_explained_in_the_waivers(root: Path) -> None:
    (root / "content/waivers.yaml").write_text("- {rule: W03, place: a, reason: b, who: c, until: 2027-01-01}\n", encoding="utf-8")
    found = hover(desk(root), "content/waivers.yaml", 10)
    assert found is not None
    assert found[0].startswith("W03 (")


@pytest.mark.parametrize(
    ("path", "words", "new"),
    [(PAGE, "RT-13", "XX-1"), ("content/facts.yaml", "rheingold2024", "r-24"), (PAGE, "{#clocks", "two"), (QUIZ_FILE, "classify", "sort")],
)
def test_after_a_rename_nothing_is_found_wrong(root: Path, path: str, words: str, new: str) -> None:
    own = desk(root)
    name = named_at(own, path, place(own.text(path), words, 2))
    assert name is not None
    count, before = len(references(own, name)), run_checks(own.library, TODAY)
    write(own, rename(own, name, new))
    after = desk(root)
    assert len(run_checks(after.library, TODAY)) == len(before)
    assert not any(one.key == name.key and one.kind is name.kind for other in after.paths for one in mentions(after, other))
    assert sum(one.key == new for other in after.paths for one in mentions(after, other)) >= count


def test_a_section_takes_its_twin_and_waivers_with_it(root: Path) -> None:
    waiver = "- {rule: W03, place: content/timing/family.md#clocks, reason: r, who: w, until: 2027-01-01}\n"
    (root / "content/waivers.yaml").write_text(waiver, encoding="utf-8")
    own = desk(root)
    write(own, rename(own, named_at(own, PAGE, place(CLINICIAN, "{#clocks", 3)), "two-clocks"))
    assert (root / FAMILY_PAGE).read_text(encoding="utf-8") == FAMILY.replace("#clocks", "#two-clocks")
    assert (root / PAGE).read_text(encoding="utf-8") == CLINICIAN.replace("#clocks", "#two-clocks")
    assert "family.md#two-clocks," in (root / "content/waivers.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "after"), [("## Remission", "## Remission {#new}"), ("## Remission {.classify}", "## Remission {#new .classify}")]
)
def test_a_section_that_had_its_id_from_its_title_is_given_one(root: Path, heading: str, after: str) -> None:
    text = CLINICIAN.replace("## Remission {#remission}", heading).replace("family.md#clocks", "#remission")
    (root / PAGE).write_text(text, encoding="utf-8")
    own = desk(root)
    write(own, rename(own, named_at(own, PAGE, place(text, "(#remission", 3)), "new"))
    assert (root / PAGE).read_text(encoding="utf-8") == text.replace(heading, after).replace("(#remission", "(#new")


def test_in_our_own_library_only_the_lock_has_to_follow(tmp_path: Path) -> None:
    for folder in ("content", "quizzes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    own = desk(tmp_path)
    before = set(run_checks(own.library, TODAY))
    fact = next(one for one in mentions(own, "content/facts.yaml") if one.defines)
    write(own, rename(own, fact, "ZZ-99"))
    assert {one.code for one in set(run_checks(open_library(tmp_path), TODAY)) - before} <= {"V05"}


def test_a_locked_question_keeps_its_id(tmp_path: Path) -> None:
    own = desk(ROOT)
    path = own.library.catalogue.quizzes[0].path
    question = next(one for one in mentions(own, path) if one.kind is Kind.QUESTION)
    with pytest.raises(RenameError, match="is locked: learners' answers are kept under it"):
        rename(own, question, "another-id")


def test_a_question_that_was_never_locked_may_change(root: Path) -> None:
    own = desk(root)
    write(own, rename(own, named_at(own, QUIZ_FILE, place(QUIZ, "rt-time-01")), "rt-new-01"))
    assert (root / QUIZ_FILE).read_text(encoding="utf-8") == QUIZ.replace("rt-time-01", "rt-new-01")


def test_a_damaged_lock_keeps_every_question(root: Path) -> None:
    (root / "content/library.lock.json").write_text("{", encoding="utf-8")
    own = desk(root)
    with pytest.raises(RenameError, match="cannot be read"):
        rename(own, named_at(own, QUIZ_FILE, place(QUIZ, "rt-time-01")), "rt-new-01")


@pytest.mark.parametrize(
    ("path", "words", "new", "why"),
    [
        (PAGE, "RT-13", "rt13", "capital letters, a hyphen and a number"),
        (PAGE, "RT-13", "RI-07", "another fact"),
        ("content/facts.yaml", "hogan2025", "AB-1", "reads as the id of a fact"),
        ("content/facts.yaml", "hogan2025", "rheingold2024", "another reference"),
        (PAGE, "{#clocks", "remission", "another section"),
        (PAGE, "{#clocks", "A B", "small letters"),
        (QUIZ_FILE, "rt-time-01", "rt-order-01", "another question"),
        (PAGE, "short lead", "x", "put the cursor on one"),
    ],
)
def test_what_would_break_something_is_refused(root: Path, path: str, words: str, new: str, why: str) -> None:
    own = desk(root)
    with pytest.raises(RenameError, match=why):
        rename(own, named_at(own, path, place(own.text(path), words, 2)), new)


def test_a_name_that_nothing_has_is_not_renamed(root: Path) -> None:
    (root / PAGE).write_text(CLINICIAN.replace("[@RT-13]", "[@RT-77]"), encoding="utf-8")
    own = desk(root)
    with pytest.raises(RenameError, match="Nothing in the library is called RT-77"):
        rename(own, named_at(own, PAGE, place(own.text(PAGE), "RT-77")), "RT-78")


def test_a_half_typed_ledger_is_repaired_first(root: Path) -> None:
    own = Desk(open_library(root), {"content/facts.yaml": "RT-13:\n  source: [hogan2025"})
    reference = next(one for one in mentions(own, "content/references.json") if one.key == "hogan2025")
    with pytest.raises(RenameError, match="repair it first"):
        rename(own, reference, "hogan2026")
