"""The search screen: what is typed above, what is found below."""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Center, Container
from textual.widgets import Input

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.search import SearchView, fact_layout, search_layout, status
from edu_tui.app.routes import Ask, Glossary, Read, Route, Search
from edu_tui.app.screens.document import DocumentScreen
from edu_tui.app.widgets.bars import KeyBar
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.search_field import SearchField
from edu_tui.library.modules import Audience
from edu_tui.library.search_entries import Key
from edu_tui.library.search_index import open_index
from edu_tui.library.search_query import Query, parse_query
from edu_tui.library.search_results import Index
from edu_tui.progress.moments import study_day
from edu_tui.study.finding import standings_of, wanted


class SearchScreen(DocumentScreen):
    """Searches as one types. Nothing waits for the index: it is opened and asked in a thread."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]  # see `CommandScreen`
        Command(
            id="search.back",
            keys=("escape",),
            action="back",
            label="Back",
            help="Close what is open, or go back to where you came from.",
            group="Search",
            footer=2,
        ),
        Command(
            id="search.type",
            keys=("slash", "ctrl+f"),
            action="type",
            label="Words",
            help="Type other words.",
            group="Search",
            footer=3,
            palette=False,
        ),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.field = SearchField(id="query")
        self._typed = ""
        self._marked = ""
        self._rests_on_progress = False
        self._wanted: dict[tuple[str, ...], frozenset[Key] | None] = {}
        self._index: Index | None = None
        self._opening = Lock()

    def make_page(self) -> PageView:
        """The results."""
        return PageView(id="page", navigate="targets")

    def compose(self) -> ComposeResult:
        """Title, words, results with evidence, keys."""
        yield self.title_bar
        with Center():
            yield self.field
        with Container(id="body"):
            yield from self.panes()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is to find with, or what was asked for before the screen was there."""
        super().on_mount()
        self.title_bar.tell("Search", self.context.signed())
        self._type(self._typed)

    def focus_main(self) -> None:
        """Go to where words are typed."""
        self.field.focus()

    # --- coming and going ------------------------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        """Search for the words of the route; without any for the last ones, selected so that typing replaces them."""
        assert isinstance(route, Search)
        self._typed = route.query or self._typed
        self._wanted.clear()
        self.hide_evidence()
        if self.is_mounted:
            self._type(self._typed)
            self.focus_main()

    def come_back(self, route: Route) -> None:
        """Show the results as the learner left them, unless they rest on what she has done since."""
        assert isinstance(route, Search)
        self._wanted.clear()
        if route.query != self._typed:
            self.open(route)
        elif self._rests_on_progress:
            self._search(self._typed)

    def progress_changed(self) -> None:
        """What is due or wrong may have changed."""
        self._wanted.clear()

    def _type(self, text: str) -> None:
        """Put words into the line, selected."""
        with self.prevent(Input.Changed):
            self.field.value = text
        self.field.action_select_all()
        self._search(text)

    # --- searching -------------------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed."""
        event.stop()
        self._marked = ""
        self._search(event.value)

    def _search(self, text: str) -> None:
        self._typed = text
        if isinstance(self.app.route, Search):
            self.app.note_route(Search(text))
        query, faults = parse_query(text, self.context.catalogue)
        self._rests_on_progress = bool(query.states)
        view = SearchView(text, faults)
        if not query.asks:
            self._show(view)
            return
        if self._index is None:
            self.title_bar.tell(status="searching …")
        self.run_worker(partial(self._find, view, query, self._left_by(query)), thread=True, group="search")

    def _left_by(self, query: Query) -> frozenset[Key] | None:
        """What the states in a query leave, counted once for each visit."""
        if query.states not in self._wanted:
            context, today = self.context, study_day(self.context.now())
            standings = standings_of(context.state, context.memories, context.news, context.whereabouts, today)
            self._wanted[query.states] = wanted(query, standings)
        return self._wanted[query.states]

    def _find(self, view: SearchView, query: Query, left: frozenset[Key] | None) -> None:
        """Search, in a thread; what is no longer wanted by then is not searched for."""
        with self._opening:
            if self._index is None:
                self._index = open_index(self.context.library)
        if view.typed == self._typed:
            results = self._index.search(query, left)
            self.call_later(self._show, SearchView(view.typed, view.faults, results, self._index.notice))

    def _show(self, view: SearchView) -> None:
        """Show what was found, unless something else is wanted by now."""
        if view.typed == self._typed:
            self.page.show(partial(search_layout, view))
            self.page.focus_target(self._marked)
            self.title_bar.tell(status=self.context.signed(status(view)))
            self.refresh_bindings()

    # --- what can be done ------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a result there is none to open or to go to; while one types, the key for it is a letter."""
        if action in ("open_marked", "move"):
            return bool(self.page.targets)
        if action == "type" and self.field.has_focus:
            return False
        return super().check_action(action, parameters)

    def action_open_marked(self) -> None:
        """Open the marked result."""
        self.page.action_activate()

    def action_move(self, how: str) -> None:
        """Go through the results."""
        getattr(self.page, f"action_{how}")()

    def action_type(self) -> None:
        """Go to the words, selected."""
        self.focus_main()
        self.field.action_select_all()

    def follow(self, kind: str, value: str) -> None:
        """Open a result."""
        first, _, rest = value.partition(":")
        self._marked = self.page.focused_target
        match kind:
            case "read":
                audience, _, section = rest.partition(":")
                self.app.go(Read(first, Audience(audience), section))
            case "ask":
                self.app.go(Ask(first, "study", (rest,)))
            case "glossary":
                self.app.go(Glossary(value))
            case "fact":
                self._show_pane(partial(fact_layout, value, self.context.library.ledger), None, focus=True)
            case _:
                super().follow(kind, value)
