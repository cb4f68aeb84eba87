from hypothesis import given
from hypothesis import strategies as st

from edu_tui.export.time_plan import shared_out


@given(st.integers(0, 600), st.lists(st.integers(0, 5000), min_size=1, max_size=20))
def test_minutes_add_up_and_nobody_goes_without(total, weights):
    shares = shared_out(total, weights)
    assert len(shares) == len(weights)
    assert min(shares) >= 1
    assert sum(shares) == max(total, len(weights))
    for one, share in zip(weights, shares, strict=True):
        for other, less in zip(weights, shares, strict=True):
            assert one <= other or share >= less  # more words never get less time


def test_no_sections_take_no_time():
    assert shared_out(10, []) == ()
