"""Statistics in words: the same on the screen and on standard output."""

from __future__ import annotations

from edu_tui.progress.schedule import Confidence
from edu_tui.study.stat_calibration import MOST, Calibration, Level
from edu_tui.study.stat_days import LATELY, Spent, Times
from edu_tui.study.stat_recall import Retention
from edu_tui.study.stat_share import Share, percent

SURENESS = {Confidence.UNSURE: "unsure", Confidence.FAIRLY: "fairly sure", Confidence.SURE: "sure"}
"""Confidences in words."""

PAYS = "To be sure pays for who is right more than 4 times in 5, to be fairly sure from 2 times in 3; below that, unsure."
"""When each confidence earns most (`stat_calibration.WINDOWS`)."""

NOTES = (
    "Brackets hold a 95% interval: the range in which the true share probably lies. They stand where little was asked.",
    "Mastery is the mean of the latest scores over all scored questions of a module; one not yet answered counts as 0.",
    "Memory leaves out tests, and second answers on one day. Two questions that ask for the same count as one.",
    "The certainty-based score gives 1, 2 or 3 for what was right and 0, -2 or -6 for what was wrong, the more the surer you were.",
)
"""How the numbers are counted, in words."""

NOTHING = "Nothing yet. Read a section or answer a question, and it will show here."
"""What stands in the place of statistics before there are any; those below in the place of one that rests on nothing yet."""

NO_REVIEWS = "Answer a question again on a later day, and this will show whether you recall as much as the schedule expects."
NOTHING_DUE = "Answer questions outside a test, and the days on which they are due again will show here."
NO_CONFIDENCE = "Say after an answer how sure you were, and this will show how often you are right when you are sure."
NO_MISTAKES = "All that you answered was right the last time."

_VERDICTS = {"over": "You were surer than you were right.", "under": "You knew more than you said.", "fits": ""}
_MINUTE, _HOUR = 60_000, 60


def share_words(share: Share) -> str:
    """A share with its n, and with its interval if that is small: "38%, 3 of 8 (14 to 69%)"."""
    words = f"{percent(share.value)}, {share.part} of {share.of}"
    if not share.is_small:
        return words
    low, high = (round(end * 100) for end in share.interval)
    return f"{words} ({low} to {high}%)"


def duration(ms: int) -> str:
    """A time in hours and minutes: "1 h 20 min"; "less than 1 min" where it is no minute."""
    hours, minutes = divmod(round(ms / _MINUTE), _HOUR)
    if not hours and not minutes:
        return "less than 1 min"
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part)


def times_words(times: Times) -> str:
    """Time in all and lately; only where there was any."""
    lately = [(spent.total, days) for spent, days in zip((times.week, times.month), LATELY, strict=True) if spent.total]
    return ", ".join([f"{duration(times.all.total)} in all", *(f"{duration(ms)} in the last {days} days" for ms, days in lately)])


def spent_words(spent: Spent) -> str:
    """What of the time went where."""
    parts = [(spent.reading, "reading"), (spent.answering, "questions")]
    return ", ".join(f"{duration(ms)} {what}" for ms, what in parts if ms)


def band_words(band: Retention) -> str:
    """The ends of a band of expected recall."""
    if not band.low:
        return f"below {band.high:.0%}"
    return f"{band.low:.0%} or more" if band.high == 1 else f"{band.low:.0%} to {band.high:.0%}"


def recall_verdict(retention: Retention) -> str:
    """Whether recall was as expected, as far as the n can tell."""
    low, high = retention.recalled.interval
    if retention.expected > high:
        return "You recalled less than expected."
    if retention.expected < low:
        return "You recalled more than expected."
    return "That is as expected."


def level_verdict(level: Level) -> str:
    """Whether the learner was too sure or not sure enough; "" where the n cannot tell, or all is well."""
    return _VERDICTS[level.verdict]


def slips_words(count: int) -> str:
    """How many questions come first in the next review, and why."""
    questions = "1 question, which comes" if count == 1 else f"{count} questions, which come"
    return f"Sure and wrong the last time: {questions} first in the next review."


def certainty_words(calibration: Calibration) -> str:
    """The certainty-based score beside the share that was right; only where answers came with a confidence."""
    right = Share(sum(level.right.part for level in calibration.levels), calibration.answers)
    score = f"{calibration.points / calibration.answers:.1f}".replace("-", "\u2212")
    return f"Right of all these: {share_words(right)}. Certainty-based score: {score} an answer, of at most {MOST}."
