"""The server: which request is answered by what. Every answer is made in a thread, from the texts of the moment of the request."""

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
from edu_tui.editing.asking import Place, definition, hover, named_at, references
from edu_tui.editing.completing import completions
from edu_tui.editing.desk import Desk
from edu_tui.editing.lines import Encoding, Lines
from edu_tui.editing.renaming import RenameError, may_rename, rename
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import LibraryError
from edu_tui.lsp.findings import Findings
from edu_tui.lsp.session import Session, Shelf, View
from edu_tui.lsp.telling import completion_items, diagnostics, location, range_of, workspace_edit

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
_TRIGGERS = ("@", ";", ":", "#", ".", "*", "(", "/", " ")


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

    @property
    def encoding(self) -> Encoding:
        """In what the editor counts."""
        return Encoding(self.workspace.position_encoding or Encoding.UTF16)

    def report_server_error(self, error: Exception, source: object) -> None:
        """Note what went wrong; a message box in the middle of typing would help nobody."""
        del source
        if not isinstance(error, JsonRpcException) or error.code != _REQUEST_FAILED:
            self.report(error)

    async def answer(self, uri: str, make: Callable[[Asked], T]) -> T | None:
        """What `make` says of a file, made beside the loop; None for a file of no library, and where something went wrong."""
        spot = self.session.buffers[uri].spot if uri in self.session.buffers else self.session.locate(path_of(uri))
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
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(address(view, path), told, view.versions.get(path)))

    def look(self, uri: str, *, everything: bool = False) -> None:
        """Look for findings in the library around a file."""
        spot = self.session.locate(path_of(uri))
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


def make_server(cache: Path | None, only: Path | None, report: Callable[[Exception], object]) -> Server:
    """A server with all that it can do."""
    server = Server(cache, only, report)
    _follow_files(server)
    _answer_questions(server)
    _rename_things(server)
    return server


def _follow_files(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(given: lsp.DidOpenTextDocumentParams) -> None:
        file = given.text_document
        if server.session.put(file.uri, path_of(file.uri), file.version, file.text):
            server.look(file.uri, everything=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(given: lsp.DidChangeTextDocumentParams) -> None:
        file = server.workspace.get_text_document(given.text_document.uri)
        if server.session.put(file.uri, path_of(file.uri), file.version, file.source):
            server.look(file.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(given: lsp.DidSaveTextDocumentParams) -> None:
        server.look(given.text_document.uri, everything=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(given: lsp.DidCloseTextDocumentParams) -> None:
        if server.session.drop(given.text_document.uri):
            server.look(given.text_document.uri, everything=True)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed_on_disk(given: lsp.DidChangeWatchedFilesParams) -> None:
        for change in given.changes:
            server.look(change.uri, everything=True)


def _answer_questions(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=list(_TRIGGERS)))
    async def complete(given: lsp.CompletionParams) -> lsp.CompletionList | None:
        def make(asked: Asked) -> lsp.CompletionList:
            found = completions(asked.desk, asked.path, asked.offset(given.position))
            return completion_items(found, asked.lines, asked.encoding)

        return await server.answer(given.text_document.uri, make)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def tell(given: lsp.HoverParams) -> lsp.Hover | None:
        def make(asked: Asked) -> lsp.Hover | None:
            found = hover(asked.desk, asked.path, asked.offset(given.position))
            if found is None:
                return None
            card, name = found
            return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.PlainText, card), asked.span(name.start, name.end))

        return await server.answer(given.text_document.uri, make)

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def lead(given: lsp.DefinitionParams) -> lsp.Location | None:
        def make(asked: Asked) -> lsp.Location | None:
            place = definition(asked.desk, asked.path, asked.offset(given.position))
            return asked.location(place) if place else None

        return await server.answer(given.text_document.uri, make)

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def list_uses(given: lsp.ReferenceParams) -> list[lsp.Location] | None:
        def make(asked: Asked) -> list[lsp.Location]:
            name = named_at(asked.desk, asked.path, asked.offset(given.position))
            places = references(asked.desk, name, made=given.context.include_declaration) if name else ()
            return [asked.location(place) for place in places]

        return await server.answer(given.text_document.uri, make)


def _rename_things(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(given: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        def make(asked: Asked) -> lsp.PrepareRenamePlaceholder:
            name = may_rename(asked.desk, named_at(asked.desk, asked.path, asked.offset(given.position)))
            return lsp.PrepareRenamePlaceholder(asked.span(name.start, name.end), name.key)

        return await server.answer(given.text_document.uri, make)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    async def change(given: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        def make(asked: Asked) -> lsp.WorkspaceEdit:
            name = named_at(asked.desk, asked.path, asked.offset(given.position))
            edits = rename(asked.desk, name, given.new_name.strip())
            versions = asked.view.versions if _knows_versions(server) else None
            return workspace_edit(edits, asked.desk, partial(address, asked.view), versions, asked.encoding)

        return await server.answer(given.text_document.uri, make)


def _knows_versions(server: Server) -> bool:
    workspace = server.client_capabilities.workspace
    return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)


def serve_stdio(server: Server) -> None:
    """Serve an editor on standard input and output until it says goodbye or is gone.

    The stream to it is a copy of our own: whatever else is written to standard output would not be the protocol.
    """
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    logging.getLogger("pygls").propagate = False
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        sys.stdout = sys.stderr
        server.start_io(sys.stdin.buffer, out)
