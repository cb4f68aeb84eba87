from __future__ import annotations

import pytest

from edu_tui.library.ledger import Fact, Ledger, Reference, Status, Term
from edu_tui.library.modules import Audience
from edu_tui.render.evidence import cited_blocks, fact_blocks, shown_figures, term_blocks
from edu_tui.render.layout import lay_out
from edu_tui.render.plain import to_text

REFERENCE = Reference(
    "rheingold2024", "Rheingold SR. Survival after relapse. J Clin Oncol 2024.", "Rheingold 2024", "https://doi.org/10.1/x"
)
FACT = Fact("RT-13", "Survival rises.", ("25.8%", "49.5%"), "12 COG trials", ("rheingold2024",), Status.VERIFIED, 3, "before immunotherapy")
LEDGER = Ledger({"RT-13": FACT}, {"rheingold2024": REFERENCE}, {})
TERM = Term("minimal residual disease", ("MRD",), "A test.", "Below morphology.", 1)


def test_a_fact_tells_everything_that_is_known_about_it() -> None:
    assert to_text(cited_blocks("RT-13", LEDGER)).split("\n\n") == [
        "RT-13 Survival rises.",
        "Figures: 25.8%; 49.5%",
        "Population: 12 COG trials",
        "Status: checked in a public source",
        "Caution: before immunotherapy",
        "Source: Rheingold SR. Survival after relapse. J Clin Oncol 2024.",
        "https://doi.org/10.1/x\n",
    ]


def test_the_address_is_a_link() -> None:
    targets = {span.target for line in lay_out(cited_blocks("rheingold2024", LEDGER), 40).lines for span in line.spans}
    assert "link:https://doi.org/10.1/x" in targets


@pytest.mark.parametrize("status", Status)
def test_every_status_has_plain_words(status: Status) -> None:
    fact = Fact("A-1", "Claim.", (), "", (), status, 1)
    text = to_text(fact_blocks(fact, {}))
    assert "Status: " in text
    assert status.value not in text


def test_a_missing_source_or_entry_is_said() -> None:
    fact = Fact("A-1", "Claim.", (), "", ("gone",), Status.SEED, 1)
    assert "gone (not among the references)" in to_text(fact_blocks(fact, {}))
    assert to_text(cited_blocks("Z-9", LEDGER)).startswith("Z-9 is not in the ledger")


def test_each_audience_reads_its_own_line_first() -> None:
    family = to_text(term_blocks(TERM, Audience.FAMILY))
    clinician = to_text(term_blocks(TERM, Audience.CLINICIAN))
    assert family.index("A test.") < family.index("Below morphology.")
    assert clinician.index("Below morphology.") < clinician.index("A test.")
    assert "Also called: MRD" in family


def test_a_standard_error_is_shown_with_its_figure_only() -> None:
    assert shown_figures(("25.8%", "2.4", "2.4%", "25.8±2.4%", "5-25%", "18 months")) == ["25.8%", "25.8±2.4%", "5-25%", "18 months"]
