"""What a room cannot read, said with file and line; only where somebody measured the slides."""

from __future__ import annotations

from datetime import date

from libraries import edited

from edu_tui.checks.decks import SIZES
from edu_tui.checks.run import run_checks
from edu_tui.library.library import open_library
from edu_tui.library.slides import SlideFit, module_slides
from edu_tui.render.slides import slide_fits

TODAY = date(2026, 6, 1)
CLIN, FAM = "content/timing/clinician.md", "content/timing/family.md"
NOTES = "\n\n> **Notes:** Ask before you show it."
ALL_NOTED = {
    CLIN: edited(CLIN, "## Remission", "> **Notes:** Ask.\n\n## Remission")[CLIN] + NOTES,
    FAM: edited(FAM, "late relapse [@RT-13].", f"late relapse [@RT-13].{NOTES}")[FAM],
}


def findings(root) -> list[tuple[str, str, int, str]]:
    library = open_library(root)

    def measure(module, width, height) -> tuple[SlideFit, ...]:
        return slide_fits(module_slides(module), width, height, library.ledger)

    found = run_checks(library, TODAY, measure)
    return [(item.code, item.path, item.line, item.message) for item in found]


def lead(text: str) -> dict[str, str | bytes | None]:
    return {**ALL_NOTED, CLIN: str(ALL_NOTED[CLIN]).replace("A short lead.", text)}


def line_of(changes: dict[str, str | bytes | None], words: str) -> int:
    return str(changes[CLIN]).split("\n").index(words) + 1


def test_slides_that_fit_have_no_fault(library_dir) -> None:
    assert findings(library_dir(ALL_NOTED)) == []


def test_what_cannot_be_split_and_is_too_high_is_named_once(library_dir) -> None:
    code = "\n".join(["```", *["line"] * 60, "```"])
    changes = lead(f"Before.\n\n{code}\n\nAfter.")
    (found,) = findings(library_dir(changes))
    assert found[:3] == ("D01", CLIN, line_of(changes, "```") + 1)
    assert found[3] == "this needs 60 rows on a slide and cannot be split; a screen of 80x24 has 19"


def test_a_paragraph_of_too_many_words_is_named(library_dir) -> None:
    long = " ".join(["a"] * 121)
    changes = lead(f"Before.\n\n{long}")
    (found,) = findings(library_dir(changes))
    assert found[:3] == ("D02", CLIN, line_of(changes, long))
    assert found[3].startswith("121 words stand on one slide, at most 120")
    assert findings(library_dir(lead(f"Before.\n\n{long[2:]}"), "shorter")) == []


def test_a_section_that_falls_apart_is_named_and_breaks_cure_it(library_dir) -> None:
    paragraphs = [" ".join(["word"] * 100)] * 4
    (found,) = findings(library_dir(lead("\n\n".join(paragraphs))))
    assert found[0] == "D03"
    assert "has 3 slides at 80x24 that only continue another" in found[3]
    assert findings(library_dir(lead("\n\n---\n\n".join(paragraphs)), "broken")) == []


def test_sections_without_notes_are_told_once_a_page(library_dir) -> None:
    found = findings(library_dir())
    assert [(code, path) for code, path, *_ in found] == [("D04", CLIN), ("D04", FAM)]
    assert found[0][3] == "2 of 2 sections have no notes for the one who leads: clocks, remission"


def test_nothing_is_said_of_slides_that_nobody_measured(library_dir) -> None:
    assert run_checks(open_library(library_dir()), TODAY) == ()
    assert (80, 24) in SIZES
