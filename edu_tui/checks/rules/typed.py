"""What a word processor does to the syntax while one types, and what the reader then takes for text."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.roles import FACTS_FILE
from edu_tui.library.typing_slips import Kind, Slip, slips

_MEND = "edu-tui check --fix does it for you."


def _found(whole: Whole, kind: Kind, message: str) -> Iterator[Finding]:
    for path, slip in whole.once(_slips):
        if slip.kind is kind:
            yield Finding(path, slip.line, message, near=slip.typed)


def _slips(whole: Whole) -> tuple[tuple[str, Slip], ...]:
    """All slips in pages, quizzes and the ledger, each with its file."""
    ledger = (FACTS_FILE,) if FACTS_FILE in whole.files else ()
    paths = (*(module.path for module in whole.modules), *(quiz.path for quiz in whole.quizzes), *ledger)
    return tuple((path, slip) for path in paths for slip in slips(path, whole.text(path).split("\n")))


@rule(
    "T10",
    Severity.WARNING,
    reason="After the sign of a heading, a list or a quote Markdown knows only the plain space: with another one the line is plain text.",
    example="## and a space that does not break, then the title.",
    cure=f"Type a plain space there. {_MEND}",
)
def hard_spaces(whole: Whole) -> Iterator[Finding]:
    """A heading, list item or quote whose sign has another space than the plain one behind it."""
    return _found(whole, Kind.SPACE, "there is no plain space behind the sign that begins this line, so it may be read as plain text")


@rule(
    "T11",
    Severity.WARNING,
    reason="A slide ends at three hyphens, and a table has hyphens below its head: with the dashes of a word processor neither is there.",
    example="A line with a long dash alone.",
    cure=f"Type three hyphens: ---. {_MEND}",
)
def dashes_for_hyphens(whole: Whole) -> Iterator[Finding]:
    """Dashes where a slide break or the rule of a table has hyphens."""
    return _found(whole, Kind.DASH, "dashes stand where hyphens are meant, so this ends no slide and rules no table")


@rule(
    "T12",
    Severity.WARNING,
    reason="A list item begins with a hyphen; behind the bullet sign of a word processor the lines run together into one paragraph.",
    example="• a central line",
    cure=f"Type a hyphen and a space. {_MEND}",
)
def bullets_for_hyphens(whole: Whole) -> Iterator[Finding]:
    """A line that begins with a bullet sign."""
    return _found(whole, Kind.BULLET, "this line begins with a bullet sign, which makes no list")


@rule(
    "T13",
    Severity.WARNING,
    reason="Only straight quotation marks are syntax: with curly ones a link is text, a chart cites no fact, a figure is another.",
    example="[the paper](https://example.org “the paper”)",
    cure=f"Type straight quotation marks. {_MEND}",
)
def curly_quotes(whole: Whole) -> Iterator[Finding]:
    """Curly quotation marks around the title of a link, in what a chart cites, or around a figure of a fact."""
    return _found(whole, Kind.QUOTES, "curly quotation marks stand where straight ones are syntax")
