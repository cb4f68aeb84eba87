"""Aiken line by line, and tables by their columns."""

from __future__ import annotations

from contextlib import suppress

import pytest
from authoring_kit import answers, carried, told, words
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.authoring.aiken import read_aiken
from edu_tui.authoring.csv_table import read_csv
from edu_tui.authoring.errors import AuthoringError
from edu_tui.library.questions import Cloze, Match, Order
from edu_tui.library.text import clean
from edu_tui.library.walk import plain

TWO = "Which?\nA) one *b*\nB. <two words>\nANSWER: B\n\nTrue?\nA) True\nB) False\nANSWER: A\n"


def test_aiken():
    first, second = carried(read_aiken(TWO))
    assert (words(first.stem), answers(first)) == ("Which?", [("one *b*", False, ""), ("<two words>", True, "")])
    assert (second.type, answers(second)) == ("truefalse", [("True", True, ""), ("False", False, "")])
    assert told(read_aiken(TWO)) == []


AIKEN_LOST = {
    "two lines": ("Which\nof these?\nA) a\nB) b\nANSWER: A", 1, [(1, 'the question "Which"')]),
    "no answer": ("Which?\nA) a\nB) b", 0, [(1, 'the question "Which?"')]),
    "one choice": ("Which?\nA) a\nANSWER: A", 0, [(1, 'the question "Which?"')]),
    "out of range": ("Which?\nA) a\nB) b\nANSWER: C", 0, [(1, 'the question "Which?"')]),
    "small letter": ("Which?\nA) a\nB) b\nANSWER: b", 0, [(1, 'the question "Which?"')]),
    "no question": ("A) a\nANSWER: A", 0, [(1, 'the line "A) a"'), (2, 'the line "ANSWER: A"')]),
    "one character": ("Which?\nx\nA) a\nB) b\nANSWER: A", 1, [(2, 'the line "x"')]),
    "letters in disorder": ("Which?\nB) a\nA) b\nANSWER: B", 1, [(1, 'the letter "B"')]),
    "small answer": ("Which?\nA) a\nB) b\nAnswer: A", 0, [(1, 'the question "Which?"'), (4, 'the question "Answer: A"')]),
}


@pytest.mark.parametrize(("text", "number", "expected"), AIKEN_LOST.values(), ids=AIKEN_LOST)
def test_aiken_losses(text, number, expected):
    assert (len(carried(read_aiken(text))), told(read_aiken(text))) == (number, expected)


def test_aiken_counts_choices_as_moodle_does():
    (question,) = carried(read_aiken("Which?\nB) a\nA) b\nANSWER: B"))
    assert answers(question) == [("a", False, ""), ("b", True, "")]


@given(
    st.lists(st.sampled_from(["A) a", "B. b", "C)c", "ANSWER: A", "ANSWER:", "ANSWER: é", "Which?", "", "x", "# h", "- [x] z"])).map(
        "\n".join
    )
)
def test_no_aiken_file_makes_it_fail(text):
    carried(read_aiken(text))


# --- tables ----------------------------------------------------------------------------------------------------------------------

HEAD = "question,a,b,c,answer,type,feedback a"
ROWS = {
    "letter": ("Which?,one,two,,B", "single", [("one", False, ""), ("two", True, "")]),
    "text": ("Which?,one,two,,one,,yes", "single", [("one", True, "yes"), ("two", False, "")]),
    "letters": ('Which?,one,two,three,"a, C"', "multiple", [("one", True, ""), ("two", False, ""), ("three", True, "")]),
    "forced": ("Which?,one,two,,a,multiple", "multiple", [("one", True, ""), ("two", False, "")]),
    "true": ("So?,,,,TRUE,,yes", "truefalse", [("True", True, "yes"), ("False", False, "")]),
    "true as options": ("So?,True,False,,b", "truefalse", [("True", False, ""), ("False", True, "")]),
    "number": ("How much?,,,,0.76 ± 0.01 m2,numeric,yes", "numeric", [("0.76 ± 0.01 m2", True, "yes")]),
    "short": ("Who?,CD3,,,CD19|CD-19,short,no", "short", [("CD19 | CD-19", True, ""), ("CD3", False, "no")]),
    "poll": ("How?,one,two,,,poll", "poll", [("one", False, ""), ("two", False, "")]),
}


@pytest.mark.parametrize(("row", "kind", "expected"), ROWS.values(), ids=ROWS)
def test_rows(row, kind, expected):
    reading = read_csv(f"{HEAD}\n{row}\n")
    (question,) = carried(reading)
    assert (question.type, answers(question), told(reading)) == (kind, expected, [])


def test_order_match_and_cloze():
    order, match, cloze = carried(read_csv(f"{HEAD}\nSort,x,y,z,,order\nPair,a -> b,c → d,-> e,,match\nIt binds [[CD19|B4]].,,,,,cloze\n"))
    assert isinstance(order.body, Order)
    assert [plain(step.inlines) for step in order.body.steps] == ["x", "y", "z"]
    assert isinstance(match.body, Match)
    assert [plain(pair.left) for pair in match.body.pairs] == ["a", "c"]
    assert [plain(right) for _, right in match.body.rights] == ["b", "d", "e"]
    assert cloze.body == Cloze((("CD19", "B4"),))


def test_all_other_columns():
    head = "Title;Question;A;B;Answer;Explanation;Hint;ID;Objective;Bloom;Difficulty;Tags"
    reading = read_csv(f'{head}\nT;"Two\n\nparts";x;y;a;Because.;Look.;my-id;classify;apply;3;"one, two; two"\n')
    (draft,) = reading.drafts
    (question,) = carried(reading)
    assert (draft.ident, draft.line, plain(question.title)) == ("my-id", 2, "T")
    assert (question.objective, question.bloom, question.difficulty, question.tags) == ("classify", "apply", 3, ("one", "two", "two"))
    assert (words(question.explanation), words(question.hint), len(question.stem)) == ("Because.", "Look.", 2)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("excel", ["", "sep={}"], ids=["", "sep"])
def test_dialects(separator, end, excel):
    rows = ["question|a|b|answer", '"Which, if; any?"|one|two|a']
    lines = [*([excel.format(separator)] if excel else []), *(row.replace("|", separator) for row in rows)]
    (question,) = carried(read_csv(clean(end.join(lines) + end)))
    assert (words(question.stem), answers(question)) == ("Which, if; any?", [("one", True, ""), ("two", False, "")])


CSV_LOST = {
    "column": ("question,answer,points\nWho?,CD19,5\n", [(1, 'the column "points"')]),
    "twice": ("question,answer,answer\nWho?,CD19,B4\n", [(1, 'the column "answer"')]),
    "beyond": ("question,answer\nWho?,CD19,5\n", [(2, 'the cell "5"')]),
    "type": (f"{HEAD}\nWho?,,,,x,essay\n", [(2, 'a question of the type "essay"')]),
    "answer": (f"{HEAD}\nWho?,one,two,,Z\n", [(2, 'a question with the answer "Z"')]),
    "no text": (f"{HEAD}\n,one,two,,a\n", [(2, "a question without text")]),
    "number": (f"{HEAD}\nHow?,,,,ten,numeric\n", [(2, 'a question for the number "ten"')]),
    "half": (f"{HEAD}\nPair,a -> b,c,,,match\n", [(2, "a question of type match")]),
    "gapless": (f"{HEAD}\nPair,,,,,cloze\n", [(2, "a question of type cloze")]),
    "no place": (f"{HEAD}\nSort,x,y,,,order,no\n", [(2, 'the cell in "feedback a"')]),
    "level": ("question,answer,bloom\nWho?,CD19,know\n", [(2, 'bloom "know"')]),
    "lines": (f'{HEAD}\n"a\nb",x,y,,a\n\nWho?,one,two,,Z\n', [(5, 'a question with the answer "Z"')]),
}


@pytest.mark.parametrize(("text", "expected"), CSV_LOST.values(), ids=CSV_LOST)
def test_csv_losses(text, expected):
    assert told(read_csv(text)) == expected


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\n\n", "sep=,", 'sep="\nquestion"answer\n'])
def test_a_table_without_names_is_refused(text):
    with pytest.raises(AuthoringError, match="first row"):
        read_csv(text)


@pytest.mark.parametrize("head", ["question,answer,{}", "sep=;\nquestion;{}"])
def test_a_name_of_a_column_that_is_too_long_is_refused(head):
    with pytest.raises(AuthoringError, match="is no row of a table"):
        read_csv(head.format("x" * 200_000) + "\n")


def test_a_cell_without_an_end_is_refused():
    with pytest.raises(AuthoringError, match="Line 2"):
        read_csv('question,answer\n"' + "x" * 200_000)


@given(st.lists(st.sampled_from([",", '"', "\n", "a", "->", "[[x]]", "numeric", "match", "True", "1 ± 2", ";"]), max_size=40).map("".join))
def test_no_table_makes_it_fail(text):
    with suppress(AuthoringError):
        carried(read_csv(f"question,answer,type,a,b\n{text}"))
