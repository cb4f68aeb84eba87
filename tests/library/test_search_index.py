"""Searching a library: what is found, in which order, and what is shown of it."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from libraries import QUIZ, edited

from edu_tui.library import search_index, search_statements
from edu_tui.library.library import Library, open_library
from edu_tui.library.search_entries import Entry, Findable, Kind, findables
from edu_tui.library.search_index import NO_FTS5, FullTextIndex, build, open_index
from edu_tui.library.search_plain import PlainIndex
from edu_tui.library.search_query import parse_query
from edu_tui.library.search_results import Found, Index, Results
from edu_tui.library.search_snippets import Piece
from edu_tui.library.search_words import MAX_WORDS

ROOT = Path(__file__).resolve().parents[2]

MANY = QUIZ + (
    "\n## Two words\n\nid: rt-short-01\nobjective: classify\ntype: short\n\nWhat is it called?\n\n"
    "- [x] zebrafinch | finch\n  > Right.\n\n> **Hint:** Hintword.\n\n> **Notes:** Notesword.\n\n> **Explanation:** Because of the okapi.\n"
    "\n## Gaps\n\nid: rt-cloze-01\nobjective: classify\n\nThe sky is [[azure]] today.\n"
    "\n## Pairs\n\nid: rt-match-01\nobjective: classify\ntype: match\n\nMatch them.\n\n"
    "- yak -> mountain\n- antelope -> savanna\n- -> desert\n"
)
PAGES = edited(
    "content/timing/clinician.md",
    "A short lead.",
    "A short lead with a giraffe.\n\n## Ménière {#accents}\n\nA naïve word, 10⁻⁴ cells, B-ALL, CAR T cells and a half, ½.\n\n"
    "> **Notes:** Leaderword.\n",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    from libraries import write_library

    return open_library(write_library(tmp_path_factory.mktemp("library"), {**PAGES, "quizzes/timing.md": MANY}))


@pytest.fixture(scope="module")
def entries(library: Library) -> tuple[Findable, ...]:
    return tuple(findables(library))


@pytest.fixture(scope="module", params=["indexed", "plain"])
def index(request: pytest.FixtureRequest, entries: tuple[Findable, ...]) -> Index:
    return FullTextIndex(build(entries)) if request.param == "indexed" else PlainIndex(entries)


def search(index: Index, library: Library, text: str, **more: object) -> Results:
    query, _ = parse_query(text, library.catalogue)
    return index.search(query, **more)


def names(results: Results) -> list[tuple[str, str]]:
    return [(found.entry.kind, found.entry.id) for found in results.found]


def text_of(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.found]


def test_everything_that_can_be_shown_can_be_found(entries):
    assert {(item.entry.kind, item.entry.id, item.entry.audience) for item in entries} == {
        (Kind.PAGE, "", "clinician"),
        (Kind.PAGE, "accents", "clinician"),
        (Kind.PAGE, "clocks", "clinician"),
        (Kind.PAGE, "remission", "clinician"),
        (Kind.PAGE, "", "family"),
        (Kind.PAGE, "clocks", "family"),
        *((Kind.QUESTION, f"rt-{name}-01", "clinician") for name in ("time", "order", "short", "cloze", "match")),
        (Kind.QUESTION, "fam-time-01", "family"),
        (Kind.QUESTION, "fam-time-02", "family"),
        *((Kind.FACT, name, "") for name in ("RT-13", "RI-07", "RT-09", "RT-04R")),
        (Kind.TERM, "minimal residual disease", ""),
        (Kind.TERM, "relapse", ""),
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("giraffe", [("page", "")]),
        ("A SHORT LEAD", [("page", "")]),
        ("531 remission", [("page", "remission"), ("fact", "RI-07")]),
        ("alive 25.8", [("page", "clocks"), ("question", "rt-time-01")]),
        ("plus or minus one standard error", []),
        ("From 25.8% to 66.4%", [("page", "clocks")]),
        ("two clocks years", [("page", "clocks")]),
        ("clocks two", [("page", "clocks")]),
        ("children were alive", [("page", "clocks")]),
        ("RT-13", [("fact", "RT-13")]),
        ("rt-04", [("fact", "RT-04R")]),
        ("memory", [("fact", "RT-04R")]),
        ("AALL1331 531/661", [("fact", "RI-07")]),
        ("MRD", [("term", "minimal residual disease")]),
        ("morphology", [("term", "minimal residual disease")]),
        ("okapi", [("question", "rt-short-01")]),
        ("nobody has checked", [("fact", "RT-04R")]),
        ("classify", [("page", "")]),
        ("meniere", [("page", "accents")]),
        ("Ménière", [("page", "accents")]),
        ("NAIVE", [("page", "accents")]),
        ("10-4", [("page", "accents"), ("fact", "RI-07")]),
        ("10⁻⁴", [("page", "accents"), ("fact", "RI-07")]),
        ("b-all cell", [("page", "accents")]),
        ("car t", [("page", "accents")]),
        ("cell", [("page", "accents"), ("term", "minimal residual disease")]),
        ("gir", [("page", "")]),
        ("gir lead", []),
        ("lead gir", [("page", "")]),
        ("giraffes", [("page", "")]),
        ("giraffes lead", [("page", "")]),
        ("zebra", []),
        ("", []),
        ("  ", []),
        ('"', []),
    ],
)
def test_what_is_found(index, library, words, found):
    results = search(index, library, words)
    assert sorted(names(results)) == sorted(found)
    assert results.total == len(found)


@pytest.mark.parametrize("hidden", ["hintword", "notesword", "leaderword", "yes the earliest", "azure", "zebrafinch", "finch"])
def test_what_is_not_to_be_found(index, library, hidden):
    assert search(index, library, hidden) == Results()


def test_no_snippet_tells_which_answer_is_right(index, library, entries):
    for item in entries:
        if item.entry.kind is Kind.QUESTION:
            assert "Explanation" not in item.entry.text
            assert "earliest relapses do worst" not in item.entry.text
    (found,) = search(index, library, "okapi").found
    assert marked(found.snippet) == []
    assert text_of(found.snippet) == "What is it called?"
    shown = {found.entry.id: found.entry.text for found in search(index, library, "kind:question").found}
    assert shown["rt-order-01"] == "Put the three in order. before 18 months · later · up to 36 months"
    assert shown["rt-match-01"] == "Match them. antelope · desert · mountain · savanna · yak"
    assert shown["rt-cloze-01"] == "The sky is ____ today."
    assert shown["fam-time-01"] == "Does the time say what will happen to your child? No · Yes"


def test_what_is_called_so_comes_first_then_headings(index, library):
    assert names(search(index, library, "relapse"))[0] == ("term", "relapse")
    assert names(search(index, library, "remission"))[0] == ("page", "remission")
    headings = ["time" in found.entry.title.casefold() for found in search(index, library, "time").found]
    assert headings == sorted(headings, reverse=True)
    assert True in headings
    assert False in headings


def page(title: str, text: str = "") -> Findable:
    return Findable(Entry(Kind.PAGE, title, title, text, module="timing", audience="clinician"), (), title)


def test_of_headings_that_with_the_fewest_other_words_comes_first_and_whole_words_before_beginnings(library):
    titles = ["What a zebra tells", "Zebrafish", "Zebra stripes", "A zebra", "Two zebras at once", "Okapi"]
    index = FullTextIndex(build([*map(page, titles), page("Savanna", "zebra " * 9)]))
    assert [found.entry.id for found in search(index, library, "zebra").found] == [
        "Zebra stripes",
        "A zebra",
        "What a zebra tells",
        "Two zebras at once",
        "Zebrafish",
        "Savanna",
    ]


def test_of_very_many_only_those_with_the_shortest_headings_are_ranked(library, monkeypatch):
    entries = [page("A very long heading", "zebra " * 9), page("One", "zebra and okapi"), page("Two", "zebra zebra okapi")]
    index = FullTextIndex(build(entries))
    assert [found.entry.id for found in search(index, library, "zebra", limit=1).found] == ["A very long heading"]
    monkeypatch.setattr(search_statements, "RANKED", 2)
    results = search(index, library, "zebra", limit=1)
    assert [found.entry.id for found in results.found] == ["Two"]
    assert results.total == 3


def test_without_words_everything_comes_in_the_order_of_the_library(library, entries):
    index = FullTextIndex(build(entries))
    found = [one.entry for one in search(index, library, "kind:page kind:term", limit=100).found]
    assert found == [item.entry for item in entries if item.entry.kind in (Kind.PAGE, Kind.TERM)]


def test_the_limit_cuts_what_is_shown_and_not_what_is_counted(index, library):
    everything = search(index, library, "relapse", limit=100)
    first = search(index, library, "relapse", limit=2)
    assert first.found == everything.found[:2]
    assert first.total == everything.total == len(everything.found) > 2


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("kind:term", {("term", "minimal residual disease"), ("term", "relapse")}),
        ("kind:term kind:fact mrd", {("term", "minimal residual disease")}),
        ("kind:page audience:family", {("page", ""), ("page", "clocks")}),
        ("kind:question objective:tell", {("question", "fam-time-01"), ("question", "fam-time-02")}),
        ("objective:classify kind:page", {("page", "clocks")}),
        ("module:timing kind:fact", {("fact", "RT-13"), ("fact", "RI-07")}),
        ("module:timing audience:family kind:fact", {("fact", "RT-13")}),
        ("objective:tell kind:fact", {("fact", "RT-13")}),
        ("objective:tell audience:clinician", set()),
        ("audience:family kind:term", {("term", "minimal residual disease"), ("term", "relapse")}),
        ("module:timing kind:term", set()),
        ("KIND:Page giraffe", {("page", "")}),
    ],
)
def test_filters(index, library, filters, found):
    assert set(names(search(index, library, filters, limit=100))) == found


def test_only_what_is_wanted(index, library):
    wanted = {("rt-order-01",), ("fam-time-01",), ("RT-13",), ("timing", "clinician", "clocks"), ("timing", "family", "gone"), ()}
    found = {("question", "rt-order-01"), ("question", "fam-time-01"), ("page", "clocks")}
    assert set(names(search(index, library, "is:wrong", wanted=wanted))) == found
    assert search(index, library, "is:flagged", wanted=wanted).total == 3
    assert names(search(index, library, "three is:wrong", wanted=wanted)) == [("question", "rt-order-01")]
    assert search(index, library, "three is:wrong", wanted=()) == Results()


def test_found_words_are_pieces_of_their_own(index, library):
    (found,) = search(index, library, "10-4 b-all").found
    assert marked(found.snippet) == ["10⁻⁴", "B-ALL"]
    (found,) = search(index, library, "meni").found
    assert marked(found.snippet) == []


# --- laws ------------------------------------------------------------------------------------------------------------------------

SYNTAX = st.sampled_from(
    ['"', "'", "*", "NEAR(", ")", "AND", "OR", "NOT", "title:", "heading :", "-", "^", "{a b}", "+", "a*b", "--", ";", "\0"]
)
WORDS = st.sampled_from(
    ["relapse", "rel", "time", "B-ALL", "25.8%", "10⁻⁴", "the", "t", "MRD", "kind:page", "audience:family", "is:due", "½", "ß"]
)
TYPED = st.lists(st.one_of(WORDS, SYNTAX, st.text(max_size=12)), max_size=8).map(" ".join)


@given(typed=TYPED | st.text())
def test_nothing_that_is_typed_can_fail_or_means_anything_to_the_index(typed, library, entries):
    query, faults = parse_query(typed, library.catalogue)
    indexed, plain = FULL(entries).search(query, limit=100), PlainIndex(entries).search(query, limit=100)
    assert set(names(indexed)) == set(names(plain))
    assert indexed.total == plain.total == len(indexed.found)
    assert all("\n" not in fault and fault[-1] in ".?…" for fault in faults)
    for found in indexed.found:
        check(found)


def FULL(entries: tuple[Findable, ...]) -> FullTextIndex:  # noqa: N802 - one index for all examples
    if not _BUILT:
        _BUILT.append(FullTextIndex(build(entries)))
    return _BUILT[0]


_BUILT: list[FullTextIndex] = []


def check(found: Found) -> None:
    """What is shown stands in the entry, and nothing is added but the signs of a cut."""
    assert text_of(found.snippet).removeprefix("… ").removesuffix(" …") in found.entry.text


@given(typed=st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
def test_another_word_narrows(typed, library, entries):
    index = FULL(entries)
    whole = {(found.entry.kind, found.entry.id) for found in search(index, library, f"{typed} relapse", limit=100).found}
    one = {(found.entry.kind, found.entry.id) for found in search(index, library, "relapse", limit=100).found}
    assert whole <= one


def test_a_very_long_query_is_cut(index, library):
    assert search(index, library, " ".join(f"relapse{number}" for number in range(50_000))) == Results()
    assert search(index, library, " ".join(["relapse"] * MAX_WORDS + [chr(0x4E00 + number) for number in range(900)])) == Results()


# --- keeping ---------------------------------------------------------------------------------------------------------------------


def kept(cache: Path) -> Path:
    (path,) = cache.rglob("search.msgpack")
    return path


@pytest.fixture
def built(monkeypatch) -> list[int]:
    """Grows by one whenever an index is built."""
    calls: list[int] = []
    real = search_index.findables

    def counted(library: Library):
        calls.append(1)
        return real(library)

    monkeypatch.setattr(search_index, "findables", counted)
    return calls


def found_in(root: Path, cache: Path | None, words: str = "short lead") -> list[tuple[str, str]]:
    library = open_library(root, cache)
    return names(search(open_index(library), library, words))


def test_the_index_is_kept_until_a_file_changes(library_dir, tmp_path, built):
    root, cache = library_dir(), tmp_path / "cache"
    for _ in range(2):
        assert found_in(root, cache) == [("page", "")]
    assert len(built) == 1
    page = root / "content/timing/clinician.md"
    page.write_text(page.read_text().replace("In all 531/661", "In all 531/661 of the quokkas"))
    assert found_in(root, cache, "quokka") == [("page", "remission")]
    assert len(built) == 2


@pytest.mark.parametrize("harm", [b"", b"not ours", b"\0" * 5000, "flip", "cut"])
def test_a_damaged_index_is_made_anew(library_dir, tmp_path, built, harm):
    root, cache = library_dir(), tmp_path / "cache"
    found_in(root, cache)
    path = kept(cache)
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes({"flip": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :], "cut": data[:middle]}.get(harm, harm))
    assert found_in(root, cache) == [("page", "")]
    assert len(built) == 2


@pytest.mark.parametrize("content", [b"", b"no database", "other"])
def test_a_kept_value_that_is_no_index_is_passed_over(library_dir, tmp_path, monkeypatch, built, content):
    """Whatever the cache gives back: another version of SQLite may have written it."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE entry (number INTEGER)")
    data = connection.serialize() if isinstance(content, str) else content
    monkeypatch.setattr(Library, "kept", lambda *_: data)
    assert found_in(library_dir(), tmp_path / "cache") == [("page", "")]


def test_without_a_cache_or_where_it_cannot_be_written_the_index_lives_in_memory(library_dir, tmp_path, built):
    root = library_dir()
    (tmp_path / "cache").write_text("a file")
    for cache in (None, tmp_path / "cache"):
        assert found_in(root, cache) == [("page", "")]
    assert len(built) == 2


def test_an_sqlite_that_cannot_serialise_builds_in_memory(library_dir, tmp_path, monkeypatch):
    class Connection:
        """Has no `serialize`."""

    monkeypatch.setattr(search_index.sqlite3, "Connection", Connection)
    assert found_in(library_dir(), tmp_path / "cache") == [("page", "")]


def test_without_full_text_search_the_library_is_searched_plainly_and_says_so(library_dir, monkeypatch):
    def refuse(_entries):
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(search_index, "build", refuse)
    search_index.has_fts5.cache_clear()
    try:
        library = open_library(library_dir())
        index = open_index(library)
        assert index.notice == NO_FTS5
        assert names(search(index, library, "short lead")) == [("page", "")]
    finally:
        search_index.has_fts5.cache_clear()
    assert FullTextIndex.notice == ""


def test_an_index_may_be_searched_from_any_thread(library, entries):
    index = FULL(entries)
    results: list[Results] = []
    threads = [threading.Thread(target=lambda: results.append(search(index, library, "relapse"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert all(found == results[0] for found in results)


def test_broken_files_are_left_out(library_dir):
    root = library_dir({"content/timing/family.md": "---\ntitle: [torn\n---\n\n## Torn\n\nWombat.\n", "content/facts.yaml": None})
    library = open_library(root)
    index = open_index(library)
    assert search(index, library, "wombat") == Results()
    assert names(search(index, library, "short lead")) == [("page", "")]


# --- what is typed ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("foo:bar", "There is no filter foo:; there are is:, module:, objective:, audience:, kind:."),
        ("is:xyz", "There is no is:xyz; there are is:due, is:wrong, is:flagged."),
        ("is:wron", "There is no is:wron; did you mean is:wrong?"),
        ("kind:", "There is no kind:; there are kind:page, kind:question, kind:fact, kind:term."),
        ("module:time", "There is no module:time; did you mean module:timing?"),
        ("module:t", "There is no module:t; did you mean module:timing?"),
        ("module:zzzz", "There is no module:zzzz; there is module:timing."),
        ("audience:nurse", "There is no audience:nurse; there are audience:clinician, audience:family."),
        ("objective:\x1b[2J", "There is no objective:␛[2j; there are objective:classify, objective:tell."),
    ],
)
def test_a_filter_that_means_nothing_is_told_in_one_sentence_and_left_out(library, typed, fault):
    query, faults = parse_query(f"relapse {typed} {typed}", library.catalogue)
    assert faults == (fault,)
    assert query == parse_query("relapse", library.catalogue)[0]


def test_a_library_without_modules_has_no_filter_for_them(library_dir):
    empty = open_library(library_dir({"content/library.yaml": "id: none\ntitle: Nothing\nversion: 1\ntracks: []\n"}))
    assert parse_query("module:mrd", empty.catalogue)[1] == ("There is no module:mrd; this library has none.",)


@pytest.mark.parametrize("typed", ["5:1", "10:30", ":", "::", ":due", "A1:b", "BCR::ABL1", "https"])
def test_not_every_colon_is_a_filter(library, typed):
    assert parse_query(typed, library.catalogue)[1] == ()


def test_words_and_filters_may_stand_in_any_order(library):
    one = parse_query("two kind:page clocks IS:Due module:timing", library.catalogue)
    assert one == parse_query("is:due is:due module:timing kind:page two clocks", library.catalogue)
    assert one[0].states == ("due",)
    assert one[1] == ()


# --- our own library -------------------------------------------------------------------------------------------------------------


def test_in_our_own_library_every_entry_is_found_by_what_it_is_called(tmp_path_factory):
    library = open_library(ROOT, tmp_path_factory.mktemp("cache"))
    index = open_index(library)
    for item in findables(library):
        for name in item.names:
            found = search(index, library, name, limit=1000).found
            assert item.entry in [one.entry for one in found if one.entry.id == item.entry.id], name
