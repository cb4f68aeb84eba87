"""What the console says of clock and link, in words."""

from __future__ import annotations

from edu_tui.link.follower import Link
from edu_tui.progress.sessions_plan import MINUTE_MS
from edu_tui.study.teaching.console import ClockView

LINK_WORDS = {
    Link.WAITING: "waiting",
    Link.CHOOSING: "which session?",
    Link.FOLLOWING: "following",
    Link.GONE: "the other screen is gone",
    Link.FOREIGN: "another version",
}
"""How the console stands to the audience's screen, for the title bar."""

LINK_SENTENCES = {
    Link.WAITING: "",
    Link.CHOOSING: "",
    Link.FOLLOWING: "",
    Link.GONE: "The other screen is gone; it will go on where it was: start it again with edu-tui teach --resume.",
    Link.FOREIGN: "The other window runs another version of edu-tui: close both windows, and start them again.",
}
"""What is to be done about it; "" for nothing."""

NOT_SENT = "The audience's screen is not there, so nothing was done."
BUSY = "The audience's screen is still busy: this key was not taken."


def clock_words(clock: ClockView, *, started: bool, ended: bool) -> str:
    """The time against the plan: "12:04 of 20 min, 2 min behind"."""
    minutes = round((clock.elapsed + clock.left) / MINUTE_MS)
    if not started:
        return f"Not begun, {minutes} min"
    if ended:
        return f"Ended after {stopwatch(clock.elapsed)} of {minutes} min"
    return f"{stopwatch(clock.elapsed)} of {minutes} min, {ahead_words(clock)}" + ("" if clock.running else ", paused")


def step_words(clock: ClockView, *, started: bool, ended: bool) -> str:
    """The time of the present step: "this step 1:10 of 3:00"; "" where there is none."""
    if not started or ended or not clock.step_planned:
        return ""
    return f"this step {stopwatch(clock.step_elapsed)} of {stopwatch(clock.step_planned)}"


def ahead_words(clock: ClockView) -> str:
    """How far ahead or behind, in whole minutes."""
    minutes = abs(clock.ahead) // MINUTE_MS
    if not minutes:
        return "on time"
    return f"{minutes} min {'ahead' if clock.ahead > 0 else 'behind'}"


def stopwatch(ms: int) -> str:
    """A time as minutes and seconds: "12:04"."""
    minutes, seconds = divmod(max(0, ms) // 1000, 60)
    return f"{minutes}:{seconds:02}"
