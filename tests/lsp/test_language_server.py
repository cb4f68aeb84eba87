"""The language server as an editor meets it: a process of its own, over the protocol."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from bad_files import KINDS, put
from libraries import CLINICIAN, FACTS, FAMILY, QUIZ, write_library
from lsp_kit import PROGRAM, Client, at
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

PAGE, FAMILY_PAGE, QUIZ_FILE = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "my ward ü")


@pytest_asyncio.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    client = Client()
    await client.start(data=tmp_path / "data")
    yield client
    assert await client.end() == 0
    assert client.boxes == []


async def test_findings_follow_the_text_that_is_typed(client: Client, library: Path) -> None:
    uri = client.open(library / PAGE)
    assert await client.findings(uri, 1) == []
    wrong = CLINICIAN.replace("Five years later 25.8%", "😀 ü Five years later 26.8%")
    client.change(uri, wrong, 2)
    found = await client.findings(uri, 2)
    figure = next(one for one in found if "26.8%" in one.message)
    assert figure.severity is lsp.DiagnosticSeverity.Error
    line = wrong.split("\n").index(next(line for line in wrong.split("\n") if "26.8%" in line))
    start = len("😀 ü Five years later ".encode("utf-16-le")) // 2
    assert figure.range == lsp.Range(lsp.Position(line, start), lsp.Position(line, start + 5))
    client.change(uri, CLINICIAN, 3)
    assert await client.findings(uri, 3) == []
    assert (library / PAGE).read_text(encoding="utf-8") == CLINICIAN


async def test_other_files_are_told_of_when_one_is_saved(client: Client, library: Path) -> None:
    uri, other = client.open(library / "content/facts.yaml"), (library / FAMILY_PAGE).as_uri()
    assert await client.findings(uri, 1) == []
    changed = FACTS.replace('"66.4%"', '"55.4%"')
    client.change(uri, changed, 2)
    await client.findings(uri, 2)
    assert other not in client.told
    (library / "content/facts.yaml").write_text(changed, encoding="utf-8")
    client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
    while not client.told.get(other):
        await client.news()
    assert "66" in client.told[other][-1].diagnostics[0].message
    client.change(uri, FACTS, 3)
    (library / "content/facts.yaml").write_text(FACTS, encoding="utf-8")
    client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
    await client.until(other, set())


async def test_a_citation_is_completed_told_and_followed(client: Client, library: Path) -> None:
    half = FAMILY.replace("[@RT-13]", "[@") + "\nü 😀 [@RT"
    uri = client.open(library / FAMILY_PAGE, half)
    found = await client.text_document_completion_async(lsp.CompletionParams(**at(uri, half, "😀 [@RT", 6)))
    assert isinstance(found, lsp.CompletionList)
    fact = next(item for item in found.items if item.label == "RT-13")
    assert fact.detail == "25.8±2.4%; 49.5%; 66.4%; 18 months; 36 months"
    assert "Survival after relapse rises" in str(fact.documentation)
    assert isinstance(fact.text_edit, lsp.TextEdit)
    assert fact.text_edit.range.start.character == 7
    assert {"rheingold2024", "RI-07"} <= {item.label for item in found.items}

    client.change(uri, FAMILY, 2)
    where = at(uri, FAMILY, "RT-13", 2)
    told = await client.text_document_hover_async(lsp.HoverParams(**where))
    assert told is not None
    assert isinstance(told.contents, lsp.MarkupContent)
    assert told.contents.kind is lsp.MarkupKind.PlainText
    assert told.contents.value.startswith("RT-13: verified, rev 1\nSurvival after relapse rises")
    assert "Population: relapsed B-ALL\nSource: " in told.contents.value
    place = await client.text_document_definition_async(lsp.DefinitionParams(**where))
    assert isinstance(place, lsp.Location)
    assert place.uri == (library / "content/facts.yaml").as_uri()
    assert place.range == lsp.Range(lsp.Position(0, 0), lsp.Position(0, 5))
    uses = await client.text_document_references_async(lsp.ReferenceParams(lsp.ReferenceContext(False), **where))
    assert uses is not None
    assert {use.uri for use in uses} == {(library / path).as_uri() for path in (PAGE, FAMILY_PAGE, QUIZ_FILE)}


def applied(library: Path, edit: lsp.WorkspaceEdit, texts: dict[str, str]) -> dict[str, str]:
    """The files of the library after an edit, by path; `texts` are those that the editor holds."""
    files: dict[str, str] = {}
    pairs = [(one.text_document.uri, one.edits) for one in edit.document_changes or () if isinstance(one, lsp.TextDocumentEdit)]
    for uri, edits in [*pairs, *(edit.changes or {}).items()]:
        path = next(file for file in library.rglob("*.*") if file.is_file() and file.as_uri() == uri)
        lines = texts.get(uri, path.read_text(encoding="utf-8")).split("\n")
        for change in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
            assert isinstance(change, lsp.TextEdit)
            row = lines[change.range.start.line].encode("utf-16-le")
            begin, end = row[: 2 * change.range.start.character], row[2 * change.range.end.character :]
            lines[change.range.start.line] = begin.decode("utf-16-le") + change.new_text + end.decode("utf-16-le")
        files[path.relative_to(library).as_posix()] = "\n".join(lines)
    return files


async def test_an_id_is_renamed_in_all_files_at_once(client: Client, library: Path) -> None:
    unsaved = FAMILY.replace("About 66", "😀 About 66 [@RT-13], so 66")
    uri = client.open(library / FAMILY_PAGE, unsaved)
    where = at(uri, unsaved, "RT-13", 1)
    ready = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**where))
    assert isinstance(ready, lsp.PrepareRenamePlaceholder)
    assert ready.placeholder == "RT-13"
    edit = await client.text_document_rename_async(lsp.RenameParams(new_name="RT-99", **where))
    assert edit is not None
    files = applied(library, edit, {uri: unsaved})
    assert set(files) == {"content/facts.yaml", PAGE, FAMILY_PAGE, QUIZ_FILE}
    assert files[FAMILY_PAGE] == unsaved.replace("RT-13", "RT-99")
    assert files["content/facts.yaml"] == FACTS.replace("RT-13", "RT-99")
    assert files[QUIZ_FILE] == QUIZ.replace("RT-13", "RT-99")


@pytest.mark.parametrize(("new", "why"), [("rt 1", "cannot be the id of a fact"), ("RI-07", "is the id of another fact")])
async def test_a_rename_that_would_break_something_is_refused_in_a_sentence(client: Client, library: Path, new: str, why: str) -> None:
    uri = client.open(library / FAMILY_PAGE)
    with pytest.raises(JsonRpcException, match=why):
        await client.text_document_rename_async(lsp.RenameParams(new_name=new, **at(uri, FAMILY, "RT-13", 1)))


async def test_an_editor_that_knows_versions_gets_them(tmp_path: Path, library: Path) -> None:
    client = Client()
    knows = lsp.WorkspaceClientCapabilities(workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True))
    await client.start(data=tmp_path / "data", capabilities=lsp.ClientCapabilities(workspace=knows))
    uri = client.open(library / FAMILY_PAGE, version=7)
    edit = await client.text_document_rename_async(lsp.RenameParams(new_name="RT-99", **at(uri, FAMILY, "RT-13", 1)))
    assert edit is not None
    assert edit.changes is None
    versions = {
        one.text_document.uri: one.text_document.version for one in edit.document_changes or () if isinstance(one, lsp.TextDocumentEdit)
    }
    assert versions[uri] == 7
    assert versions[(library / PAGE).as_uri()] is None
    assert await client.end() == 0


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 8), ("utf-16", 5), ("utf-32", 4)])
async def test_columns_are_counted_as_the_editor_wishes(tmp_path: Path, library: Path, encoding: str, column: int) -> None:
    client = Client()
    general = lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind(encoding)])
    started = await client.start(data=tmp_path / "data", capabilities=lsp.ClientCapabilities(general=general))
    assert started.capabilities.position_encoding == encoding
    text = FAMILY + "\nü😀[@RT-13]\n"
    uri = client.open(library / FAMILY_PAGE, text)
    place = lsp.Position(text[: text.index("ü😀")].count("\n"), column + 2)
    told = await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(uri), place))
    assert told is not None
    assert told.range is not None
    assert told.range.start.character == column
    assert await client.end() == 0


@pytest.mark.parametrize(
    "uri",
    ["file:///c%3A/Users/me/lib/content/timing/family.md", "untitled:Untitled-1", "file:///nowhere/content/mrd/family.md", "file:", "x"],
)
async def test_a_file_of_no_library_is_left_in_peace(client: Client, library: Path, uri: str) -> None:
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "markdown", 1, "[@RT-13]")))
    document = lsp.TextDocumentIdentifier(uri)
    assert await client.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 4))) is None
    assert await client.text_document_completion_async(lsp.CompletionParams(document, lsp.Position(0, 2))) is None
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))
    own = client.open(library / PAGE)
    await client.findings(own, 1)
    assert uri not in client.told


async def test_a_broken_library_is_told_as_findings(client: Client, tmp_path: Path) -> None:
    broken = write_library(tmp_path / "broken", {"content/library.yaml": "tracks: [", "content/facts.yaml": "RT-13: {"})
    uri = client.open(broken / "content/library.yaml")
    assert "F01" in {one.code for one in await client.findings(uri, 1)}
    page = client.open(broken / PAGE)
    await client.text_document_hover_async(lsp.HoverParams(**at(page, CLINICIAN, "RT-13", 1)))
    (broken / "content/library.yaml").unlink()
    assert await client.text_document_hover_async(lsp.HoverParams(**at(page, CLINICIAN, "RT-13", 1))) is None


async def test_whatever_stands_in_the_place_of_a_file_is_told_and_the_others_are_served(client: Client, tmp_path: Path) -> None:
    for kind, words in KINDS.items():
        library = write_library(tmp_path / kind / "library")
        put(library, PAGE, kind)
        uri, bad = client.open(library / FAMILY_PAGE), (library / PAGE).absolute().as_uri()
        await client.findings(uri, 1)
        assert await client.text_document_hover_async(lsp.HoverParams(**at(uri, FAMILY, "RT-13", 1))) is not None
        client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        while not any(words in one.message for given in client.told.get(bad, ()) for one in given.diagnostics):
            await client.news()
    assert not any("NOBODY" in one.message for told in client.told.values() for given in told for one in given.diagnostics)


async def test_nothing_half_typed_is_an_error(client: Client, library: Path) -> None:
    path = library / QUIZ_FILE
    uri = client.open(path)
    for version, end in enumerate(range(0, len(QUIZ), 97), 2):
        text = QUIZ[:end]
        client.change(uri, text, version)
        document = lsp.TextDocumentIdentifier(uri)
        for place in (lsp.Position(text.count("\n"), 999), lsp.Position(9999, 0), lsp.Position(version, 3)):
            await client.text_document_completion_async(lsp.CompletionParams(document, place))
            await client.text_document_hover_async(lsp.HoverParams(document, place))
            await client.text_document_definition_async(lsp.DefinitionParams(document, place))


async def test_only_the_library_that_was_named_is_served(tmp_path: Path, library: Path) -> None:
    other = write_library(tmp_path / "other")
    client = Client()
    await client.start("--library", str(other), data=tmp_path / "data")
    uri = client.open(library / FAMILY_PAGE)
    assert await client.text_document_hover_async(lsp.HoverParams(**at(uri, FAMILY, "RT-13", 1))) is None
    uri = client.open(other / FAMILY_PAGE)
    assert await client.text_document_hover_async(lsp.HoverParams(**at(uri, FAMILY, "RT-13", 1))) is not None
    assert await client.end() == 0


def message(method: str, ident: int | None = None, **given: object) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", "method": method, "params": given, **({} if ident is None else {"id": ident})}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


@pytest.mark.parametrize(
    "words", [b"", message("initialize", 1, capabilities={}, processId=None), b"Content-Length: 50\r\n\r\n{", b"\xff\x00\r\n\r\n"]
)
def test_an_editor_that_is_gone_ends_the_server(tmp_path: Path, words: bytes) -> None:
    command = [sys.executable, "-m", "edu_tui", "--data-dir", str(tmp_path), "lsp"]
    ran = subprocess.run(command, input=words, capture_output=True, timeout=60, cwd=PROGRAM, check=False)
    assert ran.returncode == 0
    assert b"Traceback" not in ran.stderr
    assert ran.stdout.startswith(b"Content-Length: ") or not ran.stdout


def test_without_its_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys\nsys.modules['pygls'] = None\nfrom edu_tui.cli import main\nsys.exit(main(['lsp']))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=PROGRAM, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == 'The language server needs the package pygls: pip install "edu-tui[lsp]".\n'


async def test_answers_do_not_wait_for_a_look_at_the_library(client: Client, library: Path) -> None:
    uri = client.open(library / PAGE)
    asked = [client.text_document_hover_async(lsp.HoverParams(**at(uri, CLINICIAN, "RT-13", 1))) for _ in range(20)]
    assert all(await asyncio.gather(*asked))


def fixes(uri: str, found: list[lsp.Diagnostic], *kinds: str) -> lsp.CodeActionParams:
    context = lsp.CodeActionContext(found, only=[lsp.CodeActionKind(kind) for kind in kinds] or None)
    return lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), found[0].range, context)


async def test_what_can_be_mended_safely_is_offered(client: Client, library: Path) -> None:
    broken = QUIZ.replace("- [x] 25.8%", "– [x] 25.8%").replace("Five years", "😀 Five years")
    uri = client.open(library / QUIZ_FILE, broken)
    found = await client.findings(uri, 1)
    box = [one for one in found if one.code == "A18"]
    assert box
    (fix,) = await client.text_document_code_action_async(fixes(uri, found)) or ()
    assert isinstance(fix, lsp.CodeAction)
    assert (fix.kind, list(fix.diagnostics or ())) == (lsp.CodeActionKind.QuickFix, box)
    assert fix.title.startswith("Mend A18 in this file: A plain hyphen")
    assert fix.edit is not None
    assert applied(library, fix.edit, {uri: broken}) == {QUIZ_FILE: broken.replace("– [x]", "- [x]")}
    assert await client.text_document_code_action_async(fixes(uri, found, "refactor")) == ()
    foreign = [lsp.Diagnostic(one.range, one.message, code=one.code, source="another") for one in found]
    assert await client.text_document_code_action_async(fixes(uri, foreign)) == ()


async def test_a_finding_is_explained_where_it_stands(client: Client, library: Path) -> None:
    wrong = CLINICIAN.replace("Five years later 25.8%", "Five years later 26.8%")
    uri = client.open(library / PAGE, wrong)
    figure = next(one for one in await client.findings(uri, 1) if "26.8%" in one.message)
    where = at(uri, wrong, "26.8%", 2)
    told = await client.text_document_hover_async(lsp.HoverParams(**where))
    assert told is not None
    assert isinstance(told.contents, lsp.MarkupContent)
    assert told.contents.value.startswith(f"{figure.code} (error): ")
    assert "\nWhy: " in told.contents.value
    assert told.range == figure.range
    client.change(uri, CLINICIAN, 2)
    assert await client.text_document_hover_async(lsp.HoverParams(**where)) is None


async def test_a_library_that_was_away_is_served_again(client: Client, library: Path) -> None:
    uri, head = client.open(library / PAGE), library / "content/library.yaml"
    await client.findings(uri, 1)
    written = head.read_bytes()
    head.unlink()
    wrong = CLINICIAN.replace("Five years later 25.8%", "Five years later 26.8%")
    client.change(uri, wrong, 2)
    assert await client.findings(uri, 2) == []
    head.write_bytes(written)
    client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
    while not any("26.8%" in one.message for one in client.told[uri][-1].diagnostics):
        await client.news()
    told = await client.text_document_hover_async(lsp.HoverParams(**at(uri, wrong, "RT-13", 1)))
    assert told is not None


async def test_what_a_client_asks_wrongly_is_no_crash_of_ours(tmp_path: Path, library: Path) -> None:
    client = Client()
    await client.start(data=tmp_path / "data")
    with pytest.raises(JsonRpcException, match="Method Not Found"):
        await client.protocol.send_request_async("edu/unheard", {})
    uri = client.open(library / PAGE)
    with pytest.raises(JsonRpcException, match="Only ids"):
        await client.text_document_rename_async(lsp.RenameParams(new_name="x", **at(uri, CLINICIAN, "Five", 1)))
    assert await client.end() == 0
    assert not list((tmp_path / "data").rglob("crashes.log"))
