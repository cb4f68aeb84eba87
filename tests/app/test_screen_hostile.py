"""A library written to do harm: its text is shown as text, on every surface, and does nothing."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest
from hostile import forbidden
from libraries import write_library
from screen_kit import Driver, running

from edu_tui.app.app import EduApp
from edu_tui.app.routes import Ask, Glossary, Progress, Read
from edu_tui.library.modules import Audience

ROOT = Path(__file__).resolve().parents[2]

EVIL = (
    "[/foo] [@click=app.quit]press[/] [link=file:///etc/passwd]x[/link] [b $x [$primary] "
    "\x1b]2;title\x1b\\ \x1b[13;37r \x1b]52;c;ZXZpbA==\x07 \x1bPq\x1b\\ "
    "\x9b31m \x9d2;t\x9c \u202egnp.exe\u202c \u2066i\u2069 \u200bz\U000e0041 end"
)
"""Markup, escape sequences, C1 controls, bidi controls, what does not show."""

TEXT = '"' + "".join(char if char.isalnum() or char in " ./[]@$=:-" else f"\\U{ord(char):08x}" for char in EVIL) + '"'
"""The same in YAML, through its own escapes."""

FILES: dict[str, str | bytes | None] = {
    "content/library.yaml": f"id: evil\ntitle: {TEXT}\nversion: {TEXT}\nabout: {TEXT}\ntracks:\n"
    f"  - id: start\n    title: {TEXT}\n    modules: [timing, {TEXT}]\n",
    "content/facts.yaml": f"EV-01:\n  claim: {TEXT}\n  figures: [{TEXT}]\n  population: {TEXT}\n  source: paper\n"
    f"  status: verified\n  caution: {TEXT}\n",
    "content/references.json": json.dumps([{"id": "paper", "type": "article", "title": EVIL, "container-title": EVIL, "DOI": "10.1/1"}]),
    "content/glossary.md": f"## evilness\n\naliases: {EVIL}\n\nPlain: {EVIL}\n\nClinician: {EVIL}\n",
    "content/timing/clinician.md": f"""\
---
title: {TEXT}
summary: {TEXT}
minutes: 10
objectives:
  classify: {TEXT}
reviewed: {{by: {TEXT}, on: 2026-03-01, due: 2099-03-01}}
updated: 2026-02-01
---

{EVIL} evilness [@EV-01].

## {EVIL} {{#evil .classify}}

{EVIL} evilness [@EV-01] [{EVIL}](javascript:alert) [web](https://example.org/{EVIL.split()[0]}).

| {EVIL.replace("|", "")} | b |
|---|---|
| {EVIL} | c |

```chart
type: bars
title: {TEXT}
alt: {TEXT}
cite: EV-01
unit: {TEXT}
bars:
  - {{label: {TEXT}, value: 25.8}}
```

- [ ] {EVIL}

> **Key point:** {EVIL}
""",
    "content/timing/family.md": "---\ntitle: [torn\n---\n",
    "quizzes/timing.md": f"""\
---
module: timing
audience: clinician
title: {TEXT}
---

{EVIL}

## {EVIL}

id: evil-single
objective: classify

{EVIL}

- [x] {EVIL} {{right}}
  > {EVIL} [@EV-01].
- [ ] {EVIL} no {{wrong}}
  > {EVIL}

> **Hint:** {EVIL}

> **Explanation:** {EVIL} [@EV-01].

## Pairs {EVIL}

id: evil-match
objective: classify
type: match

{EVIL}

- {EVIL} a -> {EVIL} b
- {EVIL} c -> {EVIL} d

## Gaps {EVIL}

id: evil-cloze
objective: classify

{EVIL} [[{EVIL.split(" ")[0]}]] {EVIL}

## Order {EVIL}

id: evil-order
objective: classify
type: order

{EVIL}

1. {EVIL} 1
2. {EVIL} 2
""",
    f"quizzes/{EVIL.replace('/', '').replace(chr(0), '')[:60]}.md": "---\nmodule: timing\n---\n",
    "quizzes/timing-family.md": None,
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("hostile"), FILES)


def harmless(driver: Driver) -> None:
    """Nothing on the screen, in a toast or in a tooltip acts, or is more than text."""
    for strip in driver.app.screen._compositor.render_strips():
        for segment in strip:
            assert not forbidden(segment.text), segment.text
            assert segment.style is None or segment.style.link is None
            assert segment.style is None or "@click" not in segment.style.meta
    assert driver.app.is_running
    assert driver.app._exception is None


async def test_every_surface(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quits: list[str] = []
    monkeypatch.setattr(EduApp, "action_quit", lambda _: quits.append("quit"))
    async with running(library, tmp_path, size=(100, 40)) as driver:
        app = driver.app
        await driver.see("[/foo] [@click=app.quit]press[/]", "cannot be shown")
        harmless(driver)
        await driver.pilot.hover(offset=(20, 6))
        harmless(driver)
        for route, seen in [
            (Read("timing", Audience.CLINICIAN), "After this module you can"),
            (Read("timing", Audience.FAMILY), "This page cannot be shown"),
            (Progress(), "Your progress"),
            (Glossary(), "evilness"),
            (Read("timing", Audience.CLINICIAN, "evil"), "1/1"),
        ]:
            app.go(route)
            await driver.see(seen)
            harmless(driver)
        await driver.press("e")
        await driver.see("Evidence: 1 source")
        harmless(driver)
        await driver.press("escape", "o")
        await driver.see("▶")
        harmless(driver)
        await driver.press("o")
        kinds = {target.partition(":")[0]: target for target in app.screen.page.targets}
        assert {"fact", "term", "link", "questions", "section"} <= kinds.keys()
        for target in kinds.values():
            app.screen.page.focus_target(target)
            await driver.press("enter")
            harmless(driver)
            app.go(Read("timing", Audience.CLINICIAN, "evil"))
            await driver.see("1/1")
        app.say(EVIL, "error")
        await driver.see("gnp.exe")
        harmless(driver)
        app.clear_notifications()
        await driver.press("slash")
        await driver.type("[/foo] [@click")
        await driver.press("enter")
        await driver.see("here, on 1 page")
        harmless(driver)
        await driver.press("escape")
        await _palette(driver)
        await _answers(driver)
        assert quits == []


async def _palette(driver: Driver) -> None:
    """The palette lists modules, sections and questions with hostile titles."""
    await driver.press("ctrl+p")
    await driver.until(lambda: driver.app.screen.is_modal)
    for query in ("press", "[/foo]", "[b"):
        await driver.press("ctrl+u")
        await driver.type(query)
        await driver.see("Question:") if query == "press" else await driver.pilot.pause(0.1)
        harmless(driver)
    await driver.press("escape")
    await driver.until(lambda: not driver.app.screen.is_modal)


async def _answers(driver: Driver) -> None:
    """Cover, questions, feedback, end."""
    app = driver.app
    app.go(Ask("timing"))
    await driver.see("Study", "4 questions")
    harmless(driver)
    app.replace(Ask("timing", "test"))
    for keys in (("question_mark", "1"), ("1",), (*"[/foo]",), ("J",)):
        await driver.until(lambda: app.screen.session and app.screen.session.question)
        place = driver.title
        for key in keys:
            await (driver.type(key) if len(key) == 1 and key in "[/fo]" else driver.press(key))
        harmless(driver)
        await driver.press("enter")
        await driver.until(lambda before=place: driver.title != before or app.screen.notice.sentence)
        if app.screen.notice.sentence:
            harmless(driver)
            await driver.press("enter")
            await driver.until(lambda before=place: driver.title != before)
    await driver.see("4 answered, 0 open.")
    harmless(driver)
    await driver.focus("hand-in:")
    await driver.press("enter")
    await driver.see("Your result")
    harmless(driver)
    await driver.press("enter")
    await driver.see("Next question")
    harmless(driver)
    await driver.press("escape")
    await driver.see("By objective")
    app.go(Ask("timing", "study", ("evil-single",)))
    await driver.until(lambda: app.screen.session and app.screen.session.question)
    await driver.press("1", "enter")
    await driver.see("Why")
    harmless(driver)
    await driver.press("e", "f1")
    harmless(driver)
    await driver.press("h")
    await driver.see("1/4 answered" if "1/4" in driver.text else "answered")
    harmless(driver)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_the_bytes_that_reach_a_real_terminal(library: Path, tmp_path: Path) -> None:
    from benchmarks.ptybench import PtySession

    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "VIRTUAL_ENV"}}
    env = kept | {"HOME": str(tmp_path), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    argv = [sys.executable, "-m", "edu_tui", "--library", str(library), "--data-dir", str(tmp_path / "data")]
    with PtySession(argv, size=(100, 40), env=env) as session:
        session.see("[/foo] [@click=app.quit]press[/]")
        session.write(b"\r")
        session.see("After this module you can")
        session.write(b"ne")
        session.see("Evidence: 1 source")
        session.write(b"\x1b")
        session.read_until(lambda: "Evidence: 1 source" not in "\n".join(session.lines()))
        session.write(b"a")
        session.see("1/4")
        session.write(b"1\r")
        session.see("Why")
        session.write(b":")
        session.see("Find a page, a question, a term or a command")
        session.write(b"press")
        session.see("Question:")
        session.write(b"\x1b")
        session.read_until(lambda: "Question:" not in "\n".join(session.lines()))
        session.write(b"h")
        session.see("Go on")
        session.write(b"q")
        assert session.wait() == 0
        output = bytes(session.output).decode()
    assert "\x1b[13;37r" not in output
    output = re.sub(r"\x1b\]22;[a-z]+\x07", "", output)  # Textual's shape of the mouse pointer
    assert re.findall(r"\x1b[\]P_^X].{8}", output) == [], "OSC, DCS, APC, PM or SOS"
    left = re.sub(r"\x1b\[[0-9;:<=>?]*[ -/]*[ABCDHJKhlmnpqstuGS]|\x1b[78=>M]", "", output)
    assert not forbidden(left.replace("\r", "").replace("\n", ""))
