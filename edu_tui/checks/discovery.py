"""Every rule of this room: a file that registers rules is found because it lies in `rules`, and nobody has to name it."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from edu_tui.checks import rules
from edu_tui.checks.registry import RULES, Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by its code. The first call imports the files of the folder `rules`."""
    for found in pkgutil.iter_modules(rules.__path__):
        import_module(f"{rules.__name__}.{found.name}")
    return tuple(sorted(RULES, key=lambda rule: rule.code))
