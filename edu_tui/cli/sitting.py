"""One learner at a run of questions: asked on standard output, answered on standard input, one a line."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import msgspec

from edu_tui.cli.output import WIDTH, prompt, put
from edu_tui.cli.question_text import asked, told, vignette
from edu_tui.cli.responses import LITERAL, ResponseError, read_response
from edu_tui.library.marking import Marking
from edu_tui.library.questions import Cloze, Question
from edu_tui.library.text import clean_line
from edu_tui.progress.schedule import CONFIDENCES, OVERRIDES
from edu_tui.progress.state import LearnerState
from edu_tui.render.plain import inlines_to_text, to_text
from edu_tui.study.keeping import FLAGS, Keeping
from edu_tui.study.quiz_session import QuizSession

COMMANDS = f"""\
Type your answer and press Enter. ? gives a hint, u takes the last answer back,
q stops; put {LITERAL} before an answer that is one of these itself.
After an answer, !sure, !fairly or !unsure says how sure you were, !easy or
!wrong corrects the marking, !flag unsure (dispute, teach, off) marks the
question, !note keeps a few words on it, and !report says what is wrong with it."""

_FLAGS = {**{flag: flag for flag in FLAGS}, "off": ""}


class Sitting:
    """One learner at one quiz until its end, "q", or the end of the input."""

    _commands = COMMANDS

    def __init__(
        self, session: QuizSession, keeping: Keeping, state: LearnerState, *, saved: bool, news: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Sayings are kept with `keeping`; `state` is the learner's, to which they are added."""
        self._session, self._keeping, self._state = session, keeping, state
        self._saved, self._news = saved, news or {}
        self._case = ""
        self._typed: tuple[str, ...] = ()  # the gaps of a cloze filled so far
        self._doubted: tuple[str, ...] = ()  # a response that looked like a slip: given once more, it is meant

    def run(self) -> None:
        """Ask until nothing is left to ask, or to read."""
        session = self._session
        put(f"{session.quiz.title}\n")
        if session.answers:
            put(f"Going on with question {session.place[0]} of {session.place[1]}.")
        elif session.quiz.intro:
            put(to_text(session.quiz.intro, WIDTH))
        put(self._commands)
        if self._goes_on():
            self._end()
        else:
            self._stop()

    def _goes_on(self) -> bool:
        """Ask until nothing is left to ask; False when there will be no more lines before."""
        while (question := self._session.question) is not None:
            self._ask(question)
            if not self._listen(question):
                return False
        return True

    def _ask(self, question: Question) -> None:
        number, total = self._session.place
        self._typed = self._doubted = ()
        case = self._session.quiz.case(question.case)
        if case and question.case != self._case:
            put(f"\n{vignette(case)}")
        self._case = question.case
        put(f"\nQuestion {number} of {total}: {inlines_to_text(question.title)}\n")
        for sentence in self._news.get(question.id, ()):
            put(f"Changed since you answered: {sentence}\n")
        put(asked(question, self._session.shown))

    def _listen(self, question: Question) -> bool:
        """Take lines until the question is answered or an answer taken back; False when there will be no more lines."""
        while True:
            line = next_line(self._typed)
            if line is None or line == "q":
                return False
            if self._took(question, line):
                return True

    def _took(self, question: Question, line: str) -> bool:
        """Do what a line says; whether something else is to be asked now."""
        if line == "?":
            self._hint(question)
        elif line == "u":
            if self._session.undo():
                put("\nYour last answer is taken back.")
                return True
            put("There is no answer to take back.")
        elif line.startswith("!"):
            put(self._said(line[1:]))
        else:
            return self._answered(question, line)
        return False

    def _hint(self, question: Question) -> None:
        put(f"Hint: {to_text(question.hint, WIDTH).rstrip()}" if self._session.hint() else "There is no hint.")

    def _said(self, line: str) -> str:
        """What the learner says of her last answer or its question is noted; what to tell her."""
        word, _, rest = line.partition(" ")
        answer = self._session.last_answer
        if answer is None:
            return "That is said of an answer, and there is none yet."
        if word in CONFIDENCES or word in OVERRIDES:
            before = self._state.judgement(answer.id)
            self._state.apply(self._keeping.judge(answer, before, confidence=CONFIDENCES.get(word), override=OVERRIDES.get(word)))
        elif word == "flag" and rest.strip() in _FLAGS:
            self._keeping.flag(answer.question, _FLAGS[rest.strip()])
        elif word == "note":
            self._keeping.note(answer.question, rest.strip())
        elif word == "report":
            self._keeping.report(answer.question, answer.rev, rest.strip())
            return "Noted. edu-tui faults writes it down for the authors."
        else:
            return "Type !sure, !fairly, !unsure, !easy, !wrong, !flag unsure (dispute, teach, off), !note or !report and a few words."
        return "Noted."

    def _answered(self, question: Question, line: str) -> bool:
        """Whether the line made the answer whole and it was marked."""
        try:
            response = read_response(question, self._session.shown, line, self._typed)
        except ResponseError as error:
            put(str(error))
            return False
        if isinstance(question.body, Cloze) and len(response) < len(question.body.blanks):
            self._typed = response
            return False
        self._typed = ()
        self._session.edit(msgspec.structs.replace(self._session.draft, response=response))
        marking = self._session.submit(insist=response == self._doubted)
        if marking.ask_again:
            self._doubted = response
            put(marking.ask_again)
            return False
        self._acknowledge(question, marking)
        return True

    def _acknowledge(self, question: Question, marking: Marking) -> None:
        put(f"\n{told(question, marking)}")
        self._session.proceed()

    def _stop(self) -> None:
        """The learner stops here, or there is no more input; the run stays open."""
        number, total = self._session.place
        ahead = "Your answers are saved; the same command goes on from here." if self._saved else "Nothing was saved."
        put(f"\nStopped at question {number} of {total}. {ahead}")

    def _end(self) -> None:
        summary = self._session.summary()
        if summary.possible:
            put(f"\nYour result: {summary.points:g} of {summary.possible}.")
        else:
            put("\nThat was the last question.")


def next_line(typed: tuple[str, ...]) -> str | None:
    """The next line that is not empty, without the white space around it; None at the end of the input."""
    while sys.stdin is not None:
        asks = f"Gap {len(typed) + 1}: " if typed else "Answer: "
        prompt(asks if sys.stdin.isatty() else "")
        line = sys.stdin.readline()
        if not line:
            return None
        if cleaned := clean_line(line):
            return cleaned
    return None
