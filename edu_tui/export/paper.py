"""Questions on paper: in which parts and under which numbers and letters every sheet shows them, so that all sheets agree."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from edu_tui.library.blocks import Inline
from edu_tui.library.questions import Choices, Match, Option, Order, Question, Quiz
from edu_tui.library.shuffling import shuffle_options

SEED = 0
"""Every sheet mixes options, steps and right sides in one way: that of a session whose plan does not ask for another."""

_TITLES = {"pre": "Before the session", "": "Questions", "post": "After the session"}


class Numbered(msgspec.Struct, frozen=True):
    """A question with its number on the sheets."""

    number: int
    question: Question


class PaperPart(msgspec.Struct, frozen=True):
    """Questions that are given out together; `form` is "pre", "post" or ""."""

    form: str
    title: str
    questions: tuple[Numbered, ...]


def parts(quiz: Quiz) -> tuple[PaperPart, ...]:
    """The questions for before the session, those without a form, and those for after it, numbered through; empty parts are left out."""
    found: list[PaperPart] = []
    number = 0
    for form, title in _TITLES.items():
        questions = quiz.form(form)
        if questions:
            found.append(PaperPart(form, title, tuple(Numbered(number + place, item) for place, item in enumerate(questions, 1))))
            number += len(questions)
    return tuple(found)


def letter(index: int) -> str:
    """A, B, C and so on; numbers where the alphabet ends."""
    return chr(ord("A") + index) if index < 26 else str(index + 1)


def lettered(question: Question, body: Choices) -> list[tuple[str, Option]]:
    """The options with their letters, in the order in which the audience's screen shows them."""
    options = {option.key: option for option in body.options}
    return [(letter(index), options[key]) for index, key in enumerate(shuffle_options(question, SEED))]


def mixed(question: Question) -> list[tuple[str, str, tuple[Inline, ...]]]:
    """Letter, key and words of the steps or right sides as the sheets show them; [] for other questions."""
    match question.body:
        case Order(steps):
            words = {step.key: step.inlines for step in steps}
        case Match(_, rights):
            words = dict(rights)
        case _:
            return []
    keys: Sequence[str] = shuffle_options(question, SEED)
    return [(letter(index), key, words[key]) for index, key in enumerate(keys)]
