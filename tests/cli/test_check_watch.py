"""`check --watch`: what is new and what is gone, whatever an editor does to the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from deeds import Deeds, nothing
from hypothesis import given
from hypothesis import strategies as st
from libraries import CLINICIAN, FILES, edited

from edu_tui.cli.check import Wish
from edu_tui.cli.check_watch import difference, watch
from edu_tui.cli.errors import CommandError
from edu_tui.cli.places import Places
from edu_tui.library.diagnostics import Diagnostic, Severity
from edu_tui.library.roles import LIBRARY_FILE

CLIN, FAM, QUIZZES = "content/timing/clinician.md", "content/timing/family.md", "quizzes/timing.md"
WRONG = edited(CLIN, "25.8% were", "80.3% were")[CLIN]


@pytest.fixture
def watched(tmp_path, capsys):
    """Watches a library during some deeds, with one quiet look after each: the exit code, and what was told of each change."""

    def run(root, *deeds, wish=Wish()):  # noqa: B008 - frozen
        with_quiet_looks = (step for deed in deeds for step in (deed, nothing))
        code = watch(Places(root, tmp_path / "data"), wish, Deeds(*with_quiet_looks))
        first, _, told = capsys.readouterr().out.partition("Watching for changes; ctrl+c ends.\n")
        return code, first, told.strip().split("\n\n") if told.strip() else []

    return run


def test_a_fault_is_told_when_it_comes_and_when_it_goes(library_dir, watched):
    root = library_dir()
    page = root / CLIN
    code, first, told = watched(root, lambda: page.write_text(WRONG), lambda: page.write_text(CLINICIAN))
    assert first == f"{len(FILES)} files checked: nothing found.\n"
    assert told[0].startswith(f"{CLIN} changed: 1 new finding, 0 gone.\n{CLIN}:15:18: error E02:")
    assert told[0].endswith(f"{len(FILES)} files checked: 1 error.")
    assert told[1].startswith(f"{CLIN} changed: 0 new findings, 1 gone.\ngone: {CLIN}:15:18: error E02:")
    assert told[1].endswith(f"{len(FILES)} files checked: nothing found.")
    assert code == 0


def test_the_exit_code_is_that_of_the_last_look(library_dir, watched):
    root = library_dir()
    assert watched(root, lambda: (root / CLIN).write_text(WRONG))[0] == 1
    assert watched(root)[0] == 1
    assert watched(root, lambda: (root / CLIN).write_text(CLINICIAN))[0] == 0


def test_a_finding_that_only_moved_is_not_told(library_dir, watched):
    root = library_dir({CLIN: WRONG})
    _, _, told = watched(root, lambda: (root / CLIN).write_text(WRONG.replace("A short lead.", "A\n\nlead.")))
    assert told == [f"{CLIN} changed: nothing new.\n{len(FILES)} files checked: 1 error."]


def test_half_saved_deleted_renamed_and_replaced_files_are_survived(library_dir, watched):
    root = library_dir()
    page, head = root / CLIN, root / LIBRARY_FILE

    def replace():
        (root / "fresh").write_text(CLINICIAN)
        (root / "fresh").replace(page)

    deeds = [
        lambda: page.write_text(CLINICIAN[:200]),
        lambda: page.write_bytes(b"\xff\xfe---"),
        page.unlink,
        replace,
        lambda: page.rename(root / "content/timing/other.md"),
        replace,
        lambda: head.rename(root / "content/away"),
        lambda: (root / "content/away").rename(head),
    ]
    code, _, told = watched(root, *deeds)
    assert code == 0
    assert len(told) == len(deeds)
    assert "has no file content/library.yaml" in told[6]
    assert told[7].endswith(f"{len(FILES)} files checked: nothing found.")


def test_ctrl_c_ends_it_cleanly(library_dir, watched):
    root = library_dir({CLIN: WRONG})

    def interrupt():
        raise KeyboardInterrupt

    assert watched(root, interrupt)[0] == 1
    (root / CLIN).write_text(CLINICIAN)
    assert watched(root, interrupt)[0] == 0


def test_paths_choose_what_is_told(library_dir, watched):
    root = library_dir()
    _, first, told = watched(root, lambda: (root / CLIN).write_text(WRONG), wish=Wish(paths=(root / "quizzes",)))
    assert first.startswith("2 files checked")
    assert told == [f"{CLIN} changed: nothing new.\n2 files checked: nothing found."]


def test_a_file_that_was_asked_for_may_go_and_come_back(library_dir, watched):
    root = library_dir({CLIN: WRONG})
    code, _, told = watched(root, (root / CLIN).unlink, lambda: (root / CLIN).write_text(WRONG), wish=Wish(paths=(root / CLIN,)))
    assert (code, len(told)) == (1, 2)
    assert "1 new finding" in told[1]


def test_no_library_is_one_sentence(tmp_path, watched):
    with pytest.raises(CommandError, match="There is no library"):
        watched(tmp_path / "none")


FINDINGS = st.builds(
    Diagnostic,
    st.sampled_from(["a.md", "b.md"]),
    st.integers(1, 3),
    st.just(1),
    st.sampled_from(["E01", "E02"]),
    st.just(Severity.ERROR),
    st.sampled_from(["x", "y"]),
)


def told_apart(items):
    return sorted((item.path, item.code, item.message) for item in items)


@given(st.lists(FINDINGS, max_size=8), st.lists(FINDINGS, max_size=8))
def test_what_stood_without_what_went_and_with_what_came_is_what_stands(before, after):
    new, gone = difference(before, after)
    left = told_apart(before)
    for one in told_apart(gone):
        left.remove(one)
    assert sorted(left + told_apart(new)) == told_apart(after)
    assert not set(told_apart(new)) & set(told_apart(gone))


def test_the_watched_library_may_be_a_link(library_dir, watched, tmp_path: Path):
    root = library_dir()
    (tmp_path / "link").symlink_to(root)
    assert watched(tmp_path / "link", lambda: (root / CLIN).write_text(WRONG))[0] == 1
