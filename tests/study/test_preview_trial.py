"""A question that its author tries out."""

from __future__ import annotations

import msgspec
from libraries import QUIZ

from edu_tui.library.quiz_parser import parse_quiz
from edu_tui.study import answering
from edu_tui.study import preview_trial as trials
from edu_tui.study.answering import Step
from edu_tui.study.draft import Draft

SINGLE, ORDER = parse_quiz("timing", "quizzes/timing.md", QUIZ).questions
SHORT = parse_quiz(
    "timing",
    "quizzes/timing.md",
    "---\nmodule: timing\naudience: clinician\ntitle: T\n---\n\n## Name\n\nid: a-1\ntype: short\n\nWhich test?\n\n- [x] flow cytometry\n",
).questions[0]


def test_options_stand_as_written_and_steps_never_do() -> None:
    assert trials.begin(SINGLE).shown == tuple(option.key for option in SINGLE.body.options)
    assert trials.begin(ORDER).shown != tuple(step.key for step in ORDER.body.steps)
    assert trials.begin(ORDER) == trials.begin(ORDER)


def chosen(number: int) -> trials.Trial:
    trial = trials.begin(SINGLE)
    return trials.take(trial, answering.pick(SINGLE, trial.draft, trial.shown, "", number))


def test_an_answer_is_marked_as_a_learners_would_be() -> None:
    right, wrong = (trials.give(chosen(number)).marking for number in (1, 2))
    assert right is not None
    assert wrong is not None
    assert (right.verdict, wrong.verdict) == ("right", "wrong")


def test_without_an_answer_nothing_is_marked_and_the_author_is_told() -> None:
    given = trials.give(trials.begin(SINGLE))
    assert given.marking is None
    assert given.told == "Choose an answer first."


def test_a_marked_answer_stays_as_it_is() -> None:
    given = trials.give(chosen(1))
    assert trials.take(given, Step(Draft(()), "")) == given
    assert trials.type_in(given, "x") == given


def test_after_a_save_the_answer_stays_and_is_marked_again() -> None:
    given = trials.give(chosen(1))
    first, second = SINGLE.body.options
    turned = msgspec.structs.replace(
        SINGLE.body, options=(msgspec.structs.replace(first, correct=False), msgspec.structs.replace(second, correct=True))
    )
    now = trials.renewed(given, msgspec.structs.replace(SINGLE, body=turned))
    assert now.draft == given.draft
    assert now.marking is not None
    assert now.marking.verdict == "wrong"


def test_after_a_save_an_answer_that_no_longer_fits_is_forgotten() -> None:
    other = msgspec.structs.replace(SINGLE.body, options=SINGLE.body.options[1:])
    now = trials.renewed(trials.give(chosen(1)), msgspec.structs.replace(SINGLE, body=other))
    assert now.draft.response == ()
    assert now.marking is None


def test_a_question_of_another_type_begins_anew() -> None:
    assert trials.renewed(chosen(1), ORDER) == trials.begin(ORDER)


def test_words_are_typed_and_a_slip_is_asked_about_once() -> None:
    trial = trials.type_in(trials.begin(SHORT), "flow cytometri")
    asked = trials.give(trial)
    assert asked.marking is None
    assert asked.told
    marked = trials.give(asked)
    assert marked.marking is not None


def test_a_gap_that_is_not_there_is_not_gone_to() -> None:
    trial = trials.begin(SHORT)
    assert trials.go_to(trial, 1) == trial
    assert trials.go_to(trial, -1) == trial


ACTIONS = ("again", "hint", "tick", "strike", "shift", "pick")


def able(trial: trials.Trial) -> set[str]:
    return {action for action in ACTIONS if trials.can(trial, action)}


def test_only_the_keys_that_do_something_hold() -> None:
    assert able(trials.begin(SINGLE)) == {"hint", "tick", "strike", "pick"}
    assert able(trials.begin(ORDER)) == {"shift", "pick"}
    assert able(trials.begin(SHORT)) == set()
    hinted = trials.begin(msgspec.structs.replace(SHORT, hint="A laboratory test."))
    assert able(hinted) == {"hint"}
    assert able(msgspec.structs.replace(hinted, hint=True)) == {"again"}
    assert able(chosen(1)) == {"again", "hint", "tick", "strike", "pick"}
    assert able(trials.give(chosen(1))) == {"again"}
