"""A rule that is run on one module at a time finds what it finds in the whole library, and sees nothing else."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import FAMILY, QUIZ, write_library
from two_modules import FAULTS, PAGES, TWO

from edu_tui.checks.common import Common
from edu_tui.checks.discovery import all_rules
from edu_tui.checks.part_findings import check_parts, gathered_in
from edu_tui.checks.parts import OutOfSightError, PartOfWhole, WholeOfParts, cut
from edu_tui.checks.registry import Scope
from edu_tui.checks.rule_findings import run_rules
from edu_tui.checks.rules.identity import quiz_ids
from edu_tui.checks.whole import read_whole
from edu_tui.library.library import open_library
from edu_tui.library.roles import LOCK_FILE

TODAY = date(2026, 6, 1)
ROOT = Path(__file__).parents[2]


def by_rule(whole, scope):
    """What each rule of a scope finds, in any order."""
    return {(item.code, item) for item in run_rules(whole, scope)}


def whole_and_parts(root):
    """The library in one piece, and cut."""
    library = open_library(root)
    common = Common(library.ledger)
    return read_whole(library, TODAY), [(part, PartOfWhole(part, library, common)) for part in cut(library)]


def assert_law(root):
    whole, parts = whole_and_parts(root)
    apart = set()
    for part, view in parts:
        found = by_rule(view, Scope.MODULE)
        assert {item.path for _, item in found} <= set(part.files)
        apart |= found
    assert apart == by_rule(whole, Scope.MODULE)
    library = open_library(root)
    common = Common(library.ledger)
    checked = check_parts(library, common, None, {})
    joined = WholeOfParts(library, common, TODAY, gathered_in(checked.values()))
    assert by_rule(joined, Scope.LIBRARY) == by_rule(whole, Scope.LIBRARY)


def test_in_our_own_library():
    assert_law(ROOT)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.tuples(st.sampled_from(PAGES), st.sampled_from(FAULTS), st.integers(0, 40)), max_size=4))
def test_in_a_library_with_faults(tmp_path, edits):
    shutil.rmtree(tmp_path / "library", ignore_errors=True)
    root = write_library(tmp_path / "library", TWO)
    for path, fault, line in edits:
        lines = (root / path).read_text().splitlines(keepends=True)
        (root / path).write_text("".join([*lines[:line], fault, *lines[line:]]))
    assert_law(root)


def test_faults_between_modules_are_found_in_both_ways(library_dir):
    away = {"content/late/family.md": TWO["content/late/family.md"] + "\nSee [more](../none/family.md).\n"}
    changes = {**TWO, **away, "quizzes/late.md": QUIZ.replace("module: timing", "module: late")}
    whole, _ = whole_and_parts(library_dir(changes))
    assert {"I05", "L02"} <= {code for code, _ in by_rule(whole, Scope.LIBRARY)}
    assert_law(library_dir(changes))


def test_every_file_but_the_lock_is_in_one_part(library_dir):
    library = open_library(library_dir({**TWO, "content/stray/family.md": FAMILY, "content/checks.yaml": "waiver_days: 9\n"}))
    files = [path for part in cut(library) for path in part.files]
    assert sorted(files) == sorted(set(library.files) - {LOCK_FILE})


@pytest.mark.parametrize(
    "look",
    [
        lambda view: view.today,
        lambda view: view.lock,
        lambda view: view.text("content/late/clinician.md"),
        lambda view: view.gathered(quiz_ids),
    ],
    ids=["day", "lock", "file of another module", "what is gathered"],
)
def test_what_is_not_in_the_key_of_a_part_is_out_of_sight(look, library_dir):
    _, parts = whole_and_parts(library_dir(TWO))
    view = next(view for part, view in parts if part.id == "timing")
    with pytest.raises(OutOfSightError, match=r"scope=Scope\.LIBRARY"):
        look(view)
    assert {entry.id for entry in view.catalogue.modules} == {"timing"}
    assert {quiz.module for quiz in view.quizzes} == {"timing"}


def test_rules_are_found_by_lying_in_the_folder():
    codes = [rule.code for rule in all_rules()]
    assert codes == sorted(set(codes))
    assert {"E01", "V05", "U01"} <= set(codes)
