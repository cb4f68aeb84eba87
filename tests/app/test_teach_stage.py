"""What the audience's screen draws: in whole sessions of every module of our library never a note, a point, a key or feedback too early."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu_tui.app.pages.teach_stage import ScreenDeck, stage
from edu_tui.library import blocks as b
from edu_tui.library.ledger import Ledger
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Choices, Question
from edu_tui.library.slides import module_slides, seen_blocks
from edu_tui.library.walk import plain
from edu_tui.progress.sessions import Sessions
from edu_tui.progress.sessions_plan import Plan, StepKind
from edu_tui.render.slide_votes import RIGHT
from edu_tui.study.teaching.material import Material, block_words, material_of
from edu_tui.study.teaching.plan import add, make_plan
from edu_tui.study.teaching.plan_steps import step_of
from edu_tui.study.teaching.room import NotNow
from edu_tui.study.teaching.session import TeachingSession, begin
from edu_tui.study.teaching.views import AudienceView, FormView, RoundView, TalkView, VoteView
from edu_tui.study.teaching.votes import Verdict

ROOT = Path(__file__).resolve().parents[2]
SIZES = ((80, 24), (120, 40), (40, 15))
SHORTEST = 25
"""Characters of a secret: fewer may stand anywhere by chance."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(ROOT, tmp_path_factory.mktemp("cache"))


def drawn(view: AudienceView, deck: ScreenDeck) -> str:
    """All that can be seen of a view, scrolled to its end."""
    seen: list[str] = []
    scrolled = 0
    while True:
        made = stage(view, deck, scrolled=scrolled)
        assert len(made.lines) == max(12, deck.size[1])
        seen += [line.text for line in made.lines]
        if scrolled >= made.overflow:
            return squeezed(" ".join(seen))
        scrolled = min(made.overflow, scrolled + made.room)


def squeezed(text: str) -> str:
    """Text without anything that a line break may change."""
    return "".join(text.split())


def everything(material: Material, forms: str) -> Plan:
    """A plan with all that the module has."""
    plan = make_plan(material, 480, forms=forms if material.pairs() else "none")
    for question in material.questions():
        if plan.step(f"question:{question.id}") is None:
            plan = add(plan, step_of(material, StepKind.QUESTION, question.id))
    for prompt in material.prompts():
        if plan.step(f"teach-back:{prompt.id}") is None:
            plan = add(plan, step_of(material, StepKind.TEACH_BACK, prompt.id))
    return plan


def secrets_of(material: Material) -> set[str]:
    """Sentences that no audience may read at any time: notes, points and feedback, as far as no slide or question says the same."""
    found: set[str] = set()
    for slide in module_slides(material.module):
        found |= {block_words((block,)) for block in slide.notes}
        found |= {block_words(item.blocks) for teach_back in slide.teach_backs for item in teach_back.points}
    for prompt in material.prompts():
        found |= {*prompt.points, *(block_words((block,)) for block in prompt.notes)}
    for question in material.quiz.questions if material.quiz else ():
        found |= {block_words((block,)) for block in question.notes}
        if isinstance(question.body, Choices):
            found |= {block_words(option.feedback) for option in question.body.options}
    return {squeezed(one) for one in found if len(one) >= SHORTEST}


def said_openly(material: Material) -> str:
    """All that an audience may read once everything was revealed."""
    parts = [squeezed(block_words(slide.blocks)) for slide in module_slides(material.module)]
    for question in material.quiz.questions if material.quiz else ():
        parts += [squeezed(block_words(seen_blocks((*question.stem, *question.explanation))))]
        if isinstance(question.body, Choices):
            parts += [squeezed(plain(option.inlines)) for option in question.body.options]
    return "\n".join(parts)


def explanation(question: Question) -> set[str]:
    return {squeezed(words) for block in seen_blocks(question.explanation) if len(words := block_words((block,))) >= SHORTEST}


def walk(session: TeachingSession) -> Iterator[AudienceView]:
    """Every screen of a session, with two rounds of every vote."""
    yield session.audience()
    while True:
        vote = session.vote
        if vote is not None and vote.phase == "open" and not vote.voters:
            session.count([3, *range(len(vote.counts) - 1)])
        elif vote is not None and vote.phase == "closed" and vote.round == 1 and len(session.state.rounds(vote.ballot.question)) == 1:
            session.second_round()
        else:
            try:
                session.next()
            except NotNow:
                return
        yield session.audience()


@pytest.mark.parametrize("audience", list(Audience))
def test_no_screen_of_any_module_tells_too_much(library: Library, tmp_path: Path, audience: Audience) -> None:
    modules = [entry.id for entry in library.catalogue.modules if entry.audience is audience]
    assert len(modules) >= 9
    for number, module in enumerate(modules):
        material = material_of(library, module, audience)
        assert material is not None
        deck = ScreenDeck(*SIZES[number % len(SIZES)], library.ledger)
        open_words = said_openly(material)
        secrets = {one for one in secrets_of(material) if one not in open_words}
        assert secrets, f"{module} has notes"
        session = begin(Sessions(tmp_path, fixed_now), material, everything(material, "count"), deck=deck, now=fixed_now)
        session.attend(count=14)
        shown = 0
        for view in walk(session):
            text = drawn(view, deck)
            assert not [one for one in secrets if one in text], f"{module} at {session.state.place}"
            if isinstance(view, VoteView):
                shown += bool(view.key)
                question = material.question(view.question)
                assert question is not None
                assert (RIGHT in text) == bool(view.key)
                if not view.key:
                    assert not [one for one in explanation(question) if one in text]
                if view.phase in ("ready", "open", "closed"):
                    assert "█" not in text
        assert shown or not any(question.scored for question in material.questions())
        session.store.close()


def fixed_now() -> datetime:
    return datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def vote_view(**changes: object) -> VoteView:
    given: dict[str, object] = {
        "question": "q",
        "title": (b.Text("A question"),),
        "vignette": (),
        "stem": (b.Paragraph(1, (b.Text("What?"),)),),
        "options": ((b.Text("This"),), (b.Text("That"),)),
        "phase": "open",
        "step": 3,
        "of": 12,
    }
    return VoteView(**{**given, **changes})  # type: ignore[arg-type]


def deck(width: int = 80, height: int = 24) -> ScreenDeck:
    return ScreenDeck(width, height, Ledger({}, {}, {}))


def lines(view: AudienceView, at: ScreenDeck | None = None) -> list[str]:
    return [line.text for line in stage(view, at or deck()).lines]


def test_an_open_vote_says_how_many_but_not_what() -> None:
    foot = lines(vote_view(voted=12, present=14))[-1]
    assert "Please vote now. 12 of 14 have voted." in foot
    assert foot.rstrip().endswith("3/12")
    assert "12 have voted." in lines(vote_view(voted=12, phase="closed"))[-1]
    second = vote_view(voted=12, present=14, round=2, phase="closed")
    assert "Second vote: the vote is closed. 12 of 14 have voted." in lines(second, deck(120, 40))[-1]
    assert "The vote is closed. 12 of 14 have voted." in lines(second)[-1], "whether one may vote is never left out"
    assert "have voted" not in "".join(lines(vote_view(voted=None)))
    assert "1 has voted." in lines(vote_view(voted=1))[-1]


def test_two_rounds_stand_side_by_side_with_their_n() -> None:
    text = "\n".join(lines(vote_view(phase="revealed", round=2, rounds=(round_view(1, 4, 7), round_view(2, 1, 10)), key=("B",))))
    assert "First vote" in text
    assert "Second vote" in text
    assert "7 of 11" in text
    assert "10 of 11" in text
    assert f"B  {RIGHT} That" in text


def round_view(number: int, *counts: int) -> RoundView:
    return RoundView(number=number, counts=counts, voters=sum(counts))


def test_a_second_vote_hides_the_counts_of_the_first() -> None:
    text = "\n".join(lines(vote_view(phase="open", round=2, rounds=(round_view(1, 4, 7),), voted=3)))
    assert "of 11" not in text
    assert "Second vote: please vote now." in text


@pytest.mark.parametrize(
    ("rounds", "told"),
    [
        ((RoundView(number=1, verdict=Verdict.MOST, letter="A"),), "Most of you chose A."),
        ((RoundView(number=1, verdict=Verdict.SPLIT),), "Your votes are split."),
        ((RoundView(number=1, verdict=Verdict.HIDDEN),), "Too few votes to show."),
    ],
)
def test_few_voters_on_something_personal_are_not_counted(rounds: tuple[RoundView, ...], told: str) -> None:
    text = "\n".join(lines(vote_view(phase="revealed", rounds=rounds)))
    assert told in text
    assert not re.search(r"\d of \d|█", text)


def test_a_long_explanation_is_scrolled_to_not_cut() -> None:
    words = tuple(b.Paragraph(1, (b.Text(f"Sentence number {number}."),)) for number in range(30))
    view = vote_view(phase="revealed", rounds=(round_view(1, 4, 7),), key=("A",), explanation=words)
    at = deck(40, 15)
    assert stage(view, at).overflow > 0
    assert "↓" in lines(view, at)[-1]
    assert all(squeezed(f"Sentence number {number}.") in drawn(view, at) for number in range(30))


def test_sheets_of_paper_are_asked_for_by_their_letter() -> None:
    before = FormView(form="pre", title="Questions before the session", how="paper", questions=8, step=2, of=9)
    assert "Please fill in sheet A: before the session." in "\n".join(lines(before))
    after = FormView(form="post", title="Questions after the session", how="paper", questions=8, step=9, of=9)
    assert "Please fill in sheet B: after the session." in "\n".join(lines(after))


@settings(max_examples=60)
@given(width=st.integers(30, 160), height=st.integers(8, 60), title=st.text(max_size=80), scrolled=st.integers(-5, 99))
def test_every_size_gives_a_whole_screen(width: int, height: int, title: str, scrolled: int) -> None:
    at = ScreenDeck(width, height, Ledger({}, {}, {}))
    for view in (TalkView(title=title, step=1, of=2), vote_view(voted=2)):
        made = stage(view, at, scrolled=scrolled)
        assert len(made.lines) == max(12, height)
        assert not [char for line in made.lines for char in line.text if unicodedata.category(char) == "Cc"]
