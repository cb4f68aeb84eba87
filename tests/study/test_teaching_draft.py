"""A plan while it is changed by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from teaching_kit import make_material

from edu_tui.progress.sessions_plan import StepKind
from edu_tui.study.teaching import draft as drafts
from edu_tui.study.teaching.draft import Draft
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.plan import make_plan
from edu_tui.study.teaching.plan_file import plan_text, read_plan
from edu_tui.study.teaching.plan_steps import PlanError


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return make_material(tmp_path_factory.mktemp("library"))


def keys(draft: Draft) -> list[str]:
    return [step.key for step in draft.plan.steps]


def test_what_is_dropped_can_be_put_back_where_it_was(material: Material) -> None:
    draft = Draft(make_plan(material, 90, forms="none"))
    for key in keys(draft):
        shorter = drafts.drop(draft, key)
        assert key in [step.key for step in drafts.left_out(material, shorter.plan)]
        assert drafts.put_back(material, shorter, key).plan.steps == draft.plan.steps


def test_steps_that_are_in_are_not_left_out(material: Material) -> None:
    plan = make_plan(material, 10)
    inside, outside = {step.key for step in plan.steps}, {step.key for step in drafts.left_out(material, plan)}
    assert not inside & outside
    assert "question:q-plain" in inside | outside
    assert not any(key.startswith("form:") for key in outside)


def test_time_chosen_anew_keeps_what_was_changed_by_hand(material: Material) -> None:
    fresh = Draft(make_plan(material, 20))
    assert drafts.for_minutes(material, fresh, 60).plan == make_plan(material, 60)
    edited = drafts.drop(fresh, keys(fresh)[-1])
    longer = drafts.for_minutes(material, edited, 60)
    assert (longer.plan.minutes, longer.plan.steps) == (60, edited.plan.steps)
    for draft in (fresh, edited):
        for minutes in (-5.0, 0.0, 1e9, float("nan")):
            with pytest.raises(PlanError, match="from 1 to 480 minutes"):
                drafts.for_minutes(material, draft, minutes)


def test_a_talk_is_kept_in_words_that_a_plan_file_gives_back(material: Material) -> None:
    draft = drafts.talk(Draft(make_plan(material, 20)), "  Your\x1b[2J \n questions ")
    talk = draft.plan.steps[-1]
    assert (talk.subject, talk.title) == ("Your\u241b[2J questions",) * 2
    assert read_plan(plan_text(draft.plan), "plan.yaml", material) == (draft.plan, [])
    with pytest.raises(PlanError, match="needs words"):
        drafts.talk(draft, " \u200b\n")


@pytest.mark.parametrize("edited", [False, True])
def test_forms_go_in_and_out_together(material: Material, edited: bool) -> None:
    draft = Draft(make_plan(material, 60, forms="none"))
    draft = drafts.lengthen(draft, keys(draft)[0], 1) if edited else draft
    counted = drafts.with_forms(material, draft, "count")
    assert counted.forms == "count"
    assert (keys(counted)[1], keys(counted)[-1]) == ("form:pre", "form:post")
    on_paper = drafts.with_forms(material, counted, "paper")
    assert on_paper.forms == "paper"
    assert drafts.with_forms(material, on_paper, "none").forms == "none"


def test_no_step_becomes_shorter_than_half_a_minute(material: Material) -> None:
    draft = Draft(make_plan(material, 20))
    key = keys(draft)[0]
    assert drafts.lengthen(draft, key, -1000).plan.steps[0].minutes == 0.5
    assert drafts.lengthen(draft, key, 10**6).plan.steps[0].minutes == 480


def test_words_of_ones_own_stand_at_the_end(material: Material) -> None:
    added = drafts.talk(Draft(make_plan(material, 20)), "Tea")
    assert added.plan.steps[-1].kind is StepKind.TALK
    with pytest.raises(PlanError):
        drafts.talk(added, "Tea")
    with pytest.raises(PlanError):
        drafts.talk(added, "  ")


@settings(max_examples=60)
@given(data=st.data())
def test_no_change_loses_or_doubles_a_step(material: Material, data: st.DataObject) -> None:
    draft = Draft(make_plan(material, 60, forms="none"))
    everything = sorted([*keys(draft), *(step.key for step in drafts.left_out(material, draft.plan))])
    for _ in range(12):
        deed = data.draw(st.sampled_from(["drop", "move", "longer", "back"]))
        left = [step.key for step in drafts.left_out(material, draft.plan)]
        if deed == "back" and left:
            draft = drafts.put_back(material, draft, data.draw(st.sampled_from(left)))
        elif deed != "back" and draft.plan.steps:
            key = data.draw(st.sampled_from(keys(draft)))
            by = data.draw(st.integers(-30, 30))
            match deed:
                case "drop":
                    draft = drafts.drop(draft, key)
                case "move":
                    draft = drafts.move(draft, key, by)
                case _:
                    draft = drafts.lengthen(draft, key, by)
        now = [*keys(draft), *(step.key for step in drafts.left_out(material, draft.plan))]
        assert sorted(now) == everything
