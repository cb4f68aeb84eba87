"""The reader: one section at a time, its outline and its evidence beside it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.timer import Timer

from edu_tui.app.commands import Command
from edu_tui.app.context import Context, ReadingPlace
from edu_tui.app.module_search import ModuleSearch
from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import plural
from edu_tui.app.pages.reader import SectionView, broken_layout, cover_layout, outline_layout, section_context, section_layout
from edu_tui.app.reading_clock import DWELL_SECONDS, ReadingClock
from edu_tui.app.routes import Ask, Read, Route
from edu_tui.app.screens.document import WIDE, DocumentScreen
from edu_tui.app.widgets.find import FindBar
from edu_tui.app.widgets.line_view import MAX_WIDTH, LineView, Source
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.places import Position
from edu_tui.library.catalogue import ModuleEntry
from edu_tui.library.modules import Module, Section
from edu_tui.library.walk import plain
from edu_tui.progress.events import Read as ReadEvent
from edu_tui.progress.events import new_id, stamp
from edu_tui.render.layout import LayoutContext
from edu_tui.render.lines import Layout
from edu_tui.render.numbering import number_citations


class ReaderScreen(DocumentScreen):
    """A module, section by section."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="reader.next",
            keys=("n", "right", "space"),
            action="next",
            label="Next",
            help="Go to the next section.",
            group="Reader",
            footer=1,
        ),
        Command(
            id="reader.previous",
            keys=("p", "left"),
            action="previous",
            label="Back",
            help="Go to the section before.",
            group="Reader",
            footer=2,
        ),
        Command(
            id="reader.flip",
            keys=("t",),
            action="flip",
            label="Audience",
            help="Tell the same section to the other audience.",
            group="Reader",
            footer=3,
        ),
        Command(
            id="reader.evidence",
            keys=("e",),
            action="evidence",
            label="Evidence",
            help="Show or hide what stands behind the citations.",
            group="Reader",
            footer=4,
        ),
        Command(
            id="reader.questions",
            keys=("a",),
            action="questions",
            label="Questions",
            help="Answer the questions on this section.",
            group="Reader",
            footer=5,
        ),
        Command(
            id="reader.outline", keys=("o",), action="outline", label="Outline", help="Show or hide the sections.", group="Reader", footer=6
        ),
        Command(id="reader.find", keys=("slash",), action="find", label="Find", help="Find words in this module.", group="Reader"),
        Command(
            id="reader.back",
            keys=("escape", "backspace"),
            action="back",
            label="Leave",
            help="Go back to where you came from.",
            group="Reader",
            footer=7,
        ),
    )
    DEFAULT_CSS = """
    ReaderScreen {
        #outline { display: none; width: 30; height: 1fr; background: $surface; border-right: solid $edu-rule; }
        &.-outline #outline { display: block; }
        &.-narrow.-outline { #outline { width: 1fr; border-right: none; } #page { display: none; } }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.outline = PageView(id="outline", navigate="targets")
        self.find_bar = FindBar()
        self._module: Module | None = None
        self._entry: ModuleEntry | None = None
        self._section: Section | None = None
        self._layout_context = LayoutContext()
        self._clock = ReadingClock()
        self._dwell: Timer | None = None
        self._search: ModuleSearch | None = None

    def panes(self) -> ComposeResult:
        """Outline, page, evidence."""
        yield self.outline
        yield from super().panes()

    def below(self) -> ComposeResult:
        """The line in which one types what to find."""
        yield self.find_bar

    # --- showing ---------------------------------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        """Show a section, the cover of a module, or the place where the learner stopped."""
        if not isinstance(route, Read):
            return
        self.chosen_audience(route.audience)
        self._entry = self.context.catalogue.module(route.module, route.audience)
        self._module = self.context.library.module(route.module, route.audience)
        place = self.context.reading(route.module, route.audience) if route.resume else None
        if self._entry is None or self._module is None or self._entry.broken:
            self._show_broken(route)
        else:
            self.path = self._module.path
            self._show(place.section if place else route.section)
            if place:
                self.page.restore(Position(place.source, place.part))

    def _show_broken(self, route: Route) -> None:
        assert isinstance(route, Read)
        self._section = None
        title = self._entry.title if self._entry else route.module
        if self._module is None:
            self.app.say(f"This library has no page of {title} {WHO[route.audience]}.", "warning")
            self.app.back()
            return
        self.title_bar.tell(title, WHO[route.audience])
        self.page.show(partial(broken_layout, title, self._module))

    def _show(self, ident: str, *, keep: bool = False) -> None:
        """Swap in the section `ident`, or the cover for "" or a section that is not there."""
        module, _ = self._loaded
        self._section = module.section(ident)
        if self._section is None:
            self.numbering = number_citations(module.lead, self.context.library.ledger.references)
            self._layout_context = LayoutContext(numbering=self.numbering, terms=self.context.terms)
        else:
            self._layout_context = section_context(self._section, self.context.library.ledger, self.context.terms)
            self.numbering = self._layout_context.numbering or self.numbering
        self.page.show(self._source(self._section), keep=keep)
        self._tell()
        if self.has_class("-outline"):
            self._show_outline()
        if self.evidence_open:
            self.show_evidence()
            self.page.focus()
        self._began()

    def _source(self, section: Section | None) -> Source:
        module, entry = self._loaded
        if section is None:
            return partial(cover_layout, module, entry, self._done(), self._layout_context)
        at = module.sections.index(section)
        view = SectionView(
            module=module,
            section=section,
            questions=len(self._questions(section)),
            before=_neighbour(module, at - 1),
            after=_neighbour(module, at + 1),
        )
        return partial(section_layout, view, self._layout_context)

    @property
    def _loaded(self) -> tuple[Module, ModuleEntry]:
        """What is shown; only called once it is there."""
        assert self._module is not None
        assert self._entry is not None
        return self._module, self._entry

    def _tell(self) -> None:
        module, _ = self._loaded
        where = "cover" if self._section is None else f"{module.sections.index(self._section) + 1}/{len(module.sections)}"
        review = "" if module.reviewed else " · not reviewed"
        self.title_bar.tell(module.title, f"{where} · {WHO[module.audience]}{review}")

    def _done(self) -> set[str]:
        module, _ = self._loaded
        return {section.id for section in module.sections if self.context.state.is_read(module.id, module.audience, section.id)}

    def _show_outline(self) -> None:
        _, entry = self._loaded
        current = self._section.id if self._section else ""
        self.outline.show(partial(outline_layout, entry, self._done(), current), keep=True)

    # --- reading ---------------------------------------------------------------------------------------------------------------

    def _began(self) -> None:
        """A section was opened: remember the place and start counting."""
        self._clock.restart()
        if self._dwell is not None:
            self._dwell.stop()
        self._dwell = self.set_timer(DWELL_SECONDS, self._count_as_read)
        self._remember()

    def _remember(self) -> None:
        module, _ = self._loaded
        at = self.page.position
        place = ReadingPlace(module.id, module.audience, self._section.id if self._section else "", at.source, at.part)
        self.context.remember_place(place)

    def _count_as_read(self) -> None:
        """Mark the section as read if its end is in view and it has been open long enough."""
        if self._clock.counts(self.page.at_end):
            self._mark_read()

    def _mark_read(self) -> None:
        module, section = self._module, self._section
        if module is None or section is None or self.context.store.read_only:
            return
        if self.context.state.is_read(module.id, module.audience, section.id):
            return
        event = ReadEvent(
            id=new_id(),
            at=stamp(self.context.now()),
            module=module.id,
            audience=module.audience,
            section=section.id,
            ms=self._clock.ms,
        )
        self.context.soon(lambda: self.context.store.append(event))

    def on_line_view_scrolled(self, event: LineView.Scrolled) -> None:
        """Remember the place; at the end of the page the section may count as read."""
        if event.page is self.page and self._module is not None and self._entry is not None and not self._entry.broken:
            self._remember()
            self._count_as_read()

    # --- moving ----------------------------------------------------------------------------------------------------------------

    def follow(self, kind: str, value: str) -> None:
        """Follow a target of a page or of the outline."""
        if kind == "section":
            self._leave_for(value)
        elif kind == "questions":
            self.action_questions()
        else:
            super().follow(kind, value)

    def _leave_for(self, ident: str) -> None:
        """Go to another section; who goes on has read this one."""
        module, _ = self._loaded
        if self._section and ident == (_neighbour(module, module.sections.index(self._section) + 1) or ("",))[0]:
            self._mark_read()
        if self.has_class("-outline") and self.has_class("-narrow"):
            self.remove_class("-outline")
        self.app.note_route(Read(module.id, module.audience, ident))
        self._show(ident)
        self.page.focus()

    def action_next(self) -> None:
        """Go to the next section."""
        if self._module is None or not self._module.sections:
            return
        at = self._module.sections.index(self._section) + 1 if self._section else 0
        if at < len(self._module.sections):
            self._leave_for(self._module.sections[at].id)
        else:
            self._mark_read()
            self.app.say("This was the last section.", "information")

    def action_previous(self) -> None:
        """Go to the section before, or to the cover."""
        if self._module is None or self._section is None:
            return
        at = self._module.sections.index(self._section) - 1
        self._leave_for(self._module.sections[at].id if at >= 0 else "")

    def action_flip(self) -> None:
        """Tell the same section to the other audience; its cover if the other has no such section."""
        if self._module is None:
            return
        other = self.context.catalogue.module(self._module.id, self._module.audience.other)
        if other is None or other.broken:
            self.app.say(f"This module is not told {WHO[self._module.audience.other]} yet.", "warning")
            return
        ident = self._section.id if self._section and other.section(self._section.id) else ""
        if self._section and not ident:
            self.app.say(f"This section is not told {WHO[other.audience]}; here is the module.", "information")
        self.app.replace(Read(other.id, other.audience, ident))

    def action_outline(self) -> None:
        """Show or hide the sections."""
        if self.has_class("-outline"):
            self.remove_class("-outline")
            self.page.focus()
        elif self._module is not None and self._entry is not None:
            self.add_class("-outline")
            self._show_outline()
            self.outline.focus()

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.find_bar.is_open:
            self._close_find()
        elif self.has_class("-outline") and self.size.width < WIDE:
            self.action_outline()
        else:
            super().action_back()

    # --- questions -------------------------------------------------------------------------------------------------------------

    def _questions(self, section: Section) -> list[str]:
        """The questions of the section's objectives."""
        module, _ = self._loaded
        quiz = self.context.catalogue.quiz_for(module.id, module.audience)
        return [question.id for question in quiz.questions if question.objective in section.objectives] if quiz else []

    def action_questions(self) -> None:
        """Answer the questions on this section, or of the module where the section has none."""
        if self._module is None:
            return
        quiz = self.context.catalogue.quiz_for(self._module.id, self._module.audience)
        if quiz is None or quiz.broken:
            self.app.say("This module has no questions that can be asked.", "warning")
            return
        chosen = tuple(self._questions(self._section)) if self._section else ()
        self.app.go(Ask(quiz.name, "study", chosen, fresh=True) if chosen else Ask(quiz.name))

    # --- find ------------------------------------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Open the line in which one types what to find."""
        self.find_bar.open()

    def on_find_bar_wanted(self, event: FindBar.Wanted) -> None:
        """Go to the next place where the words stand: on this page first, then on the others, round the module."""
        module, _ = self._loaded
        if event.fresh or self._search is None:
            self._search = ModuleSearch(event.query, module, lambda section: self._lay_out_plainly(section).lines)
            found = self.page.find(event.query) > 0
        else:
            found = self._find_on_page(event.step)
        if not found:
            ident = self._search.beyond(self._section.id if self._section else "", event.step)
            if not ident:
                self.find_bar.tell("not in this module")
                return
            self._show(ident)
            self.page.find(event.query)
        self.find_bar.tell(f"{self.page.find_status} here, on {plural(self._search.pages, 'page')}")

    def _find_on_page(self, step: int) -> bool:
        """Go to the next hit on this page; False if that was the last one."""
        here, _, total = self.page.find_status.partition("/")
        if total in ("", "0") or here == (total if step > 0 else "1"):
            return False
        if step > 0:
            self.page.find_next()
        else:
            self.page.find_previous()
        return True

    def _lay_out_plainly(self, section: Section) -> Layout:
        """A section as it is searched: every page at the same width."""
        context = section_context(section, self.context.library.ledger, None)
        return section_layout(SectionView(self._loaded[0], section, 0, None, None), context, MAX_WIDTH)

    def on_find_bar_closed(self) -> None:
        """Go back to the page."""
        self._close_find()

    def _close_find(self) -> None:
        self.find_bar.close()
        self._search = None
        self.page.find("")
        self.page.focus()


def _neighbour(module: Module, at: int) -> tuple[str, str] | None:
    """Id and title of the section at this place; None outside the module."""
    return (module.sections[at].id, plain(module.sections[at].title)) if 0 <= at < len(module.sections) else None
