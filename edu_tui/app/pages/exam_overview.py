"""A test while it is open: what stands around its questions, and the overview of all of them."""

from __future__ import annotations

import msgspec

from edu_tui.app.pages.parts import entry
from edu_tui.app.pages.question import SAYINGS, said_row
from edu_tui.progress.schedule import CONFIDENCES
from edu_tui.render.layout import stack
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.writer import Writer
from edu_tui.study.exam.session import Standing
from edu_tui.study.exam.words import standing_words

ANSWERED, BEGUN, OPEN, MARKED = "●", "◐", "○", "◆"
"""How a question of a test stands, in a sign."""

_CELL = 9


class AroundView(msgspec.Struct, frozen=True):
    """What stands around the open question of a test: whether it is marked for review, how sure she is (1 to 3, None unsaid)."""

    marked: bool
    confidence: int | None
    scored: bool


def around_layout(question: Layout, view: AroundView, width: int) -> Layout:
    """The page of a question, and what can be said of it in a test. Targets besides its own: `judge:WORD`, `mark:`, `overview:`."""
    head = Writer(width)
    if view.marked:
        head.write([Span(f"{MARKED} marked for review", "caution", "mark:")], 0)
    foot = Writer(width)
    if view.scored:
        said = frozenset(word for word, value in CONFIDENCES.items() if value == view.confidence)
        said_row(foot, "How sure are you?", SAYINGS[0][1], said)
        foot.gap()
    entry(foot, "Take the mark off" if view.marked else "Mark for review", "mark:")
    entry(foot, "Overview", "overview:", "all questions, and handing in")
    return stack([part for part in (head.layout(), question, foot.layout()) if part.lines])


class OverviewView(msgspec.Struct, frozen=True):
    """All questions of a test; `current` is the number of the one that was open before."""

    title: str
    standings: tuple[Standing, ...]
    current: int

    @property
    def first_open(self) -> int | None:
        """The number of the first question without an answer."""
        return next((one.number for one in self.standings if not one.answered), None)

    @property
    def first_marked(self) -> int | None:
        """The number of the first question that is marked for review."""
        return next((one.number for one in self.standings if one.marked), None)


def overview_layout(view: OverviewView, width: int) -> Layout:
    """The overview. Targets: `question:N`, `hand-in:`."""
    writer = Writer(width)
    writer.write([Span(view.title, "heading")], 0)
    writer.write([Span(f"{standing_words(view.standings)}."), Span("  Hand in?", "muted")], 0)
    writer.gap()
    in_row = max(1, writer.room // _CELL)
    cells = [_cell(one) for one in view.standings]
    writer.put(Line(tuple(span for cell in cells[at : at + in_row] for span in cell)) for at in range(0, len(cells), in_row))
    writer.gap()
    signs = [f"{ANSWERED} answered", f"{OPEN} open"]
    if any(one.begun for one in view.standings):
        signs.append(f"{BEGUN} begun: what stands there is not given")
    if any(one.marked for one in view.standings):
        signs.append(f"{MARKED} marked for review")
    writer.write([Span("   ".join(signs), "muted")], 0)
    writer.gap()
    if view.first_open is not None:
        entry(writer, f"To the first open question, number {view.first_open}", f"question:{view.first_open}")
    if view.first_marked is not None:
        entry(writer, f"To the first marked question, number {view.first_marked}", f"question:{view.first_marked}")
    entry(writer, "Hand in", "hand-in:", "then come the result and all feedback; nothing can be changed any more")
    return writer.layout()


def _cell(one: Standing) -> tuple[Span, ...]:
    sign = BEGUN if one.begun else ANSWERED if one.answered else OPEN
    text = f"{one.number:>3} {sign}{MARKED if one.marked else ' '}"
    return (Span(text, "text" if one.answered else "strong", f"question:{one.number}"), Span(" " * (_CELL - len(text))))
