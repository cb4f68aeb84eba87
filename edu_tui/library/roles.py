"""What each file of a library is, told by its path alone; and the paths of what has a file of its own."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from edu_tui.library.modules import Audience
from edu_tui.library.text import clean_inline

FACTS_FILE = "content/facts.yaml"
"""The file of the facts."""

REFERENCES_FILE = "content/references.json"
"""The file of the published sources."""

GLOSSARY_FILE = "content/glossary.md"
"""The file of the terms."""

LEDGER_FILES = (FACTS_FILE, REFERENCES_FILE, GLOSSARY_FILE)
"""The files behind the ledger."""

LIBRARY_FILE = "content/library.yaml"
"""The file that names the library."""

LOCK_FILE = "content/library.lock.json"
"""The file in which `edu-tui lock` records ids, revs and fingerprints; a library may be without one."""

CHECKS_FILE = "content/checks.yaml"
"""The file in which a library sets thresholds for its checks; a library may be without one."""

WAIVERS_FILE = "content/waivers.yaml"
"""The file in which authors answer for findings that stay; a library may be without one."""

_FAMILY_SUFFIX = "-family"


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


SINGLE_FILES = {
    LIBRARY_FILE: Role.LIBRARY,
    FACTS_FILE: Role.FACTS,
    REFERENCES_FILE: Role.REFERENCES,
    GLOSSARY_FILE: Role.GLOSSARY,
    LOCK_FILE: Role.LOCK,
    CHECKS_FILE: Role.CHECKS,
    WAIVERS_FILE: Role.WAIVERS,
}
"""The files of which a library has one each, by path."""

_PAGES = {f"{audience}.md": audience for audience in Audience}


class LibraryFile(msgspec.Struct, frozen=True):
    """A file of a library: its `path` below the library, with slashes, and what stands there.

    `name` is the folder of a module, or the name of a quiz without .md; `audience` is whom the path says that these speak to. Other files
    have no name and speak to authors.
    """

    path: str
    role: Role
    name: str = ""
    audience: Audience | None = None

    @property
    def module(self) -> str:
        """The id of the module to which a page or a quiz belongs by its name; "" for any other file."""
        return quiz_subject(self.name)[0] if self.role is Role.QUIZ else self.name

    @property
    def twin(self) -> LibraryFile | None:
        """The file that tells the same to the other audience, whether or not it is there; None for what is told to authors."""
        if self.audience is None:
            return None
        other = self.audience.other
        return file_at(page_path(self.module, other) if self.role is Role.MODULE else quiz_path(quiz_name(self.module, other)))


def file_at(path: str) -> LibraryFile | None:
    """What a library reads at `path`, whether or not a file is there; None where it would read nothing."""
    if role := SINGLE_FILES.get(path):
        return LibraryFile(path, role)
    match path.split("/"):
        case ["content", folder, page] if page in _PAGES and _is_listed(folder):
            return LibraryFile(path, Role.MODULE, folder, _PAGES[page])
        case ["quizzes", file] if file.endswith(".md") and _is_listed(file):
            name = file.removesuffix(".md")
            return LibraryFile(path, Role.QUIZ, name, quiz_subject(name)[1])
        case _:
            return None


def role_of(path: str) -> Role | None:
    """What the file at `path` is; None where a library would read nothing."""
    file = file_at(path)
    return file.role if file else None


def page_path(module: str, audience: Audience) -> str:
    """Where a module is told to `audience`."""
    return f"content/{module}/{audience}.md"


def quiz_path(name: str) -> str:
    """Where the quiz `name` stands."""
    return f"quizzes/{name}.md"


def quiz_name(module: str, audience: Audience) -> str:
    """What the quiz of a module for `audience` is to be called: "mrd", and "mrd-family" for families."""
    return f"{module}{_FAMILY_SUFFIX}" if audience is Audience.FAMILY else module


def quiz_subject(name: str) -> tuple[str, Audience]:
    """The module that a quiz of this name is about, and whom it asks, as long as its head does not say otherwise."""
    module = name.removesuffix(_FAMILY_SUFFIX)
    return module, Audience.CLINICIAN if module == name else Audience.FAMILY


def is_visible(name: str) -> bool:
    """Whether a file name holds nothing that is not shown as it is."""
    return clean_inline(name) == name


def _is_listed(name: str) -> bool:
    """Whether a library looks at a file or folder of this name."""
    return bool(name) and not name.startswith(".") and is_visible(name)
