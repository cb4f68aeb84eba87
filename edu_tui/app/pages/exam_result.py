"""What came of a test: by objective, with what to read; and two tests side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

import msgspec

from edu_tui.app.pages.parts import columns, entry, plural
from edu_tui.app.pages.sayings import flag_words
from edu_tui.render.lines import Layout, Span
from edu_tui.render.writer import Writer
from edu_tui.study.exam.outcome import ObjectiveOutcome, Outcome, side_by_side
from edu_tui.study.exam.words import SIDE_NOTE, counted, date_words, difference_words, outcome_words, part_of
from edu_tui.study.stat_share import Share


class ResultView(msgspec.Struct, frozen=True):
    """A test that ended: `titles` of its questions by id, in the order in which they were asked, polls among them; `flags` put on them.

    `former` is the test before it of the same choice, `module` the title of the module that the test is about, if it is about one quiz.
    """

    outcome: Outcome
    titles: Mapping[str, str]
    former: Outcome | None = None
    module: str = ""
    flags: Mapping[str, str] = {}


def result_layout(view: ResultView, width: int) -> Layout:
    """The result. Targets: `look:QUESTION`, `missed:`, `beside:RUN`, `cover:`, `module:`, `section:MODULE:ID`."""
    writer = Writer(width)
    outcome = view.outcome
    writer.write([Span(outcome.title, "heading")], 0)
    writer.gap()
    for number, sentence in enumerate(outcome_words(outcome)):
        writer.write([Span(sentence, "strong" if not number else "text")], 0)
    writer.gap()
    _ways_on(writer, view)
    if outcome.sure_and_wrong:
        writer.gap()
        writer.write([Span("Sure, and not right", "subheading")], 0)
        for sure in outcome.sure_and_wrong:
            entry(writer, sure.title, f"look:{sure.question}")
    if outcome.objectives:
        writer.gap()
        writer.write([Span("By objective", "subheading")], 0)
        _objectives(writer, outcome.objectives)
    writer.gap()
    writer.write([Span("Your answers", "subheading")], 0)
    _answers(writer, view)
    return writer.layout()


def _ways_on(writer: Writer, view: ResultView) -> None:
    outcome = view.outcome
    first = next(iter(view.titles), "")
    if first:
        entry(writer, "Go through all questions", f"look:{first}", "with their feedback")
    again = len(outcome.wrong) + len(outcome.open)
    if again:
        entry(writer, "Ask me again what was not right", "missed:", f"{plural(again, 'question')}, feedback after each answer")
    if view.former is not None:
        note = f"{date_words(view.former)}: {counted(view.former.right_at_all)}"
        entry(writer, "Beside the test before of the same choice", f"beside:{view.former.run}", note)
    if view.module:
        entry(writer, "To the module", "module:", view.module)
        entry(writer, "To the beginning of the quiz", "cover:")
    else:
        entry(writer, "To the tests", "cover:", "another one, and all past ones")


def _objectives(writer: Writer, objectives: Iterable[ObjectiveOutcome]) -> None:
    """Each objective under its module; below a weak one what to read."""
    for _, group in groupby(objectives, key=lambda one: one.module):
        ones = list(group)
        writer.write([Span(ones[0].module_title, "label")], 0)
        writer.indent((Span("  "),))
        for one in ones:
            sign, style = ("✗ ", "error") if one.is_weak else ("✓ ", "success")
            columns(writer, [Span(sign, style), Span(one.text)], [Span(part_of(one.right), "muted")])
            for ident, title in one.sections if one.is_weak else ():
                entry(writer, f"Read: {title}", f"section:{ident}")
        writer.close()


def _answers(writer: Writer, view: ResultView) -> None:
    """Every question in a line, with how it was answered."""
    outcome = view.outcome
    for number, (ident, title) in enumerate(view.titles.items(), 1):
        sign, style, words = _verdict(outcome, ident)
        writer.open((Span(f"{number:>3}  "),), (Span("     "),))
        spans = [Span(f"{sign} ", style), Span(title, "link", f"look:{ident}"), Span(f"  {words}", "muted")]
        if flag := view.flags.get(ident, ""):
            spans.append(Span(f"  Your flag: {flag_words(flag)}", "muted"))
        writer.write(spans, 0)
        writer.close()


def _verdict(outcome: Outcome, ident: str) -> tuple[str, str, str]:
    """How a question was answered: sign, style and words."""
    if ident in outcome.open:
        return "○", "caution", "not answered"
    if ident in outcome.wrong:
        return "✗", "error", "not right"
    return ("✓", "success", "right") if ident in outcome.asked else ("·", "muted", "no right or wrong")


def beside_layout(first: Outcome, second: Outcome, width: int) -> Layout:
    """Two tests side by side, the earlier one first."""
    writer = Writer(width)
    writer.write([Span("Two tests side by side", "heading")], 0)
    writer.gap()
    for outcome in (first, second):
        columns(writer, [Span(date_words(outcome), "strong")], [Span(f"{counted(outcome.right_at_all)} right")])
        writer.write([Span(outcome.title, "muted")], 0)
    writer.gap()
    writer.write([Span(difference_words(first, second)), Span(f" {SIDE_NOTE}", "muted")], 0)
    writer.gap()
    writer.write([Span("By objective", "subheading")], 0)
    for _, group in groupby(side_by_side(first, second), key=lambda pair: pair.objective.module):
        pairs = list(group)
        writer.write([Span(pairs[0].objective.module_title, "label")], 0)
        writer.indent((Span("  "),))
        for pair in pairs:
            columns(writer, [Span(pair.objective.text)], [Span(f"{_counts(pair.first)} → {_counts(pair.second)}", "muted")])
        writer.close()
    return writer.layout()


def _counts(share: Share | None) -> str:
    return f"{share.part} of {share.of}" if share else "not asked"
