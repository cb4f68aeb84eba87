"""What only people can judge: the questions to a reviewer, by what is looked at. Software says what it knows, and asks the rest."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Subject(StrEnum):
    """What a question to the reviewer is about."""

    BOTH = "Both pages"
    CLINICIAN = "The page for clinicians"
    FAMILY = "The page for families"
    QUESTIONS = "The questions"
    BEFORE_USE = "Before families get it"


class Judgement(msgspec.Struct, frozen=True):
    """One question that a person answers with yes or no.

    `source` says where it comes from, `spec` names the entries of the linter's specification that it covers, "17e" its list of what
    software cannot judge.
    """

    id: str
    subject: Subject
    question: str
    source: str
    spec: tuple[str, ...]


_PEMAT = "U.S. AHRQ, PEMAT for printed material"
_CCI = "U.S. CDC Clear Communication Index"
_NBME = "U.S. NBME item-writing guide"
_HOUSE = "house rule"

PEOPLE: tuple[Judgement, ...] = (
    Judgement("true", Subject.BOTH, "Is every statement true, as medicine stands today?", _HOUSE, ("17e",)),
    Judgement(
        "carried",
        Subject.BOTH,
        "Does each fact carry the statement beside it: the same children, the same measure, the same span of time?",
        _HOUSE,
        ("17e", "LN-04", "LN-05"),
    ),
    Judgement(
        "cause",
        Subject.BOTH,
        "Is nothing told as a cause that was only seen together, or in a study without a comparison?",
        _HOUSE,
        ("LN-06",),
    ),
    Judgement(
        "twins", Subject.BOTH, "Do both pages say the same wherever they tell the same thing?", "the two-layer model of PDQ", ("LN-14",)
    ),
    Judgement(
        "own-words",
        Subject.BOTH,
        "Are all sentences our own, with nothing copied from a source and no item of a licensed questionnaire or table?",
        _HOUSE,
        ("LN-15", "LN-16"),
    ),
    Judgement(
        "drawings",
        Subject.BOTH,
        "Do the drawings help to understand, are they uncluttered, and does none distract?",
        f"{_PEMAT}, items 2, 16, 18",
        ("17e",),
    ),
    Judgement(
        "holds-here",
        Subject.CLINICIAN,
        "Does it hold on your ward, under your protocol and the current label, or does it say where practice differs?",
        _HOUSE,
        ("17e", "LN-08"),
    ),
    Judgement("opinion", Subject.CLINICIAN, "Is what the founding editorial thinks or hopes told as its opinion?", _HOUSE, ("LN-18",)),
    Judgement(
        "main-message",
        Subject.FAMILY,
        "After the first screen, can a parent say what the page is for and what the one main message is?",
        f"{_PEMAT}, item 1; {_CCI}, item 1",
        ("17e", "LN-30"),
    ),
    Judgement(
        "order",
        Subject.FAMILY,
        "Does each part hold one idea, and do the parts stand in the order in which a parent needs them?",
        f"{_PEMAT}, item 10; {_CCI}, item 9",
        ("17e",),
    ),
    Judgement(
        "numbers-mean",
        Subject.FAMILY,
        "Does the page say what each number means for a child, besides telling it?",
        f"{_CCI}, item 16",
        ("17e", "LN-33"),
    ),
    Judgement(
        "risk-told",
        Subject.FAMILY,
        "Of each risk: what can happen, to whom and why, and how bad it is?",
        f"{_CCI}, item 18",
        ("17e", "LN-43"),
    ),
    Judgement(
        "both-sides",
        Subject.FAMILY,
        "Where something is advised: are its good and its bad sides both told?",
        f"{_CCI}, item 19",
        ("LN-44",),
    ),
    Judgement(
        "picture",
        Subject.FAMILY,
        "Is there a picture wherever one would help, and does it help to act where something is to be done?",
        f"{_PEMAT}, items 15 and 26",
        ("17e",),
    ),
    Judgement(
        "tool",
        Subject.FAMILY,
        "Is there something to write on or tick where an action comes again and again?",
        f"{_PEMAT}, item 23",
        ("LN-49",),
    ),
    Judgement(
        "kind",
        Subject.FAMILY,
        "Is it kind? Does it blame nobody, promise nothing, and take no hope away?",
        _HOUSE,
        ("17e", "LN-47"),
    ),
    Judgement(
        "fits",
        Subject.FAMILY,
        "Does it fit families of other faiths, languages, purses and forms than the writer's?",
        _HOUSE,
        ("17e",),
    ),
    Judgement(
        "call-now", Subject.FAMILY, "Does Call now name the right signs, and the right people to call in your hospital?", _HOUSE, ("LN-10",)
    ),
    Judgement(
        "key-blind",
        Subject.QUESTIONS,
        "Cover the key and answer each question: did you choose what the key says?",
        f"{_NBME}: a second clinician answers blind",
        ("LN-80",),
    ),
    Judgement("one-right", Subject.QUESTIONS, "Is every other option wrong, on your ward too, and not merely worse?", _NBME, ("LN-80",)),
    Judgement(
        "tempting",
        Subject.QUESTIONS,
        "Would each wrong option tempt somebody who has not learnt this, and does its feedback name the mistake?",
        _NBME,
        ("17e", "LN-78"),
    ),
    Judgement("one-kind", Subject.QUESTIONS, "Are the options of a question of one kind and told in one form?", _NBME, ("LN-69",)),
    Judgement("matters", Subject.QUESTIONS, "Does each question test something that matters at the bedside or at home?", _NBME, ("LN-85",)),
    Judgement("needed", Subject.QUESTIONS, "Is all that a stem tells of the patient needed for the answer?", _NBME, ("LN-76",)),
    Judgement(
        "respect",
        Subject.QUESTIONS,
        "Are patients told of with respect, and their names, sex and origin only where these matter?",
        _HOUSE,
        ("LN-84",),
    ),
    Judgement(
        "level",
        Subject.QUESTIONS,
        "Does each question ask for what its level says: to remember, to apply, to judge?",
        "Bloom's levels, revised",
        ("LN-81",),
    ),
    Judgement(
        "rated",
        Subject.BEFORE_USE,
        "Two people filled in PEMAT (70% or more) and the CDC index (90 or more) for the page, and the sheets are kept with this one.",
        "house rule; 90 is the index's own mark, 70 is ours",
        ("LN-50",),
    ),
    Judgement(
        "tried",
        Subject.BEFORE_USE,
        "Three parents or nurses read it and said in their own words what they would do. What they missed was rewritten.",
        "U.S. AHRQ, teach-back",
        ("17e", "LN-51"),
    ),
)
"""All questions to a reviewer, in the order in which they are asked."""
