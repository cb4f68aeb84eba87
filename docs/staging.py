"""Puts a scene on: the real app over a library, with a past, a clock that stands still and an order of options that is always the same."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from docs.scenes import LED_TEST, Cast, Scene
from edu_tui.app.app import EduApp
from edu_tui.app.base import SteadyApp
from edu_tui.app.console import ConsoleApp
from edu_tui.app.context import Context
from edu_tui.app.preview import PreviewApp
from edu_tui.app.screens.console_following import Following, Situation
from edu_tui.app.screens.preview_watching import surroundings
from edu_tui.app.widgets.page import PageView
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Choices, Question
from edu_tui.library.roles import file_at, page_path, quiz_path
from edu_tui.link.follower import Link, News
from edu_tui.progress.events import Answered, Bookmarked, Event, Flagged, Noted, Read, RunEnded, RunStarted, new_id, stamp
from edu_tui.progress.learners import Learners
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_plan import StepKind
from edu_tui.progress.store import ProgressStore
from edu_tui.study.places import landmark_of
from edu_tui.study.teaching.commands import Order, carry_out
from edu_tui.study.teaching.material import Material, material_of
from edu_tui.study.teaching.plan import make_plan
from edu_tui.study.teaching.room import NotNow
from edu_tui.study.teaching.session import TeachingSession, begin

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
PATIENCE = 600
"""Rounds after which a screen that never comes to rest is given up."""


class Clock:
    """Time that stands still, or moves by `step` at each look."""

    def __init__(self, at: datetime = NOW, step: timedelta = timedelta()) -> None:
        self._at, self._step = at, step

    def __call__(self) -> datetime:
        """The time."""
        self._at += self._step
        return self._at


# --- what happened before ------------------------------------------------------------------------------------------------------------


def prepare(library: Library, cast: Cast, data: Path) -> Cast:
    """Give the data folder a learner with a past, and two sessions, one of them over; the cast with their ids."""
    material = material_of(library, cast.taught, Audience.FAMILY)
    assert material is not None
    learners, numbers = Learners(data), count(1)
    with mock.patch("os.urandom", lambda length: next(numbers).to_bytes(length, "big")):  # ids that are the same every time
        with ProgressStore.open(learners.default().folder, now=Clock()) as store:
            store.append(*_past(library, cast))
        learners.create("Anna")
        return msgspec.structs.replace(cast, led=_lead(material, data), waiting=_wait(material, data))


def _past(library: Library, cast: Cast) -> Iterator[Event]:
    """Three weeks of study: right more and more often, with a test, flags, a note and a bookmark."""
    module, quiz = library.module(cast.module, Audience.CLINICIAN), library.quiz(cast.quiz)
    assert module is not None
    assert quiz is not None
    asked = [question for question in quiz.questions if question.scored and not question.form][:6]
    for number, question in enumerate(asked * 3):
        yield _answer(question, NOW - timedelta(days=21 - number), 0.0 if number % 5 == 1 else 1.0)
    for number, section in enumerate(module.sections[:2]):
        when = stamp(NOW - timedelta(days=3, minutes=number))
        yield Read(id=new_id(), at=when, module=cast.module, audience="clinician", section=section.id, ms=90_000)
    names = tuple(question.id for question in asked[:3])
    begun = NOW - timedelta(days=1)
    yield RunStarted(id=new_id(), at=stamp(begun), run=LED_TEST, quiz=cast.quiz, mode="test", questions=names, seed=7)
    for number, question in enumerate(asked[:3]):
        yield _answer(question, begun + timedelta(minutes=number + 1), float(number != 1), LED_TEST)
    yield RunEnded(id=new_id(), at=stamp(begun + timedelta(minutes=5)), run=LED_TEST, ms=300_000)
    said = stamp(NOW - timedelta(hours=2))
    kept = f"{cast.module}:clinician:{module.sections[0].id}"
    yield Flagged(id=new_id(), at=said, subject=cast.single, flag="teach")
    yield Noted(id=new_id(), at=said, subject=kept, text="Ask Anna about this.", landmark=landmark_of(module, module.sections[0]))
    yield Bookmarked(id=new_id(), at=said, subject=kept, landmark=landmark_of(module, module.sections[0]))


def _answer(question: Question, when: datetime, score: float, run: str = "past") -> Answered:
    mode = "test" if run == LED_TEST else "review"
    options = [option.key for option in question.body.options] if isinstance(question.body, Choices) else []
    right = [option.key for option in question.body.options if option.correct] if isinstance(question.body, Choices) else []
    response = tuple(right if score else [key for key in options if key not in right][:1])
    return Answered(
        id=new_id(),
        at=stamp(when),
        question=question.id,
        rev=question.rev,
        run=run,
        response=response,
        shown=tuple(options),
        score=score,
        ms=40_000,
        mode=mode,
        confidence=2,
    )


def _lead(material: Material, data: Path) -> str:
    """A session that was led a week ago, with a vote in two rounds; its id."""
    clock = Clock(NOW - timedelta(days=7), timedelta(seconds=10))
    session = begin(_sessions(data, clock), material, make_plan(material, 30, forms="none"), now=clock)
    session.attend(count=9)
    session.start()
    for place, step in enumerate(session.plan.steps):
        session.go_to(place + 1)
        if step.kind is StepKind.QUESTION:
            _vote_twice(session, _options(material, step.subject))
            break
    session.note("Begin with the drawing next time.")
    session.end()
    session.store.close()
    return session.store.id


def _vote_twice(session: TeachingSession, options: int) -> None:
    session.open_vote()
    session.count(" ".join(map(str, [5, 4, *([0] * 8)][:options])))
    session.close_vote()
    session.second_round()
    session.count(" ".join(map(str, [8, 1, *([0] * 8)][:options])))
    session.close_vote()


def _options(material: Material, subject: str) -> int:
    assert material.quiz is not None
    body = next(one.body for one in material.quiz.questions if one.id == subject)
    return len(body.options) if isinstance(body, Choices) else 0


def _wait(material: Material, data: Path) -> str:
    """A session that was planned an hour ago, and not begun; its id."""
    clock = Clock(NOW - timedelta(hours=1))
    session = begin(_sessions(data, clock), material, make_plan(material, 30, forms="none"), now=clock)
    session.store.close()
    return session.store.id


def _sessions(data: Path, clock: Callable[[], datetime]) -> Sessions:
    return Sessions(data, clock)


# --- on the stage --------------------------------------------------------------------------------------------------------------------


def _dice() -> random.Random:
    """What draws the order of options, so that it is the same every time."""
    return random.Random(7)


class Stage:
    """A library, its cast, and a data folder with a past that every scene gets a copy of."""

    def __init__(self, library: Library, cast: Cast, folder: Path) -> None:
        self.library, self.folder = library, folder
        self._past = folder / "past"
        self.cast = prepare(library, cast, self._past)
        self._count = 0

    @asynccontextmanager
    async def show(self, scene: Scene, size: tuple[int, int] = (80, 24), theme: str = "edu-dark") -> AsyncIterator[Pilot[Any]]:
        """The scene, at rest."""
        self._count += 1
        data = self.folder / f"data-{self._count}"
        if not scene.begins:
            shutil.copytree(self._past, data)
        with mock.patch("random.SystemRandom", _dice):
            app = self._app(scene, data)
            app.theme = theme
            async with app.run_test(size=scene.least or size, tooltips=True, notifications=False) as pilot:
                await rest(pilot)
                for step in scene.steps:
                    await self.take(pilot, step)
                if isinstance(app.screen, CommandPalette):  # it looks for what fits in workers of its own
                    await app.workers.wait_for_complete([worker for worker in app.workers if worker.node is app.screen])
                    await rest(pilot)
                for field in app.screen.query(Input):
                    field.cursor_blink = False  # at rest it can be seen
                yield pilot
            if isinstance(app, EduApp | PreviewApp | ConsoleApp):
                app.finish()
        shutil.rmtree(data, ignore_errors=True)

    def _app(self, scene: Scene, data: Path) -> SteadyApp:
        if scene.window == "console":
            return self._console(data)
        if scene.window:
            path = page_path(self.cast.module, Audience.CLINICIAN) if scene.window == "module" else quiz_path(self.cast.quiz)
            file = file_at(path)
            assert file is not None
            return PreviewApp(self.library.root, file, surroundings(self.library), self.folder / "cache", self.folder / "log")
        learners = Learners(data)
        store = ProgressStore.open(learners.default().folder, now=Clock())
        context = Context(self.library, store, "default", monotonic=lambda: 1000.0, now=Clock())
        return EduApp(context, scene.where(self.cast), learners)

    def _console(self, data: Path) -> ConsoleApp:
        """A console that follows the session in this very program: no socket, no thread."""
        material = material_of(self.library, self.cast.taught, Audience.FAMILY)
        assert material is not None
        store = _sessions(data, Clock()).open(self.cast.waiting)
        session = TeachingSession(store, material, now=Clock())
        session.attend(count=9)
        session.start()
        session.go_to(2)
        app = ConsoleApp(lambda tell: _Followed(session, tell))
        app.window._clock = lambda: 0.0
        return app

    async def take(self, pilot: Pilot[Any], step: str) -> None:
        """One step of a scene; then wait until the screen is at rest."""
        word, _, rest_of_it = step.partition(" ")
        if word == "type" and rest_of_it:
            await pilot.press(*("space" if letter == " " else letter for letter in rest_of_it))
        elif word == "focus":
            pilot.app.screen.page.focus_target(rest_of_it)  # type: ignore[attr-defined]
        elif word in CUES:
            await pilot.press(*CUES[word](pilot))
        else:
            await pilot.press(word)
        await rest(pilot)


class _Followed(Following):
    """What the console follows, without a line to it."""

    def __init__(self, session: TeachingSession, tell: Callable[[Situation], object]) -> None:
        self._session, self._tell, self._number = session, tell, 0

    def start(self) -> None:
        """Tell how the session stands."""
        self._say("")

    def give(self, order: Order) -> bool:
        """Carry an order out."""
        try:
            self._say(carry_out(self._session, order))
        except NotNow as reason:
            self._say(str(reason))
        return True

    def choose(self, session: str) -> None:
        """There is but one."""

    def close(self) -> None:
        """Nothing runs."""
        self._session.store.close()

    def _say(self, said: str) -> None:
        self._number += 1
        ident = self._session.store.id
        view = self._session.presenter()
        self._tell(Situation(News(link=Link.FOLLOWING, session=ident, there=(ident,), view=view, said=said, number=self._number)))


def _pick(right: bool) -> Callable[[Pilot[Any]], list[str]]:
    """The number of the first option that is right, or is not."""

    def keys(pilot: Pilot[Any]) -> list[str]:
        session = pilot.app.screen.session  # type: ignore[attr-defined]
        correct = {option.key: option.correct for option in session.question.body.options}
        return [str(next(number for number, key in enumerate(session.shown, 1) if correct[key] is right))]

    return keys


def _vote(pilot: Pilot[Any]) -> list[str]:
    """The number of the first question among the steps of a session, and enter."""
    steps = pilot.app.screen.scene.plan.steps  # type: ignore[attr-defined]
    return [*str(next(place for place, step in enumerate(steps, 1) if step.kind is StepKind.QUESTION)), "enter"]


def _link(pilot: Pilot[Any]) -> list[str]:
    """Enter on the first link to the web."""
    page, name = next((page, name) for page in pilot.app.screen.query(PageView) for name in page.targets if name.startswith("link:http"))
    page.focus()
    page.focus_target(name)
    return ["enter"]


CUES: dict[str, Callable[[Pilot[Any]], list[str]]] = {"RIGHT": _pick(True), "WRONG": _pick(False), "VOTE": _vote, "LINK": _link}
"""Steps whose keys depend on what is shown: choose a right or a wrong option, go to the first vote, open the first link."""


def shown(pilot: Pilot[Any]) -> list[str]:
    """What stands on the screen, line by line."""
    return ["".join(segment.text for segment in strip).rstrip() for strip in pilot.app.screen._compositor.render_strips()]


async def rest(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way and the screen has not changed for a while."""
    same, before = 0, list[str]()
    for _ in range(PATIENCE):
        await pilot.pause()
        now = shown(pilot)
        same = same + 1 if now == before and not _busy(pilot) else 0
        if same >= 3:
            return
        before = now
        await asyncio.sleep(0.005)
    raise TimeoutError("\n".join(before))


def _busy(pilot: Pilot[Any]) -> bool:
    """Whether something is on its way that will change what is shown."""
    screen = pilot.app.screen
    if any(not worker.is_finished for worker in pilot.app.workers) or getattr(screen, "saving", False):
        return True
    if isinstance(pilot.app, PreviewApp):
        return pilot.app.window.is_checking or not pilot.app.window.preview.parts
    return bool(getattr(screen, "_busy", False) or getattr(screen, "_orders", ()) or getattr(screen, "_held", ()))
