"""A library of two modules, and faults to put into it."""

import re

from libraries import CLINICIAN, FAMILY, FAMILY_QUIZ, LIBRARY, QUIZ
from locks import lock_file


def renamed(text):
    """A page or a quiz of the small library as one of another module."""
    text = re.sub(r"(?m)^id: (\S+)$", r"id: late-\1", text)
    return text.replace("module: timing", "module: late").replace("(family.md#clocks)", "(../timing/family.md#clocks)")


TWO = {
    "content/library.yaml": LIBRARY.replace("[timing]", "[timing, late]"),
    "content/late/clinician.md": renamed(CLINICIAN),
    "content/late/family.md": renamed(FAMILY),
    "quizzes/late.md": renamed(QUIZ),
    "quizzes/late-family.md": renamed(FAMILY_QUIZ),
    **lock_file(),
}
"""A second module for the small library, with a link to the first."""

PAGES = ("content/timing/clinician.md", "content/late/family.md", "quizzes/timing.md", "quizzes/late-family.md")
FAULTS = (
    "In all 99% live.\n",
    "[gone](../late/clinician.md#nowhere) and [away](../none/family.md)\n",
    "Known [@RT-99]; the ANC of 0.3 fell, as ALWAYS.\n",
    "id: rt-time-01\n",
    "<to be written>\n",
    "- [x] Yes\n",
    "> **Call now** if the paediatric or pediatric fever rises.\n",
    "Administration necessitates hospitalisation, prior to chemotherapy.\n",
    "---\n",
    "\u2022 a bullet of leukemia\n",
)
