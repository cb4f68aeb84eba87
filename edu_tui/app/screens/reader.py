"""The reader: one section at a time, its outline and its evidence beside it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context, ReadingPlace
from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.reader import SectionView, broken_layout, cover_layout, neighbour, outline_layout, page_context, section_layout
from edu_tui.app.reader_views import signs_of
from edu_tui.app.reading_clock import ReadingClock
from edu_tui.app.routes import Ask, Read, Route
from edu_tui.app.screens.keeping import OF_SECTIONS, KeepingScreen
from edu_tui.app.screens.reader_commands import READER_COMMANDS
from edu_tui.app.widgets.line_view import LineView, Source
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.places import Position
from edu_tui.library.catalogue import ModuleEntry, QuizEntry
from edu_tui.library.modules import Audience, Module, Section
from edu_tui.progress.events import Read as ReadEvent
from edu_tui.progress.events import new_id, stamp
from edu_tui.render.layout import LayoutContext
from edu_tui.render.numbering import Numbering


class ReaderScreen(KeepingScreen):
    """A module, section by section."""

    COMMANDS: ClassVar[tuple[Command, ...]] = READER_COMMANDS  # type: ignore[assignment]  # see `CommandScreen`
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
        self._entry: ModuleEntry | None = None
        self._look = LayoutContext()
        self._clock = ReadingClock(context.monotonic)
        self._left: dict[Read, Position] = {}

    def panes(self) -> ComposeResult:
        """Outline, page, evidence."""
        yield self.outline
        yield from super().panes()

    def on_mount(self) -> None:
        """Look now and then whether the section counts as read, and write down where the learner is."""
        super().on_mount()
        self.set_interval(1, self._look_around)

    # --- coming and going ------------------------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        """Show a section, the cover of a module, or the place where the learner stopped."""
        assert isinstance(route, Read)
        place = self.context.reading(route.module, route.audience) if route.resume else None
        section = place.section if place else route.section
        self._open(Read(route.module, route.audience, section), Position(place.source, place.part) if place else None)

    def come_back(self, route: Route) -> None:
        """Show a section where the learner left it."""
        assert isinstance(route, Read)
        if self.module is not None and route == self._here:
            self._clock.go_on()
        elif route in self._left:
            self._open(route, self._left[route])
        else:
            self.open(route)

    def leave(self) -> None:
        """Remember the place."""
        self._clock.pause()
        if self.module is not None:
            self._left[self._here] = self.page.position
            self._hold_place()
            self.context.write_down()

    def _open(self, route: Read, at: Position | None) -> None:
        entry = self.context.catalogue.module(route.module, route.audience)
        module = self.context.library.module(route.module, route.audience)
        if entry is None or module is None:
            self._turn_away(entry.title if entry else route.module, route.audience)
            return
        self.close_find()
        self.close_note_line()
        self.chosen_audience(route.audience)
        self.path, self._entry = module.path, entry
        if entry.broken:
            self._show_broken(module)
        else:
            self.module = module
            self._show(route.section, at)
            self.page.focus()
            self.app.note_route(self._here)

    def _turn_away(self, title: str, audience: Audience) -> None:
        """There is no such page: say so, and stay where the learner was."""
        self.app.say(f"This library has no page of “{title}” {WHO[audience]}.", "warning")
        self.app.back()

    def _show_broken(self, module: Module) -> None:
        self.module = self.section = None
        self.numbering = Numbering()
        self.remove_class("-outline")
        self.hide_evidence()
        self.title_bar.tell(module.title, self.context.signed(WHO[module.audience]))
        self.page.show(partial(broken_layout, module.title, module))
        self.page.focus()

    @property
    def _loaded(self) -> tuple[Module, ModuleEntry]:
        """What is shown; only called once it is there."""
        assert self.module is not None
        assert self._entry is not None
        return self.module, self._entry

    @property
    def _here(self) -> Read:
        """Where the learner is."""
        module, _ = self._loaded
        return Read(module.id, module.audience, self.section.id if self.section else "")

    # --- showing ---------------------------------------------------------------------------------------------------------------

    def _show(self, ident: str, at: Position | None = None) -> None:
        """Swap in the section `ident`, or the cover for "" or a section that is not there."""
        module, _ = self._loaded
        ledger = self.context.library.ledger
        self.section = module.section(ident)
        self.look_at_mine()
        self._look = page_context(self.section.blocks if self.section else module.lead, ledger, self.context.terms)
        self.numbering = self._look.numbering or Numbering()
        self.page.show(self.section_source(), at=at)
        self._tell()
        if self.has_class("-outline"):
            self._show_outline()
        if self.evidence_open:
            self.show_evidence(focus=False)
        self._clock.restart()
        self._hold_place()

    def section_source(self) -> Source:
        """The section that is shown, or the cover."""
        module, entry = self._loaded
        section = self.section
        if section is None:
            return partial(cover_layout, module, entry, self._done(), signs_of(self.context, entry), self._look)
        at = module.sections.index(section)
        view = SectionView(
            module=module,
            section=section,
            questions=len(self._questions(section)),
            before=neighbour(module, at - 1),
            after=neighbour(module, at + 1),
            mine=self.mine,
        )
        return partial(section_layout, view, self._look)

    def _tell(self) -> None:
        module, _ = self._loaded
        where = "cover" if self.section is None else f"{module.sections.index(self.section) + 1}/{len(module.sections)}"
        review = "" if module.reviewed else "not reviewed"
        self.title_bar.tell(module.title, self.context.signed(where, WHO[module.audience], review))
        self.refresh_bindings()

    def _done(self) -> set[str]:
        module, _ = self._loaded
        return {section.id for section in module.sections if self.context.state.is_read(module.id, module.audience, section.id)}

    def _show_outline(self) -> None:
        _, entry = self._loaded
        current = self.section.id if self.section else ""
        signs = signs_of(self.context, entry)
        self.outline.show(partial(outline_layout, entry, self._done(), signs, current), focus=f"section:{current}")

    def progress_changed(self) -> None:
        """A section was read, or something kept. What is told of changes stays on the page until another is opened."""
        super().progress_changed()
        if self.module is not None and self.has_class("-outline"):
            self._show_outline()

    # --- reading ---------------------------------------------------------------------------------------------------------------

    def _hold_place(self) -> None:
        module, _ = self._loaded
        at = self.page.position
        place = ReadingPlace(module.id, module.audience, self.section.id if self.section else "", at.source, at.part)
        self.context.hold_place(place)

    def _look_around(self) -> None:
        """While the page is on the screen: a section counts as read once its end is in view and it has been open long enough."""
        if self.is_active and self.module is not None:
            if self._clock.counts(self.page.at_end):
                self._mark_read()
            self.context.write_down()

    def _mark_read(self) -> None:
        module, section = self.module, self.section
        if module is None or section is None or self.context.store.read_only or self._clock.counted:
            return
        if self.context.state.is_read(module.id, module.audience, section.id) and not self.mine.changes:
            return
        self._clock.counted = True
        event = ReadEvent(
            id=new_id(),
            at=stamp(self.context.now()),
            module=module.id,
            audience=module.audience,
            section=section.id,
            ms=self._clock.ms,
        )
        self.context.append_soon(event)

    def on_line_view_scrolled(self, event: LineView.Scrolled) -> None:
        """Remember the place."""
        if event.page is self.page and self.module is not None:
            self._hold_place()

    # --- moving ----------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what means nothing on this page."""
        module, section = self.module, self.section
        if module is None:
            return action not in ("next", "previous", "evidence", "questions", "outline", "find", "flip", *OF_SECTIONS)
        if action in OF_SECTIONS:
            return self.may_say(action)
        match action:
            case "previous":
                return section is not None
            case "evidence":
                return bool(self.numbering.numbers) or self.evidence_open
            case "questions":
                return self._quiz is not None
        return super().check_action(action, parameters)

    def follow(self, kind: str, value: str) -> None:
        """Follow a target of a page or of the outline."""
        if kind == "section":
            self._leave_for(value)
        elif kind == "questions":
            self.action_questions()
        elif kind == "changed":
            ident, audience, section = value.split(":")
            self.app.go(Read(ident, Audience(audience), section))
        else:
            super().follow(kind, value)

    def _leave_for(self, ident: str) -> None:
        """Go to another section; who goes on has read this one."""
        module, _ = self._loaded
        at = module.sections.index(self.section) if self.section else -1
        if ident == (neighbour(module, at + 1) or ("",))[0]:
            self._mark_read()
        if self.has_class("-narrow"):
            self.remove_class("-outline")
        self.show_section(ident)
        self.page.focus()

    def show_section(self, ident: str) -> None:
        """Show another section; going back out of the module does not lead through it, one place back does."""
        self._left[self._here] = self.page.position
        self._show(ident)
        self.app.note_step(self._here)

    def action_next(self) -> None:
        """Go to the next section."""
        module, _ = self._loaded
        at = module.sections.index(self.section) + 1 if self.section else 0
        if at < len(module.sections):
            self._leave_for(module.sections[at].id)
        else:
            self._mark_read()
            self.app.say("This was the last section.", "information")

    def action_previous(self) -> None:
        """Go to the section before, or to the cover."""
        module, _ = self._loaded
        if self.section is not None:
            self._leave_for((neighbour(module, module.sections.index(self.section) - 1) or ("",))[0])

    def action_flip(self) -> None:
        """Tell the same section to the other audience; its cover if the other has no such section."""
        module, _ = self._loaded
        other = self.context.catalogue.module(module.id, module.audience.other)
        if other is None or other.broken:
            self.app.say(f"This module is not told {WHO[module.audience.other]} yet.", "warning")
            return
        ident = self.section.id if self.section and other.section(self.section.id) else ""
        if self.section and not ident:
            self.app.say(f"This section is not told {WHO[other.audience]}; here is the module.", "information")
        self.app.step(Read(other.id, other.audience, ident))

    def action_outline(self) -> None:
        """Show or hide the sections."""
        if self.has_class("-outline"):
            self.remove_class("-outline")
            self.page.focus()
        else:
            self.add_class("-outline")
            self._show_outline()
            self.outline.focus()

    def action_back(self) -> None:
        """Close what is open, else go back."""
        if self.find_bar.is_open:
            self.close_find()
        elif self.note_line.is_open:
            self.close_note_line()
        elif self.has_class("-outline") and (self.outline.has_focus or not self.has_class("-wide")):
            self.action_outline()
        else:
            super().action_back()

    # --- questions -------------------------------------------------------------------------------------------------------------

    @property
    def _quiz(self) -> QuizEntry | None:
        """The questions of this module."""
        module, _ = self._loaded
        quiz = self.context.catalogue.quiz_for(module.id, module.audience)
        return quiz if quiz and quiz.questions and not quiz.broken else None

    def _questions(self, section: Section) -> tuple[str, ...]:
        """The questions of the section's objectives."""
        quiz = self._quiz
        return tuple(question.id for question in quiz.questions if question.objective in section.objectives) if quiz else ()

    def action_questions(self) -> None:
        """Answer the questions on this section, or of the module where the section has none."""
        quiz = self._quiz
        if quiz is not None:
            chosen = self._questions(self.section) if self.section else ()
            self.app.go(Ask(quiz.name, "study", chosen) if chosen else Ask(quiz.name))
