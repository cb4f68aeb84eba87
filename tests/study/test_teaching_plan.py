"""Plans: what is chosen for a time, changing it, and its file, whatever somebody wrote into it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from teaching_kit import full_plan, make_material

from edu_tui.checks.discovery import all_rules
from edu_tui.checks.reading_codes import READING
from edu_tui.library import blocks as b
from edu_tui.library.library import find_library, open_library
from edu_tui.library.modules import Audience
from edu_tui.library.slides import Slide
from edu_tui.progress.sessions_plan import Plan, PlanStep, StepKind
from edu_tui.study.teaching.material import Material, can_vote, material_of
from edu_tui.study.teaching.plan import add, drop, make_plan, move, set_minutes
from edu_tui.study.teaching.plan_choice import is_safety_section
from edu_tui.study.teaching.plan_file import CODE, plan_text, read_plan, read_plan_head
from edu_tui.study.teaching.plan_steps import PlanError, step_of
from edu_tui.study.teaching.timing import PACES, slides_minutes


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return make_material(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def ours() -> list[Material]:
    """Every module of the shipped library for every audience."""
    library = open_library(find_library())
    found = [material_of(library, entry.id, entry.audience) for entry in library.catalogue.modules]
    return [one for one in found if one is not None]


def keys(plan: Plan) -> list[str]:
    return [step.key for step in plan.steps]


@pytest.mark.parametrize("minutes", [1, 5, 10, 20, 30, 45, 60, 120])
def test_every_module_of_ours_can_be_planned_for_any_time(ours: list[Material], minutes: int) -> None:
    for material in ours:
        plan = make_plan(material, minutes)
        assert plan == make_plan(material, minutes)
        assert len(set(keys(plan))) == len(plan.steps)
        assert any(step.kind is StepKind.SECTION for step in plan.steps)
        if minutes >= 5:
            assert plan.planned_minutes <= minutes
        if minutes >= 20:
            assert {StepKind.QUESTION, StepKind.TEACH_BACK} <= {step.kind for step in plan.steps}
            assert plan.planned_minutes >= min(minutes * 0.85, 25)
        sections = [step.subject for step in plan.steps if step.kind is StepKind.SECTION]
        assert sections == [one.id for one in material.module.sections if one.id in sections]


def test_a_family_hears_first_when_to_call(ours: list[Material]) -> None:
    for material in ours:
        safe = [section.id for section in material.module.sections if is_safety_section(section)]
        if material.audience is Audience.FAMILY and safe:
            plan = make_plan(material, 8)
            assert {step.subject for step in plan.steps if step.kind is StepKind.SECTION} & set(safe)


def test_questions_of_safety_come_first_for_families_and_noted_ones_for_clinicians(tmp_path: Path, material: Material) -> None:
    def first_asked(one: Material) -> str:
        """The question of the shortest session that has one."""
        plans = (make_plan(one, minutes) for minutes in range(1, 30))
        return next(step.subject for plan in plans for step in plan.steps if step.kind is StepKind.QUESTION)

    assert first_asked(material) == "q-safe"
    assert first_asked(make_material(tmp_path, Audience.CLINICIAN)) == "q-noted"


def test_forms_are_planned_when_they_take_a_quarter_of_the_time_or_are_wanted(material: Material) -> None:
    assert "form:pre" not in keys(make_plan(material, 15))
    long = make_plan(material, 60)
    assert [step.subject for step in long.steps if step.kind is StepKind.FORM] == ["pre", "post"]
    assert keys(long)[-1] == "form:post"
    assert "form:pre" in keys(make_plan(material, 15, forms="count"))
    assert "form:pre" not in keys(make_plan(material, 60, forms="none"))


def test_what_cannot_be_planned_is_said(ours: list[Material], material: Material) -> None:
    family = next(one for one in ours if one.audience is Audience.FAMILY and not one.pairs())
    for bad in (lambda: make_plan(material, 0), lambda: make_plan(material, 9999), lambda: make_plan(family, 20, forms="paper")):
        with pytest.raises(PlanError):
            bad()
    with pytest.raises(PlanError, match="did you mean first"):
        step_of(material, StepKind.SECTION, "firts")
    with pytest.raises(PlanError, match="cannot vote on q-typed"):
        step_of(material, StepKind.QUESTION, "q-typed")


def test_a_vote_stands_behind_the_section_that_its_facts_come_from(ours: list[Material]) -> None:
    mrd = next(one for one in ours if (one.module.id, one.audience) == ("mrd", Audience.FAMILY))
    order = keys(make_plan(mrd, 45))
    assert order.index("question:mrdf-number-01") == order.index("section:after-block-1") + 1


def test_a_plan_can_be_changed_step_by_step(material: Material) -> None:
    plan = make_plan(material, 20)
    first, second = plan.steps[1], plan.steps[2]
    assert keys(drop(plan, first.key)) == [key for key in keys(plan) if key != first.key]
    assert add(drop(plan, first.key), first, 1) == plan
    assert move(move(plan, first.key, 2), first.key, 1) == plan
    assert keys(move(plan, second.key, 0))[0] == second.key
    assert set_minutes(plan, first.key, 7).steps[1].minutes == 7
    for bad in (lambda: drop(plan, "section:no"), lambda: add(plan, first), lambda: set_minutes(plan, first.key, 0)):
        with pytest.raises(PlanError):
            bad()


# --- the file ------------------------------------------------------------------------------------------------------------------------


def test_a_plan_survives_its_file(ours: list[Material], material: Material) -> None:
    for one in [*ours, material]:
        for plan in (make_plan(one, 20), make_plan(one, 60)):
            assert read_plan(plan_text(plan), "plan.yaml", one) == (plan, [])
    plan = full_plan(material)
    assert read_plan(plan_text(plan), "plan.yaml", material) == (plan, [])


@given(words=st.text(min_size=1, max_size=40), minutes=st.floats(0.001, 480))
def test_words_of_ones_own_survive_the_file(material: Material, words: str, minutes: float) -> None:
    minutes = float(f"{minutes:g}")
    plan = Plan(
        module="talk",
        audience="family",
        minutes=minutes,
        steps=(PlanStep(kind=StepKind.TALK, subject=words, minutes=minutes, title=words),),
    )
    back, faults = read_plan(plan_text(plan), "plan.yaml", material)
    if back is None:
        assert "needs words" in faults[0].message
    else:
        text = plan_text(back)
        assert read_plan(text, "plan.yaml", material) == (back, [])
        assert len(back.steps) == 1


HEAD = "module: talk\naudience: family\nminutes: 20\nsteps:\n"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (HEAD + "  - section: firts\n", 5, "no section firts"),
        (HEAD + "  - section: first\n    minutes: soon\n", 6, '"soon" is no number'),
        (HEAD + "  - section: first\n    minutes: nan\n", 6, "no number"),
        (HEAD + "  - section: first\n    minutes: -1\n", 6, "no number"),
        (HEAD + "  - section: first\n    minutes: 1e400\n", 6, "no number"),
        (HEAD + "  - section: first\n  - section: first\n", 6, "second time"),
        (HEAD + "  - dance: first\n", 5, "no step"),
        (HEAD + "  - section: first\n    question: q-safe\n", 5, "no step"),
        (HEAD + "  - section: first\n    colour: red\n", 6, 'unknown key "colour"'),
        (HEAD + "  - section: [first]\n", 5, "should be text"),
        (HEAD + "  - first\n", 5, "no step"),
        (HEAD + "  - question: q-typed\n", 5, "cannot vote"),
        (HEAD + "  - form: during\n", 5, "no form during"),
        (HEAD + "  - opening: other\n", 5, "not other"),
        (HEAD.replace("20", "0") + "  []\n", 3, "minutes"),
        (HEAD.replace("talk", "walk") + "  []\n", 1, "for walk"),
        (HEAD.replace("family", "dogs") + "  []\n", 2, "dogs"),
        ("forms: shouting\n" + HEAD + "  []\n", 1, "shouting"),
        ("module: talk\n", 1, "missing"),
        ("module: [talk\n", 1, "YAML"),
        ("a: &x 1\nb: *x\n", 1, "YAML"),
        ("", 1, "keys"),
        (HEAD + "  - section: first\n" * 300, 4, "at most 200"),
    ],
)
def test_each_fault_of_a_plan_has_its_line(material: Material, text: str, line: int, told: str) -> None:
    plan, faults = read_plan(text, "plan.yaml", material)
    assert plan is None
    assert (faults[0].path, faults[0].line) == ("plan.yaml", line)
    assert told in faults[0].message


def test_all_faults_are_told_at_once(material: Material) -> None:
    _, faults = read_plan(HEAD + "  - section: a\n  - section: b\n  - talk: x\n    minutes: y\n", "p", material)
    assert [fault.line for fault in faults] == [5, 6, 8]


YAMLISH = st.lists(
    st.sampled_from(
        [
            "module: talk\n",
            "audience: family\n",
            "minutes: 20\n",
            "steps:\n",
            "  - section: first\n",
            "    minutes: 2\n",
            "  - ",
            "[",
            "{",
            "&a ",
            "*a",
            "!!x ",
            "\t",
            '"',
            "- talk: |\n",
            "\x1b[31m",
            "\u202e",
            "? ",
            "---\n",
            "#",
        ]
    )
    | st.text(max_size=5)
).map("".join)


@given(text=YAMLISH)
def test_no_text_ends_the_reader(material: Material, text: str) -> None:
    plan, faults = read_plan(text, "plan.yaml", material)
    assert (plan is None) == bool(faults)
    read_plan_head(text, "plan.yaml")


def test_only_questions_for_hands_are_votes(ours: list[Material]) -> None:
    for material in ours:
        for question in material.questions():
            assert can_vote(question)
            ballot = material.ballot(question, 0)
            assert sum(option.correct for option in ballot.options) == (0 if ballot.poll else 1)
            assert ballot.sensitive == (ballot.poll and material.audience is Audience.FAMILY)


def test_a_teach_back_without_points_listens_for_its_objectives(ours: list[Material]) -> None:
    for material in ours:
        assert material.prompts()
        assert all(prompt.points and prompt.blocks for prompt in material.prompts())


def test_slides_take_time_for_their_words_and_charts_and_none_for_notes() -> None:
    pace = PACES[Audience.CLINICIAN]
    text = b.Paragraph(1, (b.Text("word " * 260),))
    chart = b.ChartBlock(1, b.BarChart(title="", alt="", cite=(), bars=()))
    slide = Slide("s", 1, (), 1, (text,), notes=(text,))
    assert slides_minutes((slide,), pace) == 2.5  # 260 words at 130 a minute, a quarter more for the room
    assert slides_minutes((slide, slide), pace) == 5.0
    assert slides_minutes((msgspec.structs.replace(slide, blocks=(text, chart)),), pace) == 3.5


def test_the_code_of_a_plan_is_that_of_no_rule():
    assert CODE not in {rule.code for rule in all_rules()} | set(READING)
