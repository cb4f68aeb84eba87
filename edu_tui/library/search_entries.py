"""What can be found in a library: its pages section by section, its questions, facts and glossary terms, as the words that stand in them.

Nothing here tells which answer is right: of a question the stem and the answers are shown, without feedback, in the order of the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple, TypeAlias

import msgspec

from edu_tui.library import blocks as b
from edu_tui.library.ledger import Fact, Term
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Case, Choices, Match, Numeric, Order, Question, Quiz, Short
from edu_tui.library.walk import cited_keys, own_inlines, plain, walk_blocks

_ENDS = (".", "!", "?", ":", ";", ",")


Key: TypeAlias = tuple[str, ...]
"""What may be wanted for how a learner stands to it: a question by its id alone, a section by module, audience and id."""


def key_of(kind: str, ident: str, module: str, audience: str) -> Key:
    """The key of what has this kind and id, and belongs there."""
    match kind:
        case Kind.QUESTION:
            return (ident,)
        case Kind.PAGE:
            return (module, audience, ident)
        case _:
            return (kind, ident)


class Kind(StrEnum):
    """What was found."""

    PAGE = "page"
    QUESTION = "question"
    FACT = "fact"
    TERM = "term"


class Entry(msgspec.Struct, frozen=True):
    """Something that can be found: what it is, its title, and the words that may be shown of it.

    `id` is of the section ("" for a module's cover), question or fact, or the term's name. `home` is the title of the module or quiz around
    it; `tags` are the other names of a term, or the status of a fact and its doubts.
    """

    kind: Kind
    id: str
    title: str
    text: str
    home: str = ""
    module: str = ""
    audience: str = ""
    quiz: str = ""
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What it is known by to a learner's progress."""
        return key_of(self.kind, self.id, self.module, self.audience)


class Belonging(NamedTuple):
    """Where an entry belongs, for filters; "" where it belongs to none."""

    module: str
    audience: str
    objective: str = ""


class Findable(msgspec.Struct, frozen=True):
    """An entry with its names, with words by which it is found but which are not shown, and with all places where it belongs.

    Who types one of its `names` as a whole means this entry; the words of its `heading` count for more than those of its text.
    """

    entry: Entry
    names: tuple[str, ...]
    heading: str
    unshown: str = ""
    belongings: tuple[Belonging, ...] = ()


def findables(library: Library) -> Iterator[Findable]:
    """Everything that can be found in `library`. What cannot be shown is left out."""
    cited: dict[str, set[Belonging]] = {}
    catalogue = library.catalogue
    for entry in catalogue.modules:
        module = None if entry.broken else library.module(entry.id, entry.audience)
        if module is not None:
            yield from _pages(module, cited)
    for told in catalogue.quizzes:
        quiz = None if told.broken else library.quiz(told.name)
        if quiz is not None:
            yield from _questions(quiz, cited)
    for fact in library.ledger.facts.values():
        yield _fact(fact, cited.get(fact.id, set()))
    for term in library.ledger.terms.values():
        yield _term(term)


# --- pages -----------------------------------------------------------------------------------------------------------------------


def _pages(module: Module, cited: dict[str, set[Belonging]]) -> Iterator[Findable]:
    """A module's cover and its sections."""
    objectives = (objective.text for objective in module.objectives)
    cover = _joined([module.summary, *objectives, *_texts(module.lead)])
    place = Belonging(module.id, module.audience)
    _note(cited, module.lead, (place,))
    yield _titled(Entry(Kind.PAGE, "", module.title, cover, "", module.id, module.audience), (place,))
    for section in module.sections:
        places = _places(place, section.objectives)
        _note(cited, section.blocks, places)
        text = _joined(_texts(section.blocks))
        yield _titled(Entry(Kind.PAGE, section.id, plain(section.title), text, module.title, module.id, module.audience), places)


def _titled(entry: Entry, places: tuple[Belonging, ...], unshown: str = "") -> Findable:
    """What goes by its title."""
    return Findable(entry, (entry.title,), entry.title, unshown, places)


def _places(place: Belonging, objectives: Iterable[str]) -> tuple[Belonging, ...]:
    """The place of a module for each of `objectives`, or without one."""
    return tuple(place._replace(objective=objective) for objective in objectives) or (place,)


def _note(cited: dict[str, set[Belonging]], blocks: Iterable[b.Block], places: Iterable[Belonging]) -> None:
    """A fact belongs to every place where it is cited."""
    for key in cited_keys(blocks):
        cited.setdefault(key, set()).update(places)


def _texts(blocks: Iterable[b.Block]) -> Iterator[str]:
    """The words of `blocks`, piece by piece, the leader's notes left out."""
    for block in walk_blocks(blocks, notes=False):
        match block:
            case b.ChartBlock(_, chart):
                yield from (chart.title, chart.alt)
            case b.CodeBlock(_, text):
                yield text
            case _:
                yield from (plain(parts) for _, parts in own_inlines(block))


def _joined(texts: Iterable[str]) -> str:
    """Pieces of text as one line, with a dot behind those that do not end as sentences do."""
    parts = [part for text in texts if (part := " ".join(text.split()))]
    return " ".join([part if part.endswith(_ENDS) else f"{part} ·" for part in parts[:-1]] + parts[-1:])


# --- questions -------------------------------------------------------------------------------------------------------------------


def _questions(quiz: Quiz, cited: dict[str, set[Belonging]]) -> Iterator[Findable]:
    place = Belonging(quiz.module, quiz.audience)
    for question in quiz.questions:
        places = _places(place, (question.objective,) if question.objective else ())
        _note(cited, (*question.stem, *_feedback(question), *question.explanation), places)
        text = _joined([*_vignette(quiz.case(question.case)), *_texts(question.stem), *_answers(question)])
        found = Entry(Kind.QUESTION, question.id, plain(question.title), text, quiz.title, quiz.module, quiz.audience, quiz.name)
        yield _titled(found, places, _joined(_texts(question.explanation)))


def _vignette(case: Case | None) -> Iterator[str]:
    if case is not None:
        yield plain(case.title)
        yield from _texts(case.blocks)


def _answers(question: Question) -> list[str]:
    """What there is to choose from, in the order of the alphabet: an author's order may tell which is right."""
    match question.body:
        case Choices(_, options):
            runs = [option.inlines for option in options] if question.type != "truefalse" else []
        case Order(steps):
            runs = [step.inlines for step in steps]
        case Match(pairs, rights):
            runs = [*(pair.left for pair in pairs), *(inlines for _, inlines in rights)]
        case _:  # what is to be typed would be the answer
            runs = []
    return sorted(map(plain, runs), key=str.casefold)


def _feedback(question: Question) -> Iterator[b.Block]:
    """What is said to each answer."""
    match question.body:
        case Choices(_, options):
            parts = [option.feedback for option in options]
        case Numeric(ranges):
            parts = [item.feedback for item in ranges]
        case Short(answers):
            parts = [answer.feedback for answer in answers]
        case _:
            parts = []
    return (block for blocks in parts for block in blocks)


# --- facts and terms -------------------------------------------------------------------------------------------------------------


def _fact(fact: Fact, places: set[Belonging]) -> Findable:
    """A fact: its claim, population and figures. The letters of its id are no heading: all facts of one topic share them."""
    parts = [fact.claim, f"({fact.population})" if fact.population else "", "; ".join(fact.figures)]
    entry = Entry(Kind.FACT, fact.id, fact.id, " ".join(filter(None, parts)), tags=(fact.status, *fact.doubts))
    return Findable(entry, (fact.id,), "", fact.id, tuple(sorted(places)))


def _term(term: Term) -> Findable:
    """A glossary term, its plain line first; it speaks to everybody."""
    names = (term.name, *term.aliases)
    entry = Entry(Kind.TERM, term.name, term.name, _joined([term.plain, term.clinician]), tags=term.aliases)
    return Findable(entry, names, " | ".join(names), "", tuple(Belonging("", audience) for audience in Audience))
