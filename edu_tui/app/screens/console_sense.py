"""What makes sense at the console now, and what typed words mean: rules without a screen."""

from __future__ import annotations

import re

from edu_tui.progress.sessions_state import Vote
from edu_tui.study.teaching.commands import Order, Word
from edu_tui.study.teaching.console import PresenterView, VoteConsole
from edu_tui.study.teaching.views import AudienceView, FormView, SlideView

_HANDS = re.compile(r"(?:[A-Za-z]\s*[:=]?\s*\d{1,5}[\s,;]*){2,}")
"""Hands for options by their letters: A 3 B 9."""

_COUNTS = re.compile(r"(?:(\d{1,3})(?:\s*:\s*|\s+))?(\d{1,5})\s*(?:/|of)\s*(\d{1,5})")
"""The number of a question, if it is given, and how many were right of how many."""


def makes_sense(word: Word, view: PresenterView | None) -> bool:
    """Whether an order is offered. The session itself judges; this only keeps keys that would be refused out of sight."""
    if view is None:
        return False
    latest = view.vote.round if view.vote else None
    match word:
        case Word.REVEAL:
            return isinstance(view.screen, SlideView)
        case Word.OPEN_VOTE | Word.CLOSE_VOTE | Word.SHOW_COUNTS | Word.SHOW_KEY:
            return view.vote is not None and word is next_of_vote(view.vote)
        case Word.SECOND_ROUND:
            return latest is not None and latest.round == 1 and latest.phase != "open" and view.vote is not None and not view.vote.key_shown
        case Word.SHOW_EARLIER:
            return bool(latest and latest.round > 1 and view.vote and view.vote.earlier and view.vote.earlier[0].phase == "closed")
        case Word.EXPLAIN_AGAIN:
            return view.teach_back is not None and bool(view.teach_back.missing or not view.teach_back.points)
        case Word.PAUSE:
            return view.clock.running
        case Word.RESUME:
            return view.started and not view.ended and not view.clock.running
        case Word.UNDO:
            return bool(view.undo)
        case Word.END:
            return view.started and not view.ended
        case Word.REOPEN:
            return view.ended
        case _:
            return True


def next_of_vote(vote: VoteConsole) -> Word | None:
    """The next thing to do with a vote; None where all is done."""
    latest: Vote | None = vote.round
    if latest is None:
        return Word.OPEN_VOTE
    if latest.phase == "open":
        return Word.CLOSE_VOTE
    if latest.phase == "closed" and latest.voters:
        return Word.SHOW_COUNTS
    return Word.SHOW_KEY if not latest.ballot.poll and not vote.key_shown else None


def can_type(purpose: str, view: PresenterView | None) -> bool:
    """Whether there is anything to type for a purpose: "count", "form", "count-people" or "note"."""
    if view is None:
        return False
    if purpose == "count":
        return view.vote is not None and view.vote.round is not None
    return view.form is not None if purpose == "form" else True


def typed_order(purpose: str, text: str, view: PresenterView | None) -> Order | None:
    """The order that typed words mean; None for none."""
    if purpose == "count-people":
        return Order(Word.ATTEND, text=text)
    if not text:
        return None
    if purpose == "form":
        shown = view.screen.number if view is not None and isinstance(view.screen, FormView) else 0
        return form_order(text, view.form.form, shown) if view is not None and view.form is not None else None
    return Order(Word.COUNT if purpose == "count" else Word.NOTE, text=text)


def form_order(text: str, form: str, shown: int = 0) -> Order:
    """An entry of a form: "3 9/14" is its third question, "9/14" or "A 3 B 9" the one that is shown, "blue7 ++-+" a sheet."""
    if shown and _HANDS.fullmatch(text):
        return Order(Word.FORM, shown, text=text, about=form)
    counts = _COUNTS.fullmatch(text)
    if counts is None:
        return Order(Word.SHEET, text=text, about=form)
    return Order(Word.FORM, int(counts[1] or shown), text=f"{counts[2]}/{counts[3]}", about=form)


def place_of(view: PresenterView | None) -> tuple[object, ...]:
    """What must be the same for the console to stay scrolled as it is: session, step, slide, and what is to be done there."""
    if view is None:
        return ()
    screen: AudienceView = view.screen
    current = next((step.key for step in view.steps if step.current), "")
    return view.session, current, screen.number if isinstance(screen, SlideView) else 0, view.ended
