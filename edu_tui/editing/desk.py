"""What lies on an author's desk: the library as far as it can be read, and the texts of its files as they are typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from edu_tui.editing.lines import Lines
from edu_tui.editing.masking import Page, mask
from edu_tui.library.library import CHECKS_FILE, LEDGER_FILES, LIBRARY_FILE, LOCK_FILE, WAIVERS_FILE, Library
from edu_tui.library.modules import Audience
from edu_tui.library.quiz_parser import FAMILY_SUFFIX
from edu_tui.library.sources import bytes_of, read_source

FACTS_FILE, REFERENCES_FILE, GLOSSARY_FILE = LEDGER_FILES

_MODULE = re.compile(r"content/([^/]+)/(clinician|family)\.md")
_QUIZ = re.compile(r"quizzes/([^/]+)\.md")


class Role(StrEnum):
    """What a file of a library is."""

    MODULE = "module"
    QUIZ = "quiz"
    FACTS = "facts"
    REFERENCES = "references"
    GLOSSARY = "glossary"
    LIBRARY = "library"
    CHECKS = "checks"
    WAIVERS = "waivers"
    LOCK = "lock"


_ROLES = {
    FACTS_FILE: Role.FACTS,
    REFERENCES_FILE: Role.REFERENCES,
    GLOSSARY_FILE: Role.GLOSSARY,
    LIBRARY_FILE: Role.LIBRARY,
    CHECKS_FILE: Role.CHECKS,
    WAIVERS_FILE: Role.WAIVERS,
    LOCK_FILE: Role.LOCK,
}


def role_of(path: str) -> Role | None:
    """What the file `path` (relative to the library) is, whether or not it exists; None if it is no part of a library."""
    if _MODULE.fullmatch(path):
        return Role.MODULE
    return Role.QUIZ if _QUIZ.fullmatch(path) else _ROLES.get(path)


def module_of(path: str) -> tuple[str, Audience] | None:
    """The module that the file `path` tells, and for whom."""
    found = _MODULE.fullmatch(path)
    return (found[1], Audience(found[2])) if found else None


class Desk:
    """An open library, and the files as they are typed. `texts` are those that an editor holds; the others are read from the disk.

    The library may be older than the texts where these are half typed: it says what there is, the texts say where it stands.
    """

    def __init__(self, library: Library, texts: Mapping[str, str]) -> None:
        self.library = library
        self._texts = dict(texts)
        self._lines: dict[str, Lines] = {}
        self._pages: dict[str, Page] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that authors write, those in an editor alone among them."""
        written = {path for path in (*self.library.files, *self._texts) if role_of(path) not in (None, Role.LOCK)}
        return tuple(sorted(written))

    def text(self, path: str) -> str:
        """A file as typed, not cleaned; "" if it cannot be read."""
        if path not in self._texts:
            self._texts[path] = self.written(self.library.root, path)
        return self._texts[path]

    def lines(self, path: str) -> Lines:
        """The places in a file."""
        if path not in self._lines:
            self._lines[path] = Lines(self.text(path))
        return self._lines[path]

    def page(self, path: str) -> Page:
        """The parts of a page or a quiz."""
        if path not in self._pages:
            self._pages[path] = mask(self.text(path))
        return self._pages[path]

    def quiz_place(self, path: str) -> tuple[str, Audience]:
        """The module of a quiz, and for whom it is: from its head, or else from its name."""
        name = path.removeprefix("quizzes/").removesuffix(".md")
        entry = self.library.catalogue.quiz(name)
        if entry is not None and not entry.broken:
            return entry.module, entry.audience
        return name.removesuffix(FAMILY_SUFFIX), Audience.FAMILY if name.endswith(FAMILY_SUFFIX) else Audience.CLINICIAN

    def audience(self, path: str) -> Audience | None:
        """Whom a file speaks to; None for one that is for authors."""
        module = module_of(path)
        return module[1] if module else self.quiz_place(path)[1] if role_of(path) is Role.QUIZ else None

    @staticmethod
    def written(root: Path, path: str) -> str:
        """A file as it stands on the disk, not cleaned; "" if it cannot be read."""
        if read_source(root, path).text is None:  # too large, no file, or outside
            return ""
        try:
            return bytes_of(root / path).decode("utf-8-sig", errors="replace")
        except OSError:
            return ""
