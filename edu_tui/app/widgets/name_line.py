"""The line in which a new learner's name is typed."""

from __future__ import annotations

from typing import ClassVar

from edu_tui.app.commands import Command, bindings
from edu_tui.app.widgets.typed_line import LineField, TypedLine
from edu_tui.progress.learners import NAME_LIMIT


class _Field(LineField):
    """The input, which says what enter does."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="name.give",
            keys=("enter",),
            action="submit",
            label="Add",
            help="Add a learner of this name, who takes over.",
            group="Name",
            footer=1,
            palette=False,
        ),
    )
    BINDINGS = bindings(COMMANDS)


class NameLine(TypedLine):
    """A label and an input for one name; hidden until it is asked for."""

    FIELD, LIMIT = _Field, NAME_LIMIT
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="name.close", keys=("escape",), action="close", label="Cancel", help="Add nobody.", group="Name", footer=2, palette=False
        ),
    )
    BINDINGS = bindings(COMMANDS)

    class Given(TypedLine.Given):
        """A name was typed."""

    class Closed(TypedLine.Closed):
        """Nobody is to be added."""

    def cleaned(self, typed: str) -> str:
        """As it was typed: a name with characters that do not show is refused, not changed."""
        return typed
