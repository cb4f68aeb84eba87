"""A library for the screens: links of every kind, a question of every type, an audience that lacks a section."""

from __future__ import annotations

from pathlib import Path

from libraries import write_library

CLINICIAN = """\
---
title: The time of relapse
summary: What the time of a relapse says.
minutes: 10
objectives:
  classify: Classify a relapse by time
  explain: Explain a remission
reviewed: null
updated: 2026-02-01
---

A short lead.

## Two clocks {#clocks .classify}

Five years later 25.8% were alive after a relapse before 18 months [@RT-13]. The MRD is measured later[^1].
See [the family page](family.md#clocks), [the paper](https://example.org/paper), [remission](#remission), [a file](file:///etc/passwd)
and [nowhere](../nowhere/clinician.md).

[^1]: A note at the foot.

## Long page {#long}

{long}

The zebra stands here. And the zebra again.

## Remission {#remission .explain}

In all 531/661 (80.3%) reached a second remission [@RI-07]. One more zebra.
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

About 66 out of 100 children were alive after a late relapse [@RT-13].
"""

QUIZ = """\
---
module: timing
audience: clinician
title: Every kind
---

Read each one.

## A single

id: q-single
objective: classify
form: pre

Which share was alive after five years?

- [x] About a quarter {quarter}
  > Yes, a quarter [@RT-13].
- [ ] Nearly all {all}
  > Nobody reports that.
- [ ] None {none}
  > Not so.

> **Hint:** It was not 66.4%.

> **Explanation:** After a relapse before 18 months 25.8% were alive [@RT-13].

## Several

id: q-multiple
objective: classify

Which two?

- [x] Alpha {alpha}
  > Alpha it is.
- [x] Beta {beta}
  > Beta it is.
- [ ] Gamma {gamma}
  > Gamma it is not.

> **Explanation:** Two of three.

## Is it true

id: q-truefalse
objective: explain
form: post
twin: q-single

Water is wet [@RI-07].

- [x] True
  > So it is.
- [ ] False
  > It is wet.

> **Explanation:** As 25.8% know [@RT-13].

## A number

id: q-numeric
objective: classify
type: numeric

How many months?

- [x] 18 months
  > Eighteen [@RT-13].
- [ ] *
  > Count again.

## A word

id: q-short
objective: classify
type: short

What is left in the marrow?

- [x] residual disease | minimal residual disease
  > Right word.

## In order

id: q-order
objective: classify
type: order

Put the three in order.

1. before 18 months
2. up to 36 months
3. later

## Pairs

id: q-match
objective: classify
type: match

Match them.

- early -> under 18
- late -> over 36
- -> never

## Gaps

id: q-cloze
objective: explain

The sky is [[blue|azure]] and the grass is [[green]].

## Fever

id: c-fever
type: case

A girl of six has fever.

### Her opinion

id: q-poll
type: poll

What would you do?

- [ ] Wait
- [ ] Act
"""

RIGHT = {
    "q-single": ("quarter",),
    "q-multiple": ("alpha", "beta"),
    "q-numeric": ("18 months",),
    "q-short": ("minimal residual disease",),
    "q-cloze": ("azure", "green"),
}

LONG = "\n\n".join(f"Paragraph {number} says what it says, at some length, so that the page does not fit a screen." for number in range(40))


def screen_library(root: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """Write the library to `root`; `changes` as for `write_library`."""
    files: dict[str, str | bytes | None] = {
        "content/timing/clinician.md": CLINICIAN.replace("{long}", LONG),
        "content/timing/family.md": FAMILY,
        "quizzes/timing.md": QUIZ,
    }
    return write_library(root, {**files, **(changes or {})})
