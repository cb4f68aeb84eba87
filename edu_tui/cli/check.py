"""`check`: what is wrong with the library, as a good compiler tells it or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from edu_tui.checks.kept import kept_checks
from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.output import WIDTH, put
from edu_tui.cli.places import Places
from edu_tui.library.diagnostics import Diagnostic, Severity, has_errors
from edu_tui.library.library import Library
from edu_tui.library.modules import Module
from edu_tui.library.slides import SlideFit, module_slides
from edu_tui.library.sources import read_source
from edu_tui.library.text import clean_line


def check(places: Places, paths: Sequence[Path], form: str, *, slides: bool = False) -> int:
    """Write the findings, those in `paths` only if any are given; 1 if there is an error among them, else 0.

    With `slides` every slide is laid out too, for a small and a large screen.
    """
    library = places.open_library()
    wanted = [_inside(library, path) for path in paths]
    found = check_with_slides(library) if slides else kept_checks(library, places.cache, datetime.now().astimezone().date())
    shown = [item for item in found if not wanted or item.path in wanted]
    put(_as_json(shown) if form == "json" else _as_text(library, shown, len(wanted) or len(library.files)))
    return TROUBLE if has_errors(shown) else 0


def check_with_slides(library: Library) -> tuple[Diagnostic, ...]:
    """All findings, those in the slides among them."""
    from edu_tui.checks.run import run_checks
    from edu_tui.render.slides import slide_fits

    def measure(module: Module, width: int, height: int) -> tuple[SlideFit, ...]:
        return slide_fits(module_slides(module), width, height, library.ledger)

    return run_checks(library, measure=measure)


def _inside(library: Library, path: Path) -> str:
    """`path` relative to the library. Raises CommandError if it is no file of it."""
    name = clean_line(str(path))
    try:
        real, root = path.resolve(), library.root.resolve()
        if not real.exists():
            raise CommandError(f"There is no file {name}.")
    except (OSError, RuntimeError, ValueError):
        raise CommandError(f"The path {name} leads nowhere.") from None
    if real.is_dir():
        raise CommandError(f"{name} is a folder: name files, or another library with --library.")
    relative = real.relative_to(root).as_posix() if real.is_relative_to(root) else ""
    if relative not in library.files:
        raise CommandError(f"{name} is not a file of the library at {clean_line(str(root))}.")
    return relative


def _as_json(found: Sequence[Diagnostic]) -> str:
    fields = ("code", "severity", "path", "line", "column", "message", "hint")
    return json.dumps([{field: getattr(item, field) for field in fields} for item in found], indent=2, ensure_ascii=False)


def _as_text(library: Library, found: Sequence[Diagnostic], files: int) -> str:
    texts: dict[str, list[str]] = {}
    for item in found:
        if item.path not in texts:
            texts[item.path] = (read_source(library.root, item.path).text or "").split("\n")
    told = [_told(item, texts[item.path]) for item in found]
    return "\n\n".join([*told, _summary(found, files)])


def _told(item: Diagnostic, lines: Sequence[str]) -> str:
    """One finding: place and fault, the line of the file with a caret below it, the cure."""
    parts = [f"{item.path}:{item.line}:{item.column}: {item.severity} {item.code}: {item.message}"]
    written = lines[item.line - 1] if 0 < item.line <= len(lines) else ""
    if written.strip():
        parts += _excerpt(written.expandtabs(1), item.column)
    if item.hint:
        parts.append(f"  help: {item.hint}")
    return "\n".join(parts)


def _excerpt(written: str, column: int) -> list[str]:
    """The line, or of a long one the stretch around the column, and the caret."""
    start = max(0, column - 1 - WIDTH // 2) if len(written) > WIDTH else 0
    shown = written[start : start + WIDTH]
    before, after = "…" if start else "", "…" if start + WIDTH < len(written) else ""
    return [f"  {before}{shown}{after}".rstrip(), f"  {' ' * (len(before) + column - 1 - start)}^"]


def _summary(found: Sequence[Diagnostic], files: int) -> str:
    counts = Counter(item.severity for item in found)
    words = [_count(counts[Severity.ERROR], "error"), _count(counts[Severity.WARNING], "warning"), _count(counts[Severity.INFO], "note")]
    told = ", ".join(word for word in words if word)
    return f"{_count(files, 'file')} checked: {told or 'nothing found'}."


def _count(number: int, word: str) -> str:
    """ "2 errors"; "" for none."""
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def list_rules(form: str) -> int:
    """Write what is checked, and why. The parsers have codes of their own, whose findings explain themselves."""
    from edu_tui.checks.run import all_rules

    rules: list[dict[str, Any]] = [
        {
            "code": rule.code,
            "severity": rule.severity,
            "what": (rule.check.__doc__ or "").split("\n")[0],
            "reason": rule.reason,
            "example": rule.example,
            "cure": rule.cure,
        }
        for rule in all_rules()
    ]
    if form == "json":
        put(json.dumps(rules, indent=2, ensure_ascii=False))
        return 0
    for rule in rules:
        put(f"{rule['code']} {rule['severity']}: {rule['what']}")
        put(f"  why: {rule['reason']}\n  example: {rule['example']}\n  cure: {rule['cure']}\n")
    put("Other codes come from reading the files themselves; their findings say what to do.")
    return 0
