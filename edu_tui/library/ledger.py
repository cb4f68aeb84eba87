"""The ledger: facts, the references behind them, and the glossary."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from edu_tui.library.diagnostics import Diagnostic


class Status(StrEnum):
    """How far a fact may go. `recalled` carries neither the key of a question nor a number for families."""

    SEED = "seed"
    VERIFIED = "verified"
    DERIVED = "derived"
    RECALLED = "recalled"


class Doubt(StrEnum):
    """Why a fact is to be handled with care whatever its status.

    `secondary` was seen in a copy or a summary of its source. `unconfirmed` was seen in a secondary source whose word is not enough: like a
    recalled figure it marks nobody and is no number for families. `contested` says that sources disagree.
    """

    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"
    CONTESTED = "contested"


class Fact(msgspec.Struct, frozen=True):
    """One statement with the figures (as written in text) that it supports; `sources` are reference ids."""

    id: str
    claim: str
    figures: tuple[str, ...]
    population: str
    sources: tuple[str, ...]
    status: Status
    line: int
    caution: str = ""
    doubts: tuple[Doubt, ...] = ()
    rev: int = 1


class Reference(msgspec.Struct, frozen=True):
    """A source. `citation` is its full text in the Vancouver manner; `address` a https URL made from DOI, PMID or URL, or ""."""

    id: str
    citation: str
    short: str
    address: str = ""
    doi: str = ""
    pmid: str = ""


class Term(msgspec.Struct, frozen=True):
    """A glossary term with its other names, told plainly and for clinicians."""

    name: str
    aliases: tuple[str, ...]
    plain: str
    clinician: str
    line: int


class Ledger(msgspec.Struct, frozen=True):
    """Everything that text may cite, by id; each in file order."""

    facts: dict[str, Fact]
    references: dict[str, Reference]
    terms: dict[str, Term]
    diagnostics: tuple[Diagnostic, ...] = ()
