"""A whole session in two real terminals: the audience's screen and the console, each of them killed and started again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from journey_kit import ENTER, ROOT, edu_tui, environment

from benchmarks.ptybench import PtySession
from edu_tui.app.pages.teach_stage import ScreenDeck, stage
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_events import END
from edu_tui.progress.sessions_plan import PlanStep, StepKind
from edu_tui.progress.sessions_state import SessionState
from edu_tui.progress.sessions_store import SessionStore
from edu_tui.study.teaching.material import material_of
from edu_tui.study.teaching.report import make_report
from edu_tui.study.teaching.views import audience_view

AUDIENCE, CONSOLE = (100, 30), (110, 32)
PRESENT = 14
WHISPER = 4
"""Rows at the foot of the audience's screen that may hold a word to the one who leads."""

PATIENCE = 30.0

pytestmark = pytest.mark.skipif(not hasattr(os, "forkpty"), reason="there are no pseudo-terminals")


class Lesson:
    """Both windows, and the session as the disk has it. `entered` is what the test typed, to be held against the report."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.library = library
        self.data = folder / "data"
        runtime = folder / "r"
        runtime.mkdir(mode=0o700)
        self.env = environment(folder) | {"XDG_RUNTIME_DIR": str(runtime)}
        self.windows: dict[str, PtySession] = {}
        self.drawn = bytearray()
        self._store: SessionStore | None = None
        self.votes: dict[tuple[str, int], tuple[int, ...]] = {}
        self.forms: dict[tuple[str, str], tuple[int, int]] = {}

    # --- windows ---

    def open(self, name: str, *words: str) -> PtySession:
        size = AUDIENCE if name == "audience" else CONSOLE
        self.windows[name] = PtySession(edu_tui(self.data, "teach", *words), env=self.env, size=size)
        return self.windows[name]

    def kill(self, name: str) -> None:
        window = self.windows.pop(name)
        if name == "audience":
            self.drawn += window.output
        window.kill(signal.SIGKILL)
        assert window.wait() == -signal.SIGKILL
        window.__exit__(None, None, None)

    def press(self, name: str, keys: bytes) -> None:
        self.windows[name].write(keys)

    def text(self, name: str) -> str:
        return "\n".join(self.windows[name].lines())

    def until(self, condition: Callable[[], object], what: object = "") -> None:
        """Take in what both windows draw until `condition` holds."""
        end = time.perf_counter() + PATIENCE
        while not condition():
            if time.perf_counter() > end:
                screens = "\n".join(f"--- {name}\n{self.text(name)}" for name in self.windows)
                raise TimeoutError(f"never came: {what}\n{screens}\n{self.state.place}")
            for window in self.windows.values():
                window.read(0.01)

    def see(self, name: str, *texts: str) -> None:
        self.until(lambda: all(text in " ".join(self.text(name).split()) for text in texts), (name, texts))

    # --- what the disk has ---

    @property
    def store(self) -> SessionStore:
        if self._store is None:
            sessions = Sessions(self.data, lambda: datetime.now(UTC))
            self.until(lambda: any(one.state.planned for one in sessions.all()), "a session on the disk")
            (found,) = sessions.all()
            self._store = sessions.open(found.id, read_only=True)
        return self._store

    @property
    def state(self) -> SessionState:
        self.store.refresh()
        return self.store.state

    @property
    def step(self) -> PlanStep | None:
        state = self.state
        return state.plan.step(state.place.step)

    def changed_by(self, name: str, keys: bytes) -> None:
        """Press keys in a window and wait until that is on the disk."""
        self.state  # noqa: B018 - reads what is there
        before = len(self.store.events)
        self.press(name, keys)
        self.until(lambda: self.state and len(self.store.events) > before, (name, keys))

    def in_step(self) -> None:
        """Both windows show what the disk has: the console its step, the audience's screen exactly its slide."""
        state = self.state
        if state.plan.step(state.place.step) is not None:
            self.see("console", f"{state.plan.place_of(state.place.step) + 1}/{len(state.plan.steps)} · following")
        material = material_of(self.library, state.plan.module, Audience(state.plan.audience))
        assert material is not None
        wanted = [line.text.rstrip() for line in stage(audience_view(material, state), ScreenDeck(*AUDIENCE, self.library.ledger)).lines]
        above = AUDIENCE[1] - WHISPER
        self.until(lambda: [line.rstrip() for line in self.windows["audience"].lines()][:above] == wanted[:above], "\n".join(wanted))

    def close(self) -> None:
        for window in self.windows.values():
            window.__exit__(None, None, None)
        if self._store is not None:
            self._store.close()


@contextmanager
def lesson(folder: Path, library: Library) -> Iterator[Lesson]:
    made = Lesson(folder, library)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path: the name of a socket must be one."""
    import shutil
    import tempfile

    made = Path(tempfile.mkdtemp(prefix="edu-", dir="/tmp"))
    yield made
    shutil.rmtree(made, ignore_errors=True)


def hands(options: int, turn: int) -> tuple[int, ...]:
    """How the room votes: not alike each time, and never more than are there."""
    return tuple((turn + number) % 3 + 1 for number in range(options))


def test_a_whole_session_in_two_windows_that_are_killed_and_come_back(folder: Path) -> None:
    with lesson(folder, open_library(ROOT)) as room:
        room.open("console", "--notes")
        room.see("console", "Waiting for the audience's screen")
        room.open("audience", "mrd", "--audience", "clinician", "--minutes", "45", "--forms", "count")
        room.see("audience", "Start", "planned")
        room.press("audience", b"s")
        room.see("audience", "How many are here?")
        room.press("audience", str(PRESENT).encode() + ENTER)
        room.see("console", "following", "Not begun", f"{PRESENT} people")

        turn = 0
        killed = {"console": False, "audience": False, "twice": False, "again": False}
        while room.state.place.step != END:
            turn += 1
            assert turn < 400
            step = room.step
            if step is not None and step.kind is StepKind.QUESTION:
                lead_vote(room, step.subject, turn, killed)
            elif step is not None and step.kind is StepKind.TEACH_BACK:
                lead_teach_back(room, step.subject, killed)
            elif step is not None and step.kind is StepKind.FORM:
                lead_form(room, step.subject)
            room.changed_by(("console", "audience")[turn % 2], (b" ", b"\x1b[6~")[turn // 2 % 2])
            room.in_step()
            if turn == 3:
                blank_and_back(room)
        assert all(killed.values())

        room.see("console", "The closing page")
        type_in(room, b"w", "A note for the report", "Louder next time.")
        room.press("console", b":")
        room.see("console", "Find a command")
        room.press("console", b"End the session")
        room.see("console", "End the session; it can be taken back")
        room.changed_by("console", b"\x1b[B" + ENTER)
        room.see("console", "Ended after")

        compare_with_report(room)
        room.drawn += room.windows["audience"].output
        for secret in ("Peer instruction", "points heard", "counts hidden", "let neighbours", f" of {PRESENT}."):
            assert secret.encode() not in room.drawn
        for name in ("console", "audience"):
            room.press(name, b"\x11")
            assert room.windows[name].wait() == 0


def blank_and_back(room: Lesson) -> None:
    """Blank from the console, and shown again by a key at the audience's screen."""
    room.changed_by("console", b".")
    room.until(lambda: not room.text("audience").strip(), "a blank screen")
    room.see("console", "the screen is blank")
    room.changed_by("audience", b" ")
    room.in_step()


def lead_vote(room: Lesson, question: str, turn: int, killed: dict[str, bool]) -> None:
    """Open a vote and count hands; the first votes are those in which windows die, and one is held twice."""
    vote = room.state.vote(question)
    if vote is None:
        return
    if vote.phase == "open" and not vote.voters:
        counts = hands(len(vote.counts), turn)
        count_hands(room, question, vote.round, counts, killed)
        room.votes[question, vote.round] = counts
    elif vote.phase == "closed" and not vote.ballot.poll and not killed["twice"]:
        killed["twice"] = True
        room.see("console", "counts hidden", "a convention and no finding")
        room.changed_by("console", b"s")
        room.see("console", "second vote, open")
        counts = hands(len(vote.counts), turn)
        count_hands(room, question, 2, counts, killed)
        room.votes[question, 2] = counts


def count_hands(room: Lesson, question: str, number: int, counts: tuple[int, ...], killed: dict[str, bool]) -> None:
    """One hand at the audience's screen, the rest at the console, in letters and in one line."""
    room.see("console", f"open: 0 of {PRESENT} have voted")
    room.changed_by("audience", b"a")
    room.see("console", f"open: 1 of {PRESENT} have voted")
    if not killed["console"]:
        killed["console"] = True
        room.kill("console")
        room.open("console", "--notes")
        room.see("console", "following", f"open: 1 of {PRESENT} have voted")
    room.changed_by("console", b"b")
    room.see("console", f"open: 2 of {PRESENT} have voted")
    if not killed["audience"]:
        killed["audience"] = True
        room.kill("audience")
        room.see("console", "the other screen is gone", "it will go on where it was", f"open: 2 of {PRESENT} have voted")
        room.open("audience", "--resume")
        room.see("console", "following", f"open: 2 of {PRESENT} have voted")
        room.in_step()
    type_in(room, b"t", "Votes for each option", " ".join(map(str, counts)))
    room.see("console", f"open: {sum(counts)} of {PRESENT} have voted")
    vote = room.state.vote(question, number)
    assert vote is not None
    assert vote.counts == counts


def lead_teach_back(room: Lesson, prompt: str, killed: dict[str, bool]) -> None:
    """All points are heard, but one of them only after explaining again."""
    known = room.state.teach_back(prompt)
    assert known is not None
    if not known.missing:
        return
    if not killed["again"]:
        killed["again"] = True
        room.see("console", f"0 of {len(known.points)} points heard")
        room.changed_by("console", b"x")
        room.see("console", "round 2")
    for number in range(len(known.points)):
        room.changed_by("console", b"abcdefgh"[number : number + 1])
        room.see("console", f"{number + 1} of {len(known.points)} points heard")


def lead_form(room: Lesson, form: str) -> None:
    """The question of the form that is on the screen is counted, once."""
    state = room.state
    pair = (state.planned.pairs if state.planned else ())[max(0, state.place.slide - 1)]
    ident = pair.pre if form == "pre" else pair.post
    if state.place.slide and (form, ident) not in room.forms:
        right = state.place.slide % 5 + (6 if form == "post" else 2)
        room.see("console", f"{state.place.slide} of ", "Enter counts")
        type_in(room, b"f", "How many were right", f"{right}/{PRESENT}")
        room.forms[form, ident] = (right, PRESENT)


def type_in(room: Lesson, key: bytes, label: str, words: str) -> None:
    """Open the console's line with a key, and type."""
    room.press("console", key)
    room.see("console", label)
    room.changed_by("console", words.encode() + ENTER)
    room.until(lambda: label not in room.text("console"), f"{label} should go")


def compare_with_report(room: Lesson) -> None:
    """The report says what was entered, all of it and nothing else."""
    report = make_report(room.state, room.store.id)
    assert report.present == PRESENT
    told = {
        (vote.question, one.number): tuple(option.count for option in one.options)
        for vote in report.votes
        for one in vote.rounds
        if one.verdict is None
    }
    assert told == room.votes
    assert report.forms is not None
    shares = {("pre", pair.pre_id): pair.pre for pair in report.forms.pairs} | {
        ("post", pair.post_id): pair.post for pair in report.forms.pairs
    }
    assert {key: (share.part, share.of) for key, share in shares.items() if share is not None} == room.forms
    assert all(not one.missing for one in report.teach_backs)
    assert max(one.rounds for one in report.teach_backs) == 2
    assert report.notes == ("Louder next time.",)
    assert [step.title for step in report.steps] == [step.title for step in room.state.plan.steps]
    assert report.started_at
    assert report.ended_at
