"""`merge`: what a learner did on other computers, added to what is known here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.library.text import clean_line
from edu_tui.progress.errors import MergeError, NotSaved


def merge(places: Places, paths: Sequence[Path]) -> int:
    """Add the events in `paths` to the learner's, all or none, and say how many were new."""
    learner = places.find_learner()
    with places.open_store(learner) as store:
        with suppress(NotSaved):
            if len(store):
                store.checkpoint()  # which keeps a backup of how things were before
        try:
            fresh = store.merge(*(_real(path) for path in paths))
        except (MergeError, NotSaved) as error:
            raise CommandError(str(error), TROUBLE) from None
        for notice in store.notices:
            tell(notice)
        put(_told(fresh, len(store), clean_line(learner.name)))
    return 0


def _real(path: Path) -> Path:
    """Where `path` leads: the learner named it, so a link is followed here."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return path


def _told(fresh: int, total: int, name: str) -> str:
    steps = "1 new step" if fresh == 1 else f"{fresh} new steps"
    came = f"{steps} came in" if fresh else "Nothing new came in: every step was known already"
    return f"{came}. The progress of {name} now holds {total}."
