"""`search`: what the library holds about some words, and the command that opens each place."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Sequence

from edu_tui.cli.arriving import arrivals_for
from edu_tui.cli.errors import CommandError, tell
from edu_tui.cli.output import WIDTH, put
from edu_tui.cli.places import Places
from edu_tui.library.library import Library
from edu_tui.library.lock_past import past_of
from edu_tui.library.modules import Audience
from edu_tui.library.search_entries import Entry, Kind
from edu_tui.library.search_index import open_index
from edu_tui.library.search_query import FILTERS, parse_query
from edu_tui.library.search_results import Found, Results
from edu_tui.library.search_snippets import Piece
from edu_tui.progress.moments import study_day, wall_clock
from edu_tui.render.found import about
from edu_tui.render.lines import Span
from edu_tui.render.writer import Writer
from edu_tui.study.cards import cards
from edu_tui.study.digest import Digest
from edu_tui.study.finding import Standings, find, standings_of
from edu_tui.study.news import News
from edu_tui.study.places import Whereabouts


def search(places: Places, words: Sequence[str], form: str, limit: int) -> int:
    """Write what is found, at most `limit` places; nothing is recorded."""
    library = places.open_library()
    query, faults = parse_query(" ".join(words), library.catalogue)
    if faults:
        raise CommandError(" ".join(faults))
    if not query.asks:
        filters = ", ".join(f"{name}:" for name in FILTERS)
        raise CommandError(f"There is no word in that: give some letters or digits, or a filter ({filters}).")
    index = open_index(library)
    if index.notice:
        tell(index.notice)
    results = find(index, query, _standings(places, library) if query.states else {}, limit)
    opening = _Opening(places)
    put(_as_json(results, opening) if form == "json" else _as_text(results, opening))
    return 0


def _standings(places: Places, library: Library) -> Standings:
    """How the learner stands, from her progress; it changes nothing."""
    with places.open_store(places.find_learner(), read_only=True) as store:
        for notice in store.notices:
            tell(notice)
        state = store.fold()
        news = News(library, past_of(library), arrivals_for(library, store, state))
        memories = Digest.of(cards(library.catalogue).values(), store).memories
    return standings_of(state, memories, news, Whereabouts(library), study_day(wall_clock()))


class _Opening:
    """The commands that open places, with the library and the learner that were named for this one."""

    def __init__(self, places: Places) -> None:
        named = (("--library", places.library), ("--data-dir", places.data_dir), ("--learner", places.learner))
        self._options = [word for option, value in named if value is not None for word in (option, str(value))]

    def of(self, entry: Entry) -> str:
        """The command that opens an entry, as a shell reads it."""
        return shlex.join(["edu-tui", *_command(entry), *self._options])


def _command(entry: Entry) -> list[str]:
    match entry.kind:
        case Kind.PAGE:
            audience = ["--audience", entry.audience] if entry.audience != Audience.CLINICIAN else []
            return ["read", entry.module, *audience, *(["--section", entry.id] if entry.id else [])]
        case Kind.QUESTION:
            return ["quiz", entry.quiz, "--question", entry.id]
        case Kind.FACT:
            return ["evidence", entry.id]
        case Kind.TERM:
            return ["glossary", entry.id]


def _as_json(results: Results, opening: _Opening) -> str:
    told = [
        {
            "kind": found.entry.kind,
            "id": found.entry.id,
            "title": found.entry.title,
            "about": about(found.entry),
            "module": found.entry.module,
            "audience": found.entry.audience,
            "quiz": found.entry.quiz,
            "snippet": "".join(piece.text for piece in found.snippet),
            "marks": _marks(found.snippet),
            "command": opening.of(found.entry),
        }
        for found in results.found
    ]
    return json.dumps({"total": results.total, "found": told}, indent=2, ensure_ascii=False)


def _marks(pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """Where the words that were looked for stand in a snippet, in characters."""
    marks: list[tuple[int, int]] = []
    at = 0
    for piece in pieces:
        if piece.found:
            marks.append((at, at + len(piece.text)))
        at += len(piece.text)
    return marks


def _as_text(results: Results, opening: _Opening) -> str:
    return "\n\n".join([*(_told(found, opening) for found in results.found), _count(results)])


def _told(found: Found, opening: _Opening) -> str:
    """Kind and title, the snippet, and the command, which stays on one line so that it can be copied."""
    entry = found.entry
    beside = about(entry)
    writer = Writer(WIDTH, cut=False)
    writer.open((), (Span("  "),))
    writer.write([Span(f"{entry.kind}: {entry.title}" + (f" ({beside})" if beside else ""))], 0)
    writer.write([Span("".join(piece.text for piece in found.snippet))], 0)
    writer.close()
    return "\n".join([*(line.text for line in writer.layout().lines), f"  {opening.of(entry)}"])


def _count(results: Results) -> str:
    shown = len(results.found)
    if not results.total:
        return "Nothing was found: try fewer words, or the beginning of one."
    if shown < results.total:
        return f"{shown} of {results.total} found are shown; more words or filters narrow it, --limit shows more."
    return f"{shown} found."
