"""A real client of the language server, over its standard input and output."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

import edu_tui

PROGRAM = Path(edu_tui.__file__).parent.parent


class Client(LanguageClient):
    """Keeps what the server tells of each file, the latest last, and every message box."""

    def __init__(self) -> None:
        super().__init__("test", "1")
        self.told: dict[str, list[lsp.PublishDiagnosticsParams]] = {}
        self.boxes: list[str] = []
        self._news = asyncio.Event()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def hear(given: lsp.PublishDiagnosticsParams) -> None:
            self.told.setdefault(given.uri, []).append(given)
            self._news.set()

        @self.feature(lsp.WINDOW_SHOW_MESSAGE)
        def see(given: lsp.ShowMessageParams) -> None:
            self.boxes.append(given.message)

    async def start(self, *words: str, data: Path, capabilities: lsp.ClientCapabilities | None = None) -> lsp.InitializeResult:
        """Start the server and greet it."""
        await self.start_io(sys.executable, "-m", "edu_tui", "--data-dir", str(data), "lsp", *words, cwd=PROGRAM)
        found = await self.initialize_async(lsp.InitializeParams(capabilities=capabilities or lsp.ClientCapabilities(), process_id=None))
        self.initialized(lsp.InitializedParams())
        return found

    async def end(self) -> int:
        """Say goodbye; the exit code."""
        await self.shutdown_async(None)
        self.exit(None)
        assert self._server is not None
        code = await asyncio.wait_for(self._server.wait(), 30)
        await self.stop()
        return code

    def open(self, path: Path, text: str | None = None, version: int = 1) -> str:
        """Open a file, with another text than that on the disk if one is given; its address."""
        uri = path.as_uri()
        written = path.read_text(encoding="utf-8") if text is None else text
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", version, written)))
        return uri

    def change(self, uri: str, text: str, version: int) -> None:
        """Say what a file says now."""
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(
            lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version, uri), [whole]),
        )

    async def findings(self, uri: str, version: int | None) -> list[lsp.Diagnostic]:
        """What is told of this version of a file."""
        while not (found := [one for one in self.told.get(uri, ()) if one.version == version]):
            await self.news()
        return list(found[-1].diagnostics)

    async def until(self, uri: str, codes: set[str]) -> None:
        """Wait until the latest findings of a file are these."""
        while not self.told.get(uri) or {str(one.code) for one in self.told[uri][-1].diagnostics} != codes:
            await self.news()

    async def news(self) -> None:
        """Wait until the server tells something more."""
        self._news.clear()
        await asyncio.wait_for(self._news.wait(), 60)


def at(uri: str, text: str, words: str, into: int = 0) -> dict[str, Any]:
    """The place `into` signs into `words` in `text`, as an editor says it."""
    before = text[: text.index(words) + into]
    character = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
    return {"text_document": lsp.TextDocumentIdentifier(uri), "position": lsp.Position(before.count("\n"), character)}
