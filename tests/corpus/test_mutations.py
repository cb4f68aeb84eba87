"""Spoilt files of a library: whatever stands in one, everything that looks at it goes on, and tells where the fault is."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from bench import TODAY, Bench, own_library, own_modules, small_library, target
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import FILES
from mutation_report import run
from mutation_run import limited, mutation_of
from mutator import kinds, mutate
from promises import sane
from surfaces import SURFACES, Surface, check, fix, show

from edu_tui.study.preview_reading import preview, read

WANTED = int(os.environ.get("EDU_TUI_MUTATIONS", "0"))
"""How many files are spoilt by `make mutations`."""

SAMPLE = 250

COSTLY = 20
"""Surfaces to which one of so many mutations comes, or fewer, are given a single one here."""

SECONDS = 10.0
"""Processor time for one look at a file, with room for a slow computer: a pattern that tries for ever needs hours."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("small"), small_library(FILES))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("ours"), own_library(own_modules()[0], 1))


@pytest.mark.parametrize("part", range(5))
def test_a_sample_of_mutations(small: Bench, part: int) -> None:
    for number in range(part * SAMPLE // 5, (part + 1) * SAMPLE // 5):
        path, mutation = mutation_of(small, 7, number)
        with small.spoilt(path, mutation.data):
            for surface in (check, fix, show):
                with limited(SECONDS):
                    surface(small, path)


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_each_surface_on_some_mutations_of_our_own_pages(ours: Bench, surface: Surface) -> None:
    share = SURFACES[surface]
    for number in range(6 if share.every < COSTLY else 1):
        path, mutation = mutation_of(ours, 8, number)
        with ours.spoilt(path, mutation.data), limited(max(SECONDS, share.seconds)):
            surface(ours, path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(st.data())
def test_mutations_that_hypothesis_chooses(small: Bench, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(small.paths))
    mutation = mutate(data.draw(st.randoms(use_true_random=False)), small.files[path], small.texts)
    with small.spoilt(path, mutation.data), limited(SECONDS):
        check(small, path)
        show(small, path)


LINES = [line for data in own_library(own_modules()[0], 0).values() for line in data.decode().split("\n")]


@settings(max_examples=60)
@given(path=st.sampled_from([path for path in FILES if path.endswith(".md")]), lines=st.lists(st.sampled_from(LINES), max_size=60))
def test_any_lines_of_our_own_library_in_any_order(small: Bench, path: str, lines: list[str]) -> None:
    with small.spoilt(path, "\n".join(lines).encode()), limited(SECONDS):
        reading = read(small.root, target(path))
        sane(small, reading.faults)
        assert preview(reading, small.shown_before(path)).file == target(path)
        sane(small, small.checker.findings(TODAY))


def test_a_mutation_is_the_same_each_time_and_no_kind_is_forgotten() -> None:
    data = FILES["quizzes/timing.md"].encode()
    made = [mutate(Random(number), data) for number in range(600)]
    assert made == [mutate(Random(number), data) for number in range(600)]
    assert {kind for mutation in made for kind in mutation.kind.split("+")} == set(kinds())
    assert sum(mutation.data != data for mutation in made) > 550


@pytest.mark.skipif(not WANTED, reason="make mutations: EDU_TUI_MUTATIONS says how many")
def test_as_many_mutations_as_wanted(tmp_path: Path) -> None:
    report = run(tmp_path, WANTED)
    print(f"\n{report.told()}")
    assert len(report.verdicts) == WANTED
    assert not report.faults, "\n\n".join(report.faults[:20])
