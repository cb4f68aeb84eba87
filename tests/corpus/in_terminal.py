"""The program in a real terminal over a spoilt library: nothing reaches the terminal but text and what Textual itself writes."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from bench import ROOT, Bench

from benchmarks.ptybench import PtySession
from edu_tui.library.text import has_hidden

_SEQUENCE = re.compile(
    r"\x1b\[(?P<private>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<command>[0-9]*)(?P<words>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<short>[ -/]*[0-Z\\^-~])"
)
_ENDS = str.maketrans("", "", "\r\n")

SETTLED = 0.1
"""Seconds of silence after which the program has shown what it had to show."""

APP_KEYS = (
    *(b"t", b"t", b"\t", b"\r", b"n", b"e", b"\x1b", b"o", b"o", b"G", b"a", b"?", b"1", b"\r", b"e", b"\x1b", b"\r", b"/", b"of\r"),
    *(b":", b"a", b"\x1b", b"h"),
)
"""Home in both its halves, a module with evidence and outline, its questions with hint, answer and feedback; words found; the palette."""

PREVIEW_KEYS = (b"f", b"\x1b", b"n", b"1\r", b"\r", b"s")
"""The findings, the next part, an answer where it is a question, slides."""

POINTED = (b"\x1b[<35;20;6M", b"\x1b[<35;40;12M", b"\x1b[<35;6;24M")
"""The mouse over page and bars: what is under it is marked, and has a tooltip where there is one."""


MODES = (7, 25, 1000, 1003, 1004, 1006, 1015, 1049, 2004)
"""What Textual switches on and off: wrapping, cursor, mouse, focus, the second screen, pastes."""

OWN = frozenset(
    {
        *(f"CSI ?{mode}{switch}" for mode in MODES for switch in "hl"),
        *("CSI ?2026$p", "CSI ?2048$p", "CSI ?2026h", "CSI ?2026l", "CSI >25u", "CSI <u"),  # can you draw at once, tell sizes, tell keys?
        *("CSI H", "CSI m", "OSC 22 default", "OSC 22 pointer", "OSC 22 text"),  # places, colours, the mouse's shape
    }
)
"""All kinds of control sequences that Textual writes; see `kinds`."""


def kinds(output: str) -> tuple[set[str], str]:
    """The kinds of control sequences in `output`, and what is left without them. A mode and a command of the system are each a kind."""
    found: set[str] = set()
    for match in _SEQUENCE.finditer(output):
        if match["final"]:
            numbers = match["numbers"] if match["private"] or match["final"] in "hl" else ""
            found.add(f"CSI {match['private']}{numbers}{match['between']}{match['final']}")
        elif match["command"] is not None:
            found.add(f"OSC {match['command']} {match['words'].strip(';')[:40]}")
        else:
            found.add(f"ESC {match['short']}")
    return found, _SEQUENCE.sub("", output).translate(_ENDS)


def walk_terminal(bench: Bench, path: str) -> None:
    """The app, from Home to the last page, by keys and mouse; then the preview of the file."""
    for words, keys in ((), APP_KEYS), (("preview", str(bench.root / path)), PREVIEW_KEYS):
        found, left = kinds(written(bench, bench.root, words, keys))
        assert found <= OWN, f"Textual writes no {sorted(found - OWN)}"
        assert not has_hidden(left), repr(next(part for part in re.split("(.{80})", left) if has_hidden(part)))


def written(bench: Bench, root: Path, words: tuple[str, ...], keys: tuple[bytes, ...]) -> str:
    """All that the program writes to its terminal, from its start to its end; a file that is no text it refuses in a sentence."""
    data = bench.scratch / "terminal"
    argv = [sys.executable, "-m", "edu_tui", "--library", str(root), "--data-dir", str(data), *words]
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "VIRTUAL_ENV"}}
    env = kept | {"HOME": str(data), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    with PtySession(argv, size=(90, 28), env=env) as session:
        session.read_until(lambda: "2004" in session.modes or session.output.endswith(b"\n"), 30)
        begun = "2004" in session.modes
        if begun:
            for key in (b"", *keys, *POINTED):
                _press(session, key, SETTLED)
            _leave(session)
        code = session.wait()
    text = bytes(session.output).decode()
    assert code == (0 if begun else 2), f"it ended with {code}: {text[-600:]}"
    return text


def _press(session: PtySession, key: bytes, silence: float) -> None:
    """Type something, and take in what comes of it until there was nothing for so many seconds."""
    session.write(key)
    while session.read(silence):
        pass


def _leave(session: PtySession) -> None:
    """Close what lies over the screen, and leave; an escape that is read together with the next key is none."""
    for _ in range(20):
        _press(session, b"\x1b", 0.3)
        with suppress(TimeoutError):
            session.write(b"\x11")
            session.wait(1)
            return
