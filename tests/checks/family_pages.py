"""A module for families with every part that a page needs, and the way to put single faults into it."""

from __future__ import annotations

from libraries import FAMILY, FAMILY_QUIZ

FAM, FAMQ = "content/timing/family.md", "quizzes/timing-family.md"

_HEAD = FAMILY[: FAMILY.index("## Why")]

PAGE = (
    _HEAD
    + """\
This page is about a fever. It is for you and your child.

## Why a fever cannot wait {#clocks .tell}

> **Key point:** A fever can mean an infection. Call your team at once, so that they can help [@RT-13].

White blood cells fight germs. In this block they can be very low. So each fever counts.

> **Call now:** Does your child have a fever? Call your team at once, day or night.

What to do, step by step:

1. Call the number that your team gave you.
2. Say who you are.
3. Ask what to do, and say the answer back.

## What we saw {#numbers .tell}

```chart
type: icons
title: Alive after a late relapse
alt: Of 100 children, about 66 were alive. The others were not.
cite: RT-13
of: 100
icons:
  - {label: alive, count: 66}
rest: not alive
```

After a late relapse about 66 out of 100 children were alive [@RT-13]. This is about many children, not about yours.

> **Not known:** No one can say how it will go for your child.

## What you can take along {#list .tell}

Look at the skin each day. Tick it here.

- [ ] I have a thermometer.
- [ ] I have the number to call.

> **Ask:** Whom do we call at night?

> **Teach-back:** Tell us in your own words: what will you do if there is a fever?

## In short {#recap .tell}

- A fever cannot wait. Call at once.
- After a late relapse most lived, about 66 out of 100 [@RT-13].
"""
)
"""The text of a module for families in which the rules find nothing."""


def page(old: str, new: str) -> dict[str, str | bytes | None]:
    """The change that puts the page, with `new` in the place of `old`, into the small library."""
    assert old in PAGE
    return {FAM: PAGE.replace(old, new, 1)}


def said(words: str) -> dict[str, str | bytes | None]:
    """The change that says `words` as a paragraph of the page."""
    return page("Look at the skin each day.", f"{words}\n\nLook at the skin each day.")


def asked(words: str) -> dict[str, str | bytes | None]:
    """The change that says `words` as feedback in the quiz for families."""
    return {FAMQ: FAMILY_QUIZ.replace("> It tells about many children, not about one.", f"> {words}")}
