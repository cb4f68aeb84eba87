"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from edu_tui.cli.check_report import Report, summary
from edu_tui.library.diagnostics import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))  # the sign of the escape itself comes first
_IN_PROPERTIES = (*_IN_MESSAGES, (":", "%3A"), (",", "%2C"))


def github_report(told: Report, prefix: str) -> str:
    """One command for each finding, and a line that counts them; `prefix` leads from the repository to the library."""
    return "\n".join([*(workflow_command(item, prefix) for item in told.found), summary(told)])


def workflow_command(item: Diagnostic, prefix: str = "") -> str:
    """One finding as a command."""
    properties = {"file": prefix + item.path, "line": str(item.line), "col": str(item.column), "title": item.code}
    told = ",".join(f"{name}={_escaped(value, _IN_PROPERTIES)}" for name, value in properties.items())
    message = f"{item.message}\n{item.hint}" if item.hint else item.message
    return f"::{_COMMANDS[item.severity]} {told}::{_escaped(message, _IN_MESSAGES)}"


def _escaped(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for sign, instead in pairs:
        text = text.replace(sign, instead)
    return text
