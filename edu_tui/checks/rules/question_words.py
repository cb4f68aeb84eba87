"""The words of questions: of today, spelt in one way, introduced somewhere, and such that the patient could read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from edu_tui.checks.claims import chart_words
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.question_terms import COLOURS, DISRESPECTFUL, ORIGINS, OUTDATED, SPELLINGS
from edu_tui.checks.whole import Whole, module_blocks
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Case, Quiz
from edu_tui.library.text import fold
from edu_tui.library.walk import all_inlines, walk_blocks

_WRITERS = "U.S. NBME item-writing guide"
_RESPECT = "House rule: people first, and nothing of a person that the question does not need"

_OUTDATED = {
    term: (re.compile(rf"\b{re.escape(term)}\b", 0 if term.isupper() else re.IGNORECASE), today) for term, today in OUTDATED.items()
}
_DISRESPECTFUL = {hint: (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), better) for hint, (words, better) in DISRESPECTFUL.items()}

_PERSON = r"(?:boys?|girls?|child|children|man|men|woman|women|father|mother|family|families|patients?|infants?|teenagers?|parents)"
_ORIGINS = {
    word: re.compile(rf"\b{word}{f' {_PERSON}' if word in COLOURS else '(?:[ -]american)?s?'}\b", re.IGNORECASE) for word in ORIGINS
}

_ACRONYM = re.compile(r"(?<![\w:-])[A-Z](?=[A-Za-z0-9]*[A-Z])[A-Za-z0-9]*[A-Z0-9](?=s?\b)(?!::)(?<!\bCD\d)(?<!\bCD\d\d)")
"""Two capitals or more; the halves of a fusion gene (BCR::ABL1) and the marks of cells (CD19) are names."""

_ORDINARY = frozenset(
    (
        "OK",
        "USA",
        "UK",
        "US",
        "EU",
        "TV",
        "AM",
        "PM",
        "ID",
        "DNA",
        "RNA",
        "HIV",
        "ICU",
        "WHO",
        "NOT",
        "EXCEPT",
        "LEAST",
        "ALL",
        "CT",
        "MRI",
        "ECG",
        "IV",
    )
)


class Wording(msgspec.Struct, frozen=True):
    """What a quiz asks in words: its stems and options, and its vignettes, each with its line.

    `folded` holds all of them in small letters. What does not stand there need not be sought line by line.
    """

    quiz: Quiz
    lines: tuple[tuple[int, str], ...]
    vignettes: tuple[tuple[int, str], ...]
    folded: str


def wordings(whole: Whole) -> tuple[Wording, ...]:
    """The words of each quiz."""
    return tuple(_wording(whole, quiz) for quiz in whole.quizzes)


def _wording(whole: Whole, quiz: Quiz) -> Wording:
    lines: list[tuple[int, str]] = []
    for asked in whole.asked_of(quiz.path):
        lines.append((asked.line, asked.stem))
        lines.extend((option.line, option.text) for option in asked.options)
    vignettes = tuple((case.line, _words_of(case)) for case in quiz.cases)
    return Wording(quiz, tuple(lines), vignettes, " ".join(text for _, text in (*lines, *vignettes)).casefold())


def _words_of(case: Case) -> str:
    return " ".join(part.text for _, part in all_inlines(case.blocks) if isinstance(part, b.Text))


@rule(
    "J05",
    Severity.WARNING,
    reason="A term that the reader's own unit gave up makes the question look as old as the term.",
    example='"A girl with acute lymphocytic leukaemia ..."',
    cure="Use the term of today, which the message names.",
    source=_WRITERS,
    spec=("LN-83",),
)
def outdated_term(whole: Whole) -> Iterator[Finding]:
    """A term in a stem or an option that is no longer used."""
    for wording in whole.once(wordings):
        for term, (pattern, today) in _OUTDATED.items():
            for line, text in wording.lines if term.casefold() in wording.folded else ():
                for found in pattern.finditer(text):
                    yield Finding(wording.quiz.path, line, f'"{found[0]}" is called {today} today', near=found[0])


@rule(
    "J06",
    Severity.WARNING,
    reason="Two spellings of one word look like two words, and are found by no search for one of them.",
    example='"leukemia" in a question of a module that writes "leukaemia".',
    cure="Spell it as the pages of the module do.",
    source=f"{_WRITERS}; house rule: one spelling for one word",
    spec=("LN-83",),
)
def spelt_in_two_ways(whole: Whole) -> Iterator[Finding]:
    """A word in a stem or an option that its module mostly spells in the other way, British or American."""
    pages = whole.once(page_words)
    for wording in whole.once(wordings):
        quiz = wording.quiz
        written = f" {wording.folded} {pages.get((quiz.module, quiz.audience), '').casefold()}"
        for forms in SPELLINGS:
            if not all(f" {form}" in written for form in forms):
                continue
            often, seldom = sorted(forms, key=lambda form: written.count(f" {form}"), reverse=True)
            if written.count(f" {seldom}") < written.count(f" {often}"):
                # Small letters only: names of societies, journals and drugs are spelt as they are.
                for line, text in wording.lines:
                    for found in re.finditer(rf"\b{seldom}\w*", text):
                        message = f'"{found[0]}" is spelt {often}{found[0].removeprefix(seldom)} elsewhere in this module'
                        yield Finding(quiz.path, line, message, near=found[0])


@rule(
    "J07",
    Severity.WARNING,
    reason="Who does not know the letters cannot show what they know of the thing.",
    example='"Which score ... by the XYZ list?", where no page and no term of the glossary has XYZ.',
    cure="Write the name out in the stem, or introduce it on the page or in the glossary.",
    source=_WRITERS,
    spec=("LN-83",),
)
def acronym_from_nowhere(whole: Whole) -> Iterator[Finding]:
    """A name shortened to letters (XYZ), in a stem or an option for clinicians, that neither the module's page nor the glossary has.

    Questions for families are held to the stricter rule for all their text (W04).
    """
    terms = {fold(name) for term in whole.ledger.terms.values() for name in (term.name, *term.aliases)}
    pages = whole.once(page_words)
    for wording in whole.once(wordings):
        quiz = wording.quiz
        page = pages.get((quiz.module, quiz.audience))
        if page is None or quiz.audience is not Audience.CLINICIAN:
            continue
        told = set(_ORDINARY)
        for line, text in wording.lines:
            for found in _ACRONYM.finditer(text):
                name = found[0]
                if name not in told and name not in page and fold(name) not in terms and f"({name.casefold()})" not in wording.folded:
                    yield Finding(quiz.path, line, f'"{name}" stands neither on the page nor in the glossary', near=name)
                told.add(name)


def page_words(whole: Whole) -> dict[tuple[str, Audience], str]:
    """All words of each module's page, those of its head and its charts included."""
    return {(module.id, module.audience): " ".join(_page_texts(module)) for module in whole.modules}


def _page_texts(module: Module) -> Iterator[str]:
    yield from (module.title, module.summary, *(objective.text for objective in module.objectives))
    blocks = module_blocks(module)
    yield from (part.text for _, part in all_inlines(blocks) if isinstance(part, b.Text | b.Code))
    yield from (chart_words(block.chart) for block in walk_blocks(blocks) if isinstance(block, b.ChartBlock))


@rule(
    "J08",
    Severity.WARNING,
    reason="The patient of a question is a person whose parents may read it, and learners speak as their questions do.",
    example='"A leukaemic child who failed chemotherapy complains of pain."',
    cure="Say what the person has, did or told, as the message shows.",
    source=_RESPECT,
    spec=("LN-84",),
)
def disrespectful_words(whole: Whole) -> Iterator[Finding]:
    """Words for clinicians in a vignette, a stem or an option that blame, or make an illness of a person. For families there is W20."""
    for wording in _of_clinicians(whole):
        for hint, (pattern, better) in _DISRESPECTFUL.items():
            for line, text in (*wording.vignettes, *wording.lines) if hint in wording.folded else ():
                for found in pattern.finditer(text):
                    yield Finding(wording.quiz.path, line, f'"{found[0]}" is better said with: {better}', near=found[0])


@rule(
    "J09",
    Severity.INFO,
    reason="Where a family comes from is told only if the answer hangs on it, or learners learn to see it where it means nothing.",
    example='"A Hispanic girl of six has a relapse."',
    cure="Leave the word out, unless the question is about what it says.",
    source=_RESPECT,
    spec=("LN-84",),
)
def origin_named(whole: Whole) -> Iterator[Finding]:
    """A word for somebody's origin in a vignette, a stem or an option. A note, as only people can say whether it matters."""
    for wording in _of_clinicians(whole):
        for word, pattern in _ORIGINS.items():
            for line, text in (*wording.vignettes, *wording.lines) if word in wording.folded else ():
                for found in pattern.finditer(text):
                    yield Finding(wording.quiz.path, line, f'"{found[0]}" is told: does the answer hang on it?', near=found[0])


def _of_clinicians(whole: Whole) -> Iterator[Wording]:
    return (wording for wording in whole.once(wordings) if wording.quiz.audience is Audience.CLINICIAN)
