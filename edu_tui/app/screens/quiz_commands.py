"""What can be done in a quiz."""

from __future__ import annotations

from edu_tui.app.commands import Command


def _pick(number: int) -> Command:
    return Command(
        id=f"quiz.pick{number}",
        keys=(str(number),),
        action=f"pick({number})",
        label=f"Answer {number}",
        help=f"Choose answer {number}, or put the marked item there.",
        group="Answer",
        palette=False,
    )


QUIZ_COMMANDS: tuple[Command, ...] = (
    Command(
        id="quiz.hint",
        keys=("question_mark",),
        action="hint",
        label="Hint",
        help="Show the hint of this question.",
        group="Answer",
        footer=2,
    ),
    Command(
        id="quiz.evidence",
        keys=("e",),
        action="evidence",
        label="Evidence",
        help="Show or hide what stands behind the answer, once it is given.",
        group="Answer",
        footer=3,
    ),
    Command(id="quiz.undo", keys=("u",), action="undo", label="Undo", help="Take the last answer back.", group="Answer", footer=4),
    Command(
        id="quiz.strike",
        keys=("x",),
        action="strike",
        label="Rule out",
        help="Rule the marked answer out, or in again.",
        group="Answer",
        footer=5,
    ),
    Command(id="quiz.tick", keys=("space",), action="tick", label="Choose", help="Choose the marked answer.", group="Answer"),
    Command(
        id="quiz.earlier",
        keys=("K", "shift+up", "minus"),
        action="shift(-1)",
        label="Move up",
        help="Move the marked step up.",
        group="Answer",
        footer=5,
    ),
    Command(
        id="quiz.later",
        keys=("J", "shift+down", "plus"),
        action="shift(1)",
        label="Move down",
        help="Move the marked step down.",
        group="Answer",
        footer=3,
    ),
    Command(
        id="quiz.left",
        keys=("left",),
        action="turn(-1)",
        label="Match before",
        help="Give the marked line the match before.",
        group="Answer",
    ),
    Command(
        id="quiz.right", keys=("right",), action="turn(1)", label="Next match", help="Give the marked line the next match.", group="Answer"
    ),
    *(_pick(number) for number in range(1, 10)),
    Command(
        id="quiz.report",
        keys=("exclamation_mark",),
        action="report",
        label="Report a fault",
        help="Note that this question seems wrong; the note stays on this computer.",
        group="Quiz",
    ),
    Command(
        id="quiz.stop", keys=(), action="stop", label="End this quiz now", help="End the run; what is not answered stays so.", group="Quiz"
    ),
    Command(
        id="quiz.back",
        keys=("escape",),
        action="back",
        label="Leave",
        help="Leave the quiz; it waits where you are.",
        group="Quiz",
        footer=6,
    ),
)
"""The keys of the quiz screen. Which of them do something depends on the question; the others are hidden."""
