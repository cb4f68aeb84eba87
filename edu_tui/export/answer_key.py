"""The answer key: what is right, what the author says to each answer, and why, with sources. For the one who leads."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from edu_tui.export.document import Document
from edu_tui.export.inlines import Scope
from edu_tui.export.material import Material
from edu_tui.export.nodes import add, say
from edu_tui.export.paper import Numbered, lettered, mixed, parts
from edu_tui.export.sheet import open_question, write_case, write_part
from edu_tui.export.writer import letter_mark
from edu_tui.library.blocks import Block, Inline, Text
from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Question, Quiz, Short


def write_key(material: Material, quiz: Quiz) -> str:
    """The answer key as HTML, with the numbers and letters of the learner's sheet."""
    document = Document(material, "Answer key, for the one who leads", quiz.title)
    document.say_review()
    scope = Scope(path=quiz.path)
    for part in parts(quiz):
        section = write_part(document, part, new_page=False)
        case = ""
        for item in part.questions:
            case = write_case(document, section, quiz, item.question, case)
            _question(document, section, item, scope)
    return document.finish()


def _question(document: Document, section: Element, item: Numbered, scope: Scope) -> None:
    question = item.question
    element = open_question(document, section, item, question.title)
    add(element, "p", f"{question.id}, rev {question.rev}", {"class": "quiet"})
    document.writer.write(element, question.stem, _filled(question, scope), level=4)
    write_answer(document, element, question, scope, feedback=True)
    if question.explanation:
        add(element, "p", "Explanation", {"class": "label"})
        document.writer.write(element, question.explanation, scope, level=4)


def _filled(question: Question, scope: Scope) -> Scope:
    """The scope of a stem whose gaps are filled."""
    filled = tuple(variants[0] for variants in question.body.blanks) if isinstance(question.body, Cloze) else ()
    return Scope(path=scope.path, filled=filled)


def write_answer(document: Document, element: Element, question: Question, scope: Scope, *, feedback: bool) -> None:
    """Add what is right; with `feedback` the other answers too, each with what the author says to it."""
    match question.body:
        case Choices() as body:
            _choices(document, element, question, body, scope, feedback=feedback)
        case Numeric(ranges):
            for entry in ranges:
                right = entry.credit == 1 and not entry.catch_all
                words = "Any other number" if entry.catch_all else entry.text
                if right or feedback:
                    _typed(document, element, words, entry.feedback if feedback else (), scope, right=right)
        case Short(answers):
            for answer in answers:
                if answer.correct or feedback:
                    words = " or ".join(answer.variants)
                    _typed(document, element, words, answer.feedback if feedback else (), scope, right=answer.correct)
        case Order(steps):
            entries = add(element, "ol")
            for step in steps:
                document.writer.inlines(add(entries, "li", "", {"class": "right-answer"}), step.inlines, scope)
        case Match() as body:
            _pairs(document, element, question, body, scope)
        case Cloze(blanks):
            add(element, "p", "; ".join(f"({place}) {' or '.join(variants)}" for place, variants in enumerate(blanks, 1)))


def _choices(document: Document, element: Element, question: Question, body: Choices, scope: Scope, *, feedback: bool) -> None:
    if not question.scored:
        add(element, "p", "No answer is right or wrong.", {"class": "quiet"})
    options = add(element, "ol", "", {"class": "options", "role": "list"})
    for letter, option in lettered(question, body):
        if feedback or option.correct:
            answer = _answer(options, letter, right=option.correct)
            document.writer.inlines(answer, option.inlines, scope)
            _feedback(document, options[-1], option.feedback if feedback else (), scope)


def _typed(document: Document, element: Element, words: str, feedback: tuple[Block, ...], scope: Scope, *, right: bool) -> None:
    entries = add(element, "ul", "", {"class": "tasks", "role": "list"})
    document.writer.inlines(_answer(entries, "", right=right), (Text(words),), scope)
    _feedback(document, entries[-1], feedback, scope)


def _answer(entries: Element, letter: str, *, right: bool) -> Element:
    """A new entry for an answer; what is right says so in words."""
    entry = add(entries, "li")
    answer = add(entry, "span", "", {"class": "right-answer"} if right else {})
    if letter:
        letter_mark(answer, letter)
    if right:
        say(answer, "✓ Right: ")
    return answer


def _feedback(document: Document, entry: Element, blocks: tuple[Block, ...], scope: Scope) -> None:
    if blocks:
        document.writer.write(add(entry, "div", "", {"class": "feedback"}), blocks, scope, level=4)


def _pairs(document: Document, element: Element, question: Question, body: Match, scope: Scope) -> None:
    """Each left side with the letter and the words that belong to it."""
    rights: dict[str, tuple[str, tuple[Inline, ...]]] = {key: (letter, words) for letter, key, words in mixed(question)}
    entries = add(element, "ul", "", {"class": "tasks", "role": "list"})
    for pair in body.pairs:
        letter, words = rights[pair.right_key]
        entry = add(entries, "li")
        document.writer.inlines(entry, pair.left, scope)
        say(entry, ": ")
        answer = add(entry, "span", "", {"class": "right-answer"})
        letter_mark(answer, letter)
        document.writer.inlines(answer, words, scope)
