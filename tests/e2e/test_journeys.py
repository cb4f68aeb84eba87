"""The three journeys of the app in a real terminal, counted in key presses: docs/journeys.md says how many each step may take."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from journey_kit import ENTER, ESCAPE, ROOT, edu_tui, environment, place
from libraries import CLINICIAN, FACTS, write_library
from teaching_kit import library_files

from benchmarks.ptybench import PtySession
from edu_tui.app.context import ReadingPlace
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Choices
from edu_tui.progress.events import Answered, Read, new_id, stamp
from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.store import ProgressStore
from edu_tui.study.review_queue import Settings
from edu_tui.study.review_settings import keep_settings

PAGE = ROOT / "docs" / "journeys.md"
SIZE = (80, 24)
TALL = (120, 70)
"""A window in which every question stands with all of its feedback: how long our questions are is not what is counted."""

DOWN, PAGE_DOWN, CTRL_Q = b"\x1b[B", b"\x1b[6~", b"\x11"
MODULE, DUE = "relapse-timing", 10


def allowed(heading: str) -> dict[str, int]:
    """The steps of a journey as the page tells them, with the presses that each may take."""
    part = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    return {step.strip(): int(presses) for step, presses in re.findall(r"^\| ([^|]+) \|[^|]*\| (\d+) \|$", part, re.MULTILINE)}


class Walk:
    """Somebody at a terminal whose key presses are counted, step by step."""

    def __init__(self, heading: str, env: dict[str, str]) -> None:
        self.steps, self.env = allowed(heading), env
        self.counted: dict[str, int] = {}
        self._session: PtySession | None = None

    def open(self, program: list[str], size: tuple[int, int] = SIZE) -> None:
        """Start a program in a new terminal."""
        self.close()
        self._session = PtySession(program, env=self.env, size=size)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    @property
    def session(self) -> PtySession:
        assert self._session is not None
        return self._session

    def step(self, name: str) -> None:
        """What is pressed from now on belongs to this step."""
        assert name in self.steps, f"docs/journeys.md knows no step {name}"
        self.counted[name] = 0

    def press(self, *keys: bytes) -> None:
        """Press keys, one after the other."""
        self.counted[list(self.counted)[-1]] += len(keys)
        for key in keys:
            self.session.write(key)

    def type(self, words: str) -> None:
        """Type, letter by letter."""
        self.press(*(letter.encode() for letter in words))

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.session.lines()).split())

    def see(self, *words: str) -> None:
        self.session.read_until(lambda: all(word in self.text for word in words))

    def until(self, condition: Callable[[], bool]) -> None:
        self.session.read_until(condition)

    def left(self) -> None:
        """The app has ended, and well."""
        assert self.session.wait() == 0

    def compare(self) -> None:
        """Every step of the page was walked, in its order, and took what the page says."""
        assert list(self.counted) == list(self.steps)
        longer = {name: count for name, count in self.counted.items() if count > self.steps[name]}
        assert not longer, f"these steps take more presses than docs/journeys.md allows: {longer}"
        shorter = {name: count for name, count in self.counted.items() if count < self.steps[name]}
        assert not shorter, f"these steps take fewer presses; write that into docs/journeys.md, so that it stays so: {shorter}"


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Callable[[str], Walk]]:
    made: list[Walk] = []

    def make(heading: str) -> Walk:
        made.append(Walk(heading, environment(tmp_path)))
        return made[-1]

    yield make
    for one in made:
        one.close()


# --- the resident --------------------------------------------------------------------------------------------------------------------


def learned(data: Path, library: Library) -> None:
    """A learner to whom ten questions with one right answer are due, and who stopped reading after two sections."""
    quiz = library.quiz(MODULE)
    module = library.module(MODULE, Audience.CLINICIAN)
    assert quiz is not None
    assert module is not None
    choices = [one for one in quiz.questions if isinstance(one.body, Choices) and one.body.kind in ("single", "truefalse")]
    asked = [one for one in choices if not one.form and not one.case][:DUE]
    assert len(asked) == DUE
    now = wall_clock()
    with ProgressStore.open(Learners(data).chosen().folder, now=wall_clock) as store:
        for number, question in enumerate(asked):
            when = stamp(now - timedelta(days=30, minutes=number))
            store.append(Answered(id=new_id(), at=when, question=question.id, rev=question.rev, run="before", response=(), score=1.0))
        for section in module.sections[:2]:
            when = stamp(now - timedelta(days=3))
            store.append(Read(id=new_id(), at=when, module=MODULE, audience="clinician", section=section.id, ms=60_000))
        reading = ReadingPlace(MODULE, Audience.CLINICIAN, module.sections[1].id)
        store.set_mark("reading", msgspec.to_builtins(reading))
        store.set_mark(f"reading:{MODULE}:clinician", msgspec.to_builtins(reading))
        keep_settings(store, Settings(new_a_day=0))


def explained(walk: Walk) -> bool:
    """Whether below each option stands why it is right or wrong."""
    lines = walk.session.lines()
    options = [number for number, line in enumerate(lines) if re.match(r"\s+\([ •]\) \d  \S", line)]
    return len(options) > 1 and all(lines[number + 1].startswith(" " * 20) and lines[number + 1].strip() for number in options)


def answer(walk: Walk, number: int) -> None:
    """Choose an option, read of every option why it is right or wrong, and go on."""
    walk.until(lambda: place(walk.session) == f"{number}/{DUE}" and "then press enter" in walk.text)
    walk.press(b"1", ENTER)
    walk.see("right", "Next question" if number < DUE else "To the result")
    walk.until(lambda: explained(walk))
    walk.press(ENTER)


def test_resident(tmp_path: Path, walk: Callable[[str], Walk]) -> None:
    data = tmp_path / "data"
    learned(data, open_library(ROOT))
    resident = walk("Resident")
    resident.step("Open the app and see what is due")
    resident.open(edu_tui(data), TALL)
    resident.see(f"{DUE} due", "Read ")
    resident.step("Open the module where reading stopped")
    resident.press(ENTER)
    resident.see("/11 · for clinicians", "Next:")
    resident.step("See what stands behind the figures of the section, and close it")
    resident.press(b"e")
    resident.see("Evidence:", "cited here")
    resident.press(ESCAPE)
    resident.until(lambda: "cited here" not in resident.text)
    resident.step("Go Home and begin the review")
    resident.press(b"h")
    resident.see(f"{DUE} due")
    resident.press(b"r")
    resident.see(f"Today: {DUE} due, 0 new.")
    resident.press(ENTER)
    resident.step("Answer five questions and read why each option is right or wrong")
    for number in range(1, 6):
        answer(resident, number)
    resident.until(lambda: place(resident.session) == f"6/{DUE}")
    resident.step("Leave in the middle")
    resident.press(b"q")
    resident.left()
    resident.step("Come back and find the sixth question")
    resident.open(edu_tui(data), TALL)
    resident.see("5 due")
    resident.press(b"r")
    resident.see(f"question 6 of {DUE}")
    resident.press(ENTER)
    resident.step("Answer the other five")
    for number in range(6, DUE + 1):
        answer(resident, number)
    resident.step("See the result, and leave")
    resident.see("Your result:")
    resident.press(b"q")
    resident.left()
    resident.compare()


# --- the nurse -----------------------------------------------------------------------------------------------------------------------


def test_nurse(tmp_path: Path, walk: Callable[[str], Walk]) -> None:
    data, root = tmp_path / "data", write_library(tmp_path / "library", library_files())
    at = [*edu_tui(data), "--library", str(root)]
    nurse = walk("Nurse")
    nurse.step("Look at the plan and start the session")
    nurse.open([*at, "teach", "talk", "--audience", "family", "--minutes", "30", "--forms", "none"])
    nurse.see("Start", "are planned", "Vote: plain")
    nurse.press(b"s")
    nurse.see("How many are here?")
    nurse.press(b"9", ENTER)
    nurse.see("9 are here.")
    nurse.step("Lead to the question, over the title and two slides that come item by item")
    for words in ("A lead.", "One two three.", "alpha", "beta", "The second slide.", "What of plain?"):
        nurse.press(b" ")
        nurse.see(words)
    nurse.step("Hold the first vote and close it")
    nurse.press(b" ")
    nurse.see("Please vote now")
    count_votes(nurse, "5 4 0")
    nurse.step("Hold the second after talking it over, and close it")
    nurse.press(b"v")
    nurse.see("Vote a second time")
    nurse.press(DOWN, ENTER)
    nurse.see("Second vote: please vote now")
    count_votes(nurse, "8 1 0")
    nurse.step("Show counts, both rounds, and the answer")
    for words in ("8 of 9", "First vote", "EXPLANATIONWORD"):
        nurse.press(b" ")
        nurse.see(words)
    nurse.step("Go to what comes after the other questions, and lead two more slides")
    nurse.press(b"7", ENTER)
    nurse.see("When it is time.", "7/10")
    for words in ("Words before it.", "Teach-back: Tell it"):
        nurse.press(b" ")
        nurse.see(words)
    nurse.step("Ask for a teach-back and tick what was heard")
    nurse.press(b" ")
    nurse.see("9/10")
    nurse.press(b"n")
    nurse.see("The room can see this screen.")
    nurse.press(b"n")
    nurse.see("Listen for", "1 [ ] POINTWORD one")
    nurse.press(b"1", b"2")
    nurse.see("1 [x]", "2 [x]")
    nurse.press(ESCAPE)
    nurse.until(lambda: "Listen for" not in nurse.text)
    nurse.step("End the session")
    nurse.press(ESCAPE)
    nurse.see("End the session")
    nurse.press(DOWN, ENTER)
    nurse.see("The session has ended")
    nurse.step("See the report")
    nurse.press(ENTER)
    nurse.see("Session report: A small talk", "Attendance: 9.")
    nurse.step("Leave")
    nurse.press(CTRL_Q)
    nurse.left()
    nurse.compare()

    run(nurse, [*at, "export", "handout", "talk", "--audience", "family"], tmp_path)
    assert any(tmp_path.glob("talk-family-handouts/*.html"))


def count_votes(nurse: Walk, counts: str) -> None:
    """Type what was counted, out of the room's sight, and close the vote."""
    nurse.press(b"t")
    nurse.see("Votes for each")
    nurse.type(counts)
    nurse.press(ENTER)
    nurse.see("9 of 9 have voted")
    nurse.press(b" ")
    nurse.see("vote is closed")


# --- the author ----------------------------------------------------------------------------------------------------------------------


def test_author(tmp_path: Path, walk: Callable[[str], Walk]) -> None:
    data, root = tmp_path / "data", write_library(tmp_path / "library")
    facts, page = root / "content" / "facts.yaml", root / "content" / "timing" / "clinician.md"
    author = walk("Author")
    run(author, edu_tui(data, "--library", str(root), "lock"), tmp_path)
    author.step("Correct the figure in the editor and see in the preview that the page no longer agrees")
    author.open(edu_tui(data, "preview", str(page)))
    author.see("The time of relapse", "Nothing found")
    facts.write_text(FACTS.replace("80.3%", "81.3%"), encoding="utf-8")
    author.see("1 error")
    author.step("Read what is wrong, and where")
    author.press(b"f")
    author.see("80.3%", "RI-07", "Line ")
    author.step("Correct the sentence in the editor and see the finding go")
    page.write_text(CLINICIAN.replace("80.3%", "81.3%"), encoding="utf-8")
    author.see("(81.3%)", "Nothing found")
    author.step("Leave the preview")
    author.press(b"q")
    author.left()
    author.compare()

    told = run(author, edu_tui(data, "--library", str(root), "check"), tmp_path, 1)
    assert re.search(r"content/facts\.yaml.*RI-07.*rev", told), told
    facts.write_text(facts.read_text(encoding="utf-8").replace("status: seed", "status: seed\n  rev: 2"), encoding="utf-8")
    run(author, edu_tui(data, "--library", str(root), "lock"), tmp_path)
    run(author, edu_tui(data, "--library", str(root), "lock", "--check"), tmp_path)


def run(walk: Walk, program: list[str], folder: Path, code: int = 0) -> str:
    """Run a command in a shell; what it printed."""
    done = subprocess.run(program, env=walk.env, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout
