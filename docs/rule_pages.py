"""Write `docs/rules/`: a page for each rule, an index with the specification, and the thresholds. Run as `python -m docs.rule_pages`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from edu_tui.checks.discovery import all_rules
from edu_tui.checks.people import PEOPLE, Subject
from edu_tui.checks.reading_codes import READING
from edu_tui.checks.registry import Rule, Scope
from edu_tui.checks.specification import Covered, coverage
from edu_tui.checks.specification_entries import SUBJECTS
from edu_tui.checks.thresholds import Threshold, all_thresholds, thresholds_of
from edu_tui.checks.waivers import refusal
from edu_tui.library.roles import CHECKS_FILE
from edu_tui.library.writing import replace_file

FOLDER = Path(__file__).parent / "rules"

MADE = "Made by `make reports` from the program itself; not edited by hand."

LETTERS = {
    "U": "Blanks",
    "X": "Medical safety",
    "E": "Figures and their facts",
    "C": "Citations and sources",
    "K": "Facts, references, glossary",
    "W": "Words for families",
    "Y": "What a page for families holds",
    "B": "Options, and the bank of questions",
    "J": "Wording of questions",
    "A": "Answers as they are written",
    "Q": "Parts of a question",
    "M": "Keys of a question",
    "T": "Types of questions, and signs of a word processor",
    "N": "Numbers, and what cannot be shown",
    "O": "Objectives",
    "I": "Ids and names",
    "P": "Structure of a page",
    "H": "Headings",
    "G": "Charts",
    "D": "Slides",
    "L": "Links",
    "R": "Clinical review",
    "V": "The lock",
    "F": "Heads of files",
    "S": "Files",
    "Z": "Settings and waivers",
}
"""What the codes that begin with a letter are about, in the order of the index."""


OTHER_USES = {"waiver_days": "[Waivers](../authoring/checking.md#waivers)", "fact_source_years": "`edu-tui facts stale`"}
"""What uses the thresholds that no rule uses."""


def pages() -> dict[str, str]:
    """Every page by its name."""
    rules = all_rules()
    return {
        "README.md": _index(rules),
        "thresholds.md": _thresholds(rules),
        **{f"{rule.code}.md": _page(rule) for rule in rules},
    }


def write(folder: Path = FOLDER) -> None:
    """Write every page, and remove pages of rules that are gone."""
    folder.mkdir(exist_ok=True)
    told = pages()
    for path in folder.glob("*.md"):
        if path.name not in told:
            path.unlink()
    for name, text in told.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            replace_file(path, text.encode())


# --- one rule --------------------------------------------------------------------------------------------------------------------


def _page(rule: Rule) -> str:
    return "\n".join([*_about(rule), *_limits(thresholds_of(rule))]) + "\n"


def _about(rule: Rule) -> Iterator[str]:
    title, more = _told(rule)
    yield from (f"# {rule.code}: {_plain(title)}", "", MADE, "")
    if more:
        yield from (_plain(more), "")
    yield f"- **Severity:** {rule.severity}"
    yield f"- **Looks at:** {'one module at a time' if rule.scope is Scope.MODULE else 'the whole library'}"
    yield f"- **Comes from:** {_plain(rule.source) or 'house rule'}"
    if rule.spec:
        yield f"- **Specification:** {', '.join(f'[{entry}](README.md#{entry.lower()})' for entry in rule.spec)}"
    why = refusal(rule.code)
    yield f"- **Waiver:** {f'none, because {_plain(why)}' if why else 'possible, see [Waivers](../authoring/checking.md#waivers)'}"
    yield from (
        "",
        "## Why",
        "",
        _plain(rule.reason),
        "",
        "## What breaks it",
        "",
        *_fenced(rule.example),
        "",
        "## Cure",
        "",
        _plain(rule.cure),
    )


def _limits(used: Sequence[Threshold]) -> Iterator[str]:
    if used:
        yield from ("", "## Thresholds", "", f"A library sets its own in `{CHECKS_FILE}`: [Thresholds](thresholds.md).", "")
        yield from _table(("Name", "Default", "Limits"), ((f"`{item.name}`", f"{item.value:g}", item.meaning) for item in used))


def _told(rule: Rule) -> tuple[str, str]:
    """What the rule finds, and what else its description says."""
    description = " ".join((rule.check.__doc__ or "").split())
    title, _, more = description.partition(". ")
    return title.rstrip("."), more


# --- the index -------------------------------------------------------------------------------------------------------------------


def _index(rules: Sequence[Rule]) -> str:
    return "\n".join([*_opening(), *_by_subject(rules), *_specification(rules), *_people()]) + "\n"


def _opening() -> Iterator[str]:
    yield from ("# What is checked", "", MADE, "")
    yield "`edu-tui check` runs every rule; `edu-tui check --rules W03` explains one. Codes without a page come from reading the files"
    yield "themselves: their findings say what to do. How to answer for a finding that stays: [Waivers](../authoring/checking.md#waivers)."
    yield "The numbers that rules go by: [Thresholds](thresholds.md)."


def _by_subject(rules: Sequence[Rule]) -> Iterator[str]:
    for letter, subject in LETTERS.items():
        found = [(f"[{rule.code}]({rule.code}.md)", rule.severity, _told(rule)[0] + ".") for rule in rules if rule.code[0] == letter]
        found += [(code, item.severity, item.what) for code, item in READING.items() if code[0] == letter]
        if found:
            rows = ((code, severity, _plain(what)) for code, severity, what in sorted(found, key=lambda row: row[0].strip("[")))
            yield from ("", f"## {subject}", "", *_table(("Code", "Severity", "Finds"), rows))


def _specification(rules: Sequence[Rule]) -> Iterator[str]:
    yield from ("", "## The specification", "")
    yield "What the checks should cover, entry by entry, and what answers each: a rule, a code of reading, a test of this program,"
    yield "a question to people (their names lead to the list below), or the reason why it does not apply."
    known = {covered.entry.id: covered for covered in coverage(tuple(rules))}
    for subject, entries in SUBJECTS.items():
        rows = ((f'<a id="{entry.id.lower()}"></a>{entry.id}', _plain(entry.asks), _answers(known[entry.id])) for entry in entries)
        yield from ("", f"### {subject}", "", *_table(("Entry", "Asks for", "Answered by"), rows))


def _answers(covered: Covered) -> str:
    """All that answers an entry, in one cell."""
    parts = [", ".join(f"[{code}]({code}.md)" for code in covered.rules), ", ".join(covered.entry.reading)]
    parts.append(", ".join(f"people: [{ident}](#{ident})" for ident in covered.people))
    parts.append(", ".join(f"test `{_short(test)}`" for test in covered.entry.tests))
    return "; ".join(part for part in [*parts, _plain(covered.entry.why)] if part)


def _short(test: str) -> str:
    path, _, name = test.partition("::")
    return f"{Path(path).name}::{name}"


def _people() -> Iterator[str]:
    yield from ("", "## What only people can judge", "")
    yield "`edu-tui check --checklist MODULE` prints these with boxes to tick, and beside them what software knows of the module."
    for subject in Subject:
        rows = ((f'<a id="{item.id}"></a>{item.id}', item.question, item.source) for item in PEOPLE if item.subject is subject)
        yield from ("", f"### {subject}", "", *_table(("Name", "Question", "Comes from"), rows))


# --- thresholds ------------------------------------------------------------------------------------------------------------------


def _thresholds(rules: Sequence[Rule]) -> str:
    lines = ["# Thresholds", "", MADE, ""]
    lines += [
        f"A library sets its own numbers in `{CHECKS_FILE}`, one a line; what it does not name stays as it is here. A number that cannot",
        "be read is an error (Z01), and the default holds. Say in a comment why a number was changed.",
        "",
        "```yaml",
        "# Our families read with a nurse beside them.",
        "family_sentence_words: 22",
        "```",
        "",
    ]
    taken = {rule.code: thresholds_of(rule) for rule in rules}
    rows = (
        (f"`{item.name}`", f"{item.value:g}", item.meaning, OTHER_USES.get(item.name) or _users(item, taken)) for item in all_thresholds()
    )
    return "\n".join([*lines, *_table(("Name", "Default", "Limits", "Used by"), rows)]) + "\n"


def _users(item: Threshold, taken: Mapping[str, Sequence[Threshold]]) -> str:
    return ", ".join(f"[{code}]({code}.md)" for code, names in taken.items() if item in names)


# --- Markdown --------------------------------------------------------------------------------------------------------------------


def _plain(words: str) -> str:
    """Words that mean nothing to Markdown, but for code between backticks."""
    parts = re.split(r"(`[^`]+`)", words)
    return "".join(
        part.replace("|", r"\|") if number % 2 else re.sub(r"([\\<*_\[\]|])", r"\\\1", part) for number, part in enumerate(parts)
    )


def _fenced(example: str) -> tuple[str, ...]:
    """The example as it would stand in a file, whatever signs it holds."""
    longest = max((len(found) for found in re.findall(r"`+", example)), default=0)
    fence = "`" * max(3, longest + 1)
    return (f"{fence}text", example, fence)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    write()
