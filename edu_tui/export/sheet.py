"""What the learner's sheet, the key and the leader's sheet share: parts, cases and the frame of a question."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from edu_tui.export.document import Document
from edu_tui.export.inlines import Scope
from edu_tui.export.nodes import add, say
from edu_tui.export.paper import Numbered, PaperPart
from edu_tui.library.blocks import Inline
from edu_tui.library.questions import Question, Quiz


def write_part(document: Document, part: PaperPart, *, new_page: bool) -> Element:
    """The section of a part, with its title; on a `new_page` it can be given out by itself."""
    ident = f"part-{part.form or 'questions'}"
    section = add(document.main, "section", "", {"aria-labelledby": ident, **({"class": "part"} if new_page else {})})
    add(section, "h2", part.title, {"id": ident})
    return section


def write_case(document: Document, section: Element, quiz: Quiz, question: Question, told: str) -> str:
    """Tell the question's case unless it is the one that was `told` last; the case that is told now."""
    case = quiz.case(question.case) if question.case != told else None
    if case:
        vignette = add(section, "div", "", {"class": "vignette"})
        document.writer.inlines(add(vignette, "h3"), case.title, Scope(path=quiz.path))
        document.writer.write(vignette, case.blocks, Scope(path=quiz.path), level=4)
    return question.case


def open_question(document: Document, section: Element, item: Numbered, title: Sequence[Inline] = ()) -> Element:
    """The frame of a question, with its number; the `title` may give the key away, so learners do not get it."""
    ident = f"question-{item.number}"
    element = add(section, "section", "", {"class": "question", "aria-labelledby": ident})
    heading = add(element, "h3", f"Question {item.number}", {"id": ident})
    if title:
        say(heading, ": ")
        document.writer.inlines(heading, title, Scope())
    document.inliner.restart()
    return element
