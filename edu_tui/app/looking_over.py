"""A plan looked over with all that can be measured: slides on a screen, handouts. It reads the disk, and knows no toolkit."""

from __future__ import annotations

from datetime import date

from edu_tui.library.library import Library
from edu_tui.library.slides import SlideFit, module_slides
from edu_tui.progress.sessions_plan import Plan
from edu_tui.render.slides import slide_fits
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.preflight import Finding, preflight


def look_over(library: Library, plan: Plan, material: Material, today: date, terminal: tuple[int, int] | None) -> list[Finding]:
    """What is to be seen to before people come; `terminal` are the columns and rows of the screen, None where there is none."""
    slides = module_slides(material.module)

    def fits(columns: int, rows: int) -> tuple[SlideFit, ...]:
        return slide_fits(slides, columns, rows, library.ledger)

    return preflight(plan, material, terminal=terminal, fits=fits, handout=lambda: _no_handout(library, material, today))


def _no_handout(library: Library, material: Material, today: date) -> str:
    """Why no handout of the module can be made; "" if one can."""
    from edu_tui.export.handouts import HandoutError, gather

    try:
        gather(library, material.module.id, material.audience, today)
    except HandoutError as error:
        return str(error)
    return ""
