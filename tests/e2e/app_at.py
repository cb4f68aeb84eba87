"""The app for a learner whose clock is so many days ahead of this computer's: `app_at.py DAYS DATA LIBRARY [PLACE]`.

Only what the app is given differs: `edu_tui.app.start` takes a clock, as it takes a learner. The installed program has no such door.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from edu_tui.app.start import start
from edu_tui.library.opening import Opening
from edu_tui.progress.learners import Learners
from edu_tui.progress.moments import wall_clock


def main(days: str, data: str, library: str, place: str = "") -> int:
    """Run the app; its exit code."""
    ahead = timedelta(days=float(days))

    def now() -> datetime:
        return wall_clock() + ahead

    folder = Path(data)
    return start(Opening(Path(library), folder / "cache"), Learners(folder).chosen(), log_dir=folder / "log", at=place, now=now)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
