"""A library with enough questions for a test, and what a test needs besides: a clock, a store that can refuse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from libraries import CASE, CLINICIAN, QUIZ, write_library

from edu_tui.progress.errors import store_read_only
from edu_tui.progress.events import Event
from edu_tui.progress.state import fold
from edu_tui.progress.state_values import TEST
from edu_tui.study.exam.session import ExamSession
from edu_tui.study.practice import PracticeStore

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

TYPED = """
## True

id: rt-true-01
objective: explain
form: pre

Late is better than early.

- [x] True
- [ ] False

## True again

id: rt-true-02
objective: explain
form: post
twin: rt-true-01

Early is better than late.

- [ ] True
- [x] False

## Name

id: rt-name-01
objective: explain
type: short

Which test looks for few cells?

- [x] minimal residual disease | MRD
- [ ] morphology
  > That sees many cells only.

## Number

id: rt-number-01
objective: explain
type: numeric

How many months?

- [x] 18 months
- [ ] *
  > Count again.
"""
MORE = f"""{TYPED}{CASE}
### Second

id: rt-case-2
objective: classify

Still sure?

- [x] Yes
- [ ] No

## Pairs

id: rt-pairs-01
objective: explain
type: match

Match them.

- early -> worse
- late -> better
- -> the same

## Gaps

id: rt-words-01
objective: explain
type: cloze

Before 18 months is [[early|very early]], after 36 months [[late]].

## Opinion

id: rt-poll-01
type: poll

What do you think?

- [ ] This
- [ ] That
"""

OTHER = """---
title: Another one
summary: Of something else.
minutes: 5
objectives:
  explain: Explain something else
reviewed: null
updated: 2026-02-01
---

## Something {#something .explain}

Words.
"""

OTHER_QUIZ = "---\nmodule: other\naudience: clinician\ntitle: Another one\n---\n" + "".join(
    f"\n## Other {n}\n\nid: ot-{n}\nobjective: explain\n\nIs it {n}?\n\n- [x] Yes, {n}\n- [ ] No, not {n}\n" for n in range(1, 7)
)


def exam_library(root: Path) -> Path:
    """Two modules for clinicians: `timing` with every type of question, a case and twins, and `other` with six single ones."""
    from libraries import LIBRARY

    return write_library(
        root,
        {
            "content/library.yaml": LIBRARY.replace("[timing]", "[timing, other]"),
            "content/timing/clinician.md": CLINICIAN.replace(
                "  classify: Classify a relapse by time\n", "  classify: Classify a relapse by time\n  explain: Explain a remission\n"
            ).replace("## Remission {#remission}", "## Remission {#remission .explain}"),
            "content/other/clinician.md": OTHER,
            "quizzes/timing.md": QUIZ + MORE,
            "quizzes/other.md": OTHER_QUIZ,
        },
    )


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Wall:
    """A clock on the wall, that may be set back."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def move(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Store(PracticeStore):
    """A store in memory that can refuse."""

    refuses = False

    def append(self, *events: Event) -> None:
        if self.refuses:
            raise store_read_only(Path("/nowhere"))
        super().append(*events)

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]


def begin(quiz, store: Store, clock: Clock | None = None, wall: Wall | None = None, **options) -> ExamSession:
    return ExamSession.begin(quiz, store, mode=TEST, seed=1, now=wall or Wall(), monotonic=clock or Clock(), **options)


def again(quiz, store: Store, run: str, clock: Clock | None = None, wall: Wall | None = None) -> ExamSession:
    """The test after the program was started anew: from the events and marks alone."""
    found = fold(store.events).run(run)
    assert found is not None
    return ExamSession(quiz, store, found, now=wall or Wall(), monotonic=clock or Clock())


def put(session: ExamSession, *response: str) -> None:
    """Put a response on the open question, without giving it."""
    session.edit(type(session.draft)(response or session.shown[:1]))
