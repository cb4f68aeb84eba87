"""What a command leaves behind."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple


class Ran(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str


RunCommand = Callable[..., Ran]
"""Runs a command with its words; `library` and `data` say where."""

UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"] if os.name == "posix" and os.geteuid() == 0 else []
"""As root everything can be read, so root is without that right here."""
