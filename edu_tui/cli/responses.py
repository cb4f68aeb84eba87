"""From a typed line to a response, and from a question to the lines that ask for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Short

ASKS = {
    "single": "Type the number of one answer.",
    "truefalse": "Type the number of one answer.",
    "multiple": "Type the numbers of all that apply, such as 1 3.",
    "poll": "There is no right answer here. Type the number of what fits.",
    "numeric": "Type a number, with its unit if it has one.",
    "short": "Type a few words.",
    "order": "Type the numbers in the right order, such as 2 1 3.",
    "match": "Type for each line above the number of its match, such as 2 1 3; 0 for none.",
    "cloze": "Type what belongs in each gap: one a line, or all parted by semicolons.",
}
"""What to type, by the type of the question."""

LITERAL = "="
"""At the beginning of a typed answer: what follows is the answer, even where it would be a command."""


class ResponseError(Exception):
    """A line that is no answer to this question; the sentence says what to type instead."""


def read_response(question: Question, shown: Sequence[str], line: str, earlier: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The response that `line` gives, `shown` being the keys in the order on the screen. Raises ResponseError.

    `earlier` are the gaps of a cloze that were filled before; its response may still be too short.
    """
    match question.body:
        case Choices():
            return tuple(dict.fromkeys(_keys(question, shown, line)))
        case Order(steps):
            keys = _keys(question, shown, line)
            if sorted(keys) != sorted(step.key for step in steps):
                raise ResponseError(f"Type each of the numbers 1 to {len(steps)} once.")
            return keys
        case Match(pairs):
            keys = _keys(question, ("", *shown), line, first=0)
            if len(keys) != len(pairs):
                raise ResponseError(f"Type {len(pairs)} numbers, one for each line.")
            return keys
        case Numeric() | Short():
            return (line.removeprefix(LITERAL),)
        case Cloze(blanks):
            parts = (*earlier, *(part.strip().removeprefix(LITERAL) for part in line.split(";")))
            if len(parts) > len(blanks):
                raise ResponseError(f"There are only {len(blanks)} gaps.")
            return parts


def written(question: Question, shown: Sequence[str], response: Sequence[str]) -> str:
    """A response as a line that would give it."""
    match question.body:
        case Choices() | Order():
            return " ".join(str(shown.index(key) + 1) for key in response if key in shown)
        case Match():
            return " ".join(str(shown.index(key) + 1) if key in shown else "0" for key in response)
        case _:
            return "; ".join(response)


def _keys(question: Question, shown: Sequence[str], line: str, *, first: int = 1) -> tuple[str, ...]:
    """The keys behind numbers that count from `first`, parted by spaces or commas."""
    words = [word for word in re.split(r"[\s,]+", line) if word]
    last = first + len(shown) - 1
    if not words or not all(re.fullmatch(r"[0-9]{1,4}", word) and first <= int(word) <= last for word in words):
        raise ResponseError(f"Type numbers from {first} to {last}. {ASKS[question.type]}")
    return tuple(shown[int(word) - first] for word in words)
