"""Which questions a test asks, and in which order."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from exam_kit import NOW, Store, exam_library
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Answered, Flagged, Scope, stamp
from edu_tui.progress.state import LearnerState, fold
from edu_tui.study.exam.choice import Choice, clock_words, fitted, keep_choice, last_choice, scope_words, with_module, with_objective
from edu_tui.study.exam.draw import Candidate, candidates, draw, draw_test, how_many
from edu_tui.study.quiz_session import QuizSession
from edu_tui.study.runs import drawn_name

NOBODY = LearnerState()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    return open_library(exam_library(tmp_path_factory.mktemp("library")))


def stock(*sizes: int) -> list[Candidate]:
    """So many questions for each objective; every third one has a twin of another objective."""
    found = []
    for objective, size in enumerate(sizes):
        for number in range(size):
            found.append(Candidate(f"q{objective}-{number}", f"m{objective % 2}", f"o{objective}", f"q{objective}-{number}"))
            if number % 3 == 2:
                found.append(Candidate(f"t{objective}-{number}", f"m{objective % 2}", f"o{objective}", f"q{objective}-{number}"))
    return found


STOCKS = st.lists(st.integers(0, 12), min_size=1, max_size=7).map(lambda sizes: stock(*sizes))


@given(STOCKS, st.integers(0, 60), st.integers(0, 2**32 - 1))
def test_a_draw_is_as_long_as_can_be_even_and_never_asks_for_the_same_twice(found, number: int, seed: int) -> None:
    known = {candidate.question: candidate for candidate in found}
    drawn = draw(found, number, seed)
    assert len(drawn) == min(number, how_many(found))
    assert len({known[question].card for question in drawn}) == len(drawn)
    counts = Counter(known[question].objective for question in drawn)
    there: dict[str, set[str]] = defaultdict(set)
    for candidate in found:
        there[candidate.objective].add(candidate.card)
    # An objective gets fewer than another only where it has no more, or by one.
    assert all(counts[one] >= counts[other] - 1 or counts[one] == len(there[one]) for one in there for other in there)


@given(STOCKS, st.integers(0, 60), st.integers(0, 2**32 - 1), st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order_of_the_library(found, number: int, seed: int, random) -> None:
    mixed = list(found)
    random.shuffle(mixed)
    assert draw(mixed, number, seed) == draw(found, number, seed)


def test_another_seed_draws_others() -> None:
    found = stock(12, 12, 12)
    assert len({draw(found, 6, seed) for seed in range(20)}) > 10


def test_polls_are_not_asked_and_modules_and_objectives_narrow(library) -> None:
    catalogue = library.catalogue
    found = candidates(catalogue, Audience.CLINICIAN, Scope(), NOBODY)
    assert "rt-poll-01" not in {candidate.question for candidate in found}
    assert len(found) == 16
    assert how_many(found) == 15
    other = candidates(catalogue, Audience.CLINICIAN, Scope(modules=("other",)), NOBODY)
    assert {candidate.module for candidate in other} == {"other"}
    classify = candidates(catalogue, Audience.CLINICIAN, Scope(("timing", "other"), ("timing:classify",)), NOBODY)
    # An objective narrows its own module alone.
    assert {(one.module, one.objective) for one in classify} == {("timing", "classify"), ("other", "explain")}
    assert {one.module for one in candidates(catalogue, Audience.FAMILY, Scope(), NOBODY)} == {"timing"}


def test_pools_are_what_was_wrong_flagged_or_never_asked(library) -> None:
    def answered(question: str, score: float) -> Answered:
        return Answered(id=question, at=stamp(NOW), question=question, rev=1, run="r", response=("x",), score=score)

    state = fold([answered("ot-1", 0.0), answered("ot-2", 1.0), Flagged(id="f", at=stamp(NOW), subject="ot-3", flag="unsure")])

    def pool(word: str) -> set[str]:
        return {one.question for one in candidates(library.catalogue, Audience.CLINICIAN, Scope(("other",), pool=word), state)}

    assert pool("wrong") == {"ot-1"}
    assert pool("flagged") == {"ot-3"}
    assert pool("new") == {"ot-3", "ot-4", "ot-5", "ot-6"}
    assert len(pool("")) == 6


@pytest.mark.parametrize("seed", range(12))
def test_the_questions_of_a_case_stand_together_in_written_order_with_their_vignette(library, seed: int) -> None:
    quiz = draw_test(library, Choice(scope=Scope(number=99)), NOBODY, seed)
    assert (len(quiz.questions), quiz.name, quiz.audience) == (15, drawn_name(Audience.CLINICIAN), Audience.CLINICIAN)
    ids = [question.id for question in quiz.questions]
    assert ("rt-case-1", "rt-case-2") in pairwise(ids)
    assert quiz.case("rt-case").title
    assert {"rt-true-01", "rt-true-02"} - set(ids)
    assert ids == [question.id for question in draw_test(library, Choice(scope=Scope(number=99)), NOBODY, seed).questions]


# --- choosing --------------------------------------------------------------------------------------------------------------------


def test_the_last_choice_is_remembered_as_far_as_it_still_exists(library) -> None:
    store, catalogue = Store(), library.catalogue
    assert last_choice(store.marks, catalogue) == Choice()
    choice = Choice(scope=Scope(("other", "gone"), ("other:explain", "other:gone", "timing:explain"), "wrong", 7), minutes=0, soft=False)
    keep_choice(store, choice)
    assert last_choice(store.marks, catalogue) == choice.with_scope(modules=("other",), objectives=("other:explain",))
    for nonsense in ("text", {"minutes": "x"}, {"scope": {"number": "y"}}, [1]):
        store.set_mark("test-choice", nonsense)
        assert last_choice(store.marks, catalogue) == Choice()


def test_a_module_goes_with_its_objectives(library) -> None:
    choice = with_objective(with_module(with_module(Choice(), "timing"), "other"), "timing:explain")
    assert (choice.scope.modules, choice.scope.objectives) == (("timing", "other"), ("timing:explain",))
    assert scope_words(choice.scope, library.catalogue, choice.audience) == "The time of relapse (1 objective), Another one"
    assert with_objective(choice, "timing:explain").scope.objectives == ()
    assert with_module(choice, "timing").scope == Scope(("other",), number=20)
    assert scope_words(with_module(with_module(choice, "timing"), "other").scope, library.catalogue, choice.audience) == "all modules"
    narrow = fitted(choice.with_scope(pool="nonsense", number=0), library.catalogue)
    assert (narrow.scope.pool, narrow.scope.number) == ("", 1)


def test_the_clock_in_words() -> None:
    assert (clock_words(0, soft=True), clock_words(60_000, soft=True)) == ("no clock", "1 minute")
    assert clock_words(30 * 60_000, soft=False) == "30 minutes, then it ends"


def test_a_run_of_another_mode_is_no_test(library) -> None:
    session = QuizSession.begin(library.quiz("other"), Store())
    assert (session.started.scope, session.started.soft) == (None, False)
