"""What the one who leads has to do at a step: a vote with its bars and its key, a teach-back with its points, a form with its counts.

None of it is for the audience: counts stand here before they are revealed.
"""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.library.text import clean_line
from edu_tui.progress.sessions_state import FormCount, TeachBack, Vote
from edu_tui.render.bars import bar_text
from edu_tui.render.layout import lay_out
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.writer import Writer
from edu_tui.study.stat_share import Share, percent
from edu_tui.study.teaching.console import FormConsole, PresenterView, VoteConsole
from edu_tui.study.teaching.material import LETTERS
from edu_tui.study.teaching.votes import CONVENTION, HIDDEN_VOTERS

RIGHT = "✓"
"""Marks a right option, so that it needs no colour."""

HEARD, MISSING = "[x]", "[ ]"
"""The box of a point that was heard, and of one that was not yet."""

CONVENTION_WORDS = (
    f"Peer instruction, a convention and no finding: discuss at {CONVENTION.low:.0%} to {CONVENTION.high:.0%} right, "
    "explain anew below, go on above."
)
"""Where the advice after a vote comes from."""

GUARDED = "Few voted on something personal: the room is told “most” or “split” only."
HIDDEN = "Very few voted on something personal: the room is told nothing of it."
"""How votes are told that would point at people."""

_BAR = 24
"""The longest bar, in cells."""


def vote_layout(vote: VoteConsole, present: int | None, width: int) -> Layout:
    """The vote on a question: how it stands, a bar for each option, the right ones marked, and what to do next."""
    writer = Writer(width)
    writer.write([Span("Vote  ", "subheading"), Span(vote_words(vote.round, present), "strong")], 0)
    judged = vote.right is not None and vote.round is not None and vote.round.phase != "open"
    if vote.right is not None and judged:
        writer.write([Span(f"Right: {percent(vote.right.value)}, {vote.right.part} of {vote.right.of}.  "), Span(vote.advice, "strong")], 0)
    if vote.shift is not None and judged:
        before, after = (percent(share.value) for share in vote.shift)
        writer.write([Span(f"From {before} right in the first vote to {after} in the second.")], 0)
    if vote.guarded and vote.round is not None:
        writer.write([Span(GUARDED if vote.round.voters >= HIDDEN_VOTERS else HIDDEN, "caution")], 0)
    writer.gap()
    _options(writer, vote)
    if vote.round is not None and vote.round.phase == "open":
        writer.gap()
        writer.write([Span("A letter counts a hand, with shift takes one back; t types all at once.", "muted")], 0)
    if judged and vote.advice:
        writer.gap()
        writer.write([Span(CONVENTION_WORDS, "muted")], 0)
    return writer.layout()


def vote_words(vote: Vote | None, present: int | None) -> str:
    """How a vote stands, and the live count: "second vote, open: 12 of 14 have voted"."""
    if vote is None:
        return "not yet opened"
    here = vote.present if vote.present is not None else present
    count = f"{vote.voters} of {here}" if here is not None and here >= vote.voters else f"{vote.voters}"
    phase = {"open": "open", "closed": "closed, counts hidden", "revealed": "counts shown"}.get(vote.phase, vote.phase)
    shown = ", answer shown" if vote.key_shown else ""
    return f"{'second vote, ' if vote.round > 1 else ''}{phase}{shown}: {count} {'has' if count == '1' else 'have'} voted"


def vote_step(view: PresenterView) -> str:
    """What the next key does on a question, "The vote opens."; "" where it goes on."""
    if view.vote is None or view.ended:
        return ""
    latest = view.vote.round
    if latest is None:
        return "The vote opens."
    if latest.phase == "open":
        return "The vote closes; the counts stay hidden."
    if latest.phase == "closed" and latest.voters:
        return "The room sees the counts."
    return "The room sees the answer." if not latest.ballot.poll and not view.vote.key_shown else ""


def explanation_layout(vote: VoteConsole, width: int) -> Layout:
    """The explanation of the answer."""
    if not vote.explanation:
        return Layout(())
    writer = Writer(width)
    writer.write([Span("Explanation", "subheading")], 0)
    writer.put(lay_out(vote.explanation, width).lines)
    return writer.layout()


def teach_back_layout(known: TeachBack, width: int) -> Layout:
    """What to listen for, each point with its letter. Targets: `point:NUMBER`, from 1."""
    writer = Writer(width)
    heard = len(known.points) - len(known.missing)
    again = f", round {known.rounds}" if known.rounds > 1 else ""
    writer.write([Span("Teach-back  ", "subheading"), Span(f"{heard} of {len(known.points)} points heard{again}", "strong")], 0)
    writer.gap()
    for number, (point, when) in enumerate(zip(known.points, known.heard, strict=True), 1):
        letter = f"{LETTERS[number - 1].lower()} " if number <= len(LETTERS) else "  "
        box = (Span(letter, "accent"), Span(f"{HEARD if when else MISSING} "))
        writer.open(box, (Span(" " * 6),))
        later = [Span(f"  after explaining again ({when - 1})", "muted")] if when > 1 else []
        writer.write([Span(clean_line(point), "muted" if when else "text", f"point:{number}"), *later], 0)
        writer.close()
    writer.gap()
    done = "Every point was heard." if not known.missing else "A point is missing? Explain it another way, press x, and ask again."
    writer.write([Span(done, "muted")], 0)
    return writer.layout()


def form_layout(form: FormConsole, width: int) -> Layout:
    """The questions of a form with what was entered. Targets: `form:NUMBER`, from 1."""
    writer = Writer(width)
    entered = sum(row.counted is not None or row.from_sheets is not None for row in form.rows)
    how = "on paper" if form.how == "paper" else "by count"
    writer.write([Span("Form  ", "subheading"), Span(f"{how}, {entered} of {len(form.rows)} entered", "strong")], 0)
    if form.key:
        writer.write([Span(f"{RIGHT} {', '.join(form.key)} is right in the question shown: count these hands, then press f.")], 0)
    writer.gap()
    for number, row in enumerate(form.rows, 1):
        writer.open((Span(f"{number:>2} ", "accent"),), (Span("   "),))
        told = _form_count(row.counted, row.from_sheets)
        writer.write([Span(clean_line(row.title), "text", f"form:{number}"), Span(f"  {told}", "strong" if told != "–" else "muted")], 0)
        writer.close()
    if form.symbols:
        writer.gap()
        writer.write([Span(f"Sheets entered: {', '.join(map(clean_line, form.symbols))}", "muted")], 0)
    return writer.layout()


def _options(writer: Writer, vote: VoteConsole) -> None:
    """Each option in words, and under it a bar for each round."""
    rounds = [*vote.earlier, *([vote.round] if vote.round else [])]
    most = max((count for one in rounds for count in one.counts), default=0)
    length = min(_BAR, max(4, writer.room - 12))
    for number, words in enumerate(vote.options):
        letter = LETTERS[number]
        is_right = letter in vote.key
        writer.open((Span(f"{letter} ", "strong"), Span(f"{RIGHT} " if is_right else "  ", "success")), (Span("    "),))
        writer.write([Span(clean_line(words), "success" if is_right else "text")], 0)
        for place, one in enumerate(rounds):
            writer.put([Line(_bar(one.counts, number, most, length, place))])
        writer.close()


def _bar(counts: Sequence[int], number: int, most: int, length: int, place: int) -> tuple[Span, ...]:
    count = counts[number] if number < len(counts) else 0
    bar = bar_text(count / most, length) if most else ""
    return (*((Span(bar, ("bar", "bar2")[place % 2]), Span(" ")) if bar else ()), Span(str(count), "strong"))


def _form_count(counted: FormCount | None, from_sheets: FormCount | None) -> str:
    """What was entered of a question: what was typed, or what the sheets give."""
    known = counted or from_sheets
    if known is None:
        return "–"
    share = Share(known.right, known.of)
    return f"{known.right} of {known.of} right ({percent(share.value)})" if known.of else "0 of 0"
