"""The catalogue: what a library holds, without its pages. It is what Home, the palette and the commands need, and it is small."""

# Annotations are not postponed here: a decoder would have to compile each of them, at every start.

from functools import cached_property

import msgspec

from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.modules import Audience, Objective, Review


class Track(msgspec.Struct, frozen=True):
    """Modules that belong together, in order."""

    id: str
    title: str
    modules: tuple[str, ...]


class SectionEntry(msgspec.Struct, frozen=True):
    """A section's id, its title as plain words, and the objectives that it serves."""

    id: str
    title: str
    objectives: tuple[str, ...]


class ModuleEntry(msgspec.Struct, frozen=True, tag="module"):
    """One module for one audience. `broken` is "" or the sentence that says why it cannot be shown."""

    id: str
    audience: Audience
    path: str
    title: str
    summary: str
    minutes: int
    objectives: tuple[Objective, ...]
    reviewed: Review | None
    updated: str
    sections: tuple[SectionEntry, ...]
    broken: str = ""

    def section(self, ident: str) -> SectionEntry | None:
        """The section with this id, if there is one."""
        return next((section for section in self.sections if section.id == ident), None)


class QuestionEntry(msgspec.Struct, frozen=True):
    """A question's identity and what scheduling and counting need."""

    id: str
    rev: int
    title: str
    type: str
    objective: str
    safety: bool = False
    twin: str = ""

    @property
    def scored(self) -> bool:
        """False for a poll."""
        return self.type != "poll"


class QuizEntry(msgspec.Struct, frozen=True, tag="quiz"):
    """One quiz. `broken` is "" or the sentence that says why it cannot be shown."""

    name: str
    path: str
    module: str
    audience: Audience
    title: str
    questions: tuple[QuestionEntry, ...]
    broken: str = ""


class Catalogue(msgspec.Struct, frozen=True, dict=True):
    """What a library holds. `diagnostics` are all findings of its parsers, `facts` the ids of the ledger."""

    id: str
    title: str
    version: str
    language: str
    about: str
    tracks: tuple[Track, ...]
    modules: tuple[ModuleEntry, ...]
    quizzes: tuple[QuizEntry, ...]
    facts: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def _modules(self) -> dict[tuple[str, str], ModuleEntry]:
        """The first of each name, as everywhere here."""
        return {(entry.id, entry.audience): entry for entry in reversed(self.modules)}

    @cached_property
    def _quizzes(self) -> dict[tuple[str, str], QuizEntry]:
        return {(quiz.module, quiz.audience): quiz for quiz in reversed(self.quizzes)}

    def module(self, ident: str, audience: Audience) -> ModuleEntry | None:
        """The module told for `audience`, if it exists."""
        return self._modules.get((ident, audience))

    def quiz_for(self, module: str, audience: Audience) -> QuizEntry | None:
        """The quiz of a module for `audience`, if it exists."""
        return self._quizzes.get((module, audience))

    def quiz(self, name: str) -> QuizEntry | None:
        """The quiz with this name, if it exists."""
        return next((quiz for quiz in self.quizzes if quiz.name == name), None)
