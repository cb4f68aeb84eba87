"""Every screen of the app, and how one gets there: what the pictures in the docs show, and what the tests hold still."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from edu_tui.app.routes import (
    Ask,
    ChooseTest,
    Glossary,
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
from edu_tui.library.modules import Audience

CLINICIAN, FAMILY = Audience.CLINICIAN, Audience.FAMILY
LED_TEST = "run-of-the-past"
"""The id of a test that was handed in."""


class Cast(msgspec.Struct, frozen=True):
    """Who plays the scenes in one library: a module for clinicians with its quiz, and one that is taught to families.

    `kinds` are questions by type, for those types that the library is to be shown with; `led` and `waiting` are ids of sessions.
    """

    module: str
    section: str
    quiz: str
    single: str
    taught: str
    words: str
    term: str
    kinds: dict[str, str] = {}
    led: str = ""
    waiting: str = ""


Where: TypeAlias = Callable[[Cast], Route]


class Scene(msgspec.Struct, frozen=True):
    """A screen: the route to it, then steps, which are keys, "focus TARGET" or "type WORDS".

    `begins` makes a newcomer of the learner. `window` is "" for the app, "console", or the kind of file that a preview shows. `least` is
    a size that the scene is bound to.
    """

    name: str
    title: str
    where: Where = lambda _: Home()
    steps: tuple[str, ...] = ()
    begins: bool = False
    window: str = ""
    least: tuple[int, int] | None = None


def _reader(section: bool = True, audience: Audience = CLINICIAN) -> Where:
    return lambda cast: Read(cast.module, audience, cast.section if section else "")


def _asked(kind: str = "single") -> Where:
    return lambda cast: Ask(cast.quiz, "study", (cast.kinds.get(kind, cast.single),))


def _prepare(cast: Cast) -> Route:
    return Prepare(cast.taught, FAMILY)


def _leading(cast: Cast) -> Route:
    return Teach(cast.waiting)


SCENES: tuple[Scene, ...] = (
    Scene("home", "Home"),
    Scene("home-first", "Home, the first time", begins=True),
    Scene("reader-cover", "A module's cover", _reader(section=False)),
    Scene("reader", "Reader", _reader()),
    Scene("reader-evidence", "Reader, with the evidence of a figure", _reader(), ("e",)),
    Scene("reader-outline", "Reader, with the outline", _reader(), ("o",)),
    Scene("reader-find", "Reader, finding words in the module", _reader(), ("slash", "type re")),
    Scene("reader-family", "Reader, the same told to families", _reader(), ("t",)),
    Scene("quiz-cover", "Quiz, before it begins", lambda cast: Ask(cast.quiz)),
    Scene("quiz-question", "Quiz, a question", _asked()),
    Scene("quiz-hint", "Quiz, with a hint", _asked(), ("question_mark",)),
    Scene("quiz-right", "Quiz, feedback", _asked(), ("RIGHT", "enter")),
    Scene("quiz-wrong", "Quiz, feedback on a wrong answer", _asked(), ("WRONG", "enter")),
    Scene("quiz-evidence", "Quiz, the evidence of an answer", _asked(), ("RIGHT", "enter", "e")),
    Scene("quiz-flag", "Quiz, flagging a question", _asked(), ("F",)),
    Scene("quiz-result", "Quiz, the result", _asked(), ("WRONG", "enter", "enter")),
    *(
        Scene(f"quiz-{kind}", f"Quiz, a question of the type “{kind}”", _asked(kind))
        for kind in ("multiple", "truefalse", "numeric", "short", "order", "match", "cloze", "case")
    ),
    Scene("review", "Review, before it begins", lambda _: Ask("review-clinician")),
    Scene("review-question", "Review, a question", lambda _: Ask("review-clinician", "review")),
    Scene("test-builder", "Test yourself", lambda _: ChooseTest(CLINICIAN)),
    Scene("test-question", "A test, a question", lambda cast: Ask(cast.quiz, "test"), ("1",)),
    Scene("test-overview", "A test, all its questions", lambda cast: Ask(cast.quiz, "test"), ("1", "n", "m", "o")),
    Scene("test-result", "A test, its result", lambda cast: Ask(cast.quiz, run=LED_TEST)),
    Scene("progress", "Progress", lambda _: Progress()),
    Scene("progress-first", "Progress, the first time", lambda _: Progress(), begins=True),
    Scene("sayings", "Flags and notes", lambda _: Sayings()),
    Scene("places", "Bookmarks and recent places", lambda _: Places()),
    Scene("search", "Search", lambda cast: Search(cast.words)),
    Scene("search-empty", "Search, before one types", lambda _: Search()),
    Scene("glossary", "Glossary", lambda cast: Glossary(cast.term)),
    Scene("help", "Help", _reader(), ("question_mark",)),
    Scene("learners", "Learners", lambda _: WhoLearns()),
    Scene("prepare-choose", "Teach a group: which module", lambda _: Prepare()),
    Scene("prepare", "Teach a group: the plan", _prepare),
    Scene("teach-slide", "The room's screen: a slide", _leading, ("pagedown", "pagedown")),
    Scene("teach-vote", "The room's screen: a vote", _leading, ("pagedown", "VOTE", "v")),
    Scene("teach-panel", "The room's screen: the session's steps", _leading, ("pagedown", "o")),
    Scene("teach-pause", "The room's screen: a pause", _leading, ("pagedown", "escape")),
    Scene("console", "The console of the one who leads", _leading, window="console"),
    Scene("sessions", "Teaching sessions", lambda _: Sessions()),
    Scene("session-report", "The report of a session", lambda cast: SessionTold(cast.led)),
    Scene("preview", "Preview of a page", window="module"),
    Scene("preview-findings", "Preview of a page, its findings", window="module", steps=("f",)),
    Scene("preview-quiz", "Preview of a quiz", window="quiz"),
    Scene("palette", "The palette", steps=("ctrl+p", "type te")),
    Scene("dialog-link", "A dialog: a link to the web", _reader(), ("e", "LINK")),
    Scene("dialog-note", "A line to write a note in", _reader(), ("w",)),
    Scene("too-small", "A window that is too small", least=(29, 7)),
)
"""All of them, in the order of the docs. Words in capitals among the steps are explained in `staging.CUES`."""
