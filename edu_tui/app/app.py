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
from edu_tui.app.base import SteadyApp
from edu_tui.app.commands import Command, bindings
from edu_tui.app.context import Context
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.routes import Ask, Glossary, Help, Home, Progress, Read, Route, Search, WhoLearns
from edu_tui.app.screens.home import HomeScreen
from edu_tui.app.screens.too_small import TooSmallScreen, is_too_small
from edu_tui.app.themes import THEMES
from edu_tui.library.links import WebLink
from edu_tui.library.text import clean_line
from edu_tui.progress.errors import NotSaved

if TYPE_CHECKING:
    from textual.command import Provider

    from edu_tui.progress.learners import Learner, Learners

KEYS: tuple[Command, ...] = (
    *SteadyApp.COMMANDS,
    Command(
        id="app.leave",
        keys=("q",),
        action="quit",
        label="Quit",
        help="Leave the app; everything is saved.",
        group="App",
        footer=9,
        palette=False,
    ),
    Command(
        id="app.help",
        keys=("f1", "question_mark"),
        action="help",
        label="Help",
        help="Show the keys of this screen.",
        group="App",
        footer=7,
    ),
    Command(id="app.home", keys=("h",), action="home", label="Home", help="Go to the first screen.", group="App"),
    Command(id="app.progress", keys=(), action="progress", label="Progress", help="See what you have done.", group="App"),
    Command(id="app.glossary", keys=(), action="glossary", label="Glossary", help="Look a word up.", group="App"),
    Command(
        id="app.learners",
        keys=(),
        action="learners",
        label="Switch learner",
        help="Let somebody else learn here, or a guest of whom nothing is kept.",
        group="App",
    ),
    Command(
        id="app.palette",
        keys=("ctrl+p", "colon"),
        action="command_palette",
        label="Commands",
        help="Find a page, a question, a term or a command.",
        group="App",
        palette=False,
    ),
    Command(
        id="app.search",
        keys=("ctrl+f",),
        action="search",
        label="Search",
        help="Find words in all pages, questions, facts and the glossary.",
        group="App",
        footer=8,
        priority=True,
    ),
    Command(id="app.theme", keys=(), action="theme", label="Change the colours", help="Light, dark or high contrast.", group="App"),
)
"""What can be done on every screen."""


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
        self.context, self.learners = context, learners
        self._listen(context)
        self._start = start or Home()
        self._history: list[Route] = [Home()]
        self._made: dict[type, RoutedScreen] = {}
        self._leaving_learner: Context | None = None
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
        if route != self.route:
            self._history.append(route)
        self._open(route)

    def replace(self, route: Route) -> None:
        """Go to `route` in place of where one is: `back` leads to where one came from."""
        self.note_route(route)
        self._open(route)

    def note_route(self, route: Route) -> None:
        """The screen itself has moved on to `route`."""
        self._history[-1] = route

    def back(self) -> None:
        """Go back to where one came from, and find it as it was; Home is the end."""
        if len(self._history) > 1:
            self._history.pop()
        self._open(self.route, returning=True)

    @property
    def route(self) -> Route:
        """Where one is."""
        return self._history[-1]

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

    def _progress_changed(self) -> None:
        """Let the screen show what has been added, unless the app is on its way out."""
        if self.is_running and isinstance(self.screen, RoutedScreen):
            self.screen.progress_changed()

    def _screen_for(self, route: Route) -> RoutedScreen:
        """The screen behind a route, made if it is not there yet."""
        kind = type(route)
        if kind not in self._made:
            self._made[kind] = self._make(route)
            self.install_screen(self._made[kind], f"{kind.__name__}-{id(self.context)}")
        return self._made[kind]

    def _make(self, route: Route) -> RoutedScreen:
        """A new screen; its module is imported only now."""
        match route:
            case Home():
                return HomeScreen(self.context)
            case Read():
                from edu_tui.app.screens.reader import ReaderScreen

                return ReaderScreen(self.context)
            case Ask():
                from edu_tui.app.screens.quiz import QuizScreen

                return QuizScreen(self.context)
            case Progress():
                from edu_tui.app.screens.progress import ProgressScreen

                return ProgressScreen(self.context)
            case Glossary():
                from edu_tui.app.screens.glossary import GlossaryScreen

                return GlossaryScreen(self.context)
            case WhoLearns():
                from edu_tui.app.screens.learners import LearnersScreen

                assert self.learners is not None
                return LearnersScreen(self.context, self.learners)
            case Search():
                from edu_tui.app.screens.search import SearchScreen

                return SearchScreen(self.context)
            case Help():
                from edu_tui.app.screens.help import HelpScreen

                return HelpScreen(self.context)

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
        self.action_home()
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
        if action == "learners" and self.learners is None:
            return False
        if action == "search":
            return not isinstance(self.route, Search) and not isinstance(self.screen, TooSmallScreen)
        here = {"help": Help, "home": Home, "progress": Progress, "glossary": Glossary, "learners": WhoLearns}.get(action)
        return super().check_action(action, parameters) if here is None else not isinstance(self.route, here)

    def action_home(self) -> None:
        """Go to the first screen."""
        del self._history[1:]
        self._open(Home())

    def action_progress(self) -> None:
        """Go to the progress screen."""
        self.go(Progress())

    def action_glossary(self) -> None:
        """Go to the glossary."""
        self.go(Glossary())

    def action_learners(self) -> None:
        """Go to the learners of this computer."""
        self.go(WhoLearns())

    def action_search(self) -> None:
        """Go to the search."""
        self.go(Search())

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
            self.push_screen(CommandPalette(placeholder="Find a page, a question, a term or a command", id="--command-palette"))

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
