"""What our own library promises: nine modules told twice, a ledger, a bank of questions, and reports that are in step."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from edu_tui.checks.curriculum import Curriculum, PageCount, QuizCount, curriculum
from edu_tui.checks.run import run_checks
from edu_tui.checks.whole import Whole, read_whole
from edu_tui.cli import main
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.library.questions import TYPES, Choices, Numeric, Short
from edu_tui.library.walk import cited_keys, walk_blocks

ROOT = Path(__file__).resolve().parents[2]
TRACKS = {
    "Understanding relapse": ("relapse-timing", "reinduction", "mrd", "genetics"),
    "Immunotherapies": ("blinatumomab", "inotuzumab", "car-t"),
    "Living after relapse": ("quality-of-life", "changing-roadmap"),
}
MODULES = [module for modules in TRACKS.values() for module in modules]
EACH = pytest.mark.parametrize("module", MODULES)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(ROOT, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def whole(library: Library) -> Whole:
    return read_whole(library, date(2026, 11, 22))


@pytest.fixture(scope="module")
def counted(whole: Whole) -> Curriculum:
    return curriculum(whole)


def page(counted: Curriculum, module: str, audience: Audience) -> PageCount:
    return next(page for page in counted.pages if (page.module, page.audience) == (module, audience))


def quiz(counted: Curriculum, module: str, audience: Audience) -> QuizCount:
    return next(quiz for quiz in counted.quizzes if (quiz.module, quiz.audience) == (module, audience))


def test_three_tracks_of_nine_modules(library):
    assert {track.title: track.modules for track in library.catalogue.tracks} == TRACKS


def test_no_rule_is_broken(library):
    found = run_checks(library, date(2026, 11, 22))
    assert [item for item in found if item.severity in (Severity.ERROR, Severity.WARNING)] == []


@EACH
def test_pages_for_clinicians(counted, whole, module):
    told = page(counted, module, Audience.CLINICIAN)
    assert 1200 <= told.words <= 2500
    assert 6 <= told.sections <= 12
    assert told.charts >= 2
    read = whole.module(module, Audience.CLINICIAN)
    labels = Counter(block.label for section in read.sections for block in walk_blocks(section.blocks) if isinstance(block, b.Quote))
    assert labels["notes"] >= 3
    assert labels["teach-back"] >= 1
    assert 3 <= len(read.objectives) <= 5


@EACH
def test_pages_for_families(counted, whole, module):
    told = page(counted, module, Audience.FAMILY)
    assert 500 <= told.words <= 900
    assert told.charts >= 1
    read = whole.module(module, Audience.FAMILY)
    labels = [[block.label for block in walk_blocks(section.blocks) if isinstance(block, b.Quote)] for section in read.sections]
    assert "key point" in labels[0]
    assert {"call now", "not known", "teach-back", "ask"} <= {label for section in labels for label in section}
    shared = {section.id for section in read.sections} & {section.id for section in whole.module(module, Audience.CLINICIAN).sections}
    assert len(shared) >= 2


def test_families_see_risks_as_icons(counted, whole):
    for told in counted.pages:
        shares = [claim for claim in whole.claims if claim.path == f"content/{told.module}/family.md" and has_risk(claim)]
        assert told.icon_arrays or told.audience is Audience.CLINICIAN or not shares, told.module


def has_risk(claim) -> bool:
    return any(" out of " in figure.text for figure in claim.figures)


def test_reading_grades(counted):
    assert [grade.path for grade in counted.grades if not grade.raw.measurable or grade.raw.grade > 8] == []
    assert len(counted.grades) == 2 * len(MODULES)


@EACH
def test_questions(counted, module):
    clinicians, families = (quiz(counted, module, audience) for audience in (Audience.CLINICIAN, Audience.FAMILY))
    assert clinicians.questions >= 18
    assert set(clinicians.types) == set(TYPES)
    assert clinicians.cases >= 1
    assert (clinicians.before, clinicians.after) == (8, 8)
    assert families.questions >= 6


@EACH
def test_forms_cover_every_objective(whole, module):
    (bank,) = (quiz for quiz in whole.quizzes if (quiz.module, quiz.audience) == (module, Audience.CLINICIAN))
    objectives = {objective.id for objective in whole.module(module, Audience.CLINICIAN).objectives}
    for form in ("pre", "post"):
        assert {question.objective for question in bank.questions if question.form == form} == objectives


def test_the_bank(counted):
    clinicians = [quiz for quiz in counted.quizzes if quiz.audience is Audience.CLINICIAN]
    assert sum(quiz.questions for quiz in counted.quizzes) >= 200
    assert sum(quiz.cases for quiz in clinicians) >= 12
    assert sum(quiz.higher for quiz in clinicians) >= 0.4 * sum(quiz.scored for quiz in clinicians)


def test_every_option_has_feedback_and_every_question_an_explanation_with_citations(whole):
    for _, question in whole.questions():
        match question.body:
            case Choices(_, options):
                assert all(option.feedback for option in options) or not question.scored, question.id
            case Numeric(ranges):
                assert all(item.feedback for item in ranges), question.id
            case Short(answers):
                assert all(answer.feedback for answer in answers), question.id
        assert cited_keys(question.explanation) or not question.scored, question.id
        assert question.bloom or not question.scored, question.id


def test_the_ledger(counted, whole):
    assert sum(counted.statuses.values()) >= 200
    assert counted.terms >= 80
    articles = [reference for reference in whole.ledger.references.values() if reference.doi or reference.pmid]
    assert len(articles) >= 60


def test_the_lock_is_in_step(tmp_path, capsys):
    assert main(["--data-dir", str(tmp_path), "--library", str(ROOT), "lock", "--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize(("command", "name"), [("curriculum", "curriculum.md"), ("clinical-review", "clinical-review.md")])
def test_the_reports_in_the_docs_are_in_step(command, name, tmp_path, capsys):
    assert main(["--data-dir", str(tmp_path), "--library", str(ROOT), command]) == 0
    assert capsys.readouterr().out == (ROOT / "docs" / name).read_text(encoding="utf-8"), "make reports"
