"""Acronyms and medical words for families: nothing stands there unexplained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from edu_tui.checks.claims import chart_words
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.everyday_words import EVERYDAY
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.walk import own_inlines, plain, walk_blocks

_KNOWN = frozenset({"AM", "COVID", "COVID-19", "EU", "GP", "ID", "II", "III", "OK", "PM", "SMS", "TV", "UK", "US", "USA"})
_LOUD = frozenset({"ALWAYS", "AND", "DO", "NEVER", "NO", "NOT", "NOW", "OR", "STOP"})

_ACRONYM = re.compile(
    r"(?<!\w)(?!(?:[A-Z][a-z]+)+\b)"  # names such as McCarthy are none
    r"[a-z]?[A-Z][A-Za-z]*[A-Z0-9]\w*(?:(?:::|-(?=\w*[A-Z0-9]))\w+)*"
)

_ENDINGS = (
    r"aemi[ac]s?|itis|osis|penia|penic|pathy|pathies|otomy|ectomy|plasty|scopy|plasia|cytes?|mab|platin|rubicin|xantrone|lytic|genic|toxicity"
    r"|feresis|pheresis|globulins?|uria|algia|sclerosis|(?:lymph|melan|carcin|myel|sarc|blast|gli|a?emat|terat)omas?"
)
_ENDINGS_OF_LONGER = r"(?:in|er|at|yl|id|gen)ase|(?:dys|hypo|hyper|neo)plastic|aplastic|toxic|trophy"
_BEGINNINGS = (
    r"haem|hem[ao]|cyto|immuno|neuro|neutro|cardio|hepat|nephr|osteo|encephal|gastr|myelo|lympho|leuko|thromb|oncol|patho|hypo|hyper"
    r"|intra(?!ct)|extra(?:med|cell|corp)|auto(?:imm|log|graf|som)|allo(?:gen|graf)|sub(?:cut|clav|dur)"
)
_WORDS = (
    r"refractory|morbidity|mortality|prophyla\w+|comorbid\w*|febrile|ablative|grafts?|infusions?|marrow|remission|relapses?|biops\w+|cathet\w+"
    r"|antibod\w+|antigens?|chromosom\w+|mutations?|prognos\w+|randomis\w+"
)
_WORD = re.compile(r"\w+")
_MEDICAL = re.compile(rf"\w*(?:{_ENDINGS})|\w+(?:{_ENDINGS_OF_LONGER})|(?:{_BEGINNINGS})[a-z]{{4,}}|{_WORDS}", re.IGNORECASE)
_EVERYDAY_WORD = re.compile(
    r"(?:sym|em|a|tele)path(?:y|ies)|diagnosis|metamorphosis|hypnosis|analytic|catalytic|dichotomy|photogenic|nostalgia|hemisphere\w*"
    r"|hypothe\w+|hypocri\w+|hyperlink\w*|hyperactiv\w+|hyperbol\w+",
    re.IGNORECASE,
)

_WINDOW = 20
"""Characters before a word in which it may be introduced."""

_INTRODUCED = re.compile(r"\b(?:called|named|say|says|short for|stands for|means)[^\w.!?]+$|\([\"'\u2018\u201c]?$", re.IGNORECASE)
_EXPLAINS = re.compile(r"[\"',)\u2019\u201d]*\s*(?:\(|(?:is short for|stands for|means|is an?|is the)\b)", re.IGNORECASE)


@rule(
    "W04",
    Severity.ERROR,
    reason="To a family an acronym that nobody explained is noise.",
    example="The ANC must rise first.",
    cure="Add it to the glossary, or write it out where it stands first: the count of white cells (ANC).",
    source="U.S. CDC Clear Communication Index, item 7",
    spec=("LN-25", "LN-26"),
)
def unexplained_acronym(whole: Whole) -> Iterator[Finding]:
    """An acronym for families that is neither in the glossary nor explained or introduced where it stands first."""
    yield from _unexplained(whole, _ACRONYM, _acronym)


@rule(
    "W05",
    Severity.WARNING,
    reason="In text for families every medical word is in the glossary or explained.",
    example="Your child may have neutropenia.",
    cure="Say it in everyday words, or add it to the glossary.",
    source="AHRQ PEMAT, item 4; U.S. CDC Clear Communication Index, item 7",
    spec=("LN-25", "LN-27"),
)
def unexplained_word(whole: Whole) -> Iterator[Finding]:
    """A word for families that looks medical and is neither in the glossary nor explained where it stands first."""
    yield from _unexplained(whole, _WORD, medical)


def _hint(word: str) -> str:
    """What to say instead of a word that has everyday ones; "" for the cure of the rule."""
    plain = EVERYDAY.get(word.casefold())
    return f'Say "{plain}", or add it to the glossary.' if plain else ""


def _acronym(word: str) -> str:
    """The acronym without the s of its plural; "" if it needs no explanation."""
    acronym = word.removesuffix("s")
    return "" if acronym in _KNOWN or acronym in _LOUD else acronym


@lru_cache(maxsize=20_000)
def medical(word: str) -> str:
    """A word that looks medical, as it is compared; "" if it needs no explanation."""
    return word.casefold() if _MEDICAL.fullmatch(word) and not _EVERYDAY_WORD.fullmatch(word) else ""


def _unexplained(whole: Whole, pattern: re.Pattern[str], same: Callable[[str], str]) -> Iterator[Finding]:
    """Where each word of `pattern` that needs it stands first, if it is neither in the glossary nor explained there.

    `same` gives what a word shares with its other forms, "" for one that needs no explanation.
    """
    for path, blocks in whole.family_pages:
        met, looked_at = {""}, set[str]()
        prose = ((piece.line, piece.text) for piece in whole.family_prose[path].pieces)
        for line, text in (*prose, *_labels(blocks)):
            written = set(text.split()) - looked_at
            looked_at |= written
            if met.issuperset(map(same, pattern.findall(" ".join(written)))):
                continue
            first = [found for found in pattern.finditer(text) if _is_new(same(found.group()), met)]
            for found in outside_glossary(whole, text, first):
                if not is_explained(text, found):
                    message = f'"{found.group()}" is explained neither here nor in the glossary'
                    yield Finding(path, line, message, _hint(found.group()), near=found.group())


def _labels(blocks: Iterable[b.Block]) -> Iterator[tuple[int, str]]:
    """What headings, tables and charts say, each with its line."""
    for block in walk_blocks(blocks, notes=False):
        match block:
            case b.ChartBlock():
                yield block.line, chart_words(block.chart)
            case b.Heading() | b.Table():
                yield from ((line, plain(parts)) for line, parts in own_inlines(block))


def _is_new(word: str, met: set[str]) -> bool:
    """Whether `word` was not met before; `met` grows."""
    new = word not in met
    met.add(word)
    return new


def outside_glossary(whole: Whole, text: str, found: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Those of the words found in `text`, in their order, that are no glossary term, nor a part of one."""
    terms = whole.glossary.pattern.finditer(text) if whole.glossary and found else iter(())
    term = next(terms, None)
    for word in found:
        while term and term.end() <= word.start():
            term = next(terms, None)
        if term is None or term.start() >= word.end():
            yield word


def is_explained(text: str, found: re.Match[str]) -> bool:
    """Whether the words around it introduce or explain it."""
    before = text[max(0, found.start() - _WINDOW) : found.start()]
    return bool(_INTRODUCED.search(before) or _EXPLAINS.match(text, found.end()))
