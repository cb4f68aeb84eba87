"""What rests on every fact at once: the lines that cite it, and the questions that a learner answers by it."""

from __future__ import annotations

import msgspec

from edu_tui.checks.cited import Citing, all_citations
from edu_tui.checks.whole import Whole
from edu_tui.library.lock_entries import rests_on
from edu_tui.library.roles import file_at
from edu_tui.library.walk import plain


class Line(msgspec.Struct, frozen=True, order=True):
    """A line of a file."""

    path: str
    line: int


class Uses(msgspec.Struct, frozen=True):
    """By the key of a fact or reference: the lines that cite it, each once in file order, and the questions that rest on it."""

    lines: dict[str, tuple[Line, ...]]
    questions: dict[str, tuple[Citing, ...]]

    def cited(self, key: str) -> tuple[Line, ...]:
        """The lines that cite `key`."""
        return self.lines.get(key, ())

    def resting(self, key: str) -> tuple[Citing, ...]:
        """The questions that rest on `key`."""
        return self.questions.get(key, ())

    def modules(self, key: str) -> tuple[str, ...]:
        """The modules whose pages or quizzes cite `key`, by their ids."""
        return tuple(dict.fromkeys(file.module for item in self.cited(key) if (file := file_at(item.path))))


def find_uses(whole: Whole) -> Uses:
    """All uses of facts and references in a library, found in one pass."""
    lines: dict[str, dict[Line, None]] = {}
    for path, line, key in all_citations(whole):
        lines.setdefault(key, {})[Line(path, line)] = None
    questions: dict[str, list[Citing]] = {}
    for quiz, question in whole.questions():
        for key in rests_on(question, quiz.case(question.case)):
            questions.setdefault(key, []).append(Citing(quiz.path, question.id, plain(question.title)))
    return Uses(
        {key: tuple(sorted(found)) for key, found in lines.items()},
        {key: tuple(found) for key, found in questions.items()},
    )
