"""JSON Schemas of the YAML that authors write, made from the types that our parsers read it with.

Our reader takes every scalar as text and turns it into numbers where it wants them; an editor's reader has done that before it looks at a
schema. So a schema here takes what comes out of either: `version: 2026.11` as a number, `minutes: "20"` as text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import msgspec

from edu_tui.checks.limits import Limits
from edu_tui.checks.waivers import WaiverEntry
from edu_tui.library.blocks import Chart
from edu_tui.library.charts import CHART_LISTS
from edu_tui.library.ledger_parser import FACT_ID, FACT_LISTS, FactEntry
from edu_tui.library.library_head import LibraryHead
from edu_tui.library.module_parser import ModuleHead
from edu_tui.library.quiz_parser import HEAD_LISTS, QuizHead
from edu_tui.library.roles import CHECKS_FILE, FACTS_FILE, LIBRARY_FILE, WAIVERS_FILE
from edu_tui.progress.sessions_plan import StepKind
from edu_tui.study.teaching.plan_file import Minutes, PlanHead
from edu_tui.study.teaching.plan_steps import FORM_WAYS

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know best."""

_TEXT = ["string", "number", "boolean"]
_SCALARS: dict[str, Schema] = {
    "string": {"type": _TEXT},
    "integer": {"type": ["integer", "string"], "pattern": r"^-?(0|[1-9][0-9]*)(\.0+)?$"},
    "number": {"type": ["number", "string"], "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$"},
    "boolean": {"type": ["boolean", "string"], "pattern": "^([Tt]rue|TRUE|[Ff]alse|FALSE|[01])$"},
}
"""What a scalar may be for an author, by what it is for us."""


class Shape(msgspec.Struct, frozen=True):
    """One kind of YAML: where it stands (`place`), the type that it is read with, and the keys that may hold a lone value for a list.

    `around` makes the schema of the whole file from that of the type.
    """

    place: str
    kind: Any
    lists: tuple[str, ...] = ()
    around: Callable[[Schema], Schema] = lambda schema: schema


def schema_names() -> tuple[str, ...]:
    """What there are schemas for."""
    return tuple(_SHAPES)


def schema_of(name: str) -> Schema:
    """The schema called `name`. Raises KeyError for a name that is none."""
    shape = _SHAPES[name]
    (made,), parts = msgspec.json.schema_components([shape.kind], ref_template="#/definitions/{name}")
    parts = {part: loosened(schema) for part, schema in parts.items()}
    for part in _roots(made):
        parts[part] = _closed(parts[part], shape.lists)
    written = shape.around({key: value for key, value in made.items() if key != "discriminator"})
    return {"$schema": DRAFT, "title": shape.place, **_spread(written), "definitions": parts}


def _roots(made: Schema) -> list[str]:
    """The names of the types that `made` refers to: the struct itself, or those of a union."""
    return [part["$ref"].rpartition("/")[2] for part in made.get("anyOf", [made])]


def _spread(schema: Schema) -> Schema:
    """A reference in a form that may have neighbours: this draft ignores what stands beside `$ref`."""
    return {"allOf": [schema]} if "$ref" in schema else schema


def loosened(schema: Any) -> Any:
    """`schema` in this draft, with scalars as authors write them."""
    if isinstance(schema, list):
        return [loosened(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "enum" in schema:
        return _told(schema)
    if "$ref" in schema and len(schema) > 1:
        about: Schema = {key: value for key, value in schema.items() if key != "$ref"}
        return {**about, "allOf": [{"$ref": schema["$ref"]}]}
    if "prefixItems" in schema:
        rest = {key: value for key, value in schema.items() if key not in ("prefixItems", "items")}
        return {**rest, "items": loosened(schema["prefixItems"]), "additionalItems": False}
    loose = {key: value if key == "default" else loosened(value) for key, value in _told(schema).items()}
    kind = loose.get("type")
    return loose | _SCALARS[kind] if isinstance(kind, str) and kind in _SCALARS else loose


def _told(schema: Schema) -> Schema:
    """`schema` with the first paragraph of its description on one line, and without the names of our types."""
    words = schema.get("description")
    told = {"description": " ".join(words.split("\n\n")[0].split())} if isinstance(words, str) else {}
    return {key: value for key, value in schema.items() if key != "title" or not isinstance(value, str)} | told


def _closed(schema: Schema, lists: tuple[str, ...]) -> Schema:
    """A struct as `schema.Reader` takes it: no key that it does not know, and a lone value for each list in `lists`."""
    fields = {name: _lone(field) if name in lists else field for name, field in schema["properties"].items()}
    return {**schema, "properties": fields, "additionalProperties": False}


def _lone(field: Schema) -> Schema:
    """A list, or the one thing that would stand in it."""
    about: Schema = {key: value for key, value in field.items() if key in ("description", "default")}
    return {**about, "anyOf": [{key: value for key, value in field.items() if key not in about}, field["items"]]}


def _by_fact_id(fact: Schema) -> Schema:
    return {"type": ["object", "null"], "patternProperties": {f"^{FACT_ID.pattern}$": fact}, "additionalProperties": False}


def _list_of(entry: Schema) -> Schema:
    return {"type": ["array", "null"], "items": entry}


def _or_nothing(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _with_steps(plan: Schema) -> Schema:
    """The steps of a plan are taken apart one by one, so their type says nothing of them."""
    minutes = loosened(msgspec.json.schema(Minutes))
    kinds = {str(kind): {"type": _TEXT} for kind in StepKind}
    step = {
        "type": "object",
        "properties": {**kinds, "minutes": minutes},
        "additionalProperties": False,
        "oneOf": [{"required": [kind]} for kind in kinds],
    }
    return {"allOf": [plan, {"properties": {"forms": {"enum": list(FORM_WAYS)}, "steps": {"items": step}}}]}


_SHAPES: dict[str, Shape] = {
    "library": Shape(LIBRARY_FILE, LibraryHead),
    "facts": Shape(FACTS_FILE, FactEntry, FACT_LISTS, _by_fact_id),
    "checks": Shape(CHECKS_FILE, Limits, (), _or_nothing),
    "waivers": Shape(WAIVERS_FILE, WaiverEntry, (), _list_of),
    "module": Shape("The head of content/<module>/<audience>.md", ModuleHead),
    "quiz": Shape("The head of quizzes/<module>.md", QuizHead, HEAD_LISTS),
    "chart": Shape("A chart in a page", Chart, CHART_LISTS),
    "plan": Shape("A teaching plan", PlanHead, (), _with_steps),
}
