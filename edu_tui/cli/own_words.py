"""What is the learner's own on a page of plain text: what changed since she read it, and, if she asks, her bookmarks and notes."""

from __future__ import annotations

from typing import TypeAlias

from edu_tui.cli.arriving import arrivals_for
from edu_tui.cli.errors import CommandError, tell
from edu_tui.cli.places import Places
from edu_tui.library.blocks import Block, Item, ItemList, Paragraph, Strong, Text
from edu_tui.library.library import Library
from edu_tui.library.lock_past import past_of
from edu_tui.library.modules import Module
from edu_tui.library.text import clean_line
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import Section
from edu_tui.study.change_words import change_told
from edu_tui.study.page_news import PageNews
from edu_tui.study.places import Kept, Whereabouts, kept_at

Own: TypeAlias = tuple[tuple[Block, ...], tuple[Block, ...]]
"""What stands above the text of a section, and below it."""


def own_words(places: Places, library: Library, module: Module, *, kept: bool) -> dict[str, Own]:
    """What is the learner's own in a module, by section; with `kept` bookmarks and notes, too.

    It changes nothing. Progress that cannot be read is told on standard error: the page can be read all the same.
    """
    learner = places.find_learner()
    try:
        store = places.open_store(learner, read_only=True)
    except CommandError as error:
        tell(str(error))
        return {}
    with store:
        state = store.fold()
        news = PageNews(library, past_of(library), arrivals_for(library, store, state))
    whereabouts = Whereabouts(library).kept(state) if kept else ()
    sections = {one.id: Section(module.id, module.audience, one.id) for one in module.sections}
    return {ident: _own(library, news, state, section, kept_at(whereabouts, section)) for ident, section in sections.items()}


def _own(library: Library, news: PageNews, state: LearnerState, section: Section, kept: tuple[Kept, ...]) -> Own:
    changes = [change_told(change, library.ledger) for change in news.on(section, state)]
    items = tuple(Item(0, (_paragraph(sentence),)) for sentence in changes)
    above: list[Block] = [_paragraph("Bookmarked.")] if any(one.bookmarked for one in kept) else []
    if items:
        above += [Paragraph(0, (Strong((Text("Changed since you read this:"),)),)), ItemList(0, items)]
    below = [Paragraph(0, (Strong((Text("Your note: "),)), Text(clean_line(one.note)))) for one in kept if one.note]
    return tuple(above), tuple(below)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(0, (Text(text),))
