"""What stands on the audience's screen: an `AudienceView` as lines for a screen of any size, and nothing that is not in the view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from edu_tui.library import blocks as b
from edu_tui.library.ledger import Ledger
from edu_tui.library.slides import Slide, seen_blocks
from edu_tui.library.text import clean_line
from edu_tui.library.walk import plain
from edu_tui.render.layout import lay_out
from edu_tui.render.lines import Line, Span
from edu_tui.render.rows import row_cells
from edu_tui.render.slide_frame import BodyLine, Frame, draw_frame, inner_width, make_frame, text_width, title_rows
from edu_tui.render.slide_text import bare_blocks
from edu_tui.render.slide_votes import Choice, Tally, leaning_frame, question_frame, votes_frame
from edu_tui.render.slides import Position, Screenful, lay_out_slides, screenful_at
from edu_tui.render.wrap import wrap
from edu_tui.study.teaching.material import LETTERS
from edu_tui.study.teaching.views import (
    AudienceView,
    BlankView,
    CoverView,
    EndView,
    FormView,
    PromptView,
    RoundView,
    SlideView,
    TalkView,
    VoteView,
)
from edu_tui.study.teaching.votes import Verdict

ROUNDS = ("First vote", "Second vote")
SHEETS = {"pre": "A", "post": "B"}
"""What the sheets before and after are called; printed they say "Before the session" and "After the session"."""

ALL = 1_000_000
"""More pieces than a slide has: everything is shown."""


class Stage(NamedTuple):
    """A drawn screen: its `lines`, and by how many rows it can be scrolled (`overflow`) with `room` rows in view."""

    lines: tuple[Line, ...]
    overflow: int = 0
    room: int = 1


class ScreenDeck:
    """How slides lie on a screen of `width` x `height` cells: what a `TeachingSession` asks where the next key stops, and what is drawn."""

    def __init__(self, width: int, height: int, ledger: Ledger) -> None:
        self.size = width, height
        self.ledger = ledger
        self._laid_out: dict[tuple[str, int], tuple[Screenful, ...]] = {}

    def screenfuls(self, slide: Slide) -> tuple[Screenful, ...]:
        """The screens into which a slide falls."""
        key = slide.section, slide.number
        if key not in self._laid_out:
            self._laid_out[key] = lay_out_slides([slide], *self.size, self.ledger)
        return self._laid_out[key]

    def stops(self, slide: Slide) -> tuple[int, ...]:
        """After how many shown pieces the next key waits; the end of each screen is one."""
        return tuple(sorted({stop for screenful in self.screenfuls(slide) for stop in screenful.stops}))


def stage(view: AudienceView, deck: ScreenDeck, *, scrolled: int = 0, corner: str = "") -> Stage:
    """The screen of a view; `corner` stands at the lower right in place of the step's number."""
    if isinstance(view, BlankView):
        return Stage((Line(),) * deck.size[1])
    frame, shown = _frame(view, deck)
    lines = draw_frame(frame, shown, corner or _corner(view), scrolled)
    return Stage(lines, frame.overflow, frame.room)


def _corner(view: AudienceView) -> str:
    return f"{view.step}/{view.of}" if view.step and not isinstance(view, EndView) else ""


def _frame(view: AudienceView, deck: ScreenDeck) -> tuple[Frame, int]:
    """The frame of a view, and how many pieces of it are shown."""
    width, height = deck.size
    match view:
        case SlideView(shown=shown):
            screenfuls = deck.screenfuls(view.slide)
            return screenfuls[screenful_at(screenfuls, Position(view.section, view.number, shown))].frame, shown
        case VoteView():
            return _vote(view, width, height), ALL
        case FormView(number=number) if number:
            return _asked(view, width, height), ALL
        case FormView():
            return _calm(_sheet_words(view), width, height), ALL
        case PromptView(title=title, blocks=blocks):
            body = _body(blocks, width)
            return make_frame(title_rows((b.Text(title),), width), body, (), width, height), ALL
        case CoverView(title=title) | TalkView(title=title):
            return _calm((title,), width, height), ALL
        case _:
            return _calm(("Thank you.",), width, height), ALL


# --- a few words ---------------------------------------------------------------------------------------------------------------------


def _calm(paragraphs: Sequence[str], width: int, height: int) -> Frame:
    """A few words in the middle of the screen; the first ones are the most important."""
    rows: list[BodyLine] = []
    for number, words in enumerate(paragraphs):
        rows += [BodyLine(Line())] if rows else []
        for row in wrap([Span(clean_line(words), "muted" if number else "heading")], text_width(width)):
            lead = (inner_width(width) - row_cells(row)) // 2
            rows.append(BodyLine(Line((Span(" " * lead), *row))))
    frame = make_frame((), rows, (), width, height)
    above = max(0, (frame.room - len(rows)) // 2)
    return msgspec.structs.replace(frame, body=(*[BodyLine(Line())] * above, *rows))


def _sheet_words(view: FormView) -> tuple[str, ...]:
    """What people are asked to do with a sheet of paper."""
    if view.how != "paper":
        return (view.title,)
    symbol = (
        "If you like, draw a small sign on it that you will remember: no name."
        if view.form == "pre"
        else "If you drew a sign on sheet A, draw the same one here."
    )
    page = "before" if view.form == "pre" else "after"
    return f"Please fill in sheet {SHEETS[view.form]}: {page} the session.", f"{view.questions} questions. Nobody is marked.", symbol


def _body(blocks: Sequence[b.Block], width: int) -> list[BodyLine]:
    return [BodyLine(line) for line in lay_out(bare_blocks(seen_blocks(blocks)), text_width(width)).lines]


# --- questions -----------------------------------------------------------------------------------------------------------------------


def _asked(view: FormView, width: int, height: int) -> Frame:
    """A question of a form."""
    title = f"{view.title}: {view.number} of {view.questions}"
    return question_frame(title, (*view.vignette, *view.stem), _choices(view.options, ()), width, height)


def _vote(view: VoteView, width: int, height: int) -> Frame:
    """The question, or what the room chose once that may be seen."""
    choices, title = _choices(view.options, view.key), plain(view.title)
    if not view.rounds or view.phase in ("open", "closed") or (view.phase == "ready"):
        frame = question_frame(title, (*view.vignette, *view.stem), choices, width, height)
    elif any(one.verdict is not None for one in view.rounds):
        told = [(_round_name(one), _leaning(one)) for one in view.rounds]
        frame = leaning_frame(title, choices, told, width, height)
    else:
        tallies = [Tally(_round_name(one), one.counts) for one in view.rounds]
        frame = votes_frame(title, choices, tallies, width, height)
    if view.explanation:
        frame = msgspec.structs.replace(frame, body=(*frame.body, BodyLine(Line()), *_body(view.explanation, width)))
    return msgspec.structs.replace(frame, foot=_foot(view, width))


def _choices(options: Sequence[Sequence[b.Inline]], key: Sequence[str]) -> list[Choice]:
    return [Choice(letter, plain(words), letter in key) for letter, words in zip(LETTERS, options, strict=False)]


def _round_name(one: RoundView) -> str:
    return ROUNDS[one.number - 1] if one.number <= len(ROUNDS) else f"Vote {one.number}"


def _leaning(one: RoundView) -> str | None:
    """The letter that most chose, "" if the room is split, None if too few voted."""
    if one.verdict is Verdict.HIDDEN:
        return None
    if one.verdict is not None:
        return one.letter
    most = max(one.counts, default=0)
    return LETTERS[one.counts.index(most)] if 2 * most > one.voters else ""


def _foot(view: VoteView, width: int) -> tuple[Line, ...]:
    """Whether one may vote, and how many have; nothing once the counts are there."""
    if view.phase not in ("open", "closed"):
        return ()
    lead = "" if view.round == 1 else f"{ROUNDS[1]}: "
    state = "please vote now." if view.phase == "open" else "the vote is closed."
    voted = _voted(view)
    for words in (f"{lead}{state} {voted}", f"{state} {voted}", voted or state):  # where there is less room, less is said
        rows = wrap([Span(words[0].upper() + words[1:].rstrip(), "muted")], inner_width(width) - 14)
        if len(rows) == 1:
            break
    return (Line(rows[0]),)


def _voted(view: VoteView) -> str:
    if not view.voted:
        return ""
    if view.present and view.present >= view.voted:
        return f"{view.voted} of {view.present} have voted."
    return f"{view.voted} {'has' if view.voted == 1 else 'have'} voted."
