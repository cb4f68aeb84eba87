"""Who learns on this computer: one folder each below the data folder, found by name, named by chance."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from edu_tui.progress.errors import not_saved
from edu_tui.progress.files import Files, RealFiles
from edu_tui.progress.writing import replace_file

DEFAULT = "default"
"""Id and name of the learner who never gave a name. Fixed, so that two windows opened by a new learner use one folder."""

NAME_LIMIT = 80
_ZERO_WIDTH_JOINER = "\u200d"  # part of many emoji
_HEX = frozenset("0123456789abcdef")


class LearnerError(Exception):
    """A learner cannot be found or made, or there is no place for data; `str()` is one or more whole sentences that say what to do."""


class Learner(NamedTuple):
    """One learner: a random id, the name that was typed, and the folder for `ProgressStore.open`."""

    id: str
    name: str
    folder: Path


class _Profile(msgspec.Struct):
    name: str
    fmt: int = 1


def data_folder(override: Path | None = None) -> Path:
    """The folder of all data: `override` (--data-dir), or the platform's. Nothing is created. Raises LearnerError when none is known."""
    if override is not None:
        return override.expanduser().absolute()
    from platformdirs import user_data_path  # slow to import

    try:
        folder = user_data_path("edu-tui", appauthor=False)
    except (OSError, KeyError, RuntimeError, ValueError):
        folder = Path()
    if not folder.is_absolute():  # HOME is unknown, or XDG_DATA_HOME is not a whole path
        raise LearnerError(
            "edu-tui does not know where to keep your progress, because neither HOME nor XDG_DATA_HOME names a folder. "
            "Nothing was read or changed. Give a folder with --data-dir."
        )
    return folder


class Learners:
    """The learners below one data folder. Looking creates nothing."""

    def __init__(self, data: Path, files: Files | None = None) -> None:
        self._root = data / "learners"
        self._files = files or RealFiles()

    def all(self) -> list[Learner]:
        """Every learner by name, then id; one whose profile cannot be read is called by the id. Raises LearnerError."""
        try:
            names = self._files.names(self._root)
        except OSError as error:
            raise LearnerError(f"The folder {self._root} cannot be read: {error.strerror}. Give another one with --data-dir.") from error
        found = (self._read(name) for name in names if name == DEFAULT or _is_id(name))
        return sorted((learner for learner in found if learner is not None), key=lambda learner: (learner.name, learner.id))

    def default(self) -> Learner:
        """The learner who gave no name; its folder need not exist yet."""
        return self._read(DEFAULT) or Learner(DEFAULT, DEFAULT, self._root / DEFAULT)

    def find(self, name: str) -> Learner:
        """The learner with this name or id: spelt exactly so, or else the only one who differs in capitals alone. Raises LearnerError."""
        name = _normal(name)
        everyone = self.all()
        if name == DEFAULT and not any(learner.name == DEFAULT for learner in everyone):
            return self.default()
        for matches in (
            [learner for learner in everyone if name in (learner.name, learner.id)],
            [learner for learner in everyone if learner.name.casefold() == name.casefold()],
        ):
            if len(matches) == 1:
                return matches[0]
            if matches:
                raise LearnerError(f"Several learners are called {name}. Use one of these ids: {_listed(one.id for one in matches)}.")
        known = _listed(learner.name for learner in everyone) or "nobody"
        raise LearnerError(f"There is no learner called {name}. Known: {known}.")

    def create(self, name: str) -> Learner:
        """A new learner. Raises LearnerError when the name is taken (capitals count) or cannot be shown, NotSaved when the disk refuses."""
        name = _checked(name)
        if name == DEFAULT or any(learner.name == name for learner in self.all()):
            raise LearnerError(f"There is a learner called {name} already. Choose another name.")
        identity = os.urandom(8).hex()
        folder = self._root / identity
        try:
            self._files.make_folder(folder)
            replace_file(self._files, folder / "profile.json", msgspec.json.encode(_Profile(name)))
        except OSError as error:
            raise not_saved(error, folder, f"The learner {name} was not made", "Everybody else's progress is safe.") from error
        return Learner(identity, name, folder)

    def _read(self, identity: str) -> Learner | None:
        folder = self._root / identity
        try:
            profile = msgspec.json.decode(self._files.read(folder / "profile.json")[0], type=_Profile)
            return Learner(identity, _checked(profile.name), folder)
        except (OSError, msgspec.MsgspecError, RecursionError, ValueError, LearnerError):
            known = self._files.stamp(folder) is not None
            return Learner(identity, identity, folder) if known else None


def _is_id(name: str) -> bool:
    return len(name) == 16 and _HEX.issuperset(name)


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())


def _checked(name: str) -> str:
    """The name as it is kept. Raises LearnerError for one that is empty, long, or holds characters that do not show."""
    name = _normal(name)
    if not name or len(name) > NAME_LIMIT:
        raise LearnerError(f"A name has 1 to {NAME_LIMIT} characters.")
    if not all(character.isprintable() or character == _ZERO_WIDTH_JOINER for character in name):
        raise LearnerError("A name cannot hold control characters.")
    return name


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
