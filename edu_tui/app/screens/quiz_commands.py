"""What can be done in a quiz, and when."""

from __future__ import annotations

from edu_tui.app.commands import Command
from edu_tui.app.screens.saying import SAYINGS
from edu_tui.library.questions import Choices, Match, Order
from edu_tui.progress.schedule import OVERRIDES
from edu_tui.study.answering import is_typed
from edu_tui.study.exam.session import ExamSession
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.run_state import Phase


def _answer(name: str, keys: tuple[str, ...], action: str, label: str, text: str, *, footer: int = 0, palette: bool = True) -> Command:
    return Command(id=f"quiz.{name}", keys=keys, action=action, label=label, help=text, group="Answer", footer=footer, palette=palette)


def _quiz(name: str, keys: tuple[str, ...], action: str, label: str, text: str, *, footer: int = 0) -> Command:
    return Command(id=f"quiz.{name}", keys=keys, action=action, label=label, help=text, group="Quiz", footer=footer)


def _test(name: str, keys: tuple[str, ...], action: str, label: str, text: str, *, footer: int = 0) -> Command:
    return Command(id=f"test.{name}", keys=keys, action=action, label=label, help=text, group="Test", footer=footer)


def _pick(number: int) -> Command:
    text = "Choose the answer with this number, or put the marked item there."
    return _answer(f"pick{number}", (str(number),), f"pick({number})", f"Answer {number}", text, palette=False)


QUIZ_COMMANDS: tuple[Command, ...] = (
    _quiz("back", ("escape",), "back", "Back", "Close what is open, or leave the quiz; it waits where you are.", footer=2),
    _test("overview", ("o", "f5"), "overview", "Overview", "See how all questions of the test stand, and hand it in.", footer=3),
    _test("mark", ("m", "f4"), "mark", "Mark", "Mark this question for review, or take that back; f4 works while you type, too.", footer=4),
    _test("hand_in", ("H",), "hand_in", "Hand in", "Hand the test in; it asks once more if something is open or marked.", footer=4),
    _test("next", ("n", "f7"), "leaf(1)", "Next question", "Turn to the next question; what stands on this one counts as given."),
    _test("previous", ("p", "f6"), "leaf(-1)", "Question before", "Turn to the question before."),
    _answer("hint", ("question_mark", "f2"), "hint", "Hint", "Show the hint of this question; f2 works while you type, too.", footer=3),
    _answer("evidence", ("e",), "evidence", "Evidence", "Show or hide what stands behind the answer, once it is given.", footer=3),
    _answer("strike", ("x",), "strike", "Rule out", "Rule the marked answer out, or in again.", footer=4),
    _answer("later", ("J", "shift+down", "plus"), "shift(1)", "Move down", "Move the marked step down.", footer=4),
    _answer("earlier", ("K", "shift+up", "minus"), "shift(-1)", "Move up", "Move the marked step up.", footer=5),
    _answer("right", ("right",), "turn(1)", "Next match", "Give the marked line the next match.", footer=4),
    _answer("left", ("left",), "turn(-1)", "Previous match", "Give the marked line the match before."),
    _answer("tick", ("space",), "tick", "Choose", "Choose the marked answer, or take that back.", footer=5),
    _answer("unsure", ("d",), "judge('unsure')", "Not sure", "Say that you were not sure of your answer."),
    _answer("fairly", ("c",), "judge('fairly')", "Fairly sure", "Say that you were fairly sure of your answer."),
    _answer("sure", ("s",), "judge('sure')", "Sure", "Say that you were sure of your answer."),
    _answer("easy", ("greater_than_sign",), "judge('easy')", "Too easy", "Say that the question was too easy: it comes back later."),
    _answer(
        "wrong", ("less_than_sign",), "judge('wrong')", "Count as wrong", "Let your answer count as wrong: the question comes back soon."
    ),
    _answer("undo", ("u",), "undo", "Undo", "Take the last answer back.", footer=6),
    *(_pick(number) for number in range(1, 10)),
    *SAYINGS,
    _quiz("stop", (), "stop", "End this quiz now", "End the run; what is not answered stays so."),
)
"""The keys of the quiz screen. Which of them do something depends on the question; the others are hidden."""


def is_possible(action: str, session: QuizSession | None, *, hint_shown: bool, word: str = "") -> bool:
    """Whether a command about a question means anything now; `word` is what `judge` would say. Without a session the cover is shown."""
    if session is None:
        return False
    question = session.question
    exam = session if isinstance(session, ExamSession) else None
    if action in ("overview", "hand_in", "mark", "leaf"):
        return exam is not None and _is_possible_in_test(action, exam)
    if action == "undo":
        return bool(session.answers) and not session.time_is_up and not (exam and exam.is_over)
    if question is None:
        return False
    body, asking = question.body, session.phase is Phase.ASKING
    match action:
        case "hint":
            return asking and bool(question.hint) and not hint_shown
        case "strike":
            return asking and isinstance(body, Choices)
        case "shift":
            return asking and isinstance(body, Order)
        case "turn":
            return asking and isinstance(body, Match)
        case "tick":
            return asking and isinstance(body, Choices)
        case "pick":
            return asking and not is_typed(question)
        case "stop":
            return asking
        case "judge":
            return question.scored and _may_be_said(word, session, asking=asking)
    return False


def _may_be_said(word: str, session: QuizSession, *, asking: bool) -> bool:
    """How sure one was is said after the answer, in a test with it; that the marking was not fair, of a right answer only."""
    if word in OVERRIDES:
        return not asking and session.marking is not None and session.marking.verdict == "right"
    return not asking or isinstance(session, ExamSession)


def _is_possible_in_test(action: str, exam: ExamSession) -> bool:
    """Whether what only a test has means anything now."""
    match action:
        case "overview":
            return exam.phase in (Phase.ASKING, Phase.OVERVIEW) and not exam.time_is_up
        case "mark":
            return exam.phase is Phase.ASKING
        case "hand_in":
            return exam.phase is Phase.OVERVIEW
        case _:
            return exam.phase is Phase.FEEDBACK or (exam.phase is Phase.ASKING and not exam.time_is_up)
