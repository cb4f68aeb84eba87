"""Opening the app, at Home or at a place in it."""

from __future__ import annotations

import os
import sys

from edu_tui import collector
from edu_tui.app.terminal import refusal
from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.places import Places


def open_app(places: Places, at: str = "") -> int:
    """Run the app at the place that `at` names (see `routes.route_from`), at Home for "". Without a terminal it says so."""
    if reason := refusal(sys.__stdin__, sys.__stdout__, dict(os.environ)):
        raise CommandError(reason)
    collector.loading()
    root, learner = places.root, places.find_learner(create=True)

    from edu_tui.library.library import LibraryError
    from edu_tui.progress.errors import NotSaved

    try:
        opening = places.begin_opening(root)  # goes on while Textual is imported

        from edu_tui.app.start import start

        return start(opening, learner, log_dir=places.log, at=at)
    except LibraryError as error:
        raise CommandError(str(error)) from None
    except NotSaved as error:
        raise CommandError(str(error), TROUBLE) from None
