"""What a page shows of a question."""

from __future__ import annotations

import msgspec

from edu_tui.library.marks import Marking
from edu_tui.library.questions import Case, Question
from edu_tui.render.layout import LayoutContext
from edu_tui.study.draft import Draft


class QuestionView(msgspec.Struct, frozen=True):
    """A question as it stands: `shown` are keys in screen order, `active` the gap that is being filled, `marking` None while it is open.

    `sections` are (id, title) of the pages behind its objective, `last` says that the end comes next,
    `said` holds what the learner said of the answer: words of `SAYINGS`. `news` tells what changed since she answered it before.
    `flag` and `note` are those that she put on the question; a note may give the answer away, so there is none while it is open.
    """

    question: Question
    case: Case | None
    shown: tuple[str, ...]
    draft: Draft
    context: LayoutContext
    marking: Marking | None = None
    active: int = 0
    hint: bool = False
    sections: tuple[tuple[str, str], ...] = ()
    last: bool = False
    said: frozenset[str] = frozenset()
    news: tuple[str, ...] = ()
    flag: str = ""
    note: str = ""
