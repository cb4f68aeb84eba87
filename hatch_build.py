"""Ships the library inside the wheel; an editable install reads the checkout's own, so nothing is copied for it."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LibraryHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds `content/` and `quizzes/` below `edu_tui/_library/` of a real wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map the two folders into the package unless this is an editable build."""
        if version != "editable":
            build_data["force_include"].update({name: f"edu_tui/_library/{name}" for name in ("content", "quizzes")})
