"""From a table (CSV) to our questions. Its first row names the columns; docs/authoring/import.md describes them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.foreign import Draft, Item, Reading, make_question, match, number_range, option, read_items, short, truth, variants
from edu_tui.authoring.gaps import free_marks, gap, put_gaps
from edu_tui.authoring.losses import Loss, RefusedError
from edu_tui.authoring.runs import plain_blocks, plain_line
from edu_tui.library import blocks as b
from edu_tui.library.questions import TYPES, Body, Choices, Cloze, Numeric, Order, Step
from edu_tui.library.quiz_keys import BLOOM
from edu_tui.library.slugs import IDENT

LETTERS = "abcdefghijklmnopqrst"
"""The columns of options."""

COLUMNS = ("question", "answer", "type", "title", "explanation", "hint", "id", "objective", "bloom", "difficulty", "tags")
"""The other columns. Each option may have one for the feedback on it: `feedback a`."""

_KNOWN = frozenset((*COLUMNS, *LETTERS, *(f"feedback {letter}" for letter in LETTERS)))
_SEPARATORS = ",;\t|"
_LETTERS_SPLIT = re.compile(r"[\s,;|]+")
_GAP = re.compile(r"\[\[([^\[\]\n]+)\]\]")

Row = dict[str, str]
"""The cells of a row that are not empty, by column."""


def read_csv(text: str) -> Reading:
    """The questions of a table. Raises AuthoringError if its first row names no question."""
    rows = _rows(text)
    _, first = next(rows, (1, []))
    names = [_column(cell) for cell in first]
    if "question" not in names:
        raise AuthoringError("The first row does not name the columns: one must be called question, and one answer.")
    losses = [
        Loss(1, f'the column "{cell[:60]}"', "it is none of those that docs/authoring/import.md names")
        for cell in first
        if cell.strip() and _column(cell) not in _KNOWN
    ]
    losses += [Loss(1, f'the column "{name}"', "it stands there twice; the first one counts") for name in _KNOWN if names.count(name) > 1]
    drafts, lost = read_items(_records(rows, names, losses), _read)
    return Reading(tuple(drafts), (*losses, *lost))


def _column(cell: str) -> str:
    """The name of a column: "Feedback_A" is "feedback a"."""
    return " ".join(cell.replace("_", " ").casefold().split())


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which each begins. The separator is the one by which the first row names the most columns."""
    head, _, rest = text.partition("\n")
    told = re.fullmatch(r'sep=([^"])', head.strip("\ufeff\r "))  # what Excel writes to itself
    body, skipped = (rest, 1) if told else (text, 0)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=told[1] if told else _separator(body.split("\n", 1)[0]))
    begins = 1 + skipped
    try:
        for row in reader:
            yield begins, row
            begins = reader.line_num + 1 + skipped
    except csv.Error as error:
        where, why = reader.line_num + skipped, "a quotation mark may be open, or a cell too long"
        raise AuthoringError(f"Line {where} is no row of a table ({error}): {why}.") from None


def _separator(names: str) -> str:
    """The sign by which a first row names the most columns."""

    def named(sign: str) -> int:
        with suppress(csv.Error):  # whoever reads all rows says what is wrong with this one
            return sum(_column(cell) in _KNOWN for cell in next(csv.reader([names], delimiter=sign), []))
        return 0

    return max(_SEPARATORS, key=named)


def _records(rows: Iterator[tuple[int, list[str]]], names: list[str], losses: list[Loss]) -> Iterator[tuple[int, Row]]:
    """Rows as cells by column; an empty row is none."""
    for line, cells in rows:
        if any(cell.strip() for cell in cells[len(names) :]):
            losses.append(Loss(line, f'the cell "{" ".join(cells[len(names) :]).strip()[:60]}"', "it stands right of the last column"))
        row = {name: cell.strip() for name, cell in reversed(list(zip(names, cells, strict=False))) if cell.strip() and name in _KNOWN}
        if row:
            yield line, row


# --- questions -------------------------------------------------------------------------------------------------------------------


class _Cells:
    """The cells of one row; what nobody takes is a loss."""

    def __init__(self, row: Row) -> None:
        self._row = dict(row)

    def take(self, column: str) -> str:
        """The cell in `column`, "" if it is empty."""
        return self._row.pop(column, "")

    def options(self) -> list[tuple[str, str]]:
        """Letters and texts of the options."""
        return [(letter, self._row.pop(letter)) for letter in LETTERS if letter in self._row]

    def feedback(self, letter: str) -> tuple[b.Block, ...]:
        """The feedback on an option."""
        return plain_blocks(self.take(f"feedback {letter}"))

    def left(self) -> list[str]:
        """The columns that nobody took."""
        return list(self._row)


def _read(item: Item, row: Row) -> Draft:
    cells = _Cells(row)
    words, title, ident = cells.take("question"), cells.take("title"), cells.take("id")
    options, answer = cells.options(), cells.take("answer")
    kind = _kind(cells.take("type"), options, answer)
    stem, body = _cloze(words) if kind == "cloze" else (plain_blocks(words), _body(item, kind, options, answer, cells))
    question = replace(
        make_question(kind, stem, body, title),
        hint=plain_blocks(cells.take("hint")),
        explanation=plain_blocks(cells.take("explanation")),
        tags=tuple(tag for part in re.split("[,;]", cells.take("tags")) if (tag := " ".join(part.split()))),
        **_levels(item, cells),
    )
    for column in cells.left():
        item.lose(f'the cell in "{column}"', f"a question of type {kind} has no place for it")
    return Draft(item.line, question, ident)


def _kind(written: str, options: list[tuple[str, str]], answer: str) -> str:
    """The type of a row: the one written, or what its cells say."""
    kind = written.casefold().replace("/", "").replace(" ", "")
    if kind:
        if kind not in TYPES:
            raise RefusedError(f'a question of the type "{written[:40]}"', f"the types are {', '.join(TYPES)}")
        return kind
    if options:
        if {words.casefold() for _, words in options} == {"true", "false"}:
            return "truefalse"
        return "single" if len(_ticked(options, answer)) < 2 else "multiple"
    return "truefalse" if answer.casefold() in ("true", "false") else "short"


def _ticked(options: list[tuple[str, str]], answer: str) -> set[str]:
    """The letters that an answer names: it is the text of an option, or letters of columns."""
    same = {letter for letter, words in options if words == answer}
    letters = {part.casefold() for part in _LETTERS_SPLIT.split(answer) if part}
    return same or letters


def _body(item: Item, kind: str, options: list[tuple[str, str]], answer: str, cells: _Cells) -> Body:
    match kind:
        case "truefalse" if not options:
            if answer.casefold() not in ("true", "false"):
                raise RefusedError("a question of type truefalse", f'its answer "{answer[:40]}" is neither true nor false')
            return truth(answer.casefold() == "true", cells.feedback("a"), cells.feedback("b"))
        case "numeric":
            _lose_options(item, kind, options)
            number = number_range(answer, Decimal(1), cells.feedback("a"))
            return Numeric((number,), bool(number.units))
        case "short":
            mistakes = [variants([words], cells.feedback(letter), correct=False) for letter, words in options]
            return short([variants(spellings, correct=True), *mistakes] if (spellings := _spellings(answer)) else mistakes)
        case "order":
            _lose_answer(item, kind, answer)
            return Order(tuple(Step("", plain_line(words), 0) for _, words in options))
        case "match":
            _lose_answer(item, kind, answer)
            return _match([words for _, words in options])
        case _:
            return _choices(item, kind, options, answer, cells)


def _choices(item: Item, kind: str, options: list[tuple[str, str]], answer: str, cells: _Cells) -> Choices:
    ticked = set() if kind == "poll" else _ticked(options, answer)
    if kind == "poll":
        _lose_answer(item, kind, answer)
    unknown = sorted(ticked - {letter for letter, _ in options})
    if unknown:
        raise RefusedError(
            f'a question with the answer "{answer[:60]}"', "an answer is the text of an option, or the letters of the right ones"
        )
    made = (
        option(at, plain_line(words), cells.feedback(letter), correct=letter in ticked) for at, (letter, words) in enumerate(options, 1)
    )
    return Choices(kind, tuple(made))


def _match(pairs: list[str]) -> Body:
    """Pairs written with an arrow."""
    sides = []
    for pair in pairs:
        left, arrow, right = pair.replace("→", "->").partition("->")
        if not arrow:
            raise RefusedError("a question of type match", f'"{pair[:60]}" is not left -> right')
        sides.append((plain_line(left), plain_line(right)))
    return match(sides)


def _cloze(words: str) -> tuple[tuple[b.Block, ...], Cloze]:
    """A text whose gaps are written as in our files: [[answer|variant]]."""
    found = _GAP.findall(words)
    if not found:
        raise RefusedError("a question of type cloze", "no gap such as [[answer]] stands in it")
    gaps = dict(zip(marks := free_marks(words, len(found)), (gap(part.split("|")) for part in found), strict=True))
    left = iter(marks)
    stem = put_gaps(plain_blocks(_GAP.sub(lambda _: next(left), words)), gaps)
    return stem, Cloze(tuple(blank.variants for blank in gaps.values()))


def _spellings(text: str) -> list[str]:
    return [spelling for part in text.split("|") if (spelling := " ".join(part.split()))]


def _levels(item: Item, cells: _Cells) -> dict[str, Any]:
    """Objective, level and difficulty, as far as our files know them."""
    found: dict[str, Any] = {}
    for column, known in (("objective", IDENT.fullmatch), ("bloom", BLOOM.__contains__), ("difficulty", "12345".__contains__)):
        words = cells.take(column)
        if words and known(words):
            found[column] = int(words) if column == "difficulty" else words
        elif words:
            item.lose(f'{column} "{words[:40]}"', "it is none that a question can have")
    return found


def _lose_options(item: Item, kind: str, options: list[tuple[str, str]]) -> None:
    for letter, _ in options:
        item.lose(f'the cell in "{letter}"', f"a question of type {kind} has no options")


def _lose_answer(item: Item, kind: str, answer: str) -> None:
    if answer:
        item.lose(f'the answer "{answer[:60]}"', f"a question of type {kind} has none of its own")
