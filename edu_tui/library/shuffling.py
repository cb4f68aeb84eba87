"""The order in which a question shows its options, steps or right sides: mixed, but the same for the same seed."""

from __future__ import annotations

import hashlib

from edu_tui.library.questions import Choices, Match, Order, Question


def shuffle_options(question: Question, seed: int) -> tuple[str, ...]:
    """The keys of the options, steps or right sides in the order to show; () for typed answers.

    It depends on the question's id, the keys and `seed` alone, on every machine and Python. Options stay as written with `shuffle: false`,
    in a poll (a scale has a direction), and for True and False. Steps and right sides are always mixed and never shown as written,
    because there the written order is the answer.
    """
    match question.body:
        case Choices(kind, options):
            keys = tuple(option.key for option in options)
            return _mixed(keys, question.id, seed) if question.shuffle and kind in ("single", "multiple") else keys
        case Order(steps):
            return _unsolved(tuple(step.key for step in steps), question.id, seed)
        case Match(_, rights):
            return _unsolved(tuple(key for key, _ in rights), question.id, seed)
        case _:
            return ()


def _mixed(keys: tuple[str, ...], ident: str, seed: int) -> tuple[str, ...]:
    """Keys sorted by a digest: unlike `random.shuffle`, no release of Python may change it."""
    return tuple(sorted(keys, key=lambda key: hashlib.sha256(f"{ident}\0{seed}\0{key}".encode()).digest()))


def _unsolved(keys: tuple[str, ...], ident: str, seed: int) -> tuple[str, ...]:
    """Keys mixed, and turned by one place if they happen to stand as written."""
    mixed = _mixed(keys, ident, seed)
    return (*mixed[1:], mixed[0]) if mixed == keys and mixed else mixed
