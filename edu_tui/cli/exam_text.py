"""Tests that ended, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from edu_tui.study.exam.outcome import Outcome, side_by_side
from edu_tui.study.exam.words import NO_TESTS, SIDE_NOTE, counted, date_words, difference_words, outcome_words, part_of, time_words

SHORT = 8
"""Letters of a test's id that are told; any beginning that only one test has is taken."""


def list_text(past: Sequence[Outcome]) -> str:
    """All tests, the newest first."""
    if not past:
        return f"{NO_TESTS} Begin one with edu-tui test."
    return "\n".join(line for outcome in past for line in _in_list(outcome))


def _in_list(outcome: Outcome) -> Iterator[str]:
    early = ", given up" if outcome.early else ""
    yield f"{outcome.run[:SHORT]}  {date_words(outcome)}: {counted(outcome.right_at_all)}, {time_words(outcome)}{early}"
    yield f"          {outcome.title}, for {_READERS[outcome.audience]}"


_READERS = {"clinician": "clinicians", "family": "families"}


def result_text(outcome: Outcome) -> str:
    """What came of one test, by objective, with what to read."""
    lines = [outcome.title, date_words(outcome), "", *outcome_words(outcome)]
    if outcome.sure_and_wrong:
        lines += ["", "Sure, and not right"]
        lines += [f"  {sure.title}: edu-tui quiz {sure.quiz} --question {sure.question}" for sure in outcome.sure_and_wrong]
    lines += ["", "By objective", *_objectives(outcome)]
    if outcome.wrong or outcome.open:
        lines += ["", "To be asked again what you got wrong: edu-tui test --from wrong"]
    return "\n".join(lines)


def _objectives(outcome: Outcome) -> Iterator[str]:
    for _, group in groupby(outcome.objectives, key=lambda one: one.module):
        ones = list(group)
        yield f"  {ones[0].module_title}"
        for one in ones:
            yield f"    {one.text}: {part_of(one.right)}"
            for ident, title in one.sections if one.is_weak else ():
                module, _, section = ident.partition(":")
                yield f"      read “{title}”: edu-tui read {module} --audience {outcome.audience} --section {section}"


def beside_text(first: Outcome, second: Outcome) -> str:
    """Two tests side by side, the earlier one first."""
    lines = [
        f"{outcome.run[:SHORT]}  {date_words(outcome)}: {counted(outcome.right_at_all)} right. {outcome.title}"
        for outcome in (first, second)
    ]
    lines += ["", f"{difference_words(first, second)} {SIDE_NOTE}", "", "By objective"]
    for _, group in groupby(side_by_side(first, second), key=lambda pair: pair.objective.module):
        pairs = list(group)
        lines.append(f"  {pairs[0].objective.module_title}")
        for pair in pairs:
            shares = (part_of(share) if share else "not asked" for share in (pair.first, pair.second))
            lines.append(f"    {pair.objective.text}: {', then '.join(shares)}")
    return "\n".join(lines)
