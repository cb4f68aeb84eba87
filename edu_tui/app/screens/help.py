"""The help screen."""

from __future__ import annotations

from functools import partial

from edu_tui.app.commands import help_groups, key_name, offers
from edu_tui.app.context import Context
from edu_tui.app.pages.help import help_layout
from edu_tui.app.routes import Route
from edu_tui.app.screens.single import SinglePageScreen
from edu_tui.app.widgets.page import PageView


class HelpScreen(SinglePageScreen):
    """The keys of the screen one comes from, read from the same declarations as its bindings."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Help", PageView())
        self._groups: dict[str, list[tuple[str, str]]] = {}

    def read(self) -> None:
        """Note the keys of the screen that is shown now."""
        self._groups = {
            group: [(", ".join(key_name(key) for key in offer.command.keys) or "palette", offer.command.help) for offer in entries]
            for group, entries in help_groups(offers(self.app.screen)).items()
        }

    def open(self, _route: Route) -> None:
        """Show them."""
        self.page.show(partial(help_layout, self._groups))
