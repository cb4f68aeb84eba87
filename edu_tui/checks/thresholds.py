"""Which thresholds a rule uses, read off its code, so that nobody has to write it down twice."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from functools import cached_property
from typing import Any, get_args, get_type_hints

import msgspec

from edu_tui.checks.gathering import Gatherer
from edu_tui.checks.limits import PROGRAM, Limits
from edu_tui.checks.registry import Rule
from edu_tui.checks.whole import Whole

_ROOM = "edu_tui.checks."


class Threshold(msgspec.Struct, frozen=True):
    """One field of the limits: its name in content/checks.yaml, what it limits, and the value that this program sets."""

    name: str
    meaning: str
    value: float


def all_thresholds() -> tuple[Threshold, ...]:
    """Every threshold, in the order of the limits."""
    hints = get_type_hints(Limits, include_extras=True)
    return tuple(Threshold(name, _meaning(hints[name]), getattr(PROGRAM, name)) for name in Limits.__struct_fields__)


def _meaning(hint: Any) -> str:
    return next((part.description for part in get_args(hint) if isinstance(part, msgspec.Meta) and part.description), "")


def thresholds_of(rule: Rule) -> tuple[Threshold, ...]:
    """The thresholds that the rule's function, and what it calls in this room, take from the limits."""
    names = _reached(rule.check)
    return tuple(item for item in all_thresholds() if item.name in names)


def _reached(start: Any) -> frozenset[str]:
    """Every name that `start` and the functions of this room that it calls look up."""
    seen: set[types.CodeType] = set()
    names: set[str] = set()
    waiting: list[Any] = [start]
    while waiting:
        function = waiting.pop()
        if not isinstance(function, types.FunctionType) or function.__code__ in seen:
            continue
        seen.add(function.__code__)
        for name in _names(function.__code__):
            names.add(name)
            waiting += _called(name, function.__globals__)
    return frozenset(names)


def _called(name: str, known: dict[str, Any]) -> Iterator[Any]:
    """The functions of this room that `name` may mean: one of the file, what a gatherer gathers, or a property or method of `Whole`."""
    found = known.get(name)
    if isinstance(found, Gatherer):
        yield found.make
    elif isinstance(found, types.FunctionType) and found.__module__.startswith(_ROOM):
        yield inspect.unwrap(found)
    seen = vars(Whole).get(name)
    match seen:
        case cached_property():
            yield seen.func
        case property():
            yield seen.fget
        case types.FunctionType():
            yield seen


def _names(code: types.CodeType) -> Iterator[str]:
    """The names in a function, and in the functions, generators and comprehensions inside it."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names(constant)
