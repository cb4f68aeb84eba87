"""Everything that the rules look at, read once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path

from edu_tui.checks.claims import Claim, module_claims, quiz_claims
from edu_tui.checks.decks import Deck, Measure, measured
from edu_tui.checks.evidence import Evidence, evidence, supports
from edu_tui.checks.figure_grammar import Figure, Kind
from edu_tui.checks.limits import PROGRAM, Limits
from edu_tui.checks.prose import Texts, module_prose, quiz_prose
from edu_tui.checks.question_parts import all_blocks
from edu_tui.checks.readability import Counts, count
from edu_tui.library.blocks import Block, Cite, Heading, Image, Link
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.ledger import Ledger
from edu_tui.library.library import Library
from edu_tui.library.lock_compare import Difference, compare
from edu_tui.library.lock_entries import take_snapshot
from edu_tui.library.lock_file import LockRead, read_lock
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.sources import read_source
from edu_tui.library.terms import TermMatcher, compile_terms
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
        root: Path | None = None,
        decks: tuple[Deck, ...] = (),
        limits: Limits = PROGRAM,
    ) -> None:
        self.catalogue, self.modules, self.quizzes, self.ledger, self.files, self.today = catalogue, modules, quizzes, ledger, files, today
        self._root = root
        self.decks, self.limits = decks, limits
        self._holders: dict[tuple[Kind, tuple[str, ...]], tuple[str, ...]] = {}

    @cached_property
    def lock(self) -> LockRead:
        """The library's lock, as far as it has one."""
        return read_lock(self._root) if self._root else LockRead()

    @cached_property
    def lock_differences(self) -> tuple[Difference, ...]:
        """What differs from the lock; nothing where there is none."""
        if self.lock.lock is None:
            return ()
        now = datetime.combine(self.today, time(), UTC)
        return compare(self.lock.lock, take_snapshot(self.catalogue, self.quizzes, self.ledger, now))

    def module(self, ident: str, audience: Audience) -> Module | None:
        """The module told for `audience`, if it could be read."""
        return self._by_name.get((ident, audience))

    @cached_property
    def _by_name(self) -> dict[tuple[str, Audience], Module]:
        return {(module.id, module.audience): module for module in self.modules}

    def text(self, path: str) -> str:
        """A file as written, cleaned; "" if it cannot be read."""
        return (read_source(self._root, path).text or "") if self._root else ""

    def questions(self) -> Iterator[tuple[Quiz, Question]]:
        """Every question with its quiz."""
        for quiz in self.quizzes:
            for question in quiz.questions:
                yield quiz, question

    @cached_property
    def pages(self) -> tuple[tuple[str, tuple[Block, ...]], ...]:
        """Every file with all that stands in it, titles as headings and answers as paragraphs."""
        return tuple(self._pages())

    @cached_property
    def marks(self) -> tuple[tuple[str, int, Cite | Link | Image], ...]:
        """Every citation, link and image with its file and line."""
        found = ((path, line, part) for path, blocks in self.pages for line, part in all_inlines(blocks))
        return tuple((path, line, part) for path, line, part in found if isinstance(part, Cite | Link | Image))

    def _pages(self) -> Iterator[tuple[str, tuple[Block, ...]]]:
        for module in self.modules:
            yield module.path, module_blocks(module)
        for quiz in self.quizzes:
            vignettes = (block for case in quiz.cases for block in (Heading(case.line, 2, case.title, case.id), *case.blocks))
            titled = ((Heading(question.line, 2, question.title, question.id), all_blocks(question)) for question in quiz.questions)
            asked = (block for title, blocks in titled for block in (title, *blocks))
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
    def glossary(self) -> TermMatcher | None:
        """The glossary's terms as they are found in text."""
        return compile_terms(self.ledger.terms.values())

    @cached_property
    def family_prose(self) -> tuple[tuple[str, Texts], ...]:
        """Each file for families with its prose."""
        modules = ((module.path, tuple(module_prose(module))) for module in self.modules if module.audience is Audience.FAMILY)
        quizzes = ((quiz.path, tuple(quiz_prose(quiz))) for quiz in self.quizzes if quiz.audience is Audience.FAMILY)
        return (*modules, *quizzes)

    @cached_property
    def family_counts(self) -> dict[str, Counts]:
        """What the prose of each file for families is made of."""
        return {path: count(text for _, text in texts) for path, texts in self.family_prose}

    @cached_property
    def ledger_is_whole(self) -> bool:
        """False if facts or references could not be read at all, so that every citation would look unknown."""
        return not any(_is_lost(item, self.ledger) for item in self.ledger.diagnostics)


def read_whole(library: Library, today: date, measure: Measure | None = None, limits: Limits = PROGRAM) -> Whole:
    """Read every page of `library`, and measure its slides if there is something to measure them with."""
    catalogue = library.catalogue
    found = (library.module(entry.id, entry.audience) for entry in catalogue.modules if not entry.broken)
    modules = tuple(module for module in found if module)
    quizzes = (library.quiz(entry.name) for entry in catalogue.quizzes if not entry.broken)
    return Whole(
        catalogue,
        modules,
        tuple(quiz for quiz in quizzes if quiz),
        library.ledger,
        library.files,
        today,
        library.root,
        measured(modules, measure),
        limits,
    )


def module_blocks(module: Module) -> tuple[Block, ...]:
    """All blocks of a module, titles of sections as headings."""
    titled = ((Heading(section.line, 2, section.title, section.id), section.blocks) for section in module.sections)
    return (*module.lead, *(block for title, blocks in titled for block in (title, *blocks)))


def _is_lost(item: Diagnostic, ledger: Ledger) -> bool:
    """Whether this finding explains why the ledger has no facts, or no references."""
    empty = (item.path.endswith("facts.yaml") and not ledger.facts) or (item.path.endswith("references.json") and not ledger.references)
    return empty and item.severity is Severity.ERROR
