"""`export progress` and `delete-my-data`: what is kept of a learner belongs to her."""

from __future__ import annotations

import sys
import unicodedata
from contextlib import suppress
from pathlib import Path

from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import prompt, put
from edu_tui.cli.places import Places
from edu_tui.library.counting import counted
from edu_tui.library.text import clean, clean_line
from edu_tui.progress.deleting import Belongings, belongings, check_unused, delete, finish_deletions
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.exporting import ExportError, as_csv, as_json, write_export
from edu_tui.progress.files import Files, RealFiles
from edu_tui.progress.learners import DEFAULT, Learner, LearnerError, Learners
from edu_tui.progress.moments import wall_clock

PATIENCE = 1.0
"""Seconds that a deletion waits for another program's checkpoint."""


def export_progress(places: Places, form: str, output: Path | None, *, force: bool) -> int:
    """Write all that is kept of the learner to `output`, or to standard output; it changes nothing else."""
    learner = places.find_learner()
    with places.open_store(learner, read_only=True) as store:
        for notice in store.notices:
            tell(notice)
        text = clean(as_json(store) if form == "json" else as_csv(store))
        steps = len(store)
    if output is None:
        put(text.removesuffix("\n"))
        return 0
    try:
        write_export(RealFiles(), output, text, force=force, keep_out=learner.folder.parent)
    except ExportError as error:
        raise CommandError(str(error), TROUBLE) from None
    put(f"{counted(steps, 'step')} of {clean_line(learner.name)} written to {clean_line(str(output))}.")
    return 0


def delete_my_data(places: Places, yes: str | None) -> int:
    """Delete all that is kept of the learner, once her name was typed, or given as `yes`. Nobody else's is touched."""
    files = RealFiles()
    try:
        _finish(files, Learners(places.data))
        learner = places.find_learner()
        kept = belongings(files, learner, wall_clock)
        if kept is None:
            put(f"Nothing is kept of {clean_line(learner.name)} in {clean_line(str(learner.folder))}.")
            return 0
        check_unused(files, learner, PATIENCE)
        _confirm(learner, kept, yes)
        _delete(files, learner)
    except LearnerError as error:
        raise CommandError(str(error)) from None
    except NotSaved as error:
        raise CommandError(str(error), TROUBLE) from None
    put(f"Deleted: {_told(kept)}, with the folder {clean_line(str(learner.folder))}.")
    return 0


def _delete(files: Files, learner: Learner) -> None:
    """Delete, and choose nobody who is gone."""
    known = Learners(learner.data, files)
    was_chosen = learner.id == known.chosen().id and learner.id != DEFAULT
    delete(files, learner, PATIENCE)
    if was_chosen:
        with suppress(NotSaved):
            known.choose(known.default())


def _finish(files: Files, known: Learners) -> None:
    if finish_deletions(files, known.home):
        tell("What an interrupted deletion had left was deleted first.")


def _confirm(learner: Learner, kept: Belongings, yes: str | None) -> None:
    """Raises CommandError unless the learner's name is given."""
    name = clean_line(learner.name)
    if yes is None:
        put(f"This deletes all that is kept of {name}: {_told(kept)}.\nIt cannot be undone. edu-tui export progress makes a copy first.")
        prompt(f"Type the name {name} to delete it: ")
        yes = sys.stdin.readline() if sys.stdin else ""
    if unicodedata.normalize("NFC", yes.strip()) not in (learner.name, name):
        raise CommandError(f"Nothing was deleted, because the name given is not {name}. Another learner is named with --learner.")


def _told(kept: Belongings) -> str:
    """ "540 steps, 1 journal, 12 backups"."""
    others = ((kept.journals, "journal"), (kept.backups, "backup"), (kept.copies, "copy", "copies"))
    return ", ".join([counted(kept.events, "step"), *(counted(*other) for other in others if other[0])])
