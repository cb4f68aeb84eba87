from __future__ import annotations

from edu_tui.study.stopwatch import Stopwatch


def test_a_stopwatch_counts_only_while_it_runs() -> None:
    now = [100.0]
    watch = Stopwatch(lambda: now[0], 500)
    now[0] += 2
    assert watch.ms == 2500
    watch.pause()
    watch.pause()
    now[0] += 50
    assert watch.ms == 2500
    watch.go_on()
    now[0] += 1
    watch.go_on()
    assert watch.ms == 3500
    watch.restart()
    now[0] += 1
    assert watch.ms == 1000
    watch.pause()
    watch.restart(7)
    now[0] += 9
    assert watch.ms == 7
