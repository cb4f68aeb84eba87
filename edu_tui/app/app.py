"""`EduApp`: which screens there are, and how one gets from one to another."""

from __future__ import annotations

import sys
from asyncio import to_thread
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from textual.command import CommandPalette
from textual.events import Resize
from textual.geometry import Size
from textual.worker import WorkerError

from edu_tui.app import collector
from edu_tui.app.app_keys import KEYS
from edu_tui.app.base import SteadyApp
from edu_tui.app.commands import bindings
from edu_tui.app.context import Context
from edu_tui.app.history import History
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.routes import DESTINATIONS, Help, Home, Prepare, Read, Route
from edu_tui.app.screens.making import make_screen
from edu_tui.app.screens.too_small import TooSmallScreen, is_too_small
from edu_tui.app.themes import THEMES
from edu_tui.library.text import clean_line
from edu_tui.progress.errors import NotSaved

if TYPE_CHECKING:
    from textual.command import Provider

    from edu_tui.library.links import WebLink
    from edu_tui.progress.learners import Learner, Learners


def _content_provider() -> type[Provider]:
    """What the palette knows of the library, imported when it is first opened."""
    from edu_tui.app.palette_content import ContentProvider

    return ContentProvider


class EduApp(SteadyApp):
    """The app. Screens are made when they are first needed, and stay."""

    TITLE = "edu-tui"
    CSS = "SearchIcon { display: none; }"
    COMMANDS = (*KEYS, _content_provider)  # type: ignore[assignment]  # see `CommandScreen`
    BINDINGS = bindings(KEYS)
    DEFAULT_MODE = "learner"

    def __init__(self, context: Context, start: Route | None = None, learners: Learners | None = None) -> None:
        """The app for the learner of `context`, at `start`; the others among `learners` may take over, if they are given."""
        super().__init__(context.preferences.theme)
        # As old as a screen that was just made: for one that is older than the stylesheet Textual parses all rules once more.
        self._css_update_count = -1
        self.context, self.learners = context, learners
        self._listen(context)
        self._start = start or Home()
        self._history = History()
        self._made: dict[type, RoutedScreen] = {}
        self._leaving_learner: Context | None = None
        self._to_take_back = 0
        self._add_stack(self.DEFAULT_MODE)

    def on_mount(self) -> None:
        """Go where the command line wants to go."""
        self.call_after_refresh(collector.loaded)
        if not isinstance(self._start, Home):
            self.go(self._start)

    def on_resize(self, event: Resize) -> None:
        """Cover the app while the window is too small for it."""
        self._cover(event.size)

    def _cover(self, size: Size) -> None:
        covered = isinstance(self.screen, TooSmallScreen)
        if is_too_small(size) and not covered:
            self.push_screen(TooSmallScreen())
        elif covered and not is_too_small(size):
            self.pop_screen()

    def finish(self) -> None:
        """Put everything on disk; what cannot be put there is told, one line each, where the shell is by now."""
        troubles: list[str] = []
        for context in dict.fromkeys((self._leaving_learner, self.context)):
            if context is not None:
                context.on_trouble, context.on_change = troubles.append, lambda: None
                context.close()
        with suppress(OSError, ValueError, AttributeError):
            sys.stderr.writelines(f"{clean_line(trouble)}\n" for trouble in troubles)

    # --- going places ----------------------------------------------------------------------------------------------------------

    def go(self, route: Route) -> None:
        """Go to `route`; `back` leads here again."""
        self._now_at(self._history.go(route))
        self._open(route)

    def replace(self, route: Route) -> None:
        """Go to `route` in place of where one is: `back` leads to where one came from."""
        self.note_route(route)
        self._open(route)

    def note_route(self, route: Route) -> None:
        """Where the screen is goes by the name `route` now."""
        self._now_at(self._history.replaced(route))

    def note_step(self, route: Route) -> None:
        """The screen itself has moved on to `route`: `back` does not lead through it, one stop back does."""
        self._now_at(self._history.step(route))

    def step(self, route: Route) -> None:
        """Go on to `route` as part of the visit to where one is."""
        self.note_step(route)
        self._open(route)

    def back(self) -> None:
        """Go back to where one came from, and find it as it was; Home is the end."""
        self._return(self._history.out())

    def _now_at(self, history: History) -> None:
        self._history = history
        self.context.visit(history.here)

    def _return(self, history: History) -> None:
        self._now_at(history)
        self._open(self.route, returning=True)

    @property
    def route(self) -> Route:
        """Where one is."""
        return self._history.here

    def _open(self, route: Route, *, returning: bool = False) -> None:
        while self.screen.is_modal:
            self.pop_screen()
        if isinstance(self.screen, RoutedScreen):
            self.screen.leave()
        screen = self._screen_for(route)
        if screen is not self.screen:
            # Home stays at the bottom of Textual's stack; at most one other screen lies on it.
            if isinstance(route, Home):
                self.pop_screen()
            elif len(self.screen_stack) > 1:
                self.switch_screen(screen)
            else:
                self.push_screen(screen)
        (screen.come_back if returning else screen.open)(route)
        self._cover(self.size)
        self.run_worker(self._refresh, thread=True, exclusive=True, group="refresh")

    def _refresh(self) -> None:
        """See what other windows of the same learner have saved; in a thread, for the disk may be slow."""
        with suppress(NotSaved):
            self.context.refresh()
        self.context.fetch_news()

    def _progress_changed(self) -> None:
        """Let the screen show what has been added, unless the app is on its way out."""
        if self.is_running and isinstance(self.screen, RoutedScreen):
            self.screen.progress_changed()

    def _screen_for(self, route: Route) -> RoutedScreen:
        """The screen behind a route, made if it is not there yet."""
        kind = type(route)
        if kind not in self._made:
            self._made[kind] = make_screen(route, self.context, self.learners)
            self.install_screen(self._made[kind], f"{kind.__name__}-{id(self.context)}")
        return self._made[kind]

    # --- another learner -------------------------------------------------------------------------------------------------------

    def hand_over(self, learner: Learner | None) -> None:
        """Save what is pending, then let `learner` take over, None for a guest, and come Home. If that fails, everything stays."""
        if self._leaving_learner is None:
            self._leaving_learner = self.context
            self.run_worker(self._hand_over(self.context, learner), group="learner")

    async def _hand_over(self, former: Context, learner: Learner | None) -> None:
        from edu_tui.app.handover import next_context

        try:
            for worker in [worker for worker in self.workers if worker.group == "saving"]:
                with suppress(WorkerError):
                    await worker.wait()
            await to_thread(former.settle)
            context = await to_thread(next_context, former, learner)
        except NotSaved as error:
            self._leaving_learner = None
            self.say(str(error), "error")
            return
        await self._change_screens(context)
        await to_thread(former.close)
        self._leaving_learner = None
        if learner is not None and self.learners is not None:
            with suppress(NotSaved):  # then the next start asks for nobody else than this one did
                await to_thread(self.learners.choose, learner)

    async def _change_screens(self, context: Context) -> None:
        """Show `context` at Home. No screen is taken over: what it holds is the former learner's."""
        former, mode = list(self._made.values()), self.current_mode
        self._history = History()  # where somebody else has been is nobody's business
        self._open(Home())
        self.context, self._made = context, {}
        self._listen(context)
        if context.preferences.theme in self.available_themes:
            self.theme = context.preferences.theme
        await self.switch_mode(self._add_stack(f"learner-{id(context)}"))
        self._cover(self.size)
        removed = self.remove_mode(mode)
        for screen in former:
            self.uninstall_screen(screen)
        await removed
        for screen in former:
            if screen.is_running:
                await screen.remove()

    def _add_stack(self, name: str) -> str:
        """A stack of screens for one learner, with Home under everything else; Textual's "mode" of this name."""
        self.add_mode(name, lambda: self._screen_for(Home()))
        return name

    def _listen(self, context: Context) -> None:
        """Hear of what happens in other threads; `notify` and `call_later` may be called there."""
        context.on_trouble = lambda sentence: self.say(sentence, "error")
        context.on_change = lambda: self.call_later(self._progress_changed)

    # --- commands --------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody needs to go where she is."""
        if isinstance(self.screen, RoutedScreen) and self.screen.keeps_to_itself and action != "suspend_process":
            return False
        if action == "visit":
            return self._can_visit(str(parameters[0]))
        if action == "help":
            return not isinstance(self.route, Help)
        if action == "teach":
            return self.learners is not None and not isinstance(self.route, Prepare)
        if action == "take_back":
            return self.context.quiz_state.last_deed() is not None
        if action in ("stop_back", "stop_forward"):
            possible = self._history.can_go_back if action == "stop_back" else bool(self._history.ahead)
            return possible and not isinstance(self.screen, TooSmallScreen)
        return super().check_action(action, parameters)

    def _can_visit(self, name: str) -> bool:
        if name in ("learners", "sessions") and self.learners is None:
            return False
        if name == "search" and isinstance(self.screen, TooSmallScreen):
            return False
        return type(self.route) is not type(DESTINATIONS[name])

    def action_visit(self, name: str) -> None:
        """Go to the destination called `name`."""
        self.go(DESTINATIONS[name])

    def action_stop_back(self) -> None:
        """Go one place back."""
        self._return(self._history.back())

    def action_stop_forward(self) -> None:
        """Go one place forward."""
        self._return(self._history.forward())

    def action_take_back(self) -> None:
        """Take back what was done last, and say what it was; who asks again meanwhile wants the deed before that, too."""
        self._to_take_back += 1
        if self._to_take_back == 1:
            self._take_back()

    def _take_back(self) -> None:
        from edu_tui.study.undoing import next_undo, take_back

        context = self.context
        undo = next_undo(context.quiz_state, context.catalogue, context.now())
        if undo is None or (isinstance(self.screen, RoutedScreen) and self.screen.take_back(undo.deed)):
            self._to_take_back = 0
            return

        def work() -> None:
            try:
                self.say(take_back(context.quiz_store, undo, context.now()).told)
            except NotSaved as error:
                self.say(str(error), "error")
                self._to_take_back = 1
            self.call_later(self._taken_back)

        self.run_worker(work, thread=True, group="saving")

    def _taken_back(self) -> None:
        self._to_take_back -= 1
        if self._to_take_back:
            self._take_back()

    def action_teach(self) -> None:
        """Go to where a session is prepared: with the module that one reads, or with any."""
        route = self.route
        if self.learners is None:
            self.say("No teaching session can be kept here: start edu-tui in the usual way.", "warning")
            return
        self.go(Prepare(route.module, route.audience) if isinstance(route, Read) else Prepare())

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from edu_tui.app.screens.help import HelpScreen

        screen = self._screen_for(Help())
        assert isinstance(screen, HelpScreen)
        screen.read(self.screen)
        self.go(Help())

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not isinstance(self.screen, CommandPalette):
            from edu_tui.app.palette import Palette

            self.push_screen(Palette(placeholder="Find a page, a question, a term or a command", id="--command-palette"))

    def action_theme(self) -> None:
        """Go on to the next theme, and remember it."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
        self.context.prefer(theme=self.theme)
        self.say(f"Colours: {self.theme.removeprefix('edu-')}", "information")

    # --- telling and asking ----------------------------------------------------------------------------------------------------

    def say(self, sentence: str, severity: Literal["information", "warning", "error"] = "information") -> None:
        """Tell the learner something, literally."""
        self.notify(sentence, severity=severity, markup=False, timeout=8 if severity == "error" else 4)

    def ask_to_open(self, link: WebLink) -> None:
        """Ask before a web link is opened."""
        from edu_tui.app.links import LinkDialog

        self.push_screen(LinkDialog(link))
