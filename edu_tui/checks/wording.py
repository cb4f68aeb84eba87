"""Words for families: a page that a tired parent can read, with nothing left unexplained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.prose import Texts, module_prose, quiz_prose, sentences, words
from edu_tui.checks.readability import Counts, count
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.modules import Audience
from edu_tui.library.terms import TermMatcher, compile_terms

HIGHEST_GRADE = 8.0
"""No page for families asks for more years of school than this."""

AIM = 6.0
"""The grade that a page for families aims at."""

LONGEST_SENTENCE = 20
"""Words of a sentence for families."""

_EVERYDAY = frozenset({"A", "B", "C", "D", "EU", "I", "OK", "T", "TV", "UK", "US", "USA"})
_ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Za-z]*[A-Z0-9][\w:]*(?:-\w+)*")
_INTRODUCED = re.compile(r"(?:called|named|say|says|short for|stands for|means)\W+$|\($", re.IGNORECASE)
_EXPLAINS = re.compile(r"\W*(?:\(|is short for|stands for|means|is (?:a|an|the) )", re.IGNORECASE)
_MEDICAL = re.compile(
    r"\b(?:\w*(?:aemi[ac]s?|itis|oses|osis|penia|penic|pathy|pathies|otomy|ectomy|plasty|scopy|plasia|plastic|cytes?|oma|omas|mab|platin"
    r"|rubicin|xantrone|ase|lytic|genic|toxic|toxicity|feresis|pheresis|globulins?|uria|algia|trophy|sclerosis)"
    r"|(?:haem|hem|cyto|immuno|neuro|cardio|hepat|nephr|osteo|encephal|gastr|myelo|lympho|leuko|thromb|oncol|patho|hypo|hyper|intra"
    r"|extra|sub|auto|allo)[a-z]{5,}|refractory|morbidity|mortality|prophyla\w+|comorbid\w*|febrile|ablative|grafts?|infusions?|marrow"
    r"|remission|relapses?|biops\w+|cathet\w+|antibod\w+|antigens?|chromosom\w+|mutations?|prognos\w+|randomis\w+)\b",
    re.IGNORECASE,
)
_EVERYDAY_WORD = re.compile(
    r"bas(?:e|es|is)|cases?|chase|close|diagnos(?:e|is)|diseases?|ease|erase|extra\w*|house|increase|lease|phases?|please|purchase|release"
    r"|subjects?|subst\w+|subtract\w*|suddenly|autom\w+|aroma|coma"
)


def family_texts(whole: Whole) -> Iterator[tuple[str, Texts]]:
    """Each file for families with its prose."""
    for module in whole.modules:
        if module.audience is Audience.FAMILY:
            yield module.path, module_prose(module)
    for quiz in whole.quizzes:
        if quiz.audience is Audience.FAMILY:
            yield quiz.path, quiz_prose(quiz)


def graded(whole: Whole) -> Iterator[tuple[str, Counts]]:
    """Each file for families that is long enough for a reading grade, with its counts."""
    for path, texts in family_texts(whole):
        counts = count(text for _, text in texts)
        if counts.measurable:
            yield path, counts


def _told(counts: Counts) -> str:
    grades = f"grade {counts.flesch_kincaid:.1f} by Flesch-Kincaid and {counts.smog:.1f} by SMOG"
    spoken = f"{counts.syllables} syllables, {counts.polysyllables} words of three or more"
    return f"{grades} ({counts.words} words, {counts.sentences} sentences, {spoken})"


@rule(
    "W01",
    Severity.ERROR,
    reason="The average adult reads at grade 7 to 8, and less well when tired or frightened.",
    example="Administration of immunotherapy necessitates hospitalisation.",
    cure="Shorten sentences, and say long words in short ones.",
)
def hard_to_read(whole: Whole) -> Iterator[Finding]:
    """Text for families above the highest grade."""
    for path, counts in graded(whole):
        if counts.grade > HIGHEST_GRADE:
            yield Finding(path, 1, f"this text for families asks for {_told(counts)}; at most {HIGHEST_GRADE:.0f}")


@rule(
    "W02",
    Severity.INFO,
    reason="Text for families aims at grade 6; names of drugs and diseases may keep it above.",
    example="Chemotherapy can occasionally necessitate transfusions.",
    cure="Look for long words that can be said in short ones.",
)
def above_the_aim(whole: Whole) -> Iterator[Finding]:
    """Text for families between the aim and the highest grade."""
    for path, counts in graded(whole):
        if AIM < counts.grade <= HIGHEST_GRADE:
            yield Finding(path, 1, f"this text for families asks for {_told(counts)}; the aim is {AIM:.0f}")


@rule(
    "W03",
    Severity.WARNING,
    reason="A long sentence is lost before its end.",
    example="A sentence for families of more than 20 words.",
    cure="Make two sentences of it.",
)
def long_sentence(whole: Whole) -> Iterator[Finding]:
    """A sentence for families with too many words."""
    for path, texts in family_texts(whole):
        for line, text in texts:
            for sentence in sentences(text):
                number = len(words(sentence))
                if number > LONGEST_SENTENCE:
                    near = " ".join(sentence.split()[:3])
                    yield Finding(path, line, f"this sentence has {number} words, at most {LONGEST_SENTENCE} are easy to follow", near=near)


@rule(
    "W04",
    Severity.ERROR,
    reason="To a family an acronym that nobody explained is noise.",
    example="The ANC must rise first.",
    cure="Add it to the glossary, or write it out where it stands first: the count of white cells (ANC).",
)
def unexplained_acronym(whole: Whole) -> Iterator[Finding]:
    """An acronym for families that is neither in the glossary nor explained or introduced where it stands first."""
    known = compile_terms(whole.ledger.terms.values())
    for path, texts in family_texts(whole):
        met: set[str] = set()
        for line, text in texts:
            for found in _ACRONYM.finditer(text):
                acronym = found.group().removesuffix("s")
                if acronym in met or acronym in _EVERYDAY:
                    continue
                met.add(acronym)
                if not _in_glossary(known, text, found) and not _explained(text, found):
                    yield Finding(path, line, f'"{acronym}" is explained neither here nor in the glossary', near=acronym)


@rule(
    "W05",
    Severity.WARNING,
    reason="In text for families every medical word is in the glossary or explained.",
    example="Your child may have neutropenia.",
    cure="Say it in everyday words, or add it to the glossary.",
)
def unexplained_word(whole: Whole) -> Iterator[Finding]:
    """A word for families that looks medical and is neither in the glossary nor explained where it stands first."""
    known = compile_terms(whole.ledger.terms.values())
    for path, texts in family_texts(whole):
        met: set[str] = set()
        for line, text in texts:
            for found in _MEDICAL.finditer(text):
                word = found.group().casefold()
                if word in met or _EVERYDAY_WORD.fullmatch(word):
                    continue
                met.add(word)
                if not _in_glossary(known, text, found) and not _explained(text, found):
                    yield Finding(path, line, f'"{found.group()}" is explained neither here nor in the glossary', near=found.group())


def _in_glossary(known: TermMatcher | None, text: str, found: re.Match[str]) -> bool:
    """Whether what was found is a glossary term or a part of one."""
    matches = known.pattern.finditer(text) if known else ()
    return any(match.start() < found.end() and found.start() < match.end() for match in matches)


def _explained(text: str, found: re.Match[str]) -> bool:
    """Whether the words around it introduce or explain it."""
    return bool(_INTRODUCED.search(text[: found.start()]) or _EXPLAINS.match(text[found.end() :]))
