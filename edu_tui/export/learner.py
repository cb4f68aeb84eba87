"""The learner's sheet: questions with boxes to tick and room to write, nothing that gives a key away."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from edu_tui.export.document import Document
from edu_tui.export.inlines import Scope
from edu_tui.export.material import Material
from edu_tui.export.nodes import add, say
from edu_tui.export.paper import Numbered, lettered, mixed, parts
from edu_tui.export.sheet import open_question, write_case, write_part
from edu_tui.export.writer import box, letter_mark, line
from edu_tui.library.questions import Choices, Match, Order, Question, Quiz

TASKS = {
    "single": "Tick one answer.",
    "truefalse": "Tick one answer.",
    "multiple": "Tick all that apply.",
    "poll": "There is no right answer here. Tick what fits.",
    "numeric": "Write a number, with its unit if it has one.",
    "short": "Write a few words.",
    "order": "Number the boxes in the right order.",
    "match": "Write a letter in each box. A letter may be left over.",
    "cloze": "Write what belongs in each gap.",
}
"""What to do, by the type of the question."""


def write_learner(material: Material, quiz: Quiz) -> str:
    """The sheet as HTML; each part begins on a page of its own, so that it can be given out by itself."""
    document = Document(material, "Sheet for learners", quiz.title)
    scope = Scope(path=quiz.path)
    _form(document)
    document.writer.write(document.main, quiz.intro, scope)
    for index, part in enumerate(parts(quiz)):
        section = write_part(document, part, new_page=index > 0)
        case = ""
        for item in part.questions:
            case = write_case(document, section, quiz, item.question, case)
            _question(document, section, item, scope)
    return document.finish()


def _form(document: Document) -> None:
    """Who and when: a sign of one's own choice, never a name."""
    form = add(document.main, "p", "A sign of your own, if your group uses one (no name): ", {"class": "form"})
    add(form, "span", "", {"class": "gap", "role": "img", "aria-label": "space for a sign"})
    say(form, " Date: ")
    add(form, "span", "", {"class": "gap short", "role": "img", "aria-label": "space for the date"})


def _question(document: Document, section: Element, item: Numbered, scope: Scope) -> None:
    question = item.question
    element = open_question(document, section, item)
    document.writer.write(element, question.stem, scope, level=4)
    add(element, "p", TASKS[question.type], {"class": "quiet"})
    match question.body:
        case Choices() as body:
            options = add(element, "ol", "", {"class": "options", "role": "list"})
            for letter, option in lettered(question, body):
                entry = add(options, "li")
                box(entry)
                letter_mark(entry, letter)
                document.writer.inlines(entry, option.inlines, scope)
        case Order():
            steps = add(element, "ul", "", {"class": "tasks", "role": "list"})
            for _, _, words in mixed(question):
                entry = add(steps, "li")
                _number_box(entry)
                document.writer.inlines(entry, words, scope)
        case Match() as body:
            _match(document, element, question, body, scope)
        case _ if question.type != "cloze":
            line(element)


def _match(document: Document, element: Element, question: Question, body: Match, scope: Scope) -> None:
    """The left sides with a box each, then the right sides with their letters."""
    lefts = add(element, "ul", "", {"class": "tasks", "role": "list"})
    for pair in body.pairs:
        entry = add(lefts, "li")
        _number_box(entry)
        document.writer.inlines(entry, pair.left, scope)
    rights = add(element, "ol", "", {"class": "options", "role": "list"})
    for letter, _, words in mixed(question):
        entry = add(rights, "li")
        letter_mark(entry, letter)
        document.writer.inlines(entry, words, scope)


def _number_box(entry: Element) -> None:
    """A box wide enough for a number or a letter."""
    add(entry, "span", "", {"class": "tick wide", "role": "img", "aria-label": "box to write in"})
