"""Which request is answered by what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lsprotocol import types as lsp

from edu_tui.editing.asking import definition, explained, hover, named_at, references
from edu_tui.editing.completing import completions
from edu_tui.editing.remedies import remedies
from edu_tui.editing.renaming import Edit, may_rename, rename
from edu_tui.lsp.server import Asked, Server, address, path_of
from edu_tui.lsp.telling import SOURCE, completion_items, quick_fix, workspace_edit

_TRIGGERS = ("@", ";", ":", "#", ".", "*", "(", "/", " ")


def make_server(cache: Path | None, only: Path | None, report: Callable[[Exception], object]) -> Server:
    """A server with all that it can do."""
    server = Server(cache, only, report)
    _follow_files(server)
    _answer_questions(server)
    _rename_things(server)
    _mend_things(server)
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
        here = server.found_at(given.text_document.uri, given.position)

        def make(asked: Asked) -> lsp.Hover | None:
            named = hover(asked.desk, asked.path, asked.offset(given.position))
            rules = [rule for code in dict.fromkeys(str(one.code) for one in here) if (rule := explained(code))]
            if named is None and not rules:
                return None
            card, where = (named[0], asked.span(named[1].start, named[1].end)) if named else ("", here[0].range)
            told = "\n\n".join(filter(None, (card, *rules)))
            return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.PlainText, told), where)

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
            return _edit(server, asked, rename(asked.desk, name, given.new_name.strip()))

        return await server.answer(given.text_document.uri, make)


def _mend_things(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]))
    async def mend(given: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        wanted = given.context.only
        found = [one for one in given.context.diagnostics if one.source == SOURCE]
        if not found or (wanted is not None and lsp.CodeActionKind.QuickFix not in wanted):
            return []

        def make(asked: Asked) -> list[lsp.CodeAction]:
            return [
                quick_fix(one.title, [item for item in found if item.code == one.code], _edit(server, asked, one.edits))
                for one in remedies(asked.desk, asked.path, {str(item.code) for item in found})
            ]

        return await server.answer(given.text_document.uri, make)


def _edit(server: Server, asked: Asked, edits: Sequence[Edit]) -> lsp.WorkspaceEdit:
    """Edits of files, as the editor understands them."""
    versions = asked.view.versions if _knows_versions(server) else None
    return workspace_edit(edits, asked.desk, partial(address, asked.view), versions, asked.encoding)


def _knows_versions(server: Server) -> bool:
    workspace = server.client_capabilities.workspace
    return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)
