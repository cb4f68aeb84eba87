"""A question tried out by its author: answered and marked as a learner's would be, and kept nowhere."""

from __future__ import annotations

import msgspec

from edu_tui.library.marking import Marking, mark
from edu_tui.library.questions import Choices, Match, Order, Question
from edu_tui.library.shuffling import shuffle_options
from edu_tui.study import answering
from edu_tui.study import draft as drafts
from edu_tui.study.answering import Step
from edu_tui.study.draft import Draft

_SEED = 1  # any: the order must only be the same after each save


class Trial(msgspec.Struct, frozen=True):
    """How far a question is answered: `shown` are the keys in screen order, `active` is the gap that is filled, `insist` that the next
    enter means what was typed; `told` is a sentence about what is missing.
    """

    question: Question
    shown: tuple[str, ...]
    draft: Draft
    marking: Marking | None = None
    active: int = 0
    hint: bool = False
    insist: bool = False
    told: str = ""


def begin(question: Question) -> Trial:
    """The open question. Options stand as they are written; where the written order is the answer they are mixed."""
    shown = shuffle_options(msgspec.structs.replace(question, shuffle=False), _SEED)
    return Trial(question, shown, drafts.empty_draft(question, shown))


def renewed(trial: Trial, question: Question) -> Trial:
    """The trial of a question that was written anew: what was answered stays as far as it fits, and is marked again."""
    if question == trial.question:
        return trial
    fresh = begin(question)
    if type(question.body) is not type(trial.question.body) or not drafts.fits(question, trial.draft):
        return fresh
    active = min(trial.active, max(0, len(trial.draft.response) - 1))
    kept = msgspec.structs.replace(fresh, draft=trial.draft, active=active, hint=trial.hint, insist=trial.insist)
    return give(kept) if trial.marking else kept


def can(trial: Trial, action: str) -> bool:
    """Whether a key of a question does something now: `again`, and while the answer is open `hint`, `tick`, `strike`, `shift` or `pick`."""
    if action == "again":
        return trial.marking is not None or trial != begin(trial.question)
    if trial.marking:
        return False
    body = trial.question.body
    match action:
        case "hint":
            return bool(trial.question.hint) and not trial.hint
        case "strike":
            return isinstance(body, Choices)
        case "shift":
            return isinstance(body, Order)
        case "tick":
            return isinstance(body, Choices | Match)
        case _:
            return not answering.is_typed(trial.question)


def take(trial: Trial, step: Step | None) -> Trial:
    """The trial after a step; an answer that is marked stays as it is."""
    if step is None or trial.marking:
        return trial
    return msgspec.structs.replace(trial, draft=step.draft, insist=False, told="")


def type_in(trial: Trial, text: str) -> Trial:
    """The trial with `text` in the active gap."""
    return take(trial, Step(drafts.write(trial.draft, trial.active, text), ""))


def go_to(trial: Trial, index: int) -> Trial:
    """The trial with another gap being filled; the same if there is none of that number."""
    if trial.marking or not 0 <= index < len(trial.draft.response):
        return trial
    return msgspec.structs.replace(trial, active=index)


def give(trial: Trial) -> Trial:
    """The marked answer, or the same trial with a sentence about what it lacks."""
    question, draft = trial.question, trial.draft
    if missing := answering.missing(question, draft):
        return msgspec.structs.replace(trial, told=missing)
    if not trial.insist and (unmatched := answering.unmatched(question, draft)):
        return msgspec.structs.replace(trial, insist=True, told=unmatched)
    marking = mark(question, draft.response, insist=trial.insist)
    if marking.ask_again:
        return msgspec.structs.replace(trial, insist=True, told=marking.ask_again)
    return msgspec.structs.replace(trial, marking=marking, told="")
