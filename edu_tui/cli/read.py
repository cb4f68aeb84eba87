"""`read`: a module in the app, or as plain text with its evidence."""

from __future__ import annotations

from collections.abc import Mapping

from edu_tui.cli.app import open_app
from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.output import WIDTH, did_you_mean, put
from edu_tui.cli.own_words import Own, own_words
from edu_tui.cli.places import Places
from edu_tui.library.blocks import Block, Paragraph, Text
from edu_tui.library.catalogue import Catalogue, ModuleEntry
from edu_tui.library.ledger import Ledger
from edu_tui.library.modules import Audience, Module
from edu_tui.library.walk import cited_keys
from edu_tui.render.evidence import cited_blocks
from edu_tui.render.plain import inlines_to_text, to_text


def read(places: Places, name: str, audience: str, section: str, *, plain: bool, notes: bool = False, mine: bool = False) -> int:
    """Show the module `name` as told to `audience`, all of it or one section.

    As plain text nothing is recorded. It tells the learner what changed since she read; with `mine` it holds her bookmarks and notes, too.
    With `notes` it holds what the person who leads a session should know, and nothing that is the learner's own.
    """
    library = places.open_library()
    entry = _entry(library.catalogue, name, Audience(audience), section)
    if not plain:
        return open_app(places, f"read:{entry.id}:{entry.audience}" + (f":{section}" if section else ""))
    module = library.module(entry.id, entry.audience)
    if module is None or entry.broken:
        raise CommandError(entry.broken or f"{entry.path} cannot be read.", TROUBLE)
    own = {} if notes else own_words(places, library, module, kept=mine)
    _put_module(module, library.ledger, section, notes=notes, own=own)
    return 0


def _entry(catalogue: Catalogue, name: str, audience: Audience, section: str) -> ModuleEntry:
    entry = catalogue.module(name, audience)
    if entry is None:
        raise CommandError(did_you_mean("module", name, dict.fromkeys(one.id for one in catalogue.modules)))
    if section and entry.section(section) is None:
        raise CommandError(did_you_mean("section", section, (one.id for one in entry.sections)))
    return entry


def _put_module(module: Module, ledger: Ledger, only: str, *, notes: bool, own: Mapping[str, Own]) -> None:
    """The module, or its section `only`, then what stands behind its citations; `own` is what is the learner's, by section."""
    put(_underlined(module.title, "="))
    put(f"Reviewed by {module.reviewed.by} on {module.reviewed.on}." if module.reviewed else "Not yet reviewed by a clinician.")
    lead: tuple[Block, ...] = () if only else (Paragraph(1, (Text(module.summary),)), *module.lead)
    _put_blocks(lead, notes=notes)
    shown = [section for section in module.sections if only in ("", section.id)]
    for section in shown:
        put(f"\n{_underlined(inlines_to_text(section.title), '-')}")
        above, below = own.get(section.id, ((), ()))
        _put_blocks(above)
        _put_blocks(section.blocks, notes=notes)
        _put_blocks(below)
    blocks = (block for section in shown for block in (Paragraph(section.line, section.title), *section.blocks))
    _put_evidence(cited_keys((*lead, *blocks)), ledger)


def _put_evidence(keys: tuple[str, ...], ledger: Ledger) -> None:
    if keys:
        put(f"\n{_underlined('Evidence', '-')}")
    for key in keys:
        _put_blocks(cited_blocks(key, ledger))


def _put_blocks(blocks: tuple[Block, ...], *, notes: bool = False) -> None:
    text = to_text(blocks, WIDTH, show_notes=notes)
    if text:
        put(f"\n{text.rstrip()}")


def _underlined(title: str, line: str) -> str:
    return f"{title}\n{line * min(len(title), WIDTH)}"
