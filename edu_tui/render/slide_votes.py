"""Votes on a slide: the question with its options, what the room chose, and for few voters on a sensitive question only how it leans.

What may be shown when is decided by the caller: a function here draws exactly what it is given.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len, set_cell_size

from edu_tui.library.blocks import Block, Text
from edu_tui.library.slides import seen_blocks
from edu_tui.render.bars import bar_text
from edu_tui.render.inlines import one_line
from edu_tui.render.layout import lay_out
from edu_tui.render.lines import Line, Span
from edu_tui.render.rows import Row, row_cells, trimmed
from edu_tui.render.slide_frame import BodyLine, Frame, inner_width, make_frame, room_for, text_width, title_rows
from edu_tui.render.slide_text import bare_blocks
from edu_tui.render.wrap import wrap

RIGHT = "✓"
"""Marks the right option: a sign, so that it needs no colour. Its place is kept free before, so that nothing moves."""

ROUND_STYLES = ("bar", "bar2", "bar3")


class Choice(msgspec.Struct, frozen=True):
    """An option: the letter that people hold up, its words, and whether to mark it as right (only once the answer is shown)."""

    letter: str
    text: str
    right: bool = False


class Tally(msgspec.Struct, frozen=True):
    """One round of votes: how it is called ("First vote"), the votes for each option in their order, and how many did not vote."""

    name: str
    counts: tuple[int, ...]
    silent: int = 0

    @property
    def voters(self) -> int:
        """All who voted."""
        return sum(self.counts)


def question_frame(title: str, stem: Sequence[Block], choices: Sequence[Choice], width: int, height: int) -> Frame:
    """The question: its stem, and each option beside its letter in a box, as far as there is room for boxes."""
    asked = [BodyLine(line) for line in lay_out(bare_blocks(seen_blocks(stem)), text_width(width)).lines]
    heading = title_rows((Text(title),), width)
    room = room_for(len(heading), 0, height)
    gap = [BodyLine(Line())] if asked else []
    for boxed, air in ((True, 0), (False, 1), (False, 0)):
        body = [*asked, *gap, *_options(choices, width, boxed=boxed, air=air)]
        if len(body) <= room:
            break
    return make_frame(heading, body, (), width, height)


def votes_frame(title: str, choices: Sequence[Choice], rounds: Sequence[Tally], width: int, height: int) -> Frame:
    """What the room chose: a bar for each option and round, on one scale, with "9 of 14"; how many voted, and how many did not.

    Where the screen is too low for the words of the options, their letters stand alone.
    """
    heading = title_rows((Text(title),), width)
    room = room_for(len(heading), 0, height)
    voted = [BodyLine(Line(row)) for tally in rounds for row in wrap([Span(_voted(tally, len(rounds)), "muted")], inner_width(width))]
    for words, air in ((True, 1), (True, 0), (False, 1), (False, 0)):
        bars = _bars(choices, rounds, width, words=words, air=air)
        body = [*bars, BodyLine(Line()), *voted]
        if len(body) <= room:
            break
    return make_frame(heading, body, (), width, height)


def leaning_frame(title: str, choices: Sequence[Choice], rounds: Sequence[tuple[str, str | None]], width: int, height: int) -> Frame:
    """How a small room leans, without counts: of each round its name and the letter that most chose, "" if split, None if too few voted."""
    texts = {choice.letter: choice.text for choice in choices}
    body: list[BodyLine] = []
    for name, letter in rounds:
        told = [Span(f"{name}: ", "muted")] if len(rounds) > 1 else []
        body += [BodyLine(Line())] if body else []
        body += [BodyLine(Line(row)) for row in wrap([*told, Span(_leaning(letter), "strong")], text_width(width))]
        if letter:
            lead = (Span(f"{letter}  ", "strong"),)
            words = wrap([Span(one_line(texts.get(letter, "")))], text_width(width), lead, (Span(" " * row_cells(lead)),))
            body += [BodyLine(Line(row)) for row in words]
    return make_frame(title_rows((Text(title),), width), body, (), width, height)


def _leaning(letter: str | None) -> str:
    if letter is None:
        return "Too few votes to show."
    return f"Most of you chose {letter}." if letter else "Your votes are split."


def _options(choices: Sequence[Choice], width: int, *, boxed: bool, air: int) -> list[BodyLine]:
    """Every option with its letter, in a box of three rows or with `air` empty rows before the next."""
    body: list[BodyLine] = []
    for choice in choices:
        body += [BodyLine(Line())] * air if body else []
        body += [BodyLine(Line(trimmed(row))) for row in (_boxed(choice, width) if boxed else _plain(choice, width))]
    return body


def _plain(choice: Choice, width: int) -> list[Row]:
    """Letter, place for the mark, words."""
    lead = (Span(choice.letter, "strong"), Span("  "), _mark(choice))
    return wrap([_words(choice)], text_width(width), lead, (Span(" " * (cell_len(choice.letter) + 4)),))


def _boxed(choice: Choice, width: int) -> list[Row]:
    """The letter in a box; the words begin on its middle row."""
    edge = "─" * (cell_len(choice.letter) + 2)
    sides = [f"┌{edge}┐", f"│ {choice.letter} │", f"└{edge}┘"]
    hang = " " * (len(edge) + 2)
    style = "success" if choice.right else "strong"
    words = wrap([_words(choice)], text_width(width) - len(hang) - 4)
    rows: list[Row] = [(Span(sides[0], style),)]
    for index in range(max(2, len(words))):
        side = Span(sides[index + 1] if index < 2 else hang, style)
        mark = (Span("  "), _mark(choice)) if index == 0 else (Span(" " * 4),)
        rows.append((side, *mark, *(words[index] if index < len(words) else ())))
    return rows


def _mark(choice: Choice) -> Span:
    return Span(f"{RIGHT} " if choice.right else "  ", "success")


def _words(choice: Choice) -> Span:
    return Span(one_line(choice.text).strip(), "success" if choice.right else "text")


def _bars(choices: Sequence[Choice], rounds: Sequence[Tally], width: int, *, words: bool, air: int) -> list[BodyLine]:
    """For each option its words, if wanted, and a bar for each round."""
    widest = max((cell_len(tally.name) for tally in rounds), default=0) + 2
    names = min(widest, inner_width(width) // 3) if len(rounds) > 1 else 0
    figures = max((cell_len(_figure(tally, index)) for tally in rounds for index in range(len(tally.counts))), default=0)
    body: list[BodyLine] = []
    for index, choice in enumerate(choices):
        body += [BodyLine(Line())] * air if body else []
        lead: Row = (Span(choice.letter, "strong"), Span("  "), _mark(choice))
        hang: Row = (Span(" " * row_cells(lead)),)
        if words:
            body += [BodyLine(Line(trimmed(row))) for row in wrap([_words(choice)], text_width(width), lead, hang)]
            lead = hang
        length = max(1, inner_width(width) - cell_len(choice.letter) - 4 - names - figures - 2)
        for number, tally in enumerate(rounds):
            body.append(BodyLine(Line((*lead, *_bar(tally, index, number, names, length)))))
            lead = hang
    return body


def _bar(tally: Tally, index: int, number: int, names: int, length: int) -> Row:
    """The name of the round if there are several, the bar, the figure behind it."""
    share = tally.counts[index] / tally.voters if index < len(tally.counts) and tally.voters else 0.0
    name = (Span(set_cell_size(one_line(tally.name), names - 2) + "  ", "muted"),) if names else ()
    bar = bar_text(share, length)
    figure = Span(_figure(tally, index), "strong")
    return (*name, Span(bar, ROUND_STYLES[number % len(ROUND_STYLES)]), Span("  "), figure) if bar else (*name, figure)


def _figure(tally: Tally, index: int) -> str:
    count = tally.counts[index] if index < len(tally.counts) else 0
    return f"{count} of {tally.voters}"


def _voted(tally: Tally, rounds: int) -> str:
    """How many voted in a round, and how many did not."""
    lead = f"{tally.name}: " if rounds > 1 else ""
    silent = f", {tally.silent} did not" if tally.silent else ""
    return f"{lead}{tally.voters} voted{silent}"
