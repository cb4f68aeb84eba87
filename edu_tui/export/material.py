"""What a handout is made from, and how it is to look."""

from __future__ import annotations

from datetime import date

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.library.ledger import Ledger
from edu_tui.library.modules import Audience, Module
from edu_tui.library.questions import Quiz


class Material(msgspec.Struct, frozen=True):
    """One module with its quiz, if it has one; `today` is the day that the paper shows, `large` asks for large print."""

    module: Module
    quiz: Quiz | None
    ledger: Ledger
    catalogue: Catalogue
    today: date
    large: bool = False

    @property
    def for_family(self) -> bool:
        """Whether the module speaks to families."""
        return self.module.audience is Audience.FAMILY
