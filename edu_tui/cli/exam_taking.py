"""`test`: a test of several modules, as plain text or in the app. `tests`: what came of those that ended."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import msgspec

from edu_tui.cli.app import open_app
from edu_tui.cli.arriving import noting_arrivals
from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.catalogue import Catalogue
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.state import LearnerState
from edu_tui.progress.state_values import TEST, Run
from edu_tui.study.exam.choice import Choice, fitted, keep_choice, last_choice, objective_ref
from edu_tui.study.exam.draw import draw_test, drawn_quiz
from edu_tui.study.exam.outcome import Outcome, past_tests
from edu_tui.study.exam.session import ExamSession
from edu_tui.study.exam.words import few_words
from edu_tui.study.keeping import Keeping
from edu_tui.study.practice import PracticeStore
from edu_tui.study.runs import open_drawn
from edu_tui.study.store import Store

ALL = "all"
"""The word for all modules, and for all questions."""


class Wish(msgspec.Struct, frozen=True):
    """What the command line says of a test; None for what stays as it was chosen last. `new` gives up one that is open."""

    audience: str | None = None
    modules: str | None = None
    objectives: str | None = None
    number: int | None = None
    minutes: int | None = None
    clock: str | None = None
    pool: str | None = None
    new: bool = False

    @property
    def says_what(self) -> bool:
        """Whether it says anything of what is to be asked, or how long."""
        return msgspec.structs.replace(self, new=False, audience=None) != Wish()


def take_test(places: Places, wish: Wish, *, plain: bool) -> int:
    """Go on with the test that is open, or put one together; the choice is remembered. In the app its clock waits for the start."""
    library = places.open_library()
    with places.open_store(places.find_learner(create=True)) as store:
        for notice in store.notices:
            tell(notice)
        paper = PracticeStore() if store.read_only else store
        choice = chosen(last_choice(paper.marks, library.catalogue), wish, library.catalogue)
        try:
            if plain:
                state = paper.fold()
                session = _session(library, paper, state, choice, wish)
                with noting_arrivals(library, store):
                    _sit(session, paper, state, library.catalogue, saved=not store.read_only)
            elif wish.says_what and not store.read_only:
                keep_choice(store, choice)
        except NotSaved as error:
            raise CommandError(str(error), TROUBLE) from None
    return 0 if plain else open_app(places, f"test:{choice.audience}")


def _sit(session: ExamSession, store: Store, state: LearnerState, catalogue: Catalogue, *, saved: bool) -> None:
    from edu_tui.cli.exam_sitting import ExamSitting

    ExamSitting(session, Keeping(store), state, catalogue, saved=saved).run()


def past(places: Places, runs: Sequence[str], form: str) -> int:
    """Write all tests that ended, one of them, or two side by side, as "text", "json" or "csv"; it changes nothing."""
    library, learner = places.open_library(), places.find_learner()
    with places.open_store(learner, read_only=True) as store:
        found = past_tests(library.catalogue, store.fold())
        for notice in store.notices:
            tell(notice)
    put(_written(found, [_named(found, run) for run in runs], form))
    return 0


def chosen(before: Choice, wish: Wish, catalogue: Catalogue) -> Choice:
    """The last choice with what is wished now. Raises CommandError for what does not exist."""
    choice = before
    if wish.audience is not None:
        choice = fitted(msgspec.structs.replace(choice, audience=Audience(wish.audience)), catalogue)
    if wish.modules is not None:
        choice = choice.with_scope(modules=_modules(wish.modules, choice.audience, catalogue), objectives=())
    if wish.objectives is not None:
        choice = _with_objectives(choice, wish.objectives, catalogue, named=bool(wish.modules is not None and choice.scope.modules))
    if wish.pool is not None:
        choice = choice.with_scope(pool="" if wish.pool == ALL else wish.pool)
    if wish.number is not None:
        choice = choice.with_scope(number=max(1, wish.number))
    return msgspec.structs.replace(
        choice,
        minutes=choice.minutes if wish.minutes is None else wish.minutes,
        soft=choice.soft if wish.clock is None else wish.clock == "soft",
    )


def _words(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in (part.strip() for part in words.split(",")) if word))


def _modules(words: str, audience: Audience, catalogue: Catalogue) -> tuple[str, ...]:
    if words.strip() == ALL:
        return ()
    known = [entry.id for entry in catalogue.modules if entry.audience is audience]
    return tuple(_known("module", word, known) for word in _words(words))


def _with_objectives(choice: Choice, words: str, catalogue: Catalogue, *, named: bool) -> Choice:
    """The choice of these objectives: of the modules that were named, or else of all; "explain" or "mrd:explain"."""
    if words.strip() == ALL:
        return choice.with_scope(objectives=())
    entries = [
        entry for entry in catalogue.modules if entry.audience is choice.audience and (not named or entry.id in choice.scope.modules)
    ]
    refs = [(entry.id, objective.id) for entry in entries for objective in entry.objectives]
    both = {objective_ref(*ref): ref for ref in refs}
    picked: list[tuple[str, str]] = []
    for word in _words(words):
        name = _known("objective", word, dict.fromkeys((*(ident for _, ident in refs), *both)))
        picked += [ref for ref in refs if name in (ref[1], objective_ref(*ref))]
    modules = choice.scope.modules if named else tuple(dict.fromkeys(module for module, _ in picked))
    return choice.with_scope(modules=modules, objectives=tuple(dict.fromkeys(objective_ref(*ref) for ref in picked)))


def _known(kind: str, word: str, known: Iterable[str]) -> str:
    names = list(known)
    if word not in names:
        raise CommandError(did_you_mean(kind, word, names))
    return word


def _session(library: Library, store: Store, state: LearnerState, choice: Choice, wish: Wish) -> ExamSession:
    """The test to go on with, or a new one. Raises CommandError if nothing can be asked, or an open test would be given up unasked."""
    run = open_drawn(state, choice.audience)
    if run and not wish.new:
        if wish.says_what:
            raise CommandError("A test is open. Go on with edu-tui test --plain alone, or add --new to give it up for this one.")
        return ExamSession(drawn_quiz(library, run.started.questions, choice.audience), store, run)
    return _begun(library, store, state, choice, run)


def _begun(library: Library, store: Store, state: LearnerState, choice: Choice, instead: Run | None) -> ExamSession:
    seed = random.SystemRandom().randrange(2**32)
    quiz = draw_test(library, choice, state, seed)
    if not quiz.questions:
        raise CommandError("There is no question of this choice. Choose other modules or objectives, or --from all.")
    if len(quiz.questions) < choice.scope.number:
        tell(few_words(len(quiz.questions)))
    keep_choice(store, choice)
    clock, soft = choice.limit_ms, choice.soft and bool(choice.minutes)
    return ExamSession.begin(quiz, store, mode=TEST, limit_ms=clock, soft=soft, scope=choice.scope, seed=seed, instead=instead)


def _named(found: Sequence[Outcome], word: str) -> Outcome:
    """The test whose id begins so. Raises CommandError if there is not just one."""
    meant = [outcome for outcome in found if outcome.run.startswith(word.casefold())]
    if len(meant) != 1 or not word:
        raise CommandError(f"{'No test' if not meant else 'More than one test'} begins with {word[:40]!r}. edu-tui tests lists them.")
    return meant[0]


def _written(found: Sequence[Outcome], named: Sequence[Outcome], form: str) -> str:
    """Tests in one form, of which only the code that it needs is loaded."""
    if form == "text":
        from edu_tui.cli.exam_text import beside_text, list_text, result_text

        if not named:
            return list_text(found)
        return result_text(named[0]) if len(named) == 1 else beside_text(named[0], named[1])
    from edu_tui.cli.exam_data import as_csv, as_json

    return (as_json if form == "json" else as_csv)(named or found)
