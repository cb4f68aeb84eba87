"""`check`: what is wrong with the library, told to people or to programs."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import msgspec

from edu_tui.checks.kept import kept_judged
from edu_tui.checks.waivers import Judged
from edu_tui.cli.check_paths import files_meant, repository_prefix
from edu_tui.cli.check_report import Choice, Report, codes_meant, report
from edu_tui.cli.colour import Painter, put_painted, wants_colour
from edu_tui.cli.errors import TROUBLE
from edu_tui.cli.places import Places
from edu_tui.library.diagnostics import Severity
from edu_tui.library.library import Library
from edu_tui.library.modules import Module
from edu_tui.library.processes import several_processes
from edu_tui.library.slides import SlideFit, module_slides


class Wish(msgspec.Struct, frozen=True):
    """Which findings are told, and how: those in `paths`, of the rules `codes`, from the severity `least` up; all if nothing is said.

    With `slides` every slide is laid out too, for a small and a large screen; with `waived` what somebody answers for is told instead.
    """

    paths: tuple[Path, ...] = ()
    codes: tuple[str, ...] = ()
    least: str = "info"
    form: str = "text"
    slides: bool = False
    waived: bool = False


@several_processes()
def check(places: Places, wish: Wish) -> int:
    """Write the findings that are wished for; 1 if there is an error among them, shown or not, else 0."""
    library = places.open_library()
    chosen = choice(library, wish)
    today = datetime.now().astimezone().date()
    judged = check_with_slides(library, today) if wish.slides else kept_judged(library, places.cache, today)
    told = report(library, judged, chosen)
    put_painted(_written(told, wish))
    return TROUBLE if told.failed else 0


def choice(library: Library, wish: Wish) -> Choice:
    """What is asked of `library`. Raises CommandError if a path or a code is none."""
    return Choice(files_meant(library.root, library.files, wish.paths), codes_meant(wish.codes), Severity(wish.least))


def check_with_slides(library: Library, today: date) -> Judged:
    """All findings, those in the slides among them."""
    from edu_tui.checks.run import judged_checks
    from edu_tui.render.slides import slide_fits

    def measure(module: Module, width: int, height: int) -> tuple[SlideFit, ...]:
        return slide_fits(module_slides(module), width, height, library.ledger)

    return judged_checks(library, today, measure)


def painter() -> Painter:
    """One for standard output."""
    return Painter(wants_colour(sys.stdout))


def _written(told: Report, wish: Wish) -> str:
    """The findings in the form that was wished for, as it may be written out."""
    match wish.form:
        case "json":
            from edu_tui.cli.check_json import json_report, waived_json

            return painter().plain(waived_json(told.waived) if wish.waived else json_report(told.found))
        case "github":
            from edu_tui.cli.check_github import github_report

            return painter().plain(github_report(told, repository_prefix(told.root)))
        case "sarif":
            from edu_tui.cli.check_sarif import sarif_report

            return painter().plain(sarif_report(told, repository_prefix(told.root)))
        case _:
            from edu_tui.cli.check_text import text_report

            return text_report(told, painter(), waived=wish.waived)
