"""Orders: what a key, the console and a test say to a session in the same words, the one function that does it, and who hears of it.

An `Order` is plain data that goes over a line as JSON. `carry_out` hands it to the session's own methods, so that there is one way of doing
each thing. Whoever runs the audience's screen tells a `Broadcaster` after every change; the console is behind one.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Literal, Protocol, cast

import msgspec

from edu_tui.library.questions import Question
from edu_tui.progress.sessions_events import Place
from edu_tui.study.teaching.console import PresenterView
from edu_tui.study.teaching.material import can_vote
from edu_tui.study.teaching.room import NotNow
from edu_tui.study.teaching.session import TeachingSession
from edu_tui.study.teaching.session_entries import NOTE_LENGTH
from edu_tui.study.teaching.votes import CountsError, parse_counts


class Word(StrEnum):
    """What can be ordered. What an order needs besides stands behind each word.

    `number` is a step, a point or a question from 1, or a number of people.
    """

    NEXT = "next"  # what one key of a clicker does
    BACK = "back"
    GO = "go"  # number: the step
    PLACE = "place"  # about: the step's key; number: its slide, shown: how many pieces
    REVEAL = "reveal"  # all of the slide
    BLANK = "blank"  # or no longer
    OPEN_VOTE = "open-vote"
    ADD_VOTE = "add-vote"  # text: the letter
    TAKE_VOTE = "take-vote"  # text: the letter
    COUNT = "count"  # text: "A 4 B 7", or "4 7 0" in order
    CLOSE_VOTE = "close-vote"  # number: how many are there, 0 for what attendance says
    SHOW_COUNTS = "show-counts"
    SHOW_EARLIER = "show-earlier"
    SHOW_KEY = "show-key"
    SECOND_ROUND = "second-round"
    HEARD = "heard"  # number: the point, from 1; heard before means not heard after all
    EXPLAIN_AGAIN = "explain-again"
    FORM = "form"  # about: "pre" or "post"; number: the question, from 1; text: "9/14" right, or hands for each option, "A 3 B 9"
    SHEET = "sheet"  # about: "pre" or "post"; text: "blue7 ++-+", a symbol and one sign for each question; no signs take it away
    ATTEND = "attend"  # text: "14", or initials "AB CD", or "" for nothing
    NOTE = "note"  # text
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    REOPEN = "reopen"
    UNDO = "undo"


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to do; see `Word` for what the other fields mean. Bounded, because it may come over a line."""

    word: Word
    number: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0
    text: Annotated[str, msgspec.Meta(max_length=NOTE_LENGTH)] = ""
    about: Annotated[str, msgspec.Meta(max_length=300)] = ""
    shown: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0


class Broadcaster(Protocol):
    """Who hears of every change, and may send orders. No method may wait for anybody or raise.

    `trouble` says in a sentence why nobody can follow, "" if somebody can, or if nobody is expected to.
    """

    trouble: str

    def open(self, session: str, take: Callable[[Order], object]) -> None:
        """A session with this id is led here from now on. `take` is given the orders that come in; it may be called in any thread."""

    def publish(self, view: PresenterView, said: str = "") -> None:
        """What the one who leads sees now; `said` is what the last order came to, in a sentence, or why it could not be done."""

    def close(self) -> None:
        """Nothing is led here any more."""


class Alone:
    """Nobody listens."""

    trouble = ""

    def open(self, session: str, take: Callable[[Order], object]) -> None:
        """Nothing is to be opened."""

    def publish(self, view: PresenterView, said: str = "") -> None:
        """Nobody is told."""

    def close(self) -> None:
        """Nothing is to be closed."""


def carry_out(session: TeachingSession, order: Order) -> str:
    """Do what is ordered, and record it; returns what to say about it, "" for nothing.

    Raises NotNow where it makes no sense, `progress.errors.NotSaved` when the disk refuses; nothing has then changed.
    """
    simple = _SIMPLE.get(order.word)
    if simple is not None:
        simple(session)
        return ""
    return _GIVEN[order.word](session, order)


_SIMPLE: dict[Word, Callable[[TeachingSession], object]] = {
    Word.NEXT: TeachingSession.next,
    Word.BACK: TeachingSession.back,
    Word.REVEAL: TeachingSession.reveal_all,
    Word.BLANK: TeachingSession.blank,
    Word.OPEN_VOTE: TeachingSession.open_vote,
    Word.SHOW_COUNTS: TeachingSession.reveal_counts,
    Word.SHOW_EARLIER: TeachingSession.reveal_earlier,
    Word.SHOW_KEY: TeachingSession.reveal_key,
    Word.SECOND_ROUND: TeachingSession.second_round,
    Word.EXPLAIN_AGAIN: TeachingSession.explain_again,
    Word.PAUSE: TeachingSession.pause,
    Word.RESUME: TeachingSession.resume,
    Word.END: TeachingSession.end,
    Word.REOPEN: TeachingSession.reopen,
}


def _go(session: TeachingSession, order: Order) -> str:
    session.go_to(order.number)
    return ""


def _place(session: TeachingSession, order: Order) -> str:
    session.show_place(Place(order.about, order.number, order.shown))
    return ""


def _add_vote(session: TeachingSession, order: Order) -> str:
    session.tap(order.text)
    return ""


def _take_vote(session: TeachingSession, order: Order) -> str:
    session.tap(order.text, -1)
    return ""


def _count(session: TeachingSession, order: Order) -> str:
    session.count(order.text)
    return ""


def _close_vote(session: TeachingSession, order: Order) -> str:
    session.close_vote(order.number or None)
    return ""


def _heard(session: TeachingSession, order: Order) -> str:
    step = session.step
    known = session.state.teach_back(step.subject) if step else None
    point = order.number - 1
    heard = known is not None and 0 <= point < len(known.heard) and bool(known.heard[point])
    session.observe(point, seen=not heard)
    return ""


def _form(session: TeachingSession, order: Order) -> str:
    form, idents = _form_of(session, order)
    if not 1 <= order.number <= len(idents):
        raise NotNow(f"The form has questions 1 to {len(idents)}.")
    ident = idents[order.number - 1]
    session.count_form(form, ident, *_right_of(session, ident, order.text))
    return f"Question {order.number} is entered."  # how many were right is not for the room, which may read this


def _sheet(session: TeachingSession, order: Order) -> str:
    form, idents = _form_of(session, order)
    symbol, signs = read_sheet(order.text)
    if signs and len(signs) != len(idents):
        raise NotNow(f"{len(signs)} signs were given for {len(idents)} questions: write + for right and - for wrong.")
    kept = session.mark_sheet(form, symbol, dict(zip(idents, signs, strict=bool(signs))))
    return f"The sheet {kept} is entered." if signs else f"The sheet {kept} is taken away."


def takes_hands(question: Question) -> bool:
    """Whether hands for each letter tell how many had a question right: not where several letters belong to an answer."""
    return question.scored and can_vote(question)


def _right_of(session: TeachingSession, ident: str, text: str) -> tuple[int, int]:
    """How many were right of how many: typed so, or from the hands for each option, so that whoever counts need not know the key."""
    right, slash, of = text.replace(" of ", "/").partition("/")
    if slash and _is_number(right) and _is_number(of):
        return int(right), int(of)
    question = session.material.question(ident)
    if slash or question is None or not takes_hands(question):
        raise NotNow("Write how many were right of how many who answered: 9/14.")
    options = session.material.ballot(question, session.state.plan.seed).options
    try:
        counts = parse_counts(text, len(options))
    except CountsError as error:
        raise NotNow(f"{error} Or write how many were right of how many: 9/14.") from None
    return sum(count for count, option in zip(counts, options, strict=True) if option.correct), sum(counts)


def read_sheet(text: str) -> tuple[str, tuple[bool, ...]]:
    """A typed sheet, "blue 7 ++-+": the symbol, and for each question whether it was right. Signs may stand apart: "blue 7 + + - +"."""
    words = text.split()
    signs: list[str] = []
    while words and set(words[-1]) <= set("+-"):
        signs.insert(0, words.pop())
    return " ".join(words).rstrip(":"), tuple(sign == "+" for sign in "".join(signs))


def _form_of(session: TeachingSession, order: Order) -> tuple[Literal["pre", "post"], list[str]]:
    """The form that an order is about, and the ids of its questions."""
    if order.about not in ("pre", "post"):
        raise NotNow("Say which form: pre or post.")
    pairs = session.state.planned.pairs if session.state.planned else ()
    return cast('Literal["pre", "post"]', order.about), [pair.pre if order.about == "pre" else pair.post for pair in pairs]


def _is_number(text: str) -> bool:
    return text.strip().isdecimal() and len(text.strip()) <= 6


def _attend(session: TeachingSession, order: Order) -> str:
    words = order.text.replace(",", " ").split()
    if len(words) == 1 and _is_number(words[0]):
        session.attend(count=int(words[0]))
        return _are_here(int(words[0]))
    session.attend(initials=words)
    return _are_here(len(words)) if words else "Who is here is not kept."


def _are_here(count: int) -> str:
    return f"{count} {'is' if count == 1 else 'are'} here."


def _note(session: TeachingSession, order: Order) -> str:
    session.note(order.text)
    return "The note is kept for the report."


def _undo(session: TeachingSession, order: Order) -> str:  # noqa: ARG001 - one shape for all
    return f"Taken back: {session.undo()}."


_GIVEN: dict[Word, Callable[[TeachingSession, Order], str]] = {
    Word.GO: _go,
    Word.PLACE: _place,
    Word.ADD_VOTE: _add_vote,
    Word.TAKE_VOTE: _take_vote,
    Word.COUNT: _count,
    Word.CLOSE_VOTE: _close_vote,
    Word.HEARD: _heard,
    Word.FORM: _form,
    Word.SHEET: _sheet,
    Word.ATTEND: _attend,
    Word.NOTE: _note,
    Word.UNDO: _undo,
}
