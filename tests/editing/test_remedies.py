"""Safe cures in a text that is typed: the edits make of it what the cures make of the file, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import CLINICIAN, QUIZ, write_library

from edu_tui.editing.desk import Desk
from edu_tui.editing.remedies import edits_between, remedies
from edu_tui.editing.renaming import Edit
from edu_tui.library.library import Library, open_library
from edu_tui.library.text import unify_newlines

PAGE, QUIZ_FILE = "content/timing/clinician.md", "quizzes/timing.md"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(write_library(tmp_path_factory.mktemp("library")))


def applied(text: str, edits: tuple[Edit, ...]) -> str:
    for edit in reversed(edits):  # as the protocol has it: of two at one place the first comes first
        text = text[: edit.place.start] + edit.text + text[edit.place.end :]
    return text


def cured(library: Library, path: str, text: str, *codes: str) -> str:
    (remedy,) = remedies(Desk(library, {path: text}), path, codes)
    assert remedy.code == codes[0]
    assert remedy.title.startswith(f"Mend {codes[0]} in this file: ")
    return applied(text, remedy.edits)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("code", "path", "text", "right", "wrong"),
    [
        ("A18", QUIZ_FILE, QUIZ, "- [x] 25.8%", "– [x] 25.8%"),
        ("A02", QUIZ_FILE, QUIZ, "  > Yes: the", "> Yes: the"),
        ("F01", PAGE, CLINICIAN, "title: The time", "title:\u00a0The time"),
        ("I01", QUIZ_FILE, QUIZ, "id: timing-five-years\n", ""),
    ],
)
def test_a_finding_is_cured_where_it_is_typed(library: Library, end: str, code: str, path: str, text: str, right: str, wrong: str) -> None:
    if code == "I01":
        title = next(line for line in text.split("\n") if line.startswith("## "))[3:]
        ident = next(line for line in text.split("\n") if line.startswith("id: "))
        broken = text.replace(f"{ident}\n", "", 1).replace("\n", end)
        after = cured(library, path, broken, code)
        new = next(line for line in after.split(end) if line.startswith("id: timing-"))
        assert after == text.replace(ident, new, 1).replace("\n", end), title
    else:
        assert cured(library, path, text.replace(right, wrong).replace("\n", end), code) == text.replace("\n", end)


def test_what_no_program_may_cure_is_left_alone(library: Library) -> None:
    assert not list(remedies(Desk(library, {}), PAGE, ["E01", "R01", "nonsense"]))
    assert not list(remedies(Desk(library, {}), QUIZ_FILE, ["A18"]))
    assert not list(remedies(Desk(library, {QUIZ_FILE: QUIZ.replace("- [x]", "– [x]") + "x" * 30_000}), QUIZ_FILE, ["A18"]))


def test_no_id_is_made_while_nobody_knows_which_are_free(tmp_path: Path) -> None:
    root = write_library(tmp_path, {"content/library.lock.json": "{"})
    text = "\n".join(line for line in QUIZ.split("\n") if not line.startswith("id: "))
    assert not list(remedies(Desk(open_library(root), {QUIZ_FILE: text}), QUIZ_FILE, ["I01"]))


LINES = st.lists(st.sampled_from(["", "a", "b", "ü😀", "- [x] c"]), min_size=1, max_size=12)


@given(old=LINES, new=LINES, ends=st.lists(st.sampled_from(["\n", "\r\n", "\u2028"]), min_size=12, max_size=12))
def test_edits_turn_the_old_lines_into_the_new_ones(library: Library, old: list[str], new: list[str], ends: list[str]) -> None:
    text = "".join(line + end for line, end in zip(old[:-1], ends, strict=False)) + old[-1]
    edits = tuple(edits_between(Desk(library, {PAGE: text}), PAGE, old, new))
    assert unify_newlines(applied(text, edits)).split("\n") == new
    assert (not edits) == (old == new)
