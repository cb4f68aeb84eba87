"""Draws the pictures in the README: the reader with its evidence, and a preview after a figure was corrected. Run by `make picture`."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from docs.drawing import draw
from docs.scenes import SCENES, Scene
from docs.screens import CAST, ROOT
from docs.staging import Stage
from edu_tui.library.library import open_library
from edu_tui.library.roles import FACTS_FILE

SIZE = (116, 34)
BEFORE, AFTER = "25.8", "25.9"
"""A figure of the fact on survival by time of relapse, and what somebody corrects it to."""

READER = next(scene for scene in SCENES if scene.name == "reader-evidence")
PREVIEW = Scene("preview", "Preview: a chart that no longer agrees with its fact", window="module", steps=("f", "enter"))


def corrected(folder: Path) -> Path:
    """A copy of our library below `folder` in which the fact is corrected, and nothing that rests on it yet."""
    for name in ("content", "quizzes"):
        shutil.copytree(ROOT / name, folder / name)
    facts = folder / FACTS_FILE
    before, mark, entry = facts.read_text(encoding="utf-8").partition("\nRT-13:\n")
    fact, end, after = entry.partition("  rev: 1\n")
    facts.write_text(before + mark + fact.replace(BEFORE, AFTER) + end.replace("1", "2") + after, encoding="utf-8")
    return folder


async def picture(root: Path, scene: Scene) -> str:
    """A scene over the library at `root`."""
    with tempfile.TemporaryDirectory() as scratch:
        async with Stage(open_library(root), CAST, Path(scratch)).show(scene, SIZE) as pilot:
            return draw(pilot, scene.title)


async def draw_all(folder: Path) -> None:
    """Draw both pictures into `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, root, scene in (("reader", ROOT, READER), ("preview", corrected(Path(scratch)), PREVIEW)):
            (folder / f"{name}.svg").write_text(await picture(root, scene) + "\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw_all(ROOT / "docs"))
