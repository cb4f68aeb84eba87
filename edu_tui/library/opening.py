"""Opening a library while something else is being loaded.

Where nothing is cached yet, parsing a library takes as long as importing the terminal toolkit. A forked process parses and fills the cache
meanwhile; on a machine with two processors a first start then takes hardly longer than any other.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Timer

from edu_tui.library.cache import Cache
from edu_tui.library.library import Library, check_root

PATIENCE = 1.0
"""Seconds of waiting for a library after which somebody should know what is going on."""


class Opening:
    """A library that is being opened. Make it before any thread is started, and call `finish` when the library is needed."""

    def __init__(self, root: Path, cache_dir: Path | None, on_waiting: Callable[[], object] = lambda: None) -> None:
        """Begin to open the library at `root`, with parsed files below `cache_dir`. Raises LibraryError as `open_library` does.

        `on_waiting` is called, once and in a thread of its own, when `finish` takes longer than `PATIENCE`.
        """
        check_root(root)
        self._root, self._on_waiting = root, on_waiting
        self._cache = Cache.of(root.resolve(), cache_dir)
        self._helper = 0
        self._library = Library.unread(root, self._cache)
        if cache_dir is not None and self._library is None:
            self._helper = self._fork()

    def finish(self) -> Library:
        """The library; what the helper could not do is done here."""
        if self._library is None:
            notice = Timer(PATIENCE, self._on_waiting)
            notice.daemon = True
            notice.start()
            try:
                self._library = self._read()
            finally:
                notice.cancel()
                notice.join()
        return self._library

    def _read(self) -> Library:
        if self._helper:
            with suppress(ChildProcessError):
                os.waitpid(self._helper, 0)
            self._helper = 0
        return Library(self._root, self._cache)

    def _fork(self) -> int:
        """Start the helper; its process id, 0 where the system has no such thing or refuses."""
        if not hasattr(os, "fork"):
            return 0
        try:
            helper = os.fork()
        except OSError:
            return 0
        if helper == 0:
            # Whatever happens here, this process ends here, and says nothing.
            try:
                Library(self._root, self._cache)
            finally:
                os._exit(0)
        return helper
