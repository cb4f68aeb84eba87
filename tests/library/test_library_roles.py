"""What a file of a library is, by its path alone: exactly what a library reads, and no two of one path."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edu_tui.library.library import library_paths, open_library
from edu_tui.library.modules import Audience
from edu_tui.library.roles import SINGLE_FILES, LibraryFile, Role, file_at, page_path, quiz_name, quiz_path, quiz_subject, role_of

IDENTS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)
AUDIENCES = st.sampled_from(Audience)
PIECES = st.sampled_from(["content", "quizzes", "mrd", "mrd-family", "family.md", "clinician.md", "nurse.md", "facts.yaml", "..", ".x", ""])
PATHS = st.one_of(
    st.sampled_from([*SINGLE_FILES, "content/facts.yml", "facts.yaml", "quizzes/facts.yaml"]),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), min_size=1, max_size=4).map("/".join),
    st.text(max_size=6).map(lambda name: f"quizzes/{name}.md"),
    st.builds("content/{}/{}.md".format, st.text(max_size=6), AUDIENCES),
)


def made(root: Path, path: str) -> bool:
    """Whether a file of this path could be made just there, below a folder."""
    pieces = path.split("/")
    if not all(pieces) or {".", ".."} & set(pieces):
        return False
    try:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("")
    except (OSError, ValueError):  # a name that this system does not have
        return False
    return True


@given(PATHS)
@example("content/.x/family.md")
@example("quizzes/.md")
@example("quizzes/mrd.md\n")
@example("content/mr\u200bd/family.md")
@example("content/mrd/family.md/clinician.md")
@example("content/a/b/family.md")
def test_a_path_has_a_role_where_a_library_would_read_a_file(path: str) -> None:
    file = file_at(path)
    assert (file.role if file else None) is role_of(path)
    assert file is None or file.path == path
    with TemporaryDirectory() as folder:
        if made(Path(folder), path):
            assert (file is not None) == (path in library_paths(Path(folder)))


@given(IDENTS, AUDIENCES)
def test_the_page_of_a_module_is_told_by_its_path(module: str, audience: Audience) -> None:
    page = file_at(page_path(module, audience))
    assert page == LibraryFile(f"content/{module}/{audience}.md", Role.MODULE, module, audience)
    assert page.module == module
    assert page.twin == file_at(page_path(module, audience.other))


@given(IDENTS.filter(lambda module: not module.endswith("-family")), AUDIENCES)
def test_a_quiz_is_called_after_its_module_and_audience(module: str, audience: Audience) -> None:
    name = quiz_name(module, audience)
    assert quiz_subject(name) == (module, audience)
    quiz = file_at(quiz_path(name))
    assert quiz == LibraryFile(f"quizzes/{name}.md", Role.QUIZ, name, audience)
    assert quiz.module == module
    assert quiz.twin == file_at(quiz_path(quiz_name(module, audience.other)))


@given(PATHS)
def test_what_speaks_to_readers_has_a_name_and_an_audience(path: str) -> None:
    file = file_at(path)
    if file is not None:
        speaks = file.role in (Role.MODULE, Role.QUIZ)
        assert (file.audience is not None, bool(file.name), file.twin is not None) == (speaks, speaks, speaks)
        assert speaks or msgspec.structs.replace(file, path="") == LibraryFile("", file.role)


def test_every_role_is_that_of_some_file() -> None:
    assert {*SINGLE_FILES.values(), Role.MODULE, Role.QUIZ} == {*Role}
    assert all(role_of(path) is role for path, role in SINGLE_FILES.items())


@pytest.mark.parametrize(
    ("path", "module", "audience"),
    [
        ("content/mrd/family.md", "mrd", Audience.FAMILY),
        ("quizzes/mrd-family.md", "mrd", Audience.FAMILY),
        ("quizzes/car-t.md", "car-t", Audience.CLINICIAN),
        ("content/facts.yaml", "", None),
    ],
)
def test_the_module_of_a_file(path: str, module: str, audience: Audience | None) -> None:
    file = file_at(path)
    assert file is not None
    assert (file.module, file.audience) == (module, audience)


def test_all_files_of_an_open_library_have_a_role(library_dir) -> None:
    library = open_library(library_dir())
    assert all(file_at(path) for path in library.files)
    quizzes = {entry.name for entry in library.catalogue.quizzes}
    assert quizzes == {file.name for path in library.files if (file := file_at(path)) and file.role is Role.QUIZ}
