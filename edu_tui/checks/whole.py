"""Everything that the rules look at, read once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from edu_tui.checks.claims import Claim, module_claims, quiz_claims
from edu_tui.checks.evidence import Evidence, evidence, supports
from edu_tui.checks.figure_grammar import Figure, Kind
from edu_tui.checks.question_parts import all_blocks
from edu_tui.library.blocks import Block, Cite, Image, Link, Paragraph
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger import Ledger
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.walk import all_inlines


class Whole:
    """A library with all its pages. A file of which nothing could be read is in none of the lists: its parser has said so already."""

    def __init__(
        self,
        catalogue: Catalogue,
        modules: tuple[Module, ...],
        quizzes: tuple[Quiz, ...],
        ledger: Ledger,
        files: tuple[str, ...],
        today: date,
    ) -> None:
        self.catalogue, self.modules, self.quizzes, self.ledger, self.files, self.today = catalogue, modules, quizzes, ledger, files, today
        self._holders: dict[tuple[Kind, tuple[str, ...]], tuple[str, ...]] = {}

    def module(self, ident: str, audience: Audience) -> Module | None:
        """The module told for `audience`, if it could be read."""
        return next((module for module in self.modules if module.id == ident and module.audience == audience), None)

    def questions(self) -> Iterator[tuple[Quiz, Question]]:
        """Every question with its quiz."""
        for quiz in self.quizzes:
            for question in quiz.questions:
                yield quiz, question

    @cached_property
    def pages(self) -> tuple[tuple[str, tuple[Block, ...]], ...]:
        """Every file with all that stands in it, titles and answers as paragraphs."""
        return tuple(self._pages())

    @cached_property
    def marks(self) -> tuple[tuple[str, int, Cite | Link | Image], ...]:
        """Every citation, link and image with its file and line."""
        found = ((path, line, part) for path, blocks in self.pages for line, part in all_inlines(blocks))
        return tuple((path, line, part) for path, line, part in found if isinstance(part, Cite | Link | Image))

    def _pages(self) -> Iterator[tuple[str, tuple[Block, ...]]]:
        for module in self.modules:
            sections = (block for section in module.sections for block in (Paragraph(section.line, section.title), *section.blocks))
            yield module.path, (*module.lead, *sections)
        for quiz in self.quizzes:
            vignettes = (block for case in quiz.cases for block in (Paragraph(case.line, case.title), *case.blocks))
            asked = (block for question in quiz.questions for block in (Paragraph(question.line, question.title), *all_blocks(question)))
            yield quiz.path, (*quiz.intro, *vignettes, *asked)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every piece of text that is held to its citations."""
        in_modules = (claim for module in self.modules for claim in module_claims(module))
        in_quizzes = (claim for quiz in self.quizzes for claim in quiz_claims(quiz))
        return (*in_modules, *in_quizzes)

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """What each fact supports, by its id."""
        return {ident: evidence(fact) for ident, fact in self.ledger.facts.items()}

    def holders(self, figure: Figure) -> tuple[str, ...]:
        """The facts of the ledger in which the figure stands."""
        known = (figure.kind, figure.values)
        if known not in self._holders:
            self._holders[known] = tuple(ident for ident, fact in self.evidence.items() if supports(fact, figure))
        return self._holders[known]

    @cached_property
    def ledger_is_whole(self) -> bool:
        """False if facts or references could not be read at all, so that every citation would look unknown."""
        return not any(_is_lost(item, self.ledger) for item in self.ledger.diagnostics)


def read_whole(library: Library, today: date) -> Whole:
    """Read every page of `library`."""
    catalogue = library.catalogue
    modules = (library.module(entry.id, entry.audience) for entry in catalogue.modules if not entry.broken)
    quizzes = (library.quiz(entry.name) for entry in catalogue.quizzes if not entry.broken)
    return Whole(
        catalogue,
        tuple(module for module in modules if module),
        tuple(quiz for quiz in quizzes if quiz),
        library.ledger,
        library.files,
        today,
    )


def _is_lost(item: Diagnostic, ledger: Ledger) -> bool:
    """Whether this finding explains why the ledger has no facts, or no references."""
    empty = (item.path.endswith("facts.yaml") and not ledger.facts) or (item.path.endswith("references.json") and not ledger.references)
    return empty and item.severity is Severity.ERROR
