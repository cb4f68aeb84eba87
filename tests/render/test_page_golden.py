from __future__ import annotations

import pytest
from render_sample import PAGE
from syrupy.assertion import SnapshotAssertion

from edu_tui.render.layout import lay_out
from edu_tui.render.plain import to_text


@pytest.mark.parametrize("width", [40, 80, 100])
def test_page(width: int, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(line.text for line in lay_out(PAGE, width).lines) == snapshot


@pytest.mark.parametrize("width", [40, 80])
def test_plain_text(width: int, snapshot: SnapshotAssertion) -> None:
    assert to_text(PAGE, width) == snapshot
