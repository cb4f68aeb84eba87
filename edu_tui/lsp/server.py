"""The server: it answers in a thread, from the texts of the moment of the request, and tells what was found. What is asked: `features`."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from edu_tui import __version__
from edu_tui.editing.asking import Place
from edu_tui.editing.desk import Desk
from edu_tui.editing.lines import Encoding, Lines
from edu_tui.editing.renaming import RenameError
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import LibraryError
from edu_tui.lsp.findings import Findings
from edu_tui.lsp.session import Session, Shelf, View
from edu_tui.lsp.telling import diagnostics, location, range_of

T = TypeVar("T")


class Asked(NamedTuple):
    """What a request is about: a file on the desk, as it was when the request came."""

    desk: Desk
    path: str
    view: View
    encoding: Encoding

    @property
    def lines(self) -> Lines:
        """The places in the file."""
        return self.desk.lines(self.path)

    def offset(self, position: lsp.Position) -> int:
        """The offset of the cursor."""
        return self.lines.offset(position.line, position.character, self.encoding)

    def span(self, start: int, end: int) -> lsp.Range:
        """A part of the file."""
        return range_of(self.lines, start, end, self.encoding)

    def location(self, place: Place) -> lsp.Location:
        """A place in the library."""
        return location(place, self.desk, partial(address, self.view), self.encoding)


_REQUEST_FAILED = -32803  # LSPErrorCodes.RequestFailed: nothing is wrong but what was asked for


class Server(LanguageServer):
    """The language server of edu-tui; `only` is the one library that it serves, None for that around each file."""

    def __init__(self, cache: Path | None, only: Path | None, report: Callable[[Exception], object]) -> None:
        # Whole texts: they are small, and counting lines and signs together with every editor goes wrong sooner or later.
        super().__init__("edu-tui", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.session = Session(only)
        self.report = report
        self._asking: Executor = ThreadPoolExecutor(1, "asking")
        self._checking: Executor = ThreadPoolExecutor(1, "checking")
        self._shelf, shelf = Shelf(cache), Shelf(cache)
        self.findings = Findings(self.session, shelf, self._checking, self._publish, report)
        self._told: dict[str, lsp.PublishDiagnosticsParams] = {}

    @property
    def encoding(self) -> Encoding:
        """In what the editor counts."""
        return Encoding(self.workspace.position_encoding or Encoding.UTF16)

    def report_server_error(self, error: Exception, source: object) -> None:
        """Note what went wrong here; a message box in the middle of typing would help nobody.

        What cannot be answered because of what was asked is a `JsonRpcException`, and so is what pygls wraps around a fault of ours.
        """
        del source
        fault = sys.exc_info()[1] or error
        if isinstance(fault, Exception) and not isinstance(fault, JsonRpcException):
            self.report(fault)

    async def answer(self, uri: str, make: Callable[[Asked], T]) -> T | None:
        """What `make` says of a file, made beside the loop; None for a file of no library, and where something went wrong."""
        spot = self.session.spot(uri, path_of(uri))
        if spot is None:
            return None
        view = self.session.view(spot.root)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._asking, partial(self._made, view, spot.path, make))
        except RenameError as error:
            raise JsonRpcException(str(error), _REQUEST_FAILED) from None
        except LibraryError:
            return None
        except Exception as error:
            self.report(error)
            return None

    def _made(self, view: View, path: str, make: Callable[[Asked], T]) -> T:
        with self._shelf.desk(view) as desk:
            return make(Asked(desk, path, view, self.encoding))

    def _publish(self, view: View, path: str, found: tuple[Diagnostic, ...]) -> None:
        text = view.texts[path] if path in view.texts else Desk.written(view.root, path)
        told = diagnostics(found, Lines(text), self.encoding)
        uri = address(view, path)
        self._told[uri] = lsp.PublishDiagnosticsParams(uri, told, view.versions.get(path))
        self.text_document_publish_diagnostics(self._told[uri])

    def found_at(self, uri: str, place: lsp.Position) -> list[lsp.Diagnostic]:
        """What was told of this place, unless the text became another one since."""
        told, buffer = self._told.get(uri), self.session.buffers.get(uri)
        if told is None or buffer is None or told.version != buffer.version:
            return []
        return [one for one in told.diagnostics if one.range.start <= place <= one.range.end]

    def look(self, uri: str, *, everything: bool = False) -> None:
        """Look for findings in the library around a file."""
        spot = self.session.spot(uri, path_of(uri))
        if spot is not None:
            self.findings.ask(spot.root, everything=everything)


def address(view: View, path: str) -> str:
    """The address of a file, as the editor knows it if it has the file open."""
    return view.uris.get(path) or from_fs_path(str(view.root / path)) or ""


def path_of(uri: str) -> Path | None:
    """The file behind an address; None for what is on no disk."""
    try:
        path = to_fs_path(uri)
        return Path(path) if path else None
    except ValueError:
        return None


def serve_stdio(server: Server) -> None:
    """Serve an editor on standard input and output until it says goodbye or is gone.

    The stream to it is a copy of our own: whatever else is written to standard output would not be the protocol.
    """
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    logging.getLogger("pygls").propagate = False
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        sys.stdout = sys.stderr
        server.start_io(sys.stdin.buffer, out)
