"""Everything that the rules look at, read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar, cast

from edu_tui.checks.asked import Asked, asked_questions
from edu_tui.checks.claims import Claim, module_claims, quiz_claims
from edu_tui.checks.common import Common
from edu_tui.checks.decks import Deck, Measure, measured
from edu_tui.checks.evidence import Evidence
from edu_tui.checks.figure_grammar import Figure
from edu_tui.checks.gathering import Gatherer
from edu_tui.checks.haystack import Haystack
from edu_tui.checks.limits import PROGRAM, Limits
from edu_tui.checks.passages import Passage, module_head, module_passages, quiz_passages
from edu_tui.checks.prose import Piece, Prose, module_prose, quiz_prose
from edu_tui.checks.question_parts import all_blocks
from edu_tui.checks.readability import Counts, count_sentences
from edu_tui.library.blocks import Block, Cite, Heading, Image, Link
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.ledger import Ledger
from edu_tui.library.library import Library
from edu_tui.library.lock_file import LockRead, read_lock
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Question, Quiz
from edu_tui.library.sources import read_source
from edu_tui.library.terms import TermMatcher
from edu_tui.library.walk import own_inlines, walk_blocks, walk_inlines

T = TypeVar("T")

_MARKS = (Cite, Link, Image)


class Whole:
    """A library with all its pages. A file of which nothing could be read is in none of the lists: its parser has said so already.

    Pages are read when a rule first asks for them. What is worked out of them for several rules is worked out once.
    """

    def __init__(self, pages: Pages, files: tuple[str, ...], common: Common, today: date, measure: Measure | None = None) -> None:
        self.catalogue, self.files = pages.catalogue, files
        self.root = pages.root
        self._pages_of, self._common, self._today, self._measure = pages, common, today, measure
        self._texts: dict[str, str] = {}
        self._worked_out: dict[Callable[[Whole], Any], Any] = {}

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The modules that could be read, in the order of the tracks."""
        return tuple(self._pages_of.modules())

    @cached_property
    def quizzes(self) -> tuple[Quiz, ...]:
        """The quizzes that could be read, by their paths."""
        return tuple(self._pages_of.quizzes())

    @cached_property
    def decks(self) -> tuple[Deck, ...]:
        """How the slides of each module fit a screen, if somebody measures them."""
        return measured(self.modules, self._measure)

    @property
    def ledger(self) -> Ledger:
        """Facts, references and glossary."""
        return self._common.ledger

    @property
    def limits(self) -> Limits:
        """The thresholds that this library sets."""
        return self._common.limits

    def once(self, work_out: Callable[[Whole], T]) -> T:
        """What `work_out` gives for this library, worked out once however many rules ask for it. It must not be changed."""
        if work_out not in self._worked_out:
            self._worked_out[work_out] = work_out(self)
        return cast("T", self._worked_out[work_out])

    def gathered(self, gatherer: Gatherer[T]) -> Iterable[T]:
        """What `gatherer` gives for each module; the order of the modules means nothing."""
        return (gatherer.make(self),)

    @property
    def today(self) -> date:
        """The day on which the library is checked."""
        return self._today

    @property
    def lock(self) -> LockRead:
        """The library's lock, as far as it has one."""
        return self.once(_lock_of)

    def module(self, ident: str, audience: Audience) -> Module | None:
        """The module told for `audience`, if it could be read."""
        return self._by_name.get((ident, audience))

    @cached_property
    def _by_name(self) -> dict[tuple[str, Audience], Module]:
        return {(module.id, module.audience): module for module in self.modules}

    def text(self, path: str) -> str:
        """A file as written, cleaned; "" if it cannot be read."""
        if path not in self._texts:
            self._texts[path] = read_source(self.root, path).text or ""
        return self._texts[path]

    def questions(self) -> Iterator[tuple[Quiz, Question]]:
        """Every question with its quiz."""
        for quiz in self.quizzes:
            for question in quiz.questions:
                yield quiz, question

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every question as the rules for questions read it."""
        return tuple(asked_questions(self.quizzes))

    def asked_of(self, path: str) -> tuple[Asked, ...]:
        """The questions of one file, in written order."""
        return self._asked_by_path.get(path, ())

    @cached_property
    def _asked_by_path(self) -> dict[str, tuple[Asked, ...]]:
        return {path: tuple(group) for path, group in groupby(self.asked, key=attrgetter("path"))}

    @cached_property
    def pages(self) -> tuple[tuple[str, tuple[Block, ...]], ...]:
        """Every file with all that stands in it, titles as headings and answers as paragraphs."""
        return tuple(self._pages())

    @cached_property
    def blocks(self) -> tuple[tuple[str, Block], ...]:
        """Every block with its file, outer before inner, those of the leader's notes included."""
        return tuple((path, block) for path, blocks in self.pages for block in walk_blocks(blocks))

    @cached_property
    def marks(self) -> tuple[tuple[str, int, Cite | Link | Image], ...]:
        """Every citation, link and image with its file and line."""
        runs = ((path, line, parts) for path, block in self.blocks for line, parts in own_inlines(block))
        return tuple((path, line, part) for path, line, parts in runs for part in walk_inlines(parts) if isinstance(part, _MARKS))

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
    def passages(self) -> tuple[Passage, ...]:
        """Every section of a page and every question, with its words."""
        in_modules = (passage for module in self.modules for passage in module_passages(module))
        in_quizzes = (passage for quiz in self.quizzes for passage in quiz_passages(quiz))
        return (*in_modules, *in_quizzes)

    @cached_property
    def passages_by_words(self) -> Haystack[Passage]:
        """The passages by what stands in them."""
        return Haystack((passage.text, passage) for passage in self.passages)

    @cached_property
    def heads_by_words(self) -> Haystack[Passage]:
        """The heads of modules by what stands in them."""
        return Haystack((head.text, head) for head in map(module_head, self.modules))

    def around(self, path: str, line: int) -> str:
        """The words of the passage of `path` in which `line` stands; "" for a file that has none."""
        return next((passage.text for passage in reversed(self._passages_by_path.get(path, ())) if passage.line <= line), "")

    @cached_property
    def _passages_by_path(self) -> dict[str, tuple[Passage, ...]]:
        return {path: tuple(group) for path, group in groupby(self.passages, key=attrgetter("path"))}

    @property
    def evidence(self) -> dict[str, Evidence]:
        """What each fact supports, by its id."""
        return self._common.evidence

    def holders(self, figure: Figure) -> tuple[str, ...]:
        """The facts of the ledger in which the figure stands."""
        return self._common.holders(figure)

    @property
    def glossary(self) -> TermMatcher | None:
        """The glossary's terms as they are found in text."""
        return self._common.glossary

    @cached_property
    def family_prose(self) -> dict[str, Prose]:
        """The prose of each file for families, by its path."""
        modules = (module_prose(module) for module in self.modules if module.audience is Audience.FAMILY)
        quizzes = (quiz_prose(quiz) for quiz in self.quizzes if quiz.audience is Audience.FAMILY)
        return {prose.path: prose for prose in (*modules, *quizzes)}

    @cached_property
    def family_pieces(self) -> Haystack[tuple[str, Piece]]:
        """The pieces of prose for families, each with its file, by their words."""
        return Haystack((piece.text, (path, piece)) for path, prose in self.family_prose.items() for piece in prose.pieces)

    @cached_property
    def family_modules(self) -> tuple[tuple[Module, Prose], ...]:
        """Each module for families with its prose."""
        return tuple((module, self.family_prose[module.path]) for module in self.modules if module.audience is Audience.FAMILY)

    @cached_property
    def family_pages(self) -> tuple[tuple[str, tuple[Block, ...]], ...]:
        """Each file for families with all that stands in it, as in `pages`."""
        return tuple((path, blocks) for path, blocks in self.pages if path in self.family_prose)

    @cached_property
    def family_counts(self) -> dict[str, Counts]:
        """What the prose of each file for families is made of."""
        return {path: count_sentences(prose.sentences) for path, prose in self.family_prose.items()}

    @property
    def ledger_is_whole(self) -> bool:
        """False if facts or references could not be read at all, so that every citation would look unknown."""
        return self._common.ledger_is_whole


class Pages:
    """The pages of `library` that a catalogue names, its own or a part of it; each is read when it is asked for."""

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self.catalogue, self.root, self._library = catalogue, library.root, library

    def modules(self) -> Iterator[Module]:
        """The modules that could be read."""
        found = (self._library.module(entry.id, entry.audience) for entry in self.catalogue.modules if not entry.broken)
        return (module for module in found if module)

    def quizzes(self) -> Iterator[Quiz]:
        """The quizzes that could be read."""
        found = (self._library.quiz(entry.name) for entry in self.catalogue.quizzes if not entry.broken)
        return (quiz for quiz in found if quiz)


def read_whole(library: Library, today: date, measure: Measure | None = None, limits: Limits = PROGRAM) -> Whole:
    """`library` with all its pages, and its slides measured if there is something to measure them with."""
    return Whole(Pages(library, library.catalogue), library.files, Common(library.ledger, limits), today, measure)


def _lock_of(whole: Whole) -> LockRead:
    return read_lock(whole.root)


def module_blocks(module: Module) -> tuple[Block, ...]:
    """All blocks of a module, titles of sections as headings."""
    titled = ((Heading(section.line, 2, section.title, section.id), section.blocks) for section in module.sections)
    return (*module.lead, *(block for title, blocks in titled for block in (title, *blocks)))
