"""A bell: what one thread rings so that another, which waits for sockets, looks up."""

from __future__ import annotations

import socket
from contextlib import suppress


class Bell:
    """A pair of sockets: `ring` from any thread, and `ear` becomes readable until `hush`."""

    def __init__(self) -> None:
        self.ear, self._clapper = socket.socketpair()
        self.ear.setblocking(False)
        self._clapper.setblocking(False)

    def ring(self) -> None:
        """Make `ear` readable. Never blocks; a bell that rings already, or is taken down, is left as it is."""
        with suppress(OSError):
            self._clapper.send(b"!")

    def hush(self) -> None:
        """Take in all that rang."""
        with suppress(OSError):
            while self.ear.recv(4096):
                pass

    def close(self) -> None:
        """Take the bell down."""
        self.ear.close()
        self._clapper.close()
