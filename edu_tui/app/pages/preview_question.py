"""A question in a preview: tried out as a learner would, or with all that its author wrote behind the answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu_tui.app.pages.inline_parts import spans_of
from edu_tui.app.pages.question import question_layout, stack_under
from edu_tui.app.pages.question_view import QuestionView
from edu_tui.app.quiz_views import question_look
from edu_tui.library.blocks import Block
from edu_tui.library.ledger import Ledger
from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Short
from edu_tui.render.layout import LayoutContext, lay_out, lay_out_inlines, stack
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.preview_parts import Asked
from edu_tui.study.preview_trial import Trial

RIGHT, WRONG, PARTLY, NEUTRAL = ("✓", "success"), ("✗", "error"), ("◐", "caution"), ("•", "muted")
"""The sign of an answer by what it is worth, and its style."""


def asked_look(asked: Asked, ledger: Ledger, *, answered: bool) -> LayoutContext:
    """How a question is laid out, before the answer or after it."""
    return question_look(asked.question, asked.case, ledger, answered=answered)


def trial_layout(asked: Asked, trial: Trial, look: LayoutContext, last: bool, width: int) -> Layout:
    """The question as a learner has it before her; targets as in `question_layout`."""
    view = QuestionView(
        question=asked.question,
        case=asked.case,
        shown=trial.shown,
        draft=trial.draft,
        context=look,
        marking=trial.marking,
        active=trial.active,
        hint=trial.hint,
        last=last,
    )
    return question_layout(view, width)


def key_layout(asked: Asked, look: LayoutContext, width: int) -> Layout:
    """The question with its key: every answer with its feedback, the hint, the explanation, and what is for the one who leads."""
    question = asked.question
    head = Writer(width)
    head.write([Span("The key", "subheading"), Span("  what learners read after each answer", "muted")], question.line)
    vignette = lay_out(asked.case.blocks, width, look) if asked.case else Layout(())
    parts = [head.layout(), vignette, lay_out(question.stem, width, look), *_answers(question, look, width)]
    for label, blocks in _behind(question):
        if blocks:
            parts.append(stack_under(label, blocks, look, width))
    return stack([part for part in parts if part.lines])


def _behind(question: Question) -> Sequence[tuple[str, tuple[Block, ...]]]:
    """What stands below the answers, label by label."""
    return (
        ("Hint", question.hint),
        ("Why", question.explanation),
        ("Notes, for the one who leads", question.notes),
        ("Teach-back", question.teach_back),
        ("Ask", question.ask),
    )


def _answers(question: Question, look: LayoutContext, width: int) -> Iterator[Layout]:
    """Each answer that the author foresaw."""
    match question.body:
        case Choices(kind, options):
            for option in options:
                sign = NEUTRAL if kind == "poll" else RIGHT if option.correct else WRONG
                words = spans_of(option.inlines, look)
                if option.weight is not None:
                    words.append(Span(f"  {option.weight:+}", "muted"))
                yield _answer(sign, words, option.feedback, option.line, look, width)
        case Numeric(ranges):
            for one in ranges:
                sign = RIGHT if one.credit >= 1 else WRONG if one.credit <= 0 else PARTLY
                yield _answer(sign, [Span(one.text)], one.feedback, one.line, look, width)
        case Short(answers):
            for variants in answers:
                words = [Span(" | ".join(variants.variants))]
                yield _answer(RIGHT if variants.correct else WRONG, words, variants.feedback, variants.line, look, width)
        case Order(steps):
            for number, step in enumerate(steps, 1):
                yield Layout(
                    lay_out_inlines(step.inlines, width, look, first=(Span(f"{number}  "),), rest=(Span("   "),), source=step.line)
                )
        case Match(pairs, rights):
            belongs = dict(rights)
            for pair in pairs:
                words = [*spans_of(pair.left, look), Span("  → ", "muted"), *spans_of(belongs[pair.right_key], look)]
                yield _answer(NEUTRAL, words, (), pair.line, look, width)
        case Cloze(blanks):
            for number, accepted in enumerate(blanks, 1):
                yield _answer((str(number), "strong"), [Span(" | ".join(accepted))], (), question.line, look, width)


def _answer(
    sign: tuple[str, str], words: Sequence[Span], feedback: tuple[Block, ...], line: int, look: LayoutContext, width: int
) -> Layout:
    writer = Writer(width)
    writer.open((Span(f"{sign[0]} ", sign[1]),), (Span("  "),), line)
    writer.write(words, line)
    writer.put(lay_out(feedback, max(20, writer.room), look).lines)
    writer.close()
    return writer.layout()
