"""A small library without a fault, and the way to put single faults into it."""

from __future__ import annotations

from pathlib import Path

LIBRARY = """\
id: small
title: A small library
version: 1
tracks:
  - id: start
    title: Start here
    modules: [timing]
"""

FACTS = """\
RT-13:
  claim: Survival after relapse rises with the time to relapse.
  figures: ["25.8±2.4%", "49.5%", "66.4%", "18 months", "36 months"]
  population: relapsed B-ALL
  source: rheingold2024
  status: verified

RI-07:
  claim: Most patients reached a second remission.
  figures: ["531/661", "80.3%", "0.70 (0.47-1.03)", "10⁻⁴", "P = 0.08", "0.65"]
  population: AALL1331
  source: [hogan2025]
  status: seed

RT-09:
  claim: A news page tells more.
  figures: ["71.3%"]
  population: relapsed B-ALL
  source: hogan2025
  status: verified
  doubts: [unconfirmed]

RT-04R:
  claim: Nobody has checked this.
  figures: ["44%"]
  population: from memory
  source: hogan2025
  status: recalled
"""

REFERENCES = """\
[
  {"id": "rheingold2024", "type": "article-journal", "title": "Relapse in COG trials", "DOI": "10.1000/1"},
  {"id": "hogan2025", "type": "article-journal", "title": "AALL1331", "PMID": "12345"}
]
"""

GLOSSARY = """\
## minimal residual disease

aliases: MRD

Plain: Leukaemia cells too few to see.

Clinician: Leukaemia below the level of morphology.

## relapse

Plain: The leukaemia is back.

Clinician: Leukaemia after a remission.
"""

CLINICIAN = """\
---
title: The time of relapse
summary: What the time of a relapse says.
minutes: 10
objectives:
  classify: Classify a relapse by time
reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}
updated: 2026-02-01
---

A short lead.

## Two clocks {#clocks .classify}

Five years later 25.8% were alive after a relapse before 18 months [@RT-13].
See [what it means](family.md#clocks) and [the paper](https://example.org/paper).

```chart
type: bars
title: Alive after five years
alt: From 25.8% to 66.4%.
cite: RT-13
unit: "%"
interval: plus or minus one standard error
bars:
  - {label: Before 18 months, value: 25.8, se: 2.4}
  - {label: 36 months or more, value: 66.4}
```

## Remission {#remission}

In all 531/661 (80.3%) reached a second remission [@RI-07].
"""

FAMILY = """\
---
title: When leukaemia comes back
summary: Why the time matters.
minutes: 5
objectives:
  tell: Tell someone why the time matters
reviewed: {by: "A. Clinician", on: 2026-03-01, due: 2099-03-01}
updated: 2026-02-01
---

## Why the time matters {#clocks .tell}

About 66 out of 100 children, most of them, were alive after a late relapse [@RT-13].
"""

QUIZ = """\
---
module: timing
audience: clinician
title: The time of relapse
---

Count from the first diagnosis.

## Time class

id: rt-time-01
objective: classify

A boy relapses **16 months** after first diagnosis. Which share was alive after five years?

- [x] 25.8%
  > Yes: the earliest relapses do worst [@RT-13].
- [ ] 90%
  > Nobody reports that.

> **Hint:** It was not 66.4%.

> **Explanation:** After a relapse before 18 months 25.8% were alive [@RT-13].

## Order

id: rt-order-01
objective: classify
type: order

Put the three in order.

1. before 18 months
2. up to 36 months
3. later

> **Explanation:** From early to late [@RT-13].
"""

CASE = """
## A girl

id: rt-case
type: case

A girl of nine.

### First

id: rt-case-1
objective: classify

Sure?

- [x] Yes
- [ ] No
"""
"""A case with one question, to stand behind those of the quiz."""

FAMILY_QUIZ = """\
---
module: timing
audience: family
title: Why the time matters
---

## The time

id: fam-time-01
objective: tell

Does the time say what will happen to your child?

- [ ] Yes
  > It tells about many children, not about one.
- [x] No
  > Right.

## The number

id: fam-time-02
objective: tell

May you ask what a number means?

- [ ] No
  > You may ask for anything, and as often as you like.
- [x] Yes
  > Right.
"""

CHECKS = """\
question_options_least: 2  # so that the library stays small
review_months_most: 1000  # the reviews of these pages must not come due while the tests are in use
"""

FILES = {
    "content/checks.yaml": CHECKS,
    "content/library.yaml": LIBRARY,
    "content/facts.yaml": FACTS,
    "content/references.json": REFERENCES,
    "content/glossary.md": GLOSSARY,
    "content/timing/clinician.md": CLINICIAN,
    "content/timing/family.md": FAMILY,
    "quizzes/timing.md": QUIZ,
    "quizzes/timing-family.md": FAMILY_QUIZ,
}
"""The small library by path; `check` finds nothing in it."""


def write_library(root: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the small library to `root`; `changes` replace, add or (None) leave out files."""
    files: dict[str, str | bytes | None] = {**FILES, **(changes or {})}
    for path, content in files.items():
        if content is not None:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def edited(path: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """The change that puts `new` in the place of `old` in a file of the small library."""
    assert old in FILES[path]
    return {path: FILES[path].replace(old, new, 1)}
