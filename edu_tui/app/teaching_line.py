"""The line from the audience's screen to a console in another terminal."""

from __future__ import annotations

from pathlib import Path

from edu_tui.link.broadcaster import broadcaster_for
from edu_tui.study.teaching.commands import Broadcaster


def broadcaster(data: Path) -> Broadcaster:
    """Who hears of every change of a session that is kept below `data`."""
    return broadcaster_for(data)
