"""`clinical-review --sheet` and `--record`: handing a module to a clinician, and writing down what came back."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from libraries import CLINICIAN, FAMILY, edited

from edu_tui.checks.people import PEOPLE, Subject

CLIN, FAM, QUIZZES = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md"
OLD = 'reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}'
OPEN = {CLIN: CLINICIAN.replace(OLD, "reviewed: null"), FAM: FAMILY.replace(OLD, "reviewed: null")}
BY = ("--by", "B. Doe, haematologist", "--on", "2026-03-01", "--due", "2027-03-01")
NEW = 'reviewed: {by: "B. Doe, haematologist", on: 2026-03-01, due: 2027-03-01}'


@pytest.fixture
def sheet(library_dir, run_command, tmp_path):
    def make(changes=None, *words):
        path = tmp_path / "sheet.html"
        ran = run_command("clinical-review", "timing", "--sheet", "-o", path, *words, library=library_dir(changes))
        assert ran.code == 0, ran.err
        return path.read_text(encoding="utf-8")

    return make


def test_the_sheet_puts_each_statement_beside_its_facts(sheet):
    html = sheet()
    assert html.count("Content-Security-Policy") == 1
    (row,) = (row for row in html.split("<tr>") if "Five years later 25.8%" in row)
    left, right = row.split("</td><td>")
    assert "Survival after relapse rises with the time to relapse." not in left
    for words in ("RT-13", "Survival after relapse rises", "25.8±2.4%; 49.5%", "relapsed B-ALL", "checked in a public source"):
        assert words in right
    assert "Relapse in COG trials" in html  # the source
    assert html.index("The time of relapse (for clinician)") < html.index("When leukaemia comes back (for family)")
    assert "✓ Right: " in html
    assert all(item.question in html for item in PEOPLE)
    assert "edu-tui clinical-review timing --record" in html


def test_a_caution_stands_with_its_fact(sheet):
    facts = "content/facts.yaml"
    html = sheet(edited(facts, "  source: rheingold2024\n", "  source: rheingold2024\n  caution: Before immunotherapy.\n"))
    assert "<strong>Caution: </strong>Before immunotherapy." in html


def test_a_fact_is_told_in_full_once(sheet):
    html = sheet()
    assert html.count("Survival after relapse rises with the time to relapse.") == 1
    assert html.count("(see above) 25.8±2.4%") >= 2


def test_the_sheet_of_one_audience_asks_only_what_concerns_it(sheet):
    html = sheet(None, "--audience", "clinician")
    assert "(for family)" not in html
    for item in PEOPLE:
        assert (item.question in html) == (item.subject not in (Subject.FAMILY, Subject.BEFORE_USE))


def test_nothing_in_the_sheet_is_a_tag_of_the_author(sheet):
    hostile = edited(
        "content/facts.yaml", "population: relapsed B-ALL\n  source: rheingold2024", 'population: "<script>x"\n  source: rheingold2024'
    )
    html = sheet(hostile)
    assert "<script" not in html
    assert "&lt;script&gt;x" in html


def test_ids_in_the_sheet_are_unique(sheet):
    ids = [part.split('"')[0] for part in sheet().split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_sheet_that_is_there_stays(library_dir, run_command, tmp_path):
    path = tmp_path / "sheet.html"
    path.write_text("mine")
    words = ("clinical-review", "timing", "--sheet", "-o", path)
    ran = run_command(*words, library=library_dir())
    assert (ran.code, path.read_text()) == (1, "mine")
    assert "--force" in ran.err
    assert run_command(*words, "--force", library=library_dir(name="two")).code == 0
    assert path.read_text().startswith("<!DOCTYPE html>")


def test_a_review_is_recorded_in_both_heads_and_nowhere_else(library_dir, run_command):
    root = library_dir(OPEN)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    (root / FAM).chmod(0o640)
    ran = run_command("clinical-review", "timing", "--record", *BY, library=root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count(f"\n-reviewed: null\n+{NEW}\n") == 2
    changed = {path for path, data in before.items() if path.read_bytes() != data}
    assert changed == {root / CLIN, root / FAM}
    for path in changed:
        assert path.read_text() == before[path].decode().replace("reviewed: null", NEW)
    assert (root / FAM).stat().st_mode & 0o777 == 0o640
    assert "reviewed by B. Doe, haematologist on 2026-03-01, due 2027-03-01" in run_command("clinical-review", "timing", library=root).out
    again = run_command("clinical-review", "timing", "--record", *BY, library=root)
    assert (again.code, again.out) == (0, "That review is recorded already.\n")


def test_a_page_that_lies_outside_the_library_is_not_signed(library_dir, run_command, tmp_path):
    root, outside = library_dir(OPEN), tmp_path / "outside.md"
    (root / CLIN).rename(outside)
    (root / CLIN).symlink_to(outside)
    before = outside.read_bytes()
    ran = run_command("clinical-review", "timing", "--record", *BY, library=root)
    assert (ran.code, ran.out) == (1, "")
    assert f"{CLIN} cannot be read, so nothing was written." in ran.err
    assert outside.read_bytes() == before


def test_one_page_may_be_signed_by_itself(library_dir, run_command):
    root = library_dir(OPEN)
    assert run_command("clinical-review", "timing", "--record", "--audience", "family", *BY, library=root).code == 0
    assert "reviewed: null" in (root / CLIN).read_text()
    assert NEW in (root / FAM).read_text()


def test_today_and_a_year_are_what_is_meant(library_dir, run_command):
    root = library_dir(OPEN)
    assert run_command("clinical-review", "timing", "--record", "--by", "B. Doe", library=root).code == 0
    today = date.today()  # noqa: DTZ011
    assert f"on: {today}, due: {today.year + 1}-" in (root / CLIN).read_text()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (edited(CLIN, "25.8% were", "26.8% were"), f"1 error, the first at {CLIN}:15"),
        (edited(QUIZZES, "objective: classify", "objective: clasify"), f"the first at {QUIZZES}:"),
        (edited("content/facts.yaml", "source: rheingold2024", "source: rheingold"), "the first at content/facts.yaml:"),
        (
            {CLIN: CLINICIAN.replace("updated: 2026-02-01", "updated: 2026-03-02")},
            "was changed on 2026-03-02, after its review of 2026-03-01",
        ),
        ({CLIN: CLINICIAN.replace(OLD, "reviewed: [")}, f"{CLIN} was left as it is: its head is not valid YAML"),
        ({CLIN: CLINICIAN.encode("utf-16")}, f"{CLIN} cannot be read"),
    ],
)
def test_what_is_not_in_order_is_not_signed(changes, told, library_dir, run_command):
    root = library_dir({**OPEN, **changes})
    before = (root / FAM).read_bytes()
    ran = run_command("clinical-review", "timing", "--record", *BY, library=root)
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err
    assert (root / FAM).read_bytes() == before


def test_an_error_elsewhere_is_no_hindrance(library_dir, run_command):
    root = library_dir({**OPEN, **edited(QUIZZES, "objective: classify", "objective: clasify")})
    assert run_command("clinical-review", "timing", "--record", "--audience", "family", *BY, library=root).code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("timing", "--record"), "--by"),
        (("timing", "--record", "--by", "  "), "--by"),
        (("timing", "--record", "--by", "x" * 201), "at most 200"),
        (("timing", "--record", "--by", "x", "--on", "yesterday"), "--on yesterday is not a date"),
        (("timing", "--record", "--by", "x", "--on", "2999-01-01"), "has not happened yet"),
        (("timing", "--record", "--by", "x", "--on", "2026-03-01", "--due", "2026-03-01"), "must come after"),
        (("timng", "--record", "--by", "x"), "Did you mean timing?"),
        (("timng", "--sheet"), "Did you mean timing?"),
        (("timing", "--sheet", "--record"), "--sheet or --record"),
        (("--sheet",), "Say which module"),
        (("timing", "--by", "x"), "go with --record"),
        (("timing", "-o", "x.html"), "go with --sheet"),
        (("timing", "--audience", "family"), "goes with --sheet"),
    ],
)
def test_what_makes_no_sense_is_told(words, told, library_dir, run_command):
    ran = run_command("clinical-review", *words, library=library_dir(OPEN))
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_no_head_is_written_before_both_can_be(library_dir, run_command, monkeypatch):
    root = library_dir(OPEN)
    opened = os.open

    def refuse(path, *rest):
        if Path(path).name.startswith(".family.md"):
            raise OSError(28, "No space left on device", str(path))
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", refuse)
    ran = run_command("clinical-review", "timing", "--record", *BY, library=root)
    assert (ran.code, ran.out) == (1, "")
    assert "cannot be written (No space left on device), so nothing was written." in ran.err
    assert {path: (root / path).read_text() for path in OPEN} == OPEN
    assert not list(root.rglob(".*.tmp"))


def test_a_second_head_that_cannot_be_replaced_is_told(library_dir, run_command, monkeypatch):
    root = library_dir(OPEN)
    replace = Path.replace

    def refuse(self, target):
        if Path(target).name == "family.md":
            raise OSError(28, "No space left on device", str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    ran = run_command("clinical-review", "timing", "--record", *BY, library=root)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert f"{FAM} cannot be written (No space left on device), so {CLIN} says so by now, and running the same command again" in ran.err
    assert NEW in (root / CLIN).read_text()
    assert (root / FAM).read_text() == OPEN[FAM]
    assert not list(root.rglob(".*.tmp"))
    monkeypatch.undo()
    assert run_command("clinical-review", "timing", "--record", *BY, library=root).code == 0
    assert NEW in (root / FAM).read_text()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_page_behind_a_link_is_signed_where_it_is(library_dir, run_command):
    root = library_dir(OPEN)
    (root / "content/kept.md").write_bytes((root / FAM).read_bytes())
    (root / FAM).unlink()
    (root / FAM).symlink_to("../kept.md")
    assert run_command("clinical-review", "timing", "--record", *BY, library=root).code == 0
    assert (root / FAM).is_symlink()
    assert NEW in (root / "content/kept.md").read_text()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_page_that_cannot_be_written(library_dir, run_command):
    root = library_dir(OPEN)
    (root / "content/timing").chmod(0o555)
    ran = run_command("clinical-review", "timing", "--record", *BY, library=root)
    (root / "content/timing").chmod(0o755)
    assert ran.code == 1
    assert "cannot be written" in ran.err
