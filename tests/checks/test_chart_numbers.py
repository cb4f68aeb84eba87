import pytest

from edu_tui.checks.evidence import evidence
from edu_tui.checks.rules.chart_numbers import unsupported
from edu_tui.library.charts import read_chart
from edu_tui.library.ledger import Fact, Status

HEAD = "title: T\nalt: A.\ncite: XX-01\n"
BARS = "type: bars\nunit: '%'\ninterval: CI\nbars: "
ICONS = "type: icons\nrest: b\nicons: "
LINE = "type: timeline\nunit: months\nstart: 0\nend: 60\n"
CURVE = "type: curve\nx: years\nunit: '%'\nseries: "

CASES = [
    (f"{BARS}[{{label: a, value: 25.8}}]", ["25.8%"], []),
    (f"{BARS}[{{label: a, value: 25.8}}]", ["25.8 years"], ["25.8"]),
    (f"{BARS}[{{label: a, value: 69}}]", ["69.0%"], []),
    ("type: bars\nunit: months\nbars: [{label: a, value: 11.9}]", ["11.9 months"], []),
    (f"{BARS}[{{label: a, value: 64.6, low: 54.2, high: 73.2}}]", ["64.6% (54.2-73.2)"], []),
    (f"{BARS}[{{label: a, value: 64.6, low: 54.1, high: 73.2}}]", ["64.6% (54.2-73.2)"], ["54.1"]),
    (f"{ICONS}[{{label: a, count: 13}}]", ["12.7%"], []),
    (f"{ICONS}[{{label: a, count: 12}}]", ["12.7%"], ["12"]),
    (f"{ICONS}[{{label: a, count: 46}}]\nof: 64", ["46/64"], []),
    (f"{ICONS}[{{label: a, count: 46}}]\nof: 64", ["72%"], ["46"]),
    (f"{ICONS}[{{label: a, count: 26}}, {{label: b, count: 54}}]", ["26%", "54%"], []),
    (f"{LINE}spans: [{{from: 0, to: 18, label: a}}, {{from: 18, to: 60, label: b}}]", ["18 months"], []),
    (f"{LINE}spans: [{{from: 0, to: 19, label: a}}]", ["18 months"], ["19"]),
    (f"{LINE}events: [{{at: 6, label: a}}]", ["18 months"], ["6"]),
    (f"{LINE}events: [{{at: 6, label: a}}]".replace("months", "step (not to scale)"), [], []),
    (f"{CURVE}[{{label: a, points: [[0, 100], [5, 66.4]]}}]", ["66.4%", "5 years"], []),
    (f"{CURVE}[{{label: a, points: [[0, 100], [4, 66.5]]}}]", ["66.4%", "5 years"], ["4", "66.5"]),
]


def fact(*figures):
    return Fact("XX-01", "A claim.", figures, "children", ("source",), Status.VERIFIED, 1)


@pytest.mark.parametrize(("body", "figures", "missing"), CASES)
def test_a_chart_draws_only_what_its_facts_say(body, figures, missing):
    chart, faults = read_chart(HEAD + body, "a.md", 1)
    assert not faults
    assert list(unsupported(chart, [evidence(fact(*figures))])) == missing


def test_a_share_is_of_one_fact():
    chart, _ = read_chart(f"{HEAD}{ICONS}[{{label: a, count: 46}}]\nof: 64", "a.md", 1)
    assert list(unsupported(chart, [evidence(fact("46 children")), evidence(fact("64 children"))])) == ["46"]
