"""What objectives promise and what questions ask, by level: remember, understand, apply, analyse, evaluate, create."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity, has_errors
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Quiz

_BLOOM = "Revised taxonomy of Bloom (Anderson and Krathwohl)"
_OUTCOME = "U.S. nurses' continuing education: an outcome is measurable and observable"

LEVELS = {
    "remember": "list name define state recall label repeat",
    "understand": "explain describe summarise summarize classify interpret tell paraphrase illustrate",
    "apply": "calculate use demonstrate choose apply select compute perform plan write draft",
    "analyse": "compare distinguish prioritise prioritize analyse analyze separate trace differentiate",
    "evaluate": "justify critique appraise recommend judge defend",
}
"""Verbs by the level that they promise. Questions with options cannot create, so plan and write count as use of what is known."""

_VERBS = {verb: level for level, verbs in LEVELS.items() for verb in verbs.split()}
_USE = frozenset({"apply", "analyse", "evaluate", "create"})

_SECOND = re.compile(
    rf"\b(?:and|then)(?: then)? ({'|'.join(sorted(_VERBS))}|place|show|say|give|identify|report) "
    r"(?=(?:the|a|an|what|how|which|when|why|where|whom|it|them|your|each|its|to|on|in|by|for)\b)"
)

_SOMEBODY = re.compile(
    r"\b(?:an?|this|the|his|her) (?:boy|girl|child|patient|infant|baby|teenager|mother|father|parent|family)\b", re.IGNORECASE
)
"""A person of whom a stem tells: with one there is a situation, however short."""

_NAMES_WORDS = 3
"""Words up to which an option is a name."""

_BARE_WORDS = 14
"""Words up to which a stem of one sentence tells no situation."""


@rule(
    "O07",
    Severity.WARNING,
    reason="An objective to compare or to calculate is not reached by those who can only repeat.",
    example='"Compare two schemes", for which all questions have bloom: remember.',
    cure="Write a question that lets the learner do what the verb says, or promise less.",
    source=_BLOOM,
    spec=("LN-81", "LN-91"),
)
def objective_asked_below_its_level(whole: Whole) -> Iterator[Finding]:
    """An objective whose verb (compare, calculate) promises use, for which no question asks to apply or more.

    Only where all its questions name a level.
    """
    for quiz in _complete(whole):
        module = whole.module(quiz.module, quiz.audience)
        asked: dict[str, list[str]] = {}
        for question in quiz.questions:
            if question.scored and question.objective:
                asked.setdefault(question.objective, []).append(question.bloom)
        for objective in module.objectives if module else ():
            levels, verb = asked.get(objective.id, []), first_word(objective.text)
            if levels and all(levels) and _VERBS.get(verb) in _USE and not _USE.intersection(levels):
                message = f'"{verb}" promises use, but no question for "{objective.id}" asks to apply or more'
                yield Finding(module.path if module else quiz.path, 1, message, near=f"{objective.id}:")


@rule(
    "O08",
    Severity.WARNING,
    reason="At the bed nobody is asked for a definition.",
    example="A quiz for clinicians with three of twenty questions at apply or above.",
    cure="Turn questions into patients: what follows, what comes first, what fits this child.",
    source=f"{_BLOOM}; the share is a house rule",
    spec=("LN-81",),
)
def too_little_use(whole: Whole) -> Iterator[Finding]:
    """A quiz for clinicians in which too few of the questions with a level ask to apply or more."""
    limits = whole.limits
    for quiz in _complete(whole):
        levels = [question.bloom for question in quiz.questions if question.scored and question.bloom]
        using = sum(level in _USE for level in levels)
        if (
            quiz.audience is Audience.CLINICIAN
            and len(levels) >= limits.bank_applying_questions
            and using < limits.bank_applying * len(levels)
        ):
            message = f"{using} of {len(levels)} questions ask to apply or more, where {limits.bank_applying:.0%} should"
            yield Finding(quiz.path, 1, message)


@rule(
    "O09",
    Severity.WARNING,
    reason="Who reached one half of a double objective has neither reached it nor failed it.",
    example="plan: Compare two schemes and choose the right one",
    cure="Make two objectives of it, or keep the verb that asks for more.",
    source=_OUTCOME,
    spec=("LN-90",),
)
def objective_with_two_verbs(whole: Whole) -> Iterator[Finding]:
    """An objective with a second verb behind "and". A warning: the two may be one act."""
    for module in whole.modules:
        for objective in module.objectives:
            if found := _SECOND.search(objective.text):
                message = f'the objective "{objective.id}" has a second verb, "{found[1]}"'
                yield Finding(module.path, 1, message, near=f"{objective.id}:")


@rule(
    "O10",
    Severity.ERROR,
    reason="In one session nobody reaches six objectives, and without one nobody knows what was to be reached.",
    example="A head with seven objectives, or with none.",
    cure="Leave those that the session can reach, and give the others a module of their own.",
    source=f"{_OUTCOME}; the number is a house rule",
    spec=("LN-91",),
)
def number_of_objectives(whole: Whole) -> Iterator[Finding]:
    """A module without objectives, or with too many of them. A head that cannot be read has none that are known."""
    most = whole.limits.objectives_most
    for module in whole.modules:
        count = len(module.objectives)
        if not count and not has_errors(module.diagnostics):
            yield Finding(module.path, 1, "this module has no objectives", near="objectives:")
        elif count > most:
            message = f"this module has {count} objectives, at most {most} can be reached in one session"
            yield Finding(module.path, 1, message, near="objectives:")


@rule(
    "O11",
    Severity.WARNING,
    reason="A name that is asked for is remembered, whatever level stands above the question.",
    example='bloom: apply above "Which antigen does the drug bind?" with three names as options.',
    cure="Write bloom: remember, or tell a situation in which the name has to be found.",
    source=_BLOOM,
    spec=("LN-81",),
)
def level_above_its_task(whole: Whole) -> Iterator[Finding]:
    """A question at apply or above with no situation: one short sentence that asks for a name, as option or typed."""
    for asked in whole.asked:
        question = asked.question
        is_bare = len(asked.sentences) == 1 and not asked.vignette and len(asked.lead.split()) <= _BARE_WORDS
        names = question.type == "short" or (
            question.type == "single" and all(len(option.tokens) <= _NAMES_WORDS for option in asked.options)
        )
        if (
            question.bloom in _USE
            and is_bare
            and names
            and not any(sign.isdigit() for sign in asked.lead)
            and not _SOMEBODY.search(asked.lead)
        ):
            yield Finding(asked.path, asked.lead_line, f"{question.id} asks for a name, which is to remember and not to {question.bloom}")


def first_word(text: str) -> str:
    """The first word of a text, folded; "" if there is none."""
    return next(iter(text.casefold().split()), "").strip(".,;:")


def _complete(whole: Whole) -> Iterator[Quiz]:
    """The quizzes of which every question could be read."""
    return (quiz for quiz in whole.quizzes if not has_errors(quiz.diagnostics))
