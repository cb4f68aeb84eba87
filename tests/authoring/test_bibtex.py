"""BibTeX into references: names, dates and identifiers, and a file that stays as it was."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_tui.authoring.bibtex import read_bibtex
from edu_tui.authoring.errors import AuthoringError
from edu_tui.authoring.references_file import added, choose_new, without_address
from edu_tui.library.citations import read_reference
from edu_tui.library.ledger_parser import parse_references

ARTICLE = r"""
@string{leu = {Leukemia}}
@article{rheingold2024,
  author = {Rheingold, Susan R. and van der Berg, J{\"o}rg and {World Health Organization} and others},
  title = {{Determinants} of survival: $\alpha$ \& \emph{more}, 50\%},
  journal = leu, year = 2024, month = mar, volume = {38}, number = 3, pages = {568--579},
  doi = {https://doi.org/10.1038/s41375-024-02395-4}, pmid = {39261602}, abstract = {Long.},
}
"""


def entry(text: str) -> dict[str, object]:
    ((_, made),) = read_bibtex(text).entries
    return made


def test_an_article():
    assert entry(ARTICLE) == {
        "id": "rheingold2024",
        "type": "article-journal",
        "title": "Determinants of survival: α & more, 50%",
        "author": [
            {"family": "Rheingold", "given": "Susan R."},
            {"family": "Berg", "given": "Jörg", "non-dropping-particle": "van der"},
            {"literal": "World Health Organization"},
        ],
        "container-title": "Leukemia",
        "issued": {"date-parts": [[2024, 3]]},
        "volume": "38",
        "issue": "3",
        "page": "568-579",
        "DOI": "10.1038/s41375-024-02395-4",
        "PMID": "39261602",
    }
    assert [(loss.line, loss.what) for loss in read_bibtex(ARTICLE).losses] == [(0, "the fields abstract")]
    reference = read_reference(entry(ARTICLE))
    assert reference
    assert reference.citation.startswith("Rheingold SR, van der Berg J, World Health Organization. Determinants of survival")


FIELDS = {
    "date": ("@misc{k, title={T}, date={2020-05-06}}", "issued", {"date-parts": [[2020, 5, 6]]}),
    "month": ("@misc{k, title={T}, year=2020, month={June}}", "issued", {"date-parts": [[2020, 6]]}),
    "no such month": ("@misc{k, title={T}, year=2020, month=13, day=1}", "issued", {"date-parts": [[2020]]}),
    "no LaTeX": (r"@misc{k, title={A\href b}}", "title", r"A\href b"),
    "year": ("@misc{k, title={T}, year={in press}}", "issued", None),
    "eprint": ("@misc{k, title={T}, eprint={123}, eprinttype={pubmed}}", "PMID", "123"),
    "url": (r"@misc{k, title={T}, url={https://example.org/a\_b}}", "URL", "https://example.org/a_b"),
    "howpublished": (r"@misc{k, title={T}, howpublished={\url{https://example.org/x}}}", "URL", "https://example.org/x"),
    "chapter": ("@incollection{k, title={T}, booktitle={B}}", "container-title", "B"),
    "type": ("@phdthesis{k, title={T}, school={S}}", "type", "thesis"),
    "unknown type": ("@foo{k, title={T}}", "type", "document"),
    "odd key": ("@misc{k(1)+x, title={T}}", "id", "k-1-x"),
    "fact key": ("@misc{RT-13, title={T}}", "id", "rt-13"),
    "no key": ("@misc{???, title={T}, author={Ménière, P}, year=1861}", "id", "meniere1861"),
}


@pytest.mark.parametrize(("text", "field", "value"), FIELDS.values(), ids=FIELDS)
def test_fields(text, field, value):
    assert entry(text).get(field) == value


def test_a_broken_entry_is_told_and_the_others_are_read():
    found = read_bibtex("@misc{a, title={A}}\n@misc{b, title={B\n@misc{c, title={C}}\n@misc{a, title={A again}}\n@misc{d, year=1}")
    assert [made["id"] for _, made in found.entries] == ["a", "c"]
    assert [loss.line for loss in found.losses] == [2, 4, 5]


def test_nothing_is_written_to_the_terminal(capfd):
    read_bibtex("@misc{b, title={B\n@misc{c, title={C}}")
    read_bibtex(r"@misc{b, title={\frac}}")
    assert capfd.readouterr() == ("", "")


def test_without_the_library_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "bibtexparser.entrypoint", None)
    with pytest.raises(AuthoringError, match=r"edu-tui\[author\]"):
        read_bibtex("")


@given(
    st.lists(
        st.sampled_from([*'@{}",=#\\%$\n ', "misc", "title", "author", " and ", "year", "@misc{k,", "title={", "\\emph{"]), max_size=40
    )
)
def test_no_file_makes_it_fail(parts):
    read_bibtex("".join(parts))


@pytest.mark.parametrize("piece", ["{", "\\emph{", "$", "\\begin{x}", "@misc{", " and ", "\\"])
def test_a_hostile_field_is_read_or_told(piece):
    read_bibtex("@misc{k, title={" + piece * 2000 + "}" * 2000 + ", author={" + piece * 500 + "}}")


# --- the file --------------------------------------------------------------------------------------------------------------------

OLD = '[\n  {"id": "a", "title": "Old A", "DOI": "10.1/X"},\n  {"id": "b",\n   "title": "Old B", "PMID": 5}\n]\n'
NEW = {"id": "c", "type": "book", "title": "New"}


def numbered(*entries: dict[str, object]) -> list[tuple[int, dict[str, object]]]:
    return list(enumerate(entries, 1))


def test_what_is_there_already_is_not_added():
    new = choose_new(
        OLD,
        numbered(
            NEW,
            {"id": "z", "title": "By DOI", "DOI": "https://doi.org/10.1/x"},
            {"id": "y", "title": "By PMID", "PMID": "5"},
            {"id": "a", "title": "Another A"},
            {"id": "b", "title": "Old B", "PMID": "5"},
            {"id": "c", "title": "Twice in the file"},
        ),
    )
    assert new.entries == (NEW,)
    assert [(loss.line, loss.why) for loss in new.losses] == [
        (2, "it is there already as a"),
        (3, "it is there already as b"),
        (4, "another source has this id: give one of them another key"),
        (5, "it is there already as b"),
        (6, "another source has this id: give one of them another key"),
    ]
    assert without_address((NEW, {"id": "z", "title": "By DOI", "DOI": "10.1/x"})) == ("c",)


FILES = {
    "ours": OLD,
    "empty list": "[]",
    "empty list on lines": "[\n]\n",
    "empty": "",
    "one line": '[{"id": "a", "title": "A"}]',
    "four spaces": '[\n    {\n        "id": "a",\n        "title": "A"\n    }\n]\n\n',
    "crlf": '[\r\n  {"id": "a", "title": "A"}\r\n]\r\n',
    "mark": '\ufeff[\n  {"id": "a", "title": "A"}\n]\n',
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_the_file_stays_as_it_was(text):
    fresh = added(text, [NEW])
    kept = text.rstrip()[:-1].rstrip()
    assert fresh.startswith(kept)
    assert json.loads(fresh.removeprefix("\ufeff"))[-1] == NEW
    assert ("\n" in fresh.replace("\r\n", "")) is ("\r\n" not in text)
    assert "c" in parse_references("r", fresh.removeprefix("\ufeff"))[0]
    assert added(text, []) == text


@pytest.mark.parametrize("text", ["{}", "[", "[1,]", '{"id": "a"}', "[" * 100_000], ids=["object", "open", "comma", "entry", "deep"])
def test_a_damaged_file_is_left_alone(text):
    with pytest.raises(AuthoringError):
        added(text, [NEW])
    with pytest.raises(AuthoringError):
        choose_new(text, [])
