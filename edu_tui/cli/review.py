"""`review`: what is due today, asked as plain text or in the app, or counted. `undo`: the last deed taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import msgspec

from edu_tui.cli.app import open_app
from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.cli.sitting import Sitting
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.events import Answered, Flagged, Judged, Noted, Read, RunEnded, RunStarted
from edu_tui.progress.moments import study_day
from edu_tui.progress.state import LearnerState, fold
from edu_tui.progress.store import ProgressStore
from edu_tui.progress.timeline import Deed
from edu_tui.study.cards import cards, memories
from edu_tui.study.news import News
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.review import REPEAT, questions_for, review_quiz
from edu_tui.study.review_queue import Plan, Settings, plan
from edu_tui.study.review_settings import keep_settings, settings_of
from edu_tui.study.runs import REVIEW, open_review
from edu_tui.study.undoing import undo_last


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
                put(_counted(_plan(library, fold(store.events), whom, settings)))
            else:
                _ask(library, store, whom, settings)
        except NotSaved as error:
            raise CommandError(str(error), TROUBLE) from None
    return 0


def undo(places: Places) -> int:
    """Take back what was done last."""
    with places.open_store(places.find_learner()) as store:
        try:
            deed = undo_last(store, fold(store.events), _now())
        except NotSaved as error:
            raise CommandError(str(error), TROUBLE) from None
    put(f"Taken back: {_told(deed)}." if deed else "There is nothing to take back.")
    return 0


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _today() -> date:
    return study_day(_now())


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


def _plan(library: Library, state: LearnerState, audience: Audience, settings: Settings) -> Plan:
    deck = [card for card in cards(library.catalogue).values() if card.audience is audience]
    return plan(deck, memories(deck, state, _today()), state, _today(), settings, News(library).changed(deck, state))


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
    state = fold(store.events)
    going_on = open_review(state, audience)
    if going_on:
        session = QuizSession(review_quiz(library, going_on.started.questions, audience), store, going_on)
    else:
        today = _plan(library, state, audience, settings)
        put(_counted(today))
        if not today.ask:
            return
        quiz = review_quiz(library, questions_for(today.ask, state), audience)
        session = QuizSession.begin(quiz, store, mode=REVIEW)
    news = News(library)
    while _sit(session, saved=not store.read_only, news={one: news.behind(one, state) for one in session.started.questions}):
        missed = tuple(result.question.id for result in session.results() if result.missed)
        if not missed:
            return
        put(f"\nOnce more what was missed: {len(missed)}.")
        session = QuizSession.begin(review_quiz(library, missed, audience), store, mode=REPEAT)


def _sit(session: QuizSession, *, saved: bool, news: Mapping[str, Sequence[str]]) -> bool:
    """Whether the sitting went on to its end; `news` tells what changed behind a question since it was answered."""
    Sitting(session, saved=saved, news=news).run()
    return session.question is None


def _told(deed: Deed) -> str:
    """What was taken back, in words."""
    match deed:
        case Answered():
            return f"the answer to {deed.question}"
        case Judged():
            return "what you said of an answer"
        case Flagged():
            return f"the flag on {deed.subject}"
        case Noted():
            return f"the note on {deed.subject}"
        case RunStarted() | RunEnded() | Read():
            return "the last step"
        case _:
            return f"the report on {deed.subject}"
