"""Quiz files: their heads, and questions added at their end without touching what stands there."""

from __future__ import annotations

import json
from collections.abc import Sequence

from edu_tui.authoring.errors import AuthoringError
from edu_tui.library.blanks import find_blanks
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.roles import quiz_name, quiz_path, quiz_subject
from edu_tui.library.sources import MAX_BYTES, bytes_to_change
from edu_tui.library.writing import create_file, replace_file


def wished_quiz(name: str, audience: Audience | None) -> tuple[str, str, Audience]:
    """The name of a quiz with the module and the audience that it stands for: "mrd" for families is "mrd-family"."""
    module, meant = quiz_subject(name)
    return quiz_name(module, audience or meant), module, audience or meant


def quiz_head(module: str, audience: Audience, title: str) -> str:
    """The head of a quiz file, with an empty line after it."""
    return f"---\nmodule: {module}\naudience: {audience}\ntitle: {yaml_text(title)}\n---\n\n"


def yaml_text(words: str) -> str:
    """Text as a value in YAML: in quotation marks, unless it is a blank."""
    return words if words in (found.text for found in find_blanks(words)) else json.dumps(words, ensure_ascii=False)


def objectives_of(library: Library, module: str, audience: Audience) -> tuple[str, ...]:
    """The objectives of a module; none if the library has no such module."""
    entry = library.catalogue.module(module, audience)
    return tuple(objective.id for objective in entry.objectives) if entry else ()


def add_questions(library: Library, quiz: str, questions: Sequence[str], new: str) -> str:
    """Put questions at the end of a quiz, or into a new file that begins with `new`; the path of the file.

    Raises AuthoringError if it cannot be read or written, or would become too large to be read.
    """
    path = quiz_path(quiz)
    file = library.root / path
    more = "\n".join(questions)
    try:
        old = bytes_to_change(library.root, path) if path in library.files else None
        text = more if old is None else _appended(old.decode("utf-8"), more)
        data = (new + text if old is None else text).encode()
        if len(data) > MAX_BYTES:
            raise AuthoringError(f"{path} would have {len(data):,} bytes, and at most {MAX_BYTES:,} are read. Import fewer questions.")
        file.parent.mkdir(exist_ok=True)
        if old is None:
            create_file(file, data)
        else:
            replace_file(file, data)
    except UnicodeDecodeError:
        raise AuthoringError(f"{path} is not UTF-8, so nothing was added. Save it as UTF-8 in your editor.") from None
    except FileExistsError:
        raise AuthoringError(f"{path} is there already and was left as it is.") from None
    except OSError as error:
        raise AuthoringError(f"{path} cannot be written ({error.strerror}), so nothing changed.") from None
    return path


def _appended(old: str, more: str) -> str:
    """A file with text at its end, with its own line ends."""
    text = f"\n{more}" if old.endswith("\n") else f"\n\n{more}"
    return old + (text.replace("\n", "\r\n") if "\r\n" in old else text)
