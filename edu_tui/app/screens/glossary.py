"""The glossary screen."""

from __future__ import annotations

from functools import partial

from edu_tui.app.context import Context
from edu_tui.app.pages.evidence import glossary_layout
from edu_tui.app.routes import Glossary, Route
from edu_tui.app.screens.single import SinglePageScreen
from edu_tui.app.widgets.page import PageView


class GlossaryScreen(SinglePageScreen):
    """All terms."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Glossary", PageView())

    def open(self, route: Route) -> None:
        """Show the terms, at one of them."""
        source = partial(glossary_layout, self.context.library.ledger, self.context.preferences.audience)
        self.page.show(source, route.term if isinstance(route, Glossary) else None)
