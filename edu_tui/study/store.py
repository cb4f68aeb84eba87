"""What studying needs of the progress store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from edu_tui.progress.events import Event


class Store(Protocol):
    """Small latest-wins values, and a durable append."""

    @property
    def marks(self) -> Mapping[str, Any]:
        """Latest-wins values by key."""

    def append(self, *events: Event) -> None:
        """Save events durably, all or none, or raise `progress.errors.NotSaved`."""

    def set_mark(self, key: str, value: Any) -> None:
        """Set a latest-wins value; None forgets it."""
