"""Days as files hold them."""

from __future__ import annotations

from datetime import date


def iso_day(text: str) -> date | None:
    """The day that `text` names as year-month-day; None if it names none, or in a form that readers do not know (20260301, 2026-W09-7)."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
