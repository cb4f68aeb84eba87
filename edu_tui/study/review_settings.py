"""How much a learner wants to review, kept beside her progress."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from edu_tui.study.review_queue import Settings

if TYPE_CHECKING:
    from edu_tui.study.store import Store

KEY = "review-settings"
"""The mark under which the settings are kept."""


def settings_of(marks: Mapping[str, Any]) -> Settings:
    """The learner's settings; the usual ones where none are kept, or none that can be read."""
    try:
        return msgspec.convert(marks.get(KEY) or {}, Settings)
    except msgspec.ValidationError:
        return Settings()


def keep_settings(store: Store, settings: Settings) -> None:
    """Remember the settings. May raise `progress.errors.NotSaved`."""
    store.set_mark(KEY, msgspec.to_builtins(settings))
