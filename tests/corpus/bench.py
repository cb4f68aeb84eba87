"""A sound library in which one file at a time is spoilt, and what programs knew of it before."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

from libraries import CHECKS

from edu_tui.app.screens.preview_watching import surroundings
from edu_tui.checks.kept import Checker
from edu_tui.checks.whole import Whole, read_whole
from edu_tui.cli import main
from edu_tui.cli.places import Places
from edu_tui.library.library import Library
from edu_tui.library.roles import LOCK_FILE, WAIVERS_FILE, LibraryFile, file_at
from edu_tui.lsp.session import Session, Shelf
from edu_tui.study.preview_reading import Preview, preview, read

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 6, 1)

PARTS, TERMS = 3, 8
"""Sections or questions, and terms, of a stretch of our own library: as much as can be looked at ten thousand times."""

WAIVERS = """\
- rule: W03
  place: {path}
  reason: The sentence is a quotation.
  who: A. Author
  until: 2026-12-31
"""


class Bench:
    """A library below `folder`: `root` is the one that is spoilt, `sound` a copy that stays as it is."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.root, self.sound = (_written(folder / name, files) for name in ("spoilt", "sound"))
        for root in (self.root, self.sound):
            assert quiet(lambda root=root: main(["--data-dir", str(folder / "data"), "--library", str(root), "lock"])) == 0
        self.places, self.scratch = Places(self.root, folder / "data"), folder / "scratch"
        self.files = {**files, LOCK_FILE: (self.root / LOCK_FILE).read_bytes()}
        self.texts = tuple(data.decode() for data in self.files.values())
        self.checker, self.shelf, self.session = Checker(self.root, None), Shelf(None), Session(self.root)
        with self.checker.opened() as library:
            self.before = self._all_of(library)
            self.around = surroundings(library)
            self.paths = tuple(path for path in library.files if path in self.files)
        self.previews = {path: preview(read(self.root, target(path))) for path in self.paths}
        self.checker.findings(TODAY)

    @contextmanager
    def spoilt(self, path: str, data: bytes) -> Iterator[None]:
        """The library with `data` in the place of a file, until the `with` ends; then what was put into `scratch` is deleted, too."""
        (self.root / path).write_bytes(data)
        try:
            yield
        finally:
            (self.root / path).write_bytes(self.files[path])
            shutil.rmtree(self.scratch, ignore_errors=True)

    @contextmanager
    def whole(self) -> Iterator[tuple[Library, Whole]]:
        """The library as it is now, for the rules."""
        with self.checker.opened() as library:
            yield library, read_whole(library, TODAY)

    def shown_before(self, path: str) -> Preview:
        """What a preview of the sound file showed."""
        return self.previews[path]

    def _all_of(self, library: Library) -> Whole:
        """The sound library, all of it read."""
        whole = read_whole(library, TODAY)
        assert all((whole.modules, whole.quizzes, whole.claims, whole.pages, whole.ledger.facts))
        return whole


def small_library(files: dict[str, str]) -> dict[str, bytes]:
    """The small library of the tests, with waivers."""
    return {**{path: text.encode() for path, text in files.items()}, WAIVERS_FILE: _waivers("content/timing/family.md")}


def own_library(module: str, at: int) -> dict[str, bytes]:
    """A stretch of one module of our own library, from its part `at` on, with what of the ledger it needs; as a library of its own."""
    pages = {path: _stretch(ROOT / path, at, PARTS) for path in _paths_of(module)}
    cited = set(re.findall(r"@([\w-]+)", "".join(pages.values())))
    facts = [part for part in re.split(r"(?m)^(?=[A-Z]+-\d)", _text(ROOT / "content/facts.yaml")) if part.partition(":")[0] in cited]
    sources = cited | set(re.findall(r"[\w-]+", " ".join(re.findall(r"(?m)^  source: (.*)$", "".join(facts)))))
    references = [entry for entry in json.loads(_text(ROOT / "content/references.json")) if entry["id"] in sources]
    files = {
        **pages,
        "content/library.yaml": f"id: one\ntitle: One\nversion: 1\ntracks:\n  - id: all\n    title: All\n    modules: [{module}]\n",
        "content/facts.yaml": "".join(facts),
        "content/references.json": json.dumps(references, indent=2, ensure_ascii=False),
        "content/glossary.md": _stretch(ROOT / "content/glossary.md", 7 * at, TERMS),
        "content/checks.yaml": CHECKS,
    }
    return {**{path: text.encode() for path, text in files.items()}, WAIVERS_FILE: _waivers(f"content/{module}/family.md")}


def own_modules() -> tuple[str, ...]:
    """The modules of our own library."""
    return tuple(sorted(path.parent.name for path in ROOT.glob("content/*/clinician.md")))


def target(path: str) -> LibraryFile:
    """What a preview calls a file."""
    found = file_at(path)
    assert found is not None
    return found


def quiet(run: object) -> int:
    """The exit code of a command, whatever it writes."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return run()  # type: ignore[operator]


def _paths_of(module: str) -> tuple[str, ...]:
    return (f"content/{module}/clinician.md", f"content/{module}/family.md", f"quizzes/{module}.md", f"quizzes/{module}-family.md")


def _stretch(path: Path, at: int, most: int) -> str:
    """The beginning of a file, and some of its parts under headings, from `at` on and round again."""
    head, *parts = re.split(r"(?m)^(?=## )", _text(path))
    at %= len(parts)
    return head + "".join((parts[at:] + parts[:at])[:most])


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _waivers(path: str) -> bytes:
    return WAIVERS.format(path=path).encode()


def _written(root: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root
