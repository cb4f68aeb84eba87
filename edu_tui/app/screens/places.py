"""The screen of the learner's places."""

from __future__ import annotations

from functools import partial

from edu_tui.app.context import Context
from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.places import Item, PlacesView, places_layout
from edu_tui.app.recent import MARK, Place, recent_places
from edu_tui.app.routes import Ask, Read
from edu_tui.app.screens.deeds import DeedsScreen
from edu_tui.app.widgets.page import PageView
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.state_values import Section
from edu_tui.progress.subjects import section_subject
from edu_tui.render.lines import Layout
from edu_tui.study.places import Kept, forgotten
from edu_tui.study.sayings import title_of


class PlacesScreen(DeedsScreen):
    """What changed, what is kept, where she was last: a list to go from."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Places")

    def draw(self, *, keep: bool) -> None:
        """Show them as they are now."""
        self.page.show(self._layout, keep=keep)

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Go where the target leads."""
        kind, _, value = event.target.partition(":")
        parts = value.split(":")
        match kind, parts:
            case "read", [module, audience, section]:
                self.app.go(Read(module, Audience(audience), section))
            case "quiz", [name]:
                self.app.go(Ask(name))
            case "forget", _:
                self._forget(value)

    def _forget(self, subject: str) -> None:
        """Let go of what is kept under this name; undo brings it back."""
        for one in self.context.whereabouts.kept(self.context.state):
            if one.subject == subject:
                self.app.run_worker(partial(self._save, one), thread=True, group="saving")

    def _save(self, one: Kept) -> None:
        try:
            self.context.append(*forgotten(one, self.context.now()))
        except NotSaved as error:
            self.app.say(str(error), "error")

    # --- what there is ---------------------------------------------------------------------------------------------------------

    def _layout(self, width: int) -> Layout:
        context = self.context
        view = PlacesView(
            changed=[self._changed(section) for section in context.page_news.changed(context.state)],
            kept=[self._kept(one) for one in context.whereabouts.kept(context.state)],
            recent=[_recent(place) for place in recent_places(context.marks.get(MARK), context.catalogue)],
        )
        return places_layout(view, width)

    def _changed(self, section: Section) -> Item:
        name = section_subject(section)
        return Item(title_of(self.context.catalogue, name), self._module(section.module, section.audience), f"read:{name}")

    def _kept(self, one: Kept) -> Item:
        gone = one.now is None
        there = self.context.catalogue.module(one.module, one.audience)
        cover = f"read:{one.module}:{one.audience}:" if there else ""
        target = cover if one.now is None else f"read:{section_subject(one.now)}"
        at = one.now or Section(one.module, one.audience, "")
        return Item(one.title, self._module(at.module, at.audience), target, one.subject, one.bookmarked, one.note, gone)

    def _module(self, ident: str, audience: str) -> str:
        entry = self.context.catalogue.module(ident, Audience(audience))
        return f"{entry.title if entry else ident}, {WHO[Audience(audience)]}"


def _recent(place: Place) -> Item:
    match place.route:
        case Read(module, audience, section):
            return Item(place.title, place.about, f"read:{module}:{audience}:{section}")
        case Ask(quiz):
            return Item(place.title, place.about, f"quiz:{quiz}")
    raise AssertionError(place)
