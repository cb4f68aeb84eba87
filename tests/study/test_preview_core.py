"""A file while it is being written: its parts, what changed in it, and what is shown of it in every state."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import CLINICIAN, FACTS, FILES, GLOSSARY, LIBRARY, QUIZ, REFERENCES, write_library

from edu_tui.library.modules import Module, Section
from edu_tui.library.questions import Quiz
from edu_tui.library.roles import LibraryFile, file_at
from edu_tui.study.preview_changes import Unit, first_change, homes_of
from edu_tui.study.preview_parts import Asked, Holdings, LeftOut
from edu_tui.study.preview_reading import Preview, preview, read

PAGE, ASKED = "content/timing/clinician.md", "quizzes/timing.md"
ROOT = Path(__file__).resolve().parents[2]


def target(path: str) -> LibraryFile:
    found = file_at(path)
    assert found is not None
    return found


def shown(root: Path, path: str, content: str | bytes | None, before: Preview | None = None) -> Preview:
    """What is shown of a file after it was saved with this content."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return preview(read(root, target(path)), before)


# --- parts -----------------------------------------------------------------------------------------------------------------------


def test_a_module_is_its_cover_and_its_sections(tmp_path: Path) -> None:
    parts = shown(tmp_path, PAGE, CLINICIAN).parts
    assert [(part.id, type(part.content)) for part in parts] == [("", Module), ("clocks", Section), ("remission", Section)]


def test_a_quiz_is_its_cover_and_its_questions(tmp_path: Path) -> None:
    parts = shown(tmp_path, ASKED, QUIZ).parts
    assert [(part.id, type(part.content)) for part in parts] == [("", Quiz), ("rt-time-01", Asked), ("rt-order-01", Asked)]


def test_a_question_with_a_fault_stays_in_its_place_and_remembers_what_it_was(tmp_path: Path) -> None:
    whole = shown(tmp_path, ASKED, QUIZ)
    faulty = shown(tmp_path, ASKED, QUIZ.replace("- [x] 25.8%", "- [ ] 25.8%"), whole)
    part = faulty.parts[1]
    assert (part.id, part.title) == ("rt-time-01", "Time class")
    assert isinstance(part.content, LeftOut)
    assert part.content.faults
    assert part.content.before == whole.parts[1].content
    again = shown(tmp_path, ASKED, QUIZ.replace("- [x] 25.8%", "- [ ] 25.80%"), faulty)
    assert isinstance(again.parts[1].content, LeftOut)
    assert again.parts[1].content.before == whole.parts[1].content
    assert shown(tmp_path, ASKED, QUIZ, again).parts == whole.parts


def test_a_heading_in_fenced_text_is_no_question(tmp_path: Path) -> None:
    fenced = QUIZ.replace("Put the three in order.", "Put the three in order.\n\n```\n## No question\n```")
    assert [part.id for part in shown(tmp_path, ASKED, fenced).parts] == ["", "rt-time-01", "rt-order-01"]


@pytest.mark.parametrize(
    ("path", "text", "sentence", "lines"),
    [
        ("content/facts.yaml", FACTS, "4 facts: 2 verified, 1 seed, 1 recalled", [1, 8, 15, 23]),
        ("content/references.json", REFERENCES, "2 references", [2, 3]),
        ("content/glossary.md", GLOSSARY, "2 terms", [1, 9]),
        ("content/library.yaml", LIBRARY, "“A small library” has 1 track with 1 module", [5, 7]),
        ("content/waivers.yaml", "", "no page", []),
    ],
)
def test_other_files_say_in_a_sentence_what_they_hold(tmp_path: Path, path: str, text: str, sentence: str, lines: list[int]) -> None:
    content = shown(tmp_path, path, text).parts[0].content
    assert isinstance(content, Holdings)
    assert sentence in content.sentence
    assert [one.line for one in content.listed] == lines


# --- changes ---------------------------------------------------------------------------------------------------------------------


def units(draw_from: list[tuple[int, str]]) -> list[Unit]:
    return [Unit(part, number, form) for number, (part, form) in enumerate(draw_from, 1)]


some = st.lists(st.tuples(st.integers(0, 2), st.sampled_from("abcd")), max_size=8).map(
    lambda pairs: units(sorted(pairs, key=lambda p: p[0]))
)


@given(some)
def test_nothing_changed_where_all_looks_the_same(one: list[Unit]) -> None:
    moved = [unit._replace(line=unit.line + 7) for unit in one]
    assert first_change(one, moved) is None


@given(some, some)
def test_what_stands_before_the_first_change_is_as_it_was(before: list[Unit], after: list[Unit]) -> None:
    change = first_change(before, after)
    if change is None:
        assert [unit.form for unit in before] == [unit.form for unit in after] or not after
        return
    at = after.index(change)
    forms = [unit.form for unit in before]
    assert [unit.form for unit in after[:at]] == forms[:at]


@given(some, st.integers(0, 7))
def test_a_new_block_is_found(one: list[Unit], at: int) -> None:
    at = min(at, len(one))
    part = one[at - 1].part if at else 0
    longer = [*one[:at], Unit(part, 100, "new"), *one[at:]]
    change = first_change(one, longer)
    assert change is not None
    assert change.form == "new"


@given(some, st.integers(0, 7))
def test_where_a_block_went_its_own_part_is_looked_at(one: list[Unit], at: int) -> None:
    distinct = [unit._replace(form=number) for number, unit in enumerate(one)]
    if at >= len(distinct):
        return
    shorter = distinct[:at] + distinct[at + 1 :]
    change = first_change(distinct, shorter)
    if any(unit.part == distinct[at].part for unit in distinct[max(0, at - 1) : at]):
        assert change == distinct[at - 1]
    else:
        assert change == (shorter[min(at, len(shorter) - 1)] if shorter else None)


@given(some, st.lists(st.integers(-1, 12), max_size=5))
def test_a_line_is_at_home_in_the_block_that_starts_last_before_it(one: list[Unit], lines: list[int]) -> None:
    if one:
        for line, home in zip(lines, homes_of(one, lines), strict=True):
            assert home.line == max((unit.line for unit in one if unit.line <= line), default=one[0].line)


@pytest.mark.parametrize(
    ("old", "new", "part", "near"),
    [
        ("In all 531/661", "Of all 531/661", 2, "Of all"),
        ("See [what it means]", "Do see [what it means]", 1, "Five years later"),
        ("value: 66.4", "value: 66.5", 1, "```chart"),
        ("A short lead.", "A short lead.\n\n- one\n- two", 0, "- one"),
        ("\n```chart", "\n- one\n- two\n\n```chart", 1, "- one"),
        ("title: The time of relapse", "title: The times of relapse", 0, "---"),
        ("In all 531/661 (80.3%) reached a second remission [@RI-07].\n", "", 2, "## Remission"),
    ],
)
def test_the_first_changed_block_of_a_page_is_found(tmp_path: Path, old: str, new: str, part: int, near: str) -> None:
    before = shown(tmp_path, PAGE, CLINICIAN)
    text = CLINICIAN.replace(old, new)
    change = shown(tmp_path, PAGE, text, before).change
    assert change is not None
    assert change.part == part
    assert text.split("\n")[change.line - 1].startswith(near)


@pytest.mark.parametrize(
    ("old", "new", "part", "near"),
    [
        ("> Nobody reports that.", "> Nobody reported that.", 1, "  > Nobody reported"),
        ("- [ ] 90%", "- [ ] 91%", 1, "- [ ] 91%"),
        ("3. later", "3. latest", 2, "3. latest"),
        ("Count from", "Do count from", 0, "Do count"),
    ],
)
def test_the_first_changed_piece_of_a_question_is_found(tmp_path: Path, old: str, new: str, part: int, near: str) -> None:
    before = shown(tmp_path, ASKED, QUIZ)
    text = QUIZ.replace(old, new)
    change = shown(tmp_path, ASKED, text, before).change
    assert change is not None
    assert change.part == part
    assert text.split("\n")[change.line - 1].startswith(near)


# --- half-written files ----------------------------------------------------------------------------------------------------------


def test_a_head_that_cannot_be_read_keeps_its_former_words_and_the_text_goes_on(tmp_path: Path) -> None:
    before = shown(tmp_path, PAGE, CLINICIAN)
    half = CLINICIAN.replace("minutes: 10", 'minutes: "').replace("In all", "Of all")
    now = shown(tmp_path, PAGE, half, before)
    cover = now.parts[0].content
    assert isinstance(cover, Module)
    assert cover.title == "The time of relapse"
    assert "Learners do not see this page now" in now.note
    assert now.change is not None
    assert now.change.part == 2


@pytest.mark.parametrize(
    "broken",
    [
        CLINICIAN.replace("---\n\nA short lead.", "\n\nA short lead."),
        CLINICIAN.removeprefix("---\n"),
        "",
        "   \n",
        "\0\1\2",
        b"\xff\xfe\x00",
    ],
)
def test_where_nothing_can_be_trusted_the_last_good_page_stays(tmp_path: Path, broken: str | bytes) -> None:
    before = shown(tmp_path, PAGE, CLINICIAN)
    now = shown(tmp_path, PAGE, broken, before)
    assert now.parts == before.parts
    assert "before" in now.note
    assert now.faults
    after = shown(tmp_path, PAGE, CLINICIAN.replace("In all", "Of all"), now)
    assert after.note == ""
    assert after.change is not None
    assert after.change.part == 2


def test_a_file_that_has_gone_is_waited_for(tmp_path: Path) -> None:
    before = shown(tmp_path, PAGE, CLINICIAN)
    gone = shown(tmp_path, PAGE, None, before)
    assert gone.parts == before.parts
    assert f"Waiting for {PAGE}" in gone.note
    assert shown(tmp_path, PAGE, CLINICIAN, gone).note == ""


def test_a_file_that_was_never_there_has_no_parts(tmp_path: Path) -> None:
    now = preview(read(tmp_path, target(PAGE)))
    assert now.parts == ()
    assert "Waiting for" in now.note


def test_a_list_that_cannot_be_read_stays_as_it_was(tmp_path: Path) -> None:
    for path, text in (("content/facts.yaml", FACTS), ("content/references.json", REFERENCES), ("content/library.yaml", LIBRARY)):
        before = shown(tmp_path, path, text)
        now = shown(tmp_path, path, '"[{\n' + text, before)
        assert now.parts == before.parts
        assert "before" in now.note


@pytest.mark.parametrize("path", FILES)
def test_every_beginning_of_a_file_can_be_shown(tmp_path: Path, path: str) -> None:
    """A seeded sample of the lengths that a file has while it is typed, each after the other and after the whole."""
    text = FILES[path]
    whole = now = shown(tmp_path, path, text)
    lengths = random.Random(7).sample(range(len(text)), min(60, len(text)))
    for length in lengths:
        now = shown(tmp_path, path, text[:length], now)
        assert now.parts
        assert all(unit.line >= 1 and unit.part < len(now.parts) for unit in now.units)
    again = shown(tmp_path, path, text, now)
    assert msgspec.structs.replace(again, change=None) == whole


@pytest.mark.parametrize("path", ["content/mrd/clinician.md", "quizzes/mrd.md", "content/mrd/family.md"])
def test_our_own_pages_are_shown_without_a_note(path: str) -> None:
    now = preview(read(ROOT, target(path)))
    assert now.note == ""
    assert len(now.parts) > 5
    assert not [part for part in now.parts if isinstance(part.content, LeftOut)]


def test_a_library_in_a_folder_of_its_own_is_read_below_it(tmp_path: Path) -> None:
    root = write_library(tmp_path / "library")
    assert preview(read(root, target(PAGE))).parts[0].title == "The time of relapse"
