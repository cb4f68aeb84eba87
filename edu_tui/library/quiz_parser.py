"""From the text of a quiz file to a `Quiz`.

A question is a heading, an `id:` block, its text, its answers, then labelled quotes. One with an error is left out; the others stay.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from edu_tui.collector import collector_resting
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.frontmatter import split_front_matter
from edu_tui.library.markdown import inlines, parse
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Case, Question, Quiz
from edu_tui.library.quiz_keys import Keys, read_keys
from edu_tui.library.quiz_page import Page
from edu_tui.library.quiz_questions import read_question, report_early_labels, report_empty
from edu_tui.library.quiz_style import warn_style
from edu_tui.library.roles import quiz_subject
from edu_tui.library.schema import Reader
from edu_tui.library.slugs import IDENT
from edu_tui.library.text import clean
from edu_tui.library.tree import Node
from edu_tui.library.walk import plain
from edu_tui.library.yaml_reader import YamlDocument


class QuizHead(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a quiz."""

    module: Annotated[str, msgspec.Meta(description="The module that the questions belong to.")]
    audience: Annotated[Audience, msgspec.Meta(description="Whom the questions are for.")]
    title: Annotated[str, msgspec.Meta(description="What the quiz is called.")]
    retired: Annotated[tuple[str, ...], msgspec.Meta(description="Ids of questions that are gone; no question may have one again.")] = ()


HEAD_LISTS = ("retired",)
"""The keys of the head of which a lone value counts as a list of one."""


class _Group(msgspec.Struct):
    """A heading and the nodes below it, up to the next heading of level 2 or 3."""

    heading: Node
    nodes: list[Node]


@collector_resting()
def parse_quiz(name: str, path: str, text: str) -> Quiz:
    """The quiz in `text`, called `name` (its file's name without .md). Never raises: what is wrong stands in `diagnostics`, by line.

    A head that cannot be read still gives a quiz: module and audience then follow from `name`.
    """
    cut = split_front_matter(clean(text), path)
    page = Page(path, cut.body, cut.body_line)
    page.diagnostics.extend(cut.diagnostics)
    head = _read_head(cut.head, page) if cut.head else None
    module, audience = (head.module, head.audience) if head else quiz_subject(name)
    tree = parse(cut.body)
    page.builder.report_depth(tree)
    intro, groups = _groups(page, tree)
    reader = _QuestionReader(page, head.retired if head else ())
    reader.read(groups)
    return Quiz(
        name=name,
        path=path,
        module=module,
        audience=audience,
        title=head.title if head else name,
        intro=page.builder.blocks(intro),
        questions=tuple(reader.questions),
        cases=tuple(reader.cases),
        retired=head.retired if head else (),
        diagnostics=_in_order(page.diagnostics),
    )


def _in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(diagnostics)))


def _read_head(document: YamlDocument, page: Page) -> QuizHead | None:
    reader = Reader(document, page.path, "F02")
    head = reader.struct(QuizHead, document.value, lists=HEAD_LISTS)
    for index, ident in enumerate(head.retired if head else ()):
        if not IDENT.fullmatch(ident):
            reader.add(("retired", index), f'"{ident[:60]}" cannot be a retired id', "Use small letters, digits and hyphens.")
    page.diagnostics.extend(reader.diagnostics)
    return head


def _groups(page: Page, tree: Node) -> tuple[list[Node], list[_Group]]:
    """What stands before the first question, and the nodes under each heading of level 2 and 3."""
    intro: list[Node] = []
    groups: list[_Group] = []
    for node in tree.children:
        if node.type == "heading" and node.tag in ("h2", "h3"):
            groups.append(_Group(node, []))
        elif node.type == "footnote_block":
            line = next((page.line(inner) for inner in node.walk() if inner.map), page.first_line)
            page.warn(line, "A08", "a quiz shows no footnotes", "Put the text into the Explanation.")
        else:
            (groups[-1].nodes if groups else intro).append(node)
    return intro, groups


class _QuestionReader:
    """Reads question after question, and knows which ids are taken and which case is open."""

    def __init__(self, page: Page, retired: tuple[str, ...]) -> None:
        self.page, self.retired = page, frozenset(retired)
        self.questions: list[Question] = []
        self.cases: list[Case] = []
        self._ids: dict[str, int] = {}

    def read(self, groups: list[_Group]) -> None:
        """Read all groups: a `##` is a question or a case, a `###` belongs to the case above it."""
        index = 0
        while index < len(groups):
            end = index + 1
            while end < len(groups) and groups[end].heading.tag == "h3":
                end += 1
            self._chapter(groups[index], groups[index + 1 : end])
            index = end

    def _chapter(self, group: _Group, parts: list[_Group]) -> None:
        """One `##` with its `###`."""
        before = len(self.page.diagnostics)
        keys = self._keys(group)
        if group.heading.tag == "h2" and keys and keys.type == "case":
            self._case(group, keys, parts, before)
            return
        for part in (group, *parts) if group.heading.tag == "h3" else parts:
            title = plain(inlines(part.heading))[:60]
            message = f'"{title}" has a heading with ###, but belongs to no case'
            self.page.error(self.page.line(part.heading), "Q10", message, "Write ##, or give the ## above it type: case.")
        if group.heading.tag == "h2" and keys:
            self._question(group, keys, "", before)

    def _case(self, group: _Group, keys: Keys, parts: list[_Group], before: int) -> None:
        page, line = self.page, self.page.line(group.heading)
        if not parts:
            page.error(line, "Q11", "this case has no questions", "Write its questions below it, with ### headings.")
        idle = next((key for key in keys.lines if key not in ("id", "type")), "")
        if idle:
            page.error(keys.lines[idle], "M07", f'the key "{idle}" means nothing in a case', "Move it to the questions of the case.")
        vignette = group.nodes[1:]
        report_early_labels(page, vignette)
        report_empty(page, keys, vignette)
        blocks = page.builder.blocks(vignette)
        broken = page.broken_since(before)
        count = len(self.questions)
        for part in parts:
            start = len(page.diagnostics)
            part_keys = self._keys(part)
            if part_keys and part_keys.type == "case":
                page.error(part_keys.lines["type"], "Q10", "a case cannot stand inside a case", "Write ## for it.")
            elif part_keys:
                self._question(part, part_keys, keys.id, start)
        if broken:
            del self.questions[count:]
        elif len(self.questions) > count:
            self.cases.append(Case(keys.id, inlines(group.heading), blocks, line))

    def _keys(self, group: _Group) -> Keys | None:
        """The keys of a group; its id is taken from now on, even if the rest is broken (I02, I03)."""
        page, line = self.page, self.page.line(group.heading)
        title = plain(inlines(group.heading))
        if not title:
            page.error(line, "H02", "this heading has no words", "Give the question a title.")
        keys = read_keys(page, group.nodes[0] if group.nodes else None, line, title)
        if keys is None or not keys.id:
            return keys
        column = page.column(keys.line, keys.id)
        if keys.id in self._ids:
            message = f'the id "{keys.id}" is already used on line {self._ids[keys.id]}'
            page.error(keys.line, "I02", message, "Give this question another id.", column)
        if keys.id in self.retired:
            message = f'the id "{keys.id}" is retired'
            page.error(keys.line, "I03", message, "Take a new id: results of the old question are kept under this one.", column)
        self._ids.setdefault(keys.id, keys.line)
        return keys

    def _question(self, group: _Group, keys: Keys, case: str, before: int) -> None:
        """Add the question, unless an error was noted since the first `before` findings."""
        question = read_question(self.page, group.heading, group.nodes[1:], keys, case)
        if question is not None and not self.page.broken_since(before):
            warn_style(self.page, question)
            self.questions.append(question)
