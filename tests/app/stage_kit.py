"""The stage of the docs, over the fixed library of the screens: whatever changes in it was meant to."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

from libraries import LIBRARY
from screen_library import screen_library
from teaching_kit import PAGE, quiz_text

from docs.scenes import Cast
from docs.staging import Stage
from edu_tui.library.library import open_library

CAST = Cast(
    module="timing",
    section="clocks",
    quiz="timing",
    single="q-single",
    taught="talk",
    words="relapse",
    term="relapse",
    kinds={kind: f"q-{kind}" for kind in ("multiple", "truefalse", "numeric", "short", "order", "match", "cloze")} | {"case": "q-poll"},
)


def make_stage(folder: Path) -> Stage:
    """A stage below `folder`."""
    root = screen_library(
        folder / "library",
        {
            "content/library.yaml": LIBRARY.replace("[timing]", "[timing, talk]"),
            "content/talk/clinician.md": PAGE,
            "content/talk/family.md": PAGE,
            "quizzes/talk-family.md": quiz_text("family"),
            "quizzes/timing-family.md": None,
        },
    )
    with mock.patch("edu_tui.study.teaching.session.__version__", "1.0"):  # a report names it
        return Stage(open_library(root), CAST, folder)
