"""What can be mended in a file while somebody writes it: the safe cures as edits of the text that is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from edu_tui.authoring.cures.mending import mend
from edu_tui.authoring.cures.registry import Draft, all_cures
from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.idents import Idents
from edu_tui.editing.asking import Place
from edu_tui.editing.desk import Desk
from edu_tui.editing.renaming import Edit
from edu_tui.library.sources import MAX_LINE
from edu_tui.library.text import unify_newlines


class Remedy(msgspec.Struct, frozen=True):
    """What mends every finding `code` in a file that can be mended safely; `title` says what is done."""

    code: str
    title: str
    edits: tuple[Edit, ...]


def remedies(desk: Desk, path: str, codes: Iterable[str]) -> Iterator[Remedy]:
    """What mends the findings with these codes in the file `path`; nothing for those that are left to its author."""
    curable = {code: cures for code in sorted(set(codes)) if (cures := [cure for cure in all_cures() if code in cure.codes])}
    lines = unify_newlines(desk.text(path)).split("\n")
    if not curable or any("\0" in line or len(line) > MAX_LINE for line in lines):
        return
    idents = _free_idents(desk)
    draft = Draft(path, lines, idents.make if idents else None)
    for code, cures in curable.items():
        mended = mend(draft, cures)
        if edits := tuple(edits_between(desk, path, lines, mended.lines)):
            done = [(cure.edits.__doc__ or cure.name).strip().removesuffix(".") for cure in cures if cure.name in mended.cures]
            yield Remedy(code, f"Mend {code} in this file: {'; '.join(done)}", edits)


def _free_idents(desk: Desk) -> Idents | None:
    """What makes ids that were never used; None where nobody can tell which were."""
    try:
        return Idents.of(desk.library)
    except AuthoringError:
        return None


def edits_between(desk: Desk, path: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """What to change in the file `path`, whose lines are `old`, so that they become `new`: in the order of the file, none inside another.

    New lines end as the first one does.
    """
    text, lines = desk.text(path), desk.lines(path)
    _, first = lines.line(1)
    end = text[first : first + 2] if text.startswith("\r\n", first) else text[first : first + 1] or "\n"
    for kind, start, stop, begin, until in SequenceMatcher(None, old, new).get_opcodes():
        written = end.join(new[begin:until])
        if kind == "equal":
            continue
        if start < stop and begin < until:
            yield Edit(Place(path, lines.line(start + 1)[0], lines.line(stop)[1]), written)
        elif stop == len(old):  # the line end before goes or comes with the lines
            yield Edit(Place(path, lines.line(start)[1], len(text)), end + written if begin < until else "")
        else:
            following = lines.line(stop + 1)[0]
            yield Edit(Place(path, lines.line(start + 1)[0], following), written + end if begin < until else "")
