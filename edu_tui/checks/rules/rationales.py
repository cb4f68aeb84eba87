"""What a question teaches: why each answer is right or wrong, on which facts that rests, and how much it asks to keep in mind."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.question_parts import all_blocks, answers, feedbacks
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Choices, Cloze, Match, Order, Question, Short
from edu_tui.library.walk import all_inlines, cited_keys, plain

_ONE_POINT = frozenset({"single", "truefalse", "numeric", "short", "cloze"})
"""Types with one thing to know; steps, pairs and several right options each rest on facts of their own."""


@rule(
    "B24",
    Severity.ERROR,
    reason="Learning happens where somebody reads why the answer that tempted them is wrong.",
    example='- [ ] Early, without a quote below it; or with "> No." alone.',
    cure="Write > and one sentence under each option; under the answers of other types, > **Explanation:**.",
    source="Studies of learning by tests: a wrong answer is mended by its explanation",
    spec=("LN-78",),
)
def option_without_reason(whole: Whole) -> Iterator[Finding]:
    """An option without feedback, a wrong one with next to none, and steps, pairs or blanks without an explanation."""
    least = whole.limits.question_rationale_words
    for asked in whole.asked:
        question = asked.question
        if isinstance(question.body, Order | Match | Cloze) and not question.explanation:
            yield Finding(asked.path, asked.line, f"nothing says why the answer to {question.id} is right")
        for option in asked.options if question.scored else ():
            feedback = option.option.feedback
            if not feedback:
                yield Finding(asked.path, option.line, "nothing says why this option is right or wrong")
            elif not option.correct and len(_words(feedback)) < least:
                yield Finding(asked.path, feedback[0].line, "this does not say why the option is wrong")


def _words(blocks: tuple[b.Block, ...]) -> list[str]:
    return [word for _, part in all_inlines(blocks) if isinstance(part, b.Text) for word in part.text.split()]


@rule(
    "B25",
    Severity.ERROR,
    reason="What a clinician is marked by must be looked up by whoever doubts it.",
    example="A question for clinicians without [@...] in feedback or explanation.",
    cure="Cite the fact in the explanation, and write it into content/facts.yaml if it is not there.",
    source="House rule: every clinical statement rests on the ledger",
    spec=("LN-78",),
)
def question_without_fact(whole: Whole) -> Iterator[Finding]:
    """A scored question for clinicians that cites nothing. Of those for families the figures alone are held to facts (E01, E04)."""
    for asked in whole.asked:
        question = asked.question
        if asked.audience is Audience.FAMILY or not question.scored:
            continue
        if not cited_keys(question.explanation) and not cited_keys(all_blocks(question)):
            yield Finding(asked.path, asked.line, f"{question.id} cites no fact")


@rule(
    "B26",
    Severity.WARNING,
    reason="What is practised again and again is one thing, short enough to be said in a breath.",
    example="A step or a typed answer of thirty words.",
    cure="Shorten it, or make two questions of it.",
    source="Minimum information principle for cards; the number of words is a house rule",
    spec=("LN-102",),
)
def long_answer(whole: Whole) -> Iterator[Finding]:
    """A step, a side of a pair, a blank or a typed answer of too many words. Options have a rule of their own (B16)."""
    most = whole.limits.question_answer_words
    for asked in whole.asked:
        for line, text in _answers(asked.question):
            if len(text.split()) > most:
                yield Finding(asked.path, line, f"this answer has {len(text.split())} words, at most {most} can be kept in mind")


def _answers(question: Question) -> Iterator[tuple[int, str]]:
    match question.body:
        case Choices():
            return
        case Short(written):
            yield from ((answer.line, answer.variants[0]) for answer in written if answer.correct)
        case Cloze(blanks):
            yield from ((question.stem[0].line if question.stem else question.line, blank[0]) for blank in blanks)
        case _:
            yield from ((line, plain(parts)) for line, parts, _ in answers(question))


@rule(
    "B27",
    Severity.WARNING,
    reason="A question that rests on five facts asks for five things, and a wrong answer does not say which is missing.",
    example="An explanation that cites [@RT-01; @RT-02; @RT-03; @RT-04; @RT-05] behind one right option.",
    cure="Ask for one thing, and cite the facts that decide it; the others belong to the page.",
    source="Minimum information principle for cards; the number of facts is a house rule",
    spec=("LN-102",),
)
def answer_of_many_facts(whole: Whole) -> Iterator[Finding]:
    """A question with one point whose answer rests on too many facts."""
    most = whole.limits.question_key_facts
    for asked in whole.asked:
        question = asked.question
        if question.type in _ONE_POINT:
            cited = cited_keys((*feedbacks(question, right_only=True), *question.explanation))
            facts = [key for key in cited if key in whole.ledger.facts]
            if len(facts) > most:
                yield Finding(asked.path, asked.line, f"the answer rests on {len(facts)} facts, and {most} at most make one point")
