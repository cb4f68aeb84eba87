"""Giving a thing another id, wherever it is named.

Ids of facts, references, sections and objectives may change as long as all who use them follow. The id of a question is what learners'
answers are kept under, so it stays once it was locked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from edu_tui.editing.asking import Place, made_at, references
from edu_tui.editing.desk import Desk
from edu_tui.editing.mentions import Kind, Mention
from edu_tui.editing.names import mentions
from edu_tui.library.ledger_parser import FACT_ID
from edu_tui.library.lock_file import read_lock
from edu_tui.library.modules import Audience
from edu_tui.library.roles import FACTS_FILE, LOCK_FILE, Role, role_of
from edu_tui.library.slugs import IDENT

_KEY = re.compile(r"[A-Za-z0-9](?:[\w:/-]|\.(?=[\w:/-]))*")
_RENAMED = (Kind.FACT, Kind.REFERENCE, Kind.SECTION, Kind.OBJECTIVE, Kind.QUESTION)
_SHAPES = {
    Kind.FACT: (FACT_ID, "capital letters, a hyphen and a number, such as RT-13"),
    Kind.REFERENCE: (_KEY, "letters, digits and hyphens, such as hunger2020"),
}
_IDENT = (IDENT, "small letters, digits and hyphens")


class RenameError(Exception):
    """Why nothing is renamed: one sentence with its cure."""


class Edit(msgspec.Struct, frozen=True, order=True):
    """`text` in the place of what stands there."""

    place: Place
    text: str


def may_rename(desk: Desk, name: Mention | None) -> Mention:
    """The name under the cursor, if it can be changed. Raises RenameError."""
    if name is None or name.kind not in _RENAMED:
        raise RenameError("Only ids of facts, references, sections, objectives and new questions can be renamed: put the cursor on one.")
    if name.kind is Kind.QUESTION:
        _see_that_it_is_new(desk, name.key)
    if made_at(desk, name) is None:
        raise RenameError(f"Nothing in the library is called {name.key[:60]}, so it cannot be renamed: correct what you wrote.")
    return name


def _see_that_it_is_new(desk: Desk, ident: str) -> None:
    read = read_lock(desk.library.root)
    if read.fault is not None:
        raise RenameError(
            f"{LOCK_FILE} cannot be read, so nobody knows whether learners' answers are kept under {ident[:60]}: repair it first."
        )
    if read.lock is not None and ident in read.lock.questions:
        raise RenameError(
            f"The id {ident[:60]} is locked: learners' answers are kept under it, so it stays for ever. Retire the question instead."
        )


def rename(desk: Desk, name: Mention | None, new: str) -> tuple[Edit, ...]:
    """What to change so that the thing that `name` names is called `new` everywhere. Raises RenameError."""
    name = may_rename(desk, name)
    shape, words = _SHAPES.get(name.kind, _IDENT)
    if new == name.key:
        return ()
    if not shape.fullmatch(new):
        raise RenameError(f'"{new[:60]}" cannot be the id of a {name.kind}: use {words}.')
    if name.kind is Kind.REFERENCE and FACT_ID.fullmatch(new):
        raise RenameError(f'"{new[:60]}" reads as the id of a fact: give the reference another key.')
    same = tuple(_told_alike(desk, name))
    if any(made_at(desk, msgspec.structs.replace(one, key=new)) for one in same) or _was_taken(desk, name.kind, new):
        raise RenameError(f'"{new[:60]}" is the id of another {name.kind}: choose one that is free.')
    if name.kind is Kind.REFERENCE and FACTS_FILE in desk.paths:
        _see_that_sources_can_be_read(desk)
    edits = {Edit(place, new) for one in same for place in references(desk, one)}
    return tuple(sorted(edits | {edit for one in same for edit in _named_by_title(desk, one, new)}))


def _told_alike(desk: Desk, name: Mention) -> Iterator[Mention]:
    """The name, and of a section the one of the same id for the other audience: readers flip between the two by it."""
    yield name
    if name.kind is Kind.SECTION:
        module, _, audience = name.scope.partition("/")
        twin = msgspec.structs.replace(name, scope=f"{module}/{Audience(audience).other}")
        if made_at(desk, twin):
            yield twin


def _was_taken(desk: Desk, kind: Kind, new: str) -> bool:
    """Whether a question that is gone had this id."""
    if kind is not Kind.QUESTION:
        return False
    lock = read_lock(desk.library.root).lock
    retired = (one for path in desk.paths if role_of(path) is Role.QUIZ for one in mentions(desk, path) if one.kind is kind)
    return any(one.key == new for one in retired) or (lock is not None and new in lock.questions)


def _see_that_sources_can_be_read(desk: Desk) -> None:
    """Raises RenameError where the ledger is half typed, so that the sources of its facts would not follow."""
    if desk.text(FACTS_FILE).strip() and not any(one.kind is Kind.REFERENCE for one in mentions(desk, FACTS_FILE)):
        raise RenameError(f"{FACTS_FILE} cannot be read as it stands, so it would keep the old key: repair it first.")


def _named_by_title(desk: Desk, name: Mention, new: str) -> Iterator[Edit]:
    """The id that a heading must be given which had it from its title."""
    place = made_at(desk, name)
    if name.kind is not Kind.SECTION or place is None:
        return
    written = desk.text(place.path)[place.start : place.end]
    if written == name.key:
        return
    line = written.rstrip()
    brace = re.search(r"\{((?:[ \t]*\.[\w-]+)+[ \t]*)\}$", line)
    at = place.start + (brace.start() + 1 if brace else len(line))
    yield Edit(Place(place.path, at, at), f"#{new} " if brace else f" {{#{new}}}")
