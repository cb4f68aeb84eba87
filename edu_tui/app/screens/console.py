"""`ConsoleScreen`: the window of the one who leads, beside the audience's screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from edu_tui.app.commands import Command, CommandScreen
from edu_tui.app.pages.console import (
    choosing_layout,
    leading_layout,
    present_step,
    presenter_layout,
    room_layout,
    steps_layout,
    waiting_layout,
)
from edu_tui.app.pages.console_words import BUSY, LINK_SENTENCES, LINK_WORDS, NOT_SENT, clock_words, step_words
from edu_tui.app.screens.console_dialogs import ListDialog
from edu_tui.app.screens.console_following import Following, Situation
from edu_tui.app.screens.console_keys import COMMANDS
from edu_tui.app.screens.console_sense import can_type, makes_sense, place_of, typed_order
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.entry_line import EntryLine
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.notice import Notice
from edu_tui.app.widgets.page import PageView
from edu_tui.link.follower import Link, News
from edu_tui.study.teaching.commands import Order, Word
from edu_tui.study.teaching.console import ClockView, PresenterView, later
from edu_tui.study.teaching.material import LETTERS

WIDE = 100
"""Columns from which the audience's screen stands beside the notes."""

ROOMY = 64
"""Columns from which the clock of the step has room beside that of the session."""

_TYPED = {
    "count": "Votes for each option, as A 4 B 7 or 4 7 0:",
    "form": "How many were right: 9/14, or hands as A 3 B 9, for the question shown, 3 9/14 for the third; or a sheet, as blue7 ++-+:",
    "count-people": "How many are here, or initials as AB CD; names are never kept. Enter alone: not kept.",
    "note": "A note for the report, without names:",
}
"""What the line asks for."""


class ClockBar(TitleBar):
    """A second bar, for the clock."""

    DEFAULT_CSS = "ClockBar { dock: none; background: $background; }"


class ConsolePage(PageView, can_focus=False):
    """A page that leaves all keys to the screen."""


class ConsoleScreen(CommandScreen[None]):
    """Shows what `Following` tells, and sends what is pressed. It does nothing to a session by itself."""

    AUTO_FOCUS = ""
    COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    DEFAULT_CSS = """
    ConsoleScreen {
        #body { height: 1fr; }
        #leading { width: 3fr; height: 1fr; }
        #room { display: none; width: 2fr; height: 1fr; border-left: solid $edu-rule; }
        &.-wide.-led #room { display: block; }
    }
    """

    def __init__(self, follow: Callable[[Callable[[Situation], object]], Following], clock: Callable[[], float] = time.monotonic) -> None:
        """`follow` makes what follows, given where it tells; `clock` gives the seconds by which `News.at` is told."""
        super().__init__()
        self._follow, self._clock = follow, clock
        self._following: Following | None = None
        self.situation = Situation(News())
        self.title_bar = TitleBar("Console", LINK_WORDS[Link.WAITING])
        self.clock_bar = ClockBar()
        self.page = ConsolePage(waiting_layout, id="leading")
        self.room = ConsolePage(id="room")
        self.notice = Notice()
        self.line = EntryLine()
        self._digits = ""

    def compose(self) -> ComposeResult:
        """Title, clock, notes with the room beside them, what was said, the line to type in, keys."""
        yield self.title_bar
        yield self.clock_bar
        with Horizontal(id="body"):
            yield self.page
            yield self.room
        yield self.notice
        yield self.line
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to follow."""
        self._following = self._follow(lambda situation: self.call_later(self.take, situation))
        self._following.start()
        self.set_interval(1, self._tick)

    def finish(self) -> None:
        """Follow no more."""
        if self._following is not None:
            self._following.close()

    @property
    def view(self) -> PresenterView | None:
        """What is shown of a session."""
        return self.situation.view

    @property
    def is_live(self) -> bool:
        """Whether there is a screen to give orders to."""
        return self.situation.news.link is Link.FOLLOWING

    # --- showing ---------------------------------------------------------------------------------------------------------------

    def take(self, situation: Situation) -> None:
        """Show a new situation."""
        before, self.situation = self.situation, situation
        if self.is_live and situation.news.number != before.news.number:
            self.notice.tell(situation.news.said)
        elif (situation.news.link, situation.stood is None) != (before.news.link, before.stood is None):
            self.notice.tell(self._link_sentence())
        self._draw(keep=place_of(before.view) == place_of(situation.view) and before.news.link is situation.news.link)

    def _link_sentence(self) -> str:
        """What is to be done about the link."""
        news, stood = self.situation.news, self.situation.stood
        if news.link is Link.WAITING and self.view is not None and stood is not None:
            return "This session is not led now; it stands where it was. Go on with it: edu-tui teach --resume."
        return LINK_SENTENCES[news.link]

    def on_resize(self, _event: events.Resize) -> None:
        """One column or two."""
        self._draw(keep=True)

    def _draw(self, *, keep: bool) -> None:
        view = self.view
        self.set_class(view is not None, "-led")
        if view is None:
            known = self.situation.known
            self.page.show(partial(choosing_layout, known) if known else waiting_layout)
        elif self.size.width >= WIDE:
            self._swap(self.page, partial(leading_layout, view), keep)
            self._swap(self.room, partial(room_layout, view), keep)
        else:
            self._swap(self.page, partial(presenter_layout, view), keep)
        self._tick()
        self.refresh_bindings()

    def _swap(self, page: PageView, source: Source, keep: bool) -> None:
        """Show what `source` lays out, with `keep` as far down as before."""
        top = page.scroll_offset.y
        page.show(source)
        if keep and top:
            page.scroll_to(y=top, animate=False)

    def _tick(self) -> None:
        """The bars: title and link, clock and number that is typed."""
        view = self.view
        step = next((step.number for step in view.steps if step.current), 0) if view else 0
        where = f"{step}/{len(view.steps)} · " if view and step else ""
        self.title_bar.tell(view.title if view else "Console", where + LINK_WORDS[self.situation.news.link])
        if view is None:
            self.clock_bar.tell("", "")
            return
        clock = self._clock_now(view)
        right = step_words(clock, started=view.started, ended=view.ended) if self.size.width >= ROOMY else ""
        if self._digits:
            right = f"step {self._digits}: enter"
        self.clock_bar.tell(clock_words(clock, started=view.started, ended=view.ended), right)

    def _clock_now(self, view: PresenterView) -> ClockView:
        """The clock of the session; it stands still where nobody leads."""
        if not self.is_live:
            return view.clock
        return later(view.clock, round((self._clock() - self.situation.news.at) * 1000))

    # --- giving orders ---------------------------------------------------------------------------------------------------------

    def give(self, order: Order) -> None:
        """Send an order; where it cannot be sent, say so."""
        if not self.is_live:
            self.notice.tell(NOT_SENT)
        elif self._following is None or not self._following.give(order):
            self.notice.tell(BUSY)

    def action_order(self, word: str) -> None:
        """Give an order that needs nothing else."""
        self._clear_digits()
        self.give(Order(Word(word)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys hold now: votes at a question, points at a teach-back; while one types, none."""
        if self.line.is_open:
            return action.startswith("app.") or action in ("quit", "suspend_process")
        if action == "order" and parameters:
            return self.is_live and makes_sense(Word(str(parameters[0])), self.view)
        if action == "type" and parameters:
            return self.is_live and can_type(str(parameters[0]), self.view)
        if action in ("steps", "scroll"):
            return self.view is not None
        if action == "choose":
            return len(self.situation.known) > 1 or len(self.situation.news.there) > 1
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """What no binding can say: letters are votes or points, digits wait for enter, and choose where there is a choice."""
        typed = event.character or ""
        if self.line.is_open or not self._takes(event.key, typed):
            return
        event.stop()
        event.prevent_default()

    def _takes(self, key: str, typed: str) -> bool:
        """Do what a letter or a digit says here; False if it says nothing."""
        view = self.view
        if typed.isdecimal() and typed.isascii():
            if view is None:
                self._choose(int(typed))
            else:
                self._digits = (self._digits + typed)[-4:]
                self._tick()
            return True
        if self._digits and key in ("enter", "escape", "backspace"):
            self._type_on(key)
            return True
        return view is not None and len(typed) == 1 and self._letter(view, typed)

    def _type_on(self, key: str) -> None:
        """End the number that is typed, or take a digit back."""
        digits, self._digits = self._digits, self._digits[:-1] if key == "backspace" else ""
        self._tick()
        if key == "enter":
            self.give(Order(Word.GO, int(digits)))

    def _clear_digits(self) -> None:
        if self._digits:
            self._digits = ""
            self._tick()

    def _letter(self, view: PresenterView, typed: str) -> bool:
        """One hand more or less for an option, or a point heard."""
        place = LETTERS.find(typed.upper())
        if place < 0:
            return False
        if view.vote is not None and view.vote.round is not None and view.vote.round.phase == "open" and place < len(view.vote.options):
            self.give(Order(Word.ADD_VOTE if typed.islower() else Word.TAKE_VOTE, text=typed.upper()))
            return True
        if view.teach_back is not None and typed.islower() and place < len(view.teach_back.points):
            self.give(Order(Word.HEARD, place + 1))
            return True
        return False

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """What was clicked."""
        event.stop()
        kind, _, value = event.target.partition(":")
        match kind:
            case "point":
                self.give(Order(Word.HEARD, int(value)))
            case "form":
                self._ask("form", f"{value}:")
            case "follow":
                self._follow_session(value)

    def action_scroll(self, step: int) -> None:
        """Scroll the notes."""
        self.page.scroll_relative(y=step, animate=False)

    def action_steps(self) -> None:
        """See the steps, and go to one."""
        view = self.view
        if view is not None:
            self.app.push_screen(ListDialog(partial(steps_layout, view.steps), present_step(view.steps)), self._chosen)

    def action_choose(self) -> None:
        """Follow another session."""
        self.app.push_screen(ListDialog(partial(choosing_layout, self.situation.known)), self._chosen)

    def _chosen(self, target: str | None) -> None:
        kind, _, value = (target or "").partition(":")
        if kind == "step":
            self.give(Order(Word.GO, int(value)))
        elif kind == "follow":
            self._follow_session(value)

    def _choose(self, number: int) -> None:
        """Follow the session with this number in the list."""
        known = self.situation.known
        if 1 <= number <= len(known):
            self._follow_session(known[number - 1].session)

    def _follow_session(self, session: str) -> None:
        if self._following is not None:
            self._following.choose(session)

    # --- typing ----------------------------------------------------------------------------------------------------------------

    def action_type(self, purpose: str) -> None:
        """Open the line for something to type."""
        self._clear_digits()
        self._ask(purpose)

    def _ask(self, purpose: str, text: str = "") -> None:
        self.line.ask(purpose, _TYPED[purpose], text)
        self.refresh_bindings()

    def on_entry_line_given(self, event: EntryLine.Given) -> None:
        """Send what was typed."""
        event.stop()
        self._close_line()
        order = typed_order(event.purpose, event.text, self.view)
        if order is not None:
            self.give(order)

    def on_entry_line_closed(self, event: EntryLine.Closed) -> None:
        """Nothing is typed."""
        event.stop()
        self._close_line()

    def _close_line(self) -> None:
        self.line.close()
        self.set_focus(None)
        self.refresh_bindings()
