"""Progress for other programs. `docs/statistics.md` explains every key and column; what stands there is kept, new ones may come."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from edu_tui.progress.spreadsheet import safe_cell
from edu_tui.study.stat_calibration import Calibration
from edu_tui.study.stat_days import LATELY, Calendar, Spent
from edu_tui.study.stat_mastery import ModuleStatistics, ObjectiveStatistics
from edu_tui.study.stat_recall import Recall, Retention
from edu_tui.study.stat_share import Share
from edu_tui.study.stat_words import SURENESS
from edu_tui.study.statistics import Statistics

COLUMNS = (
    "row",
    "module",
    "audience",
    "objective",
    "title",
    "sections_read",
    "sections_total",
    "questions",
    "answered",
    "right",
    "share",
    "low",
    "high",
    "mastery",
    "reading_ms",
    "answering_ms",
)
"""The columns of the CSV."""

_PLACES = 4


# --- CSV -------------------------------------------------------------------------------------------------------------------------


def as_csv(found: Statistics) -> str:
    """A line for each module, followed by one for each of its objectives; what has no meaning in a line is empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in _rows(found):
        writer.writerow({name: cell(value) for name, value in row.items()})
    return out.getvalue().removesuffix("\n")


def _rows(found: Statistics) -> Iterator[dict[str, Any]]:
    for module in found.modules:
        progress = module.progress
        yield {
            "row": "module",
            "module": progress.module,
            "audience": progress.audience,
            "title": progress.title,
            "sections_read": progress.sections_read,
            "sections_total": progress.sections_total,
            **_outcome(module.questions, module.right, progress.mastery),
            **_spent(module.spent),
        }
        for objective in module.objectives:
            yield {
                "row": "objective",
                "module": objective.module,
                "audience": objective.audience,
                "objective": objective.id,
                "title": objective.text,
                **_outcome(objective.questions, objective.right, objective.mastery),
            }


def _outcome(questions: int, right: Share, mastery: float) -> dict[str, Any]:
    low, high = right.interval if right.of else ("", "")
    return {
        "questions": questions,
        "answered": right.of,
        "right": right.part,
        "share": right.value if right.of else "",
        "low": low,
        "high": high,
        "mastery": mastery,
    }


def cell(value: object) -> object:
    """A value as a spreadsheet may read it: a text that begins like a formula is kept from being one."""
    if isinstance(value, float):
        return round(value, _PLACES)
    return safe_cell(value) if isinstance(value, str) else value


# --- JSON ------------------------------------------------------------------------------------------------------------------------


def as_json(learner: str, found: Statistics) -> str:
    """All statistics as one object."""
    told = {
        "learner": learner,
        "modules": [_module(module) for module in found.modules],
        "totals": {
            "answers": found.totals.answers,
            "sections_read": found.totals.sections_read,
            "days_active": found.totals.days_active,
        },
        "today": found.today.isoformat(),
        "questions": {"questions_scored": found.totals.questions, "right": share_of(found.totals.right)},
        "weakest": [{"module": item.module, "audience": item.audience, "objective": item.id} for item in found.weakest],
        "calendar": {"streak": found.totals.streak, **_calendar(found.calendar)},
        "recall": _recall(found.recall),
        "forecast": {
            "days": [{"date": str(found.today + timedelta(days=ahead)), "due": due} for ahead, due in enumerate(found.forecast.days)],
            "overdue": found.forecast.overdue,
            "later": found.forecast.later,
        },
        "confidence": _confidence(found.calibration),
        "sure_and_wrong": [{"question": slip.question, "quiz": slip.quiz} for slip in found.slips],
        "time": {
            "all": _spent(found.times.all),
            f"last_{LATELY[0]}_days": _spent(found.times.week),
            f"last_{LATELY[1]}_days": _spent(found.times.month),
        },
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _module(module: ModuleStatistics) -> dict[str, Any]:
    progress = module.progress
    return {
        "module": progress.module,
        "audience": progress.audience,
        "title": progress.title,
        "sections_read": progress.sections_read,
        "sections_total": progress.sections_total,
        "questions_answered": progress.questions_answered,
        "questions_total": progress.questions_total,
        "mastery": round(progress.mastery, _PLACES),
        "questions_scored": module.questions,
        "right": share_of(module.right),
        **_spent(module.spent),
        "objectives": [_objective(objective) for objective in module.objectives],
    }


def _objective(objective: ObjectiveStatistics) -> dict[str, Any]:
    return {
        "objective": objective.id,
        "text": objective.text,
        "questions_scored": objective.questions,
        "right": share_of(objective.right),
        "mastery": round(objective.mastery, _PLACES),
        "missed": objective.missed,
        "section": objective.section,
        "quiz": objective.quiz,
    }


def share_of(share: Share) -> dict[str, Any]:
    """A share with its n; without any there is no share."""
    low, high = share.interval if share.of else (None, None)
    value = share.value if share.of else None
    return {
        "part": share.part,
        "of": share.of,
        **{name: _rounded(number) for name, number in (("share", value), ("low", low), ("high", high))},
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, _PLACES)


def _spent(spent: Spent) -> dict[str, int]:
    return {"reading_ms": spent.reading, "answering_ms": spent.answering}


def _calendar(calendar: Calendar) -> dict[str, Any]:
    days = [{"date": str(calendar.day(index)), "count": count} for index, count in enumerate(calendar.counts) if count]
    return {"from": str(calendar.first), "to": str(calendar.day(len(calendar.counts) - 1)), "days": days}


def _recall(recall: Recall) -> dict[str, Any]:
    bands = [{"from": band.low, "to": band.high, **_retention(band)} for band in recall.bands]
    return {**(_retention(recall.all) if recall.all else {"expected": None, "recalled": share_of(Share(0, 0))}), "bands": bands}


def _retention(retention: Retention) -> dict[str, Any]:
    return {"expected": _rounded(retention.expected), "recalled": share_of(retention.recalled)}


def _confidence(calibration: Calibration) -> dict[str, Any]:
    levels = [
        {"confidence": int(level.confidence), "name": SURENESS[level.confidence], "right": share_of(level.right), "verdict": level.verdict}
        for level in calibration.levels
    ]
    return {"levels": levels, "answers": calibration.answers, "points": round(calibration.points, _PLACES)}
