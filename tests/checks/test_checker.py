"""Findings that are kept module by module: they are those of a fresh check, whatever was edited, saved or not."""

import shutil
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import CLINICIAN, FACTS, FAMILY, write_library
from two_modules import FAULTS, PAGES, TWO

from edu_tui.checks import part_findings
from edu_tui.checks.kept import Checker, kept_checks
from edu_tui.checks.run import run_checks
from edu_tui.library import reading
from edu_tui.library.library import LibraryError, open_library
from edu_tui.library.modules import Audience

TODAY = date(2026, 6, 1)
CLIN, FAM, FACT = "content/timing/clinician.md", "content/timing/family.md", "content/facts.yaml"


def fresh(root):
    return run_checks(open_library(root), TODAY)


@pytest.fixture
def checked(monkeypatch):
    """The ids of the modules that are checked anew, as they are."""
    ids = []
    view = part_findings.PartOfWhole

    def noted(part, *rest):
        ids.append(part.id)
        return view(part, *rest)

    monkeypatch.setattr(part_findings, "PartOfWhole", noted)
    return ids


def test_an_edit_of_one_page_checks_its_module_alone(library_dir, tmp_path, checked):
    root = library_dir(TWO)
    kept_checks(open_library(root, tmp_path), tmp_path, TODAY)
    assert sorted(checked) == ["", "late", "timing"]
    checked.clear()
    (root / CLIN).write_text(CLINICIAN.replace("25.8% were", "26.8% were"))
    assert kept_checks(open_library(root, tmp_path), tmp_path, TODAY) == fresh(root)
    assert checked[:1] == ["timing"]
    assert checked.count("late") == 1  # by the fresh check alone


def test_a_new_day_checks_no_module_anew(library_dir, tmp_path, checked):
    root = library_dir({**TWO, CLIN: CLINICIAN.replace("due: 2099-03-01", "due: 2026-06-01")})
    assert "R02" not in {item.code for item in kept_checks(open_library(root, tmp_path), tmp_path, TODAY)}
    checked.clear()
    assert "R02" in {item.code for item in kept_checks(open_library(root, tmp_path), tmp_path, date(2026, 6, 2))}
    assert checked == []


@pytest.mark.parametrize("change", [{FACT: FACTS.replace("25.8", "26.8")}, {"content/checks.yaml": "family_sentence_words: 3\n"}])
def test_what_all_modules_share_checks_them_all(change, library_dir, tmp_path, checked):
    root = library_dir(TWO)
    before = kept_checks(open_library(root, tmp_path), tmp_path, TODAY)
    checked.clear()
    write_library(root, {**TWO, **change})
    after = kept_checks(open_library(root, tmp_path), tmp_path, TODAY)
    assert {"timing", "late"} <= set(checked)
    assert after == fresh(root) != before


def test_an_edit_of_one_page_reads_one_page(library_dir, tmp_path, monkeypatch):
    root = library_dir(TWO)
    open_library(root, tmp_path)
    read, read_module, read_quiz = [], reading.read_module, reading.read_quiz
    monkeypatch.setattr(reading, "read_module", lambda *given: (read.append(given[1:]), read_module(*given))[1])
    monkeypatch.setattr(reading, "read_quiz", lambda *given: (read.append(given[1:]), read_quiz(*given))[1])
    (root / FAM).write_text(FAMILY.replace("When leukaemia", "If leukaemia"))
    catalogue = open_library(root, tmp_path).catalogue
    assert read == [("timing", Audience.FAMILY)]
    assert catalogue == open_library(root).catalogue


EDIT = st.tuples(st.sampled_from(PAGES), st.sampled_from(FAULTS), st.integers(0, 40), st.booleans())


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDIT, min_size=1, max_size=4))
def test_after_any_edits_the_findings_are_those_of_a_fresh_check(tmp_path, edits):
    shutil.rmtree(tmp_path, ignore_errors=True)
    root = write_library(tmp_path / "library", TWO)
    checker = Checker(root, tmp_path / "cache")
    unsaved = {}
    for path, fault, line, save in edits:
        lines = unsaved.get(path, (root / path).read_text()).splitlines(keepends=True)
        text = "".join([*lines[:line], fault, *lines[line:]])
        if save:
            (root / path).write_text(text)
            unsaved.pop(path, None)
        else:
            unsaved[path] = text
        told = checker.findings(TODAY, unsaved)
        other = write_library(tmp_path / "other", {**TWO, **{name: (root / name).read_text() for name in PAGES}, **unsaved})
        assert told == fresh(other)
    assert checker.findings(TODAY) == fresh(root) == kept_checks(open_library(root, tmp_path / "cache"), tmp_path / "cache", TODAY)


def test_what_is_not_saved_counts_and_is_written_nowhere(library_dir, tmp_path):
    root, cache = library_dir(), tmp_path / "cache"
    checker = Checker(root, cache)
    assert checker.findings(TODAY) == ()
    unsaved = {CLIN: CLINICIAN.replace("25.8% were", "99.9% were"), FACT: FACTS.replace("66.4%", "65.4%")}
    assert {item.code for item in checker.findings(TODAY, unsaved)} >= {"E02", "E03"}
    assert [path for path in cache.rglob("*.msgpack") if b"99.9" in path.read_bytes() or b"65.4" in path.read_bytes()] == []
    assert checker.findings(TODAY) == ()
    assert (root / CLIN).read_text() == CLINICIAN


def test_a_page_that_went_stands_in_the_editor_still(library_dir):
    root = library_dir()
    checker = Checker(root, None)
    (root / FAM).unlink()
    assert "S01" in {item.code for item in checker.findings(TODAY)}
    assert checker.findings(TODAY, {FAM: FAMILY}) == ()


def test_the_library_may_go_and_come_back(library_dir, tmp_path):
    root = library_dir()
    checker = Checker(root, tmp_path / "cache")
    root.rename(tmp_path / "away")
    with pytest.raises(LibraryError):
        checker.findings(TODAY)
    (tmp_path / "away").rename(root)
    assert checker.findings(TODAY) == ()


def test_nobody_sees_what_an_editor_holds_but_who_asked(library_dir):
    root = library_dir()
    checker = Checker(root, None)
    with checker.opened({FAM: FAMILY.replace("When leukaemia", "If leukaemia")}) as library:
        assert library.module("timing", Audience.FAMILY).title.startswith("If")
    assert open_library(root).module("timing", Audience.FAMILY).title.startswith("When")
    with checker.opened() as library:
        assert library.module("timing", Audience.FAMILY).title.startswith("When")
