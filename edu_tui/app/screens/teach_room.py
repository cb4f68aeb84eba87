"""`RoomScreen`: a screen on which a session stands: its orders one after the other, its scenes drawn, and what may lie over them."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import NoReturn

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import Static

from edu_tui.app.context import Context
from edu_tui.app.pages.teach_stage import ScreenDeck, Stage, stage
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.routes import Route, Teach
from edu_tui.app.screens.teach_leading import Leading, Scene
from edu_tui.app.screens.teach_typing import Asked, asked
from edu_tui.app.teaching_line import broadcaster
from edu_tui.app.widgets.bars import KeyBar
from edu_tui.app.widgets.entry_line import EntryLine
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.page import PageView
from edu_tui.app.widgets.slide_view import SlideView
from edu_tui.progress.sessions import Sessions
from edu_tui.render.lines import Line
from edu_tui.study.teaching.commands import Order, Word
from edu_tui.study.teaching.views import AudienceView, FormView, VoteView
from edu_tui.study.teaching.views import SlideView as SlideOf

PAUSE = "pause"
WHOLE = (PAUSE, "overview", "forms", "help", "attend")
"""Panels that cover the slide; the others stand below it."""


class RoomScreen(RoutedScreen):
    """One session. Orders of keys and of a console go through `order`, one after the other; what is drawn comes back as a `Scene`.

    Subclasses say what stands in the panels (`panel_source`) and what keys mean (`press_held`).
    """

    DEFAULT_CSS = """
    RoomScreen {
        layers: slide over;
        SlideView { layer: slide; }
        #over { layer: over; dock: bottom; height: auto; max-height: 100%; }
        #over.-part { border-top: solid $edu-muted; }
        #over.-whole { height: 100%; }
        #over PageView { display: none; }
        #over KeyBar { display: none; dock: none; }
        #over.-panel PageView { display: block; height: 1fr; }
        #over.-part PageView { height: auto; max-height: 50vh; }
        #over.-panel KeyBar { display: block; }
        #whisper { display: none; height: auto; padding: 0 2; background: $background; color: $edu-muted; }
        #whisper.-failed { color: $edu-caution; text-style: bold; background: $panel; }
    }
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.slide = SlideView(self._draw, id="slide")
        self.page = PageView(id="page", navigate="targets")
        self.line = EntryLine(id="line")
        self.whisper = Static("", id="whisper", markup=False)
        self.scene: Scene | None = None
        self._leading: Leading | None = None
        self._route = Teach("")
        self._orders: deque[tuple[Order, bool]] = deque()
        self._aloud = True
        self._held: list[tuple[str, str]] = []
        self._led = self._busy = False
        self._deck = ScreenDeck(80, 24, context.library.ledger)
        self._panel = ""
        self._trouble = ""
        self._digits = ""
        self._scrolled = 0
        self._stage = Stage(())
        self._asked: Asked | None = None

    def compose(self) -> ComposeResult:
        """The slide, and over it what the one who leads asks for."""
        yield self.slide
        with Vertical(id="over"):
            yield self.whisper
            yield self.page
            yield self.line
            yield KeyBar()

    def on_mount(self) -> None:
        """The slide has the keys."""
        self._focus()

    # --- coming and going ------------------------------------------------------------------------------------------------------

    @property
    def keeps_to_itself(self) -> bool:
        """Only the pause leads elsewhere."""
        return self._panel != PAUSE

    def open(self, route: Route) -> None:
        """Take a session up where it is."""
        assert isinstance(route, Teach)
        assert self.app.learners is not None
        data = self.app.learners.home.parent
        if self._leading is None:
            self._leading = Leading(
                self.context.library,
                Sessions(data, self.context.now),
                broadcaster(data),
                now=self.context.now,
                show=partial(self.call_later, self._arrived),
                refuse=partial(self.call_later, self._refused),
                take=partial(self.call_later, self.order, aloud=False),
                broken=partial(self.call_later, self._broken),
            )
        self._route, self.scene, self._trouble = route, None, ""
        self._led = True
        self._orders.clear()
        self._held.clear()
        self._busy, self._digits, self._scrolled, self._asked = True, "", 0, None
        self._show_panel("")
        self._leading.open(route.session, self._deck)

    def leave(self) -> None:
        """Let go of the session: it waits on the disk."""
        if self._leading is not None:
            self._leading.let_go()
        self.scene, self._led = None, False
        self.line.close()

    def on_unmount(self) -> None:
        """See everything to the disk."""
        if self._leading is not None:
            self._leading.finish()

    def _refused(self, sentence: str) -> None:
        """The session cannot be led here: say why, and offer the ways out."""
        self._trouble, self._busy = sentence, False
        self._show_panel(PAUSE)

    @staticmethod
    def _broken(error: BaseException) -> NoReturn:
        raise error

    # --- orders and scenes -----------------------------------------------------------------------------------------------------

    def order(self, order: Order, *, aloud: bool = True) -> None:
        """Have an order carried out when those before it are. What comes of one that is not `aloud` is said at the console only."""
        if self.scene is not None:
            self._orders.append((order, aloud))
            self._go_on()

    def _go_on(self) -> None:
        """Give the next order, unless one is under way; what scrolls first needs no session."""
        while self._orders and not self._busy and self._leading is not None:
            order, aloud = self._orders.popleft()
            if order.word in (Word.NEXT, Word.BACK) and self._scroll(1 if order.word is Word.NEXT else -1, self._stage.room - 2):
                continue
            self._busy, self._aloud = True, aloud
            self._leading.give(order)

    def _arrived(self, scene: Scene) -> None:
        """Show how things stand after a step."""
        if not self._led or self._route.session != scene.presenter.session:
            return
        before = self.scene
        self.scene, self._busy = scene, False
        if before is None or _sight(before.audience) != _sight(scene.audience):
            self._scrolled = 0
        self._tell(scene.said if self._aloud or scene.failed else "", failed=scene.failed)
        self._aloud = True
        if before is None:
            self._begin(scene)
        elif self._panel == PAUSE and scene.running and not before.running:
            self._show_panel("")  # somebody at the console goes on
        elif self._asked is not None and (scene.refused or scene.failed):
            self._ask(self._asked)
        self._asked = None
        self._redraw()
        self._go_on()
        if self._held:
            self.call_later(self.press_held)

    def _begin(self, scene: Scene) -> None:
        """What stands there first: the pause where the clock stands still, a question about the room before a new session, or the slide."""
        view = scene.presenter
        if view.ended or (view.started and not scene.running):
            self._show_panel(PAUSE)
        elif not view.started and self._route.ask and view.attendance is None:
            self._ask(asked(f"begin:{self._route.ask}", scene))

    # --- drawing ---------------------------------------------------------------------------------------------------------------

    def _draw(self, size: Size) -> tuple[Line, ...]:
        """The slide's lines at a size; a new size means other stops."""
        if self._deck.size != (size.width, size.height):
            self._deck = ScreenDeck(size.width, size.height, self.context.library.ledger)
            if self._leading is not None:
                self._leading.fit(self._deck)
        if self.scene is None:
            return ()
        corner = f"→ {self._digits}" if self._digits else ""
        self._stage = stage(self.scene.audience, self._deck, scrolled=self._scrolled, corner=corner)
        return self._stage.lines

    def _redraw(self) -> None:
        """Draw slide and panel anew; how far the slide scrolls must be known before the next key."""
        if self.slide.size:
            self._draw(self.slide.size)
        self.slide.redraw(dimmed=bool(self._panel) and self._panel not in WHOLE)
        if self._panel:
            self.page.show(self.panel_source(), keep=True)
        self.refresh_bindings()

    def _tell(self, sentence: str, *, failed: bool = False) -> None:
        """Say something quietly below the slide, until the next key."""
        self.whisper.update(sentence)
        self.whisper.display = bool(sentence)
        self.whisper.set_class(failed, "-failed")

    def _show_panel(self, name: str) -> None:
        """Lay a panel over the slide; "" takes it away."""
        self._panel = name
        over = self.query("#over")
        over.set_class(bool(name), "-panel")
        over.set_class(name in WHOLE, "-whole")
        over.set_class(bool(name) and name not in WHOLE, "-part")
        self.line.close()
        if name:
            self.page.show(self.panel_source())
        self._redraw()
        self._focus()

    def _focus(self) -> None:
        """Give the keys to what is in front."""
        if not self.line.is_open:
            (self.page if self._panel else self.slide).focus()

    def _scroll(self, step: int, rows: int) -> bool:
        """Scroll what is too long for the screen by so many rows; False if there is nothing to scroll to."""
        wanted = min(max(0, self._scrolled + step * max(1, rows)), self._stage.overflow)
        moved = wanted != self._scrolled
        self._scrolled = wanted
        if moved:
            self._draw(self.slide.size)
            self.slide.redraw()
        return moved

    def _ask(self, what: Asked) -> None:
        self.line.ask(what.purpose, what.label, what.text, hidden=what.hidden)
        self.refresh_bindings()

    # --- for subclasses --------------------------------------------------------------------------------------------------------

    def panel_source(self) -> Source:
        """The layout of the present panel."""
        raise NotImplementedError

    async def press_held(self) -> None:
        """Press the keys that waited for a step."""
        raise NotImplementedError


def _sight(view: AudienceView) -> tuple[object, ...]:
    """What must be the same for a screen to stay scrolled as it is."""
    match view:
        case SlideOf(step=step, section=section, number=number, shown=shown):
            return step, section, number, shown
        case VoteView(step=step, rounds=rounds, key=key, round=number):
            return step, rounds, key, number
        case FormView(step=step, number=number):
            return step, number
        case _:
            return type(view), view.step
