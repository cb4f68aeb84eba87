"""Opening a library while something else is being loaded.

Where nothing is cached yet, parsing a library takes as long as importing the terminal toolkit. A forked process parses and fills the cache
meanwhile; on a machine with two processors a first start then takes hardly longer than any other.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from edu_tui.library.cache import Cache
from edu_tui.library.library import Library, check_root


class Opening:
    """A library that is being opened. Make it before any thread is started, and call `finish` when the library is needed."""

    def __init__(self, root: Path, cache_dir: Path | None) -> None:
        """Begin to open the library at `root`, with parsed files below `cache_dir`. Raises LibraryError as `open_library` does."""
        check_root(root)
        self._root = root
        self._cache = Cache.of(root.resolve(), cache_dir)
        self._helper = 0
        self._library = Library.unread(root, self._cache)
        if cache_dir is not None and self._library is None:
            self._helper = self._fork()

    def finish(self) -> Library:
        """The library; what the helper could not do is done here."""
        if self._helper:
            with suppress(ChildProcessError):
                os.waitpid(self._helper, 0)
            self._helper = 0
        return self._library or Library(self._root, self._cache)

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
