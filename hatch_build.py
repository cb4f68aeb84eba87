"""Ships the library inside the wheel, and read in advance; an editable install reads the checkout's own, so nothing is copied for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LibraryHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds `content/` and `quizzes/` below `edu_tui/_library/` of a real wheel, and what was made of them as `edu_tui/_ready/`."""

    _folder: TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map the folders into the package unless this is an editable build."""
        if version == "editable":
            return
        build_data["force_include"].update({name: f"edu_tui/_library/{name}" for name in ("content", "quizzes")})
        self._folder = TemporaryDirectory(prefix="edu-tui-ready-")
        ready = Path(self._folder.name) / "ready"
        if self._make_ready(ready):
            build_data["force_include"][str(ready)] = "edu_tui/_ready"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made."""
        del version, build_data, artifact_path
        if self._folder is not None:
            self._folder.cleanup()

    def _make_ready(self, folder: Path) -> bool:
        """Read the library in advance; where that fails the wheel is as good, only its first start is slower."""
        command = [sys.executable, "-m", "edu_tui.library.ready", str(folder), "--library", self.root]
        done = subprocess.run(command, cwd=self.root, check=False)  # where it finds the package that is being built
        if done.returncode:
            self.app.display_warning("The wheel goes without a library that was read in advance: its first start will be slower.")
        return done.returncode == 0
