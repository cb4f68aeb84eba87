"""From YAML to structs: every fault at its line, in words that an author understands."""

from __future__ import annotations

from enum import StrEnum

import msgspec
import pytest

from edu_tui.library.frontmatter import split_front_matter
from edu_tui.library.schema import Reader
from edu_tui.library.yaml_reader import read_yaml


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    size: float = 0.0


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    minutes: int
    colour: Colour = Colour.RED
    words: dict[str, str] = {}
    keys: tuple[str, ...] = ()
    pairs: tuple[tuple[float, float], ...] = ()
    parts: tuple[Part, ...] = ()
    safe: bool = False
    owner: Part | None = None


SOUND = "title: T\nminutes: 5\n"


def read(text: str) -> tuple[Thing | None, list[tuple[int, str, str]]]:
    document = read_yaml(text)
    reader = Reader(document, "f.yaml", "X01")
    thing = reader.struct(Thing, document.value, lists=("keys",))
    assert all((item.path, item.code, item.severity) == ("f.yaml", "X01", "error") for item in reader.diagnostics)
    return thing, [(item.line, item.message, item.hint) for item in reader.diagnostics]


def test_text_becomes_what_the_fields_want() -> None:
    thing, faults = read(
        SOUND + "colour: green\nwords: {no: yes}\nkeys: one\npairs: [[0, 1.5]]\nparts: [{name: n, size: 2}]\nsafe: true\nowner: null"
    )
    assert faults == []
    assert thing == Thing(
        title="T",
        minutes=5,
        colour=Colour.GREEN,
        words={"no": "yes"},
        keys=("one",),
        pairs=((0.0, 1.5),),
        parts=(Part("n", 2.0),),
        safe=True,
    )


def test_all_faults_of_a_head_are_told_at_once_each_at_its_line() -> None:
    thing, faults = read("minutes: soon\ntitel: T\nsafe: yes\ncolour: blue\n")
    assert thing is None
    assert [(line, message) for line, message, _ in faults] == [
        (1, '"minutes" should be a whole number'),
        (2, 'unknown key "titel"'),
        (3, '"safe" should be true or false'),
        (4, '"blue" is not a known colour'),
        (1, 'the key "title" is missing'),
    ]
    assert faults[1][2] == "Did you mean title:?"
    assert faults[3][2] == "One of: red, green."
    assert faults[4][2] == "Add title: and its value."


@pytest.mark.parametrize(
    ("extra", "line", "message"),
    [
        ("words: [a]", 3, '"words" should be keys with values'),
        ("words:\n  a: x\n  b: [y]", 5, '"b" should be text'),
        ("words:\n  a:\n  b: {c: d}", 4, '"a" should be text'),
        ("keys: {a: b}", 3, '"keys" should be text'),
        ("keys:\n  - a\n  - [b]", 5, '"keys" should be text'),
        ("keys:", 3, '"keys" should be a list'),
        ("pairs:\n  - [0, 1]\n  - [1, 2, 3]", 5, '"pairs" should have 2 values here'),
        ("pairs:\n  - [0, 1]\n  - [1, many]", 5, '"pairs" should be a number'),
        ("parts:\n  - {name: a}\n  - {size: 1}", 5, 'the key "name" is missing under "parts"'),
        ("parts:\n  - name: a\n    colour: red", 5, 'unknown key "colour" under "parts"'),
        ("parts:\n  - name: a\n    size: 25,8", 5, '"size" should be a number'),
        ("parts:\n  - name: a\n    size: 1e999", 5, '"size" is too large a number'),
        ("owner: Dr A", 3, '"owner" should be keys with values'),
        ("minutes2: 1", 3, 'unknown key "minutes2"'),
    ],
)
def test_a_fault_has_its_line_and_plain_words(extra: str, line: int, message: str) -> None:
    thing, faults = read(SOUND + extra)
    assert thing is None
    assert faults[0][:2] == (line, message)
    assert "`" not in "".join(words for _, *pair in faults for words in pair)


@pytest.mark.parametrize("minutes", ["9" * 5_000, "", "null", "5 min", "1_0", "[5]", "{a: 5}", "five", "1.5"])
def test_no_number_is_too_odd_to_be_refused_in_words(minutes: str) -> None:
    thing, faults = read(f"title: T\nminutes: {minutes}")
    assert thing is None
    assert len(faults) == 1
    assert "minutes" in faults[0][1]
    assert "`" not in faults[0][1]


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b"])
def test_what_is_no_mapping_is_told_so(text: str) -> None:
    thing, faults = read(text)
    assert thing is None
    assert [message for _, message, _ in faults] == ["expected keys with values here"]


def test_a_key_like_no_other_gets_the_list_of_keys() -> None:
    assert read(SOUND + "zzz: 1")[1][0][2].startswith("Known keys: title, minutes")


# --- front matter ----------------------------------------------------------------------------------------------------------------


def test_a_file_is_cut_into_head_and_body() -> None:
    cut = split_front_matter("---\na: 1\n---\nbody\n---\nmore", "f.md")
    assert cut.head is not None
    assert cut.head.value == {"a": "1"}
    assert cut.head.line("a") == 2
    assert (cut.body, cut.body_line, cut.diagnostics) == ("body\n---\nmore", 4, ())


@pytest.mark.parametrize(
    ("text", "code", "line", "body", "body_line"),
    [
        ("", "F00", 1, "", 1),
        ("text\n---\na: 1\n---", "F00", 1, "text\n---\na: 1\n---", 1),
        ("---\na: 1\n", "F01", 1, "---\na: 1\n", 1),
        ("---\na: 1\na: 2\n---\nbody", "F01", 3, "body", 5),
        ("---\na: b: c\n---\nbody", "F01", 2, "body", 4),
    ],
)
def test_a_head_that_is_missing_or_broken_leaves_the_body(text: str, code: str, line: int, body: str, body_line: int) -> None:
    cut = split_front_matter(text, "f.md")
    assert cut.head is None
    assert [(item.code, item.line) for item in cut.diagnostics] == [(code, line)]
    assert cut.diagnostics[0].hint
    assert (cut.body, cut.body_line) == (body, body_line)


def test_an_empty_head_is_a_head_without_keys() -> None:
    cut = split_front_matter("---\n---\nbody", "f.md")
    assert cut.head is not None
    assert cut.head.value is None
    assert cut.body_line == 3


def test_of_many_known_keys_some_are_named() -> None:
    many = msgspec.defstruct("Many", [(f"key_{number}", str, "") for number in range(60)])
    reader = Reader(read_yaml("zzz: 1"), "a.yaml", "F02")
    assert reader.struct(many, {"zzz": "1"}) is None
    (found,) = reader.diagnostics
    assert found.hint == f"Known keys: {', '.join(f'key_{number}' for number in range(12))}, …."
