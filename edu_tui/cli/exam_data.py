"""Tests that ended, for other programs. `docs/statistics.md` names every key and column; what stands there is kept, new ones may come."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from edu_tui.cli.progress_data import cell, share_of
from edu_tui.study.exam.outcome import Outcome
from edu_tui.study.stat_share import Share

COLUMNS = (
    "row",
    "test",
    "at",
    "quiz",
    "audience",
    "modules",
    "objectives",
    "pool",
    "module",
    "objective",
    "title",
    "right",
    "of",
    "share",
    "low",
    "high",
    "late_right",
    "late_of",
    "open",
    "ms",
    "limit_ms",
    "clock",
    "given_up",
)
"""The columns of the CSV."""


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Tests as one object."""
    return json.dumps({"tests": [_test(outcome) for outcome in outcomes]}, indent=2, ensure_ascii=False)


def as_csv(outcomes: Sequence[Outcome]) -> str:
    """A line for each test, followed by one for each of its objectives."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for outcome in outcomes:
        writer.writerows({name: cell(value) for name, value in row.items()} for row in _rows(outcome))
    return out.getvalue().removesuffix("\n")


def _test(outcome: Outcome) -> dict[str, Any]:
    scope = outcome.scope
    return {
        "test": outcome.run,
        "at": outcome.at,
        "quiz": outcome.quiz,
        "title": outcome.title,
        "audience": outcome.audience,
        "modules": list(scope.modules) if scope else [],
        "objectives_chosen": list(scope.objectives) if scope else [],
        "pool": scope.pool if scope else "",
        "questions": list(outcome.asked),
        "right": share_of(outcome.right),
        "late": share_of(outcome.late),
        "points": outcome.points,
        "open": list(outcome.open),
        "wrong": list(outcome.wrong),
        "sure_and_wrong": [sure.question for sure in outcome.sure_and_wrong],
        "ms": outcome.ms,
        "limit_ms": outcome.limit_ms,
        "clock": _clock(outcome),
        "given_up": outcome.early,
        "objectives": [
            {"module": one.module, "objective": one.objective, "text": one.text, "right": share_of(one.right)} for one in outcome.objectives
        ],
    }


def _rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    scope = outcome.scope
    yield {
        "row": "test",
        "test": outcome.run,
        "at": outcome.at,
        "quiz": outcome.quiz,
        "audience": outcome.audience,
        "modules": " ".join(scope.modules) if scope else "",
        "objectives": " ".join(scope.objectives) if scope else "",
        "pool": scope.pool if scope else "",
        "title": outcome.title,
        **_counts(outcome.right),
        "late_right": outcome.late.part,
        "late_of": outcome.late.of,
        "open": len(outcome.open),
        "ms": outcome.ms,
        "limit_ms": outcome.limit_ms,
        "clock": _clock(outcome),
        "given_up": "yes" if outcome.early else "no",
    }
    for one in outcome.objectives:
        where = {"row": "objective", "test": outcome.run, "at": outcome.at, "audience": outcome.audience}
        yield {**where, "module": one.module, "objective": one.objective, "title": one.text, **_counts(one.right)}


def _counts(share: Share) -> dict[str, Any]:
    told = share_of(share)
    return {"right": share.part, "of": share.of, **{name: "" if told[name] is None else told[name] for name in ("share", "low", "high")}}


def _clock(outcome: Outcome) -> str:
    return "" if not outcome.limit_ms else "soft" if outcome.soft else "hard"
