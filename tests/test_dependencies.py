"""What the app is built on: pinned by hash, under licences that are told, and audited without false comfort."""

from __future__ import annotations

import json
import re
from email.message import Message
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from docs import audit, licences

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_requirement_is_one_version_with_hashes(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines()
    assert len(lines) > 15
    for line in lines:
        assert re.fullmatch(r"[a-z0-9._-]+==\S+( ; [^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", line), line


def test_no_requirement_names_a_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert not re.search(r"https?:|--index|--find-links", (ROOT / name).read_text("utf-8"))


def test_the_page_of_licences_is_in_step() -> None:
    """The table's names and versions are the lock's; its licences are those that the installed packages tell."""
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.*) \|$", licences.PAGE.read_text("utf-8"), re.MULTILINE)
    told = {name: (version, licence) for name, version, licence in rows if name != "Package" and set(name) != {"-"}}
    assert {name: version for name, (version, _) in told.items()} == licences.locked(licences.LOCK.read_text("utf-8"))
    assert all(licence for _, licence in told.values())
    try:
        found = licences.packages()
    except PackageNotFoundError as missing:
        pytest.skip(f"{missing} is not installed here")
    assert licences.PAGE.read_text("utf-8") == licences.page(found)


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ({"License-Expression": "MIT", "License": "old"}, "MIT"),
        ({"License": "BSD"}, "BSD"),
        ({"License": "MIT License\n\nCopyright", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT License"),
        ({"Classifier": "Topic :: Education"}, ""),
    ],
)
def test_a_licence_is_told_in_its_own_words(fields: dict[str, str], licence: str) -> None:
    about = Message()
    for name, value in fields.items():
        about[name] = value
    assert licences.licence_of(about) == licence  # type: ignore[arg-type]


def answer(*dependencies: dict[str, object]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


SAFE = {"name": "rich", "version": "15.0.0", "vulns": []}
BAD = {"name": "tinydb", "version": "4.9.0", "vulns": [{"id": "PYSEC-1"}]}
SKIPPED = {"name": "textual", "skip_reason": "Dependency not found on PyPI and could not be audited: textual (8.2.8)"}


@pytest.mark.parametrize(
    ("output", "errors", "lines", "code"),
    [
        (answer(SAFE), "", ["No vulnerability is known of the 1 packages in x.lock."], 0),
        (answer(SAFE, BAD), "", ["tinydb 4.9.0: PYSEC-1"], 1),
        (answer(SAFE, SKIPPED), "", [audit.NOT_KNOWN.format("x.lock", "1 of 2 skipped")], 2),
        (answer(BAD, SKIPPED), "", ["tinydb 4.9.0: PYSEC-1", audit.NOT_KNOWN.format("x.lock", "1 of 2 skipped")], 1),
        ("", "Traceback\nConnectionError: no route", [audit.NOT_KNOWN.format("x.lock", "ConnectionError: no route")], 2),
        ("[]", "", [audit.NOT_KNOWN.format("x.lock", "no answer")], 2),
    ],
)
def test_what_could_not_be_audited_is_never_called_safe(output: str, errors: str, lines: list[str], code: int) -> None:
    assert audit.verdict("x.lock", output, errors) == (lines, code)
