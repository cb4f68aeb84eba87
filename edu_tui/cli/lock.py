"""`lock`: record ids, revs and fingerprints, so that no meaning that learners have learnt changes in silence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from edu_tui.cli.errors import TROUBLE, USAGE, CommandError
from edu_tui.cli.output import did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.counting import counted
from edu_tui.library.diagnostics import Severity
from edu_tui.library.library import Library
from edu_tui.library.lock import Lock
from edu_tui.library.lock_compare import Difference, Kind, compare
from edu_tui.library.lock_entries import Snapshot, take_snapshot
from edu_tui.library.lock_file import read_lock, write_lock
from edu_tui.library.lock_keeping import newest, recall, take_over
from edu_tui.library.roles import FACTS_FILE, LOCK_FILE
from edu_tui.library.text import clean_line

_LONGEST_REASON = 500
_SHOWN = 10  # ids of questions that are named


class Wish(msgspec.Struct, frozen=True):
    """What the author says: ids whose new words mean the same, the id of a question that was wrong, and why."""

    same: tuple[str, ...] = ()
    recall: str = ""
    reason: str = ""


def lock(places: Places, wish: Wish, *, check: bool) -> int:
    """Compare the library with its lock, and write the lock anew unless something forbids it or `check` is set; the exit code."""
    library = places.open_library()
    old = _read(library)
    now = _moment(old)
    snapshot = _snapshot(library, now)
    _refuse_wish(wish, old, snapshot, check=check)
    found = compare(old, snapshot, wish.same) if old else ()
    for item in found:
        put(_told(item, snapshot))
    refused = sum(bool(item.cure) for item in found)
    if refused:
        put(f"Nothing was written: {counted(refused, 'change')} cannot be locked like this.")
        return TROUBLE
    if old and not found and not wish.recall:
        put(f"{LOCK_FILE} is in step: {_content(snapshot)}.")
        return 0
    if check:
        put(f"{LOCK_FILE} is not in step{'' if old else ', as there is none yet'}: run edu-tui lock.")
        return TROUBLE
    _write(library, _recalled(take_over(old or Lock(), snapshot.lock, now), wish))
    put(f"{LOCK_FILE}: {_content(snapshot)} locked, {counted(len(found), 'change') + ' taken over' if old else 'all new'}.")
    return 0


def _told(item: Difference, snapshot: Snapshot) -> str:
    """The difference on a line, and on another one the questions that fall due with it."""
    told = clean_line(f"{item.path}:{item.line}: {item.kind}: {item.message}. {item.cure}")
    due = [ident for ident, entry in snapshot.lock.questions.items() if item.id == ident or item.id in entry.facts]
    if item.kind is not Kind.REV or not due:
        return told
    more = ", …" if len(due) > _SHOWN else ""
    return f"{told}\n  asked again: {counted(len(due), 'question')} ({', '.join(due[:_SHOWN])}{more})"


def _content(snapshot: Snapshot) -> str:
    return f"{counted(len(snapshot.lock.questions), 'question')} and {counted(len(snapshot.lock.facts), 'fact')}"


# --- reading ---------------------------------------------------------------------------------------------------------------------


def _snapshot(library: Library, now: datetime) -> Snapshot:
    """The library as it would be locked. Raises CommandError if part of it cannot be read, or an id stands in two quizzes."""
    catalogue = library.catalogue
    parts = {FACTS_FILE, *(quiz.path for quiz in catalogue.quizzes)}
    fault = next((item for item in sorted(catalogue.diagnostics) if item.severity is Severity.ERROR and item.path in parts), None)
    if fault:
        message = f"{fault.path}:{fault.line}: {fault.message}. Nothing was locked; run edu-tui check and repair what it names first."
        raise CommandError(message, TROUBLE)
    quizzes = [quiz for entry in catalogue.quizzes if (quiz := library.quiz(entry.name)) is not None]
    snapshot = take_snapshot(catalogue, quizzes, library.ledger, now)
    if snapshot.twice:
        raise CommandError(f"The id {snapshot.twice[0]} stands in two quizzes. Nothing was locked; give one of them another id.", TROUBLE)
    return snapshot


def _read(library: Library) -> Lock | None:
    """The lock, None if there is none yet. Raises CommandError if it is damaged."""
    found = read_lock(library.root)
    if found.fault:
        message = f"{LOCK_FILE}:{found.fault.line}: {found.fault.message}. Nothing was written. {found.fault.cure}"
        raise CommandError(message, TROUBLE)
    return found.lock


def _moment(old: Lock | None) -> datetime:
    """The moment of this locking: now, on the next full second, so that no answer given before it can seem later.

    Never before what was locked last: clocks of two authors may differ a little. Raises CommandError if they differ by more than a day.
    """
    now = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)
    latest = newest(old) if old else None
    if latest and latest > now + timedelta(days=1):
        message = f"The clock of this computer says {now:%d %B %Y}, but {LOCK_FILE} was written on {latest:%d %B %Y}. Set the clock first."
        raise CommandError(message, TROUBLE)
    return max(now, latest or now)


# --- what the author says --------------------------------------------------------------------------------------------------------


def _refuse_wish(wish: Wish, old: Lock | None, snapshot: Snapshot, *, check: bool) -> None:
    """Raise CommandError for a wish that makes no sense here."""
    if check and (wish.recall or wish.same):
        raise CommandError("--check changes nothing, so it goes with neither --recall nor --same.", USAGE)
    if bool(wish.recall) != bool(wish.reason.strip()):
        raise CommandError('A recall needs both: --recall ID --reason "what was wrong, and what is right".', USAGE)
    if len(wish.reason) > _LONGEST_REASON:
        raise CommandError(f"The reason has {len(wish.reason)} characters, at most {_LONGEST_REASON} fit. Shorten it.", USAGE)
    for ident in wish.same:
        if ident not in snapshot.places:
            raise CommandError(did_you_mean("fact or question", ident, snapshot.places), USAGE)
    known = {**(old.questions if old else {}), **snapshot.lock.questions}
    if wish.recall and wish.recall not in known:
        raise CommandError(did_you_mean("question", wish.recall, known), USAGE)


def _recalled(lock: Lock, wish: Wish) -> Lock:
    """The lock with the question of the wish recalled. Raises CommandError if it was not corrected yet."""
    if not wish.recall:
        return lock
    try:
        return recall(lock, wish.recall, clean_line(wish.reason))
    except ValueError:
        message = f"{wish.recall} has no earlier rev to recall. Nothing was written; correct it and raise its rev, or retire it, first."
        raise CommandError(message, TROUBLE) from None


def _write(library: Library, lock: Lock) -> None:
    try:
        write_lock(library.root, lock)
    except OSError as error:
        message = f"{LOCK_FILE} cannot be written ({error.strerror}), so nothing changed. Make the folder content/ writable."
        raise CommandError(message, TROUBLE) from None
