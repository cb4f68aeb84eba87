"""Safe cures: what each mends, and the laws that hold for all of them."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import CLINICIAN, FACTS, FAMILY_QUIZ, FILES, QUIZ

from edu_tui.authoring.cures.files import change_for, write_change
from edu_tui.authoring.cures.mending import mend
from edu_tui.authoring.cures.proof import SLIP_CODES, proves, read
from edu_tui.authoring.cures.registry import Draft, all_cures
from edu_tui.authoring.errors import AuthoringError
from edu_tui.checks.discovery import all_rules

CLIN, QUIZZES, FAMQ, FACT = "content/timing/clinician.md", "quizzes/timing.md", "quizzes/timing-family.md", "content/facts.yaml"
CHART_TITLE = "title: Alive after five years"
MATCH = "type: match\n\nPut together.\n\n- one -> two\n- three -> four\n"
NUMERIC = "type: numeric\n\nHow long?\n\n- [x] 18..36 months\n  > Right.\n"


def question(body: str) -> str:
    return QUIZ + f"\n## More\n\nid: rt-more-01\nobjective: classify\n{body}"


def mended(path: str, text: str, codes: frozenset[str] = frozenset()) -> str:
    cures = [cure for cure in all_cures() if not codes or codes & set(cure.codes)]
    return "\n".join(mend(Draft(path, text.split("\n"), lambda quiz, title: f"{quiz}-new"), cures).lines)


RIGHT = {CLIN: CLINICIAN, QUIZZES: QUIZ, FAMQ: FAMILY_QUIZ, FACT: FACTS}

CASES = [
    ("I01", QUIZZES, QUIZ, "id: rt-time-01\n", "", "id: timing-new\n"),
    ("I01", QUIZZES, QUIZ, "id: rt-time-01\nobjective: classify\n\n", "", "id: timing-new\n\n"),
    ("I01", QUIZZES, QUIZ, "id: rt-time-01\nobjective: classify\n", "objective: classify\nid: rt-time-01\n", None),
    ("I04", QUIZZES, QUIZ, "id: rt-time-01", "id: “rt-time-01”", None),
    ("M02", QUIZZES, QUIZ, "objective: classify\n\nA boy", "Objective: classify\n\nA boy", None),
    ("T01", QUIZZES, QUIZ, "type: order", "type: Order", None),
    ("A03", FAMQ, FAMILY_QUIZ, "  > Right.\n", "> Right.\n", None),
    ("A02", QUIZZES, QUIZ, "  > Yes: the", "> Yes: the", None),
    ("A17", QUIZZES, QUIZ, "  > Yes: the", "        > Yes: the", None),
    ("A18", QUIZZES, QUIZ, "- [x] 25.8%", "– [x] 25.8%", None),
    ("A18", QUIZZES, QUIZ, "- [x] 25.8%", "•\u00a0[X] 25.8%", None),
    ("A16", QUIZZES, QUIZ, "- [x] 25.8%", "-[x] 25.8%", None),
    ("A16", QUIZZES, QUIZ, "- [x] 25.8%", "- [ x ] 25.8%", None),
    ("A16", QUIZZES, QUIZ, "- [x] 25.8%", "- [✓]25.8%", None),
    ("A07", QUIZZES, question(MATCH), "one -> two", "one –> two", None),
    ("N01", QUIZZES, question(NUMERIC), "18..36", "18–36", None),
    ("N01", QUIZZES, question(NUMERIC), "18..36", "18…36", None),
    ("F00", CLIN, CLINICIAN, "---\ntitle", "—\ntitle", None),
    ("F00", CLIN, CLINICIAN, "---\ntitle", "\n\n---\ntitle", None),
    ("F01", CLIN, CLINICIAN, "---\n\nA short", "–-\n\nA short", None),
    ("F01", CLIN, CLINICIAN, "title: The time", "title:\u00a0The time", None),
    ("F01", CLIN, CLINICIAN, "  classify: Classify", "\tclassify: Classify", None),
    ("F01", CLIN, CLINICIAN, "summary: What", "summary: “One: two”\nsummary: What", "summary: “One: two”\nsummary: What"),  # two faults
    ("F02", QUIZZES, QUIZ, "audience: clinician", "audience: “clinician”", 'audience: "clinician"'),
    ("G01", CLIN, CLINICIAN, "type: bars", "type: “bars”", 'type: "bars"'),
    ("G01", CLIN, CLINICIAN, CHART_TITLE, "title:\u00a0Alive after five years", None),
    ("K01", FACT, FACTS, "  population: AALL1331", "\tpopulation: AALL1331", None),
    ("K01", FACT, FACTS, "status: seed", "status: “seed”", 'status: "seed"'),
    ("T10", CLIN, CLINICIAN, "## Remission", "##\u00a0Remission", None),
    ("T11", CLIN, CLINICIAN + "\n---\n", "[@RI-07].\n\n---\n", "[@RI-07].\n\n—\n", None),
    ("T12", CLIN, CLINICIAN + "\n- one\n- two\n", "- one\n- two", "• one\n• two", None),
    ("T13", CLIN, CLINICIAN, "cite: RT-13", "cite: “RT-13”", 'cite: "RT-13"'),
    ("T13", FACT, FACTS, '"18 months"', "“18 months”", None),
    ("T13", FACT, FACTS, '"0.65"', '"“0.65”"', None),
    ("T13", FACT, FACTS, '"71.3%"', "“9 (1, 2)”", '"9 (1, 2)"'),
]
IDS = [f"{number}-{one[0]}" for number, one in enumerate(CASES)]
"""Code, file, its right text, words in it, what stands in their place before the cure, and after it (None: the right words again)."""


@pytest.mark.parametrize(("code", "path", "right", "words", "wrong", "after"), CASES, ids=IDS)
def test_a_cure_mends_its_fault_and_touches_nothing_else(code, path, right, words, wrong, after):
    assert right.count(words) >= 1
    at = right.rindex(words) if code in ("A03", "T11") else right.index(words)
    broken = right[:at] + wrong + right[at + len(words) :]
    assert mended(path, broken) == right[:at] + (words if after is None else after) + right[at + len(words) :]
    if after != wrong:
        faults = read(path, broken.split("\n")).faults, read(path, mended(path, broken).split("\n")).faults
        assert faults[0][code] > faults[1][code]


@pytest.mark.parametrize(("path", "right"), RIGHT.items())
def test_what_is_right_stays_to_the_letter(path, right):
    assert mended(path, right) == right


TIDY = [
    (CLIN, CLINICIAN[:-1], CLINICIAN),
    (CLIN, CLINICIAN + "\n> **key POINT:** So.\n", CLINICIAN + "\n> **Key point:** So.\n"),
    (QUIZZES, QUIZ.replace("[x]", "[X]").replace("> **Hint:**", "> **hint:**"), QUIZ),
    (CLIN, CLINICIAN + "\n> **so Long:** it is no label.\n", CLINICIAN + "\n> **so Long:** it is no label.\n"),
]


@pytest.mark.parametrize(("path", "before", "after"), TIDY)
def test_tidying_changes_letters_and_no_meaning(path, before, after):
    assert mended(path, before) == after
    assert read(path, before.split("\n")) == read(path, after.split("\n"))


def test_curly_quotes_that_are_text_stay_though_others_beside_them_are_mended():
    broken = FACTS.replace("claim: Survival after relapse rises with the time to relapse.", "claim: “It rises”")
    broken = broken.replace("status: seed", "status: “seed”")
    assert mended(FACT, broken) == broken.replace("“seed”", '"seed"')


def test_a_question_that_could_be_read_is_never_read_differently():
    before, after = (read(QUIZZES, text.split("\n")) for text in (QUIZ + "\n## More\n\nWhat?\n", QUIZ.replace("90%", "91%")))
    assert after.count(["I01"]) < before.count(["I01"])
    assert not proves(before, after, ["I01"])


SLIPS = [
    ("- [x]", "– [x]"),
    ("- [ ]", "-[ ]"),
    ("- [x]", "- [X]"),
    ("  >", ">"),
    ("  >", "\t\t>"),
    ("## ", "##\u00a0"),
    ("---", "—"),
    ("id: ", "Id:"),
    ("id: ", "x: "),
    (": ", ":\u00a0"),
    ("- ", "• "),
    ('"', "“"),
    ("\n\n", "\n"),
    ("-", "–"),
    ("objective", "\tobjective"),
    ("\n", "\r"),
    (" ", "\u00a0"),
    ("title: ", "title: “a” “"),
    ("```", "~~~"),
    ("cite: RT-13", "cite: [“RT-13”, ‘RT-13’]"),
    ("> **", ">**"),
    ("[", "[["),
]
"""What is typed, and what stands there instead."""


@st.composite
def broken_files(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the small library with some slips of typing."""
    path = draw(st.sampled_from(sorted(FILES)))
    text = FILES[path]
    for old, new in draw(st.lists(st.sampled_from(SLIPS), max_size=5)):
        places = [at for at in range(len(text)) if text.startswith(old, at)]
        if places:
            at = draw(st.sampled_from(places))
            text = text[:at] + new + text[at + len(old) :]
    return path, text[: draw(st.integers(len(text) // 2, len(text)))] if draw(st.booleans()) else text


@given(broken_files())
@settings(max_examples=60, deadline=None)
def test_mending_twice_is_mending_once(broken):
    path, text = broken
    once = mended(path, text.replace("\r", "\n"))
    assert mended(path, once) == once


@given(broken_files())
@settings(max_examples=60, deadline=None)
def test_mending_adds_no_fault_and_keeps_what_could_be_read(broken):
    path, text = broken
    before, after = (read(path, one.split("\n")) for one in (text, mended(path, text)))
    if path.startswith("quizzes/") and not before.count(SLIP_CODES.values()):
        assert all(part in after.parts for part in before.parts)
    if not before.faults:
        assert after == before


@given(st.text(max_size=400), st.sampled_from(sorted(FILES)))
@settings(max_examples=60, deadline=None)
def test_whatever_a_file_holds_it_is_mended_or_left(text, path):
    assert mended(path, mended(path, text)) == mended(path, text)


def test_every_code_of_a_cure_is_the_code_of_a_finding():
    known = {rule.code for rule in all_rules()}
    assert set(SLIP_CODES.values()) <= known
    assert {code for cure in all_cures() for code in cure.codes} - known <= {one[0] for one in CASES} | {
        "A01",
        "A04",
        "A05",
        "A09",
        "M04",
        "M05",
        "M06",
        "M07",
    }
    assert all(cure.edits.__doc__ for cure in all_cures())


# --- files -----------------------------------------------------------------------------------------------------------------------

BROKEN = QUIZ.replace("- [x] 25.8%", "– [x] 25.8%")


def change(root: Path):
    return change_for(root, QUIZZES, all_cures(), lambda quiz, title: f"{quiz}-new")


@pytest.mark.parametrize(("end", "mark"), [("\r\n", b""), ("\n", codecs.BOM_UTF8), ("\r\n", codecs.BOM_UTF8)])
def test_line_ends_mark_and_rights_are_kept(end, mark, library_dir):
    root = library_dir({QUIZZES: mark + BROKEN.replace("\n", end).encode()})
    (root / QUIZZES).chmod(0o640)
    write_change(root, change(root))
    assert (root / QUIZZES).read_bytes() == mark + QUIZ.replace("\n", end).encode()
    assert (root / QUIZZES).stat().st_mode & 0o777 == 0o640


def test_mixed_line_ends_become_those_of_most_lines(library_dir):
    root = library_dir({QUIZZES: QUIZ.replace("\n", "\r\n").replace("\r\n", "\n", 3).encode()})
    write_change(root, change(root))
    assert (root / QUIZZES).read_bytes() == QUIZ.replace("\n", "\r\n").encode()


def test_a_file_that_changed_meanwhile_is_left_alone(library_dir):
    root = library_dir({QUIZZES: BROKEN})
    found = change(root)
    (root / QUIZZES).write_text(BROKEN + "\nmore\n")
    with pytest.raises(AuthoringError, match="changed meanwhile"):
        write_change(root, found)
    assert (root / QUIZZES).read_text() == BROKEN + "\nmore\n"


def test_a_link_inside_the_library_stays_a_link_and_one_out_of_it_is_never_followed(library_dir, tmp_path):
    root = library_dir({QUIZZES: None, "quizzes/real.txt": BROKEN})
    (root / QUIZZES).symlink_to("real.txt")
    write_change(root, change(root))
    assert (root / QUIZZES).is_symlink()
    assert (root / "quizzes/real.txt").read_text() == QUIZ
    (tmp_path / "outside.md").write_text(BROKEN)
    (root / QUIZZES).unlink()
    (root / QUIZZES).symlink_to(tmp_path / "outside.md")
    assert change(root) is None


@pytest.mark.parametrize("data", [BROKEN.encode("latin-1", "replace") + b"\xff", b"\0" * 100, b""], ids=["latin", "nul", "empty"])
def test_what_is_not_plain_text_is_left_alone(data, library_dir):
    assert change(library_dir({QUIZZES: data})) is None
