"""What a rule over the whole library must know of each module: gathered module by module, so that it is kept with the module's findings.

A rule of scope LIBRARY that asks `whole.gathered(...)` alone reads no page of a module that did not change.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from edu_tui.checks.whole import Whole

T = TypeVar("T")


class Gatherer(Generic[T]):
    """Something that is gathered: `make` gives what there is of it in one module, `kind` is its type, which the cache can hold."""

    def __init__(self, make: Callable[[Whole], T], kind: type[T]) -> None:
        self.make, self.kind = make, kind
        self.name = f"{make.__module__}.{make.__qualname__}"
        self.__doc__ = make.__doc__


GATHERERS: dict[str, Gatherer[Any]] = {}
"""All of them by name, in the order in which their files were imported."""


def gathers(kind: type[T]) -> Callable[[Callable[[Whole], T]], Gatherer[T]]:
    """Make the decorated function a gatherer; it sees what a rule of scope MODULE sees."""

    def register(make: Callable[[Whole], T]) -> Gatherer[T]:
        gatherer = Gatherer(make, kind)
        GATHERERS[gatherer.name] = gatherer
        return gatherer

    return register
