"""The help screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from textual.screen import Screen

from edu_tui.app.commands import Offer, help_groups, key_name, offers
from edu_tui.app.context import Context
from edu_tui.app.pages.help import help_layout
from edu_tui.app.routes import Route
from edu_tui.app.screens.single import SinglePageScreen
from edu_tui.app.widgets.page import PageView

_LAST = {"Page": 1, "General": 2, "App": 3}
"""Groups that are alike on all screens come after those of the screen."""


class HelpScreen(SinglePageScreen):
    """The keys of the screen one comes from, read from the same declarations as its bindings."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Help", PageView())
        self._groups: dict[str, list[tuple[str, str]]] = {}

    def read(self, screen: Screen[Any]) -> None:
        """Note the keys of `screen`, as they stand now."""
        self._groups = keys_of(screen)

    def open(self, _route: Route) -> None:
        """Show them."""
        self.page.show(partial(help_layout, self._groups))


def keys_of(screen: Screen[Any]) -> dict[str, list[tuple[str, str]]]:
    """Keys and what they do on `screen` now, by group."""
    groups = help_groups(offers(screen))
    return {group: _entries(groups[group]) for group in sorted(groups, key=lambda group: _LAST.get(group, 0))}


def _entries(found: Sequence[Offer]) -> list[tuple[str, str]]:
    """Keys and what they do; keys that do alike stand together. What has no key is found with the search."""
    keys: dict[str, list[str]] = {}
    for offer in found:
        keys.setdefault(offer.command.help, []).extend(map(key_name, offer.command.keys or ("ctrl+p",)))
    return [(_joined(names), text) for text, names in keys.items()]


def _joined(names: Sequence[str]) -> str:
    """Keys in a row: digits as "1-9", or they would push all that is said aside."""
    return f"{names[0]}-{names[-1]}" if len(names) > 2 and all(name.isdigit() for name in names) else ", ".join(names)
