"""What was found in each part of a library, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from edu_tui.checks.common import Common
from edu_tui.checks.decks import Measure
from edu_tui.checks.discovery import all_rules
from edu_tui.checks.gathering import GATHERERS
from edu_tui.checks.limits import Limits
from edu_tui.checks.parts import Part, PartOfWhole, cut
from edu_tui.checks.registry import Scope
from edu_tui.checks.rule_findings import run_rules
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import Library
from edu_tui.library.processes import share_out
from edu_tui.library.roles import LEDGER_FILES
from edu_tui.library.sources import Stamp
from edu_tui.program import fingerprint

_FEWEST = 8
"""Modules whose checks are shared out to several processes; fewer are checked as fast by one."""


class CheckedPart(msgspec.Struct, frozen=True, array_like=True):
    """What the rules of scope MODULE found in a part, and what was gathered there, by gatherer (MessagePack).

    `key` says of which state of the part that is true; `unsaved` that this state is on no disk.
    """

    key: bytes
    findings: tuple[Diagnostic, ...]
    gathered: dict[str, bytes]
    unsaved: bool = False


class _Shared(msgspec.Struct, frozen=True):
    """What all parts have in common."""

    program: str
    limits: Limits
    ledger: dict[str, Stamp]


def check_parts(library: Library, common: Common, measure: Measure | None, known: Mapping[str, CheckedPart]) -> dict[str, CheckedPart]:
    """Every part of `library` by its id, checked anew where `known` does not have it as it is now."""
    ledger = {path: found for path in LEDGER_FILES if (found := library.stamps.get(path))}
    shared = blake2b(msgspec.msgpack.encode(_Shared(_program(), common.limits, ledger)), digest_size=16).digest()
    loose = any(found.unsaved for found in ledger.values())

    def check(part: Part) -> bytes:
        unsaved = loose or any(library.stamps[path].unsaved for path in part.files)
        return msgspec.msgpack.encode(_check(PartOfWhole(part, library, common, measure), keys[part.id], unsaved=unsaved))

    parts = cut(library)
    keys = {part.id: _key(shared, part, [library.stamps[path] for path in part.files]) for part in parts}
    held = {part.id: before for part in parts if (before := known.get(part.id)) and before.key == keys[part.id]}
    left = [part for part in parts if part.id not in held]
    if left:
        common.work_out()
    told = zip(left, share_out(check, left, _FEWEST), strict=True)
    return held | {part.id: msgspec.msgpack.decode(data, type=CheckedPart) for part, data in told}


def _key(shared: bytes, part: Part, stamps: list[Stamp]) -> bytes:
    """What tells one state of a part from another: all that a rule of scope MODULE can see."""
    return blake2b(msgspec.msgpack.encode((part, stamps)), key=shared, digest_size=16).digest()


def _check(view: PartOfWhole, key: bytes, *, unsaved: bool) -> CheckedPart:
    all_rules()  # gatherers stand in the same files
    gathered = {name: msgspec.msgpack.encode(gatherer.make(view)) for name, gatherer in GATHERERS.items()}
    return CheckedPart(key, tuple(run_rules(view, Scope.MODULE)), gathered, unsaved)


def gathered_in(parts: Iterable[CheckedPart]) -> dict[str, list[bytes]]:
    """What was gathered in `parts`, by gatherer."""
    all_rules()
    return {name: [part.gathered[name] for part in parts] for name in GATHERERS}


@cache
def _program() -> str:
    """Which rules these are: other rules find other things."""
    return fingerprint(sorted(Path(__file__).parent.rglob("*.py")))
