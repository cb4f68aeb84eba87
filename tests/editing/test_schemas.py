"""The JSON Schemas take what our parsers take, and refuse what they refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import edu_tui
from edu_tui.editing.schemas import loosened, schema_names, schema_of
from edu_tui.library.charts import read_chart
from edu_tui.library.frontmatter import split_front_matter
from edu_tui.library.ledger_parser import parse_facts
from edu_tui.library.schema import Reader
from edu_tui.library.yaml_reader import read_yaml

ROOT = Path(edu_tui.__file__).parent.parent
DOCS = ROOT / "docs" / "schemas"


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers are numbers, days and `on` are text."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith((":bool", ":timestamp"))]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def as_editors_read(text: str) -> Any:
    return yaml.load(text, Core)


def as_we_read(text: str) -> Any:
    return read_yaml(text).value


def faults(name: str, text: str) -> list[str]:
    """What is wrong with `text`, as two editors would find it: one that makes numbers of what looks like them, one that does not."""
    check = jsonschema.Draft7Validator(json.loads(json.dumps(schema_of(name))))
    return [error.message for read in (as_editors_read, as_we_read) for error in check.iter_errors(read(text))]


def head(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n")[1]


def charts() -> list[str]:
    pages = sorted((ROOT / "content").glob("*/*.md"))
    return [part.split("```")[0] for page in pages for part in page.read_text(encoding="utf-8").split("```chart\n")[1:]]


@pytest.mark.parametrize("name", schema_names())
def test_the_schema_in_the_docs_is_that_of_the_types(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(schema_of(name))
    assert (DOCS / f"{name}.json").read_text(encoding="utf-8") == json.dumps(schema_of(name), indent=2) + "\n", "run make reports"


def test_there_is_no_schema_in_the_docs_that_nothing_makes() -> None:
    assert sorted(path.stem for path in DOCS.glob("*.json")) == sorted(schema_names())


def test_every_file_of_our_own_library_is_valid() -> None:
    for name in ("library", "facts"):
        assert faults(name, (ROOT / "content" / f"{name}.yaml").read_text(encoding="utf-8")) == []
    heads = [("module", path) for path in (ROOT / "content").glob("*/*.md")] + [("quiz", path) for path in (ROOT / "quizzes").glob("*.md")]
    assert len(heads) > 20
    assert [(path, found) for name, path in heads if (found := faults(name, head(path)))] == []
    assert len(charts()) > 10
    assert [found for chart in charts() if (found := faults("chart", chart))] == []


FACT = "RT-01:\n  claim: It comes back.\n  population: children\n  source: a2020\n  status: seed\n"
MODULE = "title: T\nsummary: S\nminutes: 5\nobjectives: {a-b: Say it}\nupdated: 2026-01-01\n"
BARS = "type: bars\ntitle: T\nalt: A.\ncite: RT-01\nbars: [{label: a, value: 1}]\n"
PLAN = "module: mrd\naudience: family\nminutes: 20\nsteps: [{opening: mrd, minutes: 1.5}, {talk: 'Words: of mine'}]\n"
WAIVER = "- {rule: W03, place: content/mrd/family.md#clocks, reason: Needed, who: 'A. B', until: 2027-01-01}\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts", ""),
        ("facts", FACT),
        ("facts", FACT + "  figures: [25, 1.10, 12:30, no]\n  rev: '2'\n  doubts: contested\n"),
        ("module", MODULE),
        ("module", MODULE + "reviewed: null\n"),
        ("module", MODULE.replace("title: T", "title: 2026") + "reviewed: {by: A. Clinician, on: 2026-03-01, due: 2027-03-01}\n"),
        ("quiz", "module: mrd\naudience: clinician\ntitle: yes\nretired: old-01\n"),
        ("library", "id: x\ntitle: T\nversion: 2026.10\n"),
        ("checks", ""),
        ("checks", "family_sentence_words: 18\nfamily_grade_aim: '5.5'\n"),
        ("waivers", WAIVER),
        ("chart", BARS),
        ("chart", BARS.replace("RT-01", "[RT-01, RT-02]") + "max: null\nunit: 5\n"),
        ("chart", "type: curve\ntitle: T\nalt: A.\ncite: RT-01\nx: years\nseries: [{label: a, points: [[0, 100], ['5', 66.4]]}]\n"),
        ("plan", PLAN),
    ],
)
def test_what_authors_naturally_write_is_valid(name: str, text: str) -> None:
    assert faults(name, text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("facts", FACT.replace("status: seed", "status: sure")),
        ("facts", FACT.replace("RT-01", "rt1")),
        ("facts", FACT.replace("  population: children\n", "")),
        ("facts", FACT + "  colour: red\n"),
        ("facts", FACT + "  rev: 0.5\n"),
        ("facts", FACT + "  figures: 25%\n"),
        ("facts", "- a\n"),
        ("module", MODULE.replace("minutes: 5", "minutes: soon")),
        ("module", MODULE.replace("minutes: 5", "minutes: 1.5")),
        ("module", MODULE.replace("a-b", "A B")),
        ("module", MODULE + "tittle: T\n"),
        ("module", MODULE + "reviewed: {by: A. Clinician}\n"),
        ("quiz", "module: mrd\naudience: parents\ntitle: T\n"),
        ("library", "id: x\ntitle: T\nversion: 1\ntracks: [{id: a, title: T, modules: [a], colour: red}]\n"),
        ("checks", "family_sentence_words: many\n"),
        ("checks", "family_sentence_wirds: 5\n"),
        ("waivers", WAIVER.replace("who: 'A. B', ", "")),
        ("chart", BARS.replace("value: 1", "value: 25,8")),
        ("chart", BARS.replace("type: bars", "type: pie")),
        ("chart", BARS + "legend: x\n"),
        ("plan", PLAN.replace("opening", "song")),
        ("plan", PLAN.replace("minutes: 20", "minutes: 0")),
    ],
)
def test_what_is_broken_is_not(name: str, text: str) -> None:
    assert faults(name, text)


def test_the_same_texts_are_sound_for_the_parsers() -> None:
    assert parse_facts("f", FACT + "  figures: [25, 1.10, 12:30, no]\n  rev: '2'\n  doubts: contested\n")[1] == []
    assert read_chart(BARS, "f", 1)[1] == []
    assert parse_facts("f", FACT + "  figures: 25%\n")[1]
    assert read_chart(BARS + "legend: x\n", "f", 1)[1]
    assert split_front_matter(f"---\n{MODULE}---\n", "f").diagnostics == ()


class _Scalars(msgspec.Struct):
    whole: int = 0
    number: float = 0.0
    flag: bool = False


NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9)


@given(st.text("0123456789+-.eE_ ", max_size=6) | NUMBERS.map(str))
def test_a_number_that_a_schema_takes_is_one_for_the_parser(written: str) -> None:
    schema = loosened(msgspec.json.schema(_Scalars)["$defs"]["_Scalars"])
    for key in ("whole", "number"):
        reader = Reader(read_yaml("{}"), "f", "X")
        taken = reader.struct(_Scalars, {key: written}) is not None or "large" in reader.diagnostics[0].message
        if jsonschema.Draft7Validator(schema).is_valid({key: written}):
            assert taken
        elif key == "number":
            assert not taken
