"""What could harm a family that acts on it: doses, settings, orders to stop or start, and signs without a number to call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.claims import Role
from edu_tui.checks.passages import text_of_blocks
from edu_tui.checks.prose import sentences
from edu_tui.checks.question_parts import answers
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.known_names import DRUGS
from edu_tui.checks.whole import Whole, module_blocks
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Audience, Module
from edu_tui.library.text import fold_space
from edu_tui.library.walk import plain, walk_blocks

_DOSE = re.compile(
    r"\b\d[\d.,]* ?(?:mg|mcg|µg|μg|ug|micrograms?|milligrams?|grams?|ml|millilit(?:re|er)s?|units?|IU|drops?|puffs?|tablets?"
    r"|pills?|capsules?|(?:tea|table)?spoon(?:ful)?s?)\b"
    r"(?! of (?:blood|bone marrow|marrow|urine|water|milk|juice|tea|soup|yoghurt)\b)(?:/(?:m²|m2|kg|h|hr|hour|day)\b)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_SETTING = re.compile(r"\b\d[\d.,]* ?(?:ml|mL|drops) ?(?:/|per|an|each) ?(?:h|hr|hour|min|minute)\b", re.IGNORECASE)


@rule(
    "X08",
    Severity.ERROR,
    reason="A dose that stands in print is given to the wrong child one day.",
    example="Give 250 mg of paracetamol.",
    cure="Leave the amount out and say whom to ask: the team works it out for each child.",
    source="house rule: text for families holds no dose and no setting of a device",
    spec=("LN-09",),
)
def dose_for_families(whole: Whole) -> Iterator[Finding]:
    """An amount of a drug, or the rate of a pump, in text for families."""
    for path, line, text in whole.once(_family_texts):
        found = (_SETTING.search(text) or _DOSE.search(text)) if _DIGIT.search(text) else None
        if found:
            yield Finding(path, line, f'"{found.group()}" can be read as a dose or a setting', near=found.group())


_ORDER = r"(?:stop|start|skip|miss|pause|halve|double|increase|raise|lower|reduce|change|restart|switch|give|take|turn|set|hold|drop|cut)"
_MEDICINE = (
    r"(?:drugs?|medicines?|medications?|pills?|tablets?|doses?|steroids?|chemo(?:therapy)?|pump|drip|infusion|injections?|antibiotics?"
    rf"|paracetamol|acetaminophen|ibuprofen|aspirin|painkillers?|settings?|(?<!\ban )alarm|{'|'.join(sorted(DRUGS))})"
)
_OTHER_THINGS = "dates?|lists?|names?|notes?|numbers?|times?|diary|pictures?|photos?|walk|bath|break|rest|look|call|bed|hand|seat"
_TURNS = "before|after|while|when|during|for|about|until"
_FEW_WORDS = rf"(?: (?!(?:{_OTHER_THINGS}|{_TURNS})\b)[\w'’-]+){{0,4}}?"
"""What may stand between an order and a medicine; behind some words the order is about something else: "take a picture of the pump"."""

_TAKEN_ALONG = r"(?! (?:along|with you|to the (?:ward|clinic|hospital)|box(?:es)?|bags?|clocks?|diary|lists?|charts?)\b)"
_COMMAND = re.compile(rf"(?:please |then |so |first |just |now |always )*{_ORDER}\b{_FEW_WORDS} {_MEDICINE}\b{_TAKEN_ALONG}", re.IGNORECASE)
_PERMISSION = re.compile(
    rf"\byou (?:can|may|should|must|could|need to|have to) {_ORDER}\b{_FEW_WORDS} {_MEDICINE}\b{_TAKEN_ALONG}", re.IGNORECASE
)
_DEFERS = re.compile(r"\b(?:teams?|doctors?|nurses?|clinic|ward|ask|call|us|we|pharmacist|list|names?|notes?|questions?)\b", re.IGNORECASE)


@rule(
    "X09",
    Severity.ERROR,
    reason="Whether a drug is stopped or started is decided for one child, by its team.",
    example="Stop the steroid if your child cannot sleep.",
    cure="Say whom to call before anything is changed.",
    source="house rule: text for families orders no change of a treatment",
    spec=("LN-09",),
)
def treatment_order_for_families(whole: Whole) -> Iterator[Finding]:
    """A sentence that tells families to stop, start, skip or change a drug, a dose or a device without naming the team.

    "Do not ..." guards what the team has set and is no order; a wrong answer in a quiz is none either.
    """
    for path, line, text in whole.once(_family_texts):
        for sentence in sentences(text):
            found = _COMMAND.match(sentence.lstrip("\ufffc ")) or _PERMISSION.search(sentence)
            if found and not _DEFERS.search(sentence):
                yield Finding(path, line, f'"{_short(found.group())}" is an order that only the team may give', near=found.group())


def _short(words: str) -> str:
    return " ".join(words.split()[:8])


def _family_texts(whole: Whole) -> tuple[tuple[str, int, str], ...]:
    """All that families are told, each on one line: pages, charts, and of questions what teaches and what is right."""
    claims = (claim for claim in whole.claims if claim.audience is Audience.FAMILY and claim.role is not Role.KEY)
    questions = (asked for asked in whole.questions() if asked[0].audience is Audience.FAMILY)
    right = ((quiz.path, line, plain(parts)) for quiz, question in questions for line, parts, right in answers(question) if right)
    return (*((claim.path, claim.line, fold_space(claim.text)) for claim in claims), *right)


_SIGN = re.compile(
    r"\b(?:fevers?|chills|seizures?|fits?|convulsions?|trouble (?:with )?breathing|bleeding|bruis(?:es|ing)|vomiting|diarrhoea|rash"
    r"|infections?|hard to wake|mixed up|confus(?:ed|ion)|yellow (?:eyes|skin)|swollen|side effects?|pain|headaches?|drowsy)\b",
    re.IGNORECASE,
)


@rule(
    "X10",
    Severity.ERROR,
    reason="Who reads of a sign of danger must find on the same page what to do about it.",
    example="A page for families on fever without > **Call now:**.",
    cure="Add > **Call now:** with the signs, whom to call, and that it may be at night.",
    source="U.S. CDC Clear Communication Index, item 14",
    spec=("LN-10",),
)
def signs_without_call(whole: Whole) -> Iterator[Finding]:
    """A module for families that speaks of symptoms, but has no Call now with words in it."""
    for module in _family_modules(whole):
        if not any(text_of_blocks([quote]).strip() for quote in _calls(module)):
            found = next(((line, sign) for line, sign in _signs(whole, module)), None)
            if found:
                yield Finding(module.path, found[0], f'the page speaks of "{found[1]}" and never says when to call', near=found[1])


def _signs(whole: Whole, module: Module) -> Iterator[tuple[int, str]]:
    for claim in whole.claims:
        if claim.path == module.path and claim.role is Role.TEXT:
            yield from ((claim.line, found.group()) for found in _SIGN.finditer(claim.text))


_WHOM = re.compile(
    r"\b(?:teams?|us|ward|nurses?|doctors?|clinic|hospital|emergency|ambulance|number|phone|hotline|helpline|112|911|999|000)\b",
    re.IGNORECASE,
)
_CALL = re.compile(r"\b(?:call|phone|ring|tell|go to|dial|contact|get help|(?:bring|take|drive) your child|come to)\b", re.IGNORECASE)


@rule(
    "X11",
    Severity.WARNING,
    reason="In fear nobody looks for the second half of an order.",
    example="> **Call now:** Your child has a fever.",
    cure="Say whom to call, in the box itself: your team, the ward, the emergency number.",
    source="U.S. CDC Clear Communication Index, item 14",
    spec=("LN-10",),
)
def call_without_whom(whole: Whole) -> Iterator[Finding]:
    """A Call now for families that does not say to call, or not whom; an earlier one in the same section may have said whom.

    A warning, because the words around the box may say it.
    """
    for module in _family_modules(whole):
        for blocks in (module.lead, *(section.blocks for section in module.sections)):
            known = False
            for block in walk_blocks(blocks):
                if isinstance(block, b.Quote) and block.label == "call now":
                    text = text_of_blocks([block])
                    known = known or bool(_WHOM.search(text))
                    if not _CALL.search(text) or not known:
                        missing = "whom to call" if _CALL.search(text) else "to call"
                        yield Finding(module.path, block.line, f"this Call now does not say {missing}")


def _family_modules(whole: Whole) -> Iterator[Module]:
    return (module for module in whole.modules if module.audience is Audience.FAMILY)


def _calls(module: Module) -> Iterator[b.Quote]:
    return (block for block in walk_blocks(module_blocks(module)) if isinstance(block, b.Quote) and block.label == "call now")
