"""`import`: questions from GIFT, Aiken, tables and Anki, and sources from BibTeX. What cannot be carried over is told, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from edu_tui.authoring.bibtex import read_bibtex
from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.foreign_files import read_text
from edu_tui.authoring.idents import Idents
from edu_tui.authoring.imported import dressed, read_foreign
from edu_tui.authoring.losses import WHOLE_FILE, Loss
from edu_tui.authoring.quiz_files import add_questions, objectives_of, quiz_head, wished_quiz
from edu_tui.authoring.references_file import added, choose_new, entries_text, without_address
from edu_tui.cli.errors import TROUBLE, CommandError, tell
from edu_tui.cli.new import known_module
from edu_tui.cli.output import put
from edu_tui.cli.places import Places
from edu_tui.library.blanks import blank
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.roles import REFERENCES_FILE
from edu_tui.library.sources import bytes_to_change
from edu_tui.library.text import clean_line
from edu_tui.library.writing import create_file, replace_file

_SHOWN_PLACES = 8  # lines or notes that are named one by one
_NEXT = (
    "Fill what stands between < and >. No imported question cites a fact yet: edu-tui check will ask for evidence where a figure stands."
)


class Wish(msgspec.Struct, frozen=True):
    """What is to be imported: the format, the file, the quiz and its audience, and where the text goes ("-": standard output)."""

    form: str
    path: Path
    quiz: str = ""
    audience: Audience | None = None
    output: str = ""


def import_questions(places: Places, wish: Wish) -> int:
    """Write the questions of a file in our format, and tell what it lost; 1 if it lost something, else 0."""
    library = places.open_library()
    quiz, module, audience = _target(library, wish)
    head = quiz_head(module or blank("id of the module"), audience, blank("title of the quiz"))
    try:
        reading = read_foreign(wish.form, wish.path)
        imported = dressed(reading, quiz or wish.form, objectives_of(library, module, audience), Idents.of(library))
        where = _write(library, wish, quiz, head, imported.questions)
    except AuthoringError as error:
        raise CommandError(str(error), TROUBLE) from None
    _tell_losses(imported.losses, imported.place)
    _tell_end(len(imported.questions), where)
    return _code(imported.losses) if imported.questions else TROUBLE


def _target(library: Library, wish: Wish) -> tuple[str, str, Audience]:
    """The quiz, its module and its audience. Raises CommandError for a quiz whose module the library does not have."""
    if not wish.quiz:
        return "", "", wish.audience or Audience.CLINICIAN
    quiz, module, audience = wished_quiz(wish.quiz, wish.audience)
    known_module(library, module, audience)
    return quiz, module, audience


def _write(library: Library, wish: Wish, quiz: str, head: str, questions: Sequence[str]) -> str:
    """Write the questions, if there are any; to which file, "" for standard output."""
    if not questions:
        return ""
    if quiz and not wish.output:
        return add_questions(library, quiz, questions, head)
    text = head + "\n".join(questions)
    if wish.output in ("", "-"):
        put(text.removesuffix("\n"))
        return ""
    name = clean_line(wish.output)
    try:
        create_file(Path(wish.output), text.encode())
    except FileExistsError:
        raise CommandError(f"{name} is there already and was left as it is. Name another file.", TROUBLE) from None
    except OSError as error:
        raise CommandError(f"{name} cannot be written ({error.strerror}). Name another file.", TROUBLE) from None
    return name


def _tell_losses(losses: Sequence[Loss], place: str) -> None:
    """What was lost, on standard error: each thing once, with the places where it happened."""
    found: dict[tuple[str, str], list[int]] = {}
    for loss in losses:
        found.setdefault((loss.what, loss.why), []).append(loss.line)
    if found:
        tell(f"Not carried over as it was ({_count(len(losses), 'place')}):")
    for (what, why), lines in found.items():
        tell(f"- {_places(lines, place)}: {what}: {why}.")


def _places(lines: Sequence[int], place: str) -> str:
    """ "lines 3, 7, 9"."""
    numbers = list(dict.fromkeys(lines))
    if WHOLE_FILE in numbers:
        return "the file"
    more = f" and {len(numbers) - _SHOWN_PLACES} more" if len(numbers) > _SHOWN_PLACES else ""
    return f"{place}{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers[:_SHOWN_PLACES]))}{more}"


def _tell_end(number: int, where: str) -> None:
    """What was written, and what comes next: beside the questions themselves only on standard error."""
    say = put if where or not number else tell
    say(
        f"{_count(number, 'question')} written to {where or 'standard output'}."
        if number
        else "Nothing was written: no question was found that could be carried over."
    )
    if number:
        say(_NEXT)


def _code(losses: Sequence[Loss]) -> int:
    """1 if an item lost something; what no import ever carries is said, but is no finding."""
    return TROUBLE if any(loss.line != WHOLE_FILE for loss in losses) else 0


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


# --- sources ---------------------------------------------------------------------------------------------------------------------


def import_references(places: Places, path: Path, *, write: bool) -> int:
    """Show the sources of a BibTeX file that the library does not have yet, or add them; 1 if one is left out or lost something, else 0."""
    library = places.open_library()
    file = library.root / REFERENCES_FILE
    try:
        found = read_bibtex(read_text(path))
        text = bytes_to_change(library.root, REFERENCES_FILE).decode("utf-8") if REFERENCES_FILE in library.files else ""
        new = choose_new(text, found.entries)
        fresh = added(text, new.entries)
        if write and new.entries:
            (replace_file if text else create_file)(file, fresh.encode())
    except UnicodeDecodeError:
        raise CommandError(f"{REFERENCES_FILE} is not UTF-8. Save it as UTF-8 in your editor first.", TROUBLE) from None
    except AuthoringError as error:
        raise CommandError(str(error), TROUBLE) from None
    except OSError as error:
        raise CommandError(f"{REFERENCES_FILE} cannot be read or written ({error.strerror}), so nothing changed.", TROUBLE) from None
    losses = sorted((*found.losses, *new.losses))
    _tell_losses(losses, "line")
    for ident in without_address(new.entries):
        tell(f"{ident} has neither DOI nor PMID nor a web address: edu-tui check will note it.")
    if write:
        put(f"{_count(len(new.entries), 'source')} added at the end of {REFERENCES_FILE}.")
    elif new.entries:
        put(f"[\n{entries_text(new.entries)}\n]")
        tell(f"{_count(len(new.entries), 'source')} would be added to {REFERENCES_FILE}; add --write to do it.")
    else:
        put("There is no source to add.")
    return _code(losses)
