"""Where two windows meet: a socket of the file system for each session that is led, in a folder that only this user can enter.

The name of a socket must be short (`PATH_LIMIT`), so it stands in the runtime folder and not beside the session, below a short sum of the
data folder's path: whoever follows looks for the sessions of the same data. The two windows may have been started in different surroundings
(one by the desktop, one over ssh), so all folders that come into question are looked into.

Who leads a session locks a file beside the socket. The kernel frees that lock however its program ends, so a socket without it is a
left-over and may be replaced, and one with it belongs to somebody who lives.
"""

from __future__ import annotations

import hashlib
import os
import re
import socket
import stat
import struct
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PATH_LIMIT = 100
"""Bytes of a socket's path: the least that systems allow is 104, with a closing zero."""

_NAME = re.compile(r"(\d{8}-\d{4}-[0-9a-f]{6})\.sock")


class Door(NamedTuple):
    """The socket of one session by its id; it may be there or not."""

    session: str
    path: Path


def has_sockets() -> bool:
    """Whether this system has sockets in the file system, and locks that go with their program."""
    return fcntl is not None and hasattr(socket, "AF_UNIX")


def doors(data: Path) -> tuple[Door, ...]:
    """The sockets of the sessions below the data folder, in order of their ids, left-overs among them."""
    found: dict[str, Door] = {}
    for folder in _folders(data):
        with suppress(OSError):
            if _is_private(folder):
                for path in folder.iterdir():
                    if match := _NAME.fullmatch(path.name):
                        found.setdefault(match[1], Door(match[1], path))
    return tuple(found[session] for session in sorted(found))


def new_door(data: Path, session: str) -> Door | None:
    """Where the socket of a session is to be; its folder is made. None where no folder is private and has a short enough path."""
    for folder in _folders(data):
        door = Door(session, folder / f"{session}.sock")
        if len(os.fsencode(door.path)) <= PATH_LIMIT and _make_private(folder):
            return door
    return None


def take(door: Door) -> int | None:
    """Lock a door, so that it is nobody else's while this program lives; the descriptor of the lock. None while another has it.

    Raises OSError: FileNotFoundError when its folder was just taken away by `let_go`.
    """
    path = _lock(door)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        except OSError:
            os.close(descriptor)
            raise
        if _is_still(descriptor, path):
            return descriptor
        os.close(descriptor)  # it was let go, and taken away, in between


def let_go(door: Door, descriptor: int) -> None:
    """Take the door away, its lock, and the folder if nothing else is in it. Never raises."""
    for path in (door.path, _lock(door)):
        with suppress(OSError):
            path.unlink()
    with suppress(OSError):
        os.close(descriptor)
    with suppress(OSError):
        door.path.parent.rmdir()


def listen_at(door: Door) -> socket.socket:
    """A socket that listens, in place of what lies there. Only for who has taken the door. Raises OSError."""
    with suppress(FileNotFoundError):
        door.path.unlink()
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        ear.bind(os.fspath(door.path))
        door.path.chmod(0o600)
        ear.listen(8)
        ear.setblocking(False)
    except OSError:
        ear.close()
        raise
    return ear


def knock(door: Door) -> socket.socket | None:
    """A connection to whoever listens behind a door; None if nobody does, or not a program of this user."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.setblocking(False)
        line.connect(os.fspath(door.path))
    except OSError:
        line.close()
        return None
    if not is_ours(line):
        line.close()
        return None
    return line


def is_ours(line: socket.socket) -> bool:
    """Whether the other end is a program of this user; where the system does not tell, the folder's rights must do."""
    credentials = getattr(socket, "SO_PEERCRED", None)
    if credentials is None:
        return True
    try:
        _, user, _ = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, credentials, struct.calcsize("3i")))
    except (OSError, struct.error):
        return False
    return bool(user == os.geteuid())


def _folders(data: Path) -> Iterator[Path]:
    """The folders that come into question for the sockets of these data, the best first."""
    below = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:8]
    yield from dict.fromkeys(base / below for base in _bases())


def _bases() -> Iterator[Path]:
    user = os.geteuid()
    with suppress(OSError), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where it falls back to another folder, which is as good
        from platformdirs import user_runtime_path

        yield user_runtime_path("edu-tui", appauthor=False)
    yield Path(f"/run/user/{user}/edu-tui")
    yield Path(tempfile.gettempdir()) / f"edu-tui-{user}"
    yield Path(f"/tmp/edu-tui-{user}")


def _make_private(folder: Path) -> bool:
    """Make a folder and the one above it for this user alone; False where that cannot be, or somebody else was there first."""
    if not folder.parent.parent.is_dir():
        return False
    for one in (folder.parent, folder):
        try:
            with suppress(FileExistsError):
                one.mkdir(mode=0o700)
            if not _is_private(one):
                return False
        except OSError:
            return False
    return True


def _is_private(folder: Path) -> bool:
    """Whether this is a folder, and no link to one, that belongs to this user and that nobody else can enter. Raises OSError."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _lock(door: Door) -> Path:
    return door.path.with_suffix(".lock")


def _is_still(descriptor: int, path: Path) -> bool:
    """Whether the file behind a descriptor is the one that has this name."""
    try:
        there = path.lstat()
    except FileNotFoundError:
        return False
    here = os.fstat(descriptor)
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)
