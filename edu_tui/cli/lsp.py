"""`lsp`: the language server on standard input and output, for an editor that starts it."""

from __future__ import annotations

from edu_tui.cli.errors import CommandError
from edu_tui.cli.places import Places


def serve(places: Places) -> int:
    """Serve until the editor ends it; the exit code."""
    try:
        from edu_tui.lsp.features import make_server
        from edu_tui.lsp.server import serve_stdio
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise CommandError('The language server needs the package pygls: pip install "edu-tui[lsp]".') from None
    from edu_tui.app import crashlog
    from edu_tui.library.library import LibraryError, check_root

    log, only = places.log, None
    if places.library:
        only = places.root
        try:
            check_root(only)
        except LibraryError as error:
            raise CommandError(str(error)) from None
    serve_stdio(make_server(places.cache, only, lambda error: crashlog.record(error, log)))
    return 0
