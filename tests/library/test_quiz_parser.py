"""Quiz files: what is read from a whole one, and that no text can break the reader."""

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutator import mutate_text

from edu_tui.library.blocks import Cite, CodeBlock, Emphasis, Paragraph, Strong, Table, Text
from edu_tui.library.marking import mark
from edu_tui.library.modules import Audience
from edu_tui.library.questions import Choices, Cloze, Match, Numeric, Order, Quiz, Short
from edu_tui.library.quiz_parser import parse_quiz
from edu_tui.library.text import clean
from edu_tui.library.walk import plain

SAMPLE = (Path(__file__).parent / "sample-quiz.md").read_text(encoding="utf-8")
TYPES = {
    "alll-time-01": "single",
    "alll-site-01": "multiple",
    "alll-csf-01": "truefalse",
    "alll-bsa-01": "numeric",
    "alll-blina-01": "short",
    "fam-fever-01": "order",
    "alll-match-01": "match",
    "alll-cloze-01": "cloze",
    "case-headache-q1": "single",
    "case-headache-q2": "single",
    "poll-01": "poll",
}


@pytest.fixture(scope="module")
def quiz() -> Quiz:
    return parse_quiz("basics", "quizzes/basics.md", SAMPLE)


def words(blocks: tuple) -> str:
    return " ".join(plain(block.inlines) for block in blocks if isinstance(block, Paragraph))


def one(text: str) -> Quiz:
    """A quiz of one question `q`, which must be sound."""
    quiz = parse_quiz("mrd", "mrd.md", f"---\nmodule: mrd\naudience: clinician\ntitle: T\n---\n\n## Title\n\nid: q\n{text}")
    assert [item for item in quiz.diagnostics if item.severity == "error"] == []
    return quiz


def test_the_sample_is_read_whole_with_the_one_warning_it_is_meant_to_have(quiz: Quiz) -> None:
    assert {question.id: question.type for question in quiz.questions} == TYPES
    assert [(item.code, item.severity.value) for item in quiz.diagnostics] == [("Q05", "warning")]
    assert SAMPLE.split("\n")[quiz.diagnostics[0].line - 1] == "### Marrow too?"


def test_the_head_is_read(quiz: Quiz) -> None:
    assert (quiz.name, quiz.path, quiz.module, quiz.title) == (
        "basics",
        "quizzes/basics.md",
        "alll-relapse-basics",
        "Definitions and first steps",
    )
    assert (quiz.audience, quiz.retired) == (Audience.CLINICIAN, ("alll-time-00",))
    assert words(quiz.intro).startswith("Text before the first question")


def test_keys_labels_and_positions_are_read(quiz: Quiz) -> None:
    question = quiz.question("alll-time-01")
    assert question is not None
    assert (question.objective, question.bloom, question.difficulty, question.rev) == ("classify", "apply", 3, 1)
    assert (question.safety, question.form, question.tags, question.shuffle) == (True, "pre", ("relapse", "two words"), False)
    other = quiz.question("alll-site-01")
    assert other is not None
    assert (other.rev, other.safety, other.shuffle, other.difficulty) == (2, False, True, None)
    assert plain(question.title) == "Time class"
    assert SAMPLE.split("\n")[question.line - 1] == "## Time class"
    assert words(question.hint).startswith("Two clocks run")
    assert words(question.explanation).startswith("The two dates decide the class")
    assert words(question.notes).startswith("Ask the group")
    assert any(isinstance(part, Cite) for part in question.explanation[0].inlines)
    assert "Two clocks" not in words(question.stem)


def test_options_carry_their_feedback_and_their_line(quiz: Quiz) -> None:
    question = quiz.question("alll-time-01")
    assert question is not None
    assert isinstance(question.body, Choices)
    assert [option.correct for option in question.body.options] == [False, True, False, False]
    assert (
        words(question.body.options[1].feedback)
        == "Yes: 18 months or more from diagnosis, and less than 6 months after the end of first-line treatment."
    )
    for option in question.body.options:
        assert plain(option.inlines) in SAMPLE.split("\n")[option.line - 1]


def test_written_keys_are_kept_and_others_follow_from_the_text(quiz: Quiz) -> None:
    sites, antigens = quiz.question("alll-site-01"), quiz.question("alll-blina-01")
    assert sites is not None
    assert antigens is not None
    assert isinstance(sites.body, Choices)
    assert [option.key for option in sites.body.options] == ["marrow", "lp", "testes", "colonoscopy"]
    assert plain(sites.body.options[0].inlines) == "Marrow aspirate with flow cytometry"
    assert isinstance(antigens.body, Short)
    assert all(len(answer.key) == 9 and answer.key.startswith("h") for answer in antigens.body.answers)
    assert [answer.correct for answer in antigens.body.answers] == [True, False, False]
    assert antigens.body.answers[0].variants == ("CD19", "CD 19", "CD-19")


def test_keys_survive_case_spacing_and_order() -> None:
    first = one("\nWhat?\n\n- [x] Marrow  aspirate\n  > Yes.\n- [ ] **Blood**\n").questions[0].body
    second = one("\nWhat?\n\n- [ ] blood\n- [x] Marrow aspirate\n  > Yes.\n").questions[0].body
    assert isinstance(first, Choices)
    assert isinstance(second, Choices)
    assert [option.key for option in first.options] == [option.key for option in reversed(second.options)]


def test_further_spellings_do_not_change_the_key_of_an_answer() -> None:
    def keys(kind: str, *options: str) -> list[str]:
        body = one(f"type: {kind}\n\nWhat?\n\n" + "".join(f"- [x] {option}\n  > Yes.\n" for option in options)).questions[0].body
        assert isinstance(body, Numeric | Short)
        return [item.key for item in (body.ranges if isinstance(body, Numeric) else body.answers)]

    assert keys("numeric", "5 mg") == keys("numeric", "5 mg | milligrams")
    assert keys("short", "CD19") == keys("short", "cd19 | CD 19")
    assert keys("numeric", "5 mg {five}", "6 mg | milligram {six}") == ["five", "six"]
    assert keys("short", "CD19 | CD 19 {nineteen}", "CD20 {twenty}") == ["nineteen", "twenty"]


def test_marks_around_the_box_and_the_key_are_kept() -> None:
    body = one("\nWhat?\n\n- [x] the **bold** and *lean* one {a}\n  > Yes.\n- [ ] **b** {c}\n").questions[0].body
    assert isinstance(body, Choices)
    assert body.options[0].inlines == (Text("the "), Strong((Text("bold"),)), Text(" and "), Emphasis((Text("lean"),)), Text(" one"))
    assert body.options[1].inlines == (Strong((Text("b"),)),)


def test_numbers_are_read_with_tolerance_unit_and_credit(quiz: Quiz) -> None:
    question = quiz.question("alll-bsa-01")
    assert question is not None
    assert isinstance(question.body, Numeric)
    right, ten, root, rest = question.body.ranges
    assert (right.low, right.high, right.credit, right.units) == (Decimal("0.75"), Decimal("0.77"), 1, ("m2", "m²"))
    assert right.text == "0.76 ± 0.01 m2"
    assert (ten.low, ten.high, ten.credit, ten.units) == (Decimal("7.5"), Decimal("7.7"), 0, ("m2", "m²"))
    assert root.credit == Decimal("0.25")
    assert (rest.catch_all, rest.credit) == (True, 0)
    assert question.body.unit_required
    assert mark(question, ("0,76 m²",)).score == 1


@pytest.mark.parametrize(
    ("written", "low", "high", "units"),
    [
        ("5", "5", "5", ()),
        ("5 mg", "5", "5", ("mg",)),
        ("-5 ± 0,5 °C", "-5.5", "-4.5", ("°C",)),
        ("200 ± 5% mg", "190", "210", ("mg",)),
        ("200 mg ± 5%", "190", "210", ("mg",)),
        ("25 ± 1 %", "24", "26", ("%",)),
        ("18..36 months | mo", "18", "36", ("months", "mo")),
        ("18 months .. 36 months", "18", "36", ("months",)),
        ("0.5..1.5", "0.5", "1.5", ()),
        ("100 +/- 0.5 times | fold", "99.5", "100.5", ("times", "fold")),
        ("10^-4", "0.0001", "0.0001", ()),
        ("50 x 10^9/L", "50000000000", "50000000000", ("/L",)),
    ],
)
def test_the_ways_to_write_a_number(written: str, low: str, high: str, units: tuple[str, ...]) -> None:
    body = one(f"type: numeric\n\nHow much?\n\n- [x] {written}\n  > Yes.\n").questions[0].body
    assert isinstance(body, Numeric)
    found = body.ranges[0]
    assert (found.low, found.high, found.units) == (Decimal(low), Decimal(high), units)


def test_a_unit_may_be_optional() -> None:
    body = one("type: numeric\nunit: optional\n\nHow much?\n\n- [x] 5 mg\n  > Yes.\n").questions[0].body
    assert isinstance(body, Numeric)
    assert not body.unit_required


def test_a_number_without_unit_takes_that_of_the_right_one() -> None:
    body = one("type: numeric\n\nHow much?\n\n- [ ] 1 g\n- [x] 5 mg\n  > Yes.\n- [ ] 7 (0%)\n").questions[0].body
    assert isinstance(body, Numeric)
    assert [item.units for item in body.ranges] == [("g",), ("mg",), ("mg",)]


def test_steps_pairs_and_blanks_are_read(quiz: Quiz) -> None:
    bodies = {question.id: question.body for question in quiz.questions}
    steps, match, cloze = bodies["fam-fever-01"], bodies["alll-match-01"], bodies["alll-cloze-01"]
    assert isinstance(steps, Order)
    assert [plain(step.inlines) for step in steps.steps][:2] == ["Note the time and the temperature", "Call the ward's number"]
    assert isinstance(match, Match)
    rights = dict(match.rights)
    assert (plain(match.pairs[0].left), plain(rights[match.pairs[0].right_key])) == ("Blinatumomab", "CD19")
    assert [plain(right) for right in rights.values()] == ["CD19", "CD22", "CD38", "CD33"]
    assert isinstance(cloze, Cloze)
    assert cloze.blanks == (("25", "25 %", "twenty-five"), ("isolated",))


def test_two_left_sides_may_share_a_right_side() -> None:
    body = one("type: match\n\nMatch.\n\n- **A** -> C [@RT-01]\n- B → C\n- -> D\n").questions[0].body
    assert isinstance(body, Match)
    assert body.pairs[0].right_key == body.pairs[1].right_key
    assert body.pairs[0].left == (Strong((Text("A"),)),)
    assert len(body.rights) == 2


def test_a_case_holds_its_questions(quiz: Quiz) -> None:
    assert [case.id for case in quiz.cases] == ["case-headache"]
    assert [question.id for question in quiz.questions if question.case == "case-headache"] == ["case-headache-q1", "case-headache-q2"]
    assert words(quiz.cases[0].blocks).startswith("A nine-year-old girl")


def test_a_broken_case_takes_its_questions_with_it() -> None:
    text = SAMPLE.replace("id: case-headache\n", "id: Case\n")
    quiz = parse_quiz("basics", "q.md", text)
    assert quiz.cases == ()
    assert [question.id for question in quiz.questions] == [ident for ident in TYPES if not ident.startswith("case")]


def test_a_case_without_sound_questions_is_left_out() -> None:
    quiz = parse_quiz("basics", "q.md", SAMPLE.replace("id: case-headache-q1", "id: X").replace("id: case-headache-q2", "id: Y"))
    assert quiz.cases == ()
    assert quiz.case("case-headache") is None


def test_a_poll_has_no_right_option(quiz: Quiz) -> None:
    poll = quiz.question("poll-01")
    assert poll is not None
    assert not poll.scored
    assert mark(poll, (poll.body.options[0].key,)).verdict == "poll"


def test_type_follows_from_the_answers_unless_it_is_written() -> None:
    assert one("\nWhat?\n\n- [x] A\n  > Yes.\n- [x] B\n").questions[0].type == "multiple"
    assert one("type: multiple\n\nWhat?\n\n- [x] A\n  > Yes.\n- [ ] B\n").questions[0].type == "multiple"
    assert one("\nWhat?\n\n- [ ] false\n- [x] TRUE\n  > Yes.\n").questions[0].type == "truefalse"
    assert one("\nIt is [[so]].\n").questions[0].type == "cloze"
    assert one("\nThe ____ [[so]] is?\n\n- [x] A\n  > Yes.\n- [ ] B\n").questions[0].type == "single"


def test_a_blank_in_code_is_no_blank() -> None:
    assert one("\nWrite `[[x]]` for [[a blank]].\n").questions[0].body == Cloze((("a blank",),))


def test_weights_are_read_only_where_they_are_wanted() -> None:
    plain_text = one("\nHow many?\n\n- [x] One in four (25%)\n  > Yes.\n- [ ] All\n").questions[0].body
    weighted = (
        one("scoring: weights\n\nHow many?\n\n- [x] All\n  > Yes.\n- [ ] Some (33,3%) {some}\n- [ ] None (-100 %)\n").questions[0].body
    )
    assert isinstance(plain_text, Choices)
    assert plain(plain_text.options[0].inlines) == "One in four (25%)"
    assert isinstance(weighted, Choices)
    assert [option.weight for option in weighted.options] == [None, Decimal("0.333"), Decimal(-1)]
    assert weighted.options[1].key == "some"


def test_the_stem_may_hold_tables_lists_and_code() -> None:
    stem = "| a | b |\n|---|---|\n| 1 | 2 |\n\n- first\n- second\n\n```text\n- [ ] not an option\n–[ ] nor this\n```\n\nWhich?\n\n"
    question = one(f"\n{stem}1. odd\n\nWhat?\n\n- [x] A\n  > Yes.\n- [ ] B\n").questions[0]
    assert [type(block) for block in question.stem][:1] == [Table]
    assert any(isinstance(block, CodeBlock) for block in question.stem)


def test_an_explanation_after_an_empty_line_is_not_the_feedback_of_the_last_option() -> None:
    question = one("\nWhat?\n\n- [x] A\n- [ ] B\n\n> **Explanation:** Because.\n").questions[0]
    assert isinstance(question.body, Choices)
    assert question.body.options[1].feedback == ()
    assert words(question.explanation) == "Because."


def test_labels_may_follow_each_other_without_an_empty_line() -> None:
    question = one(
        "\nWhat?\n\n- [x] A\n- [ ] B\n> **Hint:** Look\n> twice.\n> **Explanation:** Two\n>\n> paragraphs.\n> **Note:** Hush.\n"
    ).questions[0]
    assert words(question.hint) == "Look twice."
    assert words(question.explanation) == "Two paragraphs."
    assert (words(question.notes), question.notes[0].line) == ("Hush.", 20)


def test_bold_words_at_the_start_of_a_line_are_no_label() -> None:
    lines = (
        "**Explanation:** See",
        "**marrow** and",
        "**Hint** and *ask:*",
        "**Point:** this **Hint:** too.",
        "**Hint**: *Look.*",
        "**Ask:**",
        "Why?",
    )
    question = one("\nWhat?\n\n- [x] A\n- [ ] B\n\n" + "".join(f"> {line}\n" for line in lines)).questions[0]
    assert words(question.explanation) == "See marrow and Hint and ask: Point: this Hint: too."
    assert len(question.explanation) == 1
    assert words(question.hint) == "Look."
    assert words(question.ask) == "Why?"


def test_unindented_feedback_goes_to_the_option_above() -> None:
    question = one("\nWhat?\n\n- [x] A\n- [ ] B\n> Not so.\n\n> **Hint:** Look.\n").questions[0]
    assert words(question.hint) == "Look."
    assert isinstance(question.body, Choices)
    assert words(question.body.options[1].feedback) == "Not so."


def test_a_broken_head_still_gives_its_questions() -> None:
    quiz = parse_quiz("mrd-family", "q.md", SAMPLE.replace("module:", "modul:", 1))
    assert (quiz.module, quiz.audience, quiz.title) == ("mrd", Audience.FAMILY, "mrd-family")
    assert len(quiz.questions) == len(TYPES)


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("\n", "\r\n"), lambda text: text.replace("\n", "\r"), lambda text: "\ufeff" + text]
)
def test_line_ends_and_byte_order_marks_do_not_matter(change: Callable[[str], str]) -> None:
    assert parse_quiz("basics", "quizzes/basics.md", change(SAMPLE)) == parse_quiz("basics", "quizzes/basics.md", SAMPLE)


def test_tabs_do_not_matter() -> None:
    question = one("objective:\tclassify\n\nWhat?\n\n-\t[x]\tA\n\t> Yes.\n-\t[ ] B\n").questions[0]
    assert question.objective == "classify"
    assert isinstance(question.body, Choices)
    assert words(question.body.options[0].feedback) == "Yes."
    assert plain(question.body.options[0].inlines) == "A"


# --- no text can break it --------------------------------------------------------------------------------------------------------

SPICE = [
    *(
        "\n",
        "\n\n",
        "> ",
        "  > ",
        "- [ ] ",
        "- [x] ",
        "* ",
        "+ ",
        "1. ",
        "# ",
        "## ",
        "### ",
        "---\n",
        "```\n",
        "| a |\n|---|\n",
        "[^1]",
        "[^1]: x\n",
    ),
    *(
        "{",
        "}",
        "[[",
        "]]",
        "[@a; @b]",
        "->",
        "| ",
        "±",
        "..",
        "%",
        "(25%)",
        "{key}",
        "id: x\n",
        "type: case\n",
        "type: numeric\n",
        "type: match\n",
    ),
    *(
        "\t",
        "\u00a0",
        "\u2028",
        "\x00",
        "\x1b[31m",
        "\ufeff",
        "\ud800",
        "é",
        "\u0301" * 9,
        "–",
        "“",
        "[x]: y\n",
        "<b>",
        "&amp;",
        "\\",
        "**",
        "`",
        ":\n",
    ),
    *("1" * 400, "9**9**9", "1e999", "> **Hint:** ", "> **Notes:**\n", "scoring: weights\n", "~~", "![a](b)", "<", ": def\n"),
]


def check(text: str) -> None:
    quiz = parse_quiz("basics", "q.md", text)
    last = clean(text).count("\n") + 1
    for item in quiz.diagnostics:
        assert 1 <= item.line <= last, item
        assert item.column >= 1, item
    for question in quiz.questions:
        assert question.id
        assert mark(question, ("x",)).verdict in ("right", "partly", "wrong", "poll", "again")
    assert len({question.id for question in quiz.questions}) == len(quiz.questions)


def test_no_mutation_of_the_sample_breaks_it() -> None:
    chance = random.Random(20260301)
    for _ in range(80):
        check(mutate_text(chance, SAMPLE))


@settings(max_examples=400)
@given(st.lists(st.one_of(st.sampled_from(SPICE), st.text(max_size=20)), max_size=40))
def test_no_text_breaks_it(pieces: list[str]) -> None:
    check("".join(pieces))
    check("---\nmodule: a\naudience: family\ntitle: t\n---\n## A\n\nid: a\n\nWhat?\n\n" + "".join(pieces))


@pytest.mark.parametrize(
    "text", ["[^1]\n\n[^1]:\n", "[^1]: [^1]\n", "- [x]: y\n- [x] a\n", "> > **Hint:**\n", "id:\n", "## \n## \n### \n", "1)\n2)\n"]
)
def test_odd_shapes_break_nothing(text: str) -> None:
    check("---\nmodule: a\naudience: family\ntitle: t\n---\n" + text)
    check("---\nmodule: a\naudience: family\ntitle: t\n---\n## A\n\nid: a\n\nWhat?\n\n- [x] a\n- [ ] b\n\n" + text)


@pytest.mark.parametrize("line", ["> **Hint:** a\n", "- [ ] a\n", "a **b** c\n", "[[a|b]] ", "## a\n", "> ", "- ", "[[", "| a "])
def test_a_long_file_is_read(line: str) -> None:
    check("---\nmodule: a\naudience: family\ntitle: t\n---\n## A\n\nid: a\n\nWhat?\n\n" + line * 3000)
