"""`TeachScreen`: the audience's screen of a teaching session: its keys, and the panels of the one who leads."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages import teach_counts, teach_notes, teach_panels, teach_steps
from edu_tui.app.pages.console import present_step
from edu_tui.app.routes import Home, Route, SessionTold
from edu_tui.app.routes import Sessions as AllSessions
from edu_tui.app.screens.teach_keys import ACTIONS, COMMANDS, WITH_PANEL
from edu_tui.app.screens.teach_leading import Scene
from edu_tui.app.screens.teach_room import PAUSE, RoomScreen
from edu_tui.app.screens.teach_typing import Asked, asked, order_of
from edu_tui.app.widgets.entry_line import EntryLine
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.page import PageView
from edu_tui.render.lines import Layout
from edu_tui.study.teaching.commands import Order, Word
from edu_tui.study.teaching.material import LETTERS
from edu_tui.study.teaching.views import BlankView, EndView, FormView, VoteView

SURE_WORDS = "The room can see this screen. Press n once more to lay your notes over the slide."
_AT_ONCE = ("escape", "f5", "ctrl+q")
"""Keys that wait for no step, and end no blank screen."""

CLOSING = frozenset({Word.OPEN_VOTE, Word.CLOSE_VOTE, Word.SHOW_COUNTS, Word.SHOW_EARLIER, Word.SHOW_KEY, Word.SECOND_ROUND})
"""Orders after which the room is to see what came of them."""


class TeachScreen(RoomScreen):
    """What keys do on the slide and in its panels."""

    COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS  # type: ignore[assignment]  # see `CommandScreen`

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._agreed = False
        self._hits: list[teach_steps.Hit] = []

    def open(self, route: Route) -> None:
        """Take a session up; whether the room may see notes is asked anew."""
        self._agreed = False
        super().open(route)

    def panel_source(self) -> Source:
        """The layout of the present panel."""
        scene = self.scene
        if scene is None:
            return partial(teach_panels.trouble_layout, self._trouble)
        view = scene.presenter
        match self._panel:
            case "overview":
                return partial(teach_steps.overview_layout, view)
            case "notes":
                return partial(teach_notes.notes_layout, view)
            case "vote":
                return partial(teach_notes.vote_layout, view)
            case "attend":
                return partial(teach_counts.attend_layout, view)
            case "forms":
                return partial(teach_counts.forms_layout, scene.forms)
            case "find":
                return partial(teach_steps.find_layout, self._hits)
            case "help":
                return teach_panels.help_layout
            case _:
                return partial(_pause, scene)

    # --- keys ------------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """While a panel is in front or one types, most keys are for that."""
        if self.scene is None:
            return action == "escape"
        if action == "quit":
            return self.keeps_to_itself
        if self.line.is_open:
            return False
        return not self._panel or action in WITH_PANEL.get(self._panel, ("escape",))

    async def on_key(self, event: events.Key) -> None:
        """Press a key. On the slide it waits for the step that is under way: what it means depends on what will stand there.

        Bindings would come later, by way of the app, when the next key has been read already.
        """
        if self.scene is None or self.line.is_open:
            return
        taken = True
        if self._panel:
            taken = self._tick(event.key, event.character or "")
        elif (self._busy or self._orders or self._held) and event.key not in _AT_ONCE:
            self._held.append((event.key, event.character or ""))
        else:
            taken = await self._press(event.key, event.character or "")
        if taken:
            event.stop()
            event.prevent_default()

    async def press_held(self) -> None:
        """Press what had to wait."""
        while self._held and not (self._busy or self._orders or self._panel or self.line.is_open):
            await self._press(*self._held.pop(0))
        if self._panel or self.line.is_open:
            self._held.clear()

    async def _press(self, key: str, typed: str) -> bool:
        """What a key does on the slide: any ends a blank screen, letters are votes while one is open, digits wait for enter.

        False where it means nothing here.
        """
        view = self.scene.audience if self.scene else None
        self._tell("")
        digits, self._digits = self._digits, ""
        if isinstance(view, BlankView) and key not in _AT_ONCE:
            self.order(Order(Word.BLANK))
        elif isinstance(view, VoteView) and view.phase == "open" and typed and typed.upper() in LETTERS[: len(view.options)]:
            self.order(Order(Word.ADD_VOTE if typed.islower() else Word.TAKE_VOTE, text=typed.upper()))
        elif typed.isdecimal() and typed.isascii():
            self._digits = (digits + typed)[-4:]
        elif digits and key in ("enter", "escape", "backspace"):
            self._digits = digits[:-1] if key == "backspace" else ""
            if key == "enter":
                self.order(Order(Word.GO, int(digits)))
        elif key in ACTIONS:
            await self.run_action(ACTIONS[key])
        else:
            return False
        if digits != self._digits:
            self.slide.redraw()
        return True

    def _tick(self, key: str, typed: str) -> bool:
        """In the notes a number ticks a point of the teach-back, and a clicker goes on with the slides; False for other keys."""
        view = self.scene.presenter if self.scene else None
        if self._panel != "notes" or view is None:
            return False
        if view.teach_back is not None and typed.isdecimal() and typed.isascii():
            self.order(Order(Word.HEARD, int(typed)))
        elif key in ("pagedown", "pageup"):
            self.action_order(Word.NEXT if key == "pagedown" else Word.BACK)
        else:
            return False
        return True

    def action_order(self, word: str) -> None:
        """Give an order; a step through the session takes the notes away."""
        if self._panel:
            self._show_panel("")
        if word == Word.NEXT and self.scene is not None and isinstance(self.scene.audience, EndView):
            self.action_pause()
        else:
            self.order(Order(Word(word)))

    def action_scroll(self, step: int) -> None:
        """Scroll a line."""
        self._scroll(step, 1)

    def action_panel(self, name: str) -> None:
        """Lay a panel over the slide."""
        self._show_panel(name)
        if name == "overview" and self.scene is not None:
            self.page.begin_at(present_step(self.scene.presenter.steps))
        if name == "find":
            self._hits = []
            self._ask(Asked("find", "Find in this session:"))

    def action_notes(self) -> None:
        """Lay the notes over the slide, once it is said that the room will see them."""
        if self._panel == "notes":
            self._show_panel("")
        elif self._agreed:
            self._show_panel("notes")
        else:
            self._agreed = True
            self._tell(SURE_WORDS)

    def action_type(self) -> None:
        """Type the counts of what stands on the screen."""
        if self.scene is None:
            return
        view = self.scene.audience
        if isinstance(view, VoteView):
            self._ask(asked("count", self.scene))
        elif isinstance(view, FormView) and view.number:
            self._ask(asked(f"form:{view.form}:{view.number}", self.scene))
        else:
            self._tell("There is nothing to count here.")

    def action_pause(self) -> None:
        """Let the clock stand still, and show the calm page."""
        if self.scene is not None and self.scene.running:
            self.order(Order(Word.PAUSE))
        self._show_panel(PAUSE)

    def action_escape(self) -> None:
        """Take away what is in front; from the pause go on, from the slide to the pause."""
        if self.scene is None or (self._panel == PAUSE and self.scene.presenter.ended):
            self.app.back()
        elif self._panel == PAUSE:
            self._resume()
        elif self._panel:
            self._show_panel("" if self.scene.running or not self.scene.presenter.started else PAUSE)
        else:
            self.action_pause()

    def action_quit(self) -> None:
        """Leave the app."""
        self.app.exit()

    def _resume(self) -> None:
        """Back to the slide."""
        self._show_panel("")
        if self.scene is not None and not self.scene.presenter.started:
            self.order(Order(Word.NEXT))
        elif self.scene is not None and not self.scene.presenter.ended:
            self.order(Order(Word.RESUME))

    # --- panels ----------------------------------------------------------------------------------------------------------------

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Do what a line of a panel says."""
        self._tell("")
        kind, _, value = event.target.partition(":")
        match kind:
            case "slide":
                self._resume()
            case "panel":
                self.action_panel(value)
            case "ask" if self.scene is not None:
                self._ask(asked(value, self.scene))
            case "step":
                self._show_panel("")
                self.order(Order(Word.GO, int(value)))
            case "hit":
                self._go_to_hit(int(value))
            case "do":
                self._do(value)
            case "go":
                self._go_elsewhere(value)

    def _do(self, value: str) -> None:
        word, _, number = value.partition(":")
        if Word(word) in CLOSING:
            self._show_panel("")
        elif self._panel == "attend":
            self._show_panel(PAUSE)
        self.order(Order(Word(word), int(number or 0)))

    def _go_elsewhere(self, place: str) -> None:
        match place:
            case "report":
                self.app.go(SessionTold(self._route.session))
            case "sessions":
                self.app.go(AllSessions())
            case _:
                self.app.go(Home())

    def _go_to_hit(self, number: int) -> None:
        if number < len(self._hits):
            place = self._hits[number].place
            self._show_panel("")
            self.order(Order(Word.PLACE, place.slide, about=place.step, shown=place.shown))

    # --- typing ----------------------------------------------------------------------------------------------------------------

    def on_entry_line_changed(self, event: EntryLine.Changed) -> None:
        """Find as one types."""
        if event.purpose == "find" and self.scene is not None and self._panel == "find":
            self._hits = teach_steps.find_hits(self.scene.material, self.scene.plan, event.text)
            self.page.show(self.panel_source())

    def on_entry_line_given(self, event: EntryLine.Given) -> None:
        """Take what was typed."""
        event.stop()
        self.line.close()
        self._focus()
        if self.scene is None:
            return
        if event.purpose == "find":
            if len(self._hits) == 1:
                self._go_to_hit(0)
            elif not self._hits:
                self._ask(Asked("find", "Nothing holds these words. Find in this session:", event.text))
            return
        order = order_of(event.purpose, event.text)
        if order is not None:
            self._asked = asked(event.purpose, self.scene)._replace(text=event.text)
            self.order(order)
        self.refresh_bindings()

    def on_entry_line_closed(self, event: EntryLine.Closed) -> None:
        """Nothing is typed."""
        event.stop()
        self.line.close()
        if event.purpose == "find":
            self._show_panel("")
        self._focus()
        self.refresh_bindings()


def _pause(scene: Scene, width: int) -> Layout:
    return teach_panels.pause_layout(scene.presenter, width, running=scene.running, no_console=scene.no_console)
