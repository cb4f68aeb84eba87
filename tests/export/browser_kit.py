"""Headless Chromium over the DevTools protocol: a pipe and JSON, so that no driver library is needed.

One browser for all pages. `open` shows an HTML file and collects every request, every message on the console and every fault.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "needs headless Chromium: install Debian's package chromium (.ci/run does where it can)"
PATIENCE = 120.0
"""Seconds after which a browser that says nothing counts as broken."""
PAPERS = {"A4": (210 / 25.4, 297 / 25.4), "US Letter": (8.5, 11.0)}
"""Width and height in inches."""

FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--hide-scrollbars",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-proxy-server",
    "--no-sandbox",  # root and containers cannot have one, and only our own pages are shown
    "--remote-debugging-pipe",
)


_LAUNCH = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads commands from descriptor 3 and answers on 4."""


class Visit(NamedTuple):
    """What happened while a page was loaded: addresses asked for, and what the console said."""

    requests: list[str]
    said: list[str]


class Browser:
    """A running browser with one tab."""

    def __init__(self, program: str, profile: Path) -> None:
        from_us, to_browser = os.pipe()
        from_browser, to_us = os.pipe()
        words = [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, str(from_us), str(to_us), *words],
            pass_fds=(from_us, to_us),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(from_us)
        os.close(to_us)
        self._out = os.fdopen(to_browser, "wb", buffering=0)
        self._in = os.fdopen(from_browser, "rb", buffering=0)
        self._number = 0
        self._rest = b""
        self._events: list[dict[str, Any]] = []
        self._session = ""

    def start(self) -> None:
        """Open the tab, and listen to all that it does."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; events that come meanwhile are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])
            self._events.append(answer)

    def open(self, path: Path) -> Visit:
        """Show the file at `path` and wait until it is loaded."""
        self._events.clear()
        self.call("Page.navigate", url=path.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self._events):
            self._events.append(self._receive())
        self.run("1")  # whatever the page wanted to say, it said before this is answered
        asked = [event["params"]["request"]["url"] for event in self._of("Network.requestWillBeSent")]
        said = [event["params"]["entry"]["text"] for event in self._of("Log.entryAdded")]
        said += [str(event["params"]["args"]) for event in self._of("Runtime.consoleAPICalled")]
        said += [str(event["params"]["exceptionDetails"]) for event in self._of("Runtime.exceptionThrown")]
        return Visit(asked, said)

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def resize(self, width: int, height: int, *, media: str = "screen") -> None:
        """Lay the page out for a window of so many CSS pixels, for the screen or as for print."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", media=media)

    def screenshot(self) -> bytes:
        """What the window shows, as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])

    def print(self, paper: str) -> bytes:
        """The page as PDF on paper of `PAPERS`, with the margins of its own style."""
        width, height = PAPERS[paper]
        wanted = {"paperWidth": width, "paperHeight": height, "preferCSSPageSize": False, "printBackground": False}
        return base64.b64decode(self.call("Page.printToPDF", **wanted)["data"])

    def close(self) -> None:
        """End the browser."""
        self._out.close()
        self._in.close()
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _of(self, method: str) -> Iterator[dict[str, Any]]:
        return (event for event in self._events if event.get("method") == method)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], PATIENCE)
            read = self._in.read(1 << 16) if ready else b""
            if not read:
                raise RuntimeError("the browser ended, or says nothing any more")
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))


def chromium() -> str | None:
    """Where Chromium is, None where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


@contextmanager
def browser(program: str) -> Iterator[Browser]:
    """A browser with a profile of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="edu-tui-browser-", ignore_cleanup_errors=True) as profile:
        running = Browser(program, Path(profile))
        try:
            running.start()
            yield running
        finally:
            running.close()
