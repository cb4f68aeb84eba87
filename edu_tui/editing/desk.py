"""What lies on an author's desk: the library as far as it can be read, and the texts of its files as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from edu_tui.editing.lines import Lines
from edu_tui.editing.masking import Page, mask
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.roles import Role, file_at, role_of
from edu_tui.library.sources import bytes_of, read_source


class Desk:
    """An open library, and the files as they are typed. `texts` are those that an editor holds; the others are read from the disk.

    The library may be older than the texts where these are half typed: it says what there is, the texts say where it stands.
    """

    def __init__(self, library: Library, texts: Mapping[str, str]) -> None:
        self.library = library
        self._texts = dict(texts)
        self._lines: dict[str, Lines] = {}
        self._pages: dict[str, Page] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that authors write, those in an editor alone among them."""
        written = {path for path in (*self.library.files, *self._texts) if role_of(path) not in (None, Role.LOCK)}
        return tuple(sorted(written))

    def text(self, path: str) -> str:
        """A file as typed, not cleaned; "" if it cannot be read."""
        if path not in self._texts:
            self._texts[path] = self.written(self.library.root, path)
        return self._texts[path]

    def lines(self, path: str) -> Lines:
        """The places in a file."""
        if path not in self._lines:
            self._lines[path] = Lines(self.text(path))
        return self._lines[path]

    def page(self, path: str) -> Page:
        """The parts of a page or a quiz."""
        if path not in self._pages:
            self._pages[path] = mask(self.text(path))
        return self._pages[path]

    def place(self, path: str) -> tuple[str, Audience] | None:
        """The module of a page or a quiz, and whom it speaks to: of a quiz from its head, or else from its name. None for another file."""
        file = file_at(path)
        if file is None or file.audience is None:
            return None
        head = self.library.catalogue.quiz(file.name) if file.role is Role.QUIZ else None
        return (head.module, head.audience) if head and not head.broken else (file.module, file.audience)

    @staticmethod
    def written(root: Path, path: str) -> str:
        """A file as it stands on the disk, not cleaned; "" if it cannot be read."""
        if read_source(root, path).text is None:  # too large, no file, or outside
            return ""
        try:
            return bytes_of(root / path).decode("utf-8-sig", errors="replace")
        except OSError:
            return ""
