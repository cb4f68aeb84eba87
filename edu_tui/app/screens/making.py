"""Which screen is behind which route. All but Home are imported only when they are first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edu_tui.app.context import Context
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.routes import (
    Ask,
    ChooseTest,
    Glossary,
    Help,
    Home,
    Places,
    Prepare,
    Progress,
    Read,
    Route,
    Sayings,
    Search,
    Sessions,
    SessionTold,
    Teach,
    WhoLearns,
)
from edu_tui.app.screens.home import HomeScreen

if TYPE_CHECKING:
    from edu_tui.progress.learners import Learners


def make_screen(route: Route, context: Context, learners: Learners | None) -> RoutedScreen:
    """A new screen for `route`; who learns can be changed only among `learners`."""
    match route:
        case Home():
            return HomeScreen(context)
        case Read():
            from edu_tui.app.screens.reader import ReaderScreen

            return ReaderScreen(context)
        case Ask():
            from edu_tui.app.screens.quiz import QuizScreen

            return QuizScreen(context)
        case ChooseTest():
            from edu_tui.app.screens.exam_choosing import ChooseTestScreen

            return ChooseTestScreen(context)
        case Progress():
            from edu_tui.app.screens.progress import ProgressScreen

            return ProgressScreen(context)
        case Sayings():
            from edu_tui.app.screens.sayings import SayingsScreen

            return SayingsScreen(context)
        case Places():
            from edu_tui.app.screens.places import PlacesScreen

            return PlacesScreen(context)
        case Glossary():
            from edu_tui.app.screens.glossary import GlossaryScreen

            return GlossaryScreen(context)
        case WhoLearns():
            from edu_tui.app.screens.learners import LearnersScreen

            assert learners is not None
            return LearnersScreen(context, learners)
        case Search():
            from edu_tui.app.screens.search import SearchScreen

            return SearchScreen(context)
        case Prepare():
            from edu_tui.app.screens.teach_prepare import PrepareScreen

            return PrepareScreen(context)
        case Teach():
            from edu_tui.app.screens.teach import TeachScreen

            return TeachScreen(context)
        case Sessions():
            from edu_tui.app.screens.sessions import SessionsScreen

            return SessionsScreen(context)
        case SessionTold():
            from edu_tui.app.screens.session_told import SessionToldScreen

            return SessionToldScreen(context)
        case Help():
            from edu_tui.app.screens.help import HelpScreen

            return HelpScreen(context)
