from __future__ import annotations

import errno
from pathlib import Path

import pytest
from progress_kit import FaultyFiles, ShortFiles

from edu_tui.progress.files import RealFiles
from edu_tui.progress.writing import is_temporary, replace_file, temporary_name, write_new


def test_the_order_of_calls(tmp_path: Path) -> None:
    """Content before name, name before return."""
    files = FaultyFiles()
    replace_file(files, tmp_path / "file", b"new")
    assert files.calls == ["create", "write", "sync", "close", "replace", "sync_folder"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("first", range(1, 6))
def test_a_fault_leaves_the_old_file_and_nothing_else(tmp_path: Path, first: int, code: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(OSError, match=errno.errorcode[code]):
        replace_file(FaultyFiles(code, first, half=True), path, b"new and longer")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_short_writes(tmp_path: Path) -> None:
    replace_file(ShortFiles(), tmp_path / "file", bytes(range(100)))
    assert (tmp_path / "file").read_bytes() == bytes(range(100))


def test_a_write_without_headway_is_a_fault(tmp_path: Path) -> None:
    class Stuck(RealFiles):
        write = staticmethod(lambda *_: 0)  # type: ignore[assignment]

    with pytest.raises(OSError, match="nothing was written"):
        replace_file(Stuck(), tmp_path / "file", b"new")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_must_be_new(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    (tmp_path / "link").symlink_to(victim)
    for name in ("link", "victim"):
        if name == "victim":
            victim.write_bytes(b"precious")
        with pytest.raises(FileExistsError):
            write_new(RealFiles(), tmp_path / name, b"new")
    assert victim.read_bytes() == b"precious"


def test_temporary_names() -> None:
    names = {temporary_name("progress.json") for _ in range(50)}
    assert len(names) == 50
    assert all(is_temporary(name) for name in names)
    assert not is_temporary("progress.json")


def test_a_busy_file_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows: a scanner holds the new file for a moment. Played here; never run on Windows."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    left = [3]
    original = Path.replace

    def replace(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] >= 0:
            error = PermissionError(errno.EACCES, "busy")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        return original(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    replace_file(RealFiles(), tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    left[0] = 99
    with pytest.raises(PermissionError):
        replace_file(RealFiles(), tmp_path / "file", b"newer")
    assert (tmp_path / "file").read_bytes() == b"new"
