"""Votes on a slide: nothing is told before it may be, and nothing only by colour."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from render_sample import bullets, para
from render_strategies import texts
from rich.cells import cell_len

from edu_tui.library.blocks import Quote
from edu_tui.render.lines import STYLES
from edu_tui.render.slide_frame import Frame, draw_frame
from edu_tui.render.slide_votes import Choice, Tally, leaning_frame, question_frame, votes_frame

OPTIONS = (Choice("A", "Very early"), Choice("B", "Early"), Choice("C", "Late"), Choice("D", "None of these"))
STEM = (para("How does the editorial class this relapse?"), Quote(1, (para("SECRET"),), "notes"))
FIRST, SECOND = Tally("First vote", (3, 9, 2, 0), 2), Tally("Second vote", (1, 12, 1, 0))


def shown(frame: Frame) -> list[str]:
    return [line.text.strip() for line in draw_frame(frame, 0) if line.text.strip()]


def marked(right: str) -> tuple[Choice, ...]:
    return tuple(Choice(option.letter, option.text, option.letter == right) for option in OPTIONS)


def test_a_question_has_its_letters_in_boxes() -> None:
    lines = shown(question_frame("Time class", STEM, OPTIONS, 80, 24))
    assert lines[:2] == ["Time class", "How does the editorial class this relapse?"]
    assert [line for line in lines if "│" in line] == ["│ A │    Very early", "│ B │    Early", "│ C │    Late", "│ D │    None of these"]
    assert not any("SECRET" in line for line in lines)


def test_on_a_low_screen_the_letters_lose_their_boxes() -> None:
    assert shown(question_frame("Time class", STEM, OPTIONS, 40, 15))[-4:] == [
        "A    Very early",
        "B    Early",
        "C    Late",
        "D    None of these",
    ]


def test_the_right_answer_is_marked_by_a_sign_and_nothing_moves() -> None:
    for size in ((80, 24), (40, 15)):
        before, after = (draw_frame(question_frame("Time class", STEM, options, *size), 0) for options in (OPTIONS, marked("B")))
        changed = [(old.text, new.text) for old, new in zip(before, after, strict=True) if old.text != new.text]
        assert len(changed) == 1
        ((old, new),) = changed
        assert new.replace("✓", " ") == old
        assert "✓ Early" in new


def test_counts_stand_behind_their_bars_with_how_many_voted() -> None:
    lines = shown(votes_frame("Time class", OPTIONS, [FIRST], 80, 24))
    bars = [line for line in lines if line.endswith(" of 14")]
    assert [line.split("  ")[-1] for line in bars] == ["3 of 14", "9 of 14", "2 of 14", "0 of 14"]
    assert [line.count("█") for line in bars] == [10, 32, 7, 0]
    assert lines[-1] == "14 voted, 2 did not"


def test_two_rounds_stand_side_by_side_on_one_scale() -> None:
    lines = shown(votes_frame("Time class", marked("B"), [FIRST, SECOND], 80, 24))
    at = lines.index("B  ✓ Early")
    first, second = lines[at + 1 : at + 3]
    assert first.startswith("First vote ")
    assert second.startswith("Second vote ")
    assert (first[-7:], second[-8:]) == ("9 of 14", "12 of 14")
    assert second.count("█") > first.count("█")
    assert lines[-2:] == ["First vote: 14 voted, 2 did not", "Second vote: 14 voted"]


def test_a_vote_without_votes_is_drawn() -> None:
    assert "0 of 0" in shown(votes_frame("Time class", OPTIONS, [Tally("First vote", (0, 0, 0, 0), 3)], 80, 24))[2]


def test_a_small_room_is_told_how_it_leans_without_a_number() -> None:
    assert shown(leaning_frame("How are you?", OPTIONS, [("First vote", "B")], 80, 24)) == [
        "How are you?",
        "Most of you chose B.",
        "B  Early",
    ]
    lines = shown(leaning_frame("How are you?", OPTIONS, [("First vote", ""), ("Second vote", None)], 80, 24))
    assert lines == ["How are you?", "First vote: Your votes are split.", "Second vote: Too few votes to show."]


_choices = st.lists(st.builds(Choice, st.sampled_from("ABCDEFGH"), texts, st.booleans()), max_size=8).map(tuple)
_rounds = st.lists(st.builds(Tally, texts.map(lambda text: text[:20]), st.lists(st.integers(0, 40), max_size=8).map(tuple)), max_size=3)


@given(texts, _choices, _rounds, st.integers(40, 130), st.integers(12, 45))
@settings(max_examples=60)
def test_any_vote_fits_its_screen(title, choices, rounds, width, height) -> None:
    frames = (
        question_frame(title, (para(title), bullets("one", "two")), choices, width, height),
        votes_frame(title, choices, rounds, width, height),
        leaning_frame(title, choices, [(tally.name, "A") for tally in rounds], width, height),
    )
    for frame in frames:
        for scrolled in (0, frame.overflow):
            lines = draw_frame(frame, 0, "3 / 9", scrolled)
            assert len(lines) == height
            assert all(cell_len(line.text) <= width for line in lines)
            assert all(span.style in STYLES for line in lines for span in line.spans)
