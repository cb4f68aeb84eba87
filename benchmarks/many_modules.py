"""A library of any size, made of our own: its modules again and again under other names, with links that lead to their neighbours."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Container
from pathlib import Path
from typing import Any, NamedTuple

from edu_tui.library.catalogue import Catalogue
from edu_tui.library.library import open_library
from edu_tui.library.modules import Audience
from edu_tui.library.roles import LEDGER_FILES, LOCK_FILE

_LINK = re.compile(r"\]\(\.\./([a-z0-9-]+)/")
_QUESTION = re.compile(r"(?m)^(id|twin): ([\w-]+)$")
_MODULE = re.compile(r"(?m)^module: .*$")


class Made(NamedTuple):
    """How much there is in a library that was made: modules (each for both audiences), questions, and all their Markdown."""

    modules: int
    questions: int
    texts: tuple[str, ...]


def many_modules(root: Path, target: Path, modules: int, questions: int) -> Made:
    """Write a library of so many modules to `target`. The first ones have quizzes, until there are at least so many questions."""
    catalogue = open_library(root).catalogue
    names = list(dict.fromkeys(entry.id for entry in catalogue.modules))
    ours = [f"{names[number % len(names)]}-{number // len(names)}" for number in range(modules)]
    known = frozenset(ours)
    texts: dict[str, str] = {}
    lock = _Lock(root)
    asked = 0
    for number, ident in enumerate(ours):
        name, copy = names[number % len(names)], number // len(names)
        for audience in Audience:
            text = (root / "content" / name / f"{audience}.md").read_text(encoding="utf-8")
            texts[f"content/{ident}/{audience}.md"] = _with_links(text, copy, known)
        if asked < questions:
            asked += _copy_quizzes(root, catalogue, name, copy, texts, lock, known)
    for path in LEDGER_FILES:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, target / path)
    tracks = "".join(f"  - {{id: t{at}, title: Track {at}, modules: [{', '.join(ours[at : at + 9])}]}}\n" for at in range(0, modules, 9))
    head = f'id: many\ntitle: Many modules\nversion: "1"\ntracks:\n{tracks}'
    for path, text in {**texts, "content/library.yaml": head, LOCK_FILE: lock.text()}.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8")
    return Made(modules, asked, tuple(texts.values()))


def _with_links(text: str, copy: int, known: Container[str]) -> str:
    """The text with links to the copies of the same round, or of the first one where the last round is not full."""

    def moved(found: re.Match[str]) -> str:
        return f"](../{found[1]}-{copy if f'{found[1]}-{copy}' in known else 0}/"

    return _LINK.sub(moved, text)


def _copy_quizzes(root: Path, catalogue: Catalogue, name: str, copy: int, texts: dict[str, str], lock: _Lock, known: Container[str]) -> int:
    """Copy the quizzes of the module `name`; how many questions they hold."""
    asked = 0
    for entry in catalogue.quizzes:
        if entry.module == name:
            path = entry.path.replace(f"quizzes/{name}", f"quizzes/{name}-{copy}")
            text = _QUESTION.sub(rf"\1: \2-{copy}", (root / entry.path).read_text(encoding="utf-8"))
            text = _MODULE.sub(f"module: {name}-{copy}", text, count=1)
            texts[path] = _with_links(text, copy, known)
            lock.add(entry.path, path, copy)
            asked += len(entry.questions)
    return asked


class _Lock:
    """The lock of the library at `root`, with its questions under the names of their copies."""

    def __init__(self, root: Path) -> None:
        self._document: dict[str, Any] = json.loads((root / LOCK_FILE).read_text(encoding="utf-8"))
        self._questions: dict[str, Any] = self._document["questions"]
        self._document["questions"] = {}

    def add(self, path: str, other: str, copy: int) -> None:
        """Lock the copy `other` of the quiz at `path`."""
        for ident, entry in self._questions.items():
            if entry["quiz"] == path and "gone" not in entry:
                self._document["questions"][f"{ident}-{copy}"] = {**entry, "quiz": other}

    def text(self) -> str:
        """The lock as a file."""
        return json.dumps(self._document, ensure_ascii=False, indent=2) + "\n"
