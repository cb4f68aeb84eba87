from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edu_tui.app.widgets.places import Position, line_at, position_at, sources
from edu_tui.app.widgets.targets import HOME_ROW, Hints, Place, Targets, find_targets, hint_labels
from edu_tui.render.lines import Line, Span


def line(*spans: tuple[str, str]) -> Line:
    return Line(tuple(Span(text, "link" if target else "text", target) for text, target in spans))


def test_targets_come_in_reading_order_with_their_cells():
    lines = [line(("病 ", ""), ("one", "a:1"), (" and ", ""), ("two", "a:2")), line(("three", "a:3"))]
    assert find_targets(lines) == (
        ("a:1", (Place(0, 3, 6),)),
        ("a:2", (Place(0, 11, 14),)),
        ("a:3", (Place(1, 0, 5),)),
    )


def test_a_target_that_is_wrapped_is_one():
    lines = [line(("see ", ""), ("a long", "l:x")), line(("  ", ""), ("link", "l:x"), (" here", ""))]
    assert find_targets(lines) == (("l:x", (Place(0, 4, 10), Place(1, 2, 6))),)


def test_spans_side_by_side_with_one_target_make_one_place():
    assert find_targets([line(("a", "t:1"), (" ", ""), ("b", "t:1"))]) == (("t:1", (Place(0, 0, 3),)),)


def test_the_same_target_twice_in_a_text_is_two():
    assert len(find_targets([line(("x", "t:1"), (" and ", ""), ("x", "t:1"))])) == 2
    assert len(find_targets([line(("x", "t:1")), Line(), line(("x", "t:1"))])) == 2


def test_a_cell_finds_its_target():
    targets = Targets([line(("ab", ""), ("cd", "t:1"))])
    assert [targets.at(0, cell) for cell in range(5)] == [None, None, 0, 0, None]
    assert targets.at(1, 0) is None


def test_stepping_stays_within_what_is_in_view():
    targets = Targets([line((f"{number}", f"t:{number}")) for number in range(10)])
    assert targets.step(None, 1, 4, 8) == 4
    assert targets.step(None, -1, 4, 8) == 7
    assert targets.step(0, 1, 4, 8) == 4
    assert targets.step(7, 1, 4, 8) == 8
    assert targets.step(9, 1, 4, 10) is None
    assert targets.step(0, -1, 0, 4) is None


def test_stepping_leaves_a_view_without_targets_for_the_nearest_one():
    lines = [line((f"{number}", f"t:{number}")) if number in (0, 9) else line(("text", "")) for number in range(10)]
    targets = Targets(lines)
    assert targets.step(None, 1, 3, 6) == 1
    assert targets.step(None, -1, 3, 6) == 0
    assert Targets([]).step(None, 1, 0, 5) is None


def test_of_several_targets_with_one_name_the_closest_is_found():
    targets = Targets([line(("at ", ""), (f"{number}", "t:same")) for number in range(5)])
    assert targets.named("t:same", 3) == 3
    assert targets.named("t:other") is None


@given(st.integers(0, 400))
def test_hint_labels_are_unique_equally_long_and_easy_to_type(count):
    labels = hint_labels(count)
    assert len(labels) == len(set(labels)) == count
    assert len({len(label) for label in labels}) <= 1
    assert set("".join(labels)) <= set(HOME_ROW)


def test_typing_a_hint_narrows_it_down():
    hints = Hints(list(range(10)))
    assert hints.type("a") is None
    assert hints.labels() == {index: HOME_ROW[index] for index in range(9)}
    assert hints.type("d") == 2
    assert Hints([7]).type("a") == 7
    missed = Hints([7])
    assert missed.type("l") is None
    assert missed.labels() == {}


@given(st.lists(st.integers(0, 30), max_size=60), st.data())
def test_a_place_is_found_again_at_the_same_width(numbers, data):
    rising = sources([Line((), number) for number in numbers])
    assert rising == sorted(rising)
    if numbers:
        top = data.draw(st.integers(0, len(numbers) - 1))
        assert line_at(rising, position_at(rising, top)) == top


@given(st.lists(st.integers(1, 6), min_size=1, max_size=20), st.integers(1, 3), st.data())
def test_a_place_is_found_in_its_paragraph_at_another_width(heights, factor, data):
    wide = [source for source, height in enumerate(heights, 1) for _ in range(height)]
    narrow = [source for source, height in enumerate(heights, 1) for _ in range(height * factor)]
    top = data.draw(st.integers(0, len(wide) - 1))
    found = line_at(narrow, position_at(wide, top))
    assert narrow[found] == wide[top]


def test_source_lines_that_drew_nothing_count_as_the_one_before():
    rising = [0, 5, 5, 9]
    assert line_at(rising, Position(7)) == 1
    assert line_at(rising, Position(99)) == 3
    assert line_at([4, 4], Position(2)) == 0
    assert line_at([], Position(2)) == 0
