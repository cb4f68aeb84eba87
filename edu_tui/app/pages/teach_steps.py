"""All steps of a session over the slide, and a search in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from edu_tui.app.pages.parts import entry
from edu_tui.library.text import clean_line, fold
from edu_tui.library.walk import plain
from edu_tui.progress.sessions_events import Place
from edu_tui.progress.sessions_plan import Plan
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.teaching.console import PresenterView
from edu_tui.study.teaching.material import Material, block_words
from edu_tui.study.teaching.report_text import KIND_WORDS
from edu_tui.study.teaching.views import step_slides


class Hit(NamedTuple):
    """A place that a search found: its step's number, the words there, and the place."""

    step: int
    title: str
    words: str
    place: Place


def overview_layout(view: PresenterView, width: int) -> Layout:
    """All steps by their titles; which is on the screen is marked by a sign."""
    writer = Writer(width)
    writer.write([Span("Steps", "heading")], 0)
    writer.gap()
    for step in view.steps:
        sign = "▶" if step.current else "✓" if step.seen else " "
        writer.open((Span(f"{sign} {step.number:>2}  ", "muted"),), (Span(" " * 6),))
        writer.write(
            [Span(clean_line(f"{KIND_WORDS[step.kind]}{step.title}"), "strong" if step.current else "link", f"step:{step.number}")], 0
        )
        writer.close()
    return writer.layout()


def find_hits(material: Material, plan: Plan, query: str) -> list[Hit]:
    """The places of a session whose slides and titles hold all words of `query`; what an audience does not see is not searched."""
    words = fold(query).split()
    if not words:
        return []
    found: list[Hit] = []
    for number, step in enumerate(plan.steps, 1):
        slides = step_slides(material, step)
        places = [(Place(step.key, slide.number, slide.stops[-1]), f"{plain(slide.title)} {block_words(slide.blocks)}") for slide in slides]
        for place, text in places or [(Place(step.key, 1), "")]:
            whole = f"{step.title} {text}"
            if all(word in fold(whole) for word in words):
                found.append(Hit(number, clean_line(f"{KIND_WORDS[step.kind]}{step.title}"), around(text, words[0]), place))
    return found


def around(text: str, word: str, cells: int = 60) -> str:
    """The words of `text` around the first place of `word`."""
    at = text.casefold().find(word)
    if at < 0:
        return ""
    start = text.rfind(" ", 0, max(0, at - cells // 3)) + 1
    piece, more = text[start : start + cells], len(text) > start + cells
    return f"{'…' if start else ''}{piece.rsplit(' ', 1)[0] if more else piece}{'…' if more else ''}"


def find_layout(hits: Sequence[Hit], width: int) -> Layout:
    """What a search found."""
    writer = Writer(width)
    for number, hit in enumerate(hits):
        entry(writer, f"{hit.step}  {hit.title}", f"hit:{number}")
        writer.indent((Span("     "),))
        writer.write([Span(hit.words, "muted")], 0)
        writer.close()
    return writer.layout()
