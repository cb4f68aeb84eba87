"""Which file of a library is looked at while it is being written, and what kind of thing it holds."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from edu_tui.library.library import CHECKS_FILE, LEDGER_FILES, LIBRARY_FILE, LOCK_FILE, WAIVERS_FILE, is_visible
from edu_tui.library.modules import Audience
from edu_tui.library.quiz_parser import FAMILY_SUFFIX


class Kind(StrEnum):
    """What a file holds; `OTHER` is for the program, and has no page."""

    MODULE = "module"
    QUIZ = "quiz"
    FACTS = "facts"
    REFERENCES = "references"
    GLOSSARY = "glossary"
    LIBRARY = "library"
    OTHER = "other"


class Target(msgspec.Struct, frozen=True):
    """A file: `path` relative to the library, `name` of its module or quiz, and for whom it is told (None for what is told to nobody)."""

    path: str
    kind: Kind
    name: str = ""
    audience: Audience | None = None


_MODULE = re.compile(r"content/([^/]+)/(clinician|family)\.md")
_QUIZ = re.compile(r"quizzes/([^/]+)\.md")
_NAMED = {
    **dict(zip(LEDGER_FILES, (Kind.FACTS, Kind.REFERENCES, Kind.GLOSSARY), strict=True)),
    LIBRARY_FILE: Kind.LIBRARY,
    LOCK_FILE: Kind.OTHER,
    CHECKS_FILE: Kind.OTHER,
    WAIVERS_FILE: Kind.OTHER,
}


def target_of(path: str) -> Target | None:
    """What the file at `path` (relative to the library, with slashes) holds; None if a library reads no such file."""
    if kind := _NAMED.get(path):
        return Target(path, kind)
    if not is_visible(path) or "/." in path:
        return None
    if found := _MODULE.fullmatch(path):
        return Target(path, Kind.MODULE, found[1], Audience(found[2]))
    if found := _QUIZ.fullmatch(path):
        return Target(path, Kind.QUIZ, found[1], Audience.FAMILY if found[1].endswith(FAMILY_SUFFIX) else Audience.CLINICIAN)
    return None


def twin(target: Target) -> Target | None:
    """The file that tells the same to the other audience, whether or not it is there; None for what is told to nobody."""
    if target.audience is None:
        return None
    other = target.audience.other
    if target.kind is Kind.MODULE:
        return target_of(f"content/{target.name}/{other}.md")
    name = target.name.removesuffix(FAMILY_SUFFIX)
    return target_of(f"quizzes/{name}{FAMILY_SUFFIX if other is Audience.FAMILY else ''}.md")
