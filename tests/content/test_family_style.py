"""The style page for families: what it calls wrong breaks the rule that it names, and what it calls right breaks none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from libraries import CLINICIAN, FAMILY

from edu_tui.checks.run import run_checks
from edu_tui.library.diagnostics import Severity
from edu_tui.library.library import open_library
from edu_tui.library.roles import LEDGER_FILES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "family-style.md").read_text(encoding="utf-8")
CLIN, FAM = "content/timing/clinician.md", "content/timing/family.md"
CITED = "What both pages rest on [@RT-11; @RT-13]."
HEAD = FAMILY[: FAMILY.index("\n## ")] + "\n## Why the time matters {#clocks .tell}\n\n"
NEUTRAL = "Your team is there for you."
EXAMPLES = re.findall(
    r"^## (.+?)\n\n\[([A-Z]\d\d)\]\(rules/\2\.md\): .+?\*\*Before\*\*\n\n```markdown\n(.+?)```\n\n\*\*After\*\*\n\n```markdown\n(.+?)```",
    PAGE,
    re.DOTALL | re.MULTILINE,
)


def findings(library_dir, text: str, name: str) -> set[str]:
    """The codes of errors and warnings on a page for families that holds `text`, beside our own ledger."""
    ledger = {path: (ROOT / path).read_bytes() for path in LEDGER_FILES}
    pages = {FAM: HEAD + text, CLIN: CLINICIAN.replace("A short lead.", CITED)}
    found = run_checks(open_library(library_dir({**ledger, **pages}, name)), date(2026, 6, 1))
    return {item.code for item in found if item.path == FAM and item.severity is not Severity.INFO}


def test_every_section_of_the_page_is_an_example():
    assert len(EXAMPLES) == PAGE.count("\n## ") == PAGE.count("**Before**") >= 15


@pytest.mark.parametrize(("title", "code", "before", "after"), EXAMPLES, ids=[example[1] for example in EXAMPLES])
def test_before_breaks_the_rule_and_after_breaks_none(title, code, before, after, library_dir):
    usual = findings(library_dir, NEUTRAL, "usual")
    assert code not in usual
    assert code in findings(library_dir, before, "before"), title
    assert findings(library_dir, after, "after") <= usual, title
