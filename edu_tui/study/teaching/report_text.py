"""What stands in a session's report, in words: the same on the screen, on paper and in a terminal."""

from __future__ import annotations

from datetime import datetime

from edu_tui.progress.sessions_events import AttendanceTaken
from edu_tui.progress.sessions_plan import StepKind
from edu_tui.study.stat_share import Share, percent
from edu_tui.study.stat_words import share_words
from edu_tui.study.teaching.gain import Gain
from edu_tui.study.teaching.report_values import RoundReport
from edu_tui.study.teaching.votes import Shift, Verdict

KIND_WORDS = {
    StepKind.OPENING: "",
    StepKind.TALK: "",
    StepKind.SECTION: "",
    StepKind.QUESTION: "Vote: ",
    StepKind.TEACH_BACK: "Teach-back: ",
    StepKind.FORM: "",
}
"""What stands before the title of a step."""


def voters_words(one: RoundReport) -> str:
    """How many voted in a round and how many did not, as far as that may be told."""
    if one.verdict is not None:
        return verdict_words(one.verdict, one.letter)
    absent = "" if one.non_voters is None else f", {one.non_voters} did not vote"
    return f"n = {one.voters}{absent}{', corrected after the vote' if one.corrected else ''}"


def verdict_words(verdict: Verdict, letter: str) -> str:
    """What is told of a sensitive poll of few voters."""
    if verdict is Verdict.MOST:
        return f"most chose {letter} (too few voters for counts)"
    return "the room was split (too few voters for counts)" if verdict is Verdict.SPLIT else "too few voters to show anything"


def shift_words(moved: Shift) -> str:
    """The shift from the first to the second round."""
    points = round(100 * moved.points)
    return f"Shift: {percent(moved.before.value)} to {percent(moved.after.value)} right ({points:+d} points).".replace("-", "\u2212")


def counted_words(share: Share | None) -> str:
    """A share with its n and interval, or that nobody counted."""
    return share_words(share) if share else "not counted"


def all_words(share: Share | None) -> str:
    """A share over answers of the same people, which are not independent: without an interval."""
    return f"{percent(share.value)} of {share.of} answers" if share else "not counted"


def gain_words(gain: Gain, *, named: bool = True) -> str:
    """A gain with what it rests on, or why there is none."""
    if gain.value is None:
        return gain.withheld
    value = f"{gain.value:.2f}".replace("-", "\u2212")
    level = f" ({gain.level})" if named else ""
    return f"{value}{level}, n = {gain.n}, from {gain.pre:.0f}% to {gain.post:.0f}% on average."


def heard_words(heard: int) -> str:
    """Whether a point of a teach-back was heard, by the round in which it was (0 for not)."""
    return "not heard" if not heard else "heard" if heard == 1 else f"heard in round {heard}"


def again_words(rounds: int) -> str:
    """How often a teach-back needed another explanation, "" if it did not."""
    again = rounds - 1
    return f"Needed another explanation {'once' if again == 1 else f'{again} times'}." if again > 0 else ""


def attendance_words(attendance: AttendanceTaken | None) -> str:
    """Who was there, as the one who led chose to keep it."""
    if attendance is None or attendance.how == "none":
        return "Attendance was not taken."
    if attendance.how == "count":
        return f"Attendance: {attendance.count}."
    return f"Attendance: {len(attendance.initials)} ({', '.join(attendance.initials)})."


def date_words(at: str) -> str:
    """ "22 November 2026, 14:03"; "" for no time."""
    try:
        then = datetime.fromisoformat(at)
    except ValueError:
        return ""
    return f"{then.day} {then:%B %Y, %H:%M}"


def clock_words(ms: int) -> str:
    """ "2:30" for two and a half minutes."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"
