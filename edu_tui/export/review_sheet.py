"""The sheet for a reviewing clinician: one file that opens anywhere, with each statement beside the facts on which it rests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from edu_tui.checks.checklist import Checklist
from edu_tui.checks.question_parts import all_blocks
from edu_tui.export.answer_key import write_answer
from edu_tui.export.document import Document, review_words
from edu_tui.export.inlines import Scope
from edu_tui.export.material import Material
from edu_tui.export.nodes import add, say
from edu_tui.export.paper import Numbered, parts
from edu_tui.export.sheet import open_question, write_case
from edu_tui.export.writer import box, line
from edu_tui.library.blocks import Block, SlideBreak
from edu_tui.library.ledger import Fact
from edu_tui.library.questions import Question
from edu_tui.library.walk import cited_keys
from edu_tui.render.evidence import DOUBT_WORDS, STATUS_WORDS, shown_figures

_HOW = (
    "Read the page as its readers do, on the left. On the right stands what the ledger holds behind each statement: the claim, its "
    "figures, the group of people, how it was checked, and a caution if there is one. Tick a fact if it is right and carries the "
    "statement; else write beside it what is wrong, and the source that has it right.",
    "Then answer the questions, go through the list of what only people can judge, and sign at the end. Your signature says that the "
    "content is right for teaching. It is no order to treat anyone.",
)


def write_review_sheet(materials: Sequence[Material], found: Checklist) -> str:
    """The sheet as HTML for the pages in `materials`, of one module, with their questions and its checklist."""
    document = Document(materials[0], "For the reviewing clinician", materials[0].module.title)
    for material in materials:
        module = material.module
        told = f"For {module.audience}, changed on {module.updated}. {review_words(module.reviewed, material.today)}"
        add(document.header, "p", told, {"class": "review"})
    for words in _HOW:
        add(document.main, "p", words)
    _first(document, found)
    facts = _Facts(document)
    for material in materials:
        _page(document, facts, material)
    asked = 0
    for material in materials:
        asked += _questions(document, facts, material, asked)
    _checklist(document, found)
    _sign(document, materials)
    return document.finish(own=False)


def _first(document: Document, found: Checklist) -> None:
    """What to look at first."""
    add(document.main, "h2", "Look here first")
    entries = add(document.main, "ul")
    for title, used in found.review.by_kind():
        entry = add(entries, "li", f"{title}: ")
        say(entry, ", ".join(item.fact.id for item in used))
    add(entries, "li", f"Questions of safety: {', '.join(found.review.safety) or 'none'}")
    for item in found.waived:
        waiver = item.waiver
        add(entries, "li", f"Left as it is until {waiver.until}, by {waiver.who}: {item.finding.message} ({waiver.reason})")


class _Facts:
    """Writes the facts behind a statement: in full where one stands first, afterwards in short."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._told: set[str] = set()

    def write(self, parent: Element, keys: Iterable[str]) -> None:
        """Add the facts and references with these keys to `parent`."""
        ledger = self._document.material.ledger
        for key in dict.fromkeys(keys):
            entry = add(parent, "div", "", {"class": "fact"})
            head = add(entry, "p")
            box(head, ticked=False)
            add(head, "strong", key)
            fact = ledger.facts.get(key)
            if fact is None:
                reference = ledger.references.get(key)
                say(head, f" {reference.short or reference.citation} " if reference else " is not in the ledger ")
                self._document.inliner.cites(head, (key,), (), Scope())
            elif key in self._told:
                say(head, f" (see above) {'; '.join(shown_figures(fact.figures))}")
            else:
                self._told.add(key)
                self._full(entry, head, fact)

    def _full(self, entry: Element, head: Element, fact: Fact) -> None:
        say(head, f" {fact.claim} ")
        self._document.inliner.cites(head, (fact.id,), (), Scope())
        status = "; ".join([STATUS_WORDS[fact.status], *(DOUBT_WORDS[doubt] for doubt in fact.doubts)])
        rows = (("Figures", "; ".join(shown_figures(fact.figures))), ("Population", fact.population), ("Status", status))
        for label, words in (*rows, ("Caution", fact.caution)):
            if words:
                row = add(entry, "p", "", {"class": "quiet"})
                add(row, "strong", f"{label}: ")
                say(row, words)


def _page(document: Document, facts: _Facts, material: Material) -> None:
    """The page, each block beside its facts."""
    module = material.module
    section = add(document.main, "section", "", {"class": "part", "aria-labelledby": f"page-{module.audience}"})
    add(section, "h2", f"{module.title} (for {module.audience})", {"id": f"page-{module.audience}"})
    add(section, "p", module.summary)
    scope = Scope(path=module.path)
    _beside(document, facts, section, module.lead, scope)
    for part in module.sections:
        document.writer.inlines(add(section, "h3"), part.title, scope)
        _beside(document, facts, section, part.blocks, scope)


def _beside(document: Document, facts: _Facts, parent: Element, blocks: Sequence[Block], scope: Scope) -> None:
    shown = [block for block in blocks if not isinstance(block, SlideBreak)]
    if not shown:
        return
    table = add(parent, "table", "", {"class": "beside"})
    head = add(add(table, "thead"), "tr")
    for title in ("What readers see", "What it rests on"):
        add(head, "th", title, {"scope": "col"})
    rows = add(table, "tbody")
    for block in shown:
        row = add(rows, "tr")
        document.writer.write(add(row, "td"), (block,), scope, level=4, notes=True)
        facts.write(add(row, "td"), cited_keys((block,)))


def _questions(document: Document, facts: _Facts, material: Material, before: int) -> int:
    """The questions with their keys, feedback and facts, numbered on from `before`; how many there are."""
    quiz = material.quiz
    if quiz is None or not quiz.questions:
        return 0
    section = add(document.main, "section", "", {"class": "part", "aria-labelledby": f"questions-{quiz.audience}"})
    add(section, "h2", f"Questions for {quiz.audience}", {"id": f"questions-{quiz.audience}"})
    case = ""
    for part in parts(quiz):
        for item in part.questions:
            case = write_case(document, section, quiz, item.question, case)
            _question(document, facts, section, Numbered(before + item.number, item.question), Scope(path=quiz.path))
    return len(quiz.questions)


def _question(document: Document, facts: _Facts, section: Element, item: Numbered, scope: Scope) -> None:
    question: Question = item.question
    element = open_question(document, section, item, question.title)
    safety = ", a question of safety" if question.safety else ""
    add(element, "p", f"{question.id}, rev {question.rev}{safety}", {"class": "quiet"})
    document.writer.write(element, question.stem, scope, level=4)
    write_answer(document, element, question, scope, feedback=True)
    if question.explanation:
        add(element, "p", "Explanation", {"class": "label"})
        document.writer.write(element, question.explanation, scope, level=4)
    facts.write(element, cited_keys(all_blocks(question)))
    tick = add(element, "p")
    box(tick, ticked=False)
    say(tick, "The key is right, and every other answer is wrong.")


def _checklist(document: Document, found: Checklist) -> None:
    """What only people can judge."""
    section = add(document.main, "section", "", {"class": "part", "aria-labelledby": "checklist"})
    add(section, "h2", "What only people can judge", {"id": "checklist"})
    for subject, asked in found.by_subject():
        add(section, "h3", subject)
        entries = add(section, "ul", "", {"class": "tasks", "role": "list"})
        for item in asked:
            entry = add(entries, "li")
            box(entry, ticked=False)
            say(entry, item.question)


def _sign(document: Document, materials: Sequence[Material]) -> None:
    """Room for the verdict, and what to type when the sheet comes back."""
    module = materials[0].module
    section = add(document.main, "section", "", {"aria-labelledby": "verdict"})
    add(section, "h2", "Verdict", {"id": "verdict"})
    for material in materials:
        add(section, "h3", f"The page for {material.module.audience}")
        entries = add(section, "ul", "", {"class": "tasks", "role": "list"})
        for words in ("Fit to teach as it is", "Fit to teach after the changes written on this sheet", "Not fit to teach"):
            entry = add(entries, "li")
            box(entry, ticked=False)
            say(entry, words)
    for label in ("Name and role", "Date", "To be reviewed again by", "Signature"):
        add(section, "p", label, {"class": "label"})
        line(section)
    told = f'edu-tui clinical-review {module.id} --record --by "Name, role" --on {materials[0].today.isoformat()}'
    add(section, "p", "For the authors, once all changes are made:", {"class": "quiet"})
    add(add(section, "pre"), "code", told)
