"""Anki's packages and text exports: what a card asks, gaps, media, and packages that mean harm."""

from __future__ import annotations

import io
import os
import sqlite3
import struct
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from authoring_kit import FIRST_NOTES, answers, carried, told, words, write_collection, write_package
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.authoring import anki_package
from edu_tui.authoring.anki_notes import Note, read_notes
from edu_tui.authoring.anki_package import read_package
from edu_tui.authoring.anki_text import read_anki_text
from edu_tui.authoring.errors import AuthoringError
from edu_tui.library.questions import Cloze
from edu_tui.library.walk import plain

REAL = Path(__file__).parent / "anki" / "collection.anki21b"
"""Made by Anki 26.9 from notes of ours: Basic, Basic (and reversed card), Cloze, and one with a picture and a list."""

EXPORT = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
"a$[b"\tBasic\tDeck\tWhich <b>antigen</b>?\tCD19\talll x::y
c\tCloze\tDeck\tMarrow with {{c1::25::a number}} percent is {{c2::<i>overt</i>}}.\tSee [sound:x y.mp3]\t
"""


def card(*fields: str) -> Note:
    return Note(tuple((name, text) for name, text in zip(("Front", "Back", "Source", "More"), fields, strict=False)))


def one(*fields: str) -> tuple[list[object], list[tuple[int, str]]]:
    reading = read_notes([(1, card(*fields))], "note")
    return list(carried(reading)), told(reading)


def test_a_short_back_is_typed_and_a_long_one_is_a_choice():
    ((short,), _) = one("Which?", "CD19")
    assert (short.type, answers(short)) == ("short", [("CD19", True, "")])
    ((choice,), _) = one("Which?", "One leukaemic cell in ten thousand normal cells")
    assert answers(choice)[0] == ("One leukaemic cell in ten thousand normal cells", True, "")
    assert [found[0] for found in answers(choice)[1:]] == ["<a wrong answer that tempts>", "<another wrong answer>"]
    ((list_,), _) = one("Which?", "<ul><li>one</li><li>two</li></ul>")
    assert answers(list_)[0][0] == "<the answer in a few words>"
    assert words(list_.explanation) == "one two"


def test_further_fields_explain():
    ((question,), lost) = one("Which?", "CD19", "A <b>paper</b>", "<ul><li>x</li></ul>")
    assert [type(block).__name__ for block in question.explanation] == ["Paragraph", "Paragraph", "ItemList"]
    assert words(question.explanation) == "Source: A paper More: x"
    assert lost == []


def test_gaps():
    ((question,), lost) = one("Marrow with {{c1::25::a number}} percent is an <b>{{c2::<i>overt</i>}}</b> {{c1::relapse}}.", "Why")
    assert question.body == Cloze((("25",), ("overt",), ("relapse",)))
    assert words(question.hint) == "Gap 1: a number"
    assert lost == [(1, "2 cards as such")]


LOST = {
    "no back": (("Which?", " "), "a card without a back"),
    "empty": (("", ""), "a note without text"),
    "only media": (('<img src="x.png">', "CD19"), "the picture x.png"),
    "nested": (("{{c1::a {{c2::b}} }}", ""), "a text with gaps"),
    "open": (("{{c1::a", ""), "a text with gaps"),
    "brackets": (("{{c1::CAR[19]}}", ""), 'a gap for "CAR[19]"'),
    "in code": (("<code>{{c1::x}}</code>", ""), "a text with gaps"),
    "long": (("a" * 100_001, "x"), "a text of 100,001 characters"),
    "sound": (("Hear [sound:a.mp3]", "b"), "the recording a.mp3"),
}


@pytest.mark.parametrize(("fields", "what"), LOST.values(), ids=LOST)
def test_losses_are_told(fields, what):
    assert what in [found[1] for found in one(*fields)[1]]


@given(st.lists(st.text(max_size=30) | st.sampled_from(["{{c1::a}}", "{{c2::b::h}}", "<b>", "[sound:x]", "{{c"]), max_size=4))
def test_no_note_makes_it_fail(fields):
    one(*fields)


# --- text ------------------------------------------------------------------------------------------------------------------------


def test_a_text_export():
    reading = read_anki_text(EXPORT)
    first, second = carried(reading)
    assert (words(first.stem), answers(first), first.tags) == ("Which antigen ?", [("CD19", True, "")], ("alll", "x::y"))
    assert second.type == "cloze"
    assert [draft.line for draft in reading.drafts] == [7, 8]
    assert told(reading) == [(0, "decks and types of notes"), (8, "2 cards as such"), (8, "the recording x y.mp3")]


PLAIN = {
    "tab": "Who?\tCD19\nWhat?\tx\n",
    "semicolon": "Who?;CD19\nWhat?;x\n",
    "comma": "#separator:Comma\nWho?,CD19\nWhat?,x\n",
    "quotes": 'Who?\t"CD19"\n"What?"\tx\n',
    "crlf and tags": "#tags:a b\nWho?\tCD19\nWhat?\tx\n",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_plain_texts(text):
    who, what = carried(read_anki_text(text))
    assert (plain(who.title), answers(who), plain(what.title)) == ("Who?", [("CD19", True, "")], "What?")


def test_names_of_columns_that_are_too_long_are_refused():
    with pytest.raises(AuthoringError, match="leave it out"):
        read_anki_text(f"#columns:{'x' * 200_000}\na\tb\n")


def test_signs_of_a_text_without_html_stay():
    (question,) = carried(read_anki_text("#html:false\nIs <CD19> & *x* <b>?\tyes\n"))
    assert words(question.stem) == "Is <CD19> & *x* <b>?"


# --- packages --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21"])
def test_a_package_of_many_years(name, tmp_path):
    data = write_collection(tmp_path / "c").read_bytes()
    reading = read_package(write_package(tmp_path / "x.apkg", {name: data, "media": b"{}", "0": b"x", "1": b"y"}))
    first, second = carried(reading)
    assert (first.tags, answers(first)) == (("alll", "drugs::bite"), [("CD19", True, "")])
    assert second.type == "single"
    assert told(reading) == [(0, "2 files of media"), (0, "decks, schedules and the looks of cards"), (2, "1 more of its cards")]
    assert reading.place == "note"


def test_a_package_that_anki_made(tmp_path):
    older = write_collection(tmp_path / "c", [("Basic", ("Please update to the latest Anki version", ""), "")]).read_bytes()
    reading = read_package(write_package(tmp_path / "x.apkg", {"collection.anki21b": REAL.read_bytes(), "collection.anki2": older}))
    questions = carried(reading)
    assert [question.type for question in questions] == ["short", "single", "cloze", "single"]
    assert words(questions[2].explanation).startswith("Back Extra: See the module.")
    lost = [what for _, what in told(reading)]
    assert "the recording x y.mp3" in lost
    assert "the picture marrow smear.jpg" in lost
    assert "1 more of its cards" in lost


def test_a_bare_collection(tmp_path):
    assert len(carried(read_package(write_collection(tmp_path / "c")))) == len(FIRST_NOTES)


def test_a_package_for_which_a_library_is_missing(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    with pytest.raises(AuthoringError, match=r"edu-tui\[author\].*older Anki"):
        read_package(write_package(tmp_path / "x.apkg", {"collection.anki21b": REAL.read_bytes()}))


def bomb() -> bytes:
    """Far more zeros than a collection may have, packed."""
    from backports import zstd

    packed = io.BytesIO()
    with zstd.ZstdFile(packed, "w") as file:
        for _ in range(300):
            file.write(bytes(1 << 20))
    return packed.getvalue()


def endless(path: Path) -> bytes:
    """A collection whose notes are a query without an end."""
    write_collection(path)
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE notes")
        database.execute(
            "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id FROM n) SELECT id, 1 mid, '' tags, 'a' flds FROM n"
        )
    database.close()
    return path.read_bytes()


def test_bombs_and_endless_queries_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(anki_package, "MAX_NOTES", 10**9)
    for members, why in (
        ({"collection.anki21b": bomb()}, "more than 200 MB"),
        ({"collection.anki2": bytes(250_000_000)}, "more than 200 MB"),
        ({"collection.anki2": endless(tmp_path / "c")}, "damaged"),
    ):
        with pytest.raises(AuthoringError, match=why):
            read_package(write_package(tmp_path / "x.apkg", members))


def test_too_many_notes_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(anki_package, "MAX_NOTES", 1)
    with pytest.raises(AuthoringError, match="more than 1 notes"):
        read_package(write_collection(tmp_path / "c"))


def test_a_long_list_of_files_is_refused(tmp_path):
    path = tmp_path / "x.apkg"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 30_000_000, 0, 0)
    path.write_bytes(b"PK\x03\x04" + end)
    with pytest.raises(AuthoringError, match="more files"):
        read_package(path)
    path.write_bytes(b"PK\x03\x04" + b"PK\x06\x07" + bytes(16) + end)
    with pytest.raises(AuthoringError, match="more files"):
        read_package(path)


@pytest.mark.parametrize("members", [{}, {"collection.txt": b"x"}], ids=["empty", "other"])
def test_an_archive_without_a_collection(members, tmp_path):
    with pytest.raises(AuthoringError, match="no collection"):
        read_package(write_package(tmp_path / "x.apkg", members))


@pytest.mark.parametrize("packed", [False, True], ids=["sqlite", "zip"])
def test_damage_anywhere_is_one_sentence(packed, tmp_path):
    data = write_collection(tmp_path / "c").read_bytes()
    path = tmp_path / "x.apkg"
    whole = write_package(path, {"collection.anki2": data}).read_bytes() if packed else data
    for at in range(0, len(whole), max(1, len(whole) // 150)):
        for broken in (whole[:at], whole[:at] + os.urandom(40) + whole[at + 40 :]):
            path.write_bytes(broken)
            with suppress(AuthoringError):
                read_package(path)


@pytest.mark.parametrize("models", ["", "null", "[]", '{"1": {}}', '{"x": {"flds": [], "tmpls": []}}', '{"1": {"flds": [{}], "tmpls": 1}}'])
def test_a_collection_of_another_shape(models, tmp_path):
    path = write_collection(tmp_path / "c")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE col SET models = ?", (models,))
    database.close()
    with pytest.raises(AuthoringError, match="damaged"):
        read_package(path)


def test_an_encrypted_archive(tmp_path):
    path = write_package(tmp_path / "x.apkg", {"collection.anki2": b"x"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(AuthoringError, match="encrypted"):
        read_package(path)


def test_names_in_the_archive_are_no_paths(tmp_path):
    data = write_collection(tmp_path / "c").read_bytes()
    with zipfile.ZipFile(tmp_path / "x.apkg", "w") as archive:
        archive.writestr("../../evil", b"x")
        archive.writestr("collection.anki2", data)
    read_package(tmp_path / "x.apkg")
    assert not list(tmp_path.parent.glob("evil"))
