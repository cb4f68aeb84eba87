"""The sheet for the one who leads: a time plan, notes, what to ask, teach-back with boxes, and questions with key and room for votes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import msgspec

from edu_tui.export.answer_key import write_answer
from edu_tui.export.document import Document
from edu_tui.export.inlines import Scope
from edu_tui.export.material import Material
from edu_tui.export.nodes import add, say
from edu_tui.export.paper import Numbered, lettered, parts
from edu_tui.export.sheet import open_question, write_case, write_part
from edu_tui.export.time_plan import section_minutes
from edu_tui.export.writer import box, labelled
from edu_tui.library.blocks import Block, ItemList, Quote
from edu_tui.library.modules import Section
from edu_tui.library.questions import Choices, Question, Quiz
from edu_tui.library.walk import walk_blocks

FOR_LEADERS = ("key point", "call now", "notes", "ask")
"""The labelled quotes that the sheet repeats of a section, besides teach-back."""

TEACH_BACK = ("Told in their own words", "Needed another explanation", "Told again after it")
"""What to tick after a teach-back."""


def write_facilitator(material: Material) -> str:
    """The sheet as HTML."""
    document = Document(material, "Sheet for the one who leads", material.module.title)
    add(document.header, "p", material.module.summary)
    document.say_review()
    _objectives(document)
    _time_plan(document)
    scope = Scope(path=material.module.path)
    for section in material.module.sections:
        _section(document, section, scope)
    if material.quiz:
        _questions(document, material.quiz)
    return document.finish()


def _objectives(document: Document) -> None:
    module = document.material.module
    if module.objectives:
        add(document.main, "h2", "Afterwards they can")
        entries = add(document.main, "ul")
        for objective in module.objectives:
            add(entries, "li", objective.text)


def _time_plan(document: Document) -> None:
    """What to do when: about how long a section takes, and room for the plan of the day."""
    module = document.material.module
    add(document.main, "h2", "Time plan")
    add(
        document.main,
        "p",
        f"Shared out from the page's {module.minutes} minutes of reading; talk and votes come on top.",
        {"class": "quiet"},
    )
    table = add(document.main, "table")
    head = add(add(table, "thead"), "tr")
    for title in ("Part", "Minutes", "My plan", "Began at", "Done"):
        add(head, "th", title, {"scope": "col"})
    rows = add(table, "tbody")
    for section, minutes in zip(module.sections, section_minutes(module), strict=True):
        row = add(rows, "tr")
        document.writer.inlines(add(row, "th", "", {"scope": "row"}), section.title, Scope(path=module.path))
        add(row, "td", str(minutes), {"class": "right"})
        for _ in range(2):
            add(row, "td")
        box(add(row, "td", "", {"class": "center"}))


def _section(document: Document, section: Section, scope: Scope) -> None:
    """What the leader needs of a section; a section that has nothing of it is left out."""
    quotes = [*_quotes(section)]
    if not quotes:
        return
    element = add(document.main, "section", "", {"aria-labelledby": f"section-{section.id}"})
    document.writer.inlines(add(element, "h2", "", {"id": f"section-{section.id}"}), section.title, scope)
    for quote in quotes:
        if quote.label == "teach-back":
            _teach_back(document, element, quote.blocks, scope)
        else:
            document.writer.write(element, (quote,), scope, notes=True)


def _quotes(section: Section) -> Iterator[Quote]:
    for block in walk_blocks(section.blocks):
        if isinstance(block, Quote) and (block.label in FOR_LEADERS or block.label == "teach-back"):
            yield block


def _teach_back(document: Document, parent: Element, blocks: tuple[Block, ...], scope: Scope) -> None:
    """The prompt, a box at each point that it lists, and boxes for how it went."""
    element = labelled(parent, "teach-back")
    document.writer.write(element, tuple(map(_to_tick, blocks)), scope)
    boxes = add(element, "ul", "", {"class": "tasks", "role": "list"})
    for words in TEACH_BACK:
        entry = add(boxes, "li")
        box(entry)
        say(entry, words)


def _to_tick(block: Block) -> Block:
    """A list as points to tick, anything else as it is."""
    if not isinstance(block, ItemList):
        return block
    return msgspec.structs.replace(block, items=tuple(msgspec.structs.replace(item, checked=bool(item.checked)) for item in block.items))


def _questions(document: Document, quiz: Quiz) -> None:
    for part in parts(quiz):
        element = write_part(document, part, new_page=True)
        case = ""
        for item in part.questions:
            case = write_case(document, element, quiz, item.question, case)
            _question(document, element, item, Scope(path=quiz.path))


def _question(document: Document, section: Element, item: Numbered, scope: Scope) -> None:
    """Stem, options with key and room for two votes, hint, notes and teach-back."""
    question = item.question
    element = open_question(document, section, item)
    document.writer.write(element, question.stem, scope, level=4)
    if isinstance(question.body, Choices):
        _votes(document, element, question, question.body, scope)
    else:
        add(element, "p", "Right answer", {"class": "label"})
        write_answer(document, element, question, scope, feedback=False)
    for label, blocks in (("hint", question.hint), ("notes", question.notes), ("ask", question.ask)):
        if blocks:
            document.writer.write(element, (Quote(0, blocks, label),), scope, level=4, notes=True)
    if question.teach_back:
        _teach_back(document, element, question.teach_back, scope)


def _votes(document: Document, element: Element, question: Question, body: Choices, scope: Scope) -> None:
    table = add(element, "table", "", {"class": "votes"})
    head = add(add(table, "thead"), "tr")
    for title in ("", "Answer", "Key", "1st vote", "2nd vote"):
        add(head, *(("th", title, {"scope": "col"}) if title else ("td", "", {})))
    rows = add(table, "tbody")
    for letter, option in lettered(question, body):
        row = add(rows, "tr")
        add(row, "th", letter, {"scope": "row", "class": "narrow"})
        document.writer.inlines(add(row, "td", "", {"class": "answer"}), option.inlines, scope)
        add(row, "td", "✓ right" if option.correct else "")
        for _ in range(2):
            add(row, "td")
