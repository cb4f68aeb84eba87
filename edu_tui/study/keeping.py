"""What a learner says of her answers, and of questions and sections: saved as she says it, and never folded away.

A `subject` is the id of a question, or a section as `progress.subjects.section_subject` names it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from edu_tui.progress.events import Answered, Flagged, Judged, Landmark, Noted, Reported, Voided, new_id, stamp
from edu_tui.progress.moments import wall_clock
from edu_tui.study.sayings import Kind, Saying

if TYPE_CHECKING:
    from edu_tui.study.store import Store

DISPUTE = "dispute"
"""The flag on what a learner thinks is not right."""

FLAGS = {"unsure": "unsure", DISPUTE: "I dispute this", "teach": "teach this"}
"""What a flag can be, in the words of a learner: she is not sure of it, thinks that it is not right, or wants it taught."""


class Keeping:
    """Saves sayings in `store` with the time that `now` gives (aware).

    Every method gives the event that it saved, or raises `progress.errors.NotSaved`; nothing has then changed. It waits for the disk.
    """

    def __init__(self, store: Store, now: Callable[[], datetime] = wall_clock) -> None:
        self._store, self._now = store, now

    def flag(self, subject: str, flag: str) -> Flagged:
        """Put a flag on a subject in place of any other; "" takes it away."""
        flagged = Flagged(id=new_id(), at=stamp(self._now()), subject=subject, flag=flag)
        self._store.append(flagged)
        return flagged

    def note(self, subject: str, text: str, landmark: Landmark | None = None) -> Noted:
        """Keep a private note on a subject in place of any other; "" takes it away. `landmark` tells where a section was."""
        noted = Noted(id=new_id(), at=stamp(self._now()), subject=subject, text=text, landmark=landmark)
        self._store.append(noted)
        return noted

    def report(self, subject: str, rev: int = 0, text: str = "") -> Reported:
        """Note that the learner thinks a question (as it was in `rev`), or a section, is faulty; `text` says why."""
        reported = Reported(id=new_id(), at=stamp(self._now()), subject=subject, rev=rev, text=text)
        self._store.append(reported)
        return reported

    def delete(self, saying: Saying) -> None:
        """Take back something that was said before; nothing if it was taken back already."""
        match saying.kind:
            case Kind.FLAG:
                self.flag(saying.subject, "")
            case Kind.NOTE:
                self.note(saying.subject, "")
            case Kind.REPORT:
                self._store.append(Voided(id=new_id(), at=stamp(self._now()), event=saying.event))

    def judge(self, answer: Answered, before: Judged | None, *, confidence: int | None = None, override: str | None = None) -> Judged:
        """Note how sure the learner was of an answer, or that it was too "easy" or counts as "wrong" (`progress.schedule`).

        `before` is what she said of it last (`LearnerState.judgement`), in whatever sitting: what is not given now stays as it was then.
        """
        judged = Judged(
            id=new_id(),
            at=stamp(self._now()),
            answer=answer.id,
            confidence=confidence if confidence is not None else before.confidence if before else None,
            override=override if override is not None else before.override if before else "",
        )
        self._store.append(judged)
        return judged
