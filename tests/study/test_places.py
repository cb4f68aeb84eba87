"""Where the sections are now of which a learner keeps something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import CLINICIAN, edited, write_library

from edu_tui.library.blocks import Paragraph, Text
from edu_tui.library.library import Library, open_library
from edu_tui.library.modules import Audience, Module
from edu_tui.library.modules import Section as Page
from edu_tui.progress.events import Bookmarked, Event, Landmark, Noted, Voided, new_id, stamp
from edu_tui.progress.state import fold
from edu_tui.progress.state_values import Section
from edu_tui.study.places import Kept, Whereabouts, find_again, forgotten, kept_at, landmark_of, likeness, subject_for_note, toggled

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
CLIN = "content/timing/clinician.md"
CLOCKS = Section("timing", "clinician", "clocks")
REMISSION = Section("timing", "clinician", "remission")
BODY = CLINICIAN[: CLINICIAN.index("## Two clocks")]


class Told(NamedTuple):
    """A section of the module that the tests edit."""

    id: str
    title: str
    text: str

    @property
    def markdown(self) -> str:
        return f"## {self.title} {{#{self.id} .classify}}\n\n{self.text}\n\n"


TEXTS = {
    "clocks": "The first clock starts at diagnosis and the second one at the end of treatment, so that a team says which of them it reads.",
    "marrow": "A relapse in the marrow looks different under the microscope from one that shows itself in the fluid around the brain.",
    "after": "Children who relapse late often answer to chemotherapy once more, while those who relapse early hardly ever do.",
    "words": "Families ask what a number means for their own child, and nobody can answer that from a table of many children.",
}
PAGES = [Told(ident, f"About {ident}", text) for ident, text in TEXTS.items()]


def library_of(root: Path, pages: Iterable[Told]) -> Library:
    return open_library(write_library(root, {CLIN: BODY + "".join(page.markdown for page in pages)}))


def bookmark(library: Library, section: Section, *, days: int = 0, on: bool = True) -> Bookmarked:
    module = library.module(section.module, Audience(section.audience))
    assert module is not None
    page = module.section(section.section)
    assert page is not None
    at = stamp(MONDAY + timedelta(days=days))
    return Bookmarked(id=new_id(), at=at, subject=":".join(section), on=on, landmark=landmark_of(module, page))


def kept(library: Library, *events: Event) -> tuple[Kept, ...]:
    return Whereabouts(library).kept(fold(events))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(write_library(tmp_path_factory.mktemp("library")))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(PAGES),
    titles=st.lists(st.sampled_from(["", "Quite another title", "Two"]), min_size=4, max_size=4),
    added=st.lists(st.sampled_from(["one", "two", "three"]), unique=True),
    chosen=st.sampled_from(list(TEXTS)),
)
def test_a_bookmark_survives_reordering_other_titles_and_additions(tmp_path_factory, order, titles, added, chosen):
    section = Section("timing", "clinician", chosen)
    before = library_of(tmp_path_factory.mktemp("before"), PAGES)
    pages = [page._replace(title=title or page.title, text=f"{page.text} And more.") for page, title in zip(order, titles, strict=True)]
    pages[1:1] = [Told(name, f"New {name}", "Nothing that was there before.") for name in added]
    after = library_of(tmp_path_factory.mktemp("after"), pages)
    (found,) = kept(after, bookmark(before, section))
    assert (found.now, found.bookmarked) == (section, True)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(PAGES), chosen=st.sampled_from(list(TEXTS)), retitled=st.booleans())
def test_a_section_with_another_id_is_found_by_its_words_wherever_it_stands(tmp_path_factory, order, chosen, retitled):
    before = library_of(tmp_path_factory.mktemp("before"), PAGES)
    pages = [page._replace(id="other", title="Renamed" if retitled else page.title) if page.id == chosen else page for page in order]
    after = library_of(tmp_path_factory.mktemp("after"), pages)
    (found,) = kept(after, bookmark(before, Section("timing", "clinician", chosen)))
    assert found.now == Section("timing", "clinician", "other")
    assert found.subject == f"timing:clinician:{chosen}"


def test_a_section_that_went_is_gone_and_keeps_its_note_and_its_title(tmp_path: Path):
    before = library_of(tmp_path / "before", PAGES)
    mark = bookmark(before, Section("timing", "clinician", "marrow"))
    note = Noted(id=new_id(), at=mark.at, subject=mark.subject, text="Ask about the fluid.", landmark=mark.landmark)
    after = library_of(tmp_path / "after", [page for page in PAGES if page.id != "marrow"])
    (found,) = kept(after, mark, note)
    assert (found.now, found.title, found.note, found.module) == (None, "About marrow", "Ask about the fluid.", "timing")
    alone = library_of(tmp_path / "nothing", [])
    assert [one.now for one in kept(alone, mark)] == [None]


def test_what_is_kept_of_a_page_that_is_broken_just_now_is_not_gone(tmp_path: Path, small: Library):
    broken = open_library(write_library(tmp_path, edited(CLIN, "minutes: 10", "minutes: [ten")))
    (found,) = kept(broken, bookmark(small, CLOCKS))
    assert found.now == CLOCKS


def test_a_section_that_moved_to_another_module_is_found_if_its_words_are_the_same(tmp_path: Path):
    library = "id: small\ntitle: A\nversion: 1\ntracks:\n  - {id: start, title: Start, modules: [timing, second]}\n"
    before = library_of(tmp_path / "before", PAGES)
    mark = bookmark(before, Section("timing", "clinician", "words"))
    moved = {CLIN: BODY + PAGES[0].markdown, "content/second/clinician.md": BODY + PAGES[3]._replace(id="moved").markdown}
    after = open_library(write_library(tmp_path / "after", {**moved, "content/library.yaml": library}))
    (found,) = kept(after, mark)
    assert found.now == Section("second", "clinician", "moved")


def test_what_names_no_section_is_not_kept(small: Library):
    notes = [Noted(id=new_id(), at=stamp(MONDAY), subject=subject, text="x") for subject in ("rt-time-01", "a:b", "timing:nobody:clocks")]
    assert [(one.subject, one.now) for one in kept(small, *notes)] == [("timing:nobody:clocks", None)]


def test_what_is_kept_stands_in_the_order_of_the_library_and_what_is_gone_last(small: Library):
    gone = Bookmarked(id=new_id(), at=stamp(MONDAY), subject="aaa:clinician:gone")
    marks = [bookmark(small, section) for section in (Section("timing", "family", "clocks"), REMISSION, CLOCKS)]
    assert [one.now for one in kept(small, gone, *marks)] == [CLOCKS, REMISSION, Section("timing", "family", "clocks"), None]


def test_toggling_takes_away_what_is_there_under_whatever_name(small: Library):
    module = small.module("timing", Audience.CLINICIAN)
    assert module is not None
    landmark = landmark_of(module, module.sections[1])
    assert landmark == Landmark("Remission", (), 1, "in all 531 661 80 3 reached a second remission")
    (on,) = toggled((), REMISSION, landmark, MONDAY)
    assert (on.subject, on.on, on.landmark) == ("timing:clinician:remission", True, landmark)
    former = Bookmarked(id=new_id(), at=on.at, subject="timing:clinician:former", landmark=landmark)
    here = kept_at(kept(small, on, former), REMISSION)
    off = toggled(here, REMISSION, landmark, MONDAY + timedelta(hours=1))
    assert {(event.subject, event.on) for event in off} == {("timing:clinician:former", False), ("timing:clinician:remission", False)}
    assert kept(small, on, former, *off) == ()
    back = [Voided(id=new_id(), at=on.at, event=event.id) for event in off]
    assert kept(small, on, former, *off, *back) == here


def test_a_note_goes_on_under_the_name_it_has(small: Library):
    assert subject_for_note((), REMISSION) == "timing:clinician:remission"
    landmark = Landmark("Remission")
    former = Noted(id=new_id(), at=stamp(MONDAY), subject="timing:clinician:former", text="mine", landmark=landmark)
    here = kept_at(kept(small, former), REMISSION)
    assert subject_for_note(here, REMISSION) == "timing:clinician:former"
    assert kept(small, former, *forgotten(here[0], MONDAY + timedelta(hours=1))) == ()


def page(title: str, text: str, objectives: Sequence[str] = ()) -> Page:
    return Page("x", (Text(title),), 1, tuple(objectives), (Paragraph(1, (Text(text),)),))


def module_of(*pages: Page) -> Module:
    named = tuple(Page(f"s{number}", one.title, 1, one.objectives, one.blocks) for number, one in enumerate(pages))
    return Module("m", Audience.CLINICIAN, "p", "M", "", 1, (), None, "", (), named)


def test_an_objective_in_common_makes_less_likeness_enough():
    landmark = Landmark("The second remission", ("explain",), 0, "")
    one, other = page("Second things", "Nothing of it.", ["explain"]), page("Second things", "Nothing of it.")
    assert 0.6 > likeness(landmark, one) >= 0.4
    assert find_again(landmark, module_of(one, other)) is None
    alike = [page("second remission again", "Nothing of it.", objectives) for objectives in ((), ["explain"])]
    assert find_again(landmark, module_of(*alike)) == Section("m", "clinician", "s1")
    assert find_again(landmark, module_of(alike[0])) is None


def test_of_two_that_are_alike_the_nearer_is_meant():
    landmark = Landmark("Alike", (), 2, "")
    pages = [page("Alike", "x"), page("Other", "x"), page("Other", "y"), page("Alike", "z")]
    assert find_again(landmark, module_of(*pages)) == Section("m", "clinician", "s3")


@given(st.text(max_size=40), st.text(max_size=80), st.text(max_size=40), st.text(max_size=80))
def test_likeness_is_a_share_and_knows_itself(title, text, other, more):
    section = page(title, text)
    landmark = landmark_of(module_of(section), module_of(section).sections[0])
    assert likeness(landmark, section) == 1.0
    assert 0.0 <= likeness(landmark, page(other, more)) <= 1.0
