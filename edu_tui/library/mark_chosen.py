"""Marking of what is chosen, ordered or matched."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction

from edu_tui.library.blocks import Text
from edu_tui.library.marks import Marking, Part, again, marked, share
from edu_tui.library.questions import Choices, Match, Option, Order, Question


def mark_choices(question: Question, body: Choices, response: tuple[str, ...]) -> Marking:
    """Mark chosen options; keys that the question does not have count for nothing."""
    chosen = [option for option in body.options if option.key in response]
    if not chosen:
        return again("Choose an option first.")
    if len(chosen) > 1 and body.kind != "multiple":
        return again("Choose one option only.")
    parts = [_option_part(option, option in chosen, poll=body.kind == "poll") for option in body.options]
    if body.kind == "poll":
        return Marking(None, "poll", tuple(parts))
    answer = [option.inlines for option in body.options if option.correct]
    return marked(question, _choice_credit(body, chosen), parts, answer)


def _option_part(option: Option, ticked: bool, *, poll: bool) -> Part:
    """An option speaks up when it was chosen, or should have been."""
    given, wanted = option.key if ticked else "", option.key if option.correct else ""
    return Part(option.key, given, wanted, poll or given == wanted, option.feedback if given or wanted else ())


def _choice_credit(body: Choices, chosen: list[Option]) -> Fraction:
    """The credit for a choice, 0 to 1.

    Exactly the right options earn all. Else each option counts by its weight; without one, a right option counts 1/n and a wrong one -1/n,
    n being the number of right options, so that ticking everything earns nothing extra.
    """
    right = [option for option in body.options if option.correct]
    if chosen == right:
        return Fraction(1)
    share_of_one = Fraction(1, len(right) or 1)
    total = sum((_weight(option, share_of_one) for option in chosen), Fraction(0))
    return min(Fraction(1), max(Fraction(0), total))


def _weight(option: Option, share_of_one: Fraction) -> Fraction:
    if option.weight is not None:
        return Fraction(option.weight)
    return share_of_one if option.correct else -share_of_one


def mark_order(question: Question, body: Order, response: tuple[str, ...]) -> Marking:
    """An order earns 1 - d / (n - 1): d is the smallest number of steps to move so that all n stand right, n - 1 its maximum.

    d is n less the longest rising subsequence: Ulam's distance between permutations (Diaconis, Group Representations in Probability and
    Statistics, 1988, chapter 6). One step forgotten and put last costs one step, where counting right places would cost them all, and
    counting right neighbours would cost a swap in mid-list three of them; the reversed order earns nothing. The parts that are correct
    are steps that may stay where they are.
    """
    places = {step.key: place for place, step in enumerate(body.steps)}
    if sorted(response) != sorted(places):
        return again("Put all the steps in order first.")
    order = [places[key] for key in response]
    kept = _longest_rising(order)
    credit = Fraction(len(kept) - 1, len(order) - 1) if len(order) > 1 else Fraction(1)
    parts = [Part(key, str(place), str(places[key] + 1), credit > 0 and places[key] in kept) for place, key in enumerate(response, 1)]
    return marked(question, credit, parts, [step.inlines for step in body.steps])


def _longest_rising(order: list[int]) -> set[int]:
    """The members of one longest rising subsequence of distinct numbers (patience sorting, the same one each time)."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in order:
        pile = bisect_left(tails, number)
        before[number] = tails[pile - 1] if pile else None
        tails[pile : pile + 1] = [number]
    members: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        members.add(last)
        last = before[last]
    return members


def mark_match(question: Question, body: Match, response: tuple[str, ...]) -> Marking:
    """Mark pairs: the share that is right. A place left empty is wrong, all left empty is no answer."""
    rights = dict(body.rights)
    given = [key if key in rights else "" for key in response[: len(body.pairs)]]
    given += [""] * (len(body.pairs) - len(given))
    if not any(given):
        return again("Match at least one pair first.")
    parts = [Part(pair.key, key, pair.right_key, key == pair.right_key) for pair, key in zip(body.pairs, given, strict=True)]
    answer = [(*pair.left, Text(" → "), *rights[pair.right_key]) for pair in body.pairs]
    return marked(question, share(parts), parts, answer)
