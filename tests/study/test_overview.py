"""How much of each module is done is the same, whether it is counted for all of them or for one."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from statistics_kit import answered, catalogue, read

from edu_tui.library.modules import Audience
from edu_tui.progress.state import fold
from edu_tui.study.overview import Done, done_by_module, overview

QUESTIONS = ["mrd-1", "mrd-2", "mrd-poll", "car-t-9", "gone"]
SECTIONS = [("mrd", "one"), ("mrd", "two"), ("car-t", "intro"), ("car-t", "gone"), ("gone", "one")]


@given(st.lists(st.sampled_from(QUESTIONS)), st.lists(st.tuples(st.sampled_from(SECTIONS), st.sampled_from([*Audience]))))
def test_all_modules_at_once(answers: list[str], readings: list[tuple[tuple[str, str], Audience]]) -> None:
    state = fold([*(answered(one) for one in answers), *(read(*section, audience=audience) for section, audience in readings)])
    one_by_one = {
        found.module: Done(found.sections_read, found.sections_total, found.questions_answered, found.questions_total)
        for found in overview(catalogue(), state)
    }
    assert done_by_module(catalogue(), Audience.CLINICIAN, state) == one_by_one


def test_only_what_can_be_shown_to_an_audience() -> None:
    whole = catalogue()
    first, second = whole.modules
    broken = msgspec.structs.replace(whole, modules=(msgspec.structs.replace(first, broken="Line 3."), second))
    assert done_by_module(broken, Audience.CLINICIAN, fold([])).keys() == {"car-t"}
    assert done_by_module(broken, Audience.FAMILY, fold([])) == {}
