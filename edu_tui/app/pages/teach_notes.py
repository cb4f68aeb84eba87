"""Over the slide: the notes of the one who leads, and what can be done with a vote. Which option is right stands in neither."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.app.pages.console_doing import vote_step
from edu_tui.app.pages.parts import columns, entry
from edu_tui.app.pages.teach_panels import clock_line
from edu_tui.library.text import clean_line
from edu_tui.library.walk import plain
from edu_tui.render.layout import lay_out
from edu_tui.render.lines import Layout, Span
from edu_tui.render.slide_text import bare_blocks
from edu_tui.render.writer import Writer
from edu_tui.study.teaching.commands import Word
from edu_tui.study.teaching.console import PresenterView, VoteConsole
from edu_tui.study.teaching.views import AudienceView, EndView, FormView, PromptView, SlideView, TalkView, VoteView
from edu_tui.study.teaching.votes import HIDDEN_VOTERS

NOT_FOR_THE_ROOM = "For you, not for the room"
"""Stands over the notes."""


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
