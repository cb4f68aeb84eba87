"""Today's review, gathered from library and progress: Home tells of it in its first frame, so little is imported here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from edu_tui.app.context import Context
from edu_tui.library.modules import Audience
from edu_tui.progress.moments import study_day
from edu_tui.study.cards import Card, Remembered
from edu_tui.study.review_queue import Amount, Plan, Settings, amount, plan
from edu_tui.study.review_settings import settings_of


def review_plan(context: Context, audience: Audience) -> Plan:
    """Today's review for an audience."""
    return plan(*_standing(context, audience))


def review_amount(context: Context, audience: Audience) -> Amount:
    """How much today's review for an audience holds."""
    return amount(*_standing(context, audience))


def _standing(context: Context, audience: Audience) -> tuple[Sequence[Card], Mapping[str, Remembered], date, Settings, Collection[str]]:
    """What `plan` rests on."""
    state, today, memories = context.quiz_state, study_day(context.now()), context.memories
    deck = memories.deck_for(audience)
    return deck, memories.remembered(state, today, audience), today, settings_of(context.marks), context.news.changed(deck, state)
