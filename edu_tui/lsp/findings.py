"""Findings while somebody types: a little after the last key, for the text of that moment, and never for an older one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime
from pathlib import Path

from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.library import LibraryError
from edu_tui.lsp.session import Session, Shelf, View

PAUSE = 0.15
"""Seconds without a key before a text is looked at."""

Publish = Callable[[View, str, tuple[Diagnostic, ...]], None]
"""Tells the editor all findings of one file."""


class Findings:
    """Looks at libraries in a thread, and tells what was found in the one from which `ask` is called."""

    def __init__(self, session: Session, shelf: Shelf, thread: Executor, publish: Publish, report: Callable[[Exception], object]) -> None:
        self._session, self._shelf, self._thread, self._publish, self._report = session, shelf, thread, publish, report
        self._waiting: dict[Path, asyncio.TimerHandle] = {}
        self._everything: set[Path] = set()
        self._running: dict[Path, asyncio.Task[None]] = {}
        self._told: dict[Path, set[str]] = {}

    def ask(self, root: Path, *, everything: bool = False, pause: float = PAUSE) -> None:
        """Look at the library soon; a wish that waits already is put off. With `everything` also files are told of that nobody has open."""
        if everything:
            self._everything.add(root)
        if root in self._waiting:
            self._waiting[root].cancel()
        self._waiting[root] = asyncio.get_running_loop().call_later(pause, self._start, root)

    def _start(self, root: Path) -> None:
        if root in self._running:  # one look at a time: what is asked meanwhile waits for it
            self._running[root].add_done_callback(lambda _: self.ask(root, pause=0))
            return
        self._waiting.pop(root, None)
        everything = root in self._everything
        self._everything.discard(root)
        task = asyncio.ensure_future(self._look(self._session.view(root), everything=everything))
        self._running[root] = task
        task.add_done_callback(lambda _: self._running.pop(root, None))

    async def _look(self, view: View, *, everything: bool) -> None:
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._thread, self._findings, view)
            self._tell(view, found, everything=everything)
        except Exception as error:
            self._report(error)

    def _findings(self, view: View) -> tuple[Diagnostic, ...]:
        try:
            return self._shelf.checker(view.root).findings(datetime.now().astimezone().date(), view.texts)
        except LibraryError:  # somebody moved it away
            return ()

    def _tell(self, view: View, found: tuple[Diagnostic, ...], *, everything: bool) -> None:
        """Tell each file its findings; one whose text is another by now is told by the look that follows."""
        by_path: dict[str, list[Diagnostic]] = {}
        for item in found:
            by_path.setdefault(item.path, []).append(item)
        now = self._session.view(view.root)
        told = self._told.setdefault(view.root, set())
        others = (told | set(by_path)) - set(now.texts) if everything else set()
        for path in sorted({*view.texts, *others}):
            changed = path in now.texts and (path not in view.texts or now.versions[path] != view.versions[path])
            closed = path in view.texts and path not in now.texts
            if changed or closed:
                continue
            self._publish(view, path, tuple(by_path.get(path, ())))
            (told.add if path in by_path else told.discard)(path)
