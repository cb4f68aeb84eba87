"""`items`: how the questions of the library do, over answers and sessions, for their authors."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import WIDTH, did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.counting import counted
from edu_tui.library.library import Library
from edu_tui.library.questions import Quiz
from edu_tui.library.text import clean, clean_line
from edu_tui.progress.errors import MergeError
from edu_tui.progress.exporting import ExportError, write_export
from edu_tui.progress.files import RealFiles
from edu_tui.progress.merging import Found, read_progress
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.records import encode_document
from edu_tui.progress.sessions import SessionError, Sessions
from edu_tui.progress.sessions_state import SessionState
from edu_tui.progress.spreadsheet import safe_cell
from edu_tui.render.lines import Span
from edu_tui.render.writer import Writer
from edu_tui.study.item_analysis import FEWEST, Counted, Discrimination, Item, analyse
from edu_tui.study.item_answers import persons, sessions_in
from edu_tui.study.stat_share import percent
from edu_tui.study.stat_words import share_words

COLUMNS = (
    *("row", "quiz", "path", "line", "question", "rev", "title", "type", "form", "source"),
    *("option", "text", "right_option", "count", "of", "value", "low", "high", "words"),
)
"""The columns of the CSV. `row` says what a row tells, `source` from where: answers, votes or sheets."""

HOW = (
    "First attempts only; brackets hold a 95% interval. A flag is a reason to read the question again, not a verdict on it. "
    "How each number is counted stands in docs/authoring/feedback.md."
)
NOTHING = "No answers and no votes on these questions are known here yet. Name files that learners exported, or lead a session."

_PLACES = 4


class Wish(NamedTuple):
    """What was asked for: questions and files by name, whether the own answers stay out, the form, and the file that it goes to."""

    names: Sequence[str]
    without_mine: bool = False
    form: str = "text"
    output: Path | None = None
    force: bool = False


def items(places: Places, wish: Wish) -> int:
    """Write the analysis of what `wish` names: nothing is sent anywhere, nobody is named, and nothing else is changed."""
    library = places.open_library()
    wanted, files = _sorted(library.catalogue, wish.names)
    found = [_read(Path(name)) for name in files]
    try:
        people = persons(found if wish.without_mine else [*_mine(places), *found])
    except MergeError as error:
        raise CommandError(str(error), TROUBLE) from None
    told = _told(analyse(_quizzes(library, wanted), people, _sessions(places, library.catalogue.id, found)), wanted)
    write = {"text": _as_text, "csv": _as_csv, "json": _as_json}[wish.form]
    text = clean(write(library.catalogue, told))
    if wish.output is None:
        put(text)
        return 0
    try:
        write_export(RealFiles(), wish.output, text + "\n", force=wish.force, keep_out=places.data)
    except ExportError as error:
        raise CommandError(str(error), TROUBLE) from None
    put(f"{counted(len(told), 'question')} written to {clean_line(str(wish.output))}.")
    return 0


# --- what it rests on --------------------------------------------------------------------------------------------------------------


def _sorted(catalogue: Catalogue, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names of modules, quizzes and questions, and names of files. Raises CommandError for what is neither."""
    questions = {question.id for quiz in catalogue.quizzes for question in quiz.questions}
    known = questions | {quiz.name for quiz in catalogue.quizzes} | {quiz.module for quiz in catalogue.quizzes}
    wanted = [name for name in names if name in known]
    files = [name for name in names if name not in known]
    for name in files:
        if not Path(name).exists():
            raise CommandError(did_you_mean("module, question or file", clean_line(name), sorted(known)))
    return wanted, files


def _read(path: Path) -> Found:
    try:
        found = read_progress(RealFiles(), path, wall_clock)
    except MergeError as error:
        raise CommandError(str(error), TROUBLE) from None
    for notice in found.notices:
        tell(notice)
    return found


def _mine(places: Places) -> list[Found]:
    learner = places.find_learner()
    with places.open_store(learner, read_only=True) as store:
        for notice in store.notices:
            tell(notice)
        documents = {row["id"]: encode_document(row) for row in store.rows("events").values()}
    return [Found(learner.folder, documents)]


def _sessions(places: Places, library: str, found: Sequence[Found]) -> list[SessionState]:
    """The sessions with this library: those of this computer, and those that files hold."""
    try:
        here = Sessions(places.data, wall_clock).all()
    except SessionError as error:
        raise CommandError(str(error), TROUBLE) from None
    states = [one.state for one in here] + sessions_in(found, {one.id for one in here})
    return [state for state in states if state.planned is not None and state.planned.library == library]


def _quizzes(library: Library, wanted: Sequence[str]) -> Iterator[Quiz]:
    for entry in library.catalogue.quizzes:
        names = {entry.name, entry.module, *(question.id for question in entry.questions)}
        if not entry.broken and (not wanted or not names.isdisjoint(wanted)):
            quiz = library.quiz(entry.name)
            if quiz is not None:
                yield quiz


def _told(found: Sequence[Item], wanted: Sequence[str]) -> list[Item]:
    """The questions that were named, those of the quizzes that were named, and without any name those of which something is known."""
    named = {item.question for item in found} & set(wanted)
    quizzes = {item.quiz for item in found if not named & {other.question for other in found if other.quiz == item.quiz}}
    known = [item for item in found if _is_known(item)]
    return [item for item in found if item.question in named] + [item for item in known if item.quiz in quizzes]


def _is_known(item: Item) -> bool:
    """Whether there is anything to tell of it."""
    return bool(item.answers or item.too_few or item.votes or item.form or item.earlier)


# --- text --------------------------------------------------------------------------------------------------------------------------


def _as_text(catalogue: Catalogue, found: Sequence[Item]) -> str:
    writer = Writer(WIDTH, cut=False)
    writer.write([Span(f"{catalogue.title}, version {catalogue.version}" if catalogue.version else catalogue.title)], 0)
    writer.write([Span(HOW if found else NOTHING)], 0)
    for item in found:
        writer.gap()
        writer.write([Span(f"{item.path}:{item.line}  {item.question}, rev {item.rev}: {clean_line(item.title)}")], 0)
        writer.indent((Span("  "),))
        for line in _lines(item):
            writer.open((), (Span("  "),))
            writer.write([Span(clean_line(line))], 0)
            writer.close()
        writer.close()
    return "\n".join(line.text.rstrip() for line in writer.layout().lines)


def _lines(item: Item) -> Iterator[str]:
    if item.answers is not None:
        yield f"Answers of {counted(item.answers.n, 'person', 'people')}: {facility_words(item.answers)}."
        if item.discrimination is not None:
            yield f"Discrimination: {discrimination_words(item.discrimination)}"
        yield from _options(item.answers)
    if item.too_few:
        yield f"Answers of {counted(item.too_few, 'person', 'people')}: not told of fewer than {FEWEST}."
    if item.votes is not None:
        yield f"Votes in {counted(item.votes.sources, 'session')}, first rounds: {facility_words(item.votes)}."
        yield from _options(item.votes)
    if item.form is not None:
        yield f"Sheets in {counted(item.form.sources, 'session')}: {facility_words(item.form)}."
    if item.earlier:
        yield f"{counted(item.earlier, 'answer or vote', 'answers and votes')} on another rev left out."
    if not _is_known(item):
        yield "Nothing is known of it yet."
    for sentence in item.look:
        yield f"Look: {sentence}"


def facility_words(told: Counted) -> str:
    """How hard it was, with n and interval."""
    low, high = (round(100 * end) for end in (told.low, told.high))
    if told.whole:
        return f"{percent(told.facility)} right, {round(told.facility * told.n)} of {told.n} ({low} to {high}%)"
    return f"mean mark {percent(told.facility)} of the full one, n = {told.n} ({low} to {high}%)"


def discrimination_words(found: Discrimination) -> str:
    """The correlation with its n and interval, or why there is none."""
    if found.value is None or found.low is None or found.high is None:
        return found.why
    words = f"{_signed(found.value)} ({_signed(found.low)} to {_signed(found.high)}), n = {found.n}"
    share = "" if found.efficiency is None else f"; efficiency {_signed(found.efficiency)}"
    return f"{words}{share}.{' Uncertain: fewer than 30 people.' if found.uncertain else ''}"


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "\u2212")


def _options(told: Counted) -> Iterator[str]:
    for option in told.options:
        yield f"- {option.text}{' (right)' if option.correct else ''}: {share_words(option.chosen)}"


# --- tables and programs -----------------------------------------------------------------------------------------------------------


def _as_csv(_: Catalogue, found: Sequence[Item]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(row.get(column)) for column in COLUMNS] for item in found for row in _rows(item))
    return out.getvalue().removesuffix("\n")


def _cell(value: object) -> str | int | float:
    if isinstance(value, str):
        return safe_cell(clean_line(value))
    if isinstance(value, float):
        return round(value, _PLACES)
    return value if isinstance(value, int) else ""


def _rows(item: Item) -> Iterator[dict[str, Any]]:
    about = {name: getattr(item, name) for name in ("quiz", "path", "line", "question", "rev", "title", "type")} | {"form": item.part}
    for source, told in (("answers", item.answers), ("votes", item.votes), ("sheets", item.form)):
        if told is None:
            continue
        facility = {"value": told.facility, "low": told.low, "high": told.high, "of": told.n}
        yield {"row": "facility", **about, "source": source, **facility}
        for option in told.options:
            share = option.chosen
            which = {"option": option.key, "text": option.text, "right_option": "yes" if option.correct else "no"}
            low, high = share.interval
            numbers = {"count": share.part, "of": share.of, "value": share.value, "low": low, "high": high}
            yield {"row": "option", **about, "source": source, **which, **numbers}
    if item.discrimination is not None:
        one = item.discrimination
        words = one.why or ("uncertain" if one.uncertain else "")
        ends = {"low": one.low, "high": one.high}
        yield {"row": "discrimination", **about, "source": "answers", "of": one.n, "value": one.value, **ends, "words": words}
        if one.efficiency is not None:
            yield {"row": "efficiency", **about, "source": "answers", "of": one.n, "value": one.efficiency, "words": words}
    if item.too_few:
        yield {"row": "hidden", **about, "source": "answers", "count": item.too_few, "words": f"not told of fewer than {FEWEST}"}
    if item.earlier:
        yield {"row": "left out", **about, "count": item.earlier, "words": "on another rev"}
    for sentence in item.look:
        yield {"row": "look", **about, "words": sentence}


def _as_json(catalogue: Catalogue, found: Sequence[Item]) -> str:
    told = {"library": catalogue.id, "version": catalogue.version, "items": [msgspec.to_builtins(item) for item in found]}
    return json.dumps(told, indent=2, ensure_ascii=False)
