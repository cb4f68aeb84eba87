"""The ten-minute guide for authors, followed to the letter: its commands, its edits, its keys, and all that it says one sees."""

from __future__ import annotations

import os
import re
import shlex
import site
import subprocess
import sys
from pathlib import Path

import pytest
from guide_kit import Command, Edit, Press, Told, steps
from journey_kit import ENTER, ROOT, environment

from benchmarks.ptybench import PtySession
from edu_tui.library.library import open_library

GUIDE = (ROOT / "docs/authoring/first-question.md").read_text(encoding="utf-8")
STEPS = list(steps(GUIDE))
KEYS = {"enter": ENTER, "esc": b"\x1b"}
WINDOWS = ("edu-tui", "edu-tui preview")
"""Commands that open a window, as they begin or are."""


class Author:
    """One who does what the guide says, in a folder with the program, and looks whether it says what is seen."""

    def __init__(self, home: Path) -> None:
        self.folder = home
        self.output = ""
        self.window: PtySession | None = None
        (home / "edu-tui").symlink_to(ROOT)
        # The packages of this machine stand in for those of the network, which no test may need.
        packages = os.pathsep.join([*site.getsitepackages(), *(path for path in sys.path if path.endswith("site-packages"))])
        self.env = environment(home) | {
            "PYTHONPATH": packages,
            "PIP_NO_DEPS": "1",
            "PIP_NO_INDEX": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }

    def do(self, step: Command | Told | Edit | Press) -> None:
        match step:
            case Command(line) if line == WINDOWS[0] or line.startswith(WINDOWS[1]):
                assert self.window is None, "two windows at once"
                arguments = ["sh", "-c", f"exec {line}"]
                os.chdir(self.folder)
                self.window = PtySession(arguments, size=(100, 30), env=self.env)
            case Command(line):
                self._run(line)
            case Told(text):
                assert text.strip() in self.output
            case Edit(path, old, new):
                file = self.folder / path
                text = file.read_text(encoding="utf-8")
                assert old in text, step
                file.write_text(text.replace(old, new, 1), encoding="utf-8")
            case Press(key, seen):
                self._press(key, seen)

    def _run(self, line: str) -> None:
        """Type the line into a shell, and remember its folder and PATH as a terminal does."""
        done = subprocess.run(
            ["sh", "-c", f'{line}\ncode=$?; printf "\\n%s\\n%s" "$PWD" "$PATH"; exit $code'],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        told, folder, path = done.stdout.rsplit("\n", 2)
        assert not done.stderr or line.startswith("~/edu/bin/pip"), done.stderr
        assert done.returncode == 0 or "error" in told, (line, told, done.stderr)
        self.folder, self.env["PATH"] = Path(folder), path
        self.output += told

    def _press(self, key: str, seen: str) -> None:
        window = self.window
        assert window is not None, "no window is open"
        if key:
            window.write(KEYS.get(key, key.encode()))
        if seen:
            window.read_until(lambda: seen in " ".join(" ".join(window.lines()).split()), 30)
        if key == "q":
            assert window.wait() == 0
            self.window = None


def test_who_follows_the_guide_sees_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    author = Author(tmp_path)
    for step in STEPS:
        author.do(step)
    assert author.window is None
    quiz = open_library(author.folder).quiz("relapse-timing")
    assert quiz is not None
    assert [question.id for question in quiz.questions][:2] == ["relapse-timing-first", "relapse-timing-first-2"]
    assert (tmp_path / "edu/bin/edu-tui").exists()


def test_the_guide_counts_what_there_is_to_do() -> None:
    """Up to "And then": commands, places, and words in both."""
    until = list(steps(GUIDE[: GUIDE.index("## And then")]))
    lines = [step.line for step in until if isinstance(step, Command)]
    texts = [step.new for step in until if isinstance(step, Edit)]
    words = sum(len(shlex.split(line)) for line in lines) + sum(len(text.split()) for text in texts)
    told = re.search(r"(\d+) commands\s+and (\d+) places to fill, (\d+) words in all", GUIDE)
    assert told is not None
    assert tuple(map(int, told.groups())) == (len(lines), len(texts), words)
    assert words < 400  # at 40 words a minute ten minutes


def test_its_example_is_what_our_own_ledger_says() -> None:
    ledger = open_library(ROOT).ledger
    fact = ledger.facts["RT-13"]
    written = {step.old: step.new for step in STEPS if isinstance(step, Edit) and step.path.endswith(("facts.yaml", "references.json"))}
    figures = re.findall(r'"([^"]+)"', written["[]"])
    assert figures
    assert set(figures) <= set(fact.figures)
    assert fact.population.startswith(written["<who was studied>"])
    assert written["recalled"] == str(fact.status)
    source = ledger.references[fact.sources[0]]
    assert written["<title of the paper>"] in source.citation
    assert source.doi == written["<doi of the paper>"]
