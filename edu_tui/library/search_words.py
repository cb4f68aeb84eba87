"""Words for searching: how text is cut into them, which of them a learner means, and where they stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

MAX_WORDS = 16
"""Words of a query that count; nobody means more."""

SNIPPET = 180
"""Characters of a snippet, about two lines."""

_LEAD = 50
"""Characters that may stand in a snippet before the first word that was found."""

_TOKEN = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?]) +")


class Token(NamedTuple):
    """A word of a text in the form in which it is compared, and where it stands there."""

    word: str
    start: int
    end: int


class Sought(NamedTuple):
    """What one word of a query looks for: first the words `before`, then one of `forms` or a word that begins with `prefix`.

    "B-ALL" is B before ALL. `prefix` is "" where only whole words count; the first of `forms` is the word as it was typed.
    """

    before: tuple[str, ...]
    forms: tuple[str, ...]
    prefix: str = ""

    def fits(self, word: str) -> bool:
        """Whether `word` may stand last."""
        return word in self.forms or (bool(self.prefix) and word.startswith(self.prefix))


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of a text; `found` if it is what was looked for."""

    text: str
    found: bool = False


def tokens(text: str) -> Iterator[Token]:
    """The words of `text`: letters and digits, case, accents and compatibility forms folded ("10⁻⁴" is 10 and 4)."""
    for match in _TOKEN.finditer(text):
        for word in _folded(match[0]).split():
            yield Token(word, match.start(), match.end())


def words(text: str) -> list[str]:
    """The words of `text`, folded."""
    if text.isascii():
        return _TOKEN.findall(text.lower())
    return [word for written in _TOKEN.findall(text) for word in ((written.lower(),) if written.isascii() else _folded(written).split())]


def _folded(word: str) -> str:
    """A word as it is compared; what it is made of where folding takes it apart ("½" is 1 and 2)."""
    if word.isascii():
        return word.lower()
    bare = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def sought(query: str) -> tuple[Sought, ...]:
    """What the words of `query` look for. The last one may be the beginning of a word, unless it is one letter beside others ("CAR T")."""
    parts = list(dict.fromkeys(part for written in query.split() if (part := tuple(words(written)))))[:MAX_WORDS]
    found = [Sought(part[:-1], _forms(part[-1])) for part in parts]
    if parts and (len(parts) == 1 or len(parts[-1]) > 1 or len(parts[-1][0]) > 1):
        found[-1] = found[-1]._replace(prefix=parts[-1][-1])
    return tuple(found)


def _forms(word: str) -> tuple[str, ...]:
    """A word with its simple singulars and plurals."""
    if not word.isascii() or not word.isalpha() or len(word) < 3:
        return (word,)
    if word.endswith("ies"):
        return word, word[:-3] + "y"
    if word.endswith("es"):
        return word, word[:-1], word[:-2]
    if word.endswith("s"):
        return word, word[:-1], word + "es"
    return word, word + "s", *((word[:-1] + "ies",) if word.endswith("y") else (word + "es",))


def snippet(text: str, wanted: Sequence[Sought], length: int = SNIPPET) -> tuple[Piece, ...]:
    """The stretch of `text`, about `length` characters, that holds the most of what is wanted: its beginning if it holds none."""
    start, end = (0, len(text)) if len(text) <= length else _window(text, wanted, length)
    pieces = _pieces(text[start:end], wanted)
    if start:
        pieces = (Piece("… "), *pieces)
    return (*pieces, Piece(" …")) if end < len(text) else pieces


def _window(text: str, wanted: Sequence[Sought], length: int) -> tuple[int, int]:
    """Where a snippet begins and ends: around the first place where the most different words stand close together."""
    best = most = 0
    near: list[_Hit] = []
    for hit in _hits(text, wanted):
        near = [*(one for one in near if hit.end - one.start <= length - _LEAD), hit]
        different = len({one.which for one in near})
        if different > most:
            best, most = near[0].start, different
            if most == len(wanted):
                break
    start = _beginning(text, best)
    end = min(len(text), start + length)
    space = text.rfind(" ", best, end + 1) if end < len(text) else -1
    return start, space if space > best else end


def _beginning(text: str, at: int) -> int:
    """Where to begin so that `at` is seen with what leads to it: at its sentence, or else at a word a little before."""
    if at <= _LEAD:
        return 0
    sentences = [match.end() for match in _END_OF_SENTENCE.finditer(text, at - _LEAD, at)]
    if sentences:
        return sentences[-1]
    space = text.find(" ", at - _LEAD, at)
    return space + 1 if space >= 0 else at


def _pieces(text: str, wanted: Sequence[Sought]) -> tuple[Piece, ...]:
    """`text`, with what is wanted in pieces of its own."""
    pieces: list[Piece] = []
    at = 0
    for hit in _hits(text, wanted):
        pieces += [Piece(text[at : hit.start]), Piece(text[hit.start : hit.end], True)]
        at = hit.end
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


class _Hit(NamedTuple):
    """Where something stands in a text, and which of what is wanted it is."""

    start: int
    end: int
    which: int


def _hits(text: str, wanted: Sequence[Sought]) -> Iterator[_Hit]:
    """Where `wanted` stands in `text`, in rising order and without overlaps."""
    reach = max((len(one.before) for one in wanted), default=0)
    whole, beginnings = {form for one in wanted for form in one.forms}, tuple(one.prefix for one in wanted if one.prefix)
    recent: deque[Token] = deque(maxlen=reach + 1)
    done = 0
    for match in _TOKEN.finditer(text):
        written = match[0]
        for word in (written.lower(),) if written.isascii() else _folded(written).split():
            fits = word in whole or word.startswith(beginnings)
            if fits or reach:
                recent.append(Token(word, match.start(), match.end()))
            if not fits:
                continue  # most words of a text end here
            found = next((which for which, one in enumerate(wanted) if _stands(one, recent)), None)
            if found is not None and (start := recent[-1 - len(wanted[found].before)].start) >= done:
                done = match.end()
                yield _Hit(start, done, found)


def _stands(one: Sought, recent: Sequence[Token]) -> bool:
    """Whether the words of a text up to here end with what is looked for."""
    length = len(one.before)
    if not one.fits(recent[-1].word) or len(recent) <= length:
        return False
    return all(recent[at - length - 1].word == word for at, word in enumerate(one.before))
