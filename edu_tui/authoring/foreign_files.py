"""Reading files of other programs: only regular files, of a sane size, in an encoding that is told or can be proved."""

from __future__ import annotations

import stat
from pathlib import Path

from edu_tui.authoring.errors import AuthoringError
from edu_tui.library.text import clean, clean_line

MAX_TEXT_BYTES = 10_000_000
"""Bytes of the largest file of text: ten thousand questions need less."""

MAX_PACKAGE_BYTES = 2_000_000_000
"""Bytes of the largest package; only its collection is unpacked."""

_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"SQLite format 3\0")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def is_package(path: Path) -> bool:
    """Whether the file is an archive or a database rather than text. Raises AuthoringError if it cannot be read at all."""
    _check(path, MAX_PACKAGE_BYTES)
    return _read(path, 16).startswith(_PACKED)


def read_text(path: Path) -> str:
    """The text of a file, cleaned, with LF line ends: UTF-8, or UTF-16 with its mark, as Excel writes both. Raises AuthoringError."""
    _check(path, MAX_TEXT_BYTES)
    data = _read(path, MAX_TEXT_BYTES)
    name = clean_line(str(path))
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise AuthoringError(f"{name}:{line}: the file is not {encoding.removesuffix('-sig').upper()}. Save it as UTF-8 first.") from None
    if "\0" in text:
        raise AuthoringError(f"{name} is no text. Name the file that the other program exported.")
    return clean(text)


def _check(path: Path, most: int) -> None:
    """Raise AuthoringError for what must not even be opened."""
    name = clean_line(str(path))
    try:
        status = path.stat()
    except (OSError, ValueError, RuntimeError) as error:
        raise AuthoringError(f"{name} cannot be read ({_reason(error)}). Name the file that the other program exported.") from None
    if not stat.S_ISREG(status.st_mode):
        raise AuthoringError(f"{name} is no file. Name the file that the other program exported.")
    if status.st_size > most:
        raise AuthoringError(f"{name} is too large ({status.st_size:,} bytes, at most {most:,}). Export it in parts.")


def _read(path: Path, most: int) -> bytes:
    """The first `most` bytes."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise AuthoringError(f"{clean_line(str(path))} cannot be read ({_reason(error)}).") from None


def _reason(error: Exception) -> str:
    return error.strerror.lower() if isinstance(error, OSError) and error.strerror else "its name leads nowhere"
