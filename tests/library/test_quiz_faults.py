"""Each fault of a quiz file: its code, its line, its cure. The mark § stands on the line that must be named."""

import pytest

from edu_tui.library.diagnostics import Severity
from edu_tui.library.quiz_parser import parse_quiz

HEAD = "---\nmodule: mrd\naudience: clinician\ntitle: Test\n---\n"
OPTIONS = "- [x] Yes\n  > So it is.\n- [ ] No\n"


def question(answers: str = OPTIONS, *, keys: str = "", stem: str = "What is it?\n\n", ident: str = "q-1", level: str = "##") -> str:
    return f"\n{level} Title of {ident}\n\nid: {ident}\n{keys}\n{stem}{answers}"


CASES = [
    # the head
    ("F00", "§\n## Title\n\nid: q-1\n\nWhat?\n\n" + OPTIONS),
    ("F01", "---\nmodule: mrd\n§title: a: b\naudience: clinician\n---\n" + question()),
    ("F01", "§---\nmodule: mrd\n" + question()),
    ("F02", "---\nmodule: mrd\n§audience: doctors\ntitle: Test\n---\n" + question()),
    ("F02", "---\n§kind: module\nmodule: mrd\naudience: clinician\ntitle: Test\n---\n" + question()),
    ("F02", "---\n§module: mrd\naudience: clinician\n---\n" + question()),
    ("F02", "---\nmodule: mrd\naudience: clinician\ntitle: Test\nretired: [§Old One]\n---\n" + question()),
    # ids
    ("I01", HEAD + "\n§## Title\n\nWhat is it?\n\n" + OPTIONS),
    ("I01", HEAD + "\n§## Title\n\nrev: 2\nid: q-1\n\nWhat is it?\n\n" + OPTIONS),
    ("I01", HEAD + "\n§## Title\n"),
    ("I02", HEAD + question() + question().replace("id: ", "§id: ")),
    ("I03", HEAD.replace("title:", "retired: [q-1]\ntitle:") + question().replace("id: ", "§id: ")),
    ("I04", HEAD + question().replace("id: q-1", "§id: Q_1")),
    ("I04", HEAD + question("- [x] Yes {Yes_1}§\n  > So it is.\n- [ ] No\n")),
    ("H02", HEAD + "\n§##\n\nid: q-1\n\nWhat?\n\n" + OPTIONS),
    # keys
    ("M01", HEAD + question(keys="§Which one?\n")),
    ("M01", HEAD + question(keys="§objective:\n")),
    ("M02", HEAD + question(keys="§objectiv: x\n")),
    ("M02", HEAD + question().replace("id: ", "§ID: ")),
    ("M03", HEAD + question(keys="rev: 1\n§rev: 2\n")),
    ("M04", HEAD + question(keys="§bloom: know\n")),
    ("M05", HEAD + question(keys="§difficulty: 6\n")),
    ("M05", HEAD + question(keys="§difficulty: high\n")),
    ("M06", HEAD + question(keys="§rev: 0\n")),
    ("M06", HEAD + question(keys="§rev: two\n")),
    ("M07", HEAD + question(keys="§scoring: some\n")),
    ("M07", HEAD + question(keys="§shuffle: no\n")),
    ("M07", HEAD + question(keys="§safety: yes\n")),
    ("M07", HEAD + question(keys="§form: mid\n")),
    ("M07", HEAD + question("- [x] 5\n  > Yes.\n", keys="type: numeric\n§unit: required\n")),
    ("M07", HEAD + question(keys="§unit: optional\n")),
    ("T01", HEAD + question(keys="§type: singel\n")),
    # answers
    ("A01", HEAD + question("§- [ ] Yes\n  > So it is.\n- [ ] No\n")),
    ("A01", HEAD + question("§- [ ] CD3\n  > No.\n", keys="type: short\n")),
    ("A02", HEAD + question(OPTIONS + "\nA word.\n\n§- [ ] Maybe\n").replace("\nA word.\n", "\n> **Hint:** A word.\n")),
    ("A02", HEAD + question("- [x] Yes\n  > So it is.\n§* [ ] No\n- [ ] Maybe\n").replace("- [ ] Maybe\n", "")),
    ("A02", HEAD + question("§" + OPTIONS, keys="type: cloze\n", stem="It is [[so]].\n\n")),
    ("A04", HEAD + question("§- Yes\n- No\n")),
    ("A04", HEAD + question("§- One\n- Two\n", keys="type: order\n")),
    ("A05", HEAD + question("").replace("id: ", "§id: ")),
    ("A06", HEAD + question("- [x] Yes\n  > So it is.\n§- [x] No\n", keys="type: single\n")),
    ("A06", HEAD + question("§" + OPTIONS, keys="type: truefalse\n")),
    ("A06", HEAD + question("- [x] True\n  > So.\n§- [x] False\n")),
    ("A07", HEAD + question("- A -> B\n- C -> D\n§- E\n", keys="type: match\n")),
    ("A07", HEAD + question("§- A\n- C\n", keys="type: match\n")),
    ("A07", HEAD + question("- A -> B\n§- C -> D -> E\n- F -> G\n", keys="type: match\n")),
    ("A09", HEAD + question("§- [x] Yes\n  > So it is.\n")),
    ("A09", HEAD + question("- [x] Yes\n  > So.\n" + "".join(f"- [ ] No {n}\n" for n in range(19)) + "§- [ ] No 20\n")),
    ("A10", HEAD + question("§1. One\n", keys="type: order\n")),
    ("A11", HEAD + question("§- A -> B\n- -> C\n", keys="type: match\n")),
    ("A12", HEAD + question("", keys="type: cloze\n").replace("id: ", "§id: ")),
    ("A12", HEAD + question("", stem="Say [[so]] " + "and [[so]] " * 20 + ".\n").replace("id: ", "§id: ")),
    ("A13", HEAD + question("§" + OPTIONS, keys="type: poll\n")),
    ("A14", HEAD + question(OPTIONS + "§- [ ]  NO\n")),
    ("A14", HEAD + question("1. One\n2. Two\n§3. one\n", keys="type: order\n")),
    ("A14", HEAD + question("- A -> B\n- C -> D\n§- a -> E\n", keys="type: match\n")),
    ("A14", HEAD + question("§- -> D\n- A -> B\n- C -> D\n", keys="type: match\n")),
    ("A14", HEAD + question("- [x] CD19 | CD 19\n  > Yes.\n§- [ ] cd19.\n", keys="type: short\n")),
    ("A15", HEAD + question("§- [x] Yes\n  > So it is.\n- [ ] No\n", keys="scoring: weights\n")),
    ("A15", HEAD + question("§- [x] A (50%)\n  > Yes.\n- [x] B (25%)\n- [ ] C\n", keys="scoring: weights\n")),
    ("A15", HEAD + question("- [x] A\n  > Yes.\n§- [ ] B (100%)\n", keys="scoring: weights\n")),
    ("A15", HEAD + question("§- [x] A\n  > Yes.\n- [ ] B (-125%)\n", keys="scoring: weights\n")),
    ("A15", HEAD + question("§- [x] 5 (25%)\n  > Yes.\n", keys="type: numeric\n")),
    ("A15", HEAD + question("- [x] 5\n  > Yes.\n§- [ ] 6 (100%)\n", keys="type: numeric\n")),
    ("A15", HEAD + question("- [x] 5\n  > Yes.\n§- [x] *\n", keys="type: numeric\n")),
    ("A15", HEAD + question("1. One\n2. Two\n", keys="type: order\n§scoring: weights\n")),
    ("A15", HEAD + question("", keys="§scoring: weights\n", stem="It is [[so]].\n")),
    ("A15", HEAD + question("- [x] CD19\n  > Yes.\n", keys="type: short\n§scoring: weights\n")),
    ("A16", HEAD + question("§- [ x] Yes\n  > So it is.\n- [ ] No\n")),
    ("A16", HEAD + question("- [x] Yes\n  > So it is.\n§- [✓] No\n")),
    ("A16", HEAD + question("- [x] Yes\n  > So it is.\n§- [\u00a0] No\n")),
    ("A16", HEAD + question("- [x] Yes\n  > So it is.\n§- No\n")),
    ("A16", HEAD + question("- [x] Yes\n  > So it is.\n§-[ ] No\n")),
    ("A16", HEAD + question("- [x] Yes\n  > So it is.\n§- [ ]No\n- [ ] Perhaps\n")),
    ("A16", HEAD + question("- [x] Yes\n  > So it is.\n§-\n")),
    ("A17", HEAD + question("- [x] Yes\n§      > So it is.\n- [ ] No\n  > No.\n")),
    ("A17", HEAD + question("- [x] Yes\n\n§      > So it is.\n- [ ] No\n  > No.\n")),
    ("A18", HEAD + question("- [x] Yes\n  > So it is.\n§– [ ] No\n")),
    ("A18", HEAD + question("§• [x] Yes\n• [ ] No\n").replace("\n• [ ] No", "")),
    ("A18", HEAD + question("- [x] Yes\n§— [ ] No\n- [ ] Maybe\n")),
    ("A19", HEAD + question("- [x] Yes {a}\n  > So it is.\n§- [ ] No {a}\n")),
    ("A20", HEAD + question("- [x] Yes\n  > So it is.\n§- [ ] \n")),
    ("A20", HEAD + question("1. One\n§2.\n3. Two\n", keys="type: order\n")),
    ("A20", HEAD + question("- [x] CD19\n  > Yes.\n§- [ ] | ...\n", keys="type: short\n")),
    # quotes
    ("Q01", HEAD + question() + "\n§> So it is.\n"),
    ("Q01", HEAD + question() + "\n§> **Hnt:** So it is.\n"),
    ("Q01", HEAD + question() + "\n§> **Key point:** So it is.\n"),
    ("Q01", HEAD + question() + "\n§> Loose.\n> **Hint:** Look.\n"),
    ("Q02", HEAD + question() + "\n> **Hint:** One.\n\n§> **Hint:** Two.\n"),
    ("Q02", HEAD + question() + "\n> **Hint:** One.\n> **Notes:** Two.\n§> **Note:** Three.\n"),
    ("Q03", HEAD + question(stem="What is it?\n\n§> **Notes:** Draw.\n\n")),
    ("Q03", HEAD + question(OPTIONS + "\n§  > **Notes:** Draw.\n")),
    ("Q03", HEAD + question("", keys="type: case\n", stem="A girl.\n\n§> **Notes:** Draw.\n") + question(ident="q-2", level="###")),
    ("Q04", HEAD + question(stem="").replace("id: ", "§id: ")),
    # numbers
    ("N01", HEAD + question("§- [x] about 5 m2\n  > Yes.\n", keys="type: numeric\n")),
    ("N01", HEAD + question("§- [x] 5 ± some\n  > Yes.\n", keys="type: numeric\n")),
    ("N01", HEAD + question("§- [x] 5 mg ± 1 g\n  > Yes.\n", keys="type: numeric\n")),
    ("N01", HEAD + question("§- [x] 5 mg | 5000 µg\n  > Yes.\n", keys="type: numeric\n")),
    ("N01", HEAD + question("§- [x] 1..x\n  > Yes.\n", keys="type: numeric\n")),
    ("N02", HEAD + question("§- [x] 7..5 mg\n  > Yes.\n", keys="type: numeric\n")),
    ("N02", HEAD + question("§- [x] 7 ± -1 mg\n  > Yes.\n", keys="type: numeric\n")),
    ("N03", HEAD + question("§- [x] 1,000 mg\n  > Yes.\n", keys="type: numeric\n")),
    ("N03", HEAD + question("§- [x] 1.000,5 mg\n  > Yes.\n", keys="type: numeric\n")),
    ("N03", HEAD + question("§- [x] 25 ± 1%\n  > Yes.\n", keys="type: numeric\n")),
    ("N10", HEAD + question(stem="What?\n\n§" + ">" * 60 + " deep\n\n")),
    # cases
    ("Q10", HEAD + question() + question(ident="q-2", level="§###")),
    ("Q10", HEAD + question(ident="q-2", level="§###")),
    (
        "Q10",
        HEAD
        + question("", keys="type: case\n", stem="A girl.\n")
        + question(ident="q-2", level="###")
        + question("", keys="§type: case\n", stem="A boy.\n", ident="q-3", level="###"),
    ),
    ("Q11", HEAD + question("", keys="type: case\n", stem="A girl.\n", level="§##")),
    ("M07", HEAD + question("", keys="type: case\n§bloom: apply\n", stem="A girl.\n") + question(ident="q-2", level="###")),
]

DOUBTS = [
    ("A03", question("- [x] Yes\n  > So it is.\n- [ ] No\n§> It is not.\n")),
    ("A08", question(OPTIONS + "\n§A word.\n").replace("\n§A word.", "\n> **Hint:** Look.\n\n§A word.")),
    ("A08", question("- [x] Yes\n  > So it is.\n- [ ] No\n\n  §A word.\n")),
    ("A08", question("- [x] Yes\n  > So it is.\n- [ ] No\n\n§      code\n")),
    ("A08", question("1. One\n2. Two\n\n   §> Feedback.\n", keys="type: order\n")),
    ("A08", question() + "\n> **Hint:** See[^1].\n\n[^1]: §The note.\n"),
    ("Q07", question(stem="He has MRD\n§+ in marrow. What now?\n\n")),
    ("Q07", question(stem="The temperature is\n§- 2 degrees.\n\nWhat now?\n\n")),
    ("Q05", question("- [x] Yes\n- [ ] No\n", level="§##")),
    ("Q05", question("- [x] CD19\n", keys="type: short\n", level="§##")),
    ("Q06", question("- [x] Yes\n  > So it is.\n§- [ ] None of the above\n")),
]


def parse(marked: str) -> tuple[list[tuple[str, int, str]], int, list[str]]:
    """Code, line and severity of what is found in a marked text, the line of its mark, and the ids of the questions that stay."""
    line = marked[: marked.index("§")].count("\n") + 1
    quiz = parse_quiz("mrd", "quizzes/mrd.md", marked.replace("§", ""))
    for item in quiz.diagnostics:
        assert item.path == "quizzes/mrd.md"
        assert item.column >= 1
        assert item.message
        assert not item.message.endswith(".")
        assert item.hint.endswith((".", "?")) or item.code == "F02"
    return [(item.code, item.line, item.severity.value) for item in quiz.diagnostics], line, [entry.id for entry in quiz.questions]


@pytest.mark.parametrize(("code", "marked"), CASES, ids=[f"{code}-{number}" for number, (code, _) in enumerate(CASES)])
def test_one_fault_gives_one_finding_on_its_line(code: str, marked: str) -> None:
    found, line, _ = parse(marked)
    assert found == [(code, line, "error")]


@pytest.mark.parametrize(("code", "marked"), CASES, ids=[f"{code}-{number}" for number, (code, _) in enumerate(CASES)])
def test_a_broken_question_leaves_the_others(code: str, marked: str) -> None:
    _, _, kept = parse(marked + "\n## Last\n\nid: last\n\nWhat?\n\n" + OPTIONS)
    assert "last" in kept
    if code[0] not in "F":
        assert kept in (["last"], ["q-1", "last"], ["q-2", "last"])


@pytest.mark.parametrize(("code", "body"), DOUBTS, ids=[f"{code}-{number}" for number, (code, _) in enumerate(DOUBTS)])
def test_a_doubt_is_a_warning_and_keeps_the_question(code: str, body: str) -> None:
    found, line, kept = parse(HEAD + body)
    assert found == [(code, line, "warning")]
    assert kept == ["q-1"]


SILENT = [
    question("- [x] Yes\n  > So it is.\n- [ ] None of the above\n", keys="shuffle: false\n"),
    question("- [ ] Yes\n- [x] No, because cells may hide\n  > So it is.\n"),
    question(
        "- [ ] Yes, it is no place where any cells hide\n- [x] No, it is a place where some of the last cells may hide\n  > So it is.\n"
    ),
    question("- [x] No, because the marrow is a place where cells may hide\n  > So it is.\n- [x] Yes\n- [ ] So\n"),
    question("- [ ] Yes\n- [ ] No, because the marrow is a place where cells may hide\n", keys="type: poll\n"),
    question("- [x] Yes\n- [ ] No\n\n> **Explanation:** So it is.\n"),
    question(stem="He has these:\n- MRD\n- fever\n\nWhat now?\n\n"),
    question(stem="He has this:\n\n- MRD\n\nWhat now?\n\n"),
]


@pytest.mark.parametrize("body", SILENT)
def test_what_is_well_written_raises_no_doubt(body: str) -> None:
    assert parse_quiz("mrd", "mrd.md", HEAD + body).diagnostics == ()


COLUMNS = [
    (question().replace("id: q-1", "id: §Q_1"), "I04"),
    (question() + question().replace("id: q-1", "id: §q-1"), "I02"),
    (question(keys="bloom: §know\n"), "M04"),
    (question("- [x] Yes §{Yes_1}\n  > So it is.\n- [ ] No\n"), "I04"),
    (question("- [x] Yes {a}\n  > So it is.\n- [ ] No §{a}\n"), "A19"),
    (question("- [x] Yes\n      §> So it is.\n- [ ] No\n  > No.\n"), "A17"),
    (question("- [x] Yes\n  > So it is.\n §– [ ] No\n"), "A18"),
    (question("- [x] §about 5 m2\n  > Yes.\n", keys="type: numeric\n"), "N01"),
    (question("§- [x] Yes\n"), "A09"),
]


@pytest.mark.parametrize(("marked", "code"), COLUMNS)
def test_the_column_points_at_the_fault(marked: str, code: str) -> None:
    row = next(line for line in marked.split("\n") if "§" in line)
    found = [item for item in parse_quiz("mrd", "mrd.md", HEAD + marked.replace("§", "")).diagnostics if item.severity == "error"]
    assert [(item.code, item.column) for item in found] == [(code, row.index("§") + 1)]


def test_a_misspelt_label_is_answered_with_the_right_one() -> None:
    quiz = parse_quiz("mrd", "mrd.md", HEAD + question() + "\n> **Explnation:** So it is.\n")
    assert quiz.diagnostics[0].hint == "Did you mean explanation?"


def test_a_misspelt_word_is_answered_with_the_right_one() -> None:
    for wrong, right in (("keys", "objectiv: x"), ("keys", "type: singel"), ("keys", "bloom: analyze")):
        quiz = parse_quiz("mrd", "mrd.md", HEAD + question(**{wrong: right + "\n"}))
        assert quiz.diagnostics[0].hint.startswith("Did you mean")


def test_findings_stand_in_the_order_of_their_lines() -> None:
    text = (
        HEAD
        + question(keys="bloom: x\n")
        + question("- [ ] A\n", ident="q-2")
        + "\n> **Hint:** a\n\n> **Hint:** b\n"
        + question(ident="q-1")
    )
    lines = [item.line for item in parse_quiz("mrd", "mrd.md", text).diagnostics]
    assert lines == sorted(lines)
    assert len(lines) >= 4


@pytest.mark.parametrize(
    "text", ["- [x] Yes\n\n  > So.\n- [ ] No {no}\n", "- [X] Yes\n- [] No\n  > So.\n", "* [x] Yes\n  > So.\n* [ ] No\n"]
)
def test_harmless_ways_of_writing_are_no_faults(text: str) -> None:
    quiz = parse_quiz("mrd", "mrd.md", HEAD + question(text))
    assert quiz.diagnostics == ()
    assert len(quiz.questions) == 1


def test_errors_and_warnings_are_told_apart() -> None:
    quiz = parse_quiz("mrd", "mrd.md", HEAD + question("- [x] Yes\n- [ ] No\n") + question("- [ ] Yes\n- [ ] No\n", ident="q-2"))
    assert [item.severity for item in quiz.diagnostics] == [Severity.WARNING, Severity.ERROR]
