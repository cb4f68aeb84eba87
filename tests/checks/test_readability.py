import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.checks.prose import Piece, Prose, sentences, words
from edu_tui.checks.readability import Counts, count, masked
from edu_tui.checks.rules.bank import at_least, uneven
from edu_tui.checks.rules.passive import passive
from edu_tui.checks.syllables import syllables


def counts(words=100, sentences=10, syllables=130, polysyllables=0):
    return Counts(words, sentences, syllables, polysyllables)


@pytest.mark.parametrize(("polysyllables", "sentences", "grade"), [(4, 1, 14.554593), (0, 30, 3.1291), (9, 30, 6.2581), (25, 30, 8.3441)])
def test_smog_agrees_with_published_examples(polysyllables, sentences, grade):
    assert counts(sentences=sentences, polysyllables=polysyllables).smog == pytest.approx(grade, abs=1e-4)


@pytest.mark.parametrize(("sentences", "syllables", "grade"), [(10, 130, 3.650), (8, 140, 5.805)])
def test_flesch_kincaid_agrees_with_worked_examples(sentences, syllables, grade):
    assert counts(sentences=sentences, syllables=syllables).flesch_kincaid == pytest.approx(grade, abs=1e-3)


def test_the_stricter_grade_counts():
    assert counts(polysyllables=10).grade == pytest.approx(counts(polysyllables=10).smog, abs=0.05)
    long = counts(words=400, sentences=10, syllables=700)
    assert long.grade == pytest.approx(long.flesch_kincaid, abs=0.05)


def test_a_grade_is_judged_as_it_is_told():
    told = counts(sentences=30, polysyllables=9)
    assert told.smog == pytest.approx(6.2581, abs=1e-4)
    assert told.grade == 6.3


SPOKEN = {
    1: "names hope walked does goes shoes lives true child's 26 10,000 CAR guide -",
    2: "every business didn't people safety fluid evening children T-cells aged reason treated tissue someone player science centre"
    " litres maybe hundred 10-20",
    3: "leukaemic area idea ideas remember serious usual organism vincristine infusion medicine MRD employee anyone",
    4: "leukaemia anthracycline diarrhoea diagnosis mitoxantrone pneumonia experience everybody",
    5: "chemotherapy blinatumomab inotuzumab neutropenia idarubicin hypodiploidy",
}


@pytest.mark.parametrize(("word", "number"), [(word, number) for number, listed in SPOKEN.items() for word in listed.split()])
def test_words_have_the_syllables_that_one_hears(word, number):
    assert syllables(word) == number


@given(st.text())
def test_every_word_has_a_syllable(text):
    assert syllables(text) >= 1


def test_sentences_end_where_a_reader_stops():
    assert sentences("Below 0.01% is negative. Is it zero? No!") == ["Below 0.01% is negative.", "Is it zero?", "No!"]
    assert sentences("A drug, e.g. this one, helps") == ["A drug, e.g. this one, helps"]
    assert sentences('He said "Call now." Then he left.') == ['He said "Call now.', "Then he left."]
    assert sentences(" - ") == []


def test_a_title_or_a_shortened_word_ends_no_sentence():
    assert sentences("Ask Dr. Green, e.g. Mrs. Brown vs. St. Mary, i.e. Ward 3. Then go.") == [
        "Ask Dr. Green, e.g. Mrs. Brown vs. St. Mary, i.e. Ward 3.",
        "Then go.",
    ]
    assert len(sentences("He had a bad stir. She left.")) == 2


def test_a_bullet_without_a_full_stop_is_a_sentence():
    assert count(["one two", "three four"]).sentences == 2


def test_dashes_are_no_words():
    assert words("26 out of 100 \N{EN DASH} a quarter") == ["26", "out", "of", "100", "a", "quarter"]


def test_counts_can_be_computed_again_by_hand():
    assert count(["Leukaemia came back. You did nothing wrong."]) == Counts(words=7, sentences=2, syllables=11, polysyllables=1)


def test_with_terms_masked_what_is_left_is_counted():
    quiz = Prose("a.md", (Piece(1, "Leukaemia came back. Is it MRD?", ()),))
    told = masked(quiz, re.compile("Leukaemia|MRD"))
    assert told == Counts(words=6, sentences=2, syllables=6, polysyllables=0)


@pytest.mark.parametrize(("number", "rough"), [(29, True), (30, False)])
def test_of_a_short_text_a_grade_is_a_rough_one(number, rough):
    assert counts(sentences=number).rough is rough


PASSIVES = {
    "Blood is taken by a nurse.": "is taken",
    "It was not always given.": "was not always given",
    "The drug has been stopped.": "been stopped",
    "It is slowly being changed.": "is slowly being changed",
    "Your team should be called.": "be called",
    "You are tired, and she is worried.": "",
    "This is called MRD. It is red. It is indeed so.": "",
    "The leukaemia that can be seen goes.": "",
    "He has taken it. She begins.": "",
}


@pytest.mark.parametrize(("sentence", "words"), PASSIVES.items())
def test_a_passive_is_told_by_its_words(sentence, words):
    assert passive(sentence) == words


@given(st.text())
def test_a_passive_stands_in_its_sentence(sentence):
    assert passive(sentence) in " ".join(sentence.split())


@pytest.mark.parametrize(
    ("number", "of", "options", "chance"), [(8, 20, 4, 0.1018), (9, 20, 4, 0.0409), (28, 60, 3, 0.0219), (20, 30, 2, 0.0494)]
)
def test_chance_of_long_keys_agrees_with_the_binomial_distribution(number, of, options, chance):
    assert at_least(number, [1 / options] * of) == pytest.approx(chance, abs=0.01)


def test_chance_of_long_keys_in_a_mixed_bank():
    assert at_least(25, [0.5] * 20 + [0.25] * 60) == pytest.approx(0.5437, abs=0.01)


@pytest.mark.parametrize(
    ("counts", "chance"),
    [((10, 10, 10), 1), ((15, 5), math.erfc(math.sqrt(2.5))), ((20, 10, 6), 0.0131), ((9, 3, 5, 3), 0.1870)],
)
def test_chance_of_uneven_places_agrees_with_tables(counts, chance):
    assert uneven(counts) == pytest.approx(chance, abs=1e-3)
