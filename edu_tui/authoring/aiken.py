"""From Aiken to our questions, line by line as Moodle reads it.

A line that begins with a capital letter and a full stop or bracket is a choice, one that begins with `ANSWER:` ends a question, any other
is a question on one line; lines of one character are passed over. The letter of the answer counts choices; it is not compared with theirs.
"""

from __future__ import annotations

import re

import msgspec

from edu_tui.authoring.foreign import Draft, Item, Reading, make_question, option, read_items
from edu_tui.authoring.losses import Loss, RefusedError
from edu_tui.authoring.runs import plain_blocks, plain_line
from edu_tui.library.questions import Choices

_CHOICE = re.compile(r"([A-Z])[).][ \t]?(.*)")
_ANSWER = "ANSWER:"


class _Raw(msgspec.Struct):
    """A question while its lines come in."""

    line: int
    text: str
    choices: list[tuple[str, str]] = []
    answer: str = ""


def read_aiken(text: str) -> Reading:
    """The questions of an Aiken file."""
    found: list[tuple[int, _Raw]] = []
    losses: list[Loss] = []
    raw: _Raw | None = None
    for number, line in enumerate((part.strip() for part in text.split("\n")), 1):
        choice = _CHOICE.match(line)
        if len(line) < 2:
            losses += [Loss(number, f'the line "{line}"', "a line of one character is passed over")] if line else []
        elif (choice or line.startswith(_ANSWER)) and raw is None:
            losses.append(Loss(number, f'the line "{line[:60]}"', "no question stands above it"))
        elif choice and raw:
            raw.choices.append((choice[1], choice[2]))
        elif raw and line.startswith(_ANSWER):
            raw.answer = line.removeprefix(_ANSWER).strip()[:1]
            found.append((raw.line, raw))
            raw = None
        else:
            losses += [_unfinished(raw)] if raw else []
            raw = _Raw(number, line)
    losses += [_unfinished(raw)] if raw else []
    drafts, lost = read_items(found, _read)
    return Reading(tuple(drafts), (*losses, *lost))


def _unfinished(raw: _Raw) -> Loss:
    return Loss(raw.line, f'the question "{raw.text[:60]}"', "no line with ANSWER: ends it, and a question stands on one line")


def _read(item: Item, raw: _Raw) -> Draft:
    place = ord(raw.answer) - ord("A") if raw.answer else -1
    what = f'the question "{raw.text[:60]}"'
    if len(raw.choices) < 2:
        raise RefusedError(what, "it has fewer than two choices")
    if not 0 <= place < len(raw.choices):
        raise RefusedError(what, f'its answer "{raw.answer}" is none of its {len(raw.choices)} choices')
    if raw.choices[place][0] != raw.answer:
        item.lose(
            f'the letter "{raw.answer}"', f'it counts choices, and number {place + 1} has the letter "{raw.choices[place][0]}": look at it'
        )
    options = tuple(option(at, plain_line(words), correct=at == place + 1) for at, (_, words) in enumerate(raw.choices, 1))
    kind = "truefalse" if {words.casefold() for _, words in raw.choices} == {"true", "false"} and len(options) == 2 else "single"
    return Draft(item.line, make_question(kind, plain_blocks(raw.text), Choices(kind, options)))
