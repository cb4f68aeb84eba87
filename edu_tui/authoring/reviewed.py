"""Recording a clinical review: the value of `reviewed:` in the head of a page is replaced, and not one other sign of the file."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from edu_tui.library.modules import Review
from edu_tui.library.yaml_reader import YamlError, read_yaml

_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


class RecordError(Exception):
    """Why a review cannot be written into a file: a clause without a full stop."""


def record(text: str, review: Review) -> str:
    """The page `text` with `review` in its head. Raises RecordError if the head is not one that can be changed."""
    found = _HEAD.match(text)
    if found is None:
        raise RecordError("it has no head between two lines of three hyphens")
    head = found["head"]
    before = _read(head)
    start, end = _place(head)
    gap = "" if head[start - 1 : start].isspace() else " "
    changed = f"{head[:start]}{gap}{_told(review)}{head[end:]}"
    if _read(changed) != {**before, "reviewed": {"by": review.by, "on": review.on, "due": review.due}}:
        raise RecordError("its head is written in a way that cannot be changed safely; write reviewed: by hand")
    return text[: found.start("head")] + changed + text[found.end("head") :]


def _read(head: str) -> dict[str, Any]:
    """The keys of a head. Raises RecordError if it cannot be read."""
    try:
        value = read_yaml(head).value
    except YamlError as error:
        raise RecordError(f"its head is not valid YAML: {error.message}") from None
    if not isinstance(value, dict) or "reviewed" not in value:
        raise RecordError("its head has no key reviewed")
    return value


def _told(review: Review) -> str:
    return f"{{by: {json.dumps(review.by, ensure_ascii=False)}, on: {review.on}, due: {review.due}}}"


def _place(head: str) -> tuple[int, int]:
    """Where the value of `reviewed` begins and ends in a head that can be read.

    A block of lines begins behind the colon of its key, or else its line break would stay; it ends with its last word, before remarks.
    """
    try:
        node: Any = yaml.compose(head, Loader=yaml.BaseLoader)
    except yaml.YAMLError:  # a sign that the reader of pages leaves out
        raise RecordError("its head holds a sign that cannot be shown; edu-tui check says where") from None
    key, value = next((key, value) for key, value in node.value if key.value == "reviewed")
    if isinstance(value, yaml.ScalarNode) or value.flow_style:
        return value.start_mark.index, value.end_mark.index
    last = value.value[-1]
    return key.end_mark.index + 1, (last[1] if isinstance(last, tuple) else last).end_mark.index
