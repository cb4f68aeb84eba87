"""`KeepingScreen`: a module, section by section, with what the learner keeps of each: bookmark, flag and note."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from edu_tui.app.context import Context
from edu_tui.app.pages.reader import Mine
from edu_tui.app.reader_views import kept_here, mine_of
from edu_tui.app.screens.finding import FindingScreen
from edu_tui.app.screens.saying import Subject
from edu_tui.app.widgets.line_view import Source
from edu_tui.library.walk import plain
from edu_tui.progress.state_values import Section as Place
from edu_tui.study.places import landmark_of, subject_for_note, toggled

OF_SECTIONS = ("bookmark", "flag", "note", "report")
"""The actions that say something of a section, or keep it."""


class KeepingScreen(FindingScreen):
    """A screen that shows `section` of `module`. Subclasses call `look_at_mine` before they draw a section, and draw `mine` with it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.mine = Mine()

    def section_source(self) -> Source:
        """What lays out the section that is shown."""
        raise NotImplementedError

    @property
    def place(self) -> Place | None:
        """The section that is shown, as progress names it; None on a cover."""
        module, section = self.module, self.section
        return Place(module.id, module.audience, section.id) if module and section else None

    def look_at_mine(self) -> None:
        """See what the learner keeps of the section, and what changed there since she read it."""
        self.mine = mine_of(self.context, self.place) if self.place else Mine()

    def may_say(self, action: str) -> bool:  # noqa: ARG002 - a section never waits for an answer
        """Whether anything can be kept of the section. Its subject holds its words: too much to make for each command of the key bar."""
        return self.place is not None and not self.context.store.read_only and not self.note_line.is_open

    @property
    def subject(self) -> Subject | None:
        """The section, where anything can be kept of it."""
        module, section, place = self.module, self.section, self.place
        if module is None or section is None or place is None or self.context.store.read_only:
            return None
        name = subject_for_note(kept_here(self.context, place), place)
        return Subject(name, plain(section.title), landmark=landmark_of(module, section))

    def said(self) -> None:
        """Show what is kept now. What was told of changes stays: the section may count as read by now."""
        before = self.mine
        self.look_at_mine()
        self.mine = replace(self.mine, changes=before.changes, read_on=before.read_on, next_changed=before.next_changed)
        if self.place:
            self.page.show(self.section_source(), keep=True)

    def progress_changed(self) -> None:
        """Something may have been taken back, or kept in another window."""
        before = self.mine
        self.look_at_mine()
        after, self.mine = self.mine, before
        if (after.bookmarked, after.flag, after.note) != (before.bookmarked, before.flag, before.note):
            self.said()

    def follow(self, kind: str, value: str) -> None:
        """Follow a target of what is kept."""
        match kind:
            case "bookmark":
                self.action_bookmark()
            case "say":
                self.follow_saying(value)
            case _:
                super().follow(kind, value)

    def action_bookmark(self) -> None:
        """Put a bookmark on the section, or take it away."""
        module, section, place = self.module, self.section, self.place
        if module is None or section is None or place is None:
            return
        events = toggled(kept_here(self.context, place), place, landmark_of(module, section), self.context.now())
        told = "Bookmarked; b takes it away again." if events[0].on else "The bookmark is taken away."
        self._save_saying(partial(self.context.append, *events), told)
