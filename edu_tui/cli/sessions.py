"""`sessions`: the teaching sessions that were led on this computer: list them, report on one, compare two, export, bring in, delete."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import WIDTH, prompt, put
from edu_tui.cli.places import Places
from edu_tui.library.text import clean_line
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.exporting import ExportError, write_export
from edu_tui.progress.files import RealFiles
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Session, SessionError, Sessions, export_session
from edu_tui.study.stat_words import duration
from edu_tui.study.teaching.report import make_report
from edu_tui.study.teaching.report_compare import OtherModuleError
from edu_tui.study.teaching.report_text import date_words
from edu_tui.study.teaching.report_values import SessionReport

STDOUT = "-"


class Wish(NamedTuple):
    """How it is to be done: the `form` of a report, the file it goes to (None: standard output), whether a file that is there may be
    replaced, and the id that a script gives in place of an answer."""

    form: str = "text"
    output: Path | None = None
    force: bool = False
    yes: str | None = None


def sessions(places: Places, deed: str, names: Sequence[str], wish: Wish) -> int:
    """Do one of `DEEDS` with `names`. Raises CommandError when there are too few or too many of them, or when it cannot be done."""
    do, wanted = _DEEDS[deed]
    if len(names) != len(wanted):
        usage = " ".join(("edu-tui sessions", deed, *wanted))
        raise CommandError(f"{usage} was called with {len(names)} names. See edu-tui sessions --help.")
    if (wish.form != "text" or wish.output is not None) and deed not in ("report", "compare"):
        raise CommandError("--format and --output go with report and compare. See edu-tui sessions --help.")
    try:
        do(Sessions(places.data, wall_clock), names, wish)
    except (SessionError, ExportError, OtherModuleError, NotSaved) as error:
        raise CommandError(str(error), TROUBLE) from None
    return 0


def _list(known: Sessions, *_: object) -> None:
    found = known.all()
    if not found:
        put("No session was led on this computer yet. edu-tui teach MODULE plans one.")
    for one in found:
        put(f"{one.id}  {_told(one)}")


def _told(one: Session) -> str:
    """ "22 November 2026, 14:03: The time of relapse (family), 18 min of 20, 7 there"."""
    state = one.state
    when = date_words(state.started_at)
    there = "" if state.present is None else f", {state.present} there"
    how = "" if not when or state.ended_at else ", not ended"
    title = state.planned.title if state.planned else "without a plan"
    spent = f"{duration(state.ms)} of {state.plan.minutes:g} min" if when else "not begun"
    return clean_line(f"{when or 'planned'}: {title} ({state.plan.audience}), {spent}{there}{how}")


def _report(known: Sessions, names: Sequence[str], wish: Wish) -> None:
    from edu_tui.export.session_report import Form, session_report  # not needed for a list, and not small

    report = _told_of(known, names[0])
    _put(known, session_report(report, Form(wish.form), wall_clock().date(), WIDTH), wish, f"The report on the session {report.session}")


def _compare(known: Sessions, names: Sequence[str], wish: Wish) -> None:
    from edu_tui.export.session_report import Form, session_comparison

    one, other = (_told_of(known, name) for name in names)
    if wish.form == Form.CSV:
        raise CommandError("A comparison has no table: use --format text, markdown or html, or a report of each session as csv.")
    text = session_comparison(one, other, Form(wish.form), wall_clock().date(), WIDTH)
    _put(known, text, wish, f"The sessions {one.session} and {other.session}, side by side,")


def _told_of(known: Sessions, name: str) -> SessionReport:
    with known.open(known.find(name), read_only=True) as store:
        for notice in store.notices:
            tell(notice)
        return make_report(store.state, store.id)


def _put(known: Sessions, text: str, wish: Wish, what: str) -> None:
    """Write `text` to the file, or to standard output."""
    if wish.output is None or str(wish.output) == STDOUT:
        put(text.removesuffix("\n"))
        return
    write_export(RealFiles(), wish.output, text, force=wish.force, keep_out=known.home)
    put(f"{what} was written to {clean_line(str(wish.output))}.")


def _export(known: Sessions, names: Sequence[str], wish: Wish) -> None:
    ident = known.find(names[0])
    with known.open(ident, read_only=True) as store:
        for notice in store.notices:
            tell(notice)
        text, steps = export_session(store), len(store.documents())
    if names[1] == STDOUT:
        put(text.removesuffix("\n"))
        return
    write_export(RealFiles(), Path(names[1]), text, force=wish.force, keep_out=known.home)
    put(f"{steps} steps of the session {ident} written to {clean_line(names[1])}.")


def _import(known: Sessions, names: Sequence[str], *_: object) -> None:
    ident, fresh = known.bring_in(Path(names[0]))
    put(f"{fresh} steps are new in the session {ident}.")


def _delete(known: Sessions, names: Sequence[str], wish: Wish) -> None:
    yes = wish.yes
    if known.finish_deletions():
        tell("What an interrupted deletion had left was deleted first.")
    ident = known.find(names[0])
    if yes is None:
        with known.open(ident, read_only=True) as store:
            put(f"This deletes the session {ident}: {_told(Session(ident, store.folder, store.state))}.")
        put("It cannot be undone. edu-tui sessions export makes a copy first.")
        prompt(f"Type {ident} to delete it: ")
        yes = sys.stdin.readline() if sys.stdin else ""
    if yes.strip() != ident:
        raise CommandError(f"Nothing was deleted, because what was given is not {ident}.")
    known.delete(ident)
    put(f"Deleted: the session {ident}.")


_DEEDS: Mapping[str, tuple[Callable[..., None], tuple[str, ...]]] = {
    "list": (_list, ()),
    "show": (_report, ("ID",)),
    "report": (_report, ("ID",)),
    "compare": (_compare, ("ID", "ID")),
    "export": (_export, ("ID", "FILE")),
    "import": (_import, ("FILE",)),
    "delete": (_delete, ("ID",)),
}
"""What can be done, and with which names; `parser` offers the same words. An ID may be its beginning, or "last"."""
