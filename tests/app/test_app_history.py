"""Back and forward: the laws of `History`, and that it never ends nowhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edu_tui.app.history import LIMIT, History
from edu_tui.app.routes import Ask, Glossary, Home, Progress, Read, Search
from edu_tui.library.modules import Audience

ROUTES = [Home(), Progress(), Search("mrd"), Glossary(), Ask("mrd"), *(Read("mrd", Audience.FAMILY, name) for name in "abc")]
MOVES = st.lists(
    st.one_of(st.sampled_from(["back", "forward", "out"]), st.tuples(st.sampled_from(["go", "step"]), st.sampled_from(ROUTES)))
)


def walked(moves: list) -> History:
    found = History()
    for move in moves:
        found = getattr(found, move)() if isinstance(move, str) else getattr(found, move[0])(move[1])
    return found


@given(MOVES)
def test_home_is_always_at_the_bottom_and_the_way_is_bounded(moves):
    found = walked(moves)
    assert found.behind[0].route == Home()
    assert len(found.behind) <= LIMIT + 1


@given(MOVES, st.sampled_from(ROUTES), st.sampled_from(["go", "step"]))
def test_back_from_where_one_went_is_where_one_was(moves, route, how):
    found = walked(moves)
    there = getattr(found, how)(route)
    assert there.here == route
    if route != found.here:
        assert there.back().behind == found.behind
        assert there.ahead == ()


@given(MOVES)
def test_forward_undoes_back_and_back_undoes_forward(moves):
    found = walked(moves)
    if found.can_go_back:
        assert found.back().forward() == found
    if found.ahead:
        assert found.forward().back() == found


@given(MOVES)
def test_nothing_is_lost_on_the_way_out(moves):
    found = walked(moves)
    out = found.out()
    assert (*out.behind, *out.ahead) == (*found.behind, *found.ahead)
    for _ in range(len(found.behind) - len(out.behind)):
        out = out.forward()
    assert out == found


@given(MOVES)
def test_going_out_again_and_again_comes_home(moves):
    found = walked(moves)
    for _ in found.behind:
        found = found.out()
    assert (found.here, found.can_go_back) == (Home(), False)


@given(MOVES, st.sampled_from(ROUTES), st.lists(st.sampled_from(ROUTES), max_size=5))
def test_out_leaves_a_visit_whatever_its_steps(moves, route, steps):
    found = walked(moves)
    inside = found.go(route)
    for step in steps:
        inside = inside.step(step)
    if route != found.here:
        assert inside.out().behind == found.behind


def test_another_name_changes_nothing_but_the_name():
    found = walked([("go", ROUTES[4]), ("step", ROUTES[5]), "back"])
    renamed = found.replaced(ROUTES[1])
    assert (renamed.here, renamed.back(), renamed.ahead) == (
        ROUTES[1],
        History((found.behind[0],), (renamed.behind[1], *found.ahead)),
        found.ahead,
    )
