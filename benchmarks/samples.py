"""What `page` shows: our own library with a quiz that is long enough, its longest section, and Markdown of any size."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from edu_tui.library.library import Library

MODULE = "relapse-timing"
QUIZ = "long"

_PART = """\
### Part {number}: what the time of relapse says

A first relapse is placed by its **time** and its *site*; the time is the distance between two dates, and there are two
possible starting points. Part {number} goes on with `months` and with [a page](clinician.md), as pages do.

- The marrow alone, after a first remission of {number} months
- An isolated extramedullary place, such as the central nervous system
- Both together, which most groups keep apart

> Write the months, the site and the scheme; the word alone says nothing about the child of part {number}.

| Class | Months from diagnosis | Alive after five years |
|---|---|---|
| Very early | under 18 | {number} of 1000 |
| Early | 18 to 36 | {number} of 800 |
| Late | 36 or more | {number} of 500 |

```
months = (relapse - diagnosis).days / 30.44  # part {number}
```

The classes were drawn for other treatments than today's, so that a figure reaches no further than the group it comes from.

"""


def mixed_markdown(size: int, section: int) -> str:
    """About `size` bytes of headings, prose, lists, quotes, tables and code; a section begins every `section` bytes."""
    parts: list[str] = []
    written = begun = 0
    while written < size:
        if written >= begun:
            parts.append(f"## Section at byte {written}\n\n")
            begun = written + section
        parts.append(_PART.format(number=len(parts)))
        written += len(parts[-1])
    return "".join(parts)


def longest_section(library: Library) -> tuple[str, str]:
    """Identifier and Markdown of the longest section of `library`."""
    sections: list[tuple[str, str]] = []
    for entry in library.catalogue.modules:
        text = (library.root / entry.path).read_text(encoding="utf-8")
        for part in re.split(r"(?m)^(?=## )", text)[1:]:
            sections.append((f"{entry.path}: {part.splitlines()[0]}", part))
    return max(sections, key=lambda section: len(section[1]))


def library_with_long_module(root: Path, target: Path, size: int) -> None:
    """Copy the library at `root` to `target`, with a page for clinicians of about `size` bytes in 30 sections below its own head."""
    for folder in ("content", "quizzes"):
        shutil.copytree(root / folder, target / folder)
    page = target / "content" / MODULE / "clinician.md"
    head, *_ = re.split(r"(?m)^(?=## )", page.read_text(encoding="utf-8"))
    page.write_text(head + mixed_markdown(size, size // 30), encoding="utf-8")


def library_with_long_quiz(root: Path, target: Path, questions: int) -> None:
    """Copy the library at `root` to `target`, with a quiz of at least `questions` questions: our own, asked again and again."""
    for folder in ("content", "quizzes"):
        shutil.copytree(root / folder, target / folder)
    head, *blocks = re.split(r"(?m)^(?=## )", (root / "quizzes" / f"{MODULE}.md").read_text(encoding="utf-8"))
    # Those that the key 1 and enter answer: one choice among several, no case around them.
    plain = [block for block in blocks if block.count("\n- [x]") == 1 and "\ntype:" not in block and "\ncase:" not in block]
    rounds = range(-(-questions // len(plain)))
    asked = [re.sub(r"(?m)^(id: \S+)", rf"\1-{number}", block) for number in rounds for block in plain]
    (target / "quizzes" / f"{QUIZ}.md").write_text(head + "".join(asked), encoding="utf-8")
