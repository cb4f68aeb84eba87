"""A session's report as a file: every form tells the same, none tells what is guarded, and no word in it is more than a word."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pypdf
import pytest
from browser_kit import PAPERS, Browser
from export_kit import SVG, parsed, shown
from hypothesis import assume, given
from hypothesis import strategies as st

from edu_tui.export.session_report import Form, session_comparison, session_report
from edu_tui.export.session_report_markdown import literal
from edu_tui.library.markdown import parser
from edu_tui.progress.sessions_events import (
    AttendanceTaken,
    Ballot,
    BallotOption,
    Ended,
    FormCounted,
    FormMarked,
    FormPair,
    Planned,
    PointObserved,
    PromptOpened,
    SessionEvent,
    SessionNoted,
    Started,
    VoteClosed,
    VoteCounted,
    VoteOpened,
)
from edu_tui.progress.sessions_fold import fold_session
from edu_tui.progress.sessions_plan import Plan, PlanStep, StepKind
from edu_tui.progress.sessions_state import SessionState
from edu_tui.study.teaching.report import make_report
from edu_tui.study.teaching.report_compare import RARELY, OtherModuleError
from edu_tui.study.teaching.report_values import CONTACT_HOURS
from edu_tui.study.teaching.votes import outcome

TODAY = date(2026, 3, 3)
KEYS = "abc"
PAIRS = (FormPair(pre="p1", post="q1", title="First pair"), FormPair(pre="p2", post="q2", title="Second pair"))
PLAN = Plan(
    module="m",
    audience="family",
    minutes=20,
    steps=(PlanStep(kind=StepKind.SECTION, subject="s", minutes=5), PlanStep(kind=StepKind.QUESTION, subject="q", minutes=3)),
)


def state_of(*events: SessionEvent, title: str = "A talk", audience: str = "family", day: int = 2) -> SessionState:
    """A session with these steps between its beginning and its end."""
    plan = Plan(module=PLAN.module, audience=audience, minutes=PLAN.minutes, steps=PLAN.steps)
    planned = Planned(title=title, plan=plan, session=f"session-{day}", library="small", pairs=PAIRS)
    steps = [planned, Started(), AttendanceTaken(how="count", count=9), *events, Ended()]
    stamped = [
        type(step)(
            **{name: getattr(step, name) for name in step.__struct_fields__}
            | {"id": str(n), "n": n, "at": f"2026-03-0{day}T18:00:{n:02d}+00:00"}
        )
        for n, step in enumerate(steps, 1)
    ]
    return fold_session(stamped)


def ballot(*, poll: bool = True, sensitive: bool = True, text: str = "Words") -> Ballot:
    options = tuple(BallotOption(key, f"{text} {key}", not poll and key == "b") for key in KEYS)
    return Ballot(question="q", rev=1, title=f"{text} of the vote", options=options, poll=poll, sensitive=sensitive)


def a_round(number: int, counts: Sequence[int], of: Ballot, abstained: int | None = None, present: int | None = None) -> list[SessionEvent]:
    return [
        VoteOpened(ballot=of, round=number),
        VoteCounted(question="q", round=number, counts=dict(zip(KEYS, counts, strict=True)), abstained=abstained),
        VoteClosed(question="q", round=number, present=present),
    ]


def every_form(state: SessionState) -> dict[str, str]:
    """All that is ever written of a session."""
    report = make_report(state, "id")
    beside = make_report(state_of(*a_round(1, (4, 3, 2), ballot()), day=1), "other")
    forms = {form.value: session_report(report, form, TODAY) for form in Form}
    return forms | {f"{form} beside": session_comparison(report, beside, form, TODAY) for form in (Form.TEXT, Form.MARKDOWN, Form.HTML)}


def rows(state: SessionState) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(session_report(make_report(state, "id"), Form.CSV, TODAY))))


# --- what is guarded -----------------------------------------------------------------------------------------------------------------

FEW = st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(lambda counts: sum(counts) < 5)
MAYBE = st.none() | st.integers(0, 9)


@given(FEW, FEW, MAYBE, MAYBE, MAYBE, MAYBE, st.booleans(), st.booleans())
def test_no_form_lets_a_guarded_count_be_computed(
    one: list[int],
    other: list[int],
    abstained: int | None,
    abstained_there: int | None,
    present: int | None,
    present_there: int | None,
    poll: bool,
    again: bool,
) -> None:
    """Two rooms with the same verdict give the same files to the letter, so nothing in them depends on the counts."""
    of = ballot(poll=poll)
    more = a_round(2, (4, 3, 1), of) if again else []
    here = state_of(*a_round(1, one, of, abstained, present), *more)
    there = state_of(*a_round(1, other, of, abstained_there, present_there), *more)
    assume(outcome(here.votes[0]) == outcome(there.votes[0]))
    assert every_form(here) == every_form(there)


def test_a_guarded_second_round_guards_the_shift() -> None:
    of = ballot(poll=False)
    here = state_of(*a_round(1, (4, 3, 2), of), *a_round(2, (0, 3, 1), of))
    there = state_of(*a_round(1, (4, 3, 2), of), *a_round(2, (1, 3, 0), of))
    assert every_form(here) == every_form(there)
    assert "Shift" not in every_form(here)["text"]


MARKS = st.fixed_dictionaries({"p1": st.booleans(), "p2": st.booleans()})


@given(st.lists(st.tuples(MARKS, MARKS), min_size=1, max_size=4), st.randoms())
def test_of_fewer_than_five_nobody_can_tell_whose_sheets_belong_together(
    sheets: list[tuple[dict[str, bool], dict[str, bool]]], random: object
) -> None:
    """The files are the same whichever sheet from after goes with which from before."""
    posts = [post for _, post in sheets]
    random.shuffle(posts)  # type: ignore[attr-defined]
    here = state_of(*sheets_of([pre for pre, _ in sheets], [post for _, post in sheets]))
    there = state_of(*sheets_of([pre for pre, _ in sheets], posts))
    assert every_form(here) == every_form(there)
    assert "fewer than 5" in every_form(here)["text"]


def sheets_of(pre: Sequence[Mapping[str, bool]], post: Sequence[Mapping[str, bool]]) -> list[SessionEvent]:
    before = [FormMarked(form="pre", symbol=f"zebra{number}", marks=dict(marks)) for number, marks in enumerate(pre)]
    after = [
        FormMarked(form="post", symbol=f"zebra{number}", marks={key.replace("p", "q"): mark for key, mark in marks.items()})
        for number, marks in enumerate(post)
    ]
    return [*before, *after]


@pytest.mark.parametrize("people", [4, 6])
def test_a_gain_that_is_withheld_stands_in_no_form(people: int) -> None:
    counts = [FormCounted(form=form, question=f"{letter}{number}", right=right, of=people)
              for form, letter, right in (("pre", "p", 1), ("post", "q", people - 1)) for number in (1, 2)]  # fmt: skip
    found = [row for row in rows(state_of(*counts)) if row["row"].startswith("gain")]
    assert [(row["value"] == "", row["of"]) for row in found] == ([(True, "")] if people < 5 else [(False, "6")])
    assert all(("No gain is told" in text) == (people < 5) for name, text in every_form(state_of(*counts)).items() if "beside" not in name)


def test_no_symbol_is_in_any_form() -> None:
    marks = {"p1": True, "p2": False}
    assert not [name for name, text in every_form(state_of(*sheets_of([marks] * 6, [marks] * 6))).items() if "zebra" in text]


# --- every form tells the same -------------------------------------------------------------------------------------------------------


def full(text: str = "Words") -> SessionState:
    """A session with a bit of everything, in which `text` stands wherever there can be words."""
    of = ballot(poll=False, sensitive=False, text=text)
    return state_of(
        *a_round(1, (3, 2, 1), of, present=8),
        *a_round(2, (1, 5, 0), of, abstained=2),
        PromptOpened(prompt="t", title=text, text=text, points=(f"{text} one", f"{text} two")),
        PointObserved(prompt="t", point=0),
        FormCounted(form="pre", question="p1", right=2, of=6),
        FormCounted(form="pre", question="p2", right=2, of=6),
        FormCounted(form="post", question="q1", right=5, of=6),
        FormCounted(form="post", question="q2", right=5, of=6),
        SessionNoted(text=text),
        title=text,
    )


def test_each_form_holds_votes_gain_teach_back_notes_and_who_awards_hours() -> None:
    state = full()
    forms = {form: session_report(make_report(state, "id"), form, TODAY) for form in Form}
    forms[Form.HTML] = shown(forms[Form.HTML])
    for form, text in forms.items():
        told = " ".join(text.split())
        if form is not Form.CSV:
            for words in (
                "Attendance: 9",
                "2 of 6",
                "5 of 6",
                "33% to 83% right",
                "0.75 (high), n = 6",
                "two (not heard)",
                "planned and not",
            ):
                assert words in told, (form, words)
        for words in (CONTACT_HOURS, "Words of the vote", "Words one"):
            assert words in told, (form, words)


def test_the_table_holds_what_was_counted() -> None:
    found = rows(full())
    options = [(row["round"], row["option"], row["right_option"], row["count"], row["of"]) for row in found if row["row"] == "vote option"]
    assert options == [
        ("1", "A", "no", "3", "6"),
        ("1", "B", "yes", "2", "6"),
        ("1", "C", "no", "1", "6"),
        ("2", "A", "no", "1", "6"),
        ("2", "B", "yes", "5", "6"),
        ("2", "C", "no", "0", "6"),
    ]
    assert [(row["round"], row["count"]) for row in found if row["row"] == "vote not given"] == [("1", "2"), ("2", "2")]
    assert [(row["id"], row["count"], row["of"], row["share"]) for row in found if row["row"] == "after"] == [
        ("q1", "5", "6", "0.8333"),
        ("q2", "5", "6", "0.8333"),
    ]
    assert [(row["text"], row["value"]) for row in found if row["row"] == "teach-back point"] == [
        ("Words one", "heard"),
        ("Words two", "not heard"),
    ]


def test_html_is_valid_self_contained_and_has_bars_with_names() -> None:
    html = session_report(make_report(full(), "id"), Form.HTML, TODAY)
    tree = parsed(html)
    drawings = [element for element in tree.iter() if element.tag in ("svg", f"{SVG}svg")]
    assert len(drawings) == 3
    assert all(drawing[0].tag.endswith("title") and drawing[0].text for drawing in drawings)
    assert "script" not in {element.tag for element in tree.iter()}
    assert not [element for element in tree.iter() if {"src", "href", "onclick"} & set(element.attrib)]
    assert [element.tag for element in tree.iter() if re.fullmatch("h[1-6]", element.tag)][:2] == ["h1", "h2"]
    assert "default-src 'none'" in html


# --- words stay words ----------------------------------------------------------------------------------------------------------------

HOSTILE = (
    '=HYPERLINK("http://evil.example")',
    "@SUM(1+1)",
    "+1-1",
    "\t=1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "https://evil.example www.evil.example",
    "# heading\n\n- item",
    "1. one",
    "| a | b |",
    "**bold** _it_ `code` $x$ <b>",
    "\x1b[2J\x07 \u202eright to left\u2066",
    "line\r\n=2+2",
    "&lt;b&gt; \\* {{x}}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words(text: str) -> None:
    state = full(text)
    for name, told in every_form(state).items():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told), name
    tree = parsed(session_report(make_report(state, "id"), Form.HTML, TODAY))
    assert not {"script", "img", "b", "a"} & {element.tag for element in tree.iter()}
    for row in rows(state):
        assert not [cell for cell in row.values() if cell.lstrip()[:1] in "=+-@" and cell.strip() and not re.fullmatch(r"-?[\d.]+", cell)]
    markdown = session_report(make_report(state, "id"), Form.MARKDOWN, TODAY)
    kinds = {token.type for one in parser().parse(markdown) for token in (one, *(one.children or ()))}
    assert kinds <= PLAIN, kinds - PLAIN


PLAIN = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "strong_open", "strong_close"),
    *("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close", "list_item_open", "list_item_close"),
    *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close"),
    *("th_open", "th_close", "td_open", "td_close", "text_special"),
}


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40))
def test_any_words_are_one_paragraph_of_text_in_markdown(text: str) -> None:
    from edu_tui.library.text import clean_line

    words = clean_line(text)
    tokens = parser().parse(literal(words))
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline) == words


# --- two sessions --------------------------------------------------------------------------------------------------------------------


def test_two_sessions_stand_side_by_side_with_n_and_intervals() -> None:
    one, other = (
        make_report(full(), "second"),
        make_report(state_of(*a_round(1, (0, 4, 4), ballot(poll=False, sensitive=False)), day=1), "first"),
    )
    for pair in ((one, other), (other, one)):
        told = " ".join(session_comparison(*pair, Form.MARKDOWN, TODAY).split())
        assert RARELY in told
        assert "| | 1 March 2026, 18:00 | 2 March 2026, 18:00 |" in told
        assert "| Right in round 1 | 50%, 4 of 8 (22 to 78%) | 33%, 2 of 6 (10 to 70%) |" in told
        assert "| Words b (right) | 50%, 4 of 8 (22 to 78%) | 33%, 2 of 6 (10 to 70%) |" in told
        assert "| Round 2 | not asked | n = 6, 2 did not vote |" in told
        assert "| Right in round 2 | not asked |" in told
        assert "| First pair | not asked | not asked | 33%, 2 of 6 (10 to 70%) | 83%, 5 of 6 (44 to 97%) |" in told
        assert "0.75 (high), n = 6" in told


def test_options_are_matched_by_their_words_since_letters_may_differ() -> None:
    turned = Ballot(question="q", rev=2, title="t", options=tuple(reversed(ballot(sensitive=False).options)))
    one = make_report(state_of(*a_round(1, (5, 1, 0), ballot(sensitive=False)), day=1), "first")
    other = make_report(state_of(*a_round(1, (5, 1, 0), turned)), "second")
    told = " ".join(session_comparison(one, other, Form.MARKDOWN, TODAY).split())
    assert "| Words a | 83%, 5 of 6 (44 to 97%) | 83%, 5 of 6 (44 to 97%) |" in told
    assert "was changed between" in told


def test_what_cannot_be_compared_says_so() -> None:
    report = make_report(full(), "one")
    with pytest.raises(OtherModuleError, match="twice the same"):
        session_comparison(report, report, Form.TEXT, TODAY)
    with pytest.raises(OtherModuleError, match="one module for one audience"):
        session_comparison(report, make_report(state_of(audience="clinician"), "two"), Form.TEXT, TODAY)


def test_it_looks_well_in_a_browser_and_loads_nothing(chrome: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(session_report(make_report(full("Some words of usual length that fill a line"), "id"), Form.HTML, TODAY))
    for width in (1000, 340):
        chrome.resize(width, 1200)
        visit = chrome.open(path)
        assert (visit.requests, visit.said) == ([path.as_uri()], [])
        assert chrome.run("document.documentElement.scrollWidth") <= width
    for paper in PAPERS:
        pages = pypdf.PdfReader(io.BytesIO(chrome.print(paper))).pages
        assert {round(float(page.mediabox.width) / 72, 1) for page in pages} == {round(PAPERS[paper][0], 1)}
