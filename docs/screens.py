"""Draws the pictures of all screens from the real app over our own library, and the page that shows them. Run by `make picture`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from docs.drawing import draw
from docs.scenes import SCENES, Cast, Scene
from docs.staging import Stage
from edu_tui.library.library import open_library

ROOT = Path(__file__).resolve().parent.parent
PAGE, FOLDER = ROOT / "docs" / "screens.md", ROOT / "docs" / "screens"
SIZE = (80, 24)
THEMES = {"edu-dark": "dark", "edu-light": "light", "edu-contrast": "high contrast"}
IN_ALL_THEMES = ("home", "reader", "quiz-question")

CAST = Cast(
    module="relapse-timing",
    section="outcome",
    quiz="relapse-timing",
    single="rt-bfm-time",
    taught="mrd",
    words="transplant",
    term="minimal residual disease",
    kinds={
        "multiple": "rt-follow-up-limits",
        "truefalse": "rt-consensus-first",
        "numeric": "rt-months-clock",
        "short": "rt-mrd-step",
        "order": "rt-survival-order",
        "match": "rt-consensus-bands",
        "cloze": "rt-words-cohort",
        "case": "rt-case-combined-bfm",
    },
)
"""Who plays the scenes in our library."""

HEAD = """\
# Every screen

Each screen at 80 columns and 24 lines, drawn from the app by `make picture`; the first screen, the reader and a question in all three
themes. The tests hold every screen still at 120x40, 80x24 and 40x15 (`tests/app/test_screens.py`), with letters that keep a contrast of
4.5:1 in every theme. How few keys a day takes stands in [journeys.md](journeys.md).
"""


def themes_of(scene: Scene) -> dict[str, str]:
    """The themes in which a scene is drawn."""
    return THEMES if scene.name in IN_ALL_THEMES else {"edu-dark": ""}


def file_of(scene: Scene, theme: str) -> str:
    """The name of a picture's file."""
    return f"{scene.name}.svg" if theme == "edu-dark" else f"{scene.name}-{theme.removeprefix('edu-')}.svg"


def page() -> str:
    """The page with all pictures."""
    lines = [HEAD]
    for scene in SCENES:
        lines.append(f"## {scene.title}\n")
        for theme, words in themes_of(scene).items():
            lines.append(f"![{scene.title}{', ' * bool(words)}{words}](screens/{file_of(scene, theme)})\n")
    return "\n".join(lines)


async def draw_all(folder: Path) -> None:
    """Draw every scene into `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        stage = Stage(open_library(ROOT), CAST, Path(scratch))
        for scene in SCENES:
            for theme, words in themes_of(scene).items():
                async with stage.show(scene, SIZE, theme) as pilot:
                    title = f"{scene.title}, {words}" if words else scene.title
                    (folder / file_of(scene, theme)).write_text(draw(pilot, title) + "\n", encoding="utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    asyncio.run(draw_all(FOLDER))
    PAGE.write_text(page(), encoding="utf-8")
