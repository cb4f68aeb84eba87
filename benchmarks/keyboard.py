"""A program in a terminal whose keys are timed: from writing a key to the read that ends the frame that it was pressed for."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.ptybench import PtySession

ROOT = Path(__file__).resolve().parents[1]

_FRAME_GAP = 0.003
"""Seconds without output that end a frame: the terminal hands a long one over in pieces."""

_QUIET = 0.05
"""Seconds without output after which the next key is pressed: what a key sets off may come in several frames."""

_PATIENCE = 60.0


class Keyboard:
    """A program in a terminal of which only the bytes are looked at: drawing them would make the program wait for us."""

    def __init__(self, argv: Sequence[str], home: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "EDU_TUI", "TEXTUAL", "COLORTERM"))}
        env = kept | {"HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        self._session = PtySession([sys.executable, "-m", *argv], env=env, size=(120, 40))
        self.pid = self._session.pid

    def press(self, keys: bytes, *markers: str) -> float:
        """Type `keys`; the seconds to the read that ends the frame by which all `markers` were written. Returns when nothing more comes."""
        began = time.perf_counter()
        os.write(self._session.master, keys)
        return self.see(*markers) - began

    def see(self, *markers: str) -> float:
        """Wait for `markers`; the moment of the read that ends their frame."""
        missing = [marker.encode() for marker in markers]
        seen = bytearray()
        end = time.perf_counter() + _PATIENCE
        while missing:
            if not (data := self._read(end - time.perf_counter())):
                raise TimeoutError(f"{missing} did not come, but {bytes(seen[-2000:])!r}")
            seen += data
            missing = [marker for marker in missing if marker not in seen]
        ended = time.perf_counter()
        while self._read(_FRAME_GAP):
            ended = time.perf_counter()
        while self._read(_QUIET):
            pass
        return ended

    def close(self) -> None:
        """End the program."""
        self._session.close()

    def _read(self, seconds: float) -> bytes:
        """What comes within `seconds`; nothing if nothing does."""
        readable, _, _ = select.select([self._session.master], [], [], max(0.0, seconds))
        return os.read(self._session.master, 65536) if readable else b""
