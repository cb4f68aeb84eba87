"""`learners`: who learns on this computer, and who does when nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.library.text import clean_line
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.learners import LearnerError, Learners


def learners(places: Places, deed: str, names: Sequence[str]) -> int:
    """Do one of `DEEDS` with `names`. Raises CommandError when there are too few or too many of them, or when it cannot be done."""
    do, wanted = _DEEDS[deed]
    if len(names) != len(wanted):
        raise CommandError(f"{_usage(deed)} was called with {len(names)} names. See edu-tui learners --help.")
    try:
        put(do(Learners(places.data), *names))
    except LearnerError as error:
        raise CommandError(str(error)) from None
    except NotSaved as error:
        raise CommandError(str(error), TROUBLE) from None
    return 0


def _list(known: Learners) -> str:
    everyone, chosen = known.everyone(), known.chosen()
    times = Counter(learner.name for learner in everyone)
    lines = [
        f"{'*' if learner.id == chosen.id else ' '} {clean_line(learner.name)}{f'  ({learner.id})' if times[learner.name] > 1 else ''}"
        for learner in everyone
    ]
    return "\n".join([*lines, "", "* learns when no --learner is named."])


def _add(known: Learners, name: str) -> str:
    learner = known.create(name)
    shown = clean_line(learner.name)
    return f"{shown} can learn here now: name --learner {_quoted(shown)}, or say edu-tui learners use {_quoted(shown)} once."


def _rename(known: Learners, old: str, new: str) -> str:
    learner = known.find(old)
    renamed = known.rename(learner, new)
    return f"{clean_line(learner.name)} is called {clean_line(renamed.name)} now; nothing else changed."


def _use(known: Learners, name: str) -> str:
    learner = known.find(name)
    known.choose(learner)
    return f"From now on {clean_line(learner.name)} learns when no --learner is named."


def _usage(deed: str) -> str:
    return " ".join(("edu-tui learners", deed, *_DEEDS[deed][1]))


def _quoted(name: str) -> str:
    """`name` as one word of a command line."""
    from shlex import quote

    return quote(name)


_DEEDS: Mapping[str, tuple[Callable[..., str], tuple[str, ...]]] = {
    "list": (_list, ()),
    "add": (_add, ("NAME",)),
    "rename": (_rename, ("OLD", "NEW")),
    "use": (_use, ("NAME",)),
}
"""What can be done, and with which names; `parser` offers the same words."""
