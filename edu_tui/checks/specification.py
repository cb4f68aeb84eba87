"""The specification of the checks, entry by entry, and what answers each."""

from __future__ import annotations

import msgspec

from edu_tui.checks.people import PEOPLE
from edu_tui.checks.registry import Rule
from edu_tui.checks.specification_entries import SUBJECTS, Entry


class Covered(msgspec.Struct, frozen=True):
    """An entry with all that answers it: codes of rules and ids of questions to people, besides what it names itself."""

    entry: Entry
    rules: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """Whether anything answers the entry."""
        return bool(self.rules or self.people or self.entry.reading or self.entry.tests or self.entry.why)


def coverage(rules: tuple[Rule, ...]) -> tuple[Covered, ...]:
    """Every entry with what answers it, in the order of the specification."""
    return tuple(
        Covered(
            entry,
            tuple(rule.code for rule in rules if entry.id in rule.spec),
            tuple(item.id for item in PEOPLE if entry.id in item.spec),
        )
        for subject in SUBJECTS.values()
        for entry in subject
    )
