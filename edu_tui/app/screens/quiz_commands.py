"""What can be done in a quiz, and when."""

from __future__ import annotations

from edu_tui.app.commands import Command
from edu_tui.library.questions import Choices, Match, Order
from edu_tui.study.answering import is_typed
from edu_tui.study.quiz_session import Phase, QuizSession


def _answer(name: str, keys: tuple[str, ...], action: str, label: str, text: str, *, footer: int = 0, palette: bool = True) -> Command:
    return Command(id=f"quiz.{name}", keys=keys, action=action, label=label, help=text, group="Answer", footer=footer, palette=palette)


def _quiz(name: str, keys: tuple[str, ...], action: str, label: str, text: str, *, footer: int = 0) -> Command:
    return Command(id=f"quiz.{name}", keys=keys, action=action, label=label, help=text, group="Quiz", footer=footer)


def _pick(number: int) -> Command:
    text = "Choose the answer with this number, or put the marked item there."
    return _answer(f"pick{number}", (str(number),), f"pick({number})", f"Answer {number}", text, palette=False)


QUIZ_COMMANDS: tuple[Command, ...] = (
    _quiz("back", ("escape",), "back", "Back", "Close what is open, or leave the quiz; it waits where you are.", footer=2),
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
    _quiz("report", ("exclamation_mark",), "report", "Report a fault", "Note that this question seems wrong, on this computer."),
    _quiz("stop", (), "stop", "End this quiz now", "End the run; what is not answered stays so."),
)
"""The keys of the quiz screen. Which of them do something depends on the question; the others are hidden."""


def is_possible(action: str, session: QuizSession | None, *, hint_shown: bool) -> bool:
    """Whether a command about a question means anything now. Without a session the cover is shown."""
    if session is None:
        return False
    question = session.question
    if action == "undo":
        return bool(session.answers) and session.left_ms != 0
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
            return not asking and question.scored
        case "report":
            return True
    return False
