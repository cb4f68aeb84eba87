"""Item analysis: whose answers count, from how many it is told, and what an author is asked to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statistics_kit import answered
from teaching_kit import full_plan, go_to_step, make_material, make_session

from edu_tui.library.questions import Question, Quiz
from edu_tui.progress.errors import MergeError
from edu_tui.progress.events import Voided, new_id
from edu_tui.progress.merging import Found
from edu_tui.progress.records import encode_event
from edu_tui.progress.sessions_events import VoteOpened
from edu_tui.progress.sessions_fold import fold_session
from edu_tui.progress.sessions_state import SessionState
from edu_tui.progress.state import fold
from edu_tui.study.item_analysis import Item, analyse
from edu_tui.study.item_answers import Attempt, Person, first_attempts, persons, sessions_in
from edu_tui.study.item_statistics import correlation_interval, discrimination
from edu_tui.study.teaching.session import TeachingSession

PART = ("q-plain", "q-noted", "q-safe", "q-typed")


@pytest.fixture(scope="module")
def quiz(tmp_path_factory: pytest.TempPathFactory) -> Quiz:
    found = make_material(tmp_path_factory.mktemp("library")).quiz
    assert found is not None
    return found


def keys(quiz: Quiz, ident: str = "q-plain") -> list[str]:
    return [option.key for option in question(quiz, ident).body.options]  # type: ignore[union-attr]


def question(quiz: Quiz, ident: str) -> Question:
    found = quiz.question(ident)
    assert found is not None
    return found


def attempt(quiz: Quiz, choice: int, rev: int = 1) -> Attempt:
    """An answer to q-plain, of which the second option is right."""
    return Attempt(rev, float(choice == 1), (keys(quiz)[choice],))


def item(quiz: Quiz, people: list[Person], sessions: list[SessionState] | None = None, ident: str = "q-plain") -> Item:
    return next(one for one in analyse([quiz], people, sessions or []) if one.question == ident)


def test_polls_are_left_out_and_the_rest_is_there(quiz: Quiz) -> None:
    found = analyse([quiz], [], [])
    assert [one.question for one in found] == [*PART, "pre-1", "pre-2", "post-1", "post-2"]
    assert not any(one.answers or one.votes or one.form or one.discrimination or one.look for one in found)


def test_answers_are_told_of_five_people(quiz: Quiz) -> None:
    people: list[Person] = [{"q-plain": attempt(quiz, choice)} for choice in (1, 1, 0, 1)]
    four = item(quiz, people)
    assert (four.answers, four.discrimination, four.too_few) == (None, None, 4)
    five = item(quiz, [*people, {"q-plain": attempt(quiz, 0)}])
    assert five.answers is not None
    assert five.too_few == 0
    assert (five.answers.n, five.answers.facility, five.answers.whole) == (5, pytest.approx(0.6), True)
    assert [(one.correct, one.chosen.part, one.chosen.of) for one in five.answers.options] == [(False, 2, 5), (True, 3, 5), (False, 0, 5)]
    assert five.answers.low < 0.6 < five.answers.high


@given(st.lists(st.integers(0, 2), min_size=1, max_size=4))
def test_of_fewer_nothing_depends_on_what_they_answered(quiz: Quiz, choices: list[int]) -> None:
    told = analyse([quiz], [{"q-plain": attempt(quiz, choice)} for choice in choices], [])
    assert told == analyse([quiz], [{"q-plain": attempt(quiz, 1)} for _ in choices], [])


def test_typed_answers_are_counted_by_their_marks_alone(quiz: Quiz) -> None:
    people: list[Person] = [{"q-typed": Attempt(1, 0.5, ("a secret",))} for _ in range(5)]
    found = item(quiz, people, ident="q-typed")
    assert found.answers is not None
    assert (found.answers.facility, found.answers.whole, found.answers.options) == (0.5, False, ())
    assert "secret" not in repr(found)


def test_other_revs_are_left_out_and_counted(quiz: Quiz) -> None:
    people: list[Person] = [{"q-plain": attempt(quiz, 1, rev=1 + (number > 4))} for number in range(8)]
    found = item(quiz, people)
    assert found.answers is not None
    assert (found.answers.n, found.earlier) == (5, 3)


# --- discrimination ------------------------------------------------------------------------------------------------------------------


def learner(quiz: Quiz, number: int) -> dict[str, Attempt]:
    """Every third fails q-plain, and who does so fails more of the rest, but not always."""
    marks = {ident: float((number * (place + 2) + number // 3) % 4 != 0) for place, ident in enumerate(PART)}
    marks["q-plain"] = float(number % 3 != 0)
    return {ident: Attempt(1, mark, (keys(quiz)[int(mark)],) if ident == "q-plain" else ()) for ident, mark in marks.items()}


@pytest.mark.parametrize(("n", "told", "uncertain"), [(19, False, False), (20, True, True), (29, True, True), (30, True, False)])
def test_discrimination_is_told_from_so_many(quiz: Quiz, n: int, told: bool, uncertain: bool) -> None:
    people = [learner(quiz, number) for number in range(n)]
    found = item(quiz, list(people)).discrimination
    assert found is not None
    assert ((found.value is not None), found.uncertain, found.n) == (told, uncertain, n)
    if not told:
        assert found.why.startswith("Hidden: 19 answered all 4 questions")
        return
    rest = [sum(person[ident].mark for ident in PART[1:]) for person in people]
    exact = discrimination([person["q-plain"].mark for person in people], rest)
    assert found.value == exact
    assert exact is not None
    assert (found.low, found.high) == correlation_interval(exact, n)


def test_only_those_count_who_answered_the_whole_part(quiz: Quiz) -> None:
    people: list[dict[str, Attempt]] = [learner(quiz, number) for number in range(33)]
    del people[0]["q-safe"]
    people[1]["q-typed"] = Attempt(2, 1.0, ())
    found = item(quiz, list(people))
    assert found.discrimination is not None
    assert found.answers is not None
    assert (found.answers.n, found.discrimination.n) == (33, 31)


def test_an_item_that_everybody_has_right_has_no_discrimination(quiz: Quiz) -> None:
    people = [{**learner(quiz, number), "q-plain": attempt(quiz, 1)} for number in range(40)]
    found = item(quiz, list(people))
    assert found.discrimination is not None
    assert (found.discrimination.value, found.discrimination.why[:9]) == (None, "Undefined")
    assert any("nearly everybody" in sentence for sentence in found.look)


# --- where to look -------------------------------------------------------------------------------------------------------------------


def looks(quiz: Quiz, *choices: int) -> str:
    return " ".join(item(quiz, [{"q-plain": attempt(quiz, choice)} for choice in choices]).look)


def test_what_authors_are_asked_to_look_at(quiz: Quiz) -> None:
    assert "few had it right" in looks(quiz, *[0] * 15, *[1] * 5)
    assert "few had it right" not in looks(quiz, *[0] * 14, *[1] * 6)
    assert "drew 11, the right “Choice 1 of plain” 9" in looks(quiz, *[0] * 11, *[1] * 9)
    assert "nobody of 30 chose “Choice 2 of plain”" in looks(quiz, *[0] * 10, *[1] * 20)
    assert "nobody" not in looks(quiz, *[0] * 9, *[1] * 20)
    assert looks(quiz, *[0] * 19) == ""
    assert looks(quiz, *[0] * 7, *[2] * 7, *[1] * 16) == ""


def test_a_low_discrimination_is_told_in_words(quiz: Quiz) -> None:
    people = [learner(quiz, number) for number in range(30)]
    for number, person in enumerate(people):
        rest = sum(person[ident].mark for ident in PART[1:])
        person["q-plain"] = attempt(quiz, 0 if rest == 3 and number % 2 else 1)
    found = item(quiz, list(people))
    assert found.discrimination is not None
    assert found.discrimination.value is not None
    assert found.discrimination.value < 0.2
    assert any("hardly did better" in sentence for sentence in found.look)
    assert "hardly did better" not in " ".join(item(quiz, list(people)[:29]).look)


# --- persons -------------------------------------------------------------------------------------------------------------------------


def test_the_first_attempt_counts_unless_it_was_taken_back() -> None:
    first, second, third = (answered("q", day, score) for day, score in ((0, 0.0), (1, 1.0), (2, 0.5)))
    assert first_attempts(fold([third, second, first]))["q"].mark == 0.0
    undo = Voided(id=new_id(), at=second.at, event=first.id)
    assert first_attempts(fold([third, second, first, undo]))["q"].mark == 1.0
    assert first_attempts(fold([answered("poll", 0, None)])) == {}


@pytest.mark.parametrize("score", [-1.0, 1.5, 1e308])
def test_marks_that_cannot_be_are_left_out(score: float) -> None:
    assert first_attempts(fold([answered("q", 0, score)])) == {}


def found_of(name: str, *events: object) -> Found:
    return Found(Path(name), {event.id: encode_event(event) for event in events})  # type: ignore[attr-defined]


def test_files_that_share_a_step_are_of_one_person() -> None:
    one, two, other = answered("q", 0, 1.0), answered("r", 1, 0.0), answered("q", 2, 0.0)
    files = [found_of("a", one), found_of("b", other), found_of("c", one, two), found_of("d", two)]
    people = persons(files)
    assert sorted(len(person) for person in people) == [1, 2]
    assert persons([found_of("empty"), *files[::-1]]) in (people, people[::-1])
    with pytest.raises(MergeError):
        persons([found_of("a", one), Found(Path("e"), {one.id: encode_event(answered("q", 0, 0.0, id=one.id))})])


# --- sessions ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def session(tmp_path: Path) -> TeachingSession:
    material = make_material(tmp_path / "library")
    return make_session(tmp_path / "data", material, full_plan(material))


def vote(session: TeachingSession, question: str, *counts: str) -> None:
    go_to_step(session, f"question:{question}")
    session.open_vote()
    for number, count in enumerate(counts):
        if number:
            session.second_round()
        session.count(count)
        session.close_vote()


def test_first_rounds_and_sheets_count_and_stand_apart(quiz: Quiz, session: TeachingSession) -> None:
    vote(session, "q-plain", "A 1 B 2 C 3", "A 0 B 6 C 0")
    session.count_form("pre", "pre-1", 2, 6)
    found = item(quiz, [], [session.state, session.state])
    ballot = session.state.votes[0].ballot
    by_key = {option.key: 2 * count for option, count in zip(ballot.options, (1, 2, 3), strict=True)}
    assert found.votes is not None
    assert {one.key: one.chosen.part for one in found.votes.options} == by_key
    right = next(option.key for option in ballot.options if option.correct)
    assert (found.votes.n, found.votes.sources, found.votes.facility) == (12, 2, by_key[right] / 12)
    assert (found.answers, found.discrimination) == (None, None)
    sheets = item(quiz, [], [session.state], "pre-1").form
    assert sheets is not None
    assert (sheets.n, sheets.facility) == (6, pytest.approx(1 / 3))


def test_open_votes_and_votes_on_another_rev_do_not_count(quiz: Quiz, session: TeachingSession) -> None:
    go_to_step(session, "question:q-plain")
    session.open_vote()
    session.tap("A")
    assert item(quiz, [], [session.state]).votes is None
    session.close_vote()
    opened = next(event for event in session.store.events if isinstance(event, VoteOpened))
    assert opened.ballot.rev == 1
    changed = Quiz(**{name: getattr(quiz, name) for name in quiz.__struct_fields__} | {"questions": tuple(map(newer, quiz.questions))})
    found = item(changed, [], [session.state])
    assert (found.votes, found.earlier) == (None, 1)


def newer(question: Question) -> Question:
    return Question(**{name: getattr(question, name) for name in question.__struct_fields__} | {"rev": 2})


@given(st.lists(st.integers(0, 1), min_size=3, max_size=3))
def test_guarded_votes_are_no_part_of_it(quiz: Quiz, counts: list[int]) -> None:
    """Even a scored question, if a file from elsewhere calls it sensitive."""
    from edu_tui.progress.sessions_events import Ballot, BallotOption, VoteClosed, VoteCounted

    options = tuple(BallotOption(key, key, number == 1) for number, key in enumerate(keys(quiz)))
    ballot = Ballot(question="q-plain", rev=1, title="", options=options, sensitive=True)
    given_counts = dict(zip(keys(quiz), counts, strict=True))
    state = fold_session(
        [
            VoteOpened(id="1", n=1, ballot=ballot),
            VoteCounted(id="2", n=2, question="q-plain", round=1, counts=given_counts),
            VoteClosed(id="3", n=3, question="q-plain", round=1),
        ]
    )
    assert item(quiz, [], [state]).votes is None


def test_sessions_in_files_count_once(session: TeachingSession) -> None:
    ident = session.store.id
    found = Found(Path("x"), {f"{number:032x}": document for number, document in enumerate(session.store.documents())})
    assert [state.planned.session for state in sessions_in([found, found], ()) if state.planned] == [ident]
    assert sessions_in([found], {ident}) == []
    assert persons([found]) == []
