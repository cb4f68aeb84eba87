"""Ids for new questions: made from their titles, and never one that was used before."""

from __future__ import annotations

import re

from edu_tui.authoring.errors import AuthoringError
from edu_tui.library.library import Library
from edu_tui.library.lock_file import read_lock
from edu_tui.library.roles import LOCK_FILE, Role, role_of
from edu_tui.library.slugs import IDENT, slug, unique
from edu_tui.library.sources import read_source

MAX_LENGTH = 40
"""Characters of an id that is made from a title, without the number behind it."""

_WRITTEN = re.compile(r"^id\s*:\s*(\S+)", re.MULTILINE)
_RETIRED = re.compile(r"^retired\s*:\s*(.*(?:\n\s*-.*)*)", re.MULTILINE)


class Idents:
    """The ids that a library has used, and new ones beside them."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = dict.fromkeys(taken, 1)

    @classmethod
    def of(cls, library: Library) -> Idents:
        """All ids that stand in a quiz, even in one with faults, or were retired, or are known to the lock.

        Raises AuthoringError if the lock cannot be read: it alone knows the ids of what is gone.
        """
        found = read_lock(library.root)
        if found.fault:
            message = f"{LOCK_FILE}:{found.fault.line}: {found.fault.message}, so nobody can tell which ids are free. {found.fault.cure}"
            raise AuthoringError(message)
        taken = set(found.lock.questions) if found.lock else set()
        for path in library.files:
            if role_of(path) is Role.QUIZ:
                text = read_source(library.root, path).text or ""
                taken.update(_WRITTEN.findall(text))
                taken.update(name for names in _RETIRED.findall(text) for name in IDENT.findall(names))
        return cls(taken)

    def is_free(self, ident: str) -> bool:
        """Whether `ident` can be an id and was never one."""
        return bool(IDENT.fullmatch(ident)) and ident not in self._taken

    def take(self, ident: str) -> str:
        """`ident` itself, which is free, from now on taken."""
        self._taken[ident] = 1
        return ident

    def make(self, prefix: str, title: str) -> str:
        """A new id from a title, behind the name of its quiz."""
        whole = slug(f"{prefix} {title}")
        short = whole if len(whole) <= MAX_LENGTH else whole[: MAX_LENGTH + 1].rpartition("-")[0] or whole[:MAX_LENGTH]
        return unique(short, self._taken)
