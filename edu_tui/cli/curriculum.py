"""`curriculum`: what the library holds, as Markdown tables or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from edu_tui.checks.curriculum import Curriculum, GradeCount, PageCount, QuizCount, curriculum
from edu_tui.checks.readability import Counts
from edu_tui.checks.whole import read_whole
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.questions import TYPES
from edu_tui.library.text import clean_line

_GRADES = ("File", "Words", "Sentences", "Syllables", "3+ syllables", "FK", "SMOG", "FK masked", "SMOG masked")


def show_curriculum(places: Places, form: str) -> int:
    """Write what the library holds."""
    library = places.open_library()
    found = curriculum(read_whole(library, datetime.now().astimezone().date()))
    put(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() if form == "json" else _as_markdown(library.catalogue, found))
    return 0


def _as_markdown(catalogue: Catalogue, found: Curriculum) -> str:
    tracks = {module: track.title for track in catalogue.tracks for module in track.modules}
    parts = [
        f"# Curriculum of {clean_line(catalogue.title)}",
        "Made by `edu-tui curriculum`; not edited by hand.",
        "## Modules",
        "Words are those that a reader sees: without charts, citations and the leader's notes.",
        _table(("Track", "Module", "For", "Words", "Sections", "Charts", "Icon arrays", "Facts cited", "Reviewed"), _pages(found, tracks)),
        "## Questions",
        "*Apply+* are the scored questions at the level apply or above. *Forms* are the parallel questions before and after a session.",
        _table(("Module", "For", "All", *TYPES, "Cases", "Apply+", "Forms"), (*map(_quiz, found.quizzes), _quiz_total(found.quizzes))),
        "## Reading grades of the text for families",
        "By Flesch-Kincaid (FK) and SMOG from the counts beside them; *masked* takes each glossary term for one short word. The stricter"
        " grade as written counts: at most 8, aim 6.",
        _table(_GRADES, map(_grade, found.grades)),
        "## Ledger and bank",
        _bank(found),
    ]
    return "\n\n".join(parts)


def _pages(found: Curriculum, tracks: dict[str, str]) -> Iterable[Sequence[object]]:
    for page in found.pages:
        yield (tracks.get(page.module, ""), *_page(page))


def _page(page: PageCount) -> tuple[object, ...]:
    counts = (page.words, page.sections, page.charts, page.icon_arrays, page.facts)
    return (page.module, page.audience, *counts, page.reviewed or "not yet")


def _quiz(quiz: QuizCount) -> tuple[object, ...]:
    forms = f"{quiz.before} + {quiz.after}" if quiz.before or quiz.after else ""
    types = (quiz.types.get(kind, 0) for kind in TYPES)
    return (quiz.module, quiz.audience, quiz.questions, *types, quiz.cases, f"{quiz.higher / max(1, quiz.scored):.0%}", forms)


def _quiz_total(quizzes: Sequence[QuizCount]) -> tuple[object, ...]:
    types = (sum(quiz.types.get(kind, 0) for quiz in quizzes) for kind in TYPES)
    share = sum(quiz.higher for quiz in quizzes) / max(1, sum(quiz.scored for quiz in quizzes))
    forms = f"{sum(quiz.before for quiz in quizzes)} + {sum(quiz.after for quiz in quizzes)}"
    return ("all", "", sum(quiz.questions for quiz in quizzes), *types, sum(quiz.cases for quiz in quizzes), f"{share:.0%}", forms)


def _grade(item: GradeCount) -> tuple[object, ...]:
    raw = item.raw
    return (item.path, raw.words, raw.sentences, raw.syllables, raw.polysyllables, *_grades(raw), *_grades(item.masked))


def _grades(counts: Counts) -> tuple[str, str]:
    return (f"{counts.flesch_kincaid:.1f}", f"{counts.smog:.1f}") if counts.measurable else ("too short", "too short")


def _bank(found: Curriculum) -> str:
    statuses = ", ".join(f"{number} {status}" for status, number in sorted(found.statuses.items()))
    doubts = ", ".join(f"{number} {doubt}" for doubt, number in sorted(found.doubts.items())) or "none"
    places = [
        f"- of {sum(counts)} questions with {size} options the right one stands "
        + ", ".join(f"{count} times at {chr(65 + index)}" for index, count in enumerate(counts))
        for size, counts in found.key_places.items()
    ]
    return "\n".join(
        [
            f"- {sum(found.statuses.values())} facts ({statuses}; of these with doubts: {doubts}), of which pages and questions"
            f" cite {found.facts_cited}; {found.references} references; {found.terms} glossary terms",
            *places,
            f"- the right option is the longest in {found.longest_keys} of {sum(sum(counts) for counts in found.key_places.values())}"
            f" questions with one right option; chance makes it {found.expected_longest:.0f}",
        ]
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *([_cell(item) for item in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(item: object) -> str:
    """What stands in a cell: one line, in which no sign ends the cell."""
    return clean_line(str(item)).replace("|", "\\|")
