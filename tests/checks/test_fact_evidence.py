import pytest

from edu_tui.checks.evidence import evidence, supports
from edu_tui.checks.figure_grammar import find_figures
from edu_tui.library.ledger import Fact, Status


def fact(*figures):
    return Fact("XX-01", "A claim.", figures, "children", ("source",), Status.VERIFIED, 1)


CASES = [
    # ledger, text, supported
    (["25.8%"], "25.8%", True),
    (["25.8%"], "26.8%", False),
    (["25.8%"], "25.80%", False),
    (["69.0%"], "69%", False),
    (["69.0%", "69%"], "69%", True),
    (["25.8"], "25.8%", False),
    (["25.8±2.4%"], "25.8%", True),
    (["25.8±2.4%"], "25.8 ± 2.4 %", True),
    (["25.8±2.4%"], "25.8±2.5%", False),
    (["25.8±2.4%"], "2.4 percentage points", True),
    (["64/51%"], "51%", True),
    (["54.2-73.2"], "54.2–73.2%", True),
    (["75-80%"], "between 75 and 80%", True),
    (["75-80%"], "75%", True),
    (["75-80%"], "80% (70-80)", False),
    (["0.70 (0.47-1.03)"], "hazard ratio 0.70", True),
    (["0.70 (0.47-1.03)"], "95% CI 0.47 to 1.03", True),
    (["0.70 (0.47-1.03)"], "95% CI 0.47 to 1.04", False),
    (["0.70 (0.47-1.03)"], "hazard ratio 0.47", False),
    ([".70"], "HR 0.70", True),
    (["3.6-fold"], "odds ratio of 3.6", True),
    (["46% (40-52)"], "CI 40-52", True),
    (["531/661"], "531 of 661", True),
    (["531/661"], "531 children", True),
    (["531/661"], "530 of 661", False),
    (["531", "661"], "531 of the 661", True),
    (["2,053"], "2053 children", True),
    (["12 trials"], "12 children", False),
    (["26.4%"], "26 out of 100", True),
    (["26.5%"], "26 out of 100", True),
    (["26.5%"], "27 out of 100", True),
    (["26.6%"], "26 out of 100", False),
    (["26.4%"], "26 out of 1,000", False),
    (["26.4%"], "26%", False),
    (["1 in 10,000"], "1 cell in 10,000", True),
    (["10⁻⁴"], "10^-4", True),
    (["10⁻⁴"], "10⁻⁵", False),
    (["0.01%"], "10⁻⁴", False),
    (["18-36 months"], "36 months", True),
    (["18-36 months"], "18 to under 36 months", True),
    (["18 years"], "18 months", False),
    (["2 years"], "24 months", False),
    (["0.012"], "P=.012", True),
    (["5 years"], "the 5-year survival", True),
    (["5 years"], "the 4-year survival", False),
    (["36 months"], "≥ 36", True),
]


@pytest.mark.parametrize(("ledger", "text", "supported"), CASES)
def test_a_fact_supports_what_it_says(ledger, text, supported):
    figures = find_figures(text)
    assert figures
    assert all(supports(evidence(fact(*ledger)), figure) for figure in figures) is supported


def test_a_fact_without_figures_supports_none():
    nothing = evidence(fact())
    figures = find_figures("25.8% of 12 children, 0.5, P=.1, 10⁻⁴, 18 months, HR 0.5 (0.4-0.6)")
    assert len(figures) == 8
    assert not any(supports(nothing, figure) for figure in figures)
