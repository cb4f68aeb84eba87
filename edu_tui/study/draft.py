"""A response in the making: pure steps from key presses to the response that is marked.

Shapes are those of `library.marking`: option keys for choices, one text for numbers and short answers, step keys in order, one right key a
pair, one text a blank.
"""

from __future__ import annotations

import msgspec

from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Short


class Draft(msgspec.Struct, frozen=True):
    """What the learner has done so far with one question.

    `struck` are options that she ruled out, `hints` how often she asked for one; `confidence` (1 to 3) is how sure she is, in a test, where
    it is said before the answer is marked.
    """

    response: tuple[str, ...]
    struck: tuple[str, ...] = ()
    hints: int = 0
    confidence: int | None = None


def empty_draft(question: Question, shown: tuple[str, ...]) -> Draft:
    """The draft with which `question` opens; `shown` are the keys of its options or steps in the order on the screen."""
    match question.body:
        case Choices():
            return Draft(())
        case Numeric() | Short():
            return Draft(("",))
        case Order():
            return Draft(shown)
        case Match(pairs):
            return Draft(("",) * len(pairs))
        case Cloze(blanks):
            return Draft(("",) * len(blanks))


def fits(question: Question, draft: Draft) -> bool:
    """Whether a draft that was saved earlier still fits the question, which its author may have changed since."""
    match question.body:
        case Choices(_, options):
            return set(draft.response) <= {option.key for option in options}
        case Numeric() | Short():
            return len(draft.response) == 1
        case Order(steps):
            return sorted(draft.response) == sorted(step.key for step in steps)
        case Match(pairs, rights):
            return len(draft.response) == len(pairs) and set(draft.response) <= {"", *(key for key, _ in rights)}
        case Cloze(blanks):
            return len(draft.response) == len(blanks)


def is_empty(question: Question, draft: Draft) -> bool:
    """Whether nothing has been answered yet; an order as first shown is an answer."""
    return not isinstance(question.body, Order) and not any(text.strip() for text in draft.response)


def choose(question: Question, draft: Draft, key: str) -> Draft:
    """Tick the option `key`. It replaces the other one; where several may be right it is added, or unticked. A struck option comes back."""
    struck = tuple(other for other in draft.struck if other != key)
    response: tuple[str, ...] = (key,)
    if question.type == "multiple":
        kept = tuple(other for other in draft.response if other != key)
        response = kept if key in draft.response else (*kept, key)
    return msgspec.structs.replace(draft, response=response, struck=struck)


def strike(draft: Draft, key: str) -> Draft:
    """Rule an option out, or take that back; a struck option is no longer ticked."""
    if key in draft.struck:
        return msgspec.structs.replace(draft, struck=tuple(other for other in draft.struck if other != key))
    response = tuple(other for other in draft.response if other != key)
    return msgspec.structs.replace(draft, response=response, struck=(*draft.struck, key))


def write(draft: Draft, index: int, text: str) -> Draft:
    """Put `text` into the field or blank `index`, or the right key `text` beside the pair `index`."""
    response = (*draft.response[:index], text, *draft.response[index + 1 :])
    return msgspec.structs.replace(draft, response=response)


def move(draft: Draft, index: int, by: int) -> Draft:
    """Move the step at `index` up (-1) or down (1); at an end nothing happens."""
    target = index + by
    if not (0 <= index < len(draft.response) and 0 <= target < len(draft.response)):
        return draft
    steps = list(draft.response)
    steps.insert(target, steps.pop(index))
    return msgspec.structs.replace(draft, response=tuple(steps))


def cycle(draft: Draft, index: int, keys: tuple[str, ...], by: int = 1) -> Draft:
    """Put the next (or, with -1, the previous) of `keys` beside the pair `index`; "" comes before the first."""
    ring = ("", *keys)
    now = ring.index(draft.response[index]) if draft.response[index] in ring else 0
    return write(draft, index, ring[(now + by) % len(ring)])
