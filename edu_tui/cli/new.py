"""`new`: a module, a quiz, a question or a whole library to begin with; nothing that is there is ever changed, a question is added."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import msgspec

from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.idents import Idents
from edu_tui.authoring.imported import objective_blank
from edu_tui.authoring.quiz_files import add_questions, objectives_of, wished_quiz
from edu_tui.authoring.skeleton_questions import case_parts, question_skeleton
from edu_tui.authoring.skeletons import FIRST_MODULE, library_skeleton, module_skeleton, quiz_skeleton
from edu_tui.cli.errors import TROUBLE, CommandError
from edu_tui.cli.output import did_you_mean, put
from edu_tui.cli.places import Places
from edu_tui.library.library import Library
from edu_tui.library.modules import Audience
from edu_tui.library.roles import LIBRARY_FILE, page_path, quiz_path
from edu_tui.library.slugs import IDENT, slug
from edu_tui.library.text import clean_line
from edu_tui.library.writing import create_file

_FILL = "Fill what stands between < and >"


class Wish(msgspec.Struct, frozen=True):
    """What is to be begun: its kind, its name, for whom, the type of a question, its title, the first module of a library."""

    what: str
    name: str
    audience: Audience | None = None
    type: str = ""
    title: str = ""
    module: str = ""


def new(places: Places, wish: Wish) -> int:
    """Write what is wished for, and say in two lines what was written and what comes next; the exit code."""
    make = {"module": _module, "quiz": _quiz, "question": _question}
    try:
        if wish.what == "library":
            _library(Path(wish.name), wish)
        else:
            make[wish.what](places.open_library(), wish)
    except AuthoringError as error:
        raise CommandError(str(error), TROUBLE) from None
    return 0


def _module(library: Library, wish: Wish) -> None:
    """The pages of a module, for both audiences unless one is named."""
    ident = _ident(wish.name)
    title = clean_line(wish.title) or ("" if ident == wish.name else clean_line(wish.name))
    pages = {page_path(ident, audience): audience for audience in ([wish.audience] if wish.audience else Audience)}
    there = next((path for path in pages if os.path.lexists(library.root / path)), "")
    if there:
        raise CommandError(f"{there} is there already and was left as it is. Take another name, or name one --audience.", TROUBLE)
    for path, audience in pages.items():
        _create(library.root / path, module_skeleton(audience, title, datetime.now().astimezone().date()))
    known = {module for track in library.catalogue.tracks for module in track.modules}
    track = "" if ident in known else f", add {ident} to a track of {LIBRARY_FILE}"
    put(f"Wrote {' and '.join(pages)}.")
    put(f"{_FILL}{track}, then run edu-tui new quiz {ident} and edu-tui check.")


def _quiz(library: Library, wish: Wish) -> None:
    """A quiz with two questions for each objective of its module."""
    quiz, module, audience = wished_quiz(wish.name, wish.audience)
    objectives = known_module(library, module, audience)
    path = quiz_path(quiz)
    if path in library.files:
        raise CommandError(f"{path} is there already. Add to it with edu-tui new question {quiz} --type single.", TROUBLE)
    if not objectives:
        raise CommandError(
            f"{page_path(module, audience)} names no objectives to ask for. Run edu-tui check and write them first.", TROUBLE
        )
    text = quiz_skeleton(quiz, module, audience, objectives, clean_line(wish.title), Idents.of(library))
    _create(library.root / path, text)
    put(f"Wrote {path} with {2 * len(objectives)} questions, two for each objective.")
    put(f"{_FILL}, change what does not fit, then run edu-tui check.")


def _question(library: Library, wish: Wish) -> None:
    """A question at the end of a quiz."""
    quiz, module, audience = wished_quiz(wish.name, wish.audience)
    if quiz_path(quiz) not in library.files:
        sentence = did_you_mean("quiz", quiz, (entry.name for entry in library.catalogue.quizzes))
        raise CommandError(f"{sentence} A new one is made with edu-tui new quiz {quiz}.")
    objectives = known_module(library, module, audience)
    title = clean_line(wish.title)
    idents = Idents.of(library)
    ident = idents.make(quiz, title or wish.type)
    while not all(map(idents.is_free, case_parts(ident) if wish.type == "case" else ())):
        ident = idents.make(quiz, title or wish.type)
    path = add_questions(library, quiz, [question_skeleton(wish.type, ident, objective_blank(objectives), title)], "")
    put(f"Added the question {ident} at the end of {path}.")
    put(f"{_FILL}, then run edu-tui check.")


def _library(folder: Path, wish: Wish) -> None:
    """A library with one module, in a folder that is new or empty: all of it or nothing."""
    title = clean_line(wish.title)
    module = _ident(wish.module) if wish.module else FIRST_MODULE
    name = clean_line(str(folder))
    target = Path(os.path.realpath(folder))
    files = library_skeleton(slug(title or target.name), title, datetime.now().astimezone().date(), module)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise CommandError(f"{name} is there already and not empty, so it was left as it is. Name a new folder.", TROUBLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            for path, text in files.items():
                _create(fresh / path, text)
            fresh.chmod(0o777 & ~_umask())
            if target.exists():
                target.rmdir()
            fresh.rename(target)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    except OSError as error:
        raise CommandError(f"{name} cannot be made ({error.strerror}). Name another folder.", TROUBLE) from None
    put(f"Wrote a library of {len(files)} files to {name}.")
    put(f"{_FILL}, then go to that folder and run edu-tui new quiz {module} and edu-tui check.")


def _umask() -> int:
    """The rights that new files do not get; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def known_module(library: Library, module: str, audience: Audience) -> tuple[str, ...]:
    """The objectives of a module. Raises CommandError if there is none for this audience."""
    entry = library.catalogue.module(module, audience)
    if entry is None:
        known = dict.fromkeys(entry.id for entry in library.catalogue.modules)
        raise CommandError(f"{did_you_mean('module', module, known)} A new one is made with edu-tui new module {clean_line(module)[:60]}.")
    if entry.path not in library.files:
        raise CommandError(f"There is no {entry.path}. It is made with edu-tui new module {module} --audience {audience}.")
    return objectives_of(library, module, audience)


def _ident(name: str) -> str:
    """The folder of a module called `name`. Raises CommandError if no letter or digit is left of it."""
    ident = slug(name)
    if not IDENT.fullmatch(ident) or (ident == "section" and "section" not in name.casefold()):
        raise CommandError(f"{clean_line(name)[:60]!r} leaves no name for a folder. Use letters from a to z and digits.")
    return ident


def _create(path: Path, text: str) -> None:
    """Write a new file. Raises CommandError if something stands there, or it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        create_file(path, text.encode())
    except FileExistsError:
        raise CommandError(f"{clean_line(str(path))} is there already and was left as it is.", TROUBLE) from None
    except OSError as error:
        raise CommandError(f"{clean_line(str(path))} cannot be written ({error.strerror}).", TROUBLE) from None
