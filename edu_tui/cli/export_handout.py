"""`export handout`: pages to print and give out, one of them or the whole set of a session."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.output import did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.export.document import review_words
from edu_tui.export.handouts import PURPOSES, HandoutError, Kind, gather, kinds_for, lacking, write_handout
from edu_tui.export.material import Material
from edu_tui.export.pdf import PdfError, to_pdf
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.text import clean_line
from edu_tui.library.writing import create_file, replace_file

STANDARD_OUTPUT = Path("-")
"""As the name of a file: standard output."""


class Wish(NamedTuple):
    """What was asked for: `kind` "" is the whole set; `output` None is a name made from the module's."""

    kind: str = ""
    form: str = "html"
    paper: str = "a4"
    output: Path | None = None
    large: bool = False
    force: bool = False


def export_handout(places: Places, name: str, audience: str, wish: Wish) -> int:
    """Write the handout that `wish` describes, or without a kind the whole set into a folder: each goes to other hands."""
    if not wish.kind and wish.output == STANDARD_OUTPUT:
        raise CommandError(f"Standard output takes one handout: say which with --kind, one of {', '.join(Kind)}.")
    material = _gather(places.open_library(), name, Audience(audience), large=wish.large)
    if wish.kind:
        return _write_one(material, Kind(wish.kind), wish)
    folder = wish.output or Path(f"{name}-{audience}-handouts{'-large' if wish.large else ''}")
    kinds = kinds_for(material)
    files = {folder / _file_name(material, kind, wish): _made(material, kind, wish) for kind in kinds}
    _write(files, force=wish.force)
    put(f"{len(files)} handouts on “{clean_line(material.module.title)}” written to {clean_line(str(folder))}:")
    for kind, path in zip(kinds, files, strict=True):
        put(f"  {path.name}: {PURPOSES[kind]}")
    _remind(material)
    return 0


def _gather(library: Library, name: str, audience: Audience, *, large: bool) -> Material:
    if library.catalogue.module(name, audience) is None:
        raise CommandError(did_you_mean("module", clean_line(name), dict.fromkeys(one.id for one in library.catalogue.modules)))
    try:
        return gather(library, name, audience, datetime.now().astimezone().date(), large=large)
    except HandoutError as error:
        raise CommandError(str(error), TROUBLE) from None


def _write_one(material: Material, kind: Kind, wish: Wish) -> int:
    data = _made(material, kind, wish)
    if wish.output == STANDARD_OUTPUT:
        _put_bytes(data, wish.form)
        return 0
    path = wish.output or Path(_file_name(material, kind, wish))
    _write({path: data}, force=wish.force)
    put(f"{clean_line(str(path))}: {PURPOSES[kind]}")
    put(review_words(material.module.reviewed, material.today))
    return 0


def _remind(material: Material) -> None:
    """Say whether the page was reviewed, and what the set lacks."""
    put(review_words(material.module.reviewed, material.today))
    for sentence in lacking(material):
        tell(sentence)


def _file_name(material: Material, kind: Kind, wish: Wish) -> str:
    module = material.module
    return f"{module.id}-{module.audience}-{kind}{'-large' if wish.large else ''}.{wish.form}"


def _made(material: Material, kind: Kind, wish: Wish) -> bytes:
    """The bytes of one handout. Raises CommandError if it cannot be made."""
    try:
        html = write_handout(material, kind)
        return to_pdf(html, wish.paper) if wish.form == "pdf" else html.encode()
    except (HandoutError, PdfError) as error:
        raise CommandError(str(error), TROUBLE) from None


def _put_bytes(data: bytes, form: str) -> None:
    """Write to standard output what says itself in which encoding it is."""
    if sys.stdout is None:
        return
    if form == "pdf" and sys.stdout.isatty():
        raise CommandError("A PDF is nothing for a terminal: name a file with --output, or send it through a pipe.")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _write(files: dict[Path, bytes], *, force: bool) -> None:
    """Write all `files`, each whole or not at all. Nothing that is there already is replaced unless with `force`. Raises CommandError."""
    for path in files:
        if path.is_dir():
            raise CommandError(f"{path} is a folder: name a file.", TROUBLE)
        if not force and os.path.lexists(path):
            raise CommandError(f"{path} is there already and was left as it is: name another place, or add --force to replace it.", TROUBLE)
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            (replace_file if force else create_file)(path, data)
        except OSError as error:
            raise CommandError(f"{path} could not be written ({error.strerror}): name another place.", TROUBLE) from None
