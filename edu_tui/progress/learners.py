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

    @property
    def data(self) -> Path:
        """The data folder that this learner lives below."""
        return self.folder.parent.parent


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


class _Choice(msgspec.Struct):
    learner: str
    fmt: int = 1


class Learners:
    """The learners below one data folder, each in a folder of its own in `home`. Looking creates nothing."""

    def __init__(self, data: Path, files: Files | None = None) -> None:
        self.home = data / "learners"
        self._files = files or RealFiles()

    def all(self) -> list[Learner]:
        """Every learner by name, then id; one whose profile cannot be read is called by the id. Raises LearnerError."""
        try:
            names = self._files.names(self.home)
        except OSError as error:
            raise LearnerError(f"The folder {self.home} cannot be read: {error.strerror}. Give another one with --data-dir.") from error
        found = (self._read(name) for name in names if _is_id(name))
        return _sorted(learner for learner in found if learner is not None)

    def default(self) -> Learner:
        """The learner who gave no name; its folder need not exist yet."""
        return self._read(DEFAULT) or Learner(DEFAULT, DEFAULT, self.home / DEFAULT)

    def everyone(self) -> list[Learner]:
        """All who can learn here: `all`, and the one who gave no name even before the first answer. Raises LearnerError."""
        return _sorted({*self.all(), self.default()})

    def chosen(self) -> Learner:
        """Who learns when nobody is named: the one chosen last, or the one who gave no name."""
        try:
            choice = msgspec.json.decode(self._files.read(self._choice)[0], type=_Choice)
        except (OSError, msgspec.MsgspecError, RecursionError):
            return self.default()
        known = self._read(choice.learner) if _is_id(choice.learner) else None
        return known or self.default()

    def choose(self, learner: Learner) -> None:
        """Let `learner` be the one who learns when nobody is named. Raises NotSaved when the disk refuses."""
        try:
            if learner.id == DEFAULT:
                self._files.remove(self._choice)
                return
            self._files.make_folder(self.home)
            replace_file(self._files, self._choice, msgspec.json.encode(_Choice(learner.id)))
        except OSError as error:
            raise not_saved(error, self.home, "The choice of a learner was not kept", "All progress is safe.") from error

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
        identity = os.urandom(8).hex()
        learner = Learner(identity, self._free(name, identity), self.home / identity)
        try:
            self._write_name(learner)
        except OSError as error:
            what = f"The learner {learner.name} was not made"
            raise not_saved(error, learner.folder, what, "Everybody else's progress is safe.") from error
        return learner

    def rename(self, learner: Learner, name: str) -> Learner:
        """Give `learner` another name; the progress stays where it is. Raises as `create` does."""
        renamed = learner._replace(name=self._free(name, learner.id))
        try:
            self._write_name(renamed)
        except OSError as error:
            raise not_saved(error, learner.folder, f"The learner {learner.name} kept this name", "All progress is safe.") from error
        return renamed

    @property
    def _choice(self) -> Path:
        return self.home / "chosen.json"

    def _free(self, name: str, identity: str) -> str:
        """`name` as it is kept for the learner `identity`. Raises LearnerError when another one has it."""
        name = _checked(name)
        others = [learner for learner in self.everyone() if learner.id != identity]
        if name in (learner.name for learner in others) or (name == DEFAULT and identity != DEFAULT):
            raise LearnerError(f"There is a learner called {name} already. Choose another name.")
        return name

    def _write_name(self, learner: Learner) -> None:
        self._files.make_folder(learner.folder)
        replace_file(self._files, learner.folder / "profile.json", msgspec.json.encode(_Profile(learner.name)))

    def _read(self, identity: str) -> Learner | None:
        folder = self.home / identity
        try:
            profile = msgspec.json.decode(self._files.read(folder / "profile.json")[0], type=_Profile)
            return Learner(identity, _checked(profile.name), folder)
        except (OSError, msgspec.MsgspecError, RecursionError, ValueError, LearnerError):
            known = self._files.stamp(folder) is not None
            return Learner(identity, identity, folder) if known else None


def _is_id(name: str) -> bool:
    """Whether a folder of this name is a learner's: no other name is ever joined to a path."""
    return name == DEFAULT or (len(name) == 16 and _HEX.issuperset(name))


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


def _sorted(learners: Iterable[Learner]) -> list[Learner]:
    return sorted(learners, key=lambda learner: (learner.name, learner.id))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
