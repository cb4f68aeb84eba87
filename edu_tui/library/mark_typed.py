"""Marking of what is typed: numbers, short answers, blanks."""

from __future__ import annotations

from fractions import Fraction

from edu_tui.library.answers import near_misses, normalise
from edu_tui.library.blocks import Text
from edu_tui.library.marks import Marking, Part, again, marked, share
from edu_tui.library.quantities import Problem, Quantity, parse_quantity
from edu_tui.library.questions import Cloze, NumberRange, Numeric, Question, Short
from edu_tui.library.text import clean_line
from edu_tui.library.units import factor, known_unit


def mark_numeric(question: Question, body: Numeric, response: tuple[str, ...]) -> Marking:
    """Mark a number by the range that takes it. What is no number, or lacks a unit it needs, is asked for again."""
    typed = response[0].strip() if response else ""
    if not typed:
        return again("Type a number first.")
    quantity = parse_quantity(typed)
    if isinstance(quantity, Problem):
        return again(f"“{_short(typed)}” {quantity.reason}.")
    complaint = _unit_complaint(body, quantity)
    if complaint:
        return again(complaint)
    taken = _range_for(body, quantity)
    answer = [item for item in body.ranges if item.credit == 1 and not item.catch_all]
    credit = Fraction(taken.credit) if taken else Fraction(0)
    wanted = answer[0].text if answer else ""
    part = Part(taken.key if taken else "", clean_line(typed), wanted, credit == 1, taken.feedback if taken else ())
    return marked(question, credit, [part], [(Text(item.text),) for item in answer])


def _unit_complaint(body: Numeric, quantity: Quantity) -> str:
    """Why the unit keeps the number from being marked; it never says which unit would be right."""
    expected = {unit for item in body.ranges for unit in item.units}
    if not quantity.unit:
        return "Add the unit to the number." if body.unit_required else ""
    if not expected:
        return "Type the number alone, without a unit."
    if known_unit(quantity.unit) or any(factor(quantity.unit, unit) for unit in expected):
        return ""
    return f"The unit “{_short(quantity.unit)}” is not known here: check its spelling."


def _range_for(body: Numeric, quantity: Quantity) -> NumberRange | None:
    """The range with the highest credit that takes `quantity` (the first of equals), else the catch-all, else None."""
    taking = [item for item in body.ranges if not item.catch_all and _takes(item, quantity)]
    if taking:
        return max(taking, key=lambda item: item.credit)
    return next((item for item in body.ranges if item.catch_all), None)


def _takes(item: NumberRange, quantity: Quantity) -> bool:
    """Whether the quantity lies in the range; without a unit on either side the bare numbers are compared."""
    factors = [factor(quantity.unit, unit) for unit in item.units] if quantity.unit and item.units else [Fraction(1)]
    return any(Fraction(item.low) <= Fraction(quantity.value) * found <= Fraction(item.high) for found in factors if found)


def mark_short(question: Question, body: Short, response: tuple[str, ...], *, insist: bool) -> Marking:
    """Mark a short answer: one of the accepted variants or nothing. A near miss of any known term is asked for again, unless `insist`."""
    typed = response[0].strip() if response else ""
    if not normalise(typed):
        return again("Type an answer first.")
    near = () if insist else near_misses(typed, [variant for answer in body.answers for variant in answer.variants])
    if near:
        return again(_did_you_mean(near))
    right = [answer for answer in body.answers if answer.correct]
    taken = next((answer for answer in body.answers if _is_one_of(typed, answer.variants)), None)
    correct = taken is not None and taken.correct
    wanted = right[0].variants[0] if right else ""
    part = Part(taken.key if taken else "", clean_line(typed), wanted, correct, taken.feedback if taken else ())
    return marked(question, Fraction(correct), [part], [(Text(answer.variants[0]),) for answer in right])


def mark_cloze(question: Question, body: Cloze, response: tuple[str, ...], *, insist: bool) -> Marking:
    """Mark blanks: the share that is right. A near miss of any known term is asked for again, unless `insist`."""
    typed = [text.strip() for text in response[: len(body.blanks)]]
    typed += [""] * (len(body.blanks) - len(typed))
    if not any(map(normalise, typed)):
        return again("Fill at least one blank first.")
    known = [variant for variants in body.blanks for variant in variants]
    near = next((found for text in typed if (found := near_misses(text, known))), ())
    if near and not insist:
        return again(_did_you_mean(near))
    parts = [
        Part(str(number), clean_line(text), variants[0], _is_one_of(text, variants))
        for number, (text, variants) in enumerate(zip(typed, body.blanks, strict=True), 1)
    ]
    return marked(question, share(parts), parts, [(Text(variants[0]),) for variants in body.blanks])


def _is_one_of(text: str, variants: tuple[str, ...]) -> bool:
    """Whether `text` is one of the variants, apart from the accidents of typing."""
    return normalise(text) in map(normalise, variants)


def _did_you_mean(terms: tuple[str, ...]) -> str:
    return f"Did you mean {' or '.join(f'“{term}”' for term in terms)}?"


def _short(text: str) -> str:
    """At most 40 characters of what was typed, fit to be shown."""
    line = clean_line(text)
    return line if len(line) <= 40 else line[:39] + "…"
