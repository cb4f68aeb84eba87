"""`clinical-review --record`: write into the heads of a module who has reviewed it, when, and until when that holds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

import msgspec

from edu_tui.authoring.reviewed import RecordError, record
from edu_tui.checks.kept import Checker
from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.output import did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience, Review
from edu_tui.library.roles import LEDGER_FILES
from edu_tui.library.sources import bytes_of, bytes_to_change
from edu_tui.library.text import clean_line
from edu_tui.library.writing import replace_files

_LONGEST_NAME = 200
_OUTDATED = ("R02", "R03")  # reviews that would not hold from the first day on


class Signature(msgspec.Struct, frozen=True):
    """What was typed: who signed, on which day ("" today), when to review again ("" after a year), and for which page (None both)."""

    by: str = ""
    on: str = ""
    due: str = ""
    audience: Audience | None = None


def record_review(places: Places, name: str, signature: Signature) -> int:
    """Record the review of the module `name` and show what changed. Nothing is written while an error stands in the module."""
    library, today = places.open_library(), datetime.now().astimezone().date()
    review = _review(signature, today)
    paths = _pages(library.catalogue, name, signature.audience)
    before = {path: _read(library.root, path) for path in paths}
    after = {path: _recorded(text, path, review) for path, text in before.items()}
    files = {*paths, *LEDGER_FILES, *_quizzes(library.catalogue, name, signature.audience)}
    _refuse(Checker(library.root, places.cache).findings(today, after), files)
    changed = {path: text for path, text in after.items() if text != before[path]}
    _write(library, before, changed)
    for path, text in changed.items():
        put("\n".join(_diff(before[path], text, path)))
    put(f"{_named(changed)}: reviewed by {review.by} on {review.on}, due {review.due}." if changed else "That review is recorded already.")
    return 0


def _review(signature: Signature, today: date) -> Review:
    """The review as it will be written. Raises CommandError for what makes no sense."""
    by = clean_line(signature.by).strip()
    if not by:
        raise CommandError('Say who has reviewed it: --by "Name, role".')
    if len(by) > _LONGEST_NAME:
        raise CommandError(f"The name has {len(by)} characters, at most {_LONGEST_NAME} fit. Shorten it.")
    on = _day(signature.on, "--on") if signature.on else today
    if on > today:
        raise CommandError(f"A review of {on} has not happened yet: give the day on which it was signed with --on.")
    due = _day(signature.due, "--due") if signature.due else _a_year_after(on)
    if due <= on:
        raise CommandError(f"The next review, {due}, must come after this one of {on}: give a later day with --due.")
    return Review(by, on.isoformat(), due.isoformat())


def _day(words: str, option: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise CommandError(f"{option} {clean_line(words)[:40]} is not a date: write year-month-day, 2027-03-01.") from None


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def _pages(catalogue: Catalogue, name: str, audience: Audience | None) -> list[str]:
    """The paths of the pages to sign. Raises CommandError if there is none."""
    found = [entry.path for entry in catalogue.modules if entry.id == name and audience in (None, entry.audience)]
    if not found:
        raise CommandError(did_you_mean("module", clean_line(name), dict.fromkeys(entry.id for entry in catalogue.modules)))
    return found


def _quizzes(catalogue: Catalogue, name: str, audience: Audience | None) -> list[str]:
    return [entry.path for entry in catalogue.quizzes if entry.module == name and audience in (None, entry.audience)]


def _read(root: Path, path: str) -> str:
    """The file as it is, its line ends too. Raises CommandError if it cannot be read as text."""
    try:
        return bytes_to_change(root, path).decode()
    except (OSError, UnicodeDecodeError):
        raise CommandError(f"{path} cannot be read, so nothing was written. edu-tui check says why.", TROUBLE) from None


def _recorded(text: str, path: str, review: Review) -> str:
    try:
        return record(text, review)
    except RecordError as error:
        raise CommandError(f"{path} was left as it is: {error}.", TROUBLE) from None


def _refuse(findings: Iterable[Diagnostic], files: set[str]) -> None:
    """Raise CommandError if what is to be signed has errors, or if the signature would not hold."""
    own = [item for item in findings if item.path in files]
    errors = [item for item in own if item.severity is Severity.ERROR]
    late = [item for item in own if item.code in _OUTDATED]
    if errors:
        first = errors[0]
        told = f"{len(errors)} error{'' if len(errors) == 1 else 's'}, the first at {first.path}:{first.line}: {first.message}"
        raise CommandError(f"Nothing was written, because the module would have {told}. Mend what edu-tui check names first.", TROUBLE)
    if late:
        raise CommandError(f"Nothing was written, because {late[0].path} would say: {late[0].message}. {late[0].hint}", TROUBLE)


def _write(library: Library, before: Mapping[str, str], changed: Mapping[str, str]) -> None:
    """Write all pages or none, as far as a disk lets them. Raises CommandError if one changed meanwhile or cannot be written."""
    files = {path: library.root / path for path in changed}
    for path in files:
        if _read(library.root, path) != before[path]:
            raise CommandError(f"{path} changed at this moment, so nothing was written. Try again.", TROUBLE)
    try:
        replace_files({file.resolve(): changed[path].encode() for path, file in files.items()})
    except OSError as error:
        reason = f"({error.strerror or 'its name leads nowhere'})"
        written = [path for path, file in files.items() if _holds(file, changed[path])]
        left = _named(path for path in files if path not in written)
        told = f"{_named(written)} says so by now, and running the same command again writes the rest" if written else "nothing was written"
        raise CommandError(f"{left} cannot be written {reason}, so {told}.", TROUBLE) from None


def _holds(file: Path, text: str) -> bool:
    """Whether a file has this text by now."""
    try:
        return bytes_of(file) == text.encode()
    except OSError:
        return False


def _diff(before: str, after: str, path: str) -> Iterable[str]:
    return difflib.unified_diff(before.splitlines(), after.splitlines(), path, path, lineterm="", n=1)


def _named(paths: Iterable[str]) -> str:
    return " and ".join(paths)
