"""The pages of a preview: laid out for every beginning of a real file, and the signs in their margin."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.app.pages.preview import part_page
from edu_tui.app.pages.preview_findings import counted, findings_layout, in_order, made_from, margin_signs
from edu_tui.app.pages.preview_question import asked_look, key_layout, trial_layout
from edu_tui.app.screens.preview_slides import SlideShow
from edu_tui.app.screens.preview_watching import surroundings
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.library import open_library
from edu_tui.library.modules import Module
from edu_tui.library.roles import file_at
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.study import preview_trial as trials
from edu_tui.study.preview_parts import Asked
from edu_tui.study.preview_reading import preview, read

ROOT = Path(__file__).resolve().parents[2]
AROUND = surroundings(open_library(ROOT))
WIDTHS = (20, 36, 76)


def laid_out(parts: tuple, at: int, width: int) -> list[Layout]:  # type: ignore[type-arg]
    """Everything that can be shown of a part."""
    content = parts[at].content
    if not isinstance(content, Asked):
        return [part_page(parts, at, AROUND).source(width)]
    open_look, look = (asked_look(content, AROUND.ledger, answered=answered) for answered in (False, True))
    trial = trials.begin(content.question)
    given_up = trials.give(trials.give(trial))
    pages = [trial_layout(content, one, look if one.marking else open_look, at + 1 == len(parts), width) for one in (trial, given_up)]
    return [*pages, key_layout(content, look, width)]


@pytest.mark.parametrize(
    "path", ["content/mrd/clinician.md", "content/mrd/family.md", "quizzes/mrd.md", "quizzes/relapse-timing-family.md"]
)
def test_every_beginning_of_our_own_files_can_be_drawn(tmp_path: Path, path: str) -> None:
    target = file_at(path)
    assert target is not None
    text = (ROOT / path).read_text(encoding="utf-8")
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    now, show = None, SlideShow()
    for length in [len(text), *random.Random(11).sample(range(len(text)), 12)]:
        file.write_text(text[:length], encoding="utf-8")
        now = preview(read(tmp_path, target), now)
        width = WIDTHS[length % len(WIDTHS)]
        for at, part in enumerate(now.parts):
            for layout in laid_out(now.parts, at, width):
                assert layout.lines
                assert made_from(layout.lines, part.line) or not any(line.source for line in layout.lines)
        if isinstance(now.parts[0].content, Module):
            show.take(now.parts[0].content, AROUND.ledger)


def test_the_key_holds_all_feedback_and_notes() -> None:
    file = file_at("quizzes/mrd.md")
    assert file is not None
    for part in preview(read(ROOT, file)).parts:
        if isinstance(part.content, Asked):
            question = part.content.question
            text = "\n".join(
                line.text for line in key_layout(part.content, asked_look(part.content, AROUND.ledger, answered=True), 200).lines
            )
            assert ("Why" in text) == bool(question.explanation)
            assert ("Notes" in text) == bool(question.notes)
            for option in getattr(question.body, "options", ()):
                assert ("✓ " if option.correct else "✗ ") in text or question.type == "poll"


def finding(line: int, severity: Severity, code: str = "X01") -> Diagnostic:
    return Diagnostic("quizzes/mrd.md", line, 1, code, severity, "it is wrong", "Mend it.")


def test_the_worst_comes_first_and_all_are_counted() -> None:
    found = in_order([finding(3, Severity.INFO), finding(9, Severity.ERROR), finding(5, Severity.WARNING), finding(1, Severity.WARNING)])
    assert [(item.severity, item.line) for item in found] == [("error", 9), ("warning", 1), ("warning", 5), ("info", 3)]
    assert counted(found) == "1 error, 2 warnings, 1 note"
    assert counted(()) == "nothing found"
    targets = [span.target for line in findings_layout(found, 40).lines for span in line.spans if span.target]
    assert targets == [f"finding:{number}" for number in range(4)]


def page(*sources: int) -> tuple[Line, ...]:
    return tuple(Line((Span("x"),), source) for source in sources)


def test_a_sign_stands_at_the_first_line_of_its_block_and_the_worst_counts() -> None:
    lines = page(0, 10, 10, 0, 20, 20, 5)
    places = [(15, Severity.INFO), (11, Severity.ERROR), (20, Severity.WARNING), (5, Severity.INFO), (1, Severity.WARNING)]
    assert margin_signs(lines, places) == {1: Severity.ERROR, 4: Severity.WARNING, 6: Severity.WARNING}
    assert margin_signs(page(0, 0), places) == {}


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(1, 12))
def test_what_is_made_from_a_line_is_one_block(sources: list[int], line: int) -> None:
    made = made_from(page(*sources), line)
    found = {sources[number] for number in made}
    assert bool(made) == any(sources)
    if made:
        (only,) = found
        assert only == max((source for source in sources if 0 < source <= line), default=min(filter(None, sources)))
