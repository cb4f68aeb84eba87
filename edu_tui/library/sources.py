"""Reading files of a library: only regular files inside it, of a sane size, as cleaned text."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

import msgspec

from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.text import clean, has_hidden, unify_newlines

MAX_BYTES = 2_000_000
"""A larger file is refused: a page of this size cannot be read by a person either."""

MAX_LINE = 20_000
"""Characters of one line that are kept."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """What tells one version of a file from another without reading it: size in bytes and modification time in ns."""

    size: int
    mtime: int

    @property
    def unsaved(self) -> bool:
        """Whether it stands for a text that is on no disk (`overlaid`)."""
        return self.mtime <= _UNSAVED


_UNSAVED = -(1 << 62)  # ns: no file is as old as that


class Source(msgspec.Struct, frozen=True):
    """The cleaned text of a file (LF line ends) with what was wrong with it; `text` is None if it could not be read at all."""

    path: str
    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


_OVERLAID: ContextVar[Mapping[tuple[Path, str], bytes]] = ContextVar("overlaid", default=MappingProxyType({}))


@contextmanager
def overlaid(root: Path, texts: Mapping[str, str]) -> Iterator[None]:
    """Read the files in `texts`, by path relative to `root`, as they stand there: what an editor holds and has not saved.

    It counts for whatever is read in this thread until it ends.
    """
    held = {(root, path): text.encode("utf-8", "surrogatepass") for path, text in texts.items()}
    token = _OVERLAID.set({**_OVERLAID.get(), **held})
    try:
        yield
    finally:
        _OVERLAID.reset(token)


def stamp(root: Path, path: str) -> Stamp | None:
    """The stamp of `path` below `root`; None if it is not there or not a file."""
    held = _OVERLAID.get().get((root, path)) if _OVERLAID.get() else None
    if held is not None:
        from hashlib import blake2b  # of use to an editor only; a start does without it

        return Stamp(len(held), _UNSAVED - int.from_bytes(blake2b(held, digest_size=7).digest()))
    try:
        status = os.stat(f"{root}{os.sep}{path}")  # noqa: PTH116 - asked of every file at every start: joining two paths takes as long again
    except (OSError, ValueError):
        return None
    return Stamp(status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None


def read_source(root: Path, path: str, most: int = MAX_BYTES) -> Source:
    """Read `path` below `root`. Never raises: what cannot be read is a Source without text and one finding (S01 to S06).

    Above `most` bytes it is not read.
    """
    data = _OVERLAID.get().get((root, path))
    fault = _refusal(root, path, most) if data is None else _oversize(len(data), most)
    if fault:
        return _unreadable(path, *fault)
    try:
        data = bytes_of(root / path, most) if data is None else data
    except OSError as error:
        return _unreadable(path, "S01", f"the file cannot be read ({_reason(error)})", "Check that it exists and that you may read it.")
    if fault := _oversize(len(data), most):
        return _unreadable(path, *fault)
    diagnostics: list[Diagnostic] = []
    text = _decode(data, path, diagnostics)
    cleaned = clean(text)
    if cleaned is not text and has_hidden(text):
        diagnostics.append(_hidden(text, path))
    return Source(path, _cut_lines(cleaned, path, diagnostics), tuple(diagnostics))


def bytes_of(path: Path, most: int = MAX_BYTES) -> bytes:
    """What stands in the file at `path`, at most one byte more than `most`. Raises OSError.

    It may have become another since it was looked at: one that grew is not read without end, a pipe is not waited for.
    """
    handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "no regular file any more")
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read(most + 1)
    finally:
        os.close(handle)


def bytes_to_change(root: Path, path: str) -> bytes:
    """The bytes of a file below `root`, for those who are going to write it anew.

    Raises OSError; for what `read_source` refuses its `strerror` says why, in words.
    """
    if fault := _refusal(root, path, MAX_BYTES):
        raise OSError(errno.EINVAL, fault[1])
    return bytes_of(root / path)


_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def _refusal(root: Path, path: str, most: int) -> tuple[str, str, str] | None:
    """Code, message and cure if the file must not even be opened."""
    try:
        real = (root / path).resolve(strict=True)
        status = real.stat()
    except (OSError, RuntimeError, ValueError) as error:
        return "S01", f"the file cannot be read ({_reason(error)})", "Check that it exists and that you may read it."
    if not real.is_relative_to(root.resolve()):
        return "S02", "the file is a link that leads out of the library", "Put the file itself here."
    if not stat.S_ISREG(status.st_mode):
        return "S03", "this is not a regular file", "Put a Markdown file here."
    return _oversize(status.st_size, most)


def _oversize(size: int, most: int) -> tuple[str, str, str] | None:
    """Code, message and cure for a file of `size` bytes, if that is more than `most`."""
    return ("S04", f"the file is too large ({size:,} bytes, at most {most:,})", "Split it.") if size > most else None


def _reason(error: Exception) -> str:
    """Why a file could not be opened, in words."""
    match error:
        case FileNotFoundError():
            return "it does not exist"
        case PermissionError():
            return "you may not read it"
        case IsADirectoryError():
            return "it is a folder"
        case OSError() if error.errno is not None:
            return os.strerror(error.errno).lower()
        case _:
            return "its name leads nowhere"


def _unreadable(path: str, code: str, message: str, hint: str) -> Source:
    return Source(path, None, (Diagnostic(path, 1, 1, code, Severity.ERROR, message, hint),))


def _decode(data: bytes, path: str, diagnostics: list[Diagnostic]) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = unify_newlines(data[: error.start].decode("utf-8-sig", errors="replace"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = "the file is not UTF-8"
        diagnostics.append(Diagnostic(path, line, column, "S05", Severity.ERROR, message, "Save it as UTF-8 in your editor."))
        return data.decode("utf-8-sig", errors="replace")


def _hidden(text: str, path: str) -> Diagnostic:
    """The finding for the first hidden character of `text`, which has one."""
    number, line = next(pair for pair in enumerate(unify_newlines(text).split("\n"), 1) if has_hidden(pair[1]))
    column = next((at + 1 for at, char in enumerate(line) if has_hidden(char)), 1)
    message = "a control or invisible character stands here"
    return Diagnostic(path, number, column, "S06", Severity.WARNING, message, "Delete it; it is shown as a sign or left out.")


def _cut_lines(text: str, path: str, diagnostics: list[Diagnostic]) -> str:
    """`text` with lines cut to `MAX_LINE`."""
    if len(text) <= MAX_LINE:
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            message = f"the line has {len(line):,} characters; only the first {MAX_LINE:,} are shown"
            diagnostics.append(Diagnostic(path, number, 1, "S07", Severity.ERROR, message, "Break it into paragraphs."))
            lines[number - 1] = line[:MAX_LINE]
    return "\n".join(lines)
