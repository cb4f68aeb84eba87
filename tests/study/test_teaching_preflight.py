"""What is found before people come, each with what to do."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from teaching_kit import full_plan, make_material

from edu_tui.library.slides import SlideFit
from edu_tui.progress.sessions_plan import Plan, StepKind
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.plan import drop, make_plan, set_minutes
from edu_tui.study.teaching.preflight import Finding, Weight, is_ready, preflight


@pytest.fixture
def material(tmp_path: Path) -> Material:
    return make_material(tmp_path)


def found(plan: Plan, material: Material, words: str, **options: object) -> list[Finding]:
    findings = preflight(plan, material, **options)  # type: ignore[arg-type]
    assert all(one.what.endswith(".") and one.cure.endswith(".") for one in findings)
    return [one for one in findings if words in one.what]


def test_a_good_plan_is_ready(material: Material) -> None:
    plan = make_plan(material, 15)
    assert is_ready(preflight(plan, material, terminal=(80, 24)))
    assert not found(plan, material, "minutes")


def test_too_much_and_too_little_for_the_time(material: Material) -> None:
    plan = make_plan(material, 15)
    assert found(set_minutes(plan, plan.steps[0].key, 10), material, "more than there are")
    assert found(msgspec.structs.replace(plan, minutes=60), material, "are free")


def test_a_plan_that_is_older_than_the_library_is_not_ready(material: Material) -> None:
    bare = msgspec.structs.replace(
        material, module=msgspec.structs.replace(material.module, sections=()), quiz=msgspec.structs.replace(material.quiz, questions=())
    )
    plan = full_plan(material)
    gone = found(plan, bare, "not in the library")
    assert len(gone) == len(plan.steps) - 2  # all but the opening and the talk
    assert not is_ready(gone)
    assert not is_ready(preflight(msgspec.structs.replace(plan, steps=()), material))


def test_a_small_terminal_and_slides_that_do_not_fit(material: Material) -> None:
    plan = make_plan(material, 15)
    assert found(plan, material, "This terminal", terminal=(60, 20))
    asked: list[tuple[int, int]] = []

    def fits(columns: int, rows: int) -> list[SlideFit]:
        asked.append((columns, rows))
        highest = 30 if rows == 24 else 10
        return [SlideFit("first", 2, 1, needed=40, room=20, parts=1, highest=highest, highest_line=1, words=5, wordiest_line=1)]

    (one,) = found(plan, material, "of slide 2", fits=fits, terminal=(120, 40))
    assert asked == [(80, 24), (120, 40)]
    assert (one.step, "30 rows of 20" in one.what) == ("section:first", True)


def test_notes_votes_and_teach_back(material: Material) -> None:
    plan = make_plan(material, 15)
    assert [one.what for one in found(plan, material, "no notes")] == ["There are no notes for 2 of the sections: When to call, Last."]
    for step in plan.steps:
        if step.kind in ("question", "teach-back"):
            plan = drop(plan, step.key)
    assert found(plan, material, "Nothing is put to the vote")
    assert found(plan, material, "no teach-back")
    assert found(full_plan(material), material, "something personal")


def test_forms_come_in_pairs(material: Material) -> None:
    plan = make_plan(material, 30, forms="paper")
    assert found(plan, material, "on paper")
    assert found(drop(plan, "form:post"), material, "questions after the session are not planned")
    quiz = material.quiz
    assert quiz is not None
    alone = msgspec.structs.replace(quiz, questions=tuple(one for one in quiz.questions if one.id != "post-2"))
    (one,) = found(plan, msgspec.structs.replace(material, quiz=alone), "One question of the forms has no counterpart.")
    assert one.weight is Weight.FAULT


def test_letters_that_differ_from_those_on_paper_are_told(material: Material) -> None:
    plan = make_plan(material, 30)
    assert not found(plan, material, "printed sheets")
    mixed = msgspec.structs.replace(plan, seed=7)
    assert found(mixed, material, "printed sheets")
    shown = tuple(step for step in plan.steps if step.kind is StepKind.SECTION)
    assert not found(msgspec.structs.replace(mixed, steps=shown), material, "printed sheets")


def test_a_page_that_nobody_reviewed_and_a_handout_that_cannot_be_made(material: Material) -> None:
    plan = make_plan(material, 15)
    unseen = msgspec.structs.replace(material, module=msgspec.structs.replace(material.module, reviewed=None))
    assert found(plan, unseen, "No clinician")
    assert found(plan, material, "The printer is out.", handout=lambda: "The printer is out.")
    assert not found(plan, material, "printer", handout=lambda: "")
