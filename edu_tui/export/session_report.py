"""The report of a teaching session as a file: text, Markdown, HTML and a table, all from the same parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from xml.etree.ElementTree import Element

from edu_tui.export.document import made_words, write_head
from edu_tui.export.inlines import Inliner, Scope
from edu_tui.export.nodes import add, to_html
from edu_tui.export.session_report_markdown import block_lines, literal
from edu_tui.export.sources import Sources
from edu_tui.export.style import letter_pixels
from edu_tui.export.writer import BlockWriter
from edu_tui.library.ledger import Ledger
from edu_tui.library.text import clean, clean_line
from edu_tui.render.plain import to_text
from edu_tui.study.teaching.report_compare import comparison_parts, comparison_title
from edu_tui.study.teaching.report_parts import Part, paragraph, report_parts
from edu_tui.study.teaching.report_table import report_csv
from edu_tui.study.teaching.report_values import SessionReport


class Form(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


ENDINGS = {Form.TEXT: "txt", Form.MARKDOWN: "md", Form.HTML: "html", Form.CSV: "csv"}
"""How the names of such files end."""


def session_report(report: SessionReport, form: Form, today: date, width: int = 80) -> str:
    """The report in one of its forms, with a line end behind its last line; `width` is that of text, `today` the day it is made."""
    title = report_title(report)
    match form:
        case Form.TEXT:
            text = as_text(title, report_parts(report), width)
        case Form.MARKDOWN:
            text = as_markdown(title, report_parts(report))
        case Form.HTML:
            text = as_html(title, report_parts(report), today)
        case Form.CSV:
            text = report_csv(report)
    return clean(text)


def session_comparison(one: SessionReport, other: SessionReport, form: Form, today: date, width: int = 80) -> str:
    """Two sessions side by side, as text, Markdown or HTML. Raises OtherModuleError, and ValueError for a table: there is none."""
    title, parts = clean_line(comparison_title(one)), comparison_parts(one, other)
    match form:
        case Form.TEXT:
            text = as_text(title, parts, width)
        case Form.MARKDOWN:
            text = as_markdown(title, parts)
        case Form.HTML:
            text = as_html(title, parts, today)
        case _:
            raise ValueError(form)
    return clean(text)


def report_title(report: SessionReport) -> str:
    """What stands above the report."""
    return clean_line(f"Session report: {report.title}")


def as_text(title: str, parts: Sequence[Part], width: int = 80) -> str:
    """Parts as plain text."""
    return "\n".join(_text_lines(title, parts, width)) + "\n"


def _text_lines(title: str, parts: Sequence[Part], width: int) -> Iterator[str]:
    for level, part in enumerate((Part(title, ()), *parts)):
        if part.title:
            heading = to_text((paragraph(part.title),), width).splitlines()
            yield from ("", *heading) if level else heading
            yield ("-" if level else "=") * max(map(len, heading), default=0)
        yield from to_text(part.blocks, width).splitlines()


def as_markdown(title: str, parts: Sequence[Part]) -> str:
    """Parts as Markdown, in which no word of theirs means anything to Markdown."""
    lines = [f"# {literal(title)}"]
    for part in parts:
        lines += ["", f"## {literal(clean_line(part.title))}"] if part.title else []
        lines += block_lines(part.blocks)
    return "\n".join(lines) + "\n"


def as_html(title: str, parts: Sequence[Part], today: date) -> str:
    """Parts as one self-contained HTML file in the style of the handouts, bars as SVG."""
    root = Element("html", {"lang": "en"})
    write_head(root, title, today)
    body = add(root, "body")
    add(add(body, "header"), "h1", title)
    main = add(body, "main")
    writer = BlockWriter(Inliner(Sources(Ledger({}, {}, {})), None), letter=letter_pixels(large=False))
    for number, part in enumerate(parts):
        section = add(main, "section")
        if part.title:
            section.set("aria-labelledby", f"part-{number}")
            add(section, "h2", clean_line(part.title), {"id": f"part-{number}"})
        writer.write(section, part.blocks, Scope())
    add(add(body, "footer"), "p", made_words(today))
    return to_html(root)
