"""A test before it is drawn: what to choose, and the tests of the past."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from edu_tui.app.pages.home import WHO
from edu_tui.app.pages.parts import columns, entry, plural
from edu_tui.app.pages.quiz import OpenRun
from edu_tui.library.catalogue import Catalogue, ModuleEntry
from edu_tui.library.modules import Audience
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.exam.choice import POOLS, Choice, clock_words, objective_ref, scope_words
from edu_tui.study.exam.outcome import Outcome
from edu_tui.study.exam.words import NO_TESTS, counted, date_words, few_words, time_words

NUMBERS = (10, 20, 40, 60)
TIMES = (0, 15, 30, 60, 90)
"""Numbers of questions and minutes that are offered; the command line takes any."""

LATELY = 5
"""Past tests that are shown at once."""


class ChoosingView(msgspec.Struct, frozen=True):
    """The choice as it stands: `there` questions can be drawn, `left` is the test that was not handed in, `past` the newest first."""

    catalogue: Catalogue
    choice: Choice
    there: int
    left: OpenRun | None = None
    past: Sequence[Outcome] = ()
    all_past: bool = False

    @property
    def first(self) -> str:
        """The target of the way that most will want."""
        return f"go:{self.left.run}" if self.left else "start:"


def choosing_layout(view: ChoosingView, width: int) -> Layout:
    """The page.

    Targets: `go:RUN`, `start:`, `number:N`, `minutes:N`, `clock:soft|hard`, `pool:WORD`, `audience:AUDIENCE`, `module:ID` ("" for all),
    `objective:MODULE:ID`, `past:RUN`, `past:` for all of them.
    """
    writer = Writer(width)
    writer.write([Span("Test yourself", "heading")], 0)
    writer.write([Span("Questions of several modules, mixed; feedback at the end.", "muted")], 0)
    writer.gap()
    _ways(writer, view)
    writer.gap()
    _settings(writer, view.choice)
    writer.gap()
    _modules(writer, view)
    writer.gap()
    _past(writer, view)
    return writer.layout()


def _ways(writer: Writer, view: ChoosingView) -> None:
    if view.left:
        number = min(view.left.answered + 1, view.left.asked)
        entry(writer, f"Go on: question {number} of {view.left.asked}", f"go:{view.left.run}", "the test that you left")
    choice = view.choice
    number = min(choice.scope.number, view.there)
    words = f"{plural(number, 'question')}, {clock_words(choice.limit_ms, soft=choice.soft)}"
    note = f"{words}; {scope_words(choice.scope, view.catalogue, choice.audience)}"
    entry(writer, "Start a new test, and give up the one you left" if view.left else "Start", "start:", note)
    if view.there < choice.scope.number:
        writer.write([Span(few_words(view.there), "caution")], 0)


def _settings(writer: Writer, choice: Choice) -> None:
    _row(
        writer,
        "Questions",
        ((str(number), f"number:{number}", number == choice.scope.number) for number in _with(NUMBERS, choice.scope.number)),
    )
    times = (
        (f"{minutes} min" if minutes else "no clock", f"minutes:{minutes}", minutes == choice.minutes)
        for minutes in _with(TIMES, choice.minutes)
    )
    _row(writer, "Time", times)
    if choice.minutes:
        _row(writer, "Then", (("I go on", "clock:soft", choice.soft), ("the test ends", "clock:hard", not choice.soft)))
    _row(writer, "From", ((words, f"pool:{pool}", pool == choice.scope.pool) for pool, words in POOLS.items()))
    _row(
        writer, "For", ((WHO[audience].removeprefix("for "), f"audience:{audience}", audience is choice.audience) for audience in Audience)
    )


def _with(offered: tuple[int, ...], chosen: int) -> list[int]:
    return sorted({*offered, chosen})


def _row(writer: Writer, label: str, options: Iterable[tuple[str, str, bool]]) -> None:
    """One thing to choose, its options side by side; the chosen one has a sign and weight."""
    writer.open((Span(f"{label:<11}", "label"),), (Span(" " * 11),))
    spans: list[Span] = []
    for words, target, chosen in options:
        whole = words.replace(" ", "\u00a0")
        spans += [Span("◉\u00a0" if chosen else "○\u00a0", "muted"), Span(whole, "strong" if chosen else "link", target), Span("   ")]
    writer.write(spans, 0)
    writer.close()


def _modules(writer: Writer, view: ChoosingView) -> None:
    """All modules for the audience; of one that is chosen its objectives."""
    scope = view.choice.scope
    writer.write([Span("Modules", "subheading"), Span("  choose some, or leave all", "muted")], 0)
    _box(writer, "all modules", "module:", not scope.modules)
    for module in view.catalogue.modules:
        quiz = view.catalogue.quiz_for(module.id, module.audience)
        if module.audience is not view.choice.audience or module.broken or quiz is None or quiz.broken:
            continue
        _box(writer, module.title, f"module:{module.id}", module.id in scope.modules)
        if module.id in scope.modules:
            _objectives(writer, module, frozenset(scope.objectives))


def _objectives(writer: Writer, module: ModuleEntry, chosen: frozenset[str]) -> None:
    writer.indent((Span("    "),))
    refs = {objective_ref(module.id, objective.id): objective for objective in module.objectives}
    if not chosen & refs.keys():
        writer.write([Span("all of its objectives, or only:", "muted")], 0)
    for ref, objective in refs.items():
        _box(writer, objective.text, f"objective:{ref}", ref in chosen)
    writer.close()


def _box(writer: Writer, words: str, target: str, ticked: bool) -> None:
    writer.open((Span("  "), Span("[x] " if ticked else "[ ] ", "muted")), (Span("      "),))
    writer.write([Span(words, "strong" if ticked else "link", target)], 0)
    writer.close()


def _past(writer: Writer, view: ChoosingView) -> None:
    writer.write([Span("Past tests", "subheading")], 0)
    if not view.past:
        writer.write([Span(NO_TESTS, "muted")], 0)
    for outcome in view.past if view.all_past else view.past[:LATELY]:
        columns(writer, [Span("  "), Span(date_words(outcome), "link", f"past:{outcome.run}")], [Span(counted(outcome.right_at_all))])
        writer.indent((Span("    "),))
        writer.write([Span(f"{outcome.title.removeprefix('Test: ')}, {time_words(outcome)}", "muted")], 0)
        writer.close()
    if len(view.past) > LATELY and not view.all_past:
        entry(writer, f"All {len(view.past)} tests", "past:")
