"""What learners are shown of a library: pages, questions, results, lists. The layouts of the screens, without an app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice

from bench import Bench
from promises import WIDTHS, clean_page, clean_words
from right_answers import answer_to, wrong_answer_to
from textual.fuzzy import Matcher

from edu_tui.app.context import Context
from edu_tui.app.module_search import ModuleSearch
from edu_tui.app.pages.evidence import evidence_layout, glossary_layout, term_layout
from edu_tui.app.pages.exam_overview import AroundView, OverviewView, around_layout, overview_layout
from edu_tui.app.pages.exam_result import ResultView, result_layout
from edu_tui.app.pages.home import HomeView, home_layout
from edu_tui.app.pages.question import question_layout
from edu_tui.app.pages.quiz import cover_layout, end_layout
from edu_tui.app.pages.reader import SectionView, broken_layout, neighbour, outline_layout, page_context, section_layout
from edu_tui.app.pages.reader import cover_layout as module_layout
from edu_tui.app.pages.search import SearchView, search_layout
from edu_tui.app.palette import highlighted
from edu_tui.app.palette_content import places
from edu_tui.app.quiz_views import cover_view, end_view, question_look, question_view
from edu_tui.app.reader_views import mine_of, signs_of
from edu_tui.library.library import Library
from edu_tui.library.modules import Module
from edu_tui.library.questions import Quiz
from edu_tui.library.search_entries import findables
from edu_tui.library.search_index import FullTextIndex, build
from edu_tui.library.search_query import parse_query
from edu_tui.library.walk import plain
from edu_tui.progress.state_values import Section
from edu_tui.render.layout import LayoutContext
from edu_tui.render.lines import Layout
from edu_tui.render.numbering import Numbering, number_citations
from edu_tui.study import answering
from edu_tui.study.draft import Draft
from edu_tui.study.exam.outcome import outcome_of
from edu_tui.study.exam.session import ExamSession
from edu_tui.study.practice import PracticeStore
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.run_state import Phase

MOST = 30
"""Sections, questions and slides that are looked at of one file."""

SHARED = ("content/library.yaml", "content/facts.yaml", "content/references.json", "content/glossary.md", "content/library.lock.json")
"""Files that all pages rest on."""


def on_page(layout: Callable[[int], Layout], path: str = "") -> None:
    """A page at a narrow and at a usual width; see `clean_page`."""
    for width in WIDTHS:
        clean_page(layout(width), path)


def concerned(library: Library, path: str) -> tuple[list[Module], list[Quiz]]:
    """The modules and quizzes that a change of the file may have changed."""
    modules = [library.module(one.id, one.audience) for one in library.catalogue.modules if path in (one.path, *SHARED)]
    quizzes = [library.quiz(one.name) for one in library.catalogue.quizzes if path in (one.path, *SHARED)]
    return [module for module in modules if module], [quiz for quiz in quizzes if quiz]


@contextmanager
def learner(bench: Bench) -> Iterator[Context]:
    """The library as somebody opens it who has learned nothing yet."""
    with bench.checker.opened() as library:
        yield Context(library, PracticeStore(), "default")


# --- reading -------------------------------------------------------------------------------------------------------------------------


def read_pages(bench: Bench, path: str) -> None:
    """The reader: cover, outline, sections with their evidence, terms, and finding words in the module; Home; the glossary."""
    with learner(bench) as context:
        catalogue, ledger = context.catalogue, context.library.ledger
        for audience in dict.fromkeys(entry.audience for entry in catalogue.modules):
            view = HomeView(catalogue, audience, context.progress(audience), notices=context.store.notices, today="")
            on_page(lambda width, view=view: home_layout(view, width))
            on_page(lambda width, audience=audience: glossary_layout(ledger, audience, width), "content/glossary.md")
            for term in islice(ledger.terms.values(), MOST):
                on_page(lambda width, term=term, audience=audience: term_layout(term, audience, width), "content/glossary.md")
        for module in concerned(context.library, path)[0]:
            _read(context, module)


def _read(context: Context, module: Module) -> None:
    entry = context.catalogue.module(module.id, module.audience)
    assert entry is not None
    if entry.broken:
        on_page(lambda width: broken_layout(module.title, module, width), module.path)
        return
    ledger, signs = context.library.ledger, signs_of(context, entry)
    look = page_context(module.lead, ledger, context.terms)
    on_page(lambda width: module_layout(module, entry, (), signs, look, width), module.path)
    on_page(lambda width: outline_layout(entry, (), signs, "", width), module.path)
    for at, section in enumerate(module.sections[:MOST]):
        look = page_context(section.blocks, ledger, context.terms)
        mine = mine_of(context, Section(module.id, module.audience, section.id))
        view = SectionView(module, section, at, neighbour(module, at - 1), neighbour(module, at + 1), mine)
        on_page(lambda width, view=view, look=look: section_layout(view, look, width), module.path)
        numbers = look.numbering or Numbering()
        on_page(lambda width, numbers=numbers: evidence_layout(numbers, ledger, width))
        lines = section_layout(view, look, WIDTHS[1]).lines
        found = ModuleSearch("of", module, lambda _, lines=lines: lines)
        assert found.pages in (0, len({one.id for one in module.sections}))


# --- answering -----------------------------------------------------------------------------------------------------------------------


def ask(bench: Bench, path: str) -> None:
    """The quiz: its cover, each question as it is answered by keys, hint and feedback, the end; and all of it once more as a test."""
    with learner(bench) as context:
        for quiz in concerned(context.library, path)[1]:
            look = LayoutContext(numbering=number_citations(quiz.intro, context.library.ledger.references))
            view = cover_view(quiz, context)
            on_page(lambda width, view=view, look=look: cover_layout(view, look, width), quiz.path)
            if asked := tuple(question.id for question in quiz.questions[:MOST]):
                _study(context, QuizSession.begin(quiz, context.quiz_store, questions=asked))
                exam = ExamSession.begin(quiz, context.quiz_store, mode="test", questions=asked, limit_ms=60_000)
                assert isinstance(exam, ExamSession)
                _test(context, exam)


def _study(context: Context, session: QuizSession) -> None:
    while (question := session.question) is not None:
        _shown(context, session, hint=session.hint())
        _press(context, session)
        answers = (answer_to, wrong_answer_to)[session.place[0] % 2]
        session.edit(Draft(answers(question, session.shown)))
        clean_words(answering.missing(question, session.draft), answering.unmatched(question, session.draft))
        marking = session.submit(insist=True)
        clean_words(marking.ask_again)
        assert session.phase is Phase.FEEDBACK, f"the answer is not taken: {marking}"
        _shown(context, session)
        session.proceed()
    view = end_view(session, context.catalogue, context.quiz_state)
    on_page(lambda width: end_layout(view, width), session.quiz.path)


def _press(context: Context, session: QuizSession) -> None:
    """All that keys can do to the open question."""
    question = session.question
    assert question is not None
    marked = answering.first_marked(question, session.draft, session.shown)
    for number in range(1, 4):
        for step in (
            answering.pick(question, session.draft, session.shown, marked, number),
            answering.tick(question, session.draft, session.shown, marked),
            answering.turn(question, session.draft, session.shown, marked, -1),
            answering.shift(question, session.draft, marked, 1),
            answering.strike(question, session.draft, marked),
        ):
            if step is not None:
                session.edit(step.draft)
                marked = step.marked
    _shown(context, session)


def _shown(context: Context, session: QuizSession, *, hint: bool = False) -> None:
    question = session.question
    assert question is not None
    answered = session.phase is Phase.FEEDBACK
    look = question_look(question, session.quiz.case(question.case), context.library.ledger, answered=answered)
    view = question_view(session, context.catalogue, look, context.quiz_state, active=0, hint=hint)
    on_page(lambda width: question_layout(view, width), session.quiz.path)


def _test(context: Context, exam: ExamSession) -> None:
    for question in exam.asked[::2]:
        exam.go(exam.number)
        if exam.question is not None:
            exam.edit(Draft(answer_to(exam.question, exam.shown)))
            exam.mark_for_review()
            view = AroundView(exam.is_marked, exam.draft.confidence, question.scored)
            on_page(lambda width, view=view: around_layout(Layout(()), view, width))
        exam.turn(1)
    exam.survey()
    overview = OverviewView(exam.quiz.title, exam.standings(), exam.number)
    on_page(lambda width: overview_layout(overview, width))
    exam.finish()
    titles = {question.id: plain(question.title) for question in exam.asked}
    result = ResultView(outcome_of(exam.record, context.catalogue, context.quiz_state), titles, None, "", {})
    on_page(lambda width: result_layout(result, width))


# --- going places --------------------------------------------------------------------------------------------------------------------


def go_places(bench: Bench, path: str) -> None:
    """The palette's entries, the results of a search, and the titles that toasts and the title bar repeat."""
    with learner(bench) as context:
        matcher = Matcher("a")
        for place in places(context.catalogue, (term.name for term in context.library.ledger.terms.values())):
            clean_words(place.title, place.about)
            assert highlighted(matcher, place.title).plain == place.title
        for module in context.catalogue.modules:
            clean_words(module.title, module.broken)
        index = FullTextIndex(build(list(findables(context.library))))
        for words in ("relapse", "a", "[/b] is:x module:nothing"):
            query, faults = parse_query(words, context.catalogue)
            clean_words(*faults)
            view = SearchView(words, faults, index.search(query) if query.asks else None)
            on_page(lambda width, view=view: search_layout(view, width))
