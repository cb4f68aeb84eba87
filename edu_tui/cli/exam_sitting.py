"""One learner at a test: questions in any order on standard output, answers on standard input, the result after the handing in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from edu_tui.cli.exam_text import result_text
from edu_tui.cli.output import put
from edu_tui.cli.question_text import told
from edu_tui.cli.responses import LITERAL, written
from edu_tui.cli.sitting import Sitting, next_line
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.marking import Marking
from edu_tui.library.questions import Question
from edu_tui.progress.schedule import CONFIDENCES
from edu_tui.progress.state import LearnerState
from edu_tui.render.plain import inlines_to_text
from edu_tui.study.exam.outcome import outcome_of
from edu_tui.study.exam.session import KEEP_SECONDS, ExamSession
from edu_tui.study.exam.words import left_words, not_ready, standing_words
from edu_tui.study.keeping import Keeping
from edu_tui.study.run_state import Phase

COMMANDS = f"""\
Type your answer and press Enter; it can be changed until you hand in.
!next and !back turn the page, !go 5 goes to question 5, !mark marks a question
for review, !overview tells how the test stands, !hand-in ends it. !sure, !fairly
or !unsure before an answer says how sure you are. ? gives a hint, u takes the
last answer back, q stops; put {LITERAL} before an answer that is one of these itself."""

_WORDS = "!next, !back, !go and a number, !mark, !overview, !hand-in, !sure, !fairly, !unsure"


class ExamSitting(Sitting):
    """One learner at one test until she hands in, types "q", or the input ends; then it stays open."""

    _commands = COMMANDS

    def __init__(self, session: ExamSession, keeping: Keeping, state: LearnerState, catalogue: Catalogue, *, saved: bool) -> None:
        super().__init__(session, keeping, state, saved=saved)
        self._exam, self._catalogue = session, catalogue
        self._sure, self._late_told = False, session.is_late

    def _goes_on(self) -> bool:
        """Ask what is open, or tell how the test stands; False when there will be no more lines."""
        exam = self._exam
        while not exam.is_over:
            question = exam.question
            if question is not None:
                self._ask(question)
            else:
                self._tell_standing()
            if not self._listen(question):
                return False
        return True

    def _ask(self, question: Question) -> None:
        super()._ask(question)
        exam = self._exam
        if given := exam.answers.get(question.id):
            put(f"\nYour answer so far: {written(question, exam.shown, given.response)}")
        parts = ["Marked for review."] if exam.is_marked else []
        if left := left_words(exam.left_ms, late=exam.is_late):
            parts.append(f"Time left: {left}." if not exam.is_late else "The time is up.")
        if parts:
            put("\n" + " ".join(parts))

    def _tell_standing(self) -> None:
        exam = self._exam
        standings = exam.standings()
        put(f"\n{standing_words(standings)}.")
        for label, numbers in (
            ("Open", [one.number for one in standings if not one.answered]),
            ("Marked for review", [one.number for one in standings if one.marked]),
        ):
            if numbers:
                put(f"{label}: {', '.join(map(str, numbers))}.")
        put("Type !go and a number, or !hand-in to end the test and see the result.")

    def _listen(self, question: Question | None) -> bool:
        """Take lines until something else is to be asked; False when there will be no more lines."""
        while True:
            with _clock_kept(self._exam.keep):
                line = next_line(self._typed)
            if line is None or line == "q":
                return False
            if self._heard(question, line):
                return True

    def _heard(self, question: Question | None, line: str) -> bool:
        """Do what a line says; whether something else is to be asked now. Without a question the overview was told."""
        exam = self._exam
        if exam.time_is_up:
            put("The time is up.")
            exam.finish()
            return True
        if exam.is_late and not self._late_told:
            self._late_told = True
            put("The time is up. You can go on: what you answer now is counted apart.")
        if line != "!hand-in":
            self._sure = False
        if line.startswith("!"):
            return self._turned(line[1:])
        if question is None:
            put(f"Type one of {_WORDS}, or q.")
            return False
        return self._took(question, line)

    def _turned(self, words: str) -> bool:
        """Do what a word of a test says; whether that leads somewhere else."""
        exam = self._exam
        word, _, rest = words.partition(" ")
        match word:
            case "next":
                exam.turn(1)
            case "back":
                exam.turn(-1)
            case "overview":
                exam.survey()
            case "go":
                return self._went(rest.strip())
            case "hand-in":
                return self._handed_in()
            case "mark" if exam.phase is Phase.ASKING:
                exam.mark_for_review()
                put("Marked for review." if exam.is_marked else "No longer marked for review.")
                return False
            case _ if word in CONFIDENCES and exam.phase is Phase.ASKING:
                exam.be_sure(CONFIDENCES[word])
                put("Noted." if exam.draft.confidence else "Taken back.")
                return False
            case "flag" | "note" | "report":
                put(self._said(words))
                return False
            case _:
                put(f"Type one of {_WORDS}.")
                return False
        return True

    def _went(self, number: str) -> bool:
        total = len(self._exam.asked)
        if not (number.isascii() and number.isdecimal() and len(number) <= 4 and 1 <= int(number) <= total):
            put(f"Type !go and a number from 1 to {total}.")
            return False
        self._exam.go(int(number))
        return True

    def _handed_in(self) -> bool:
        reasons = not_ready(self._exam.standings())
        if reasons and not self._sure:
            self._sure = True
            put(f"{reasons} Type !hand-in once more to hand in all the same.")
            return False
        self._exam.finish()
        return True

    def _acknowledge(self, question: Question, marking: Marking) -> None:
        del question, marking  # what it is worth is told at the end
        put("Saved." if self._saved else "Noted.")

    def _stop(self) -> None:
        put(f"\nStopped. {standing_words(self._exam.standings())}.")
        put("Your answers are saved; the same command goes on from here." if self._saved else "Nothing was saved.")
        self._exam.pause()

    def _end(self) -> None:
        exam = self._exam
        for question in exam.asked:
            put(f"\n{inlines_to_text(question.title)}")
            put(told(question, exam.marking_of(question)))
        put(f"\n{result_text(outcome_of(exam.record, self._catalogue, self._state))}")


@contextmanager
def _clock_kept(keep: Callable[[], None]) -> Iterator[None]:
    """Write the clock down every few seconds while this thread waits for a line, so that a killed program gains no time."""
    done = Event()

    def work() -> None:
        while not done.wait(KEEP_SECONDS):
            keep()

    thread = Thread(target=work, name="clock", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
