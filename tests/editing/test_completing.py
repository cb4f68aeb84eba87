"""What an editor offers, place by place, and that no half-typed text upsets it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import CLINICIAN, FACTS, FAMILY, FAMILY_QUIZ, FILES, QUIZ, write_library

from edu_tui.editing.asking import definition, hover, named_at, references
from edu_tui.editing.completing import Completion, completions
from edu_tui.editing.desk import Desk
from edu_tui.editing.renaming import RenameError, rename
from edu_tui.library.library import Library, open_library

PAGE, FAMILY_PAGE, QUIZ_FILE, FAMILY_QUIZ_FILE = (
    "content/timing/clinician.md",
    "content/timing/family.md",
    "quizzes/timing.md",
    "quizzes/timing-family.md",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(write_library(tmp_path_factory.mktemp("library")))


def offered(library: Library, path: str, text: str) -> dict[str, Completion]:
    """What is offered at the sign ¦ in `text`."""
    offset = text.index("¦")
    return {one.label: one for one in completions(Desk(library, {path: text.replace("¦", "")}), path, offset)}


def written(library: Library, path: str, text: str, label: str) -> str:
    """The text once the offer was taken."""
    one = offered(library, path, text)[label]
    bare = text.replace("¦", "")
    return bare[: one.start] + one.text + bare[one.end :]


@pytest.mark.parametrize("typed", ["[@¦", "[@RT-¦", "[@RI-07; @¦", "[-@¦", "> **Key point:** x [@¦", "- a [@¦]"])
def test_after_a_citation_sign_facts_and_references(library: Library, typed: str) -> None:
    found = offered(library, PAGE, f"{CLINICIAN}\n{typed}")
    assert list(found) == ["RT-13", "RI-07", "RT-09", "RT-04R", "rheingold2024", "hogan2025"]
    assert found["RT-09"].card.startswith("RT-09: verified, unconfirmed, rev 1")
    assert "Relapse in COG trials" in found["rheingold2024"].card


def test_a_key_is_replaced_as_a_whole(library: Library) -> None:
    assert written(library, PAGE, f"{CLINICIAN}\nx [@RT¦-99; @RI-07]", "RT-13").endswith("x [@RT-13; @RI-07]")


@pytest.mark.parametrize("typed", ["`[@¦`", "```\n[@¦", "\\[@¦", "[@RT-13] ¦", "me@¦"])
def test_where_no_citation_can_stand_none_is_offered(library: Library, typed: str) -> None:
    assert offered(library, PAGE, f"{CLINICIAN}\n{typed}") == {}


@pytest.mark.parametrize(
    ("path", "text", "labels"),
    [
        (PAGE, CLINICIAN + "\n## New {#new .¦}\n", ["classify"]),
        (PAGE, CLINICIAN + "\n> **¦", ["Key point", "Caution", "Call now", "Not known", "Teach-back", "Ask", "Notes"]),
        (QUIZ_FILE, QUIZ + "\n> **E¦", ["Hint", "Explanation", "Notes", "Teach-back", "Ask"]),
        (PAGE, CLINICIAN + "\n[a](¦", ["clinician.md", "family.md"]),
        (QUIZ_FILE, QUIZ + "\n[a](¦)", ["../content/timing/clinician.md", "../content/timing/family.md"]),
        (PAGE, CLINICIAN + "\n[a](#¦)", ["clocks", "remission"]),
        (PAGE, CLINICIAN + "\n[a](family.md#¦)", ["clocks"]),
        (PAGE, CLINICIAN.replace("cite: RT-13", "cite: [RT-13, ¦]"), ["RT-13", "RI-07", "RT-09", "RT-04R"]),
        (PAGE, CLINICIAN.replace("type: bars", "type: ¦"), ["bars", "icons", "timeline", "curve"]),
        (QUIZ_FILE, QUIZ.replace("objective: classify", "objective: ¦"), ["classify"]),
        (FAMILY_QUIZ_FILE, FAMILY_QUIZ.replace("objective: tell", "objective: t¦"), ["tell"]),
        (QUIZ_FILE, QUIZ.replace("objective: classify", "bloom: ¦"), ["remember", "understand", "apply", "analyse", "evaluate", "create"]),
        (QUIZ_FILE, QUIZ.replace("objective: classify", "form: p¦"), ["pre", "post"]),
        (QUIZ_FILE, QUIZ.replace("objective: classify", "twin: ¦"), ["rt-time-01", "rt-order-01"]),
        (QUIZ_FILE, QUIZ + "\n## New\n\n¦", ["id:"]),
        (QUIZ_FILE, QUIZ.replace("module: timing", "module: ¦"), ["timing"]),
        (QUIZ_FILE, QUIZ.replace("audience: clinician", "audience: ¦"), ["clinician", "family"]),
        (QUIZ_FILE, "---\n¦\n---\n", ["module:", "audience:", "title:", "retired:"]),
        ("content/facts.yaml", FACTS.replace("source: rheingold2024", "source: [hogan2025, r¦"), ["rheingold2024", "hogan2025"]),
        (FAMILY_PAGE, FAMILY + "\nThe mini¦", ["minimal residual disease"]),
        (FAMILY_PAGE, FAMILY + "\nThe rela¦", ["relapse"]),
        (PAGE, CLINICIAN + "\nThe rela¦", []),
        (FAMILY_PAGE, FAMILY + "\n[x](rela¦", ["clinician.md", "family.md"]),
        (FAMILY_PAGE, "---\ntitle: rela¦\n---\n", []),
    ],
)
def test_each_place_has_its_own_offers(library: Library, path: str, text: str, labels: list[str]) -> None:
    assert list(offered(library, path, text)) == labels


def test_keys_that_a_question_has_are_not_offered_again(library: Library) -> None:
    found = list(offered(library, QUIZ_FILE, QUIZ.replace("objective: classify", "objective: classify\n¦")))
    assert found[0] == "bloom:"
    assert not {"id:", "objective:"} & set(found)
    half = QUIZ.replace("objective: classify", "bl¦", 1)
    assert written(library, QUIZ_FILE, half, "bloom:") == half.replace("bl¦", "bloom: ")


def test_a_label_is_written_with_its_colon(library: Library) -> None:
    assert written(library, PAGE, "---\n---\n> **key¦", "Key point") == "---\n---\n> **Key point:** "


def test_rules_are_offered_in_waivers(library: Library) -> None:
    found = offered(library, "content/waivers.yaml", "- rule: W¦\n")
    assert "Why: " in found["W03"].card


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    path=st.sampled_from(sorted(FILES)),
    cut=st.integers(0, 2000),
    extra=st.text("[@RT-13]{}#.:*`>-\n a(\r", max_size=12),
    back=st.integers(0, 40),
)
def test_no_half_typed_text_upsets_anything(library: Library, path: str, cut: int, extra: str, back: int) -> None:
    text = FILES[path][:cut] + extra
    desk = Desk(library, {path: text})
    offset = max(0, len(text) - back)
    for one in completions(desk, path, offset):
        assert 0 <= one.start <= offset <= one.end <= len(text)
    told = hover(desk, path, offset)
    assert told is None or told[1].start <= offset <= told[1].end
    place = definition(desk, path, offset)
    assert place is None or 0 <= place.start <= place.end <= len(desk.text(place.path))
    name = named_at(desk, path, offset)
    if name is not None:
        assert all(0 <= use.start <= use.end <= len(desk.text(use.path)) for use in references(desk, name))
    with suppress(RenameError):
        rename(desk, name, "new-name")


def test_the_desk_does_not_read_what_leads_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    root = write_library(tmp_path / "library", {"content/glossary.md": None})
    (root / "content/glossary.md").symlink_to(tmp_path / "secret")
    assert Desk(open_library(root), {}).text("content/glossary.md") == ""
