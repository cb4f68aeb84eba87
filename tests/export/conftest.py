"""What the tests of exports share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_kit import MISSING, Browser, browser, chromium


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """One headless Chromium for all tests of a worker."""
    program = chromium()
    if program is None:
        pytest.skip(MISSING)
    with browser(program) as running:
        yield running
