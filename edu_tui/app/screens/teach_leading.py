"""`Leading`: one session, led in a thread of its own, so that no key and no frame waits for the disk.

The screen never asks the session itself: after each step it is handed a `Scene`, which holds all that it may draw.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import NamedTuple

from edu_tui.app.pages.teach_stage import ScreenDeck
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.sessions import SessionError, Sessions
from edu_tui.progress.sessions_plan import Plan, StepKind
from edu_tui.study.teaching.commands import Broadcaster, Order, carry_out
from edu_tui.study.teaching.console import FormConsole, PresenterView, form_console
from edu_tui.study.teaching.material import Material, material_of
from edu_tui.study.teaching.room import NotNow
from edu_tui.study.teaching.session import TeachingSession
from edu_tui.study.teaching.views import AudienceView


class Scene(NamedTuple):
    """How a session stands after a step. `said` is a sentence for the one who leads; `failed` says that the disk refused the step.

    `refused` says that the step made no sense, `running` whether the clock runs; `forms` are those of the plan. `no_console` is the
    sentence why no console can follow, "" if one can.
    """

    audience: AudienceView
    presenter: PresenterView
    plan: Plan
    material: Material
    running: bool
    forms: tuple[FormConsole, ...] = ()
    said: str = ""
    failed: bool = False
    refused: bool = False
    no_console: str = ""


class Leading:
    """Leads the session `ident`. `show` is called with every scene, `refuse` with the sentence why it cannot be led, `broken` with a
    fault in the program; all in the thread. `take` is given the orders that come over the `line`."""

    def __init__(
        self,
        library: Library,
        sessions: Sessions,
        line: Broadcaster,
        *,
        now: Callable[[], datetime],
        show: Callable[[Scene], object],
        refuse: Callable[[str], object],
        take: Callable[[Order], object],
        broken: Callable[[BaseException], object],
    ) -> None:
        self._library, self._sessions, self._line = library, sessions, line
        self._now = now
        self._show, self._refuse, self._take, self._broken = show, refuse, take, broken
        self._thread = ThreadPoolExecutor(1, "leading")
        self._session: TeachingSession | None = None

    def open(self, ident: str, deck: ScreenDeck) -> None:
        """Take the session up where it is."""
        self._submit(self._open, ident, deck)

    def give(self, order: Order) -> None:
        """Carry an order out; a scene follows, whatever comes of it."""
        self._submit(self._carry_out, order)

    def fit(self, deck: ScreenDeck) -> None:
        """The screen has another size."""
        self._submit(self._fit, deck)

    def let_go(self) -> None:
        """Close the session, when all that was ordered is done."""
        self._submit(self._close)

    def finish(self) -> None:
        """Let go, and wait for it."""
        self.let_go()
        self._thread.shutdown(wait=True)

    def _submit(self, work: Callable[..., None], *given: object) -> None:
        """Do `work` in the thread, behind what waits there; a fault in the program is handed on."""

        def look(future: Future[None]) -> None:
            if (error := future.exception()) is not None:
                self._broken(error)

        self._thread.submit(work, *given).add_done_callback(look)

    def _open(self, ident: str, deck: ScreenDeck) -> None:
        self._close()
        try:
            store = self._sessions.open(ident)
        except (NotSaved, SessionError) as error:
            self._refuse(str(error))
            return
        plan = store.state.plan
        material = material_of(self._library, plan.module, Audience(plan.audience)) if plan.audience in set(Audience) else None
        if material is None:
            store.close()
            self._refuse(
                f"The session is about {plan.module or 'nothing'}, which this library does not have. Open it with its own library."
            )
            return
        try:
            self._session = TeachingSession(store, material, deck=deck, now=self._now)
        except NotSaved as error:
            store.close()
            self._refuse(str(error))
            return
        self._line.open(ident, self._take)
        self._tell(self._session, " ".join(filter(None, (*store.notices, self._line.trouble))))

    def _carry_out(self, order: Order) -> None:
        session = self._session
        if session is None:
            return
        try:
            self._tell(session, carry_out(session, order))
        except NotNow as reason:
            self._tell(session, str(reason), refused=True)
        except NotSaved as error:
            self._tell(session, str(error), failed=True)

    def _tell(self, session: TeachingSession, said: str, *, failed: bool = False, refused: bool = False) -> None:
        view, state = session.presenter(), session.state
        self._line.publish(view, said)
        forms = tuple(form_console(state, step.subject) for step in state.plan.steps if step.kind is StepKind.FORM)
        told = Scene(view.screen, view, state.plan, session.material, state.running, forms, said, failed, refused, self._line.trouble)
        self._show(told)

    def _fit(self, deck: ScreenDeck) -> None:
        if self._session is not None:
            self._session.deck = deck

    def _close(self) -> None:
        if self._session is not None:
            self._line.close()
            self._session.store.close()
            self._session = None
