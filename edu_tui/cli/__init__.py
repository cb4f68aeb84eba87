"""The command line. Importing it costs next to nothing: each command imports what it needs when it runs."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is not needed to say so
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in `argv` (default: the program's own arguments); the exit code.

    0 is fine, 1 means findings or trouble, 2 that it was called wrongly, 70 a fault in the program, 128 + n signal n.
    """
    from edu_tui.cli.errors import guarded
    from edu_tui.cli.parser import run

    return guarded(run, argv)
