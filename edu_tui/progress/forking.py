"""What must be done in a child process after a fork: descriptors and locks are shared with the parent until then."""

from __future__ import annotations

import os
from typing import Protocol
from weakref import WeakSet


class Forkable(Protocol):
    """Something that must not be shared between parent and child."""

    def become_own(self) -> None:
        """Make this the child's own. Never raises: what comes after it would stay shared."""


_alive: WeakSet[Forkable] = WeakSet()


def after_fork(one: Forkable) -> None:
    """Have `become_own` called in every child that is forked while `one` lives."""
    _alive.add(one)


def _in_child() -> None:
    for one in list(_alive):
        one.become_own()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_in_child)
