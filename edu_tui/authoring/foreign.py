"""What was read from a file of another program: questions as ours, and a list of all that could not be carried over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

import msgspec

from edu_tui.authoring.html_blocks import Found, flattened
from edu_tui.authoring.losses import Loss, RefusedError
from edu_tui.library import blocks as b
from edu_tui.library.quantities import Problem
from edu_tui.library.questions import Body, Choices, Match, NumberRange, Option, Pair, Question, Short, ShortVariants
from edu_tui.library.quiz_ranges import parse_range
from edu_tui.library.slugs import text_key
from edu_tui.library.text import clean_line
from edu_tui.library.walk import plain

T = TypeVar("T")

LONGEST_TITLE = 60
"""Characters of a title that is made from the text of a question."""

NO_ID = "unnamed"
"""The id of a question until it gets its own."""


class Draft(msgspec.Struct, frozen=True):
    """A question without an objective; `ident` is the id that its file gives it, "" if none, and `line` where it stands there."""

    line: int
    question: Question
    ident: str = ""


class Reading(msgspec.Struct, frozen=True):
    """What a file holds. `place` is what `line` counts: "line" or "note"."""

    drafts: tuple[Draft, ...]
    losses: tuple[Loss, ...] = ()
    place: str = "line"


class Item:
    """One item of a file while it is read, from its line on; collects what it loses."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.losses: list[Loss] = []

    def lose(self, what: str, why: str) -> None:
        """Note that something of this item is not carried over."""
        self.losses.append(Loss(self.line, clean_line(what), clean_line(why)))

    def blocks(self, found: Found) -> tuple[b.Block, ...]:
        """The blocks of a text; what it drops is noted."""
        for dropped in found.dropped:
            self.lose(dropped.what, dropped.why)
        return found.blocks

    def running(self, found: Found, where: str) -> tuple[b.Inline, ...]:
        """A text as running text on one line; that its lists and tables become words is noted with `where` they stood."""
        blocks = self.blocks(found)
        if any(not isinstance(block, b.Paragraph) for block in blocks):
            self.lose(f"a list, table or block in {where}", "only running text can stand there; the words are kept")
        return flattened(blocks)


def read_items(places: Iterable[tuple[int, T]], read: Callable[[Item, T], Draft | None]) -> tuple[list[Draft], list[Loss]]:
    """Read item after item; one that is refused is a loss."""
    drafts: list[Draft] = []
    losses: list[Loss] = []
    for line, raw in places:
        item = Item(line)
        try:
            draft = read(item, raw)
        except RefusedError as refusal:
            item.lose(refusal.what, refusal.why)
            draft = None
        drafts += [draft] if draft else []
        losses += item.losses
    return drafts, losses


# --- questions -------------------------------------------------------------------------------------------------------------------


def make_question(kind: str, stem: tuple[b.Block, ...], body: Body, title: str = "") -> Question:
    """A question with a title, or with one made from its text. Raises RefusedError if nothing is asked."""
    if not stem:
        raise RefusedError("a question without text", "nothing is asked")
    words = clean_line(title) or short_title(stem)
    return Question(id=NO_ID, rev=1, type=kind, title=(b.Text(words),), line=0, stem=stem, body=body)


def short_title(stem: Sequence[b.Block]) -> str:
    """The first words of a text."""
    shown = [part for part in flattened(stem) if not isinstance(part, b.Image)]
    words = plain(shown).replace("____", "…").split()
    kept: list[str] = []
    for word in words:
        if kept and len(" ".join((*kept, word))) > LONGEST_TITLE:
            return " ".join(kept).rstrip(".,;:") + " …"
        kept.append(word[:LONGEST_TITLE])
    return " ".join(kept).rstrip(".:") or "Question"


def option(number: int, words: tuple[b.Inline, ...], feedback: tuple[b.Block, ...] = (), *, correct: bool) -> Option:
    """An option; its key is only written where its words need one."""
    return Option(f"o{number}", words, correct, 0, feedback)


def truth(answer: bool, if_true: tuple[b.Block, ...] = (), if_false: tuple[b.Block, ...] = ()) -> Choices:
    """True and False with the feedback on each."""
    words = (((b.Text("True"),), if_true, answer), ((b.Text("False"),), if_false, not answer))
    return Choices("truefalse", tuple(option(at, text, told, correct=right) for at, (text, told, right) in enumerate(words, 1)))


def variants(words: Sequence[str], feedback: tuple[b.Block, ...] = (), *, correct: bool) -> ShortVariants:
    """One answer of a short question in all its spellings."""
    return ShortVariants("", tuple(words), correct, 0, feedback)


def short(answers: Iterable[ShortVariants]) -> Short:
    """A short question. Raises RefusedError if no answer is right."""
    body = Short(tuple(answers))
    if not any(answer.correct for answer in body.answers):
        raise RefusedError("a question without a right answer", "there is nothing to mark it by")
    return body


def number_range(text: str, credit: Decimal, feedback: tuple[b.Block, ...] = ()) -> NumberRange:
    """An expected number written as in our files. Raises RefusedError if it is none."""
    found = parse_range(text)
    if isinstance(found, Problem):
        raise RefusedError(f'a question for the number "{text[:60]}"', f"it {found.reason}")
    return NumberRange("", found.text, credit, 0, found.low, found.high, found.units, feedback=feedback)


def match(sides: Iterable[tuple[tuple[b.Inline, ...], tuple[b.Inline, ...]]]) -> Match:
    """Pairs to match; an empty left side makes a distractor of the right one."""
    pairs: list[Pair] = []
    rights: dict[str, tuple[b.Inline, ...]] = {}
    spare: dict[str, tuple[b.Inline, ...]] = {}
    for left, right in sides:
        key = text_key(plain(right))
        if plain(left):
            pairs.append(Pair("", left, key, 0))
            rights.setdefault(key, right)
        else:
            spare.setdefault(key, right)
    return Match(tuple(pairs), tuple((rights | {key: right for key, right in spare.items() if key not in rights}).items()))
