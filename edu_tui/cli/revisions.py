"""Another state of a library: a folder, or a revision of the git repository in which it lies, brought into a folder of its own."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from edu_tui.cli.errors import CommandError
from edu_tui.library.roles import LIBRARY_FILE
from edu_tui.library.text import clean_line

_PATIENCE = 60  # seconds; a repository on a slow disk, not one that asks the network
_PARTS = ("content", "quizzes")


@contextmanager
def other_state(root: Path, name: str) -> Iterator[Path]:
    """The folder of the library's other state `name`, a folder or a git revision, for as long as it is needed.

    Raises:
        CommandError: if there is no such thing, with what to name instead.
    """
    if not name:
        raise CommandError("Name a revision, HEAD for instance, or a folder with the other library.")
    folder = Path(name)
    if _is_there(folder / LIBRARY_FILE):
        yield folder
        return
    if _is_there(folder):
        raise CommandError(f"{clean_line(name)} holds no library: there is no {LIBRARY_FILE} in it.")
    with tempfile.TemporaryDirectory(prefix="edu-tui-") as fresh:
        _bring(root, name, Path(fresh))
        yield Path(fresh)


def _is_there(path: Path) -> bool:
    """Whether there is something at `path`; a name that can be none is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _bring(root: Path, name: str, into: Path) -> None:
    """Write the library's files as they were in the revision `name`."""
    shown = clean_line(name)[:60]
    if not _git(root, "rev-parse", "--is-inside-work-tree"):
        raise CommandError(f"{shown} is no folder, and the library lies in no git repository: name a folder with the other library.")
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode("ascii", "ignore").strip()
    if not commit:
        raise CommandError(
            f"There is no revision {shown} here, and no folder of that name. Try HEAD, a branch, a tag or the id of a commit."
        )
    parts = [part for part in _git(root, "ls-tree", "--name-only", "-z", commit).decode("utf-8", "replace").split("\0") if part in _PARTS]
    archive = _git(root, "archive", "--format=tar", commit, "--", *parts) if parts else b""
    if archive:
        _unpack(archive, into)
    if not (into / LIBRARY_FILE).is_file():
        raise CommandError(f"In the revision {shown} there is no library yet: {LIBRARY_FILE} is missing.")


def _git(root: Path, *words: str) -> bytes:
    """What git writes; nothing if it fails. It asks nobody, fetches nothing and runs nothing of the repository's."""
    told = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    command: Sequence[str] = ("git", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", *words)
    try:
        done = subprocess.run(
            command, check=False, cwd=root, env={**told, **quiet}, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE
        )
    except FileNotFoundError:
        raise CommandError("There is no git on this computer: name a folder with the other library instead of a revision.") from None
    except subprocess.TimeoutExpired:
        raise CommandError(f"git did not answer within {_PATIENCE} seconds: name a folder with the other library instead.") from None
    except (OSError, ValueError):  # a name with a null in it
        return b""
    return done.stdout if done.returncode == 0 else b""


def _unpack(archive: bytes, into: Path) -> None:
    """Write the plain files of the archive; links and whatever else is in it stay out, and so does what would lie elsewhere."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            target = into / member.name
            if member.isfile() and not Path(member.name).is_absolute() and ".." not in Path(member.name).parts:
                target.parent.mkdir(parents=True, exist_ok=True)
                content = tar.extractfile(member)
                target.write_bytes(content.read() if content else b"")
