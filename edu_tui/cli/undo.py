"""`undo`: the last action taken back."""

from __future__ import annotations

from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.library.catalogue import Catalogue
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.moments import wall_clock
from edu_tui.study.undoing import next_undo, take_back

_NO_TITLES = Catalogue("", "", "", "", "", (), (), ())


def undo(places: Places) -> int:
    """Take back what was done last, and say what it was."""
    with places.open_store(places.find_learner()) as store:
        found = next_undo(store.fold(), _catalogue(places), wall_clock())
        if found is not None:
            try:
                take_back(store, found, wall_clock())
            except NotSaved as error:
                raise CommandError(str(error), TROUBLE) from None
    put(found.told if found else "There is nothing to take back.")
    return 0


def _catalogue(places: Places) -> Catalogue:
    """The titles of questions and sections; none of a library that cannot be opened, for undo needs no more than their ids."""
    try:
        return places.open_library().catalogue
    except CommandError:
        return _NO_TITLES
