"""Ask pip-audit whether vulnerabilities are known of the locked packages: `python -m docs.audit UVX`.

Exit code 0: none; 1: some; 2: it could not be found out.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
AUDITOR = "pip-audit==2.10.1"
NOT_KNOWN = "The packages in {} were not all audited: the vulnerability service could not be reached, or does not know them ({})."


class Verdict(NamedTuple):
    """What to tell of one file, and the exit code."""

    lines: list[str]
    code: int


def command(uvx: str, lock: Path) -> list[str]:
    """How pip-audit is run: in an environment of its own, on exactly the locked versions, resolving nothing."""
    return [uvx, AUDITOR, "--format", "json", "--progress-spinner", "off", "--require-hashes", "--disable-pip", "-r", str(lock)]


def verdict(name: str, output: str, errors: str) -> Verdict:
    """What pip-audit's JSON means. What was skipped, and what is no JSON, was not audited: silence must never read as safety."""
    try:
        dependencies = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = next(reversed(errors.strip().splitlines()), "no answer")
        return Verdict([NOT_KNOWN.format(name, reason[:120])], 2)
    known = [f"{one['name']} {one['version']}: {fault['id']}" for one in dependencies for fault in one.get("vulns", ())]
    skipped = [one["name"] for one in dependencies if "skip_reason" in one]
    if skipped:
        return Verdict([*known, NOT_KNOWN.format(name, f"{len(skipped)} of {len(dependencies)} skipped")], 1 if known else 2)
    return Verdict(known or [f"No vulnerability is known of the {len(dependencies)} packages in {name}."], 1 if known else 0)


def main(words: Sequence[str]) -> int:
    """Audit both files with the `uvx` that is named; the worse of the two exit codes, where a known vulnerability is the worst."""
    codes = set()
    for name in LOCKS:
        done = subprocess.run(command(words[0], ROOT / name), capture_output=True, text=True, check=False)
        found = verdict(name, done.stdout, done.stderr)
        print("\n".join(found.lines))
        codes.add(found.code)
    return 1 if 1 in codes else max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
