"""What the store tells the learner about what it found, each one or more whole sentences."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

_TIME = "%d %B %Y %H:%M"


def restored(snapshot: Path, reason: str, answers: int, backup: datetime | None, copy: Path | None) -> str:
    """The snapshot was unusable: what was done, how many answers there are now, where the damaged file is."""
    source = f"the backup of {backup:%d %B %Y %H:%M} UTC and the journals" if backup else "the journals alone, as there is no good backup"
    kept = f" The damaged file was kept as {copy}." if copy else ""
    return f"Your progress file {snapshot} {reason}. {_answers(answers)} restored from {source}.{kept}"


def older_copy(snapshot: Path, added: int, backup: datetime) -> str:
    """The snapshot was good but older than a backup."""
    steps = "One step was" if added == 1 else f"{added} steps were"
    source = f"the backup of {backup:%d %B %Y %H:%M} UTC"
    return f"Your progress file {snapshot} was an older copy. {steps} added from {source}; nothing was lost."


def newer(snapshot: Path) -> str:
    """The snapshot is of a later version: reading only."""
    return (
        f"Your progress {snapshot} was written by a newer version of edu-tui. It is safe, and opened for reading only. "
        "Update edu-tui on this computer to go on recording."
    )


def read_only(folder: Path) -> str:
    """Nothing can be written: reading only."""
    return (
        f"The folder {folder} cannot be written, so nothing you do now will be saved. What was saved before is safe. "
        "To record progress, choose another folder with --data-dir."
    )


def damaged_journal(path: Path, bad: int, copy: Path | None) -> str:
    """Lines of a journal were left out: `bad` of them in its midst, or else only an unfinished last one."""
    kept = f" A copy of the file was kept as {copy}." if copy else ""
    if not bad:
        return f"The last line of {path} was not finished, as happens when the power fails; everything before it is safe.{kept}"
    lines = "One line" if bad == 1 else f"{bad} lines"
    return f"{lines} of {path} could not be read and had to be left out; all others are safe.{kept}"


def unreadable(path: Path, error: OSError) -> str:
    """A journal could not be opened or read."""
    return f"{path} could not be read ({error.strerror}); everything else is safe. What it holds is added as soon as it can be read."


def merged_copy(path: Path, added: int) -> str:
    """A sync tool's copy held events that were not known here."""
    steps = "One step" if added == 1 else f"{added} steps"
    return f"{steps} from {path}, a copy that a sync tool left, were added. Nothing was lost on either side."


def from_the_future(newest: datetime, ahead: timedelta, now: datetime) -> str:
    """The newest step lies more than a day after `now`."""
    return (
        f"The latest of your steps is dated {newest:{_TIME}}, {_span(ahead)} after what the clock of this computer says ({now:{_TIME}}). "
        "One of the two clocks ran wrong. Nothing is lost, and the schedule takes steps from the future as done today. "
        "If it is the clock of this computer, set it right before you go on."
    )


def clock_behind(ahead: timedelta, now: datetime) -> str:
    """The clock lies some hours before the newest step."""
    return (
        f"The clock of this computer ({now:{_TIME}}) is {_span(ahead)} behind the latest of your steps. Nothing is lost. "
        "If the clock is wrong, set it right before you go on: what you do by a slow clock is filed before what you did already."
    )


def _span(length: timedelta) -> str:
    """ "42 days", "5 hours"; never less than the rule that it broke."""
    days, hours = length.days, int(length.total_seconds() // 3600)
    return f"{days} days" if days > 1 else f"{hours} hours"


def _answers(count: int) -> str:
    return "1 answer was" if count == 1 else f"{count} answers were"
