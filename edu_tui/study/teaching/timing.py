"""How long things take in a room. All of these are assumptions to plan with, not findings; a plan's minutes are there to be edited."""

from __future__ import annotations

import math
from typing import NamedTuple

from edu_tui.library import blocks as b
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Question
from edu_tui.library.slides import Slide, word_count
from edu_tui.library.walk import walk_blocks
from edu_tui.study.teaching.material import Material, question_words


class Pace(NamedTuple):
    """How fast one goes with an audience.

    `words` a minute are spoken, and `room` times as long is planned for a slide, because people ask and look; a `chart` is explained in so
    many minutes; a `vote` takes its question's words, then so many minutes for thinking, hands and talking; a `teach_back` so many minutes
    in all. Of a form one question takes `paper` minutes on a sheet, or `hands` minutes when hands are counted for it.
    """

    words: float
    room: float
    chart: float
    vote: float
    teach_back: float
    paper: float
    hands: float


PACES = {
    Audience.CLINICIAN: Pace(words=130, room=1.25, chart=1.0, vote=1.5, teach_back=3.0, paper=0.5, hands=0.75),
    Audience.FAMILY: Pace(words=110, room=1.4, chart=1.5, vote=1.5, teach_back=3.0, paper=0.75, hands=1.0),
}
"""Assumed: 130 words a minute is unhurried speech; with families one goes slower, because they hear every word for the first time."""

OPENING_MINUTES = 1.0
"""To say who is here and what is coming."""

SHEETS_MINUTES = 1.0
"""To hand sheets out and take them in."""

DEFAULT_STEP = 2.0
"""For a step that nothing is known of, such as words of one's own."""


def half_minutes(minutes: float) -> float:
    """`minutes` rounded up to halves, at least one half: finer plans pretend to know."""
    return max(0.5, math.ceil(minutes * 2 - 1e-9) / 2)


def slides_minutes(slides: tuple[Slide, ...], pace: Pace) -> float:
    """The time that slides take."""
    blocks = [block for slide in slides for block in slide.blocks]
    charts = sum(isinstance(block, b.ChartBlock) for block in walk_blocks(blocks))
    return half_minutes(pace.room * word_count(blocks) / pace.words + pace.chart * charts)


def question_minutes(question: Question, material: Material, pace: Pace) -> float:
    """The time of one round of voting with its explanation; a second round takes about `pace.vote` more."""
    case = material.quiz.case(question.case) if material.quiz and question.case else None
    words = question_words(question, case.blocks if case else ()) + word_count(question.explanation)
    return half_minutes(words / pace.words + pace.vote)


def form_minutes(questions: int, pace: Pace, how: str) -> float:
    """The time of one form of so many questions, on "paper" or by "count"."""
    return half_minutes(SHEETS_MINUTES + questions * pace.paper if how == "paper" else questions * pace.hands)
