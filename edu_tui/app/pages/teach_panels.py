"""What can be laid over the audience's screen, or stand in its place: pause, steps, search, notes, votes, forms, keys.

Nobody in the room should read a note or a key from these by accident: only `notes_layout` holds what is for the one who leads, and
even that does not say which option is right. Targets: `do:WORD` and `do:WORD:NUMBER` are orders, `panel:NAME` another page of these,
`ask:PURPOSE` something to type, `step:N`, `hit:N`, and `go:PLACE` elsewhere in the app.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from edu_tui.app.pages.console_doing import vote_step
from edu_tui.app.pages.parts import columns, entry, plural
from edu_tui.app.pages.teach_stage import SHEETS
from edu_tui.library.text import clean_line, fold
from edu_tui.library.walk import plain
from edu_tui.progress.sessions_events import Place
from edu_tui.progress.sessions_plan import Plan, StepKind
from edu_tui.render.layout import lay_out
from edu_tui.render.lines import Layout, Line, Span
from edu_tui.render.slide_text import bare_blocks
from edu_tui.render.writer import Writer
from edu_tui.study.teaching.commands import Word
from edu_tui.study.teaching.console import ClockView, FormConsole, PresenterView, VoteConsole
from edu_tui.study.teaching.material import Material, block_words
from edu_tui.study.teaching.report_text import KIND_WORDS
from edu_tui.study.teaching.views import AudienceView, EndView, FormView, PromptView, SlideView, TalkView, VoteView, step_slides
from edu_tui.study.teaching.votes import HIDDEN_VOTERS

NOT_FOR_THE_ROOM = "For you, not for the room"
"""Stands over the notes."""

MINUTE = 60_000
ON_TIME = MINUTE
"""Milliseconds by which a session may be ahead or behind before it is told."""

KEYS: tuple[tuple[str, str], ...] = (
    ("pgdn, space, enter, →", "next: item, slide, step; in a vote open, close, show"),
    ("pgup, backspace, ←", "back"),
    (". or b", "blank; any key brings it back"),
    ("12 enter", "go to step 12"),
    ("o   /", "all steps; search in them"),
    ("r", "all of this slide at once"),
    ("↓ ↑", "scroll what is too long"),
    ("a b c d", "in an open vote: one hand more; with shift one less"),
    ("t", "type what was counted; dots stand for it here"),
    ("v", "the vote: close, show, vote again"),
    ("n", "notes over the slide, for you"),
    ("u", "take the last thing back, not a slide"),
    ("esc", "pause; the clock stands still"),
)
"""The keys of the audience's screen; docs/teaching.md has the same table."""


class Hit(NamedTuple):
    """A place that a search found: its step's number, the words there, and the place."""

    step: int
    title: str
    words: str
    place: Place


# --- pause ---------------------------------------------------------------------------------------------------------------------------


def pause_layout(view: PresenterView, width: int, *, running: bool, no_console: str = "") -> Layout:
    """The calm page beside the slides; `no_console` is the sentence why no console can follow, "" if one can."""
    writer = Writer(width)
    writer.write([Span(clean_line(view.title), "heading")], 0)
    writer.write([Span(state_words(view, running=running), "muted")], 0)
    writer.gap()
    for words, target, note in _pause_entries(view, running=running):
        entry(writer, words, target, note)
    if no_console:
        writer.gap()
        writer.write([Span(clean_line(no_console), "muted")], 0)
    return writer.layout()


def trouble_layout(sentence: str, width: int) -> Layout:
    """Why a session cannot be led here, and the ways out."""
    writer = Writer(width)
    writer.write([Span(sentence, "caution")], 0)
    writer.gap()
    entry(writer, "All sessions", "go:sessions")
    entry(writer, "Home", "go:home")
    return writer.layout()


def _pause_entries(view: PresenterView, *, running: bool) -> Iterator[tuple[str, str, str]]:
    if view.started and not view.ended:
        yield "Go on", "slide:", "the clock runs again" if not running else ""
        yield "End the session", f"do:{Word.END}", ""
    if not view.started:
        yield "To the first slide", "slide:", "the clock starts there"
    if view.started:
        yield "Report", "go:report", ""  # once the session has ended it comes first, so that one more enter does not begin it again
    if view.ended:
        yield "Go on with it after all", f"do:{Word.REOPEN}", "as if it had not ended"
    yield "Who is here", "panel:attend", present_words(view)
    if any(step.kind is StepKind.FORM for step in view.steps):
        yield "Answers before and after", "panel:forms", "what was on the sheets, or counted"
    yield "Write a note for the report", "ask:note", plural(len(view.remarks), "note") if view.remarks else ""
    if view.undo:
        yield "Take back", f"do:{Word.UNDO}", view.undo
    if view.started and not view.ended:
        yield "All steps", "panel:overview", ""
    yield "Keys", "panel:help", ""
    yield "All sessions", "go:sessions", ""
    yield "Leave", "go:home", "it waits here, and goes on where it is" if not view.ended else ""


def present_words(view: PresenterView) -> str:
    """How many are here; the room need not read whose initials are kept."""
    taken = view.attendance
    if taken is None or taken.how == "none":
        return "not kept" if taken else ""
    return plural(len(taken.initials) if taken.how == "initials" else taken.count, "person", "people")


def state_words(view: PresenterView, *, running: bool) -> str:
    """Where a session stands, in a line."""
    if not view.started:
        return "Ready to begin."
    if view.ended:
        return f"The session has ended, after {minutes_words(view.clock.elapsed)}."
    step = next((step.number for step in view.steps if step.current), len(view.steps))
    lead = f"Step {step} of {len(view.steps)}" if running else f"A pause, at step {step} of {len(view.steps)}"
    return f"{lead}. {clock_line(view.clock)}"


def clock_line(clock: ClockView) -> str:
    """Elapsed and planned time in words: "12 of 20 minutes, 2 minutes behind"."""
    total = clock.elapsed + clock.left
    gone = f"{clock.elapsed // MINUTE} of {total / MINUTE:g} minutes"
    if abs(clock.ahead) < ON_TIME:
        return f"{gone}, on time."
    return f"{gone}, {minutes_words(abs(clock.ahead))} {'ahead' if clock.ahead > 0 else 'behind'}."


def minutes_words(ms: int) -> str:
    """A time in whole minutes."""
    return plural(round(ms / MINUTE), "minute")


# --- steps and search ----------------------------------------------------------------------------------------------------------------


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


# --- for the one who leads -----------------------------------------------------------------------------------------------------------


def notes_layout(view: PresenterView, width: int) -> Layout:
    """Notes, time, what comes next, how the vote stands, and what to listen for; never which option is right."""
    writer = Writer(width)
    columns(writer, [Span(NOT_FOR_THE_ROOM, "caution")], [Span(clock_line(view.clock), "muted")])
    if view.vote is not None:
        _vote_lines(writer, view.vote)
    if view.teach_back is not None:
        writer.gap()
        writer.write([Span("Listen for", "subheading"), Span(f"  round {view.teach_back.rounds}", "muted")], 0)
        for number, (point, heard) in enumerate(zip(view.teach_back.points, view.teach_back.heard, strict=True), 1):
            writer.open((Span(f" {number} [{'x' if heard else ' '}] ", "muted"),), (Span(" " * 7),))
            writer.write([Span(clean_line(point), "link", f"do:{Word.HEARD}:{number}")], 0)
            writer.close()
        entry(writer, "It needed another explanation; ask again", f"do:{Word.EXPLAIN_AGAIN}")
    if view.notes:
        writer.gap()
        writer.put(lay_out(bare_blocks(view.notes), writer.room).lines)
    elif view.form is not None:
        writer.gap()
        by_count = (
            "By count: t takes the hands for each letter, A 3 B 9; which is right stays hidden. "
            "Where several belong to an answer, the printed key tells them, and t takes 9/14."
        )
        writer.write([Span(by_count if view.form.how == "count" else "On paper: enter the sheets from the pause.", "muted")], 0)
    elif view.teach_back is None and view.vote is None:
        writer.gap()
        writer.write([Span("There are no notes here.", "muted")], 0)
    writer.gap()
    following = vote_step(view) or (title_of(view.following) if view.following is not None else "")
    if following:
        writer.write([Span("Next: ", "label"), Span(following)], 0)
    return writer.layout()


def _vote_lines(writer: Writer, vote: VoteConsole) -> None:
    """How the vote stands, and the hint of peer instruction once it is closed."""
    if vote.round is None:
        return
    writer.gap()
    writer.write([Span("The vote", "subheading"), Span(f"  {_phase_words(vote)}", "muted")], 0)
    if vote.advice:
        writer.write([Span(vote.advice, "strong"), Span("  (a convention: 30 and 70 % right)", "muted")], 0)
    if vote.guarded:
        words = '"most" or "split" only' if vote.round.voters >= HIDDEN_VOTERS else "nothing"
        writer.write([Span(f"Few voted on something personal: the room is told {words}.", "muted")], 0)


def title_of(view: AudienceView) -> str:
    """What a screen is called, in a line."""
    match view:
        case SlideView() | VoteView():
            lead = "Vote: " if isinstance(view, VoteView) else ""
            return f"{lead}{plain(view.title)}"
        case FormView(title=title, number=number) if number:
            return clean_line(f"{title}: {number} of {view.questions}")
        case TalkView(title=title) | PromptView(title=title) | FormView(title=title):
            return clean_line(title)
        case EndView():
            return "the end"
        case _:
            return ""


def vote_layout(view: PresenterView, width: int) -> Layout:
    """What can be done with the present vote; no count of an option, and no key."""
    writer = Writer(width)
    vote = view.vote
    if vote is None:
        writer.write([Span("There is no question here to vote on.", "muted")], 0)
        return writer.layout()
    current = vote.round
    writer.write([Span("The vote", "subheading"), Span(f"  {_phase_words(vote)}", "muted")], 0)
    for words, target in _vote_entries(vote):
        entry(writer, words, target)
    if current is not None:
        entry(writer, "Type counts", "ask:count", "hidden while you type")
    if view.undo:
        entry(writer, "Take back", f"do:{Word.UNDO}", view.undo)
    return writer.layout()


def _phase_words(vote: VoteConsole) -> str:
    if vote.round is None:
        return "not yet open"
    voted = "" if vote.guarded else f", {vote.round.voters} voted"
    return f"round {vote.round.round}, {vote.round.phase}{voted}"


def _vote_entries(vote: VoteConsole) -> Iterator[tuple[str, str]]:
    current = vote.round
    if current is None:
        yield "Open the vote", f"do:{Word.OPEN_VOTE}"
        return
    if current.phase == "open":
        yield "Close the vote", f"do:{Word.CLOSE_VOTE}"
        return
    if current.phase == "closed":
        yield "Show the counts", f"do:{Word.SHOW_COUNTS}"
    if current.round == 1 and not vote.key_shown:
        yield "Vote a second time, after talking it over", f"do:{Word.SECOND_ROUND}"
    if current.round > 1 and vote.earlier and vote.earlier[0].phase == "closed":
        yield "Show the counts of the first vote, too", f"do:{Word.SHOW_EARLIER}"
    if vote.key and not vote.key_shown:
        yield "Show the answer", f"do:{Word.SHOW_KEY}"


# --- forms and attendance ------------------------------------------------------------------------------------------------------------


def attend_layout(view: PresenterView, width: int) -> Layout:
    """How it is kept who is here."""
    writer = Writer(width)
    writer.write([Span("Who is here", "subheading"), Span(f"  {present_words(view)}", "muted")], 0)
    writer.write([Span("Names are never kept.", "muted")], 0)
    writer.gap()
    entry(writer, "A number", "ask:count-people")
    entry(writer, "Initials", "ask:initials")
    entry(writer, "Not at all", f"do:{Word.ATTEND}")
    return writer.layout()


def forms_layout(forms: Iterable[FormConsole], width: int) -> Layout:
    """What was entered of the questions before and after, and how to enter more."""
    writer = Writer(width)
    writer.write([Span("Answers before and after", "heading")], 0)
    writer.write(
        [Span("For each question how many were right of how many who answered it, 9/14; or the hands for each letter, A 3 B 9.", "muted")],
        0,
    )
    writer.write(
        [Span("Or sheet by sheet, under the sign on it: blue7 ++-+ is one + or - for each question in order. No names.", "muted")], 0
    )
    for form in forms:
        writer.gap()
        words = "Before the session" if form.form == "pre" else "After the session"
        writer.write([Span(words, "subheading"), Span(f"  sheet {SHEETS[form.form]}", "muted")], 0)
        for number, row in enumerate(form.rows, 1):
            told = row.counted or row.from_sheets
            note = f"{told.right} of {told.of}{'' if row.counted else ', from sheets'}" if told else "–"
            columns(writer, [Span(f"  {number}  "), Span(clean_line(row.title), "link", f"ask:form:{form.form}:{number}")], [Span(note)])
        entered = f"{plural(len(form.symbols), 'sheet')}: {', '.join(form.symbols)}" if form.symbols else ""
        entry(writer, "Enter a sheet", f"ask:sheet:{form.form}", entered)
    return writer.layout()


# --- keys ----------------------------------------------------------------------------------------------------------------------------


def help_layout(width: int) -> Layout:
    """The keys."""
    writer = Writer(width)
    writer.write([Span("Keys while you teach", "heading")], 0)
    writer.gap()
    lead = 24 if width >= 60 else 2
    for keys, words in KEYS:
        if lead > 2:
            writer.open((Span(f"{keys:<{lead}}", "strong"),), (Span(" " * lead),))
        else:
            writer.put([Line((Span(keys, "strong"),))])
            writer.indent((Span("  "),))
        writer.write([Span(words)], 0)
        writer.close()
    return writer.layout()
