"""Reading grades: how many years of school a text asks for, with the counts from which anyone can compute them again."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

import msgspec

from edu_tui.checks.prose import Prose, sentences, words
from edu_tui.checks.syllables import syllables

FEWEST_SENTENCES = 10
"""Below this a grade is noise."""

ROUGH_BELOW = 30
"""Sentences below which a grade is rough: SMOG was made for 30."""


class Counts(msgspec.Struct, frozen=True):
    """What a text is made of. A polysyllable has three syllables or more; each use counts."""

    words: int
    sentences: int
    syllables: int
    polysyllables: int

    @property
    def flesch_kincaid(self) -> float:
        """The Flesch-Kincaid grade (Kincaid 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59. The text has a word."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float:
        """The SMOG grade (McLaughlin 1969): 1.0430 √(30 polysyllables a sentence) + 3.1291. Rough below 30 sentences."""
        return 1.0430 * math.sqrt(self.polysyllables * 30 / self.sentences) + 3.1291

    @property
    def grade(self) -> float:
        """The stricter of the two, to a tenth as it is told."""
        return round(max(self.flesch_kincaid, self.smog), 1)

    @property
    def rough(self) -> bool:
        """Whether the text is so short that the grade is a rough one."""
        return self.sentences < ROUGH_BELOW

    @property
    def measurable(self) -> bool:
        """Whether the text is long enough for a grade."""
        return self.sentences >= FEWEST_SENTENCES


def count(pieces: Iterable[str]) -> Counts:
    """The counts of pieces of prose."""
    return count_sentences(sentence for piece in pieces for sentence in sentences(piece))


def count_sentences(told: Iterable[str]) -> Counts:
    """The counts of sentences."""
    each = [words(sentence) for sentence in told]
    spoken = [syllables(word) for sentence in each for word in sentence]
    return Counts(len(spoken), len(each), sum(spoken), sum(number >= 3 for number in spoken))


def masked(prose: Prose, terms: re.Pattern[str]) -> Counts:
    """The counts with each of `terms` taken for one short word: what would be left to read if all of them were known."""
    return count(terms.sub("term", piece.text) for piece in prose.pieces)
