"""Strict YAML: everything is text, and nothing that can explode or surprise gets in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutator import mutate_text

from edu_tui.library.text import clean
from edu_tui.library.yaml_reader import MAX_DEPTH, YamlError, read_yaml


def fault(text: str, first_line: int = 1) -> YamlError:
    with pytest.raises(YamlError) as caught:
        read_yaml(text, first_line)
    return caught.value


def refusal(text: str) -> YamlError | None:
    try:
        read_yaml(text)
    except YamlError as error:
        return error
    return None


def merge_bomb(levels: int) -> str:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{level}: &a{level} {{<<: [{', '.join([f'*a{level - 1}'] * 9)}]}}" for level in range(1, levels)]
    return "\n".join(lines)


def billion_laughs() -> str:
    lines = ['a: &a ["lol","lol"]'] + [
        f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "on",
        "off",
        "true",
        "False",
        "12:30",
        "1.10",
        "010",
        "0x1F",
        "1_000",
        "1e400",
        ".nan",
        ".inf",
        "2024-13-45",
        "2026-03-01",
        "Null",
        "9" * 5_000,
    ],
)
def test_values_stay_what_was_typed(written: str) -> None:
    assert read_yaml(f"a: {written}").value == {"a": written}
    assert read_yaml(f"[{written}]").value == [written]


@pytest.mark.parametrize(
    ("written", "value"),
    [("", None), ("~", None), ("null", None), ("'null'", "null"), ('""', ""), ("'~'", "~"), ("! b", "b"), ("|\n  x\n  y", "x\ny")],
)
def test_only_a_plain_null_is_none(written: str, value: str | None) -> None:
    assert read_yaml(f"a: {written}").value == {"a": value}


def test_keys_stay_text_too() -> None:
    assert read_yaml("no: 1\n12:30: 2\n<<: {x: 1}").value == {"no": "1", "12:30": "2", "<<": {"x": "1"}}


def test_an_empty_document_is_none_and_starts_where_it_is_said_to() -> None:
    assert read_yaml("").value is None
    assert read_yaml("# only a comment\n", first_line=7).line() == 7


@pytest.mark.parametrize(
    ("text", "line", "column", "words", "cure"),
    [
        (merge_bomb(20), 1, 5, "anchors", "Write the value out"),
        (billion_laughs(), 1, 4, "anchors", "Write the value out"),
        ("&a [*a]", 1, 1, "anchors", "Write the value out"),
        ("x: 1\na: *b", 2, 4, "aliases", "Write the value out"),
        ("a: !!python/object:os.system x", 1, 4, "tags", "exclamation mark"),
        ("a: !!str x", 1, 4, "tags", "exclamation mark"),
        ("a: !<tag:yaml.org,2002:int> 1", 1, 4, "tags", "exclamation mark"),
        ("a: !e!x b", 1, 4, "tags", "exclamation mark"),
        ("- !t {}", 1, 3, "tags", "exclamation mark"),
        ("answer: 1\nother: 2\nanswer: 3", 3, 1, '"answer" stands here a second time (first on line 1)', "Keep one"),
        ("a: {b: 1, b: 2}", 1, 11, '"b" stands here a second time', "Keep one"),
        ('a\u200bb: 1\n"ab": 2', 2, 1, '"ab" stands here a second time (first on line 1)', "Keep one"),
        ("a: 1\n---\nb: 2", 2, 1, "second document", "three hyphens"),
        ("title: a: b", 1, 9, "second colon", 'title: "A: b"'),
        ("a: 'it's'", 1, 8, "quotation mark ends too early", "' twice"),
        ("a:\n\tb: 1", 2, 1, "a tab stands here", "--fix"),
        ("a: @x", 1, 4, "cannot begin a value", "quotation marks"),
        ("x: 1\na: [1, 2\nb: 3", 2, 4, "bracket here is never closed", "close the bracket"),
        ('x: 1\na: "open\nb: 3', 2, 4, "quotation mark here is never closed", "same mark"),
        ("key\nb: c", 2, 2, "does not fit the one above, which has no colon", "key: value"),
        ("a: 1\n  b: 2", 2, 4, "does not fit the one above", "Indent"),
        ("a: b\nkey", 2, 1, "no colon after this key", "key: value"),
        ("a: b\nkey\n\n", 2, 1, "no colon after this key", "key: value"),
        ("a: [", 1, 5, "never closed", "close the bracket"),
        ('a: "\\q"', 1, 5, "backslash", "twice"),
        ("a: - b", 1, 4, "list cannot begin here", "line of its own"),
        ("- a\nb: c", 2, 1, "does not fit the list", "Indent"),
        ("? [a]\n: b", 1, 3, "key must be", "key: value"),
        ("a: 1\n...\nb: 2", 3, 1, "behind the end", "dots"),
        ("[" * 10_000, 1, MAX_DEPTH + 1, "nested too deeply", "levels"),
        ("{a: " * 10_000, 1, 4 * MAX_DEPTH - 2, "nested too deeply", "levels"),
        ("- " * 5_000, 1, 2 * MAX_DEPTH + 1, "nested too deeply", "levels"),
    ],
)
def test_what_is_refused_names_its_place_and_its_cure(text: str, line: int, column: int, words: str, cure: str) -> None:
    error = fault(text)
    assert (error.line, error.column) == (line, column)
    assert words in error.message
    assert cure in error.hint


def test_a_file_that_begins_further_down_counts_from_there() -> None:
    assert fault("a: 1\nb: *x", first_line=12).line == 13
    assert read_yaml("a: 1\nb:\n  - c", first_line=12).position("b", 0) == (14, 5)


def test_forty_levels_are_allowed() -> None:
    assert read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH).value is not None


@pytest.mark.parametrize("raw", ['"\\e[31m"', '"\\x9b2J"', '"\\0"', '"\\u202Ea"', '"a\\u200Bb"', '"\\x07"', '"\\N"', '"\\L"'])
def test_escapes_are_decoded_and_then_cleaned(raw: str) -> None:
    value = read_yaml(f"{raw}: {raw}").value
    assert isinstance(value, dict)
    for text in (*value, *value.values()):
        assert isinstance(text, str)
        assert text == clean(text) != ""


def test_text_that_was_not_cleaned_is_cleaned() -> None:
    assert read_yaml("a: \x1b\ud800").value == {"a": "␛\ufffd"}


def test_the_nearest_existing_place_stands_for_one_that_is_missing() -> None:
    document = read_yaml("a:\n  b: 1\nc: [x,\n  y]")
    assert document.position("a", "b") == (2, 6)
    assert document.position("a") == document.position("a", "zzz", 3) == (1, 1)
    assert document.position("c", 1) == (4, 3)
    assert document.position("c", 2) == (3, 1)
    assert document.line("nothing") == 1


@given(st.text(alphabet=st.sampled_from("ab:-[]{}'\"\\#&*!|>%@`,?~ \n\t0.é\x1b"), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    error = refusal(text)
    if error:
        assert error.message
        assert error.hint
        assert 1 <= error.line <= clean(text).count("\n") + 1
        assert error.column >= 1


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_no_mutation_of_the_ledger_breaks_the_reader(rng: random.Random) -> None:
    text = (Path(__file__).parents[2] / "content/facts.yaml").read_text(encoding="utf-8")[:4_000]
    error = refusal(mutate_text(rng, text))
    assert error is None or "<" not in error.message
