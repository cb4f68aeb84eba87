"""Stem and options together: the words of the one must not give away, or rule out, the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from edu_tui.checks.asked import Asked, tokens_of
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.rules.option_words import chosen
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.questions import Cloze
from edu_tui.library.walk import own_inlines, walk_blocks

_TEST_WISE = "U.S. NBME item-writing guide, flaws that help to guess"

_TELLING = 5
"""Letters from which on a word tells something about the subject."""

_EVERYDAY = frozenset(
    """
    about above after again against alone along already although always among another answer answers around because been before being
    below best between both child children could does doing done during each either else every family fits first following from give
    given gives hand have help helps here into just keep know known later least less longer look made makes many mean means might
    more most much must need needs never next nobody nothing once only other others over parent patient patients people place
    question reason right said same says second shall should show shown shows since some still such take taken tell tells than that
    their them then there these they thing things think third this those three through time times today under until upon used very
    want week weeks well were what when where whether which while whom whose will with within without would wrong year years month
    months days hours minutes
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_ENDINGS = ("ies", "ing", "ed", "es", "s", "y", "e")

_ARTICLE = re.compile(r"\b(an?)\s*(?:\.{3}|\N{HORIZONTAL ELLIPSIS}|_+|:)?\s*$", re.IGNORECASE)
_VOWEL_SOUND = re.compile(r"(?!uni|use|usu|uter|eu|one\b|once)[aeiou]|hour|honest|honou?r|heir|8|11\b|18\b", re.IGNORECASE)
_SPELT_VOWEL = re.compile(r"[AEFHILMNORSX](?:[A-Z0-9]|\b)")

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6} | {str(number): number for number in range(2, 7)}
_COUNT = re.compile(
    rf"\b(?:which|choose|pick|select|tick|mark|name|give)(?: the| any)? ({'|'.join(_NUMBERS)})\b(?! (?:of the|or))", re.IGNORECASE
)
_ONE_WORD = re.compile(r"\bwhich word (?:is missing|completes|belongs)\b|\bfill in one word\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\bwhich of (?:these|the following|them|the \w+) are\b", re.IGNORECASE)


@rule(
    "B22",
    Severity.WARNING,
    reason="A word that the question and the right option share, and no other option has, points at it.",
    example='"Which test finds residual disease?" with "a test for residual cells" among "a scan" and "a blood count".',
    cure="Say the option in other words, or let a distractor have the word as well.",
    source=_TEST_WISE,
    spec=("LN-71",),
)
def clang(whole: Whole) -> Iterator[Finding]:
    """A telling word that the sentence that asks shares with the right option, and with no other one."""
    for asked in chosen(whole, "single"):
        asks = {_base(word) for word in tokens_of(asked.lead) if _tells(word)}
        wrong = {_base(word) for option in asked.distractors for word in option.tokens}
        key = asked.keys[0]
        shared = next((word for word in key.tokens if _base(word) in asks and _tells(word) and _base(word) not in wrong), "")
        if shared:
            yield Finding(asked.path, key.line, f'"{shared}" stands in the question too, and in no other option', near=shared)


def _tells(word: str) -> bool:
    return len(word) >= _TELLING and word not in _EVERYDAY and not any(sign.isdigit() for sign in word)


@lru_cache(maxsize=65536)
def _base(word: str) -> str:
    """A word without the ending of its form, so that "relapses" and "relapse" are one."""
    return next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _TELLING - 1), word)


@rule(
    "B23",
    Severity.ERROR,
    reason="What does not fit the grammar of the question cannot be its answer, so it is struck out unread.",
    example='"He needs an ..." with the option "transplant"; "Which two ...?" with three right options.',
    cure="End the stem with a question mark, or make each option fit; count the right answers again.",
    source=_TEST_WISE,
    spec=("LN-70",),
)
def grammar_that_does_not_fit(whole: Whole) -> Iterator[Finding]:
    """An option or a blank that does not fit the article in front of it, and a stem that asks for another number of answers."""
    for asked in whole.asked:
        yield from _articles(asked)
        yield from _counts(asked)


def _articles(asked: Asked) -> Iterator[Finding]:
    ending = _ARTICLE.search(asked.stem)
    if ending and asked.options:
        for option in asked.options:
            if not _fits(ending[1], option.text):
                yield Finding(asked.path, option.line, f'"{ending[1]}" at the end of the stem does not fit this option')
    if isinstance(asked.question.body, Cloze):
        for line, article, variant in _blanks_with_article(asked.question.stem):
            if not _fits(article, variant):
                yield Finding(asked.path, line, f'"{article}" does not fit "{variant}"', near=f"{article} [[{variant}")


def _blanks_with_article(stem: tuple[b.Block, ...]) -> Iterator[tuple[int, str, str]]:
    """The line, the article and the answer of each blank behind "a" or "an"."""
    for block in walk_blocks(stem):
        for line, parts in own_inlines(block):
            for before, part in pairwise(parts):
                if isinstance(before, b.Text) and isinstance(part, b.Blank) and (article := _ARTICLE.search(before.text)):
                    yield line, article[1], part.variants[0]


def _fits(article: str, words: str) -> bool:
    """Whether "a" or "an" may stand in front of these words; what begins with an article of its own fits as well as it can."""
    words = words.lstrip("\"'(\N{LEFT DOUBLE QUOTATION MARK}")
    vowel = bool(_SPELT_VOWEL.match(words)) if words[:2].isupper() else bool(_VOWEL_SOUND.match(words))
    return vowel == (article.casefold() == "an")


def _counts(asked: Asked) -> Iterator[Finding]:
    """A stem that names another number of answers than there are."""
    kind, found = asked.question.type, _COUNT.search(asked.stem)
    if kind == "multiple":
        right = len(asked.keys)
    elif isinstance(asked.question.body, Cloze):
        right, found = len(asked.question.body.blanks), found or _ONE_WORD.search(asked.stem)
    elif kind == "single" and not found and not asked.keys[0].folded.rstrip(" .").endswith("s"):  # "the B cells" are several
        right, found = 1, _SEVERAL.search(asked.stem)
    else:
        return
    if found and _NUMBERS.get(found[1].casefold() if found.re is _COUNT else "", 0 if found.re is _SEVERAL else 1) != right:
        message = f'"{found[0]}" asks for another number of answers than the {right} that {"is" if right == 1 else "are"} right'
        yield Finding(asked.path, asked.line, message, near=found[0])
