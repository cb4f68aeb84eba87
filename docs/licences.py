"""Write `docs/licences.md`: what the app is built on, in which version, under which licence. Run as `python -m docs.licences`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageMetadata, metadata, requires
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from edu_tui.library.writing import replace_file

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"

HEAD = """\
# Licences of what the app is built on

Made by `make licences` from [requirements.lock](../requirements.lock) and what each package says of itself; not edited by hand. edu-tui
itself is under the MIT licence. `make audit` asks whether anything known speaks against one of these versions.

"""
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "
_SHORT = 40
"""Characters: what is longer in a field for the licence's name is its text."""


class Package(NamedTuple):
    """A locked package: its name, version, licence in its own words, and whether the running app needs it."""

    name: str
    version: str
    licence: str
    at_run_time: bool


def locked(text: str) -> dict[str, str]:
    """The versions in a file of locked requirements, by canonical name."""
    return {canonicalize_name(name): version for name, version in _LOCKED.findall(text)}


def licence_of(about: PackageMetadata) -> str:
    """What a package says of its licence; "" if nothing. The expression counts before the field, and the field before the classifiers."""
    # `get_all`: `about[...]` for a field that is not there is deprecated.
    expression, field = ((about.get_all(name) or [""])[0].strip() for name in ("License-Expression", "License"))
    classified = [one.removeprefix(_CLASSIFIER) for one in about.get_all("Classifier") or [] if one.startswith(_CLASSIFIER)]
    return expression or (field if 0 < len(field) <= _SHORT and "\n" not in field else "") or ", ".join(classified)


def needed_by(lines: Iterable[str], extras: Iterable[str] = ("",)) -> Iterator[str]:
    """The canonical names of the packages in lines such as "rich>=14" that are needed here with these extras, and of what they need."""
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
            yield canonicalize_name(requirement.name)
            yield from needed_by(requires(requirement.name) or (), ("", *requirement.extras))


def packages() -> list[Package]:
    """All locked packages by name. Raises PackageNotFoundError for one that is not installed."""
    at_run_time = set(needed_by(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]))
    versions = locked(LOCK.read_text("utf-8"))
    return [Package(name, version, licence_of(metadata(name)), name in at_run_time) for name, version in sorted(versions.items())]


def page(found: Iterable[Package]) -> str:
    """The text of the page."""
    found = tuple(found)
    return HEAD + "\n".join(
        f"## {title}\n\n| Package | Version | Licence |\n|---|---|---|\n"
        + "".join(f"| {one.name} | {one.version} | {one.licence} |\n" for one in found if one.at_run_time is wanted)
        for title, wanted in (("While the app runs", True), ("Only while it is built", False))
    )


if __name__ == "__main__":
    replace_file(PAGE, page(packages()).encode())
