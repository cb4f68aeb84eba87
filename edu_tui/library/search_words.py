"""Words for searching: how text is cut into them, and which of them a learner means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

MAX_WORDS = 16
"""Words of a query that count; nobody means more."""

_TOKEN = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}


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

    @property
    def others(self) -> tuple[str, ...]:
        """The forms that are not found by `prefix` anyway."""
        return tuple(form for form in self.forms if not form.startswith(self.prefix)) if self.prefix else self.forms

    def fits(self, word: str) -> bool:
        """Whether `word` may stand last."""
        return word in self.forms or (bool(self.prefix) and word.startswith(self.prefix))


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


def folded(text: str) -> str:
    """The words of `text`, folded and each at the place where it stands there, with spaces for all between; it is as long as `text`.

    Where folding makes a word longer or shorter it is of another length, and holds the words with one space between each two.
    """
    if text.isascii():
        return text.lower().translate(_BETWEEN)
    parts: list[str] = []
    at = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = _folded(match[0])
        if len(word) != end - start or " " in word:
            joined = " ".join(words(text))
            return joined if len(joined) != len(text) else f"{joined} "
        parts += (" " * (start - at), word)
        at = end
    return "".join([*parts, " " * (len(text) - at)])


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
