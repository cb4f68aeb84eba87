"""Our places, findings, completions and edits in the types of the protocol."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from lsprotocol import types as lsp

from edu_tui.editing.asking import Place
from edu_tui.editing.completing import Completion
from edu_tui.editing.desk import Desk
from edu_tui.editing.lines import Encoding, Lines
from edu_tui.editing.mentions import Kind
from edu_tui.editing.renaming import Edit
from edu_tui.library.diagnostics import Diagnostic, Severity

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_KINDS = {
    Kind.FACT: lsp.CompletionItemKind.Constant,
    Kind.REFERENCE: lsp.CompletionItemKind.Reference,
    Kind.SECTION: lsp.CompletionItemKind.Reference,
    Kind.OBJECTIVE: lsp.CompletionItemKind.EnumMember,
    Kind.QUESTION: lsp.CompletionItemKind.Reference,
    Kind.MODULE: lsp.CompletionItemKind.Module,
    Kind.TERM: lsp.CompletionItemKind.Text,
    Kind.RULE: lsp.CompletionItemKind.EnumMember,
}
SOURCE = "edu-tui"
"""Who says so, beside each finding."""

_SIGNS = re.compile(r"\S+")

Change: TypeAlias = lsp.TextEdit | lsp.AnnotatedTextEdit | lsp.SnippetTextEdit
"""What the protocol lets stand where we put edits of text."""

AddressOf = Callable[[str], str]
"""From the path of a file in the library to the address under which the editor knows it."""


def range_of(lines: Lines, start: int, end: int, encoding: Encoding) -> lsp.Range:
    """From `start` to `end` of a text."""
    return lsp.Range(lsp.Position(*lines.position(start, encoding)), lsp.Position(*lines.position(end, encoding)))


def diagnostics(found: Iterable[Diagnostic], lines: Lines, encoding: Encoding) -> list[lsp.Diagnostic]:
    """The findings of one file."""
    return [
        lsp.Diagnostic(
            range=range_of(lines, *_extent(item, lines), encoding),
            message=f"{item.message}\n{item.hint}" if item.hint else item.message,
            severity=_SEVERITIES[item.severity],
            code=item.code,
            source=SOURCE,
        )
        for item in found
    ]


def _extent(item: Diagnostic, lines: Lines) -> tuple[int, int]:
    """What to underline: the signs at the column without a gap between them, or a line from its first sign on."""
    start, end = lines.line(item.line)
    at = lines.at(item.line, item.column)
    first = start + len(lines.text[start:end]) - len(lines.text[start:end].lstrip())
    if at <= first:
        return first, max(first, start + len(lines.text[start:end].rstrip()))
    word = _SIGNS.match(lines.text, at, end)
    return at, word.end() if word else at


def completion_items(found: Sequence[Completion], lines: Lines, encoding: Encoding) -> lsp.CompletionList:
    """What may be written, in our order."""
    items = [
        lsp.CompletionItem(
            label=item.label,
            kind=_KINDS[item.kind] if item.kind else lsp.CompletionItemKind.Property,
            detail=item.detail or None,
            documentation=item.card or None,
            sort_text=f"{number:05}",
            filter_text=item.sought,
            text_edit=lsp.TextEdit(range_of(lines, item.start, item.end, encoding), item.text),
        )
        for number, item in enumerate(found)
    ]
    return lsp.CompletionList(is_incomplete=False, items=items)


def location(place: Place, desk: Desk, address: AddressOf, encoding: Encoding) -> lsp.Location:
    """A place in a file."""
    return lsp.Location(address(place.path), range_of(desk.lines(place.path), place.start, place.end, encoding))


def workspace_edit(
    edits: Sequence[Edit], desk: Desk, address: AddressOf, versions: Mapping[str, int | None] | None, encoding: Encoding
) -> lsp.WorkspaceEdit:
    """Edits of several files, each with the version of the text that it was made for; with None for an editor that knows no versions."""
    by_path: dict[str, list[lsp.TextEdit]] = {}
    for edit in edits:
        where = range_of(desk.lines(edit.place.path), edit.place.start, edit.place.end, encoding)
        by_path.setdefault(edit.place.path, []).append(lsp.TextEdit(where, edit.text))
    if versions is None:
        return lsp.WorkspaceEdit(changes={address(path): changes for path, changes in by_path.items()})
    files = (
        lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(address(path), versions.get(path)), list[Change](changes))
        for path, changes in by_path.items()
    )
    return lsp.WorkspaceEdit(document_changes=list(files))


def quick_fix(title: str, cured: Sequence[lsp.Diagnostic], edit: lsp.WorkspaceEdit) -> lsp.CodeAction:
    """What mends these findings."""
    return lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, list(cured), is_preferred=True, edit=edit)
