"""Bodies made from a task list: choices, numbers, short answers."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from edu_tui.library.answers import normalise
from edu_tui.library.quantities import Problem
from edu_tui.library.questions import Choices, NumberRange, Numeric, Option, Short, ShortVariants
from edu_tui.library.quiz_items import AnswerItem
from edu_tui.library.quiz_keys import Keys
from edu_tui.library.quiz_page import Page
from edu_tui.library.quiz_ranges import parse_range
from edu_tui.library.slugs import text_key

MAX_OPTIONS = 20
"""Options, steps, pairs or expected answers of one question; more cannot be weighed up."""

TRUE_FALSE = frozenset({"true", "false"})

_ROUNDING = Decimal("0.01")


def choice_type(keys: Keys, items: list[AnswerItem]) -> str:
    """The type of a task list: the one written, else True and False, else one tick or several."""
    if keys.type:
        return keys.type
    if _is_true_false(items):
        return "truefalse"
    return "multiple" if sum(item.checked is True for item in items) > 1 else "single"


def read_choices(page: Page, keys: Keys, kind: str, items: list[AnswerItem]) -> Choices:
    """Single, multiple, true/false or poll. Faults: A01, A06, A09, A13, A14, A15, A19."""
    line = items[0].line
    if len(items) < 2:
        page.error(line, "A09", "one option is no choice", "Add options to the list.")
    _report_surplus(page, items, "A09", "options")
    _report_ticks(page, kind, items)
    _report_twins(page, items)
    if keys.scoring == "weights" and kind != "poll":
        _report_weights(page, items)
    return Choices(
        kind, tuple(Option(item.key, item.inlines, item.checked is True, item.line, item.feedback, item.credit) for item in items)
    )


def read_numeric(page: Page, keys: Keys, items: list[AnswerItem]) -> Numeric:
    """Expected numbers; those without a unit take that of the first right one. Faults: A01, A09, A14, A15, A19, M07, N01 to N03."""
    _report_unticked(page, items)
    _report_surplus(page, items, "A09", "expected numbers")
    _report_twins(page, items)
    ranges = [found for item in items if (found := _range(page, item)) is not None]
    units = next((found.units for found in ranges if found.credit == 1 and found.units), ())
    filled = (found if found.units or found.catch_all else msgspec.structs.replace(found, units=units) for found in ranges)
    if keys.unit == "required" and not units:
        page.error(keys.lines["unit"], "M07", "no right number has a unit that could be required", "Write the unit after the number.")
    return Numeric(tuple(filled), bool(units) and keys.unit != "optional")


def read_short(page: Page, keys: Keys, items: list[AnswerItem]) -> Short:
    """Accepted answers and expected mistakes. Faults: A01, A09, A14, A15, A19, A20."""
    _report_unticked(page, items)
    _report_surplus(page, items, "A09", "expected answers")
    if keys.scoring == "weights":
        page.error(keys.lines["scoring"], "A15", "a short answer has no weights", "Remove scoring: weights.")
    answers = [found for item in items if (found := _variants(page, item)) is not None]
    _report_same_variants(page, answers)
    _report_same_keys(page, items)
    return Short(tuple(answers))


# --- one item --------------------------------------------------------------------------------------------------------------------


def _range(page: Page, item: AnswerItem) -> NumberRange | None:
    credit = _number_credit(page, item)
    if item.words == "*":
        if credit:
            page.error(item.line, "A15", "* takes whatever nothing else took, so it cannot earn credit", "Write - [ ] * without a share.")
        return NumberRange(item.key, "*", Decimal(0), item.line, catch_all=True, feedback=item.feedback)
    found = parse_range(item.words)
    if isinstance(found, Problem):
        hint = "Write value ± tolerance unit, or low..high unit, such as 0.76 ± 0.01 m2."
        page.error(item.line, found.code, f'"{item.words[:60]}" {found.reason}', hint, page.column(item.line, item.words))
        return None
    written = text_key(item.words)
    key = text_key(found.text) if item.key == written else item.key
    return NumberRange(key, found.text, credit, item.line, found.low, found.high, found.units, feedback=item.feedback)


def _number_credit(page: Page, item: AnswerItem) -> Decimal:
    """The credit of an expected number: all if ticked, else its share."""
    if item.checked and item.credit is not None:
        page.error(
            item.line, "A15", "a ticked number earns full credit, so a share cannot stand beside it", "Remove the share or the tick."
        )
    if item.credit is not None and not 0 <= item.credit < 1:
        page.error(item.line, "A15", "the share of an unticked number lies from 0% to under 100%", "Correct the share, or tick the number.")
    return Decimal(1) if item.checked else item.credit or Decimal(0)


def _variants(page: Page, item: AnswerItem) -> ShortVariants | None:
    variants = tuple(part for piece in item.words.split("|") if (part := piece.strip()) and normalise(part))
    if not variants:
        page.error(item.line, "A20", "this answer has no text that could be typed", "Write the answer.")
        return None
    key = text_key(variants[0]) if item.key == text_key(item.words) else item.key
    return ShortVariants(key, variants, item.checked is True, item.line, item.feedback)


def _is_true_false(items: list[AnswerItem]) -> bool:
    return len(items) == 2 and {item.words.casefold() for item in items} == TRUE_FALSE


# --- faults ----------------------------------------------------------------------------------------------------------------------


def _report_surplus(page: Page, items: list[AnswerItem], code: str, what: str) -> None:
    if len(items) > MAX_OPTIONS:
        page.error(
            items[MAX_OPTIONS].line, code, f"there are {len(items)} {what}, at most {MAX_OPTIONS} are allowed", "Split the question."
        )


def _report_unticked(page: Page, items: list[AnswerItem]) -> None:
    if not any(item.checked for item in items):
        hint = "Tick the right one: - [x]. An opinion question needs type: poll."
        page.error(items[0].line, "A01", "no option is marked [x]", hint)


def _report_ticks(page: Page, kind: str, items: list[AnswerItem]) -> None:
    ticked = [item for item in items if item.checked]
    if kind == "poll":
        if ticked:
            page.error(ticked[0].line, "A13", "a poll has no right answer, but this option is ticked", "Write - [ ], or remove type: poll.")
        return
    _report_unticked(page, items)
    if kind == "truefalse" and not _is_true_false(items):
        page.error(items[0].line, "A06", "a truefalse question has the two options True and False", "Remove type: truefalse, or reword.")
    if kind != "multiple" and len(ticked) > 1:
        hint = "Leave one [x], or write type: multiple."
        page.error(ticked[1].line, "A06", f"{len(ticked)} options are ticked, but type {kind} has one right answer", hint)


def _report_twins(page: Page, items: list[AnswerItem]) -> None:
    """A14 for the same text twice, A19 for the same key twice."""
    first: dict[str, int] = {}
    for item in items:
        same = text_key(item.words)
        if same in first and item.words:
            page.error(item.line, "A14", f'"{item.words[:60]}" stands here a second time (first on line {first[same]})', "Reword one.")
        first.setdefault(same, item.line)
    _report_same_keys(page, items)


def _report_same_keys(page: Page, items: list[AnswerItem]) -> None:
    first: dict[str, AnswerItem] = {}
    for item in items:
        twin = first.setdefault(item.key, item)
        if twin is not item and text_key(twin.words) != text_key(item.words):
            column = page.column(item.line, "{")
            page.error(item.line, "A19", f'the option key "{item.key}" is already used on line {twin.line}', "Give it another.", column)


def _report_same_variants(page: Page, answers: list[ShortVariants]) -> None:
    first: dict[str, ShortVariants] = {}
    for answer in answers:
        for variant in answer.variants:
            twin = first.setdefault(normalise(variant), answer)
            if twin is not answer:
                page.error(
                    answer.line, "A14", f'"{variant[:60]}" is already an answer on line {twin.line}', "Remove it from one of the two."
                )


def _report_weights(page: Page, items: list[AnswerItem]) -> None:
    """A15: the weights of the right options make up the whole, and those of the others cannot."""
    line = items[0].line
    right = [item for item in items if item.checked]
    if all(item.credit is None for item in items):
        page.error(line, "A15", "scoring: weights needs a share such as (25%) at the end of an option", "Add shares, or remove scoring:.")
    if any(item.credit is not None and not -1 <= item.credit <= 1 for item in items):
        page.error(line, "A15", "a share lies outside -100% to 100%", "Correct it.")
    wrong = next((item for item in items if not item.checked and item.credit is not None and item.credit >= 1), None)
    if wrong:
        page.error(wrong.line, "A15", "a wrong option cannot earn everything", "Tick it, or lower its share.")
    even = Decimal(1) / len(right) if right else Decimal(0)
    total = sum((even if item.credit is None else item.credit for item in right), Decimal(0))
    if right and abs(total - 1) > _ROUNDING:
        page.error(right[0].line, "A15", f"the shares of the right options add up to {total * 100:.0f}%", "Make them add up to 100%.")
