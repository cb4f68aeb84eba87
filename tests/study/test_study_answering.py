"""Steps from keys to a response."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import QUIZ, write_library

from edu_tui.library.library import open_library
from edu_tui.library.questions import Question
from edu_tui.study import answering
from edu_tui.study import draft as drafts
from edu_tui.study.draft import Draft

MORE = """
## Several

id: many
objective: classify

Which?

- [x] A {a}
  > Yes.
- [x] B {b}
  > Yes.
- [ ] C {c}
  > No.

> **Explanation:** Two.

## Pairs

id: pairs
objective: classify
type: match

Match.

- one -> eins
- two -> zwei
- -> drei

## Gaps

id: gaps
objective: classify

A [[first]] and a [[second]].
"""


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Question]:
    quiz = open_library(write_library(tmp_path_factory.mktemp("library"), {"quizzes/timing.md": QUIZ + MORE})).quiz("timing")
    return {question.id: question for question in quiz.questions}


def test_one_of_several_options_is_replaced_and_many_are_collected(questions) -> None:
    single, many = questions["rt-time-01"], questions["many"]
    first, second = (option.key for option in single.body.options)
    draft = drafts.choose(single, drafts.choose(single, Draft(()), first), second)
    assert draft.response == (second,)
    assert drafts.choose(single, draft, second).response == (second,)
    step = answering.pick(many, Draft(()), ("a", "b", "c"), "", 3)
    assert step == answering.Step(Draft(("c",)), "c")
    assert answering.tick(many, Draft(("c", "a")), ("a", "b", "c"), "c").draft.response == ("a",)
    assert answering.tick(many, Draft(()), ("a", "b", "c"), "") is None


def test_what_is_ruled_out_is_no_longer_chosen(questions) -> None:
    many = questions["many"]
    struck = answering.strike(many, Draft(("a", "b")), "a").draft
    assert (struck.response, struck.struck) == (("b",), ("a",))
    assert answering.strike(many, struck, "a").draft.struck == ()
    assert drafts.choose(many, struck, "a") == Draft(("b", "a"), ())
    assert answering.strike(questions["pairs"], Draft(("", "")), "0") is None


def test_steps_move_and_pairs_turn(questions) -> None:
    order, pairs = questions["rt-order-01"], questions["pairs"]
    keys = tuple(step.key for step in order.body.steps)
    assert answering.pick(order, Draft(keys), keys, keys[0], 3).draft.response == (*keys[1:], keys[0])
    assert answering.shift(order, Draft(keys), keys[0], -1).draft.response == keys
    assert answering.shift(order, Draft(keys), "", 1) is None
    assert answering.pick(order, Draft(keys), keys, "", 1) is None
    rights = tuple(key for key, _ in pairs.body.rights)
    step = answering.pick(pairs, Draft(("", "")), rights, "", 2)
    assert (step.draft.response, step.marked) == ((rights[1], ""), "1")
    assert answering.pick(pairs, step.draft, rights, "", 1).draft.response == (rights[1], rights[0])
    turned = answering.turn(pairs, Draft(("", "")), rights, "1", -1)
    assert (turned.draft.response, turned.marked) == (("", rights[-1]), "1")
    assert answering.pick(pairs, Draft(("", "")), rights, "0", 9) is None


def test_what_is_missing_is_said(questions) -> None:
    many, gaps, order = questions["many"], questions["gaps"], questions["rt-order-01"]
    assert answering.missing(many, Draft(())) == "Choose an answer first."
    assert answering.missing(gaps, Draft((" ", ""))) == "Type an answer first."
    assert answering.missing(gaps, Draft(("x", ""))) == ""
    assert answering.missing(order, Draft(("a", "b", "c"))) == ""
    assert answering.is_typed(gaps)
    assert not answering.is_typed(order)
    assert answering.only_marked(many, Draft(()), "a")
    assert not answering.only_marked(many, Draft(("b",)), "a")
    assert answering.only_marked(questions["rt-time-01"], Draft(("x",)), "a")
    assert not answering.only_marked(order, Draft(()), "a")


def test_a_kept_draft_is_checked_against_the_question(questions) -> None:
    assert drafts.fits(questions["many"], Draft(("a", "b")))
    assert not drafts.fits(questions["many"], Draft(("gone",)))
    assert not drafts.fits(questions["rt-order-01"], Draft(("a",)))
    assert not drafts.fits(questions["pairs"], Draft(("",)))
    assert not drafts.fits(questions["gaps"], Draft(("one",)))


def after(key: str, question: Question, draft: Draft, shown: tuple[str, ...], marked: str) -> answering.Step | None:
    """What one key does."""
    match key:
        case "x":
            return answering.strike(question, draft, marked)
        case "J" | "K":
            return answering.shift(question, draft, marked, 1 if key == "J" else -1)
        case "<" | ">":
            return answering.turn(question, draft, shown, marked, 1 if key == ">" else -1)
        case " ":
            return answering.tick(question, draft, shown, marked)
        case _:
            return answering.pick(question, draft, shown, marked, int(key))


def keys_of(question: Question) -> tuple[str, ...]:
    body = question.body
    if question.type == "order":
        return tuple(step.key for step in body.steps)
    return tuple(key for key, _ in body.rights) if question.type == "match" else tuple(option.key for option in body.options)


@given(data=st.data())
def test_no_key_makes_a_draft_that_does_not_fit(questions, data) -> None:
    question = questions[data.draw(st.sampled_from(["rt-time-01", "rt-order-01", "many", "pairs"]))]
    shown = keys_of(question)
    under_the_cursor = ("", "0", "1") if question.type == "match" else ("", *shown)
    draft = drafts.empty_draft(question, shown)
    assert answering.first_marked(question, draft, shown) in (*shown, "0")
    for key in data.draw(st.lists(st.sampled_from("123456789xJK<> "), max_size=20)):
        step = after(key, question, draft, shown, data.draw(st.sampled_from(under_the_cursor)))
        if step is not None:
            draft = step.draft
            assert step.marked in (*shown, "0", "1")
        assert drafts.fits(question, draft)
        assert not set(draft.struck) & set(draft.response)
