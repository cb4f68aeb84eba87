"""From the text of a module file to a `Module`."""

from __future__ import annotations

from typing import Annotated

import msgspec

from edu_tui.collector import collector_resting
from edu_tui.library.blocks import Block, Footnote, Text
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.frontmatter import split_front_matter
from edu_tui.library.markdown import BlockBuilder, heading_parts, inlines, parse
from edu_tui.library.modules import Audience, Module, Objective, Review, Section
from edu_tui.library.schema import Reader
from edu_tui.library.slugs import IDENT, slug, unique
from edu_tui.library.tree import Node
from edu_tui.library.walk import note_numbers, plain
from edu_tui.library.yaml_reader import YamlDocument

MOST_MINUTES = 600
"""Minutes that no module takes."""


class ModuleHead(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a page of a module."""

    title: Annotated[str, msgspec.Meta(description="What the page is called.")]
    summary: Annotated[str, msgspec.Meta(description="One or two sentences that say what the reader gets.")]
    minutes: Annotated[
        int, msgspec.Meta(description="Minutes that reading takes.", extra_json_schema={"minimum": 1, "maximum": MOST_MINUTES})
    ]
    objectives: Annotated[
        dict[str, str],
        msgspec.Meta(
            description="What the reader will be able to do: an id, and one observable verb.",
            extra_json_schema={"propertyNames": {"pattern": f"^{IDENT.pattern}$"}},
        ),
    ]
    updated: Annotated[str, msgspec.Meta(description="The day of the last change of substance, 2026-11-22.")]
    reviewed: Annotated[Review | None, msgspec.Meta(description="The last review by a clinician; null if there was none.")] = None


@collector_resting()
def parse_module(ident: str, audience: Audience, path: str, text: str) -> Module:
    """The module that `text` tells. Never raises: what is wrong stands in its `diagnostics`."""
    cut = split_front_matter(text, path)
    diagnostics = list(cut.diagnostics)
    head = _read_head(cut.head, path, diagnostics) if cut.head else None
    builder = BlockBuilder(path, cut.body_line)
    tree = parse(cut.body)
    builder.report_depth(tree)
    lead, sections = _sections(tree, builder)
    diagnostics += builder.diagnostics
    objectives = tuple(Objective(key, words) for key, words in head.objectives.items()) if head else ()
    diagnostics += _unknown_objectives(sections, objectives, path) if head else []
    return Module(
        id=ident,
        audience=audience,
        path=path,
        title=head.title if head else ident,
        summary=head.summary if head else "",
        minutes=head.minutes if head else 0,
        objectives=objectives,
        reviewed=head.reviewed if head else None,
        updated=head.updated if head else "",
        lead=lead,
        sections=sections,
        diagnostics=tuple(diagnostics),
    )


def _read_head(document: YamlDocument, path: str, diagnostics: list[Diagnostic]) -> ModuleHead | None:
    """The head; None, with findings F02, if it has not the right shape. What is wrong with single values is F03."""
    shape, values = Reader(document, path, "F02"), Reader(document, path, "F03")
    head = shape.struct(ModuleHead, document.value)
    for key in head.objectives if head else ():
        if not IDENT.fullmatch(key):
            values.add(("objectives", key), f'"{key}" cannot be an objective\'s id', "Use small letters, digits and hyphens.")
    if head and not 0 < head.minutes <= MOST_MINUTES:
        values.add(("minutes",), f"minutes should lie between 1 and {MOST_MINUTES}")
    diagnostics += shape.diagnostics + values.diagnostics
    return head


def _sections(tree: Node, builder: BlockBuilder) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """What stands before the first `##`, and the sections."""
    groups: list[tuple[Node | None, list[Node]]] = [(None, [])]
    for node in tree.children:
        if node.type == "heading" and node.tag in ("h1", "h2"):
            groups.append((node, []))
        else:
            groups[-1][1].append(node)
    notes = builder.footnotes(tree)
    lead = builder.blocks(groups[0][1])
    taken: dict[str, int] = {}
    sections = tuple(_section(heading, nodes, builder, notes, taken) for heading, nodes in groups[1:] if heading is not None)
    lead = _with_notes(lead, notes)
    shown = {block.number for page in (lead, *(section.blocks for section in sections)) for block in page if isinstance(block, Footnote)}
    for note in notes:
        if note.number not in shown:
            builder.report(note.line, "N11", "no page refers to this footnote, so it is not shown", "Refer to it in the text.")
    return lead, sections


def _section(heading: Node, nodes: list[Node], builder: BlockBuilder, notes: tuple[Footnote, ...], taken: dict[str, int]) -> Section:
    title, ident, classes = heading_parts(inlines(heading))
    line = builder.line(heading)
    if heading.tag == "h1":
        builder.report(line, "H01", "a heading with one # stands inside a module", "Use ## for sections; the title stands in the head.")
    if not title:
        builder.report(line, "H02", "this heading has no words", "Give the section a title.")
    wanted = ident or slug(plain(title))
    if ident and ident in taken:
        builder.report(line, "H03", f'the section id "{ident}" is used twice', "Give this section another {#id}.")
    return Section(unique(wanted, taken), title or (Text("Untitled"),), line, classes, _with_notes(builder.blocks(nodes), notes))


def _with_notes(blocks: tuple[Block, ...], notes: tuple[Footnote, ...]) -> tuple[Block, ...]:
    """`blocks` followed by the footnotes that they, or these footnotes, refer to."""
    wanted = note_numbers(blocks) if notes else frozenset()
    chosen: tuple[Footnote, ...] = ()
    while len(chosen) < len(wanted):
        chosen = tuple(note for note in notes if note.number in wanted)
        wanted |= note_numbers(chosen)
    return blocks + chosen


def _unknown_objectives(sections: tuple[Section, ...], objectives: tuple[Objective, ...], path: str) -> list[Diagnostic]:
    known = {objective.id for objective in objectives}
    return [
        Diagnostic(
            path,
            section.line,
            1,
            "H04",
            Severity.ERROR,
            f'the section names the objective "{name}", which the head does not define',
            f"Known: {', '.join(sorted(known)) or 'none'}.",
        )
        for section in sections
        for name in section.objectives
        if name not in known
    ]
