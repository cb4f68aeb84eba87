from __future__ import annotations

import json

from libraries import edited

CLIN = "content/timing/clinician.md"
LONG = edited(CLIN, "A short lead.", " ".join(["word"] * 130))


def test_slides_are_looked_at_when_asked_for(library_dir, run_command) -> None:
    root = library_dir(LONG)
    assert run_command("check", library=root).out == "9 files checked: nothing found.\n"
    ran = run_command("check", "--slides", library=root)
    assert (ran.code, ran.err) == (0, "")
    assert f"{CLIN}:11:1: warning D02: 130 words stand on one slide" in ran.out
    assert ran.out.endswith("9 files checked: 1 warning, 2 notes.\n")


def test_findings_in_slides_are_findings_like_all(library_dir, run_command) -> None:
    root = library_dir({**LONG, **edited("content/timing/family.md", "66 out", "67 out")})
    found = json.loads(run_command("check", "--slides", "--format", "json", root / CLIN, library=root).out)
    assert [item["code"] for item in found] == ["D02", "D04"]
    assert run_command("check", "--slides", library=root).code == 1
