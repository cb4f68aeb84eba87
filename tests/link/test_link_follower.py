"""The end of the console: it finds the screen, loses it, finds it again, and never gives an order into the void."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from link_kit import Headless, Raw, only_door, turn_until, view_of
from teaching_kit import Ticking, make_material, make_session

from edu_tui.link.broadcaster import LocalBroadcaster
from edu_tui.link.doors import Door, let_go, listen_at, new_door, take
from edu_tui.link.follower import FIRST_PAUSE, FORGIVEN, LONGEST_PAUSE, MOST_WAITING, Follower, Link
from edu_tui.link.messages import STATE_LIMIT, VERSION, Given, Hello, Told, line_of
from edu_tui.study.teaching.commands import Order, Word
from edu_tui.study.teaching.material import Material

FIRST, SECOND = "20260302-1800-aaaaaa", "20260302-1900-bbbbbb"


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 50.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def follower(data: Path, clock: Clock) -> Iterator[Follower]:
    made = Follower(data, clock=clock)
    yield made
    made.close()


@pytest.fixture
def screens(data: Path) -> Iterator[Callable[[str], LocalBroadcaster]]:
    made: list[LocalBroadcaster] = []

    def screen(session: str) -> LocalBroadcaster:
        caster = LocalBroadcaster(data)
        caster.open(session, lambda _: None)
        caster.publish(view_of(session, session=session))
        made.append(caster)
        return caster

    yield screen
    for caster in made:
        caster.close()


def look(follower: Follower, clock: Clock) -> None:
    """Let the longest pause pass, and look again."""
    clock.seconds += LONGEST_PAUSE
    follower.turn(0)


def follow(follower: Follower, clock: Clock, title: str = "") -> None:
    clock.seconds += LONGEST_PAUSE
    turn_until(follower, lambda: follower.news.link is Link.FOLLOWING and follower.news.view and title in follower.news.view.title)


def test_it_waits_until_a_screen_is_there_and_follows_it(
    follower: Follower, clock: Clock, screens: Callable[[str], LocalBroadcaster]
) -> None:
    follower.turn(0)
    assert follower.news.link is Link.WAITING
    caster = screens(FIRST)
    follow(follower, clock)
    assert follower.news.session == FIRST
    caster.publish(view_of("two", session=FIRST), "said")
    turn_until(follower, lambda: follower.news.said == "said")
    assert follower.news.view == view_of("two", session=FIRST)


def test_the_pauses_between_two_looks_grow_to_a_limit(data: Path, clock: Clock) -> None:
    looks: list[float] = []

    def find(_: Path) -> tuple[Door, ...]:
        looks.append(clock.seconds)
        return ()

    follower = Follower(data, clock=clock, find=find)
    for _ in range(2000):
        follower.turn(0)
        clock.seconds += 0.01
    follower.close()
    pauses = [round(later - before, 1) for before, later in pairwise(looks)]
    assert pauses[0] == pytest.approx(FIRST_PAUSE, abs=0.02)
    assert pauses == sorted(pauses)
    assert pauses[-1] == pytest.approx(LONGEST_PAUSE, abs=0.02)


def test_a_screen_that_goes_is_missed_and_one_that_comes_back_is_found(
    follower: Follower, clock: Clock, screens: Callable[[str], LocalBroadcaster]
) -> None:
    caster = screens(FIRST)
    follow(follower, clock)
    for number in range(3):
        caster.close()
        turn_until(follower, lambda: follower.news.link is Link.GONE)
        assert follower.news.view is not None  # what was last seen stays
        look(follower, clock)
        assert follower.news.link is Link.GONE
        caster = screens(FIRST)
        caster.publish(view_of(f"again {number}", session=FIRST))
        follow(follower, clock, f"again {number}")


def test_of_several_sessions_it_asks_which(follower: Follower, clock: Clock, screens: Callable[[str], LocalBroadcaster]) -> None:
    screens(FIRST), screens(SECOND)
    follower.turn(0)
    assert (follower.news.link, follower.news.there) == (Link.CHOOSING, (FIRST, SECOND))
    assert not follower.give(Order(Word.NEXT))
    follower.choose(SECOND)
    follow(follower, clock, SECOND)
    follower.choose(FIRST)
    turn_until(follower, lambda: follower.news.view and follower.news.view.title == FIRST)


def test_it_does_not_run_over_to_another_session_when_its_own_is_gone(
    follower: Follower, clock: Clock, screens: Callable[[str], LocalBroadcaster]
) -> None:
    own = screens(FIRST)
    follow(follower, clock)
    screens(SECOND)
    own.close()
    turn_until(follower, lambda: follower.news.link is Link.GONE)
    look(follower, clock)
    assert (follower.news.link, follower.news.session, follower.news.there) == (Link.GONE, FIRST, (SECOND,))


def test_after_the_end_of_its_session_it_follows_the_next_one(
    follower: Follower, clock: Clock, screens: Callable[[str], LocalBroadcaster]
) -> None:
    own = screens(FIRST)
    own.publish(view_of("over", session=FIRST, ended=True))
    follow(follower, clock, "over")
    own.close()
    screens(SECOND)
    turn_until(follower, lambda: follower.news.link is Link.GONE)
    follow(follower, clock, SECOND)


def test_orders_arrive_and_none_is_kept_for_a_screen_that_is_not_there(data: Path, follower: Follower, clock: Clock) -> None:
    orders: list[Order] = []
    caster = LocalBroadcaster(data)
    caster.open(FIRST, orders.append)
    caster.publish(view_of())
    assert not follower.give(Order(Word.NEXT))
    follow(follower, clock)
    assert follower.give(Order(Word.GO, 2))
    turn_until(follower, lambda: orders)
    caster.close()
    turn_until(follower, lambda: follower.news.link is Link.GONE)
    assert not follower.give(Order(Word.END))
    caster.open(FIRST, orders.append)
    caster.publish(view_of("back"))
    follow(follower, clock, "back")
    assert orders == [Order(Word.GO, 2)]
    caster.close()


def test_no_more_orders_are_given_than_the_screen_keeps_up_with(data: Path, follower: Follower, clock: Clock) -> None:
    orders: list[Order] = []
    caster = LocalBroadcaster(data)
    caster.open(FIRST, orders.append)
    caster.publish(view_of())
    follow(follower, clock)
    taken = sum(follower.give(Order(Word.NEXT)) for _ in range(3 * MOST_WAITING))
    assert taken == MOST_WAITING
    turn_until(follower, lambda: len(orders) == MOST_WAITING)
    assert not follower.give(Order(Word.NEXT))
    clock.seconds += FORGIVEN + 1  # a screen may have nothing to say
    assert follower.give(Order(Word.NEXT))
    caster.publish(view_of("done"))
    turn_until(follower, lambda: follower.news.view and follower.news.view.title == "done")
    assert follower.give(Order(Word.NEXT))
    caster.close()


# --- a screen that misbehaves ----------------------------------------------------------------------------------------------------


@pytest.fixture
def ear(data: Path) -> Iterator[socket.socket]:
    """Where a screen would listen."""
    door = new_door(data, FIRST)
    assert door is not None
    held = take(door)
    assert held is not None
    with listen_at(door) as listening:
        yield listening
    let_go(door, held)


def reached(follower: Follower, ear: socket.socket, clock: Clock) -> socket.socket:
    """The other end of a new line of the follower."""
    clock.seconds += LONGEST_PAUSE
    found: list[socket.socket] = []

    def accept() -> bool:
        try:
            found.append(ear.accept()[0])
        except BlockingIOError:
            return False
        return True

    turn_until(follower, accept)
    found[0].settimeout(10)
    return found[0]


NONSENSE = st.one_of(
    st.binary(min_size=1, max_size=200).map(lambda data: data + b"\n"),
    st.just(b"x" * (STATE_LIMIT + 1)),
    st.just(line_of(Given(Order(Word.NEXT)))),
    st.just(line_of(Hello(VERSION))),
    st.just(line_of(Told(view_of()))[: -len(b'"}\n') - 20] + b"\n"),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nonsense=NONSENSE, greet=st.booleans())
def test_a_screen_that_talks_nonsense_is_left_and_tried_again(
    follower: Follower, ear: socket.socket, clock: Clock, nonsense: bytes, greet: bool
) -> None:
    greet = greet or nonsense == line_of(Hello(VERSION))
    before = follower.news.view
    line = reached(follower, ear, clock)
    line.setblocking(False)
    data = (line_of(Hello(VERSION)) if greet else b"") + nonsense

    def over() -> bool:
        nonlocal data
        try:
            if data:
                data = data[line.send(data) :]
            while line.recv(65536):
                pass
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    turn_until(follower, over)
    line.close()
    assert follower.news.view == before
    assert follower.news.link is Link.WAITING


def test_another_version_is_said_to_be_one(follower: Follower, ear: socket.socket, clock: Clock) -> None:
    with reached(follower, ear, clock) as line:
        line.sendall(line_of(Hello(VERSION + 1)))
        turn_until(follower, lambda: follower.news.link is Link.FOREIGN)
    look(follower, clock)
    assert follower.news.link is Link.FOREIGN
    with reached(follower, ear, clock) as line:
        line.sendall(line_of(Hello(VERSION)) + line_of(Told(view_of())))
        turn_until(follower, lambda: follower.news.link is Link.FOLLOWING)


def test_a_screen_that_does_not_read_does_not_hold_the_console_up(follower: Follower, ear: socket.socket, clock: Clock) -> None:
    with reached(follower, ear, clock) as line:
        line.sendall(line_of(Hello(VERSION)) + line_of(Told(view_of())))
        turn_until(follower, lambda: follower.news.link is Link.FOLLOWING)
        for number in range(100):
            follower.give(Order(Word.NOTE, text="x" * 2000))
            follower.turn(0)
            line.sendall(line_of(Told(view_of(str(number)))))  # it says something, so more may be sent
        turn_until(follower, lambda: follower.news.view and follower.news.view.title == "99")


def test_the_time_of_a_state_is_told_by_the_clock_of_the_console(follower: Follower, ear: socket.socket, clock: Clock) -> None:
    with reached(follower, ear, clock) as line:
        line.sendall(line_of(Hello(VERSION)) + line_of(Told(view_of(), 1500)))
        turn_until(follower, lambda: follower.news.view is not None)
    assert follower.news.at == pytest.approx(clock.seconds - 1.5)


# --- a whole session -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return make_material(tmp_path_factory.mktemp("lib"))


def test_a_whole_session_is_led_from_the_console(data: Path, follower: Follower, clock: Clock, material: Material) -> None:
    screen = Headless(data, make_session(data, material, clock=Ticking()))
    session = screen.session
    follow(follower, clock)

    def give(order: Order) -> str:
        number = follower.news.number
        assert follower.give(order)
        turn_until(follower, lambda: follower.news.number > number)
        view = follower.news.view
        assert view is not None
        assert view.screen == session.audience()
        return follower.news.said

    assert give(Order(Word.ATTEND, text="14")) == "14 are here."
    for _ in range(300):
        vote, point = session.vote, session.step and session.state.teach_back(session.step.subject)
        if vote and vote.phase == "open" and not vote.voters:
            give(Order(Word.COUNT, text=" ".join(["3"] * len(vote.counts))))
        elif point and point.missing:
            give(Order(Word.HEARD, point.heard.index(0) + 1))
        elif give(Order(Word.NEXT)):
            break
    assert session.state.place.step == "end"
    give(Order(Word.END))
    assert follower.news.view is not None
    assert follower.news.view.ended
    assert all(vote.voters == 3 * len(vote.counts) for vote in session.state.votes)
    assert all(not one.missing for one in session.state.teach_backs)
    screen.end()


def test_other_consoles_see_the_same(data: Path, follower: Follower, clock: Clock, material: Material) -> None:
    screen = Headless(data, make_session(data, material, clock=Ticking()))
    follow(follower, clock)
    with Raw(only_door(data)) as raw:
        raw.hear()
        assert raw.hear()
        follower.give(Order(Word.NEXT))
        turn_until(follower, lambda: follower.news.view and follower.news.view.started)
        assert b'"started":true' in raw.hear()
    screen.end()
