"""The preview of a file in the other half of an author's screen: it follows every save, whatever state it leaves the file in."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from libraries import CLINICIAN, FAMILY, FILES, QUIZ, edited, write_library
from preview_kit import overwrite, previewing, replace, with_backup

from edu_tui.app.commands import FOOTER_LIMIT
from edu_tui.app.screens.preview_watching import Checked, LibraryWatch

PAGE, ASKED = "content/timing/clinician.md", "quizzes/timing.md"
SIZES = [(120, 40), (80, 24), (40, 15)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


# --- showing ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_module_is_shown_section_by_section(root: Path, size: tuple[int, int]) -> None:
    async with previewing(root, PAGE, size) as driver:
        await driver.see("The time of relapse", "A short lead.", "1/3")
        await driver.press("n")
        await driver.see("Two clocks", "2/3")
        await driver.press("n")
        await driver.see("531/661", "3/3")
        await driver.press("n", "p", "p")
        await driver.see("1/3")
        assert 0 < len(driver.keys) <= FOOTER_LIMIT


@pytest.mark.parametrize("size", SIZES)
async def test_findings_stand_beside_a_wide_page_and_below_a_narrow_one(tmp_path: Path, size: tuple[int, int]) -> None:
    root = write_library(tmp_path / "library", edited(PAGE, "531/661 (80.3%)", "531/661 (80.4%)"))
    async with previewing(root, PAGE, size) as driver:
        await driver.checked()
        await driver.see("1 error")
        assert ("E0" in driver.text) == (size[0] >= 100)
        await driver.press("f")
        assert driver.window.aside.has_focus
        await driver.see("Line 32")
        await driver.press("enter")
        await driver.see("3/3", "(80.4%)")
        line = next(line for line in driver.lines if "In all" in line)
        assert line.lstrip().startswith("✗")
        await driver.press("f")
        assert driver.window.page.has_focus
        await driver.gone("Line 32")


async def test_nothing_is_said_of_findings_before_there_was_a_check(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LibraryWatch, "start", lambda _watch: None)
    async with previewing(root, PAGE) as driver:
        await driver.see("The time of relapse", "│ Checking …")
        driver.window.take_checks(Checked(10, None, ()))
        await driver.see("│ Nothing found")
        await driver.gone("Checking …")


async def test_the_page_says_where_a_link_leads_and_what_stands_behind_a_citation(root: Path) -> None:
    async with previewing(root, PAGE) as driver:
        await driver.press("n")
        await driver.focus("fact:RT-13")
        await driver.press("enter")
        await driver.see("Evidence: 1 source cited here", "49.5%")
        await driver.press("escape")
        await driver.gone("Evidence:")
        await driver.focus("link:family.md#clocks")
        await driver.press("enter")
        await driver.see("This leads to content/timing/family.md, section clocks.")


async def test_the_other_audience_is_shown_at_the_same_section(root: Path) -> None:
    async with previewing(root, PAGE) as driver:
        await driver.press("n", "t")
        await driver.see("for families", "Why the time matters", "2/2")
        replace(root / "content/timing/family.md", FAMILY.replace("About 66", "Some 66"))
        await driver.see("Some 66 out of 100")
        await driver.press("t")
        await driver.see("for clinicians", "Two clocks")


async def test_without_a_twin_the_page_stays(tmp_path: Path) -> None:
    root = write_library(tmp_path / "library", {"content/timing/family.md": None})
    async with previewing(root, PAGE) as driver:
        await driver.press("t")
        await driver.see("There is no content/timing/family.md yet", "for clinicians")


@pytest.mark.parametrize(("size", "widths"), [((120, 40), [40, 80, 0]), ((80, 24), [40, 0]), ((40, 15), [])])
async def test_the_page_is_shown_as_in_windows_for_which_there_is_room(root: Path, size: tuple[int, int], widths: list[int]) -> None:
    async with previewing(root, PAGE, size) as driver:
        full = driver.window.page.outer_size.width
        for width in widths:
            await driver.press("w")
            await driver.until(lambda width=width: driver.window.page.outer_size.width == (width or full), f"{width} columns")
        await driver.press("w")
        await driver.until(lambda: driver.window.page.outer_size.width == (widths or [full])[0], "round to the first")


async def test_slides_are_gone_through_and_follow_the_file(root: Path) -> None:
    async with previewing(root, PAGE, (80, 24)) as driver:
        await driver.press("s")
        await driver.see("A short lead.", "1/3")
        await driver.press("n", "n", "n")
        await driver.see("Remission", "531/661")
        replace(root / PAGE, CLINICIAN.replace("In all 531/661", "Of all 531/661"))
        await driver.see("Of all 531/661")
        await driver.press("s")
        await driver.see("Of all 531/661", "3/3")


async def test_slides_begin_with_the_first_screen_and_can_be_left_and_scrolled(tmp_path: Path) -> None:
    code = "```\n" + "".join(f"row {number}\n" for number in range(30)) + "```"
    text = CLINICIAN.replace("A short lead.", "A lead. " + "Many words stand here. " * 20).replace("reviewed: {", "# {")
    root = write_library(tmp_path / "library", {PAGE: text.replace("See [what it means]", f"{code}\n\nSee [what it means]")})
    async with previewing(root, PAGE, (40, 15)) as driver:
        await driver.press("s")
        await driver.see("1 of", "A lead.")
        await driver.until(lambda: driver.window.slide.has_focus, "the slide")
        for _ in range(12):
            if "row 0" not in driver.text:
                await driver.press("n")
        await driver.see("row 0")
        await driver.press("down", "down", "j")
        await driver.gone("row 0")
        await driver.press("up", "k", "k")
        await driver.see("row 0")
        await driver.press("p", "n")
        await driver.see("row 0")
        await driver.press("escape")
        await driver.until(lambda: driver.window.page.has_focus, "the page")
        await driver.see("Two clocks")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/facts.yaml", ["This file holds 4 facts", "RI-07"]),
        ("content/references.json", ["This file holds 2 references", "hogan2025"]),
        ("content/glossary.md", ["This file holds 2 terms", "Leukaemia cells too few to see."]),
        ("content/library.yaml", ["1 track with 1 module", "Start here"]),
    ],
)
async def test_other_files_say_what_they_hold(root: Path, path: str, words: list[str]) -> None:
    async with previewing(root, path, (80, 24)) as driver:
        await driver.see(*words)
        await driver.checked()


# --- questions -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_is_answered_and_nothing_is_kept(root: Path, size: tuple[int, int]) -> None:
    files = {path for path in root.rglob("*") if "cache" not in path.parts}
    async with previewing(root, ASKED, size) as driver:
        await driver.press("n")
        await driver.see("Choose one answer")
        await driver.press("2", "enter")
        await driver.see("✗ Not right.")
        await driver.press("r", "1", "enter")
        await driver.see("✓ Right.")
        await driver.press("enter")
        await driver.see("Put the three in order.", "3/3")
    assert {path for path in root.rglob("*") if "cache" not in path.parts} == files


async def test_an_answer_stays_given_when_the_question_is_saved(root: Path) -> None:
    async with previewing(root, ASKED) as driver:
        await driver.press("n", "2", "enter")
        await driver.see("Nobody reports that.")
        replace(root / ASKED, QUIZ.replace("Nobody reports that.", "That was never reported."))
        await driver.see("✗ Not right.", "That was never reported.")


async def test_the_key_shows_all_feedback_and_goes_again(root: Path) -> None:
    async with previewing(root, ASKED, (80, 24)) as driver:
        await driver.press("n", "v")
        await driver.see("The key", "✓ 25.8%", "Yes: the earliest relapses do worst", "✗ 90%", "Nobody reports that.", "It was not 66.4%.")
        await driver.press("v")
        await driver.see("Choose one answer")


async def test_words_are_typed_in_the_line_and_letters_are_keys_on_the_page(tmp_path: Path) -> None:
    typed = QUIZ + "\n## Name\n\nid: rt-name-01\nobjective: classify\ntype: short\n\nHow is it counted?\n\n- [x] flow cytometry\n"
    root = write_library(tmp_path / "library", {ASKED: typed})
    async with previewing(root, ASKED, (80, 24)) as driver:
        await driver.press("n", "n", "n")
        await driver.see("How is it counted?")
        await driver.press("enter")
        assert driver.window.answer.has_focus
        await driver.type("flow cytometry")
        await driver.press("enter")
        await driver.see("✓ Right.", "flow cytometry")
        await driver.press("p")
        await driver.see("Put the three in order.")


async def test_a_question_with_a_fault_says_so_in_its_place(root: Path) -> None:
    async with previewing(root, ASKED) as driver:
        await driver.press("n")
        replace(root / ASKED, QUIZ.replace("- [x] 25.8%", "- [ ] 25.8%"))
        await driver.see("Learners do not get this question", "What it asked before", "A boy relapses 16 months")
        await driver.checked()
        await driver.press("f", "enter")
        await driver.see("2/3")
        replace(root / ASKED, QUIZ)
        await driver.see("Choose one answer")


async def test_a_finding_behind_an_answer_is_shown_with_the_key(tmp_path: Path) -> None:
    root = write_library(tmp_path / "library", edited(ASKED, "> Nobody reports that.", "> Nobody reports that [@XX-99]."))
    async with previewing(root, ASKED) as driver:
        await driver.checked()
        await driver.press("f", "enter")
        await driver.see("The key", "Nobody reports that")
        line = next(line for line in driver.lines if "✗ 90%" in line)
        assert line


# --- saves -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("save", [replace, overwrite, with_backup])
async def test_every_way_of_saving_is_seen_at_the_first_changed_block(root: Path, save: object) -> None:
    long = CLINICIAN + "".join(f"\nParagraph number {number} of the section.\n" for number in range(60))
    replace(root / PAGE, long)
    async with previewing(root, PAGE, (80, 24)) as driver:
        await driver.see("1/3")
        save(root / PAGE, long.replace("number 40 of", "number forty of"))  # type: ignore[operator]
        await driver.see("number forty of", "3/3")
        assert driver.top > 0
        assert driver.window.preview.note == ""


async def test_a_change_in_view_moves_nothing(root: Path) -> None:
    long = CLINICIAN + "".join(f"\nParagraph number {number} of the section.\n" for number in range(60))
    replace(root / PAGE, long)
    async with previewing(root, PAGE, (80, 24)) as driver:
        await driver.press("n", "n", "pagedown")
        top = driver.top
        assert top > 0
        await driver.see("number 15 of")
        replace(root / PAGE, long.replace("number 15 of", "number fifteen of"))
        await driver.see("number fifteen of")
        assert driver.top == top


async def test_new_findings_follow_a_save_and_old_ones_go(root: Path) -> None:
    async with previewing(root, PAGE) as driver:
        await driver.checked()
        await driver.see("Nothing found")
        replace(root / PAGE, CLINICIAN.replace("(80.3%)", "(80.4%)"))
        await driver.see("1 error", "(80.4%)")
        replace(root / PAGE, CLINICIAN)
        await driver.see("Nothing found", "(80.3%)")


async def test_a_change_of_the_ledger_is_seen_too(root: Path) -> None:
    async with previewing(root, PAGE) as driver:
        await driver.checked()
        await driver.press("n", "n")
        facts = root / "content/facts.yaml"
        replace(facts, FILES["content/facts.yaml"].replace('"80.3%"', '"80.9%"'))
        await driver.see("1 error")
        await driver.focus("fact:RI-07")
        await driver.press("enter")
        await driver.see("80.9%")


async def test_a_file_that_is_deleted_or_renamed_is_waited_for(root: Path) -> None:
    async with previewing(root, PAGE) as driver:
        await driver.press("n", "n")
        (root / PAGE).rename(root / "content/timing/elsewhere.md")
        await driver.see(f"Waiting for {PAGE}", "531/661")
        replace(root / PAGE, CLINICIAN.replace("In all", "Of all"))
        await driver.see("Of all 531/661")
        await driver.gone("Waiting for")
        (root / PAGE).unlink()
        await driver.see("Waiting for")
        overwrite(root / PAGE, CLINICIAN)
        await driver.gone("Waiting for")


@pytest.mark.parametrize("put", ["folder", "fifo", "large", "link"])
async def test_what_is_no_page_any_more_is_said_in_a_sentence(root: Path, put: str) -> None:
    async with previewing(root, PAGE) as driver:
        file = root / PAGE
        file.unlink()
        if put == "folder":
            file.mkdir()
        elif put == "fifo":
            os.mkfifo(file)
        elif put == "link":
            file.symlink_to("/etc/passwd")
        else:
            file.write_bytes(b"x\n" * 1_100_000)
        await driver.until(lambda: PAGE in driver.window.note.sentence, "a sentence")
        await driver.see("A short lead.")


async def test_a_library_that_loses_its_file_is_survived(root: Path) -> None:
    async with previewing(root, PAGE) as driver:
        await driver.checked()
        (root / "content/library.yaml").unlink()
        await driver.see("has no file content/library.yaml")
        replace(root / PAGE, CLINICIAN.replace("A short lead.", "A long lead."))
        await driver.see("A long lead.")
        replace(root / "content/library.yaml", FILES["content/library.yaml"])
        await driver.gone("has no file")


@pytest.mark.parametrize("path", [PAGE, ASKED, "content/facts.yaml"])
async def test_half_typed_files_are_survived_one_after_the_other(root: Path, path: str) -> None:
    """A seeded sample of prefixes on the disk: each is shown, on every screen, and the whole file is there again at the end."""
    text = FILES[path]
    async with previewing(root, path, (80, 24)) as driver:
        whole = driver.window.preview.parts
        for length in random.Random(3).sample(range(len(text)), 12):
            before = driver.window.preview
            replace(root / path, text[:length])
            await driver.until(lambda before=before: driver.window.preview is not before, f"{length} characters")
            await driver.press("n", "s", "n", "s", "w", "v", "v")
        replace(root / path, text)
        await driver.until(lambda: driver.window.preview.parts == whole, "the whole file")


# --- around --------------------------------------------------------------------------------------------------------------------


async def test_help_tells_the_keys_and_a_small_window_says_so(root: Path) -> None:
    async with previewing(root, PAGE) as driver:
        await driver.press("f1")
        await driver.see("Nothing you do here is kept", "Show the slides of this module")
        await driver.press("escape")
        await driver.resize(20, 5)
        await driver.see("larger")
        await driver.resize(80, 24)
        await driver.see("A short lead.")


async def test_a_save_under_a_dialog_is_there_when_it_closes(root: Path) -> None:
    async with previewing(root, PAGE) as driver:
        await driver.press("f1")
        await driver.see("Nothing you do here is kept")
        replace(root / PAGE, CLINICIAN.replace("In all 531/661 (80.3%)", "Of all 531/661 (80.4%)"))
        await driver.until(lambda: driver.window.preview.change, "the save")
        await driver.press("escape")
        await driver.see("Of all 531/661", "1 error")


async def test_a_parser_that_fails_leaves_the_page_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[Exception] = []
    async with previewing(root, PAGE) as driver:
        await driver.checked()
        driver.window._reader._failed = faults.append
        monkeypatch.setattr("edu_tui.app.screens.preview_watching.read", lambda *_: 1 / 0)
        replace(root / PAGE, CLINICIAN.replace("A short lead.", "A long lead."))
        await driver.see("a fault in the program keeps it from being read", "A short lead.")
        monkeypatch.undo()
        replace(root / PAGE, CLINICIAN.replace("A short lead.", "A good lead."))
        await driver.see("A good lead.")
    assert {type(fault) for fault in faults} == {ZeroDivisionError}


async def test_rules_that_fail_leave_the_page_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: list[Exception] = []
    async with previewing(root, PAGE) as driver:
        await driver.checked()
        driver.window._checker._failed = faults.append
        monkeypatch.setattr("edu_tui.checks.kept.Checker.findings", lambda *_: 1 / 0)
        replace(root / PAGE, CLINICIAN.replace("A short lead.", "A long lead."))
        await driver.see("The checks stopped because of a fault", "A long lead.")
        monkeypatch.undo()
        replace(root / PAGE, CLINICIAN.replace("A short lead.", "A good lead."))
        await driver.see("A good lead.", "Nothing found")
        await driver.gone("The checks stopped")
    assert {type(fault) for fault in faults} == {ZeroDivisionError}


async def test_a_question_that_is_no_longer_typed_takes_the_line_away(tmp_path: Path) -> None:
    typed = QUIZ + "\n## Name\n\nid: rt-name-01\nobjective: classify\ntype: short\n\nHow is it counted?\n\n- [x] flow cytometry\n"
    root = write_library(tmp_path / "library", {ASKED: typed})
    async with previewing(root, ASKED) as driver:
        await driver.press("n", "n", "n", "enter")
        await driver.type("fl")
        replace(root / ASKED, typed.replace("type: short\n", "").replace("- [x] flow cytometry", "- [x] by cells\n- [ ] by sight"))
        await driver.see("by sight", "Choose one answer")
        await driver.until(lambda: driver.window.page.has_focus, "the page")
        await driver.press("2")
        await driver.see("(•) 2")


async def test_a_hostile_page_does_nothing(tmp_path: Path) -> None:
    evil = "[/foo] [@click=app.quit]press[/] \x1b]2;title\x07 \u202egnp.exe"
    root = write_library(tmp_path / "library", edited(PAGE, "A short lead.", f"A short lead. {evil} [@{evil}]"))
    async with previewing(root, PAGE) as driver:
        await driver.checked()
        await driver.see("[@click=app.quit]press[/]")
        assert "\x1b" not in "".join(driver.lines)
        assert "\u202e" not in "".join(driver.lines)
