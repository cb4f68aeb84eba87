"""What a library gives to a session with one module: its slides, the questions that a room can vote on, and its teach-backs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from edu_tui.library import blocks as b
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience, Module, Section
from edu_tui.library.questions import Choices, Question, Quiz
from edu_tui.library.shuffling import shuffle_options
from edu_tui.library.slides import Slide, opening_slides, section_slides, seen_blocks, teach_backs, word_count
from edu_tui.library.walk import plain, walk_blocks
from edu_tui.progress.sessions_events import Ballot, BallotOption, FormPair

VOTE_TYPES = ("single", "truefalse", "poll")
"""The types of questions to which everybody in a room has one answer out of a few, so that hands can be counted."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What options are called on the screen and on voting cards, by their order."""

SENSITIVE = "sensitive"
"""The tag of a poll whose answers must not be traced to a person. For families every poll is one."""


class Prompt(msgspec.Struct, frozen=True):
    """A teach-back: `blocks` are what the audience is asked, `points` what to listen for; `section` where it stands, "" in a question.

    Where its author lists no points, they are what the section's objectives say that one can do.
    """

    id: str
    title: str
    section: str
    blocks: tuple[b.Block, ...]
    points: tuple[str, ...]
    notes: tuple[b.Block, ...] = ()


class Material(msgspec.Struct, frozen=True, dict=True):
    """One module with its questions, None if it has none."""

    module: Module
    quiz: Quiz | None = None
    library: str = ""
    version: str = ""

    @property
    def audience(self) -> Audience:
        """Whom the module speaks to."""
        return self.module.audience

    def section(self, ident: str) -> Section | None:
        """The section with this id, if there is one."""
        return self.module.section(ident)

    def question(self, ident: str) -> Question | None:
        """The question with this id, if there is one."""
        return self.quiz.question(ident) if self.quiz else None

    def slides(self, section: str) -> tuple[Slide, ...]:
        """The slides of a section; none if there is no such section."""
        return self._slides.get(section, ())

    @cached_property
    def _slides(self) -> dict[str, tuple[Slide, ...]]:
        """The slides by section: each key of a session asks for some of them."""
        return {section.id: section_slides(section) for section in self.module.sections}

    def opening(self) -> tuple[Slide, ...]:
        """The slides with the module's title and its lead."""
        return opening_slides(self.module)

    def questions(self) -> tuple[Question, ...]:
        """The questions that a room can vote on, those of the forms left out, in written order."""
        return tuple(question for question in (self.quiz.questions if self.quiz else ()) if not question.form and can_vote(question))

    def prompts(self) -> tuple[Prompt, ...]:
        """All teach-backs of the module and of its questions, in written order."""
        return (*(prompt for section in self.module.sections for prompt in self._prompts_in(section)), *self._prompts_of_questions())

    def prompt(self, ident: str) -> Prompt | None:
        """The teach-back with this id, if there is one."""
        return next((prompt for prompt in self.prompts() if prompt.id == ident), None)

    def pairs(self) -> tuple[FormPair, ...]:
        """The parallel questions that have their counterpart, in the order of the first form."""
        post = {question.twin: question for question in (self.quiz.form("post") if self.quiz else ())}
        before = self.quiz.form("pre") if self.quiz else ()
        return tuple(
            FormPair(pre=one.id, post=post[one.id].id, title=plain(one.title), objective=self.objective(one.objective))
            for one in before
            if one.id in post
        )

    def objective(self, ident: str) -> str:
        """The text of an objective; its id where the module does not name it."""
        return next((objective.text for objective in self.module.objectives if objective.id == ident), ident)

    def ballot(self, question: Question, seed: int) -> Ballot:
        """A question as it is put to the vote. Raises ValueError for one that a room cannot vote on."""
        if not can_vote(question) or not isinstance(question.body, Choices):
            raise ValueError(f"{question.id} cannot be voted on")
        options = {option.key: option for option in question.body.options}
        poll = not question.scored
        return Ballot(
            question=question.id,
            rev=question.rev,
            title=plain(question.title),
            options=tuple(
                BallotOption(key, plain(options[key].inlines), options[key].correct and not poll) for key in shuffle_options(question, seed)
            ),
            poll=poll,
            sensitive=poll and (self.audience is Audience.FAMILY or SENSITIVE in question.tags),
            objective=self.objective(question.objective),
        )

    def _prompts_in(self, section: Section) -> Iterator[Prompt]:
        objectives = tuple(self.objective(ident) for ident in section.objectives)
        for number, found in enumerate(teach_backs(section.blocks), 1):
            points = tuple(words for item in found.points if (words := block_words(item.blocks)))
            ident = section.id if number == 1 else f"{section.id}-{number}"
            notes = tuple(note for slide in section_slides(section) for note in slide.notes)
            yield Prompt(ident, plain(section.title), section.id, found.prompt, points or objectives, notes)

    def _prompts_of_questions(self) -> Iterator[Prompt]:
        for question in self.quiz.questions if self.quiz else ():
            if question.teach_back and not question.form:
                asked = seen_blocks(block for block in question.teach_back if not isinstance(block, b.ItemList))
                listed = (item for block in question.teach_back if isinstance(block, b.ItemList) for item in block.items)
                points = tuple(words for item in listed if (words := block_words(item.blocks)))
                yield Prompt(question.id, plain(question.title), "", asked, points or (self.objective(question.objective),), question.notes)


def material_of(library: Library, module: str, audience: Audience) -> Material | None:
    """The material of a module as told to `audience`; None if the library has no such page. A page that is broken is given as it is."""
    page = library.module(module, audience)
    if page is None:
        return None
    entry = library.catalogue.quiz_for(module, audience)
    quiz = library.quiz(entry.name) if entry is not None and not entry.broken else None
    return Material(page, quiz, library.catalogue.id, library.catalogue.version)


def can_vote(question: Question) -> bool:
    """Whether a room can vote on a question by show of hands."""
    return question.type in VOTE_TYPES and isinstance(question.body, Choices) and len(question.body.options) <= len(LETTERS)


def block_words(blocks: tuple[b.Block, ...]) -> str:
    """The words of running text on one line."""
    return " ".join(
        words for block in walk_blocks(blocks) if isinstance(block, b.Paragraph | b.Heading) and (words := plain(block.inlines))
    )


def question_words(question: Question, vignette: tuple[b.Block, ...] = ()) -> int:
    """How many words are read aloud until a room can vote: vignette, stem and options."""
    options = question.body.options if isinstance(question.body, Choices) else ()
    return word_count(vignette) + word_count(question.stem) + sum(len(plain(option.inlines).split()) for option in options)
