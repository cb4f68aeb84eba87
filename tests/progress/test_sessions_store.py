"""Sessions on the disk: what is acknowledged is there, one program leads, damage is told, and copies agree."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import msgspec
import pytest
from progress_kit import Clock, FaultyFiles, answered, in_child, open_store
from sessions_kit import PLANNED, new_session

from edu_tui.progress.errors import Busy, NotSaved, ReadOnly
from edu_tui.progress.exporting import as_json
from edu_tui.progress.sessions import SessionError, Sessions, export_session
from edu_tui.progress.sessions_events import Ended, SessionNoted, Started, VoteTapped
from edu_tui.progress.sessions_store import SessionStore

TAP = VoteTapped(question="q", round=1, option="a")


def test_what_was_acknowledged_is_there_again(tmp_path: Path) -> None:
    store = new_session(tmp_path)
    store.append(TAP, TAP)
    state = store.state
    store.close()
    again = Sessions(tmp_path, Clock()).open(store.id, read_only=True)
    assert again.state == state
    assert again.state.votes[0].counts == (2, 0)
    assert again.notices == ()
    assert [event.n for event in again.events] == list(range(1, len(again.events) + 1))


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = new_session(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(store.folder.stat().st_mode) == stat.S_IMODE(store.folder.parent.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()] == [0o600]
    store.close()


def test_one_program_leads_and_others_follow(tmp_path: Path) -> None:
    store = new_session(tmp_path)
    with pytest.raises(Busy, match="another window"):
        Sessions(tmp_path, Clock()).open(store.id)
    console = Sessions(tmp_path, Clock()).open(store.id, read_only=True)
    with pytest.raises(ReadOnly):
        console.append(TAP)
    assert not console.refresh()
    store.append(TAP)
    assert console.refresh()
    assert console.state == store.state
    store.close()
    with Sessions(tmp_path, Clock()).open(store.id) as next_leader:
        next_leader.append(TAP)
        console.refresh()
        assert console.state.votes[0].counts == (2, 0)
    console.close()


def test_following_writes_nothing(tmp_path: Path) -> None:
    store = new_session(tmp_path)
    store.close()
    before = {path: path.read_bytes() for path in store.folder.iterdir()}
    with Sessions(tmp_path, Clock()).open(store.id, read_only=True) as console:
        console.refresh()
    assert {path: path.read_bytes() for path in store.folder.iterdir()} == before


def test_a_step_that_the_disk_refuses_is_not_counted(tmp_path: Path) -> None:
    store = new_session(tmp_path)
    store.close()
    files = FaultyFiles(errno.ENOSPC, only=("write",))
    led = SessionStore.open(store.folder, now=Clock(), files=files)
    led.append(TAP)
    files.first = len(files.calls) + 1
    with pytest.raises(NotSaved, match="NOT saved"):
        led.append(TAP)
    assert led.state.votes[0].counts == (1, 0)
    led.append(TAP)
    led.close()
    assert Sessions(tmp_path, Clock()).open(store.id, read_only=True).state.votes[0].counts == (2, 0)


def test_a_damaged_line_is_told_and_kept_and_the_rest_holds(tmp_path: Path) -> None:
    store = new_session(tmp_path)
    store.append(TAP)
    store.append(TAP)
    store.close()
    path = next(store.folder.glob("journal-*.log"))
    lines = path.read_bytes().split(b"\n")
    lines[-3] = lines[-3].replace(b'"q"', b'"x"')
    path.write_bytes(b"\n".join(lines))
    with Sessions(tmp_path, Clock()).open(store.id) as led:
        assert "One line" in led.notices[0]
        assert led.state.votes[0].counts == (1, 0)
        copies = list((store.folder / "quarantine").iterdir())
        assert [copy.read_bytes() for copy in copies] == [path.read_bytes()]


def test_a_step_of_a_newer_version_is_kept_and_told(tmp_path: Path) -> None:
    store = new_session(tmp_path)
    fresh = b'{"what":"session-hologram","id":"f00","at":"2026-03-02T18:00:00+00:00","n":99}'
    assert store.merge({"f00": fresh}) == 1
    store.close()
    with Sessions(tmp_path, Clock()).open(store.id, read_only=True) as again:
        assert "newer edu-tui" in again.notices[0]
        assert fresh in again.documents()


def test_sessions_are_listed_the_latest_first_and_found_by_their_beginning(tmp_path: Path) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path, clock)
    assert sessions.all() == []
    assert not (tmp_path / "sessions").exists()
    first = new_session(tmp_path, clock)
    clock.move(days=1)
    second = new_session(tmp_path, clock)
    first.append(Ended())
    for store in (first, second):
        store.close()
    (sessions.home / "notes.txt").write_text("mine")
    assert [one.id for one in sessions.all()] == [second.id, first.id]
    assert sessions.find("last") == sessions.find(second.id[:8]) == second.id
    unfinished = sessions.unfinished()
    assert unfinished is not None
    assert unfinished.id == second.id
    for words, told in (("2026", "Several"), ("1999", "no session"), ("", "no session")):
        with pytest.raises(SessionError, match=told):
            sessions.find(words)
    for words in ("../learners", "/etc", ""):
        with pytest.raises(SessionError, match="no session's id"):
            sessions.open(words)


def test_an_export_can_be_brought_in_once_or_twice_and_merged(tmp_path: Path) -> None:
    store = new_session(tmp_path / "one")
    store.append(SessionNoted(text="Grüße \x7f ☃"))
    path = tmp_path / "out.json"
    path.write_text(export_session(store), encoding="ascii")
    other = Sessions(tmp_path / "other", Clock())
    assert other.bring_in(path) == (store.id, len(store.events))
    assert other.bring_in(path) == (store.id, 0)
    store.append(TAP)
    path.write_text(export_session(store))
    assert other.bring_in(path) == (store.id, 1)
    with other.open(store.id, read_only=True) as copy:
        assert copy.state == store.state
        assert export_session(copy) == export_session(store)
    store.close()


def test_what_is_no_session_is_refused(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path / "data", Clock())
    progress = tmp_path / "learner.json"
    with open_store(tmp_path / "learner") as learner:
        learner.append(answered())
        progress.write_text(as_json(learner))
    planned = msgspec.to_builtins(msgspec.structs.replace(PLANNED, id="a", session="../../evil"))
    evil = tmp_path / "evil.json"
    evil.write_text(json.dumps({"events": {"1": planned}}))
    (tmp_path / "text.json").write_text("no JSON")
    for path in (progress, evil, tmp_path / "text.json", tmp_path):
        with pytest.raises(SessionError, match="name a file that edu-tui sessions export made"):
            sessions.bring_in(path)
    with pytest.raises(SessionError, match="nothing of that name"):
        sessions.bring_in(tmp_path / "missing.json")
    assert not (tmp_path / "data").exists()


def test_a_session_is_deleted_for_good_but_not_under_a_program(tmp_path: Path) -> None:
    store = new_session(tmp_path)
    sessions = Sessions(tmp_path, Clock())
    with pytest.raises(Busy, match="has the session"):
        sessions.delete(store.id)
    store.close()
    console = sessions.open(store.id, read_only=True)
    with pytest.raises(Busy):
        sessions.delete(store.id)
    console.close()
    outside = tmp_path / "outside"
    outside.write_text("stays")
    (store.folder / "link").symlink_to(outside)
    sessions.delete(store.id)
    assert list(sessions.home.iterdir()) == []
    assert outside.read_text() == "stays"
    assert sessions.all() == []


def test_a_session_that_leads_elsewhere_is_not_deleted(tmp_path: Path) -> None:
    store = new_session(tmp_path)
    store.close()
    real = tmp_path / "real"
    store.folder.rename(real)
    store.folder.symlink_to(real)
    with pytest.raises(NotSaved, match="another place"):
        Sessions(tmp_path, Clock()).delete(store.id)
    assert real.is_dir()


def test_a_fork_leaves_the_parents_journal_alone(tmp_path: Path) -> None:
    store = new_session(tmp_path)
    assert in_child(lambda: store.append(TAP)) == 0
    store.append(TAP)
    store.refresh()
    assert store.state.votes[0].counts == (2, 0)
    assert store.notices == ()
    store.close()


def test_a_store_stamps_what_it_records(tmp_path: Path) -> None:
    clock = Clock()
    store = Sessions(tmp_path, clock).create(PLANNED)
    clock.move(minutes=1)
    (made,) = store.append(Started(id="mine", n=77))
    assert (made.id != "mine", made.n, made.at) == (True, 2, clock().isoformat(timespec="microseconds"))
    assert store.state.planned is not None
    assert store.state.planned.session == store.id
    store.close()
