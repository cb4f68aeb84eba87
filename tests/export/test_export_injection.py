"""Nothing that an author can write becomes markup, in any field of anything that a handout is made from."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

import msgspec
import pytest
from export_kit import TODAY, own, shown
from harmless_html import assert_harmless
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edu_tui.export.handouts import Kind, gather, write_handout
from edu_tui.export.material import Material
from edu_tui.library.blocks import Quote
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience

PAYLOADS = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</svg><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' style='position:fixed",
    "javascript:alert(1)//",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "</body></html><script>alert(1)</script>",
    "<!DOCTYPE html><base href=//evil.example>",
    "<plaintext>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "\x00<\x00script>",
    "\u202e<script>\u2066",
    "\x1b]8;;https://evil.example\x1b\\",
)
WORDS_OF_OURS = {"type", "kind", "form", "scoring", "bloom", "audience", "severity", "status", "doubts"}
"""Fields that hold words of the format, never of an author."""

LIBRARY = {
    "content/timing/family.md": """---
title: Title
summary: Summary
minutes: 5
objectives:
  tell: Tell
reviewed: {by: "Somebody", on: 2026-03-01, due: 2099-03-01}
updated: 2026-02-01
---

Lead with MRD[^a], `code`, ~~gone~~, **bold** *lean* ![picture](picture.png "title").

## Section {#one .tell}

> **Call now:** Call.

> **Notes:** Notes.

> **Teach-back:** Tell:
>
> - a point

> **Ask:** Ask.

> Quoted.

### Heading

- [ ] Why?
- [x] done

1. one
   - two

Term
: Definition

| A | B |
|:--|--:|
| a | b |

[web](https://example.org/a) [page](clinician.md#clocks) [bad](javascript:alert(1)) [@RT-13, p. 4; @rheingold2024; @nobody]

```chart
type: bars
title: Bars
alt: Bars told.
cite: [RT-13]
unit: "%"
interval: interval
bars:
  - {label: One, value: 25.8, se: 2.4}
  - {label: Two, value: 66.4}
```

```chart
type: icons
title: Icons
alt: Icons told.
cite: RT-13
of: 100
icons:
  - {label: some, count: 55}
rest: others
```

```chart
type: timeline
title: Line
alt: Line told.
cite: RT-13
unit: months
start: 0
end: 3
spans:
  - {from: 0, to: 1, label: Span}
events:
  - {at: 2, label: Event}
```

```chart
type: curve
title: Curve
alt: Curve told.
cite: RT-13
unit: "%"
x: years
series:
  - {label: Series, points: [[0, 100], [5, 66.4]]}
```

```python
code block
```

[^a]: Footnote.
""",
    "quizzes/timing-family.md": """---
module: timing
audience: family
title: Quiz
---

Intro.

## Case

id: case-1
type: case

Vignette.

### Single

id: q-single
objective: tell

Stem.

- [x] Right {right}
  > Feedback.
- [ ] Wrong
  > Feedback.

> **Hint:** Hint.

> **Explanation:** Explanation [@RT-13].

> **Notes:** Notes.

> **Teach-back:** Tell.

## Number

id: q-number
type: numeric
objective: tell

How many?

- [x] 5 ± 1 mg | milligram
  > Yes.
- [ ] *
  > No.

## Words

id: q-short
type: short
objective: tell

Which?

- [x] CD19 | CD-19
- [ ] CD22
  > No.

## Order

id: q-order
type: order
objective: tell

Order them.

1. first
2. second

## Pairs

id: q-match
type: match
objective: tell

Match them.

- left -> right
- links -> rechts
- -> over

## Gaps

id: q-cloze
type: cloze
objective: tell

A [[gap|hole]] here.

## Poll

id: q-poll
type: poll

How?

- [ ] Well
- [ ] Badly
""",
}


def poisoned(value: Any, payload: str) -> Any:
    """`value` with `payload` before every text of an author in it, dictionary keys and ids too, so that they go on matching."""
    match value:
        case Enum() | Decimal() | bool() | int() | float() | None:
            return value
        case str():
            return payload + value
        case tuple() | list():
            return type(value)(poisoned(item, payload) for item in value)
        case frozenset():
            return frozenset(poisoned(item, payload) for item in value)
        case dict():
            return {poisoned(key, payload): poisoned(item, payload) for key, item in value.items()}
        case Quote(line, blocks, label):
            return Quote(line, poisoned(blocks, payload), label)
        case msgspec.Struct():
            fields = {name: getattr(value, name) for name in value.__struct_fields__ if name not in WORDS_OF_OURS}
            return msgspec.structs.replace(value, **{name: poisoned(item, payload) for name, item in fields.items()})
        case _:
            return value  # the day


@pytest.fixture
def material(library_dir) -> Material:
    """A module and a quiz with everything that can be written in them."""
    found = gather(open_library(library_dir(dict(LIBRARY))), "timing", Audience.FAMILY, TODAY)
    assert found.module.diagnostics == ()
    assert found.quiz is not None
    assert found.quiz.diagnostics == ()
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_of_anything_becomes_markup(material, payload):
    bad = poisoned(material, payload)
    for kind in Kind:
        assert_harmless(write_handout(bad, kind))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(max_size=40) | st.text("<>/\"'&=;:!-[]() ascriptonel\n\t\x00", max_size=60), st.sampled_from(Kind))
def test_no_text_at_all_becomes_markup(material, payload, kind):
    assert_harmless(write_handout(poisoned(material, payload), kind))


def test_the_poison_reaches_the_page(material):
    """The test above would find something: what is put in is there, as text."""
    bad = poisoned(material, "<b>ouch</b>")
    for kind in (Kind.LEAFLET, Kind.LEARNER, Kind.KEY, Kind.FACILITATOR):
        html = write_handout(bad, kind)
        assert shown(html).count("<b>ouch</b>") >= 20
        assert "<b>" not in html
    drawn = write_handout(bad, Kind.LEAFLET)
    for words in ("Bars told.", "Icons told.", "Line told.", "Curve told.", "interval", "Span", "Event", "Series", "years", "others"):
        assert f"&lt;b&gt;ouch&lt;/b&gt;{words}" in drawn


def test_our_own_handouts_use_only_what_is_known_to_be_harmless():
    for audience in ("family", "clinician"):
        for kind in Kind:
            assert_harmless(write_handout(own("mrd", audience), kind))
