"""The parts of a question: what is asked, what is right, what teaches."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.library import blocks as b
from edu_tui.library.questions import Choices, Match, Numeric, Order, Question, Short


def feedbacks(question: Question, *, right_only: bool = False) -> Iterator[b.Block]:
    """The blocks of feedback, of all answers or of the right ones."""
    match question.body:
        case Choices(_, options):
            for option in options:
                yield from option.feedback if option.correct or not right_only else ()
        case Numeric(ranges):
            for item in ranges:
                yield from item.feedback if item.credit == 1 or not right_only else ()
        case Short(answers):
            for answer in answers:
                yield from answer.feedback if answer.correct or not right_only else ()


def teaching_blocks(question: Question) -> tuple[b.Block, ...]:
    """What a question says beyond its stem and its answers."""
    labelled = (question.hint, question.explanation, question.notes, question.teach_back, question.ask)
    return (*feedbacks(question), *(block for blocks in labelled for block in blocks))


def answers(question: Question) -> Iterator[tuple[int, tuple[b.Inline, ...], bool]]:
    """The answers that are Markdown: line, inlines, and whether they are right (steps and pairs always are)."""
    match question.body:
        case Choices(_, options):
            yield from ((option.line, option.inlines, option.correct) for option in options)
        case Order(steps):
            yield from ((step.line, step.inlines, True) for step in steps)
        case Match(pairs, rights):
            wanted = {pair.right_key: pair.line for pair in pairs}
            yield from ((pair.line, pair.left, True) for pair in pairs)
            yield from ((wanted.get(key, question.line), inlines, key in wanted) for key, inlines in rights)


def all_blocks(question: Question) -> tuple[b.Block, ...]:
    """All of a question, its answers as paragraphs."""
    written = (b.Paragraph(line, parts) for line, parts, _ in answers(question))
    return (*question.stem, *written, *teaching_blocks(question))
