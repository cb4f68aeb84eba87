"""How the minutes of a module fall to its sections: by their words, as nothing better is known before the session."""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.library.modules import Module
from edu_tui.render.plain import to_text


def section_minutes(module: Module) -> tuple[int, ...]:
    """Minutes for each section: whole, at least one each, and together the module's `minutes` where these suffice."""
    words = [len(to_text(section.blocks).split()) for section in module.sections]
    return shared_out(module.minutes, words)


def shared_out(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`total` shared out by `weights` in whole numbers of at least 1; the largest remainders are rounded up, the first of equals first."""
    spare = max(0, total - len(weights))
    whole = sum(weights)
    exact = [spare * weight / whole if whole else spare / len(weights) for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda index: shares[index] - exact[index])
    for index in by_remainder[: spare - sum(shares)]:
        shares[index] += 1
    return tuple(1 + share for share in shares)
