import os
import threading

import pytest

from edu_tui.library import processes
from edu_tui.library.processes import several_processes, share_out


@pytest.fixture
def two_processors(monkeypatch):
    monkeypatch.setattr(processes, "_processors", lambda: 2)


def told(number):
    return f"{number * number}".encode()


def who(_):
    return f"{os.getpid()}".encode()


def test_the_results_come_in_the_order_of_the_tasks(two_processors):
    with several_processes():
        assert list(share_out(told, range(50), 2)) == [told(number) for number in range(50)]


def test_the_work_is_shared_out_where_that_is_allowed(two_processors):
    if threading.active_count() > 1:  # under pytest-xdist
        pytest.skip("a process with several threads is never copied")
    own = who(0)
    assert set(share_out(who, range(20), 2)) == {own}
    with several_processes():
        assert own not in set(share_out(who, range(20), 2))
        assert set(share_out(who, range(20), 21)) == {own}
    assert set(share_out(who, range(20), 2)) == {own}


def test_beside_other_threads_nothing_is_copied(two_processors):
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with several_processes():
            assert set(share_out(who, range(20), 2)) == {who(0)}
    finally:
        stop.set()
        thread.join()


def test_what_a_helper_that_died_left_is_done_here(two_processors):
    own = os.getpid()

    def deadly(number):
        if number == 7 and os.getpid() != own:
            os._exit(1)
        return told(number)

    with several_processes():
        assert list(share_out(deadly, range(20), 2)) == [told(number) for number in range(20)]


def test_a_fault_of_the_work_is_told(two_processors):
    with several_processes(), pytest.raises(ZeroDivisionError):
        list(share_out(lambda number: told(1 // number), range(20), 2))
