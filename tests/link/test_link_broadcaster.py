"""The end of the audience's screen: it tells, obeys, and is held up by nobody."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from link_kit import Raw, only_door, until, view_of

from edu_tui.link import broadcaster
from edu_tui.link.broadcaster import MOST_CONSOLES, MOST_ORDERS, LocalBroadcaster, broadcaster_for
from edu_tui.link.doors import doors
from edu_tui.link.messages import ORDER_LIMIT, VERSION, Given, Hello, Told, line_of, read_at_console
from edu_tui.study.teaching.commands import Alone, Order, Word

SESSION = "20260302-1800-abcdef"


class Screen:
    """A broadcaster with what it was ordered."""

    def __init__(self, data: Path) -> None:
        self.orders: list[Order] = []
        self.caster = LocalBroadcaster(data)
        self.caster.open(SESSION, self.orders.append)
        assert self.caster.trouble == ""


@pytest.fixture
def screen(data: Path) -> Iterator[Screen]:
    made = Screen(data)
    yield made
    made.caster.close()


def told(raw: Raw) -> Told:
    message = read_at_console(raw.hear())
    assert isinstance(message, Told)
    return message


def test_a_console_is_greeted_and_told_the_newest_state_and_each_that_follows(data: Path, screen: Screen) -> None:
    screen.caster.publish(view_of("one"), "said before")
    with Raw(only_door(data)) as raw:
        assert read_at_console(raw.hear()) == Hello(VERSION)
        first = told(raw)
        assert (first.view.title, first.said) == ("one", "")  # what was said to nobody is not said again
        screen.caster.publish(view_of("two"), "not now")
        second = told(raw)
        assert (second.view.title, second.said) == ("two", "not now")


def test_orders_arrive_in_order_even_when_their_bytes_come_one_by_one(data: Path, screen: Screen) -> None:
    given_orders = [Order(Word.NEXT), Order(Word.COUNT, text="A 4 B 7"), Order(Word.GO, 3)]
    with Raw(only_door(data)) as raw:
        for byte in b"".join(line_of(Given(order)) for order in given_orders):
            raw.say(bytes([byte]))
        until(lambda: len(screen.orders) == 3)
    assert screen.orders == given_orders


NONSENSE = st.one_of(
    st.binary(min_size=1, max_size=300).map(lambda data: data + b"\n"),
    st.just(b"x" * (ORDER_LIMIT + 1)),
    st.just(line_of(Told(view_of()))),
    st.just(line_of(Hello(VERSION))),
    st.just(b'{"is":"given","order":{"word":"explode"}}\n'),
    st.just(b'{"is":"given","order":{"word":"go","number":-1}}\n'),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nonsense=NONSENSE, greet=st.booleans())
def test_who_talks_nonsense_is_hung_up_on_and_others_do_not_notice(data: Path, screen: Screen, nonsense: bytes, greet: bool) -> None:
    if nonsense == line_of(Hello(VERSION)):
        greet = True  # alone it would be in order
    with Raw(only_door(data)) as good, Raw(only_door(data), greet=greet) as bad:
        good.hear()
        with suppress(BrokenPipeError, ConnectionResetError):
            bad.say(nonsense)
        while bad.hear():
            pass
        screen.caster.publish(view_of("still here"))
        while told(good).view.title != "still here":
            pass
    assert screen.orders == []


def test_an_order_before_the_greeting_is_not_obeyed(data: Path, screen: Screen) -> None:
    with Raw(only_door(data), greet=False) as raw:
        raw.say(line_of(Given(Order(Word.END))))
        assert raw.hear() == b""
    assert screen.orders == []


def test_another_version_is_told_ours_and_nothing_else(data: Path, screen: Screen) -> None:
    screen.caster.publish(view_of())
    with Raw(only_door(data), greet=False) as raw:
        raw.say(line_of(Hello(VERSION + 1)))
        assert read_at_console(raw.hear()) == Hello(VERSION)
        assert raw.hear() == b""


def test_a_console_that_does_not_read_holds_nobody_up_and_is_told_only_the_newest_afterwards(data: Path, screen: Screen) -> None:
    big = "x" * 100_000
    with Raw(only_door(data)) as slow, Raw(only_door(data)) as quick:
        slow.hear()
        quick.hear()
        for number in range(200):  # many times what the kernel keeps for a reader
            screen.caster.publish(view_of(f"{number} {big}"))
        while not told(quick).view.title.startswith("199 "):
            pass
        heard = []
        while not heard or not heard[-1].startswith("199 "):
            heard.append(told(slow).view.title)
        assert len(heard) < 50


def test_a_flood_of_orders_ends_the_line(data: Path, screen: Screen) -> None:
    with Raw(only_door(data)) as raw:
        raw.hear()
        with suppress(BrokenPipeError, ConnectionResetError):
            raw.say(line_of(Given(Order(Word.NEXT))) * (MOST_ORDERS + 1))
        assert raw.hear() == b""
    assert len(screen.orders) == MOST_ORDERS


def test_keys_do_not_add_up_to_a_flood_where_the_screen_answers(data: Path, screen: Screen) -> None:
    with Raw(only_door(data)) as raw:
        raw.hear()
        for number in range(2 * MOST_ORDERS):
            raw.say(line_of(Given(Order(Word.NEXT))))
            until(lambda: len(screen.orders) == number + 1)  # noqa: B023 - used at once
            screen.caster.publish(view_of(str(number)))
            assert told(raw).view.title == str(number)


def test_one_console_too_many_is_turned_away_and_welcome_when_another_goes(data: Path, screen: Screen) -> None:
    door = only_door(data)
    raws = [Raw(door) for _ in range(MOST_CONSOLES)]
    for raw in raws:
        assert raw.hear()
    with Raw(door, greet=False) as extra:
        assert extra.hear() == b""
    raws.pop().close()

    def let_in() -> bool:
        with Raw(door, greet=False) as again:
            try:
                again.say(line_of(Hello(VERSION)))
                return bool(again.hear())
            except (BrokenPipeError, ConnectionResetError):
                return False

    until(let_in)
    for raw in raws:
        raw.close()


def test_a_program_of_another_user_is_turned_away(data: Path, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcaster, "is_ours", lambda _line: False)
    with Raw(only_door(data), greet=False) as raw:
        assert raw.hear() == b""


def test_what_is_closed_leaves_nothing_behind_and_can_be_opened_again(data: Path, screen: Screen) -> None:
    door = only_door(data)
    with Raw(door) as raw:
        raw.hear()
        screen.caster.close()
        assert raw.hear() == b""
    assert doors(data) == ()
    assert not door.path.parent.exists()
    screen.caster.publish(view_of())
    screen.caster.close()
    screen.caster.open(SESSION, screen.orders.append)
    with Raw(only_door(data)) as raw:
        assert raw.hear()


def test_sessions_that_come_and_go_at_once_do_not_take_the_folder_from_each_other(data: Path, screen: Screen) -> None:
    def come_and_go(session: str) -> None:
        caster = LocalBroadcaster(data)
        for _ in range(50):
            caster.open(session, print)
            troubles.add(caster.trouble)
            caster.close()

    screen.caster.close()
    troubles: set[str] = set()
    threads = [Thread(target=come_and_go, args=(f"20260302-1800-{number:06x}",)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == {""}
    assert doors(data) == ()


def test_a_second_screen_of_the_same_session_does_not_take_the_line(data: Path, screen: Screen) -> None:
    second = LocalBroadcaster(data)
    second.open(SESSION, screen.orders.append)
    assert "Another window" in second.trouble
    second.publish(view_of("second"))
    second.close()
    screen.caster.publish(view_of("first"))
    with Raw(only_door(data)) as raw:
        raw.hear()
        assert told(raw).view.title == "first"


def test_without_a_private_folder_it_says_so_and_goes_on(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcaster, "new_door", lambda *_: None)
    alone = LocalBroadcaster(data)
    alone.open(SESSION, print)
    assert "n shows the notes" in alone.trouble
    alone.publish(view_of())
    alone.close()


def test_a_lock_that_the_system_refuses_is_not_taken_for_another_window(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("edu_tui.link.doors.fcntl.flock", refuse)
    alone = LocalBroadcaster(data)
    alone.open(SESSION, print)
    assert alone.trouble == "No second window can follow (No locks available): n shows the notes here."


def test_a_system_without_sockets_tells_nobody(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "AF_UNIX")
    assert isinstance(broadcaster_for(data), Alone)


def test_the_age_of_a_state_is_told(data: Path) -> None:
    now = [100.0]
    caster = LocalBroadcaster(data, lambda: now[0])
    caster.open(SESSION, print)
    caster.publish(view_of())
    now[0] = 102.5
    with Raw(only_door(data)) as raw:
        raw.hear()
        assert told(raw).age == 2500
    caster.close()
