from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.cli.responses import ResponseError, read_response
from edu_tui.library.marking import mark
from edu_tui.library.quiz_parser import parse_quiz

HEAD = "---\nmodule: m\naudience: clinician\ntitle: T\n---\n\n"


def question(body, kind=""):
    line = f"type: {kind}\n" if kind else ""
    quiz = parse_quiz("m", "quizzes/m.md", f"{HEAD}## Title\n\nid: a-1\n{line}\n{body}\n")
    return quiz.questions[0]


MULTIPLE = question("Which?\n\n- [x] one {a}\n- [x] two {b}\n- [ ] three {c}")
ORDER = question("Order.\n\n1. one\n2. two\n3. three", "order")
MATCH = question("Match.\n\n- one -> 1\n- two -> 2\n- -> 3", "match")
CLOZE = question("It is [[one]] or [[two]].")
SHORT = question("Which?\n\n- [x] one\n- [ ] two\n  > No.", "short")
STEPS = tuple(step.key for step in ORDER.body.steps)
RIGHTS = tuple(key for key, _ in MATCH.body.rights)


@pytest.mark.parametrize(
    ("asked", "shown", "line", "response"),
    [
        (MULTIPLE, ("c", "a", "b"), "2 3", ("a", "b")),
        (MULTIPLE, ("c", "a", "b"), "2,3", ("a", "b")),
        (MULTIPLE, ("c", "a", "b"), "2, 2 3", ("a", "b")),
        (ORDER, (STEPS[2], STEPS[0], STEPS[1]), "2 3 1", STEPS),
        (MATCH, (RIGHTS[1], RIGHTS[2], RIGHTS[0]), "3 1", RIGHTS[:2]),
        (MATCH, RIGHTS, "0 2", ("", RIGHTS[1])),
        (CLOZE, (), "one; two", ("one", "two")),
        (CLOZE, (), "one", ("one",)),
        (CLOZE, (), "=;=u", ("", "u")),
        (SHORT, (), "=q", ("q",)),
        (SHORT, (), "two; words", ("two; words",)),
    ],
)
def test_a_line_as_a_response(asked, shown, line, response):
    assert read_response(asked, shown, line) == response


def test_gaps_may_come_one_by_one():
    assert read_response(CLOZE, (), "two", ("one",)) == ("one", "two")


@pytest.mark.parametrize(
    ("asked", "shown", "line"),
    [
        (MULTIPLE, ("a", "b", "c"), "4"),
        (MULTIPLE, ("a", "b", "c"), "0"),
        (MULTIPLE, ("a", "b", "c"), "one"),
        (ORDER, STEPS, "1 2"),
        (ORDER, STEPS, "1 2 2"),
        (MATCH, RIGHTS, "1"),
        (MATCH, RIGHTS, "1 2 3"),
        (MATCH, RIGHTS, "1 4"),
        (CLOZE, (), "a;b;c"),
    ],
)
def test_a_line_that_is_none(asked, shown, line):
    with pytest.raises(ResponseError, match=r"Type|There are"):
        read_response(asked, shown, line)


@given(st.sampled_from([MULTIPLE, ORDER, MATCH, CLOZE, SHORT]), st.text(max_size=30))
def test_whatever_is_typed_can_be_marked_or_is_refused(asked, line):
    shown = {"multiple": ("a", "b", "c"), "order": STEPS, "match": RIGHTS}.get(asked.type, ())
    with suppress(ResponseError):
        mark(asked, read_response(asked, shown, line))
