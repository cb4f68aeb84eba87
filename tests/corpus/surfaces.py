"""Everything that looks at a library, and what each must keep to whatever stands in it. A breach is an AssertionError."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from bench import TODAY, Bench, target
from in_terminal import walk_terminal
from learning import ask, go_places, read_pages
from leaving import write_html, write_plain
from on_screen import walk_app, walk_preview
from promises import WIDTHS, clean_layout, clean_text, sane, told
from teaching import teach

from edu_tui.app.pages.preview import part_page
from edu_tui.app.pages.preview_findings import findings_layout, in_order
from edu_tui.app.pages.preview_question import asked_look, key_layout, trial_layout
from edu_tui.authoring.cures.files import change_for
from edu_tui.authoring.cures.registry import all_cures
from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.idents import Idents
from edu_tui.checks.against import meaning
from edu_tui.checks.rules.lock_step import lock_differences
from edu_tui.checks.run import judged_checks
from edu_tui.checks.waivers import Judged
from edu_tui.cli.against import against
from edu_tui.cli.check_fix import difference_text
from edu_tui.cli.check_github import github_report
from edu_tui.cli.check_json import json_report
from edu_tui.cli.check_report import Choice, report
from edu_tui.cli.check_sarif import sarif_report
from edu_tui.cli.check_text import text_report
from edu_tui.cli.colour import Painter
from edu_tui.cli.facts import Wish as FactsWish
from edu_tui.cli.facts import facts
from edu_tui.cli.lock import Wish as LockWish
from edu_tui.cli.lock import lock
from edu_tui.cli.places import Places
from edu_tui.editing.asking import definition, hover, named_at, references
from edu_tui.editing.completing import completions
from edu_tui.editing.lines import Encoding
from edu_tui.editing.names import mentions
from edu_tui.editing.renaming import RenameError, rename
from edu_tui.export.handouts import HandoutError, Kind, gather, write_handout
from edu_tui.library.search_entries import findables
from edu_tui.library.search_index import FullTextIndex, build
from edu_tui.library.search_query import parse_query
from edu_tui.library.slides import module_slides
from edu_tui.library.text import clean_inline
from edu_tui.lsp.telling import completion_items, diagnostics, range_of
from edu_tui.render.plain import to_text
from edu_tui.render.slides import lay_out_slides, slide_fits
from edu_tui.study.preview_parts import Asked
from edu_tui.study.preview_reading import preview, read
from edu_tui.study.preview_trial import begin, give

Surface = Callable[[Bench, str], None]


# --- surfaces --------------------------------------------------------------------------------------------------------------------


def check(bench: Bench, path: str) -> None:
    """`check`, in each of its forms."""
    judged = bench.checker.judged(TODAY)
    sane(bench, [*judged.findings, *(item.finding for item in judged.waived)])
    written(bench, judged)


def written(bench: Bench, judged: Judged) -> None:
    painter = Painter(False)
    with bench.checker.opened() as library:
        what = report(library, judged, Choice())
    text = text_report(what, painter)
    clean_text(text)
    assert text.endswith("not shown.") or "checked:" in text.split("\n")[-1]
    clean_text(text_report(what, painter, waived=True))
    assert len(json.loads(painter.plain(json_report(what.found)))) == len(what.found)
    commands = painter.plain(github_report(what, "")).split("\n")
    assert len(commands) == len(what.found) + 1
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in commands[:-1])
    sarif = json.loads(painter.plain(sarif_report(what, "x/")))
    assert len(sarif["runs"][0]["results"]) == len(what.found) + len(what.waived)


def check_slides(bench: Bench, path: str) -> None:
    """`check --slides`, for which each slide is laid out."""
    with bench.checker.opened() as library:
        ledger = library.ledger
        judged = judged_checks(library, TODAY, lambda module, *size: slide_fits(module_slides(module), *size, ledger))
    sane(bench, judged.findings)


def fix(bench: Bench, path: str) -> None:
    """`check --fix`, as far as its difference."""
    with bench.checker.opened() as library:
        try:
            idents = Idents.of(library)
        except AuthoringError as error:
            clean_text(str(error))
            return
        change = change_for(library.root, path, all_cures(), idents.make)
    if change is not None:
        clean_text(difference_text(change, Painter(False)))


def show(bench: Bench, path: str) -> None:
    """The preview: each part of the file as page or question, alone and after what was shown before."""
    reading = read(bench.root, target(path))
    sane(bench, reading.faults)
    clean_layout(findings_layout(in_order(reading.faults), WIDTHS[0]))
    for shown in (preview(reading), preview(reading, bench.shown_before(path))):
        assert shown.note == clean_inline(shown.note)
        assert shown.parts or shown.note, "nothing is shown, and nobody is told why"
        assert shown.change is None or 0 <= shown.change.part < len(shown.parts)
    shown = preview(reading)
    for number, part in enumerate(shown.parts[:60]):
        for width in WIDTHS:
            if isinstance(part.content, Asked):
                trial = begin(part.content.question)
                for state in (trial, give(trial)):
                    look = asked_look(part.content, bench.around.ledger, answered=state.marking is not None)
                    clean_layout(trial_layout(part.content, state, look, False, width))
                clean_layout(key_layout(part.content, look, width))
            else:
                clean_layout(part_page(shown.parts, number, bench.around).source(width))
    again = preview(read(bench.sound, target(path)), preview(reading, bench.shown_before(path)))
    assert again.parts == bench.shown_before(path).parts, "after the file was mended the preview is not what it was"


def find(bench: Bench, path: str) -> None:
    """The index of words, and a search in it."""
    with bench.checker.opened() as library:
        items = list(findables(library))
        index = FullTextIndex(build(items))
        for words in ("relapse", '"', "a* OR", "is:due mrd", "kind:question", "\x00"):
            query, _ = parse_query(words, library.catalogue)
            for found in index.search(query).found:
                clean_text("".join(piece.text for piece in found.snippet) + found.entry.title)


def hold(bench: Bench, path: str) -> None:
    """The lock: what differs from it, and `lock --check`."""
    with bench.whole() as (_, whole):
        for item in lock_differences(whole):
            assert item.message == clean_inline(item.message), item
            assert item.line >= 1


def hold_told(bench: Bench, path: str) -> None:
    """`lock --check`."""
    told(lambda: lock(bench.places, LockWish(), check=True))


def compare(bench: Bench, path: str) -> None:
    """`check --against`, from the sound state to the spoilt one and back."""
    with bench.whole() as (_, whole):
        for one, other in ((bench.before, whole), (whole, bench.before)):
            found = meaning(one, other)
            for loss in found.losses:
                clean_text(loss.id)
            for change in found.figures:
                clean_text(" ".join((*change.gone, *(text for text, _ in change.new))))


def compare_told(bench: Bench, path: str) -> None:
    """The same by the command, which opens both libraries anew."""
    sound = Places(bench.sound, bench.places.data_dir)
    for form in ("text", "json"):
        told(lambda form=form: against(sound, str(bench.root), form))
        told(lambda form=form: against(bench.places, str(bench.sound), form))


def edit(bench: Bench, path: str) -> None:
    """The language server's core, asked at some places of the file as it is typed."""
    file = bench.root / path
    text = file.read_bytes().decode("utf-8", "replace")
    buffer = bench.session.put("file:///x", file, 1, text)
    if buffer is None:  # not a file that the server looks after
        return
    chance = Random(len(text))
    with bench.shelf.desk(bench.session.view(bench.root)) as desk:
        lines = desk.lines(path)
        for one in mentions(desk, path):
            assert 0 <= one.start <= one.end <= len(text), one
        for encoding in Encoding:
            diagnostics(bench.checker.findings(TODAY)[:200] if encoding is Encoding.UTF16 else (), lines, encoding)
        for offset in (0, len(text), *(chance.randrange(len(text) + 1) for _ in range(3))):
            offered = completions(desk, path, offset)[:50]
            completion_items(offered, lines, Encoding.UTF16)
            assert all(0 <= one.start <= one.end <= len(text) for one in offered)
            hover(desk, path, offset)
            place = definition(desk, path, offset)
            assert place is None or place.path in desk.paths
            name = named_at(desk, path, offset)
            if name is not None:
                range_of(lines, name.start, name.end, Encoding.UTF16)
                references(desk, name)
                with contextlib.suppress(RenameError):
                    rename(desk, name, "new-1")


def count_facts(bench: Bench, path: str) -> None:
    """`facts`, in its forms."""
    for deed, form in (("", "text"), ("unused", "json"), ("stale", "csv")):
        told(lambda deed=deed, form=form: facts(bench.places, FactsWish(deed=deed), form))


def print_out(bench: Bench, path: str) -> None:
    """Pages as plain text, as slides and as handouts."""
    with bench.checker.opened() as library:
        for entry in library.catalogue.modules:
            module = library.module(entry.id, entry.audience)
            if module is None or path not in (entry.path, "content/facts.yaml", "content/references.json", "content/glossary.md"):
                continue
            clean_text(to_text([block for section in module.sections for block in section.blocks], 80, show_notes=True))
            for screenful in lay_out_slides(module_slides(module), 80, 24, library.ledger)[:40]:
                clean_text("\n".join(entry.line.text for entry in screenful.frame.body))
            for kind in Kind:
                with contextlib.suppress(HandoutError):
                    clean_text(write_handout(gather(library, entry.id, entry.audience, TODAY), kind))


class Share(NamedTuple):
    """One mutation of so many comes to a surface; processor time that one look at it may take, in seconds."""

    every: int = 1
    seconds: float = 2.0


SURFACES: dict[Surface, Share] = {
    check: Share(),
    fix: Share(),
    show: Share(),
    find: Share(),
    hold: Share(),
    compare: Share(),
    edit: Share(1, 5),
    print_out: Share(1, 5),
    read_pages: Share(2),
    ask: Share(2),
    go_places: Share(2),
    check_slides: Share(5, 5),
    count_facts: Share(5),
    hold_told: Share(5),
    teach: Share(10, 6),
    write_plain: Share(20, 10),
    write_html: Share(20, 10),
    walk_preview: Share(20, 20),
    walk_app: Share(100, 60),
    walk_terminal: Share(200, 10),
    compare_told: Share(20),
}
"""All of them. Those that open or check a whole library anew see fewer; those that take many looks at once have more time."""
