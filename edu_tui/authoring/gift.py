"""From GIFT to our questions.

Moodle tells the type of a question by its answers; so does this reader. Where Moodle knows something that our questions do not, it is a
loss that is named: an essay, a description, part of the credit for a short answer, wildcards.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from markdown_it import MarkdownIt
from msgspec.structs import replace

from edu_tui.authoring.foreign import Draft, Item, Reading, make_question, match, number_range, option, read_items, short, truth, variants
from edu_tui.authoring.gaps import free_marks, gap, put_gaps
from edu_tui.authoring.gift_syntax import (
    Answer,
    GiftBlock,
    GiftQuestion,
    Text,
    category,
    cut_answers,
    cut_blocks,
    cut_question,
    ident_and_tags,
    said,
    shown,
)
from edu_tui.authoring.html_blocks import Found, html_blocks, refuse_long
from edu_tui.authoring.losses import Loss, RefusedError
from edu_tui.authoring.runs import plain_blocks
from edu_tui.library import blocks as b
from edu_tui.library.answers import normalise
from edu_tui.library.questions import Body, Choices, Cloze, NumberRange, Numeric, Question, Short

_TRUE, _FALSE = ("T", "TRUE"), ("F", "FALSE")
_GAP = "_____"
_OWN_COMMENT = re.compile(r"// question: \d+  name: .*|//\s*(?:\[(?:id|tag):[^\]]*\]\s*)+")


def read_gift(text: str) -> Reading:
    """The questions of a GIFT file, whose categories become tags."""
    blocks: list[tuple[int, tuple[GiftBlock, str]]] = []
    losses: list[Loss] = []
    path = ""
    for block in cut_blocks(text):
        losses += [Loss(line, f'the comment "{comment[:60]}"', "our files have no comments") for line, comment in _comments(block)]
        opened = category(block)
        if opened is not None:
            path = opened
        elif block.text:
            blocks.append((block.line, (block, path)))
    drafts, lost = read_items(blocks, lambda item, placed: _read(item, *placed))
    return Reading(tuple(drafts), (*losses, *lost))


def _comments(block: GiftBlock) -> list[tuple[int, str]]:
    """The comments that a person wrote, not those that Moodle or we do."""
    return [(line, comment) for line, comment in block.comments if comment.strip("/ ") and not _OWN_COMMENT.fullmatch(comment)]


def _read(item: Item, block: GiftBlock, path: str) -> Draft:
    cut = cut_question(block.text)
    ident, tags = ident_and_tags(block)
    question = _question(item, cut)
    if "{" in cut.after:
        item.lose(
            "a second pair of braces", "only the first one of a block holds answers, so it is text now; part questions by an empty line"
        )
    return Draft(item.line, replace(question, tags=(*([path] if path else []), *tags), explanation=_general(item, cut)), ident)


def _general(item: Item, cut: GiftQuestion) -> tuple[b.Block, ...]:
    return _blocks(item, said(cut.general_feedback, cut.format))


def _question(item: Item, cut: GiftQuestion) -> Question:
    """The question without its general feedback, its type told by its answers as Moodle tells it."""
    answers = cut.answers
    if answers is None:
        raise RefusedError(f'the text "{_called(cut)}"', "it asks nothing: put it into the introduction")
    if not answers:
        raise RefusedError(f'the essay question "{_called(cut)}"', "no program can mark an essay")
    if answers.startswith("#"):
        return _asked(item, cut, "numeric", _numeric(item, answers[1:], cut.format))
    if "~" in answers:
        return _choice(item, cut, cut_answers(answers, cut.format))
    if "=" in answers and "->" in answers:
        return _asked(item, cut, "match", match([_sides(item, answer, cut.format) for answer in answers.split("=") if answer.strip()]))
    told = [part.strip() for part in answers.split("#", 2)]
    if told[0] in (*_TRUE, *_FALSE):
        return _asked(item, cut, "truefalse", _truth(item, told, cut.format))
    return _short(item, cut, cut_answers(answers, cut.format))


def _called(cut: GiftQuestion) -> str:
    """What a list of losses calls a question."""
    return (cut.title or shown(cut.before)).strip()[:60]


def _asked(item: Item, cut: GiftQuestion, kind: str, body: Body) -> Question:
    """A question with its text, in which a gap stands for a missing word."""
    words = f"{cut.before}{_GAP}{cut.after}" if cut.after else cut.before
    return make_question(kind, _blocks(item, Text(shown(words), cut.format)), body, cut.title)


# --- types -----------------------------------------------------------------------------------------------------------------------


def _choice(item: Item, cut: GiftQuestion, answers: Sequence[Answer]) -> Question:
    """Single if one answer has the sign =, multiple if none has; shares of the credit are kept as weights."""
    if any(answer.sign == "" for answer in answers):
        raise RefusedError("a choice whose first answer has no sign", "nothing says whether it is right: write = or ~ before it")
    kind = "single" if any(answer.sign == "=" for answer in answers) else "multiple"
    weights = [Decimal(1) if answer.sign == "=" else answer.weight or Decimal(0) for answer in answers]
    right = [weight >= 1 if kind == "single" else weight > 0 for weight in weights]
    if kind == "single" and sum(right) > 1:
        raise RefusedError(f'the question "{_called(cut)}"', "each of several answers alone is wholly right in it")
    weighted = kind == "multiple" or any(weight not in (0, 1) for weight in weights)
    options = tuple(
        replace(
            option(at, item.running(_found(answer.text), "an option"), _blocks(item, answer.feedback), correct=correct),
            weight=weight if weighted else None,
        )
        for at, (answer, weight, correct) in enumerate(zip(answers, weights, right, strict=True), 1)
    )
    question = _asked(item, cut, kind, Choices(kind, options))
    return replace(question, scoring="weights") if weighted else question


def _truth(item: Item, told: Sequence[str], form: str) -> Choices:
    """True or false; the first feedback is for the wrong answer, the second for the right one."""
    feedback = [_blocks(item, said(text, form)) for text in (*told[1:], "", "")]
    answer = told[0] in _TRUE
    return truth(answer, *(reversed(feedback[:2]) if answer else feedback[:2]))


def _sides(item: Item, text: str, form: str) -> tuple[tuple[b.Inline, ...], tuple[b.Inline, ...]]:
    left, arrow, right = text.partition("->")
    if not arrow:
        raise RefusedError("a pair without an arrow", f'"{shown(text)[:60]}" has no right side')
    return item.running(_found(said(left, form)), "a pair"), item.running(Found(plain_blocks(shown(right))), "a pair")


def _short(item: Item, cut: GiftQuestion, answers: Sequence[Answer]) -> Question:
    """A short answer, or a gap in the text where nothing but right words are given for it."""
    kept = [(answer, weight) for answer in answers if (weight := _short_weight(item, answer)) is not None]
    right = [answer for answer, weight in kept if weight == 1]
    if cut.after and len(right) == len(answers) and not any(answer.feedback.text for answer in answers):
        return _cloze(item, cut, [answer.text.text for answer in right])
    return _asked(item, cut, "short", _short_body(item, kept))


def _short_weight(item: Item, answer: Answer) -> int | None:
    """1 for a right answer, 0 for an expected mistake, None for one that cannot be carried over."""
    words, weight = answer.text.text, Decimal(1) if answer.weight is None else answer.weight
    if "*" in words.replace("\\*", ""):
        item.lose(f'the answer "{words[:60]}"', "its asterisk stands for any letters, and our answers are words")
        return None
    if weight not in (0, 1):
        item.lose(f'the {weight:.0%} for "{words[:60]}"', "a short answer is right or wrong: it is kept as an expected mistake")
    return int(weight == 1)


def _short_body(item: Item, kept: Sequence[tuple[Answer, int]]) -> Short:
    """Right answers without feedback are spellings of one; a spelling that means nothing new is left out."""
    taken: set[str] = set()
    plain_right: list[str] = []
    others = []
    for answer, weight in kept:
        words = answer.text.text.replace("\\*", "*")
        if "|" in words:
            item.lose(f'the answer "{words[:60]}"', "a bar parts spellings in our files, so none can stand in an answer")
        elif normalise(words) not in taken:
            taken.add(normalise(words))
            feedback = _blocks(item, answer.feedback)
            if weight and not feedback:
                plain_right.append(" ".join(words.split()))
            else:
                others.append(variants([" ".join(words.split())], feedback, correct=bool(weight)))
        elif answer.feedback.text:
            item.lose(f'the feedback on "{words[:60]}"', "here this is the same answer as one before it")
    return short([variants(plain_right, correct=True), *others] if plain_right else others)


def _cloze(item: Item, cut: GiftQuestion, words: Sequence[str]) -> Question:
    """A text with a gap in the place of the braces."""
    hole = gap(words)
    (mark,) = free_marks(cut.before + cut.after, 1)
    stem = _blocks(item, Text(f"{shown(cut.before)}{mark}{shown(cut.after)}", cut.format))
    return make_question("cloze", put_gaps(stem, {mark: hole}), Cloze((hole.variants,)), cut.title)


# --- numbers ---------------------------------------------------------------------------------------------------------------------


def _numeric(item: Item, text: str, form: str) -> Numeric:
    """Numbers with the sign = or none, each all or part of the credit; ~ stands for any other number."""
    listed, tilde, rest = text.partition("~")
    ranges = [found for answer in cut_answers(listed, form) if (found := _range(item, answer)) is not None]
    if tilde:
        ranges.append(NumberRange("", "*", Decimal(0), 0, catch_all=True, feedback=_blocks(item, said(rest.partition("#")[2], form))))
    return Numeric(tuple(ranges))


def _range(item: Item, answer: Answer) -> NumberRange | None:
    words, weight = answer.text.text, Decimal(1) if answer.weight is None else answer.weight
    if words == "*":
        if weight:
            item.lose(f"the {weight:.0%} for any number", "nobody can earn credit with whatever number")
        return NumberRange("", "*", Decimal(0), 0, catch_all=True, feedback=_blocks(item, answer.feedback))
    if weight < 0:
        item.lose(f'the {weight:.0%} for "{words[:60]}"', "a number earns nothing at the least")
    return number_range(_spread(words), max(weight, Decimal(0)), _blocks(item, answer.feedback))


def _spread(words: str) -> str:
    """`1822:5` as we write it, `1822 ± 5`; ranges with two points are written alike."""
    value, colon, tolerance = words.partition(":")
    return (
        words if ".." in words or not colon else value.strip() if not tolerance.strip(" 0.") else f"{value.strip()} ± {tolerance.strip()}"
    )


# --- texts -----------------------------------------------------------------------------------------------------------------------


def _blocks(item: Item, text: Text) -> tuple[b.Block, ...]:
    return item.blocks(_found(text))


def _found(text: Text) -> Found:
    """A text in its format as our blocks."""
    match text.format:
        case "plain":
            return Found(plain_blocks(text.text))
        case "markdown":
            refuse_long(text.text)
            return html_blocks(MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).render(text.text))
        case "html":
            return html_blocks(text.text)
        case _:
            return html_blocks(text.text.replace("\n", "<br>"))
