"""`DocumentScreen`: what reader, quiz and glossary share: a page, the evidence beside it, and links that lead somewhere."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.containers import Container

from edu_tui.app.context import Context
from edu_tui.app.pages.evidence import evidence_layout, term_layout
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.routes import Read
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.page import PageView
from edu_tui.library.ledger import Term
from edu_tui.library.links import PageLink, Refused, resolve
from edu_tui.library.modules import Audience
from edu_tui.library.text import fold
from edu_tui.render.numbering import Numbering

WIDE = 110
"""Columns from which evidence stands beside the page instead of below it."""


class _Body(Container):
    """What holds page and panes; they cover all of it."""

    BLANK = True


class DocumentScreen(RoutedScreen):
    """A page with an evidence pane.

    Subclasses set `path` and `audience` of what they show, and call `super().follow` for targets that are not theirs.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-normal"), (WIDE, "-wide")]
    DEFAULT_CSS = """
    DocumentScreen {
        #body { layout: horizontal; height: 1fr; }
        #page { width: 1fr; height: 1fr; }
        #evidence { dock: bottom; height: 45%; background: $surface; border-top: solid $edu-rule; }
        &.-wide #evidence { dock: right; width: 38; height: 1fr; border-top: none; border-left: solid $edu-rule; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.path = ""
        self.audience = context.preferences.audience
        self.numbering = Numbering()
        self.title_bar = TitleBar()
        self.page = self.make_page()
        self.evidence = PageView(id="evidence")
        self.hide_evidence()

    def make_page(self) -> PageView:
        """The page widget."""
        return PageView(id="page")

    def compose(self) -> ComposeResult:
        """Title, page with evidence, keys."""
        yield self.title_bar
        with _Body(id="body"):
            yield from self.panes()
        yield from self.below()
        yield KeyBar()

    def panes(self) -> ComposeResult:
        """The widgets beside one another."""
        yield self.page
        yield self.evidence

    def below(self) -> ComposeResult:
        """Widgets between page and keys."""
        return ()

    def on_mount(self) -> None:
        """Start with what matters most."""
        self.focus_main()

    def focus_main(self) -> None:
        """Go to where the learner works."""
        self.page.focus()

    # --- targets ---------------------------------------------------------------------------------------------------------------

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Go where the target leads."""
        event.stop()
        kind, _, value = event.target.partition(":")
        self.follow(kind, value)

    def follow(self, kind: str, value: str) -> None:
        """Follow a target that any document may hold."""
        match kind:
            case "fact" | "ref":
                self.show_evidence(value)
            case "term":
                self.show_term(value)
            case "note":
                self.page.scroll_to_anchor(f"note-{value}")
            case "link":
                self.follow_link(value)

    def follow_link(self, href: str) -> None:
        """Follow an author's link, if the link gate lets it pass."""
        where = resolve(href, self.path)
        if isinstance(where, PageLink):
            self.app.go(Read(where.module, where.audience, where.section))
        elif isinstance(where, Refused):
            self.app.say(where.reason, "warning")
        else:
            self.app.ask_to_open(where)

    # --- evidence --------------------------------------------------------------------------------------------------------------

    @property
    def evidence_open(self) -> bool:
        """Whether the evidence pane is there."""
        return bool(self.evidence.display)

    def show_evidence(self, key: str = "", *, focus: bool = True) -> None:
        """Open the pane with all that the page cites, at `key` if given."""
        self._show_pane(partial(evidence_layout, self.numbering, self.context.library.ledger), key or None, focus=focus)

    def show_term(self, name: str) -> None:
        """Open the pane with a glossary term."""
        term: Term | None = self.context.library.ledger.terms.get(fold(name))
        if term is not None:
            self._show_pane(partial(term_layout, term, self.audience), None, focus=True)

    def close_evidence(self) -> None:
        """Close the pane and go back to where the learner works."""
        self.hide_evidence()
        self.focus_main()

    def hide_evidence(self) -> None:
        """Take the pane away. It is no class of the screen that says so: each change of one styles every widget anew."""
        self.evidence.display = False

    def _show_pane(self, source: Source, anchor: str | None, *, focus: bool) -> None:
        self.evidence.show(source, anchor)
        self.evidence.display = True
        if focus:
            self.evidence.focus()

    def action_evidence(self) -> None:
        """Open or close the evidence."""
        if self.evidence_open:
            self.close_evidence()
        else:
            self.show_evidence()

    def action_back(self) -> None:
        """Close what is open, else go back to where one came from."""
        if self.evidence_open:
            self.close_evidence()
        else:
            self.app.back()

    def chosen_audience(self, audience: Audience) -> None:
        """Remember the audience that is shown."""
        if audience is not self.audience or audience is not self.context.preferences.audience:
            self.audience = audience
            self.context.prefer(audience=audience)
