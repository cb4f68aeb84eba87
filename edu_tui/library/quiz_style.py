"""Warnings about questions that work but teach or test badly."""

from __future__ import annotations

import re
from itertools import pairwise

from edu_tui.library.questions import Choices, Numeric, Question, Short
from edu_tui.library.quiz_page import Page
from edu_tui.library.tree import Node
from edu_tui.library.walk import plain

_ABOVE = re.compile(r"\b(?:all|none|both|neither|any)(?: of)?(?: the)? above\b|^(?:both )?[a-d] and [a-d]\b", re.IGNORECASE)


def warn_style(page: Page, question: Question) -> None:
    """Q05 and Q06 for one whole question."""
    _warn_silence(page, question)
    if isinstance(question.body, Choices):
        _warn_above(page, question, question.body)


def warn_lists(page: Page, stem: list[Node]) -> None:
    """Q07: a line of the text that begins with a sign silently becomes a list of its own."""
    for above, node in pairwise(stem):
        sign = str(node.markup) if node.type == "bullet_list" else ""
        if above.type == "paragraph" and sign and page.glued(node) and (sign == "+" or len(node.children) == 1):
            line = page.line(node)
            message = f'this line begins with "{sign} " and has become a list'
            page.warn(line, "Q07", message, "Join the sign to its word, or put an empty line above the list.", page.column(line, sign))


def _warn_silence(page: Page, question: Question) -> None:
    match question.body:
        case Choices(_, options):
            silent = not any(option.feedback for option in options)
        case Numeric(ranges, _):
            silent = not any(item.feedback for item in ranges)
        case Short(answers):
            silent = not any(answer.feedback for answer in answers)
        case _:
            silent = False
    if silent and question.scored and not question.explanation:
        hint = "Add a quote under an option, or > **Explanation:**."
        page.warn(question.line, "Q05", "this question says nothing about its answers", hint)


def _warn_above(page: Page, question: Question, body: Choices) -> None:
    if not question.shuffle or body.kind not in ("single", "multiple"):
        return
    for option in body.options:
        found = _ABOVE.search(plain(option.inlines))
        if found:
            hint = "Write shuffle: false, or better, name the options."
            page.warn(option.line, "Q06", f'"{found[0]}" makes no sense when the options are mixed', hint)
