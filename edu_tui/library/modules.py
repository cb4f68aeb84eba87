"""Modules: one topic told for one audience, cut into sections (pages) and slides."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from edu_tui.library.blocks import Block, Inline
from edu_tui.library.diagnostics import Diagnostic


class Audience(StrEnum):
    """Whom a page speaks to. Residents and nurses are both clinicians."""

    CLINICIAN = "clinician"
    FAMILY = "family"

    @property
    def other(self) -> Audience:
        """The other audience."""
        return Audience.FAMILY if self is Audience.CLINICIAN else Audience.CLINICIAN


class Review(msgspec.Struct, frozen=True):
    """A clinician's review: who, and ISO dates of the review and of the next one."""

    by: Annotated[str, msgspec.Meta(description="Name and role.")]
    on: Annotated[str, msgspec.Meta(description="The day of the review, 2026-03-01.")]
    due: Annotated[str, msgspec.Meta(description="The day by which somebody should look again, 2027-03-01.")]


class Objective(msgspec.Struct, frozen=True):
    """A learning objective: one observable verb."""

    id: str
    text: str


class Section(msgspec.Struct, frozen=True):
    """One page: `id` is unique in its module, `objectives` the ids that it serves, `line` where it starts."""

    id: str
    title: tuple[Inline, ...]
    line: int
    objectives: tuple[str, ...]
    blocks: tuple[Block, ...]


class Module(msgspec.Struct, frozen=True):
    """One topic for one audience, as its file tells it; `path` is relative to the library.

    A file with errors in its head still gives a module: what could not be read is empty, and `diagnostics` say why.
    """

    id: str
    audience: Audience
    path: str
    title: str
    summary: str
    minutes: int
    objectives: tuple[Objective, ...]
    reviewed: Review | None
    updated: str
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    def section(self, ident: str) -> Section | None:
        """The section with this id, if there is one."""
        return next((section for section in self.sections if section.id == ident), None)
