"""What the reader shows of the learner's own: bookmarks, notes, and what changed, gathered from library and progress."""

from __future__ import annotations

from edu_tui.app.context import Context
from edu_tui.app.pages.reader import BOOKMARK, CHANGED, Mine
from edu_tui.library.catalogue import ModuleEntry
from edu_tui.library.modules import Audience
from edu_tui.progress.moments import moment
from edu_tui.progress.state_values import Section
from edu_tui.progress.subjects import section_subject
from edu_tui.study.change_words import change_told
from edu_tui.study.places import Kept, kept_at, subject_for_note
from edu_tui.study.sayings import title_of


def kept_here(context: Context, section: Section) -> tuple[Kept, ...]:
    """What the learner keeps of a section."""
    return kept_at(context.whereabouts.kept(context.state), section)


def mine_of(context: Context, section: Section) -> Mine:
    """What the learner keeps of a section, and what is new to her there."""
    state, here = context.state, kept_here(context, section)
    changes = context.page_news.on(section, state)
    reading = state.last_reading(section) if changes else None
    day = moment(reading.at).day if reading else None
    return Mine(
        bookmarked=any(one.bookmarked for one in here),
        flag=state.flags().get(subject_for_note(here, section), ""),
        note="\n".join(one.note for one in here if one.note),
        changes=tuple((change.id, change_told(change, context.library.ledger)) for change in changes),
        read_on=f"{day.day} {day:%B %Y}" if day else "",
        next_changed=_next_changed(context, section) if changes else None,
    )


def _next_changed(context: Context, section: Section) -> tuple[str, str] | None:
    """The section that changed after this one, round the library: its name and title."""
    changed = context.page_news.changed(context.state)
    at = changed.index(section) if section in changed else -1
    others = [one for one in (*changed[at + 1 :], *changed[: max(at, 0)]) if one != section]
    return (section_subject(others[0]), title_of(context.catalogue, section_subject(others[0]))) if others else None


def signs_of(context: Context, module: ModuleEntry) -> dict[str, tuple[str, ...]]:
    """What marks the sections of a module in a list, by id."""
    bookmarked = {one.now for one in context.whereabouts.kept(context.state) if one.bookmarked}
    changed = set(context.page_news.changed(context.state))
    found: dict[str, tuple[str, ...]] = {}
    for entry in module.sections:
        section = Section(module.id, Audience(module.audience), entry.id)
        signs = (BOOKMARK if section in bookmarked else "", CHANGED if section in changed else "")
        found[entry.id] = tuple(filter(None, signs))
    return found
