"""From Anki's notes to our questions.

A card asks for its back. A back of a few words is typed; any other becomes the right option of a choice, whose wrong options are blanks for
the author. Gaps of a cloze note all stand in one question.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from edu_tui.authoring.foreign import Draft, Item, Reading, make_question, option, read_items, short, variants
from edu_tui.authoring.gaps import free_marks, gap, put_gaps
from edu_tui.authoring.html_blocks import flattened, html_blocks
from edu_tui.authoring.losses import Loss, RefusedError
from edu_tui.library import blocks as b
from edu_tui.library.answers import normalise
from edu_tui.library.questions import Body, Choices, Cloze
from edu_tui.library.walk import plain

MAX_TYPED, MAX_TYPED_WORDS = 40, 5
"""Characters and words of an answer that people type without a slip."""

MAX_OPTION = 120
"""Characters of a back that can be read as an option."""

_CLOZE = re.compile(r"\{\{c(\d{1,3})::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_SOUND = re.compile(r"\[sound:([^\]\n]*)\]")


class Note(msgspec.Struct, frozen=True):
    """A note: the names of its fields with their HTML, its tags, and how many cards are made of it."""

    fields: tuple[tuple[str, str], ...]
    tags: tuple[str, ...] = ()
    cards: int = 1


def read_notes(notes: Sequence[tuple[int, Note]], place: str, losses: Sequence[Loss] = ()) -> Reading:
    """The questions of notes, each with its line or number."""
    drafts, lost = read_items(notes, _read)
    return Reading(tuple(drafts), (*losses, *lost), place)


def _read(item: Item, note: Note) -> Draft:
    fields = [(name, words) for name, words in note.fields if words.strip()]
    if not fields:
        raise RefusedError("a note without text", "nothing is asked")
    is_cloze = "{{c" in fields[0][1]
    make = _cloze if is_cloze else _card
    if note.cards > 1 and not is_cloze:
        item.lose(f"{note.cards - 1} more of its cards", "a question asks in one direction: from the first field for the second")
    return make(item, fields, note.tags)


def _blocks(item: Item, words: str) -> tuple[b.Block, ...]:
    """A field as blocks; a recording is a medium like any other."""
    return item.blocks(html_blocks(_SOUND.sub(lambda found: f'<audio src="{html.escape(found[1])}"></audio>', words)))


def _rest(item: Item, fields: Sequence[tuple[str, str]]) -> tuple[b.Block, ...]:
    """Further fields, each under its name."""
    found: list[b.Block] = []
    for name, words in fields:
        blocks = _blocks(item, words)
        head = (b.Text(f"{name}: "),) if name else ()
        if blocks and isinstance(blocks[0], b.Paragraph):
            found += [b.Paragraph(0, _joined((*head, *blocks[0].inlines))), *blocks[1:]]
        elif blocks:
            found += [*([b.Paragraph(0, (b.Text(f"{name}:"),))] if name else []), *blocks]
    return tuple(found)


def _joined(parts: Sequence[b.Inline]) -> tuple[b.Inline, ...]:
    """Inlines whose first two texts are one."""
    if len(parts) > 1 and isinstance(parts[0], b.Text) and isinstance(parts[1], b.Text):
        return (b.Text(parts[0].text + parts[1].text), *parts[2:])
    return tuple(parts)


# --- cards -----------------------------------------------------------------------------------------------------------------------


def _card(item: Item, fields: Sequence[tuple[str, str]], tags: tuple[str, ...]) -> Draft:
    if len(fields) < 2:
        raise RefusedError("a card without a back", "nothing says what is right")
    stem, back, rest = _blocks(item, fields[0][1]), _blocks(item, fields[1][1]), _rest(item, fields[2:])
    if not back:
        raise RefusedError("a card without a back", "nothing says what is right")
    kind, body, explained = _answer(back)
    question = make_question(kind, stem, body)
    return Draft(item.line, replace(question, tags=tags, explanation=(*explained, *rest)))


def _answer(back: tuple[b.Block, ...]) -> tuple[str, Body, tuple[b.Block, ...]]:
    """Type and answers for a back, and what of it belongs into the explanation."""
    line = flattened(back)
    words = plain(line)
    is_line = len(back) == 1 and isinstance(back[0], b.Paragraph) and not any(isinstance(part, b.Image) for part in line)
    if is_line and len(words) <= MAX_TYPED and len(words.split()) <= MAX_TYPED_WORDS and "|" not in words and normalise(words):
        return "short", short([variants([words], correct=True)]), ()
    if is_line and len(words) <= MAX_OPTION:
        return "single", _choice(line), ()
    return "single", _choice((b.Image("", "the answer in a few words"),)), back


def _choice(right: tuple[b.Inline, ...]) -> Choices:
    """A choice whose wrong options are still to be written."""
    wrong = ("a wrong answer that tempts", "another wrong answer")
    gaps = tuple(option(at, (b.Image("", words),), correct=False) for at, words in enumerate(wrong, 2))
    return Choices("single", (option(1, right, correct=True), *gaps))


# --- gaps ------------------------------------------------------------------------------------------------------------------------


def _cloze(item: Item, fields: Sequence[tuple[str, str]], tags: tuple[str, ...]) -> Draft:
    text = fields[0][1]
    found = list(_CLOZE.finditer(text))
    if not found or text.count("{{c") != len(found):
        raise RefusedError("a text with gaps", "its gaps stand in one another, or one of them is never closed")
    marks = free_marks(text, len(found))
    gaps = dict(zip(marks, (gap([_words(part[2])]) for part in found), strict=True))
    left = iter(marks)
    stem = put_gaps(_blocks(item, _CLOZE.sub(lambda _: next(left), text)), gaps)
    cards = len({part[1] for part in found})
    if cards > 1:
        item.lose(f"{cards} cards as such", f"they are one question with {len(found)} gaps here")
    question = make_question("cloze", stem, Cloze(tuple(blank.variants for blank in gaps.values())))
    hints = tuple(b.Paragraph(0, (b.Text(f"Gap {at}: {_words(part[3])}"),)) for at, part in enumerate(found, 1) if part[3])
    return Draft(item.line, replace(question, tags=tags, hint=hints, explanation=_rest(item, fields[1:])))


def _words(text: str) -> str:
    """The words of a piece of HTML."""
    return plain(flattened(html_blocks(text).blocks))
