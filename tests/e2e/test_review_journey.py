"""Three weeks of a resident in a real terminal: learn, review, undo, be killed, and meet a figure that changed since it was learned."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from journey_kit import ENTER, ESCAPE, ROOT, edu_tui, environment, place

from benchmarks.ptybench import PtySession
from edu_tui.app.pages.question import VERDICTS
from edu_tui.app.pages.question_answers import ASKS
from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.store import ProgressStore
from edu_tui.study.review_queue import Settings
from edu_tui.study.review_settings import keep_settings

LEARNED, LATER = -20, -16
"""Days before today on which the resident learns, and first reviews: all is due again by then."""

FACT, OLD, NEW, SOURCE = "RT-13", "49.5", "51.0", "Rheingold"
CARDS = 20


class Resident:
    """Somebody with a copy of the library, a folder of progress, and a clock that can be set."""

    def __init__(self, root: Path) -> None:
        self.library, self.data, self.env = root / "library", root / "data", environment(root)
        for folder in ("content", "quizzes"):
            shutil.copytree(ROOT / folder, self.library / folder)
        with ProgressStore.open(Learners(self.data).chosen().folder, now=wall_clock) as store:
            keep_settings(store, Settings(new_a_day=CARDS))

    def at(self, days: float, *where: str) -> PtySession:
        """The app, so many days from now."""
        program = [sys.executable, str(Path(__file__).with_name("app_at.py")), str(days), str(self.data), str(self.library), *where]
        return PtySession(program, env=self.env, size=(120, 40))

    def told(self, *arguments: str) -> str:
        """What a command prints."""
        done = subprocess.run(
            edu_tui(self.data, "--library", str(self.library), *arguments), env=self.env, capture_output=True, text=True, check=True
        )
        return done.stdout

    def totals(self) -> dict[str, Any]:
        """What the progress adds up to."""
        totals: dict[str, Any] = json.loads(self.told("progress", "--format", "json"))["totals"]
        return totals

    def correct_the_fact(self) -> None:
        """An author corrects a figure in the library, and locks it."""
        facts = self.library / "content" / "facts.yaml"
        before, entry, after = re.split(rf"(^{FACT}:\n(?:[ ].*\n)+)", facts.read_text(), maxsplit=1, flags=re.MULTILINE)
        assert OLD in entry
        facts.write_text(before + entry.replace(OLD, NEW).replace("rev: 1", "rev: 2") + after)
        self.told("lock")


@pytest.fixture
def resident(tmp_path: Path) -> Resident:
    return Resident(tmp_path)


def screen(session: PtySession) -> str:
    return "\n".join(session.lines())


def answer(session: PtySession, at: str, before: str = "") -> None:
    """Answer the question at this place of the review somehow, and wait for the verdict; `before` must stand on the screen first."""
    session.read_until(lambda: place(session) == at and asked(session) != "")
    assert before in screen(session)
    kind = asked(session)
    if kind == "cloze":
        session.read_until(lambda: re.search(r"Your answer|Gap 1 of", screen(session)) is not None)
        gaps = re.search(r"Gap 1 of (\d+)", screen(session))
        session.write(ENTER.join([b"word"] * (int(gaps.group(1)) if gaps else 1)))
    else:
        session.write({"numeric": b"5", "short": b"something", "order": b"J", "match": b"123"}.get(kind, b"1"))
    session.write(ENTER)
    session.read_until(lambda: answered(session) or "! " in screen(session))
    if not answered(session):
        session.write(ENTER)  # as it is: without a unit, without all its matches, with what looks like a slip
    session.read_until(lambda: answered(session))


def asked(session: PtySession) -> str:
    """The type of the question that waits on the screen; "" if none does."""
    return next((kind for kind, words in ASKS.items() if words in screen(session)), "")


def answered(session: PtySession) -> bool:
    return any(words in screen(session) for words, _ in VERDICTS.values())


def begin_review(session: PtySession, told: str) -> None:
    session.see("Relapsed ALL in children")
    session.write(b"r")
    session.see(told)
    session.see("Begin")
    session.write(ENTER)


def leave(session: PtySession) -> None:
    """Leave the app, from wherever one is."""
    session.write(b"\x11")  # ctrl+q
    assert session.wait() == 0


def test_learn_review_undo_be_killed_and_see_what_changed(resident: Resident) -> None:
    # Twenty cards are learned, and a page is read.
    with resident.at(LEARNED) as session:
        begin_review(session, f"Today: 0 due, {CARDS} new.")
        for number in range(1, CARDS + 1):
            answer(session, f"{number}/{CARDS}")
            session.write(ENTER)
        session.see("Your result:")
        leave(session)
    with resident.at(LEARNED, "read:relapse-timing:clinician:outcome") as session:
        session.see("Outcome by time")
        session.write(b"n")
        session.see("Very early relapse")
        leave(session)
    assert resident.totals()["answers"] == CARDS

    # Days later all of it is due. The second answer is how sure one was; the third is not given before the plug is pulled.
    with resident.at(LATER) as session:
        session.see(f"{CARDS} due")
        begin_review(session, f"Today: {CARDS} due, {CARDS} new.")
        total = 2 * CARDS
        answer(session, f"1/{total}")
        session.write(ENTER)
        answer(session, f"2/{total}")
        session.write(b"s")
        session.see("◉ s sure")
        session.write(ENTER)
        session.read_until(lambda: place(session) == f"3/{total}")
        session.kill(signal.SIGKILL)
        assert session.wait() == -signal.SIGKILL
    assert resident.totals()["answers"] == CARDS + 2

    # The same evening goes on where it was; what was said and answered last is taken back, one after the other.
    with resident.at(LATER) as session:
        session.see(f"{CARDS - 2} due")
        session.write(b"r")
        session.see(f"question 3 of {total}")
        session.write(ENTER)
        answer(session, f"3/{total}")
        session.write(b"u")
        session.read_until(lambda: place(session) == f"3/{total}" and asked(session) != "")
        answer(session, f"3/{total}")
        leave(session)
    assert resident.totals()["answers"] == CARDS + 3

    # The day after, yesterday's last answer is taken back, then what was said of the one before.
    with resident.at(LATER + 1) as session:
        session.see("Relapsed ALL in children")
        for deed in ("your answer to", "what you said of"):
            session.write(b"U")
            session.see(f"Taken back: {deed}")
        leave(session)
    assert resident.totals()["answers"] == CARDS + 2

    # The figure behind some of the cards is corrected: they come first, and what changed is told before the question.
    resident.correct_the_fact()
    with resident.at(timedelta(minutes=5) / timedelta(days=1)) as session:
        session.see("1 section that you read has changed")
        session.write(b"r")
        session.see("Begin")
        session.write(b"\x1b[B")  # past the review that was left
        session.write(ENTER)
        session.read_until(lambda: asked(session) != "")
        told = re.sub(r"\s+", " ", screen(session))
        assert re.search(rf"{FACT}.*it was .*{OLD}%.*now it is .*{NEW}%.*Source: .*{SOURCE}.*{ASKS['single']}", told), told
        assert not answered(session)
        leave(session)

    # The page that was read carries a mark, which goes when it is read again.
    with resident.at(timedelta(minutes=6) / timedelta(days=1), "read:relapse-timing:clinician:outcome") as session:
        session.see("Changed since you read")
        session.write(b"n")
        session.see("Very early relapse")
        session.write(b"h")
        session.see("Relapsed ALL in children")
        assert "has changed" not in screen(session)
        session.write(ESCAPE)
        leave(session)
