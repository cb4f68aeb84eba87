"""`teach --notes`: the console of the one who leads, in a second terminal."""

from __future__ import annotations

import os
import sys

from edu_tui.app.terminal import refusal
from edu_tui.cli.errors import CommandError
from edu_tui.cli.places import Places


def teach_notes(places: Places) -> int:
    """Run the console; it finds the audience's screen by itself."""
    from edu_tui.link.doors import has_sockets

    if not has_sockets():
        raise CommandError("On this system no second window can follow a session: press n on the audience's screen to see the notes there.")
    if reason := refusal(sys.__stdin__, sys.__stdout__, dict(os.environ)):
        raise CommandError(reason)
    data, root = places.data, places.root

    from edu_tui import collector
    from edu_tui.library.library import LibraryError

    collector.loading()
    try:
        opening = places.begin_opening(root)  # goes on while Textual is imported

        from edu_tui.app.console import start_console

        return start_console(opening, data, log_dir=places.log)
    except LibraryError as error:
        raise CommandError(str(error)) from None
