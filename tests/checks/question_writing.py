"""Changes of the small library that put one more question into its quiz for clinicians."""

from __future__ import annotations

from libraries import CLINICIAN, QUIZ

CLIN, QUIZZES, FAMQ, FACT = "content/timing/clinician.md", "quizzes/timing.md", "quizzes/timing-family.md", "content/facts.yaml"
CHECKS = "content/checks.yaml"

PLAIN = ("*red", "blue", "pink")
"""Options without a fault."""


def quiz(text: str, keys: str = "", name: str = "new") -> dict[str, str]:
    """The quiz with one more question: `text` is all below its id block."""
    head = "\n".join(part for part in (f"id: rt-{name}", "objective: classify", keys) if part)
    return {QUIZZES: f"{QUIZ}\n## New {name}\n\n{head}\n\n{text}"}


def asked(stem: str, *options: str, keys: str = "", explained: str = "So it is [@RT-13].") -> dict[str, str]:
    """The quiz with one more question: its options, the right ones with a star, each with its feedback."""
    listed = "\n".join(
        f"- [x] {words[1:]}\n  > So it is." if words.startswith("*") else f"- [ ] {words}\n  > It is not."
        for words in map(str.rstrip, options)
    )
    return quiz(f"{stem}\n\n{listed}\n\n> **Explanation:** {explained}\n", keys)


def typed(answer: str, stem: str = "What is it called?", keys: str = "") -> dict[str, str]:
    """The quiz with one more question whose answer is typed."""
    text = f"{stem}\n\n- [x] {answer.rstrip()}\n  > So it is.\n\n> **Explanation:** So it is [@RT-13].\n"
    return quiz(text, f"type: short\n{keys}".rstrip())


def cloze(stem: str) -> dict[str, str]:
    """The quiz with one more question that has blanks."""
    return quiz(f"{stem}\n\n> **Explanation:** So it is [@RT-13].\n", "type: cloze")


def levels(*blooms: str) -> dict[str, str]:
    """The quiz with questions of these levels alone."""
    head = QUIZ[: QUIZ.index("## Time class")]
    options = "- [x] red\n  > So it is [@RT-13].\n- [ ] blue\n  > It is not.\n- [ ] pink\n  > It is not.\n"
    keys = [f"objective: classify\nbloom: {bloom}" if bloom else "objective: classify" for bloom in blooms]
    return {QUIZZES: head + "".join(f"## Q{n}\n\nid: rt-{n}\n{key}\n\nIt is {n}. What then?\n\n{options}\n" for n, key in enumerate(keys))}


def objectives(number: int) -> dict[str, str]:
    """The page for clinicians with so many objectives."""
    more = "".join(f"  more{index}: Name part {index}\n" for index in range(number - 1))
    return {CLIN: CLINICIAN.replace("  classify:", f"{more}  classify:")}
