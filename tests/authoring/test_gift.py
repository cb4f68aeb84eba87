"""GIFT: every type of Moodle's documentation, in examples of our own, and what is lost."""

from __future__ import annotations

import pytest
from authoring_kit import answers, carried, told, words
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.authoring.gift import read_gift
from edu_tui.library.answers import normalise
from edu_tui.library.questions import Cloze, Match
from edu_tui.library.text import clean_line
from edu_tui.library.walk import plain

CHOICES = {
    "single": ("Which? {=PCR ~X-ray}", "single", [("PCR", True, ""), ("X-ray", False, "")]),
    "feedback": ("Which? {=PCR#Yes\\: it is. ~X-ray #No.}", "single", [("PCR", True, "Yes: it is."), ("X-ray", False, "No.")]),
    "lines": ("Which?\n{\n=PCR\n~X-ray\n}", "single", [("PCR", True, ""), ("X-ray", False, "")]),
    "escapes": ("\\{\\} {=a\\=b\\~c ~d\\#e\\:f \\\\ g}", "single", [("a=b~c", True, ""), ("d#e:f \\ g", False, "")]),
    "true": ("True? {T#Wrong.#Right.}", "truefalse", [("True", True, "Right."), ("False", False, "Wrong.")]),
    "false": ("True? {FALSE}", "truefalse", [("True", False, ""), ("False", True, "")]),
    "short": ("Who? {=CD19 =CD-19 =B4#an old name}", "short", [("CD19 | CD-19", True, ""), ("B4", True, "an old name")]),
    "mistake": ("Who? {=CD19 =%0%CD3#That is the other arm.}", "short", [("CD19", True, ""), ("CD3", False, "That is the other arm.")]),
    "number": ("When? {#1948:2}", "numeric", [("1948 ± 2", True, "")]),
    "exact": ("When? {#1948}", "numeric", [("1948", True, "")]),
    "range": ("When? {#1947..1949#Yes}", "numeric", [("1947..1949", True, "Yes")]),
    "numbers": (
        "When? {#=1948:0#yes =%50%1948:2#near ~#no}",
        "numeric",
        [("1948", True, "yes"), ("1948 ± 2", False, "near"), ("*", False, "no")],
    ),
}


@pytest.mark.parametrize(("text", "kind", "expected"), CHOICES.values(), ids=CHOICES)
def test_answers(text, kind, expected):
    (question,) = carried(read_gift(text))
    assert (question.type, answers(question)) == (kind, expected)
    assert told(read_gift(text)) == []


def test_weights_are_kept():
    (single, multiple) = carried(read_gift("A {=a ~%50%b ~c}\n\nB {~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}"))
    assert (single.type, single.scoring) == ("single", "weights")
    assert [str(option.weight) for option in single.body.options] == ["1", "0.5", "0"]
    assert (multiple.type, [option.correct for option in multiple.body.options]) == ("multiple", [True, True, True, False])
    assert [str(option.weight) for option in multiple.body.options] == ["0.3333333", "0.3333333", "0.3333333", "-1"]


def test_pairs():
    (question,) = carried(read_gift("Match. {=blinatumomab -> CD19 = inotuzumab->CD22 = -> CD38}"))
    assert isinstance(question.body, Match)
    rights = dict(question.body.rights)
    assert [(plain(pair.left), plain(rights[pair.right_key])) for pair in question.body.pairs] == [
        ("blinatumomab", "CD19"),
        ("inotuzumab", "CD22"),
    ]
    assert [plain(right) for right in rights.values()] == ["CD19", "CD22", "CD38"]


def test_a_missing_word_is_a_gap_where_only_right_words_are_given():
    gap, choice, mistake = carried(
        read_gift("It binds {=CD19 =CD-19} on B cells.\n\nIt binds {=CD19 ~CD3} too.\n\nIt binds {=A =%0%B#no} also.")
    )
    assert (gap.body, words(gap.stem)) == (Cloze((("CD19", "CD-19"),)), "It binds on B cells.")
    assert (choice.type, words(choice.stem)) == ("single", "It binds _____ too.")
    assert (mistake.type, words(mistake.stem)) == ("short", "It binds _____ also.")


def test_names_categories_tags_and_general_feedback():
    head = "$CATEGORY: $course$/top/Oncology/Relapse, late\n\n// [id:old-id] [tag:alll] [tag:alll]\n"
    text = head + "::The name\\:: x::[html]<p>Why <b>so</b>?</p>{=a ~b####Because <i>of</i> it.}"
    (draft,) = read_gift(text).drafts
    assert draft.ident == "old-id"
    assert draft.question.tags == ("Oncology/Relapse, late", "alll", "alll")
    (question,) = carried(read_gift(text.replace(", late", "")))
    assert (plain(question.title), words(question.explanation)) == ("The name:: x", "Because of it.")


def test_formats():
    plain_text, markdown, moodle = carried(read_gift("[plain]a <b>b</b> *c* {T}\n\n[markdown]a *b* `c` {T}\n\na <b>b</b>\nc {T}"))
    assert words(plain_text.stem) == "a <b>b</b> *c*"
    assert [type(part).__name__ for part in markdown.stem[0].inlines] == ["Text", "Emphasis", "Text", "Code"]
    assert [type(part).__name__ for part in moodle.stem[0].inlines] == ["Text", "Strong", "LineBreak", "Text"]


LOST = {
    "essay": ("Tell. {}", [(1, 'the essay question "Tell."')]),
    "description": ("Just text.", [(1, 'the text "Just text."')]),
    "brace": ("Open {=a", [(1, "a question with one brace")]),
    "comment": ("// mine\nA {T}", [(1, 'the comment "// mine"')]),
    "moodle's comment": ("// question: 5  name: A\nA {T}", []),
    "partial": ("A {=a =%50%b}", [(1, 'the 50% for "b"')]),
    "wildcard": ("A {=a =b*}", [(1, 'the answer "b*"')]),
    "nothing right": ("A {=%50%b}", [(1, "a question without a right answer"), (1, 'the 50% for "b"')]),
    "bar": ("A {=a =b|c}", [(1, 'the answer "b|c"')]),
    "two rights": ("A {=a =b ~c}", [(1, 'the question "A"')]),
    "sum": ("A {~%50%a ~b}", [(1, 'the question "A"')]),
    "arrow": ("A {=a -> b -> c =d -> e}", [(1, 'the question "A"')]),
    "word": ("A {#about ten}", [(1, 'a question for the number "about ten"')]),
    "second": ("A {=a ~b}\nB {=c ~d}", [(1, "a second pair of braces")]),
    "later": ("A {T}\n\n\nB {}", [(4, 'the essay question "B"')]),
    "same": ("A {=a ~A}", [(1, 'the question "A"')]),
    "picture": ('A <img src="x.png"> {T}', [(1, "the picture x.png")]),
    "duplicate": ("A {=a#one =A#two}", [(1, 'the feedback on "A"')]),
    "long": (f"[markdown]{'[' * 100_000} {{T}}", [(1, "a text of 100,001 characters")]),
    "credit for anything": ("A {#=5 =*#x}", [(1, "the 100% for any number")]),
}


@pytest.mark.parametrize(("text", "expected"), LOST.values(), ids=LOST)
def test_losses_are_told(text, expected):
    assert told(read_gift(text)) == expected


PIECES = st.sampled_from(
    [*"{}=~#:\\%*_[]<>&$/|-", "->", "####", "::", "%50%", "\n", " ", "a", "T", "[html]", "$CATEGORY:", "//", "..", "1"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_file_makes_it_fail(text):
    carried(read_gift(text))


@given(st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8), min_size=3, max_size=3))
def test_what_was_escaped_is_what_is_read(texts):
    stem, right, wrong = (clean_line(text) for text in texts)
    if not all((stem, right, wrong)) or normalise(right) == normalise(wrong) or right.casefold() == wrong.casefold():
        return
    escaped = ["".join(f"\\{sign}" if sign in "\\:#={}~" else sign for sign in text) for text in (stem, right, wrong)]
    reading = read_gift(f"::t::[plain]{escaped[0]}{{=[plain]{escaped[1]} ~[plain]{escaped[2]}}}")
    (question,) = carried(reading)
    assert (words(question.stem), [found[0] for found in answers(question)]) == (stem, [right, wrong])
