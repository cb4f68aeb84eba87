"""Mending the files of a library: what would change, and writing it if nobody changed the file meanwhile."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from edu_tui.authoring.cures.mending import mend
from edu_tui.authoring.cures.registry import Cure, Draft
from edu_tui.authoring.errors import AuthoringError
from edu_tui.library.sources import MAX_LINE, bytes_of, read_source
from edu_tui.library.text import unify_newlines
from edu_tui.library.writing import replace_file


class Change(msgspec.Struct, frozen=True):
    """What cures make of the file `path`: its bytes before and after, its lines for those who look, and the names of the cures."""

    path: str
    before: bytes
    after: bytes
    old: tuple[str, ...]
    new: tuple[str, ...]
    cures: tuple[str, ...]


MIXED = "line_ends"
"""The name of the cure that gives a file with several kinds of line ends the kind that most of its lines have."""


def change_for(root: Path, path: str, cures: Sequence[Cure], make_ident: Callable[[str, str], str] | None = None) -> Change | None:
    """What `cures` would make of a file of the library at `root`; None where nothing is to be mended, or it cannot be read as text.

    A file that is written gets one kind of line ends; cures of what nobody is told of mend several kinds by themselves.
    """
    before = _text_bytes(root, path)
    if before is None:
        return None
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    text = before[len(mark) :].decode("utf-8")
    ends = Counter({"\r\n": text.count("\r\n"), "\n": text.count("\n") - text.count("\r\n"), "\r": text.count("\r") - text.count("\r\n")})
    end = max(ends, key=lambda one: ends[one]) if any(ends.values()) else "\n"
    lines = tuple(unify_newlines(text).split("\n"))
    done = mend(Draft(path, lines, make_ident), cures)
    mixed = sum(count > 0 for count in ends.values()) > 1
    if done.lines == lines and not (mixed and any(not cure.codes for cure in cures)):
        return None
    after = mark + end.join(done.lines).encode("utf-8")
    return Change(path, before, after, lines, done.lines, (*done.cures, *[MIXED] * mixed))


def _text_bytes(root: Path, path: str) -> bytes | None:
    """The file as it is, if it is UTF-8 inside the library, of a size and with lines that are read."""
    if read_source(root, path).text is None:
        return None
    try:
        data = bytes_of(root / path)
        data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return data if b"\0" not in data and max(map(len, data.splitlines()), default=0) <= MAX_LINE else None


def write_change(root: Path, change: Change) -> None:
    """Write a change in one step; a file behind a link inside the library is written where it is.

    Raises AuthoringError, and the file stays as it is, if it changed meanwhile or cannot be written.
    """
    path = change.path
    try:
        real = (root / path).resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            raise AuthoringError(f"{path} leads out of the library now, so it was left alone.")
        if bytes_of(real) != change.before:
            raise AuthoringError(f"{path} was changed meanwhile and was left alone. Run edu-tui check --fix again.")
        replace_file(real, change.after)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its name leads nowhere"
        raise AuthoringError(f"{path} cannot be written ({reason}), so it is as it was.") from None
