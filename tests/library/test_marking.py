"""Marking: what each kind of question gives for each kind of response."""

import random
from decimal import Decimal
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.library.blocks import Paragraph, Text
from edu_tui.library.marking import mark
from edu_tui.library.questions import (
    Body,
    Choices,
    Cloze,
    Match,
    NumberRange,
    Numeric,
    Option,
    Order,
    Pair,
    Question,
    Short,
    ShortVariants,
    Step,
)
from edu_tui.library.shuffling import shuffle_options

HALF, QUARTER = Decimal("0.5"), Decimal("0.25")


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def said(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(1, words(text)),)


def ask(body: Body, *, scoring: str = "each", shuffle: bool = True, ident: str = "q-1") -> Question:
    kind = body.kind if isinstance(body, Choices) else type(body).__name__.lower()
    return Question(ident, 1, kind, words("Title"), 1, said("Stem"), body, scoring=scoring, shuffle=shuffle)


def choices(kind: str, right: str, wrong: str, weights: dict[str, str] | None = None) -> Choices:
    weights = weights or {}
    return Choices(
        kind,
        tuple(
            Option(key, words(key), key in right, 1, said(f"about {key}"), Decimal(weights[key]) if key in weights else None)
            for key in sorted(right + wrong)
        ),
    )


def order(count: int) -> Order:
    return Order(tuple(Step(f"s{number}", words(f"Step {number}"), number) for number in range(count)))


MATCH = Match(
    (Pair("p1", words("Blinatumomab"), "r1", 1), Pair("p2", words("Inotuzumab"), "r2", 2)),
    (("r1", words("CD19")), ("r2", words("CD22")), ("r3", words("CD33"))),
)
CLOZE = Cloze((("25", "25 %", "twenty-five"), ("isolated",)))
AREA = Numeric(
    (
        NumberRange("right", "0.76 ± 0.01 m2 | m²", Decimal(1), 1, Decimal("0.75"), Decimal("0.77"), ("m2", "m²"), feedback=said("Yes")),
        NumberRange("ten", "7.6 ± 0.1", Decimal(0), 2, Decimal("7.5"), Decimal("7.7"), ("m2", "m²"), feedback=said("Ten times")),
        NumberRange("root", "0.58 ± 0.01", QUARTER, 3, Decimal("0.57"), Decimal("0.59"), ("m2", "m²")),
        NumberRange("rest", "*", Decimal(0), 4, catch_all=True, feedback=said("Use the formula")),
    ),
    unit_required=True,
)
ANTIGEN = Short(
    (
        ShortVariants("right", ("CD19", "CD 19", "B-lymphocyte antigen CD19"), True, 1),
        ShortVariants("other-arm", ("CD3",), False, 2, said("the other arm")),
        ShortVariants("other-drug", ("inotuzumab target",), False, 3),
    )
)


# --- choices ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("response", "score"),
    [("ab", "1"), ("ba", "1"), ("a", "0.5"), ("ac", "0"), ("abc", "0.5"), ("abcd", "0"), ("cd", "0"), ("c", "0")],
)
def test_multiple_earns_right_less_wrong_ticks(response: str, score: str) -> None:
    assert mark(ask(choices("multiple", "ab", "cd")), tuple(response)).score == Decimal(score)


@pytest.mark.parametrize(("response", "score"), [("ab", 1), ("a", 0), ("abc", 0)])
def test_scoring_all_is_all_or_nothing(response: str, score: int) -> None:
    assert mark(ask(choices("multiple", "ab", "cd"), scoring="all"), tuple(response)).score == score


@pytest.mark.parametrize(("response", "score"), [("a", "1"), ("b", "0.25"), ("c", "0")])
def test_a_single_choice_may_earn_the_weight_of_its_option(response: str, score: str) -> None:
    question = ask(choices("single", "a", "bc", {"b": "0.25"}), scoring="weights")
    assert mark(question, (response,)).score == Decimal(score)


@pytest.mark.parametrize(("response", "score"), [("ab", "1"), ("a", "0.75"), ("b", "0.25"), ("ac", "0.25"), ("bc", "0"), ("abc", "0.5")])
def test_weights_add_up_within_0_and_1(response: str, score: str) -> None:
    question = ask(choices("multiple", "ab", "c", {"a": "0.75", "b": "0.25"}), scoring="weights")
    assert mark(question, tuple(response)).score == Decimal(score)


def test_credit_never_exceeds_1() -> None:
    question = ask(choices("multiple", "a", "b", {"b": "0.5"}), scoring="weights")
    assert mark(question, ("a", "b")).score == 1


def test_only_a_multiple_question_takes_several_options() -> None:
    assert mark(ask(choices("single", "a", "bc")), ("a", "b")).ask_again == "Choose one option only."
    assert mark(ask(choices("poll", "", "abc")), ("a", "b")).verdict == "again"


def test_the_verdict_says_right_partly_or_wrong() -> None:
    question = ask(choices("multiple", "ab", "cd"))
    assert [mark(question, tuple(keys)).verdict for keys in ("ab", "a", "c", "x")] == ["right", "partly", "wrong", "again"]


def test_thirds_leave_no_crumbs() -> None:
    question = ask(choices("multiple", "abc", "def"))
    assert mark(question, tuple("abcdef")).verdict == "wrong"
    assert mark(question, tuple("abc")).verdict == "right"


def test_each_option_tells_what_was_and_what_should_have_been() -> None:
    marking = mark(ask(choices("multiple", "ab", "cd")), ("a", "c"))
    assert [(part.key, part.given, part.wanted, part.correct) for part in marking.parts] == [
        ("a", "a", "a", True),
        ("b", "", "b", False),
        ("c", "c", "", False),
        ("d", "", "", True),
    ]
    assert [bool(part.feedback) for part in marking.parts] == [True, True, True, False]
    assert marking.answer == (words("a"), words("b"))
    assert marking.verdict == "wrong"


def test_a_poll_has_no_score_and_no_wrong_part() -> None:
    marking = mark(ask(choices("poll", "", "abc")), ("b",))
    assert (marking.score, marking.verdict) == (None, "poll")
    assert all(part.correct for part in marking.parts)
    assert marking.answer == ()


# --- numbers ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "score", "key"),
    [
        ("0.76 m2", "1", "right"),
        ("0,76 m²", "1", "right"),
        ("0.75 M^2", "1", "right"),
        ("0.77m2.", "1", "right"),
        ("7600 cm2", "1", "right"),
        ("0.76 square metres", "1", "right"),
        ("0.76\u00a0m\u00b2", "1", "right"),
        ("7.6 m2", "0", "ten"),
        ("0.58 m2", "0.25", "root"),
        ("3 m2", "0", "rest"),
        ("0.76 kg", "0", "rest"),
        ("-0.76 m2", "0", "rest"),
    ],
)
def test_a_number_is_marked_by_its_range(typed: str, score: str, key: str) -> None:
    marking = mark(ask(AREA), (typed,))
    assert (marking.score, marking.parts[0].key) == (Decimal(score), key)
    assert (marking.parts[0].wanted, marking.answer) == ("0.76 ± 0.01 m2 | m²", (words("0.76 ± 0.01 m2 | m²"),))


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "  ",
            "about one",
            "nan",
            "inf",
            "1e400 m2",
            "9**9**9",
            "__import__('os')",
            "0.76",
            "1,000 m2",
            "½ m2",
            "0.76 blorps",
            "0.7 6 m2",
        ),
        *("\x1b[31m0.76 m2", "[/] m2", "0.76 m2; rm -rf", "9" * 10_000),
    ],
)
def test_what_is_no_number_with_a_known_unit_is_asked_again(typed: str) -> None:
    marking = mark(ask(AREA), (typed,))
    assert (marking.score, marking.verdict, marking.parts) == (None, "again", ())
    assert marking.ask_again
    assert "\x1b" not in marking.ask_again
    assert len(marking.ask_again) < 160
    assert "m²" not in marking.ask_again


def test_an_optional_unit_may_be_left_out() -> None:
    question = ask(Numeric(AREA.ranges, unit_required=False))
    assert mark(question, ("0.76",)).score == 1
    assert mark(question, ("0.76 m2",)).score == 1


def test_a_bare_number_wants_no_unit() -> None:
    question = ask(Numeric((NumberRange("right", "18", Decimal(1), 1, Decimal(18), Decimal(18)),)))
    assert mark(question, ("18",)).verdict == "right"
    unforeseen = mark(question, ("19",))
    assert (unforeseen.parts[0].key, unforeseen.verdict) == ("", "wrong")
    assert mark(question, ("18 months",)).verdict == "again"


def test_months_and_years_meet_exactly() -> None:
    question = ask(
        Numeric((NumberRange("right", "1.5 years", Decimal(1), 1, Decimal("1.5"), Decimal("1.5"), ("years",)),), unit_required=True)
    )
    assert mark(question, ("18 months",)).score == 1


def test_the_best_credit_wins_where_ranges_overlap() -> None:
    wide = NumberRange("wide", "1..9", HALF, 1, Decimal(1), Decimal(9))
    narrow = NumberRange("narrow", "5", Decimal(1), 2, Decimal(5), Decimal(5))
    assert mark(ask(Numeric((wide, narrow))), ("5",)).parts[0].key == "narrow"
    assert mark(ask(Numeric((wide, narrow)), scoring="all"), ("6",)).score == 0


# --- words -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "score", "key"), [("cd\u00a019.", 1, "right"), ("CD3", 0, "other-arm"), ("CD20", 0, ""), ("CD 1 9", 0, "")]
)
def test_a_short_answer_is_marked_by_its_variants(typed: str, score: int, key: str) -> None:
    marking = mark(ask(ANTIGEN), (typed,))
    assert (marking.score, marking.parts[0].key) == (score, key)
    assert (marking.parts[0].wanted, marking.answer) == ("CD19", (words("CD19"),))


def test_a_near_miss_asks_whether_it_is_right_or_wrong() -> None:
    assert mark(ask(ANTIGEN), ("B-lymphocite antigen CD19",)).ask_again == "Did you mean “B-lymphocyte antigen CD19”?"
    assert mark(ask(ANTIGEN), ("inotuzumab targte",)).ask_again == "Did you mean “inotuzumab target”?"


def test_who_insists_is_marked_as_typed() -> None:
    assert mark(ask(ANTIGEN), ("B-lymphocite antigen CD19",), insist=True).score == 0
    assert mark(ask(CLOZE), ("25", "isolatde"), insist=True).score == HALF


@pytest.mark.parametrize("typed", ["", " ", "...", "\u200b"])
def test_an_empty_answer_is_asked_again(typed: str) -> None:
    assert mark(ask(ANTIGEN), (typed,)).verdict == "again"


@pytest.mark.parametrize(
    ("typed", "score"),
    [(("25%", "isolated"), HALF), (("25 %", "Isolated"), Decimal(1)), (("", "isolated"), HALF), (("1", "x"), Decimal(0))],
)
def test_blanks_earn_the_share_that_is_right(typed: tuple[str, ...], score: Decimal) -> None:
    assert mark(ask(CLOZE), typed).score == score


def test_each_blank_is_shown_with_what_belongs_there() -> None:
    marking = mark(ask(CLOZE), ("26", "isolated"))
    assert [(part.key, part.given, part.wanted, part.correct) for part in marking.parts] == [
        ("1", "26", "25", False),
        ("2", "isolated", "isolated", True),
    ]
    assert marking.answer == (words("25"), words("isolated"))


def test_a_near_miss_in_a_blank_is_asked_again() -> None:
    assert mark(ask(CLOZE), ("25", "isolatde")).ask_again == "Did you mean “isolated”?"


# --- steps and pairs -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "score"),
    [("01234", "1"), ("12340", "0.75"), ("10234", "0.75"), ("02134", "0.75"), ("10324", "0.5"), ("43210", "0"), ("34012", "0.5")],
)
def test_an_order_loses_by_the_steps_that_must_move(places: str, score: str) -> None:
    assert mark(ask(order(5)), tuple(f"s{place}" for place in places)).score == Decimal(score)


def test_the_credit_of_an_order_agrees_with_trying_every_choice_of_steps() -> None:
    for places in permutations(range(5)):
        rising = max(len(kept) for size in range(6) for kept in combinations(places, size) if list(kept) == sorted(kept))
        assert mark(ask(order(5)), tuple(f"s{place}" for place in places)).score == Decimal(rising - 1) / 4


def test_the_parts_of_an_order_show_what_may_stay() -> None:
    marking = mark(ask(order(4)), ("s3", "s0", "s1", "s2"))
    assert [(part.key, part.given, part.wanted, part.correct) for part in marking.parts] == [
        ("s3", "1", "4", False),
        ("s0", "2", "1", True),
        ("s1", "3", "2", True),
        ("s2", "4", "3", True),
    ]
    assert not any(part.correct for part in mark(ask(order(4)), ("s3", "s2", "s1", "s0")).parts)


@pytest.mark.parametrize("response", [(), ("s0",), ("s0", "s0", "s1"), ("s0", "s1", "x"), ("s0", "s1", "s2", "s3")])
def test_an_incomplete_order_is_asked_again(response: tuple[str, ...]) -> None:
    assert mark(ask(order(3)), response).verdict == "again"


@pytest.mark.parametrize(
    ("response", "score"),
    [
        (("r1", "r2"), Decimal(1)),
        (("r1", ""), HALF),
        (("r1",), HALF),
        (("r1", "r3"), HALF),
        (("r2", "r1"), Decimal(0)),
        (("r1", "r2", "r3"), Decimal(1)),
    ],
)
def test_pairs_earn_the_share_that_is_right(response: tuple[str, ...], score: Decimal) -> None:
    assert mark(ask(MATCH), response).score == score


def test_the_right_pairs_are_shown() -> None:
    marking = mark(ask(MATCH), ("r1", "r3"))
    assert marking.answer[1] == (Text("Inotuzumab"), Text(" → "), Text("CD22"))


# --- what holds for all ----------------------------------------------------------------------------------------------------------

FULL: list[tuple[Question, tuple[str, ...]]] = [
    (ask(choices("single", "a", "bc")), ("a",)),
    (ask(choices("truefalse", "a", "b")), ("a",)),
    (ask(choices("multiple", "abc", "de")), ("a", "b", "c")),
    (ask(choices("multiple", "abc", "d", {"a": "0.333", "b": "0.333", "c": "0.333"}), scoring="weights"), ("a", "b", "c")),
    (ask(AREA), ("0.76 m2",)),
    (ask(ANTIGEN), ("CD19",)),
    (ask(order(4)), ("s0", "s1", "s2", "s3")),
    (ask(MATCH), ("r1", "r2")),
    (ask(CLOZE), ("25", "isolated")),
]
QUESTIONS = [question for question, _ in FULL] + [ask(choices("poll", "", "abc")), ask(Choices("single", ())), ask(Order(()))]
WORDS = st.one_of(st.sampled_from([*"abcdex", "s0", "s1", "s2", "s3", "r1", "r2", "CD19", "0.76 m2", "25", "[/]"]), st.text(max_size=30))


@pytest.mark.parametrize(("question", "response"), FULL)
def test_the_full_key_earns_1(question: Question, response: tuple[str, ...]) -> None:
    marking = mark(question, response)
    assert (marking.score, marking.verdict) == (1, "right")
    assert all(part.correct for part in marking.parts)
    assert marking.answer


@given(st.sampled_from(QUESTIONS), st.lists(WORDS, max_size=6), st.booleans())
def test_any_response_gives_a_score_or_a_sentence(question: Question, response: list[str], insist: bool) -> None:
    marking = mark(question, tuple(response), insist=insist)
    assert marking == mark(question, tuple(response), insist=insist)
    assert (marking.score is not None and 0 <= marking.score <= 1) or marking.verdict in ("again", "poll")
    assert bool(marking.ask_again) == (marking.verdict == "again")
    assert (marking.verdict == "right") == (marking.score == 1)


@given(st.sets(st.sampled_from("abcde")), st.integers())
def test_shuffling_never_changes_the_score(ticked: set[str], seed: int) -> None:
    question = ask(choices("multiple", "abc", "de"))
    shown = shuffle_options(question, seed)
    clicked = tuple(key for key in shown if key in ticked)
    assert mark(question, clicked) == mark(question, tuple(sorted(ticked)))


# --- the order on the screen -----------------------------------------------------------------------------------------------------


@given(st.integers(), st.integers(min_value=2, max_value=9))
def test_steps_are_mixed_and_never_shown_solved(seed: int, count: int) -> None:
    question = ask(order(count), shuffle=False)
    shown = shuffle_options(question, seed)
    assert sorted(shown) == [step.key for step in order(count).steps]
    assert mark(question, shown).score != 1


@given(st.integers())
def test_right_sides_are_never_shown_beside_their_left(seed: int) -> None:
    assert shuffle_options(ask(MATCH), seed) != ("r1", "r2", "r3")


def test_the_order_depends_on_the_question_and_the_seed_alone() -> None:
    body = choices("single", "a", "bcdef")
    assert shuffle_options(ask(body), 1) == shuffle_options(ask(body), 1) == ("f", "c", "a", "b", "e", "d")
    orders = {shuffle_options(ask(body, ident=f"q-{number}"), number % 3) for number in range(20)}
    assert len(orders) > 10


def test_what_has_an_order_of_its_own_keeps_it() -> None:
    seeds = random.Random(1).sample(range(1000), 20)
    for kind in ("truefalse", "poll"):
        assert {shuffle_options(ask(choices(kind, "a", "bc")), seed) for seed in seeds} == {("a", "b", "c")}
    assert {shuffle_options(ask(choices("single", "a", "bc"), shuffle=False), seed) for seed in seeds} == {("a", "b", "c")}
    assert shuffle_options(ask(CLOZE), 1) == ()
