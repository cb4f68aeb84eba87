"""The line in which a learner writes a few words of her own: a private note, or what is wrong with a question.

`screens/saying.py` yields one between page and keys, and does what it asks for. Without any words, what was there before goes.
"""

from __future__ import annotations

from typing import ClassVar

from edu_tui.app.commands import Command, bindings
from edu_tui.app.widgets.typed_line import LineField, TypedLine


class _Field(LineField):
    """The input, which says what enter does."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="note.give",
            keys=("enter",),
            action="submit",
            label="Keep",
            help="Keep these words on this computer; without any words, what was there goes.",
            group="Note",
            footer=1,
            palette=False,
        ),
    )
    BINDINGS = bindings(COMMANDS)


class NoteLine(TypedLine):
    """A label and an input; hidden until it is asked for."""

    FIELD = _Field
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            id="note.close",
            keys=("escape",),
            action="close",
            label="Cancel",
            help="Leave everything as it was.",
            group="Note",
            footer=2,
            palette=False,
        ),
    )
    BINDINGS = bindings(COMMANDS)

    class Given(TypedLine.Given):
        """The learner wrote `text` for `purpose`; "" takes away what was there."""

    class Closed(TypedLine.Closed):
        """The learner writes nothing after all."""
