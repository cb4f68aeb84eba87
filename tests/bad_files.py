"""What may stand in the place of a file of a library."""

from __future__ import annotations

import os
from pathlib import Path

BOMB = "\n".join([f"a0: &a0 [{', '.join(['x'] * 9)}]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]) + "\n"
"""Eleven lines of YAML that would be thirty thousand million words."""

KINDS = {
    "bomb": "anchors (&name) are not allowed",
    "large": "too large (100,000,000 bytes",
    "loop": "the file cannot be read",
    "dangling": "it does not exist",
    "pipe": "not a regular file",
    "folder": "not a regular file",
    "device": "leads out of the library",
    "secret": "leads out of the library",
    "binary": "the file is not UTF-8",
}
"""What is put in the place of a file, and the words in which `check` tells it."""


def put(root: Path, path: str, kind: str) -> None:
    """Put something else in the place of a file."""
    file = root / path
    file.unlink(missing_ok=True)
    match kind:
        case "bomb":
            file.write_text(f"---\n{BOMB}---\n" if path.endswith(".md") else BOMB)
        case "large":
            with file.open("wb") as opened:
                opened.truncate(100_000_000)
        case "loop":
            file.symlink_to(file)
        case "dangling":
            file.symlink_to("nowhere")
        case "pipe":
            os.mkfifo(file)
        case "folder":
            file.mkdir()
        case "device":
            file.symlink_to("/dev/zero")
        case "secret":
            (root.parent / "secret").write_text("---\ntitle: NOBODY MAY SEE THIS\n---\n\nNOBODY MAY SEE THIS\n")
            file.symlink_to(root.parent / "secret")
        case "binary":
            file.write_bytes(b"\x7fELF\xff\xfe\x00\x01" * 50)
