"""Proof that a question was carried over as it is: what is written down is read by our own parser and must be the same question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from edu_tui.authoring.foreign import Draft, Reading
from edu_tui.authoring.losses import Loss
from edu_tui.authoring.question_text import question_text
from edu_tui.authoring.runs import map_inlines, without_marks
from edu_tui.library import blocks as b
from edu_tui.library.blanks import blank
from edu_tui.library.diagnostics import Severity
from edu_tui.library.questions import Question
from edu_tui.library.quiz_parser import parse_quiz
from edu_tui.library.roles import quiz_path
from edu_tui.library.sources import MAX_LINE
from edu_tui.library.text import clean
from edu_tui.library.walk import plain

_HEAD = "---\nmodule: proof\naudience: clinician\ntitle: Proof\n---\n\n"
_UNSEEN = frozenset({"line", "key", "title"})  # places, keys made from words, and a title that is compared as words


def proven(reading: Reading) -> Reading:
    """The reading without the questions that our format cannot tell as they are; those stand among its losses."""
    drafts: list[Draft] = []
    losses = list(reading.losses)
    for draft in reading.drafts:
        question, why = _proven(draft.question)
        if question:
            drafts.append(replace(draft, question=question))
        if why:
            what = "bold and italics" if question else f'the question "{_words(draft.question)}"'
            losses.append(Loss(draft.line, what, why))
    return Reading(tuple(drafts), tuple(sorted(losses)), reading.place)


def _words(question: Question) -> str:
    return plain(question.title)[:60]


def _proven(question: Question) -> tuple[Question | None, str]:
    """The question as it can be written, None if it cannot, and why anything of it is lost."""
    fault = _fault(question)
    if not fault:
        return question, ""
    unmarked = map_inlines(question, without_marks)
    if unmarked != question and not _fault(unmarked):
        return unmarked, "they begin or end where Markdown cannot mark them; the words are kept"
    return None, fault


def _fault(question: Question) -> str:
    """Why the question would be read as another one; "" if it would not."""
    text = question_text(question)
    if max(map(len, text.split("\n"))) > MAX_LINE:
        return f"it has a line of more than {MAX_LINE:,} characters"
    if clean(text) != text:
        return "it holds characters that cannot be shown"
    quiz = parse_quiz("proof", quiz_path("proof"), _HEAD + text)
    error = next((item for item in quiz.diagnostics if item.severity is Severity.ERROR), None)
    if error:
        return f"our format does not allow it: {error.message}"
    read = quiz.questions[0] if len(quiz.questions) == 1 else None
    same = read and plain(read.title) == plain(question.title) and bare(read) == bare(map_inlines(question, _filled))
    return "" if same else "our format would read its text in another way"


def _filled(parts: Sequence[b.Inline]) -> tuple[b.Inline, ...]:
    """Inlines as they are read back: a gap is the text that asks for it, and neighbouring texts are one."""
    texts: list[b.Inline] = []
    for part in parts:
        new = b.Text(blank(part.alt)) if isinstance(part, b.Image) else part
        if isinstance(new, b.Text) and texts and isinstance(texts[-1], b.Text):
            texts[-1] = b.Text(texts[-1].text + new.text)
        else:
            texts.append(new)
    return tuple(texts)


def bare(value: Any) -> Any:
    """A value without its places and keys, to be compared."""
    if isinstance(value, msgspec.Struct):
        fields = (field for field in value.__struct_fields__ if field not in _UNSEEN)
        return (type(value).__name__, *(bare(getattr(value, field)) for field in fields))
    return tuple(map(bare, value)) if isinstance(value, tuple) else value
