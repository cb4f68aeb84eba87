from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.checks.figure_grammar import Kind, find_figures, numbers_in

CASES = [
    # percentages
    ("25.8% lived", [(Kind.PERCENT, "25.8")]),
    ("25.8 % lived", [(Kind.PERCENT, "25.8")]),
    ("25.8\u202f% lived", [(Kind.PERCENT, "25.8")]),
    ("26 per cent", [(Kind.PERCENT, "26")]),
    ("26 percent", [(Kind.PERCENT, "26")]),
    ("below <0.01%", [(Kind.PERCENT, "0.01")]),
    ("(≥0.1%)", [(Kind.PERCENT, "0.1")]),
    ("69.0%", [(Kind.PERCENT, "69.0")]),
    (".5% of them", [(Kind.PERCENT, "0.5")]),
    ("5% to under 25%", [(Kind.PERCENT, "5"), (Kind.PERCENT, "25")]),
    ("14/15%", [(Kind.PERCENT, "14", "15")]),
    ("54.2%-73.2%", [(Kind.PERCENT, "54.2"), (Kind.PERCENT, "73.2")]),
    ("54.2-73.2%", [(Kind.RANGE, "54.2", "73.2")]),
    ("54.2–73.2 %", [(Kind.RANGE, "54.2", "73.2")]),
    ("80.3 to 85%", [(Kind.RANGE, "80.3", "85")]),
    ("between 20 and 30%", [(Kind.RANGE, "20", "30")]),
    ("1992 to 2001 to 57.5%", [(Kind.PERCENT, "57.5")]),
    ("25.8±2.4%", [(Kind.SPREAD, "25.8", "2.4")]),
    ("25.8 ± 2.4 %", [(Kind.SPREAD, "25.8", "2.4")]),
    ("25.8% +/- 2.4%", [(Kind.SPREAD, "25.8", "2.4")]),
    ("10.6 points lower", [(Kind.POINTS, "10.6")]),
    ("36 percentage points", [(Kind.POINTS, "36")]),
    # ratios and intervals
    ("hazard ratio 0.70", [(Kind.RATIO, "0.70")]),
    ("a hazard ratio of 0.70", [(Kind.RATIO, "0.70")]),
    ("The hazard ratio for relapse was 0.70.", [(Kind.RATIO, "0.70")]),
    ("HR 0.62", [(Kind.RATIO, "0.62")]),
    ("HR=.62", [(Kind.RATIO, "0.62")]),
    ("odds ratio of 6.4", [(Kind.RATIO, "6.4")]),
    ("odds ratio of 3", [(Kind.RATIO, "3")]),
    ("hazard ratios were 0.43 and 0.35", [(Kind.RATIO, "0.43", "0.35")]),
    ("HR 0.62 (0.47–1.03)", [(Kind.RATIO, "0.62"), (Kind.INTERVAL, "0.47", "1.03")]),
    ("HR, 0.62; 95% CI, 0.39 to 0.98", [(Kind.RATIO, "0.62"), (Kind.INTERVAL, "0.39", "0.98")]),
    ("95% CI 0.30-0.99", [(Kind.INTERVAL, "0.30", "0.99")]),
    ("95% confidence interval from 0.30 to 0.99", [(Kind.INTERVAL, "0.30", "0.99")]),
    ("confidence interval (95%) 14-40", [(Kind.INTERVAL, "14", "40")]),
    ("26% (14-40)", [(Kind.PERCENT, "26"), (Kind.INTERVAL, "14", "40")]),
    ("26% \ufffc (14-40)", [(Kind.PERCENT, "26"), (Kind.INTERVAL, "14", "40")]),
    ("84 months (48-109)", [(Kind.MONTHS, "84"), (Kind.INTERVAL, "48", "109")]),
    ("44.7% (1992-2001)", [(Kind.PERCENT, "44.7")]),
    ("a 95% confidence level", []),
    ("HR relapse: 208 patients", [(Kind.COUNT, "208")]),
    # counts
    ("531/661", [(Kind.SHARE, "531", "661")]),
    ("531 of 661", [(Kind.SHARE, "531", "661")]),
    ("42 of all 661", [(Kind.SHARE, "42", "661")]),
    ("190 of the 661 enrolled patients", [(Kind.SHARE, "190", "661")]),
    ("2,053 of 16,115 patients", [(Kind.SHARE, "2053", "16115")]),
    ("46 of 64 children", [(Kind.SHARE, "46", "64")]),
    ("26 out of 100", [(Kind.SHARE, "26", "100")]),
    ("13 children out of every 100", [(Kind.SHARE, "13", "100")]),
    ("1 in 8 children", [(Kind.SHARE, "1", "8")]),
    ("1 cell in 10,000", [(Kind.SHARE, "1", "10000")]),
    ("2,053 children", [(Kind.COUNT, "2053")]),
    ("64 isolated CNS relapses", [(Kind.COUNT, "64")]),
    ("661 enrolled", [(Kind.COUNT, "661")]),
    ("n=228", [(Kind.COUNT, "228")]),
    ("(n = 228)", [(Kind.COUNT, "228")]),
    ("13 (14%) died", [(Kind.COUNT, "13"), (Kind.PERCENT, "14")]),
    ("Of 100 children, about 13", []),
    ("24/7 and 120/80", []),
    ("2 of 3 trials, 13 in 13 countries", []),
    ("Block 1 patients and BFM 87 children", []),
    # thresholds, months, loose numbers
    ("10⁻⁴ or more", [(Kind.POWER, "4")]),
    ("10^-4", [(Kind.POWER, "4")]),
    ("10⁹ cells per litre", []),
    ("P=.08", [(Kind.P_VALUE, "0.08")]),
    ("p < 0.001", [(Kind.P_VALUE, "0.001")]),
    ("18 months", [(Kind.MONTHS, "18")]),
    ("an 18-month gap", [(Kind.MONTHS, "18")]),
    ("18 to under 36 months", [(Kind.MONTHS, "18", "36")]),
    ("between 12.5 and 18 months", [(Kind.MONTHS, "12.5", "18")]),
    ("an incidence of 0.65", [(Kind.NUMBER, "0.65")]),
    ("late: ≥ 36", [(Kind.NUMBER, "36")]),
    ("the 4-year EFS", [(Kind.NUMBER, "4")]),
    # no figures
    ("in 2024, from 1996 to 2014", []),
    ("1996-2014", []),
    ("AALL1331 patients, COVID-19, CD19 children", []),
    ("rt-time-01, section 3, step 2", []),
    ("t(9;22) and trisomy 4+10", []),
    ("25.\ufffc8%", [(Kind.PERCENT, "8")]),
    ("twenty-six out of a hundred", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_figures_of_a_text(text, expected):
    assert [(figure.kind, *figure.values) for figure in find_figures(text)] == expected


@given(st.text(alphabet="0123456789.,%±-–/()<= nofHRCIpmtuhs\ufffc⁻⁴10", max_size=80))
def test_figures_are_what_stands_at_their_place_and_never_overlap(text):
    figures = find_figures(text)
    assert all(text[figure.start : figure.end] == figure.text for figure in figures)
    assert all(first.end <= second.start for first, second in pairwise(figures))
    assert all(float(value) >= 0 for figure in figures for value in figure.values)


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text):
    assert all(figure.values for figure in find_figures(text))


@given(
    st.decimals(min_value=0, max_value=100, places=1),
    st.sampled_from(["", "About ", "(", "≥ ", "a\ufffc"]),
    st.sampled_from(["%", " %", " per cent"]),
)
def test_every_percentage_is_found(number, before, sign):
    figures = find_figures(f"{before}{number}{sign} of them")
    assert [(figure.kind, figure.values) for figure in figures] == [(Kind.PERCENT, (str(number),))]


@given(st.integers(1, 999_999), st.sampled_from(["children", "patients", "young adults", "enrolled"]))
def test_thousands_commas_make_no_difference(count, people):
    with_commas, without = find_figures(f"the {count:,} {people}"), find_figures(f"the {count} {people}")
    if count != 100 and not 1900 <= count < 2050:
        assert [figure.values for figure in with_commas] == [figure.values for figure in without] == [(str(count),)]


@pytest.mark.parametrize("sign", ["/", " of ", " in ", " out of ", " to "])
def test_numbers_of_any_length_are_compared(sign):
    less, more = "8" * 6_000, "9" * 6_000
    assert find_figures(f"{less}{sign}{more} children, {less}%") != ()


def test_all_numbers_of_a_ledger_figure():
    assert numbers_in("0.70 (.47–1.03), 2,053/16,115") == ("0.70", "0.47", "1.03", "2053", "16115")


def test_a_hostile_page_of_figures_is_searched_in_one_pass():
    figures = find_figures("1% (2-3) n=4 " * 20_000)
    assert len(figures) == 60_000
