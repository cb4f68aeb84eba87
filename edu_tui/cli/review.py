"""`review`: what is due today, asked as plain text or in the app, or counted."""

from __future__ import annotations

from datetime import date

import msgspec

from edu_tui.cli.app import open_app
from edu_tui.cli.arriving import arrivals_for, noting_arrivals
from edu_tui.cli.corrections import corrections, tell_corrections
from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.cli.sitting import Sitting
from edu_tui.library.library import Library
from edu_tui.library.lock_past import past_of
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.moments import study_day, wall_clock
from edu_tui.progress.store import ProgressStore
from edu_tui.study.cards import cards
from edu_tui.study.digest import Digest
from edu_tui.study.keeping import Keeping
from edu_tui.study.news import News
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.review import questions_for, review_quiz
from edu_tui.study.review_queue import Plan, Settings, plan
from edu_tui.study.review_settings import keep_settings, settings_of
from edu_tui.study.runs import REVIEW, open_review
from edu_tui.study.slips import REPEAT


class Wish(msgspec.Struct, frozen=True):
    """What the command line says of the settings; None for what it leaves alone, "none" takes an exam date away."""

    reviews: int | None = None
    new: int | None = None
    exam: str | None = None


def review(places: Places, audience: str, wish: Wish, *, plain: bool, count: bool) -> int:
    """Ask what is due today, going on with an unfinished review; `count` only says how much there is."""
    library = places.open_library()
    whom = Audience(audience)
    if not plain and not count:
        _wish_first(places, wish)
        return open_app(places, f"review:{whom}")
    with places.open_store(places.find_learner(create=not count), read_only=count) as store:
        for notice in store.notices:
            tell(notice)
        try:
            settings = _settings(store, wish, saved=not count)
            if count:
                state = store.fold()
                news = News(library, past_of(library), arrivals_for(library, store, state))
                owed = corrections(library, state, whom)
                put(_counted(_plan(library, store, whom, settings, news)))
                if owed:
                    put(f"First comes what was wrong in {len(owed)} of your former questions.")
            else:
                with noting_arrivals(library, store):
                    _ask(library, store, whom, settings)
        except NotSaved as error:
            raise CommandError(str(error), TROUBLE) from None
    return 0


def _today() -> date:
    return study_day(wall_clock())


def _wish_first(places: Places, wish: Wish) -> None:
    """Keep what was wished before the app opens."""
    if wish != Wish():
        with places.open_store(places.find_learner(create=True)) as store:
            _settings(store, wish, saved=True)


def _settings(store: ProgressStore, wish: Wish, *, saved: bool) -> Settings:
    """The learner's settings with what is wished now, which is remembered if `saved`."""
    before = settings_of(store.marks)
    settings = Settings(
        reviews_a_day=before.reviews_a_day if wish.reviews is None else wish.reviews,
        new_a_day=before.new_a_day if wish.new is None else wish.new,
        exam=before.exam if wish.exam is None else _exam(wish.exam),
    )
    if saved and settings != before:
        keep_settings(store, settings)
    return settings


def _exam(text: str) -> date | None:
    """A day, or None for "none". Raises CommandError for anything else."""
    if text == "none":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text[:40]} is no date: write it as 2027-03-01, or none.") from None


def _plan(library: Library, store: ProgressStore, audience: Audience, settings: Settings, news: News) -> Plan:
    state, memories = store.fold(), Digest.of(cards(library.catalogue).values(), store).memories
    deck = memories.deck_for(audience)
    return plan(deck, memories.remembered(state, _today(), audience), _today(), settings, news.changed(deck, state))


def _counted(found: Plan) -> str:
    """The plan in words."""
    lines = [f"To review today: {found.due} due, {found.new} new."]
    if found.waiting:
        lines.append(f"{found.waiting} more wait; they come on the next days, the most at risk first.")
    if found.done:
        lines.append(f"Done today: {found.done}.")
    return "\n".join(lines)


def _ask(library: Library, store: ProgressStore, audience: Audience, settings: Settings) -> None:
    """Today's review, then short repeats of what was missed."""
    state = store.fold()
    news = News(library, past_of(library), arrivals_for(library, store, state))
    tell_corrections(library, store, state, audience)
    going_on = open_review(state, audience)
    if going_on:
        session = QuizSession(review_quiz(library, going_on.started.questions, audience), store, going_on)
    else:
        today = _plan(library, store, audience, settings, news)
        put(_counted(today))
        if not today.ask:
            return
        quiz = review_quiz(library, questions_for(today.ask, state), audience)
        session = QuizSession.begin(quiz, store, mode=REVIEW)
    keeping = Keeping(store)
    while True:
        told = {one: news.behind(one, state) for one in session.started.questions}
        Sitting(session, keeping, state, saved=not store.read_only, news=told).run()
        if session.question is not None:
            return
        missed = tuple(result.question.id for result in session.results() if result.missed)
        if not missed:
            return
        put(f"\nOnce more what was missed: {len(missed)}.")
        session = QuizSession.begin(review_quiz(library, missed, audience), store, mode=REPEAT)
