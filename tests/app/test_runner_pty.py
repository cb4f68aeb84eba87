"""The runner in a real pseudo-terminal: whatever happens, the terminal comes back as it was, in time, without a traceback."""

from __future__ import annotations

import fcntl
import os
import random
import re
import signal
import stat
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from demo_app import SECRET
from hostile import forbidden

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from benchmarks.ptybench import PtySession

DEMO = Path(__file__).with_name("demo_app.py")
ROOT = Path(__file__).parents[2]
LEFT_ON = {"25", "7"}
"""Cursor and line wrap: the only modes that are on in a terminal that was given back."""

SECONDS = 60.0
"""After which a program that does not end is given up; unless a test is about ends by force, none comes to its help by then."""


@pytest.fixture
def environ() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV"}}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "PYTHONUTF8": "1"}


@pytest.fixture
def start(tmp_path, environ):
    """Starts the demo; every session that a test leaves open is ended."""
    sessions: list[PtySession] = []

    def begin(*arguments: str, ready: bool = True, size=(80, 24), ignored=(), patient: bool = True, **more: str) -> PtySession:
        argv = [sys.executable, str(DEMO), str(tmp_path), *arguments, *(["--patient"] if patient else [])]
        session = PtySession(argv, size=size, env={**environ, **more}, ignored=ignored)
        session.before = session.settings()
        sessions.append(session)
        if ready:
            session.see("Part 0")
            session.read_until(lambda: "2004" in session.modes)
        return session

    yield begin
    for session in sessions:
        session.close()


def restored(session: PtySession) -> bool:
    return session.modes - LEFT_ON == set() and session.modes >= LEFT_ON and session.settings() == session.before


def plain(session: PtySession) -> str:
    """What was written after the alternate screen was left, without escape sequences."""
    tail = bytes(session.output).rpartition(b"\x1b[?1049l")[2].decode()
    assert "Traceback" not in session.output.decode(errors="replace")
    return tail


# --- orderly ends -----------------------------------------------------------------------------------------------------------------


def test_quitting(start, tmp_path):
    session = start()
    assert session.modes >= {"1049", "1000", "2004"}
    session.write(b"q")
    assert session.wait(SECONDS) == 0
    assert restored(session)
    assert (tmp_path / "note").read_text() == "finished"
    assert not (tmp_path / "crashes.log").exists()


@pytest.mark.parametrize(("number", "code"), [("TERM", 143), ("HUP", 129), ("QUIT", 131), ("INT", 130)])
def test_signals(start, tmp_path, number, code):
    session = start()
    session.kill(getattr(signal, f"SIG{number}"))
    assert session.wait(SECONDS) == code
    assert restored(session)
    assert (tmp_path / "note").read_text() == "finished"


def test_a_signal_before_the_first_frame(start):
    session = start(ready=False)
    session.read_until(lambda: "1049" in session.modes)
    session.kill(signal.SIGTERM)
    assert session.wait(SECONDS) == 143
    assert restored(session)


def test_a_signal_that_was_ignored_stays_ignored(start):
    session = start(ignored=[signal.SIGHUP])
    session.kill(signal.SIGHUP)
    session.write(b"m")
    session.see("key m")
    session.write(b"q")
    assert session.wait(SECONDS) == 0


@pytest.mark.parametrize("ignored", [[], [signal.SIGHUP]])
def test_the_terminal_is_closed(start, tmp_path, ignored):
    session = start(ignored=ignored)
    session.hang_up()
    assert session.wait(SECONDS, read=False) == 129
    assert (tmp_path / "note").read_text() == "finished"


def test_a_frozen_terminal_is_left_by_force(tmp_path, environ):
    # A shell between us and the terminal, as in life: the end of a session's leader would itself empty the terminal.
    command = f'"{sys.executable}" "{DEMO}" "{tmp_path}" & echo $! > "{tmp_path}/pid"; fg; printf "\\ncode %s\\n" $?; read line'
    with PtySession(["/bin/bash", "-mc", command], size=(80, 24), env=environ) as session:
        session.before = session.settings()
        session.see("Part 0")
        pid = int((tmp_path / "pid").read_text())
        session.write(b"v")
        wait_until(lambda: unread(session) > 4000)
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not Path(f"/proc/{pid}").exists())
        session.see("code 143")
        assert restored(session)


@pytest.mark.parametrize("ignored", [[], [signal.SIGHUP]])
def test_a_frozen_terminal_is_closed(start, ignored):
    session = start(ignored=ignored, patient=False)
    session.write(b"v")
    wait_until(lambda: unread(session) > 4000)
    session.hang_up()
    assert session.wait(SECONDS, read=False) == 129


def wait_until(condition) -> None:
    """Wait for something that cannot be waited for otherwise."""
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end
        os.sched_yield()


def unread(session: PtySession) -> int:
    """Bytes that wait to be read from the terminal."""
    waiting = bytearray(4)
    fcntl.ioctl(session.master, termios.FIONREAD, waiting)
    return int.from_bytes(waiting, sys.byteorder)


def test_suspending_and_coming_back(start):
    session = start()
    session.write(b"\x1a")
    session.read_until(lambda: "1049" not in session.modes)
    _, status = os.waitpid(session.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    while session.read(0.05):
        pass
    assert restored(session)
    session.kill(signal.SIGCONT)
    session.read_until(lambda: "1049" in session.modes and "2004" in session.modes)
    session.write(b"m")
    session.see("key m")
    session.write(b"q")
    assert session.wait(SECONDS) == 0
    assert restored(session)


# --- input ------------------------------------------------------------------------------------------------------------------------


DEADLY = (
    *(b"\xe9", b"\xff", b"\xe2\x82", b"\xe9\xff\xe2\x82"),
    *(b"\x1b[99999999999u", b"\x1b[55296u", b"\x1b[57344;;55555555555u", b"\x1b[48;0;0;0;0t\x1b[<0;3;3M"),
)


@pytest.mark.parametrize("data", DEADLY, ids=ascii)
def test_bytes_that_end_stock_textual(start, data):
    session = start()
    session.write(data)
    session.write(b"m")
    session.see("key m")
    session.write(b"q")
    assert session.wait(SECONDS) == 0


def test_random_bytes(start, tmp_path):
    session = start()
    # Without the keys that mean something to the demo (q, x, w, v, ctrl+c, ctrl+p, ctrl+q, ctrl+z) and the escape that begins a paste.
    harmless = bytes(set(range(256)) - set(b"qxwv\x03\x10\x11\x1a"))
    data = bytes(random.Random(7).choices(harmless, k=10_000)).replace(b"\x1b[2", b"")
    session.write(data)
    session.write(b"\x1b\\mmmm")
    session.see("key m", 30)
    session.kill(signal.SIGTERM)
    assert session.wait(SECONDS) == 143
    assert restored(session)
    assert not (tmp_path / "crashes.log").exists()


OWN = re.compile(r"\x1b\[[0-9;:?<>=]*\$?[A-Za-z]|\x1b\]22;[a-z-]*\x07|\r\n")
"""What Textual itself writes: CSI sequences, the shape of the mouse pointer, and the ends of lines."""


def test_nothing_in_any_text_reaches_the_terminal_as_a_command(start):
    session = start("--hostile", ready=False, size=(150, 90))
    session.see("end of the payload")
    session.write(b"\x1b[<35;20;20M")  # the mouse moves: a tooltip
    session.write(b"\tf\x1bG")
    session.settle()
    session.write(b"q")
    assert session.wait(SECONDS) == 0
    text = bytes(session.output).decode()
    assert text.count("end of the payload") >= 40
    assert forbidden(OWN.sub("", text)) == ""
    assert set(re.findall(r"\?(\d+)[hl]", text)) <= {"1049", "1000", "1003", "1015", "1006", "25", "1004", "2004", "7", "2026", "2048"}


# --- no terminal ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("instead", [subprocess.DEVNULL, subprocess.PIPE], ids=["null", "pipe"])
@pytest.mark.parametrize("other", ["stdin", "stdout"])
def test_without_a_terminal_it_says_so(tmp_path, environ, other, instead):
    master, slave = os.openpty()
    streams = {"stdin": slave, "stdout": slave, other: instead}
    with subprocess.Popen([sys.executable, DEMO, tmp_path], env=environ, stderr=subprocess.PIPE, **streams) as process:
        output, errors = process.communicate(timeout=20)
    os.close(master)
    os.close(slave)
    assert process.returncode == 2
    assert errors.decode().count("\n") == 1
    assert "--plain" in errors.decode()
    assert b"\x1b" not in errors + (output or b"")


def test_with_closed_streams_it_ends_too(tmp_path, environ):
    command = f'"{sys.executable}" "{DEMO}" "{tmp_path}" <&- >&-'
    done = subprocess.run(["/bin/sh", "-c", command], env=environ, timeout=20, check=False, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_standard_error_may_be_a_file(start, tmp_path, environ):
    command = f'exec "{sys.executable}" "{DEMO}" "{tmp_path}" 2>"{tmp_path}/errors"'
    with PtySession(["/bin/sh", "-c", command], size=(80, 24), env=environ) as session:
        session.see("Part 0")
        session.write(b"q")
        assert session.wait(SECONDS) == 0
    assert (tmp_path / "errors").read_bytes() == b""


@pytest.mark.parametrize(
    "more", [{"TERM": "dumb"}, {"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}, {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}]
)
def test_terminals_that_cannot_show_it(start, more):
    session = start(ready=False, **more)
    assert session.wait(20) == 2
    text = session.output.decode("ascii")
    assert text.count("\n") == 1
    assert "--plain" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("more", [{"TERM": ""}, {"TERM": "no-such"}, {"NO_COLOR": "1"}, {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": ""}])
def test_terminals_that_will_do(start, more):
    session = start(**more)
    session.write(b"q")
    assert session.wait(SECONDS) == 0


# --- sizes ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1, 1), (0, 0), (1, 300), (300, 1), (2, 2), (500, 200)])
def test_windows_of_any_size(start, tmp_path, size):
    session = start()
    session.resize(*size)
    session.kill(signal.SIGWINCH)
    session.write(b"j")
    session.resize(80, 24)
    session.write(b"m")
    session.see("key m")
    session.write(b"q")
    assert session.wait(SECONDS) == 0
    assert not (tmp_path / "crashes.log").exists()


@pytest.mark.parametrize("size", [(1, 1), (0, 0)])
def test_starting_in_a_window_without_room(start, tmp_path, size):
    session = start(ready=False, size=size)
    session.read_until(lambda: "2004" in session.modes)
    session.write(b"q")
    assert session.wait(SECONDS) == 0
    assert not (tmp_path / "crashes.log").exists()


def test_a_storm_of_sizes(start, tmp_path):
    session = start()
    sizes = random.Random(3)
    for _ in range(150):
        session.resize(sizes.randint(1, 200), sizes.randint(1, 60))
        session.read(0)
    session.resize(80, 24)
    session.write(b"m")
    session.see("key m", 30)
    session.write(b"q")
    assert session.wait(SECONDS) == 0
    assert not (tmp_path / "crashes.log").exists()


# --- faults -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [b"x", b"w"], ids=["handler", "worker"])
def test_a_fault_is_one_sentence_and_a_line_in_the_log(start, tmp_path, key):
    session = start()
    session.write(key)
    assert session.wait(SECONDS) == 70
    assert restored(session)
    log = tmp_path / "crashes.log"
    text = " ".join(plain(session).split())
    assert text.endswith(f"Saved answers are safe; details, without any of your answers, are in {log}.")
    assert (tmp_path / "note").read_text() == "finished"
    line = log.read_text("ascii")
    assert line.count("\n") == 1
    assert "action_crash" in line
    assert "RuntimeError" in line
    assert "Ann" not in line + session.output.decode()
    assert SECRET not in line
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_fault_before_there_is_an_app(start, tmp_path):
    session = start("--crash-start", ready=False)
    assert session.wait(20) == 70
    assert b"\x1b" not in session.output
    assert b"fault in the program" in session.output
    assert "broken_factory" in (tmp_path / "crashes.log").read_text("ascii")


def test_a_fault_when_the_log_cannot_be_written(start, tmp_path):
    (tmp_path / "crashes.log").mkdir()
    session = start()
    session.write(b"x")
    assert session.wait(SECONDS) == 70
    assert "could not be written down" in plain(session)
