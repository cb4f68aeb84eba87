"""The ledger: facts, references and glossary, with every fault at its line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu_tui.library.citations import read_reference
from edu_tui.library.ledger import Fact, Reference, Status, Term
from edu_tui.library.ledger_parser import parse_facts, parse_glossary, parse_references
from edu_tui.library.text import has_hidden

FACT = """\
RT-13:
  claim: Survival rises
    with time.
  figures: ["25.8%", "18 months"]
  population: B-ALL
  source: rheingold2024
  status: verified
"""

# --- facts -----------------------------------------------------------------------------------------------------------------------


def facts(text: str) -> tuple[dict[str, Fact], list[tuple[int, str]]]:
    found, diagnostics = parse_facts("content/facts.yaml", text)
    assert all((item.code, item.path) == ("K01", "content/facts.yaml") for item in diagnostics)
    return found, [(item.line, item.message) for item in diagnostics]


def test_facts_are_read_in_file_order() -> None:
    more = FACT.replace("RT-13", "RI-07R").replace("source: rheingold2024", "source: [a, b]\n  caution: old\n  rev: 3")
    found, faults = facts(FACT + "\n" + more)
    assert faults == []
    assert list(found) == ["RT-13", "RI-07R"]
    assert found["RT-13"] == Fact(
        "RT-13", "Survival rises with time.", ("25.8%", "18 months"), "B-ALL", ("rheingold2024",), Status.VERIFIED, 1
    )
    assert (found["RI-07R"].sources, found["RI-07R"].caution, found["RI-07R"].rev, found["RI-07R"].line) == (("a", "b"), "old", 3, 9)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("RT-13", "rt13", 1, '"rt13" is not a fact id'),
        ("status: verified", "status: sure", 7, '"sure" is not a known status'),
        ("status: verified", "stat: verified", 7, 'unknown key "stat"'),
        ("  population: B-ALL\n", "", 1, '"population" is missing'),
        ("source: rheingold2024", "source:", 6, '"source" should be a list'),
        ("source: rheingold2024", "source: []", 6, "needs a source"),
        ('["25.8%", "18 months"]', "25.8%", 4, '"figures" should be a list'),
        ("status: verified", "status: verified\n  rev: two", 8, '"rev" should be a whole number'),
        ("status: verified", "status: verified\n  rev: 0", 8, "rev should be 1 or more"),
        ("claim: Survival", "claim: A: survival", 2, "second colon"),
        ("RT-13:", "RT-13: &x", 1, "anchors"),
    ],
)
def test_a_faulty_fact_is_left_out_and_named(old: str, new: str, line: int, words: str) -> None:
    found, faults = facts(FACT.replace(old, new) + FACT.replace("RT-13", "RT-99"))
    assert faults[0][0] == line
    assert words in faults[0][1]
    assert "RT-13" not in found
    assert ("RT-99" in found) == (words not in ("second colon", "anchors"))


@pytest.mark.parametrize(
    ("text", "words"),
    [("- a", "facts by id"), ("a", "facts by id"), ("RT-01: text", "expected keys with values"), ("RT-01:", "expected keys")],
)
def test_what_is_no_ledger_is_told(text: str, words: str) -> None:
    found, faults = facts(text)
    assert found == {}
    assert words in faults[0][1]


def test_an_empty_ledger_is_empty() -> None:
    assert facts("# nothing yet\n") == ({}, [])


# --- references ------------------------------------------------------------------------------------------------------------------

ARTICLE: dict[str, Any] = {
    "id": "hogan2025",
    "type": "article-journal",
    "title": "Blinatumomab in first relapse",
    "author": [{"family": "Hogan", "given": "Laura E."}, {"family": "Brown", "given": "P.-A."}, {"family": "Ji", "given": "L"}],
    "container-title": "J Clin Oncol",
    "issued": {"date-parts": [[2025, 1, 2]]},
    "volume": "43",
    "issue": 2,
    "page": "1-9",
    "DOI": "10.1200/JCO.25.1",
}


def reference(**changes: Any) -> Reference:
    item = {key: value for key, value in {**ARTICLE, **changes}.items() if value is not None}
    found = read_reference(item)
    assert found is not None
    return found


def test_a_citation_in_the_vancouver_manner() -> None:
    assert reference() == Reference(
        id="hogan2025",
        citation="Hogan LE, Brown PA, Ji L. Blinatumomab in first relapse. J Clin Oncol 2025;43(2):1-9. doi:10.1200/JCO.25.1.",
        short="Hogan 2025",
        address="https://doi.org/10.1200/JCO.25.1",
        doi="10.1200/JCO.25.1",
    )


@pytest.mark.parametrize(
    ("changes", "citation", "short"),
    [
        ({"author": [*ARTICLE["author"], {"family": "X"}]}, "Hogan LE, Brown PA, Ji L, et al. Blinatumomab", "Hogan 2025"),
        (
            {"author": [{"literal": "US National Cancer Institute"}]},
            "US National Cancer Institute. Blina",
            "US National Cancer Institute 2025",
        ),
        ({"author": [{"family": "Smith Jones"}]}, "Smith Jones. Blina", "Smith Jones 2025"),
        (
            {"author": [{"family": "Sluis", "non-dropping-particle": "van der", "given": "Inge M"}]},
            "van der Sluis IM. Blina",
            "van der Sluis 2025",
        ),
        ({"author": [7, {}, {"given": "A"}, {"family": "Ok", "given": "B"}]}, "Ok B. Blina", "Ok 2025"),
        ({"author": None}, "Blinatumomab in first relapse. J Clin", "Blinatumomab in first relapse 2025"),
        ({"author": "Hogan"}, "Blinatumomab in first relapse. J Clin", "Blinatumomab in first relapse 2025"),
        ({"title": "Does it work?"}, "Hogan LE, Brown PA, Ji L. Does it work? J Clin", "Hogan 2025"),
        (
            {"container-title": None, "publisher": "FDA", "volume": None, "issue": None, "page": None},
            "first relapse. FDA 2025. doi",
            "Hogan 2025",
        ),
        ({"container-title": None, "issued": None}, "first relapse. 43(2):1-9. doi", "Hogan"),
        ({"issued": {"date-parts": [["2025"]]}}, "J Clin Oncol 2025;43", "Hogan 2025"),
        ({"issued": {"date-parts": [{"a": 1}]}}, "J Clin Oncol;43", "Hogan"),
        ({"issued": {"date-parts": "2025"}}, "J Clin Oncol;43", "Hogan"),
        ({"issued": [2025]}, "J Clin Oncol;43", "Hogan"),
        ({"DOI": None, "PMID": 12345}, "1-9. PMID 12345.", "Hogan 2025"),
        ({"DOI": None}, "2025;43(2):1-9.", "Hogan 2025"),
    ],
)
def test_citations_of_other_entries(changes: dict[str, Any], citation: str, short: str) -> None:
    found = reference(**changes)
    assert citation in found.citation
    assert found.short == short


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({"DOI": "https://doi.org/10.1/x"}, "https://doi.org/10.1/x"),
        ({"DOI": "http://dx.doi.org/10.1/x"}, "https://doi.org/10.1/x"),
        ({"DOI": "doi: 10.1/x"}, "https://doi.org/10.1/x"),
        ({"DOI": "10.1/(SICI)a<1::b>2 c#é"}, "https://doi.org/10.1/(SICI)a<1::b>2%20c%23%C3%A9"),
        ({"DOI": None, "PMID": "12345", "URL": "https://a.org"}, "https://pubmed.ncbi.nlm.nih.gov/12345/"),
        ({"DOI": None, "PMID": "12x", "PMCID": "PMC77", "URL": "https://a.org"}, "https://pmc.ncbi.nlm.nih.gov/articles/PMC77/"),
        ({"DOI": None, "PMID": "١٢", "PMCID": "77", "URL": "https://a.org/b?c=d"}, "https://a.org/b?c=d"),
        ({"DOI": None, "URL": "http://a.org/é"}, "http://a.org/%C3%A9"),
        ({"DOI": None, "URL": "java%73cript:alert(1)"}, ""),
        ({"DOI": None, "URL": "file:///etc/passwd"}, ""),
        ({"DOI": None, "URL": "https://user:pw@evil.org"}, ""),
        ({"DOI": None, "URL": "http://["}, ""),
        ({"DOI": None, "URL": "clinician.md"}, ""),
        ({"DOI": None, "URL": ["https://a.org"]}, ""),
        ({"DOI": None}, ""),
    ],
)
def test_addresses_lead_to_the_web_or_nowhere(changes: dict[str, Any], address: str) -> None:
    assert reference(**changes).address == address


@pytest.mark.parametrize("item", [None, 7, "x", [], {}, {"id": "a"}, {"title": "b"}, {"id": "", "title": "b"}, {"id": ["a"], "title": "b"}])
def test_what_is_no_reference(item: Any) -> None:
    assert read_reference(item) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from([*ARTICLE, "PMID", "PMCID", "URL", "publisher"]), JSON))
def test_no_entry_breaks_the_reader(changes: dict[str, Any]) -> None:
    found = read_reference({**ARTICLE, **changes})
    if found is not None:
        assert found.address == "" or found.address.startswith(("http://", "https://"))
        assert not has_hidden(found.citation + found.short + found.id)
        assert found.address.isascii()


def test_references_are_read_in_file_order() -> None:
    found, diagnostics = parse_references("r.json", json.dumps([ARTICLE, {**ARTICLE, "id": "a"}]))
    assert list(found) == ["hogan2025", "a"]
    assert diagnostics == []


def test_a_lone_entry_counts_as_a_list_of_one() -> None:
    assert list(parse_references("r.json", json.dumps(ARTICLE))[0]) == ["hogan2025"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "not valid JSON"),
        ('[\n  {"id": "a",}\n]', 2, "not valid JSON"),
        ("[" * 100_000, 1, "nested too deeply"),
        ("9" * 5_000, 1, "a number that is too long"),
        ('"text"', 1, "entry 1 is not a reference"),
        ('[\n{"id": "a", "title": "b"},\n{"id": "c"}]', 3, "entry 2 is not a reference"),
        ('[\n{"id": "a", "title": "a b c"},\n{"title": "a",\n"id" : "a"}]', 4, '"a" stands here twice'),
        ('[\n{"id": "\\u00e9", "title": "b"},\n{"id": "é", "title": "b"}]', 3, '"é" stands here twice'),
    ],
)
def test_a_faulty_file_of_references(text: str, line: int, words: str) -> None:
    _, diagnostics = parse_references("r.json", text)
    assert [(item.code, item.line) for item in diagnostics] == [("K02", line)]
    assert words in diagnostics[0].message


def test_escapes_in_json_are_cleaned() -> None:
    found, _ = parse_references("r.json", '[{"id": "a", "title": "x\\u001b]52;\\u009b\\u202e\\ud800y"}]')
    assert found["a"].citation == "x␛]52;\ufffd\ufffd\ufffdy."


# --- glossary --------------------------------------------------------------------------------------------------------------------

GLOSSARY = """\
# Glossary

Words that come up again.

## minimal residual disease

aliases: MRD, measurable residual disease

Plain: A test that finds
too few cells to see.

Clinician: Below the level
of morphology.

## CR
Plain: No leukaemia to be seen.
Clinician: Complete remission.
"""


def glossary(text: str) -> tuple[dict[str, Term], list[tuple[int, str]]]:
    found, diagnostics = parse_glossary("content/glossary.md", text)
    assert all((item.code, item.path) == ("K03", "content/glossary.md") for item in diagnostics)
    return found, [(item.line, item.message) for item in diagnostics]


def test_terms_are_read() -> None:
    found, faults = glossary(GLOSSARY)
    assert faults == []
    assert found == {
        "minimal residual disease": Term(
            "minimal residual disease",
            ("MRD", "measurable residual disease"),
            "A test that finds too few cells to see.",
            "Below the level of morphology.",
            5,
        ),
        "cr": Term("CR", (), "No leukaemia to be seen.", "Complete remission.", 15),
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("Plain: No", "Plan: No", 15, 'the term "CR" has no Plain line'),
        ("Plain: No leukaemia to be seen.\nClinician: Complete remission.\n", "", 15, "has no Plain and no Clinician line"),
        ("Clinician: Complete remission.", "Clinician:", 15, "has no Clinician line"),
        ("## CR", "##", 15, "a term has no name"),
        ("## CR", "##CR", 15, ""),
        ("## CR", "## Minimal  Residual Disease", 15, "stands here twice (first on line 5)"),
        ("aliases: MRD", "aliasses: MRD", 7, "belongs to no part"),
        ("of morphology.", "of morphology.\n\nA new paragraph.", 15, "belongs to no part"),
        ("## CR", "### CR", 15, "belongs to no part"),
        ("Plain: No", "aliases: complete remission\nPlain: No\nplain: No", 18, "or repeats one"),
    ],
)
def test_a_faulty_term_is_named(old: str, new: str, line: int, words: str) -> None:
    found, faults = glossary(GLOSSARY.replace(old, new))
    if words:
        assert [(at, words in message) for at, message in faults][:1] == [(line, True)]
    else:
        assert (list(found), faults) == (["minimal residual disease", "cr"], [])


def test_a_file_without_terms_is_an_empty_glossary() -> None:
    assert glossary("# Glossary\n\nNothing yet.\n") == ({}, [])


@given(st.text(alphabet=st.sampled_from("#abPlain:Clinician \n\x1b"), max_size=80))
def test_no_text_breaks_the_glossary(text: str) -> None:
    found, _ = glossary(text)
    assert all(not has_hidden(term.name + term.plain + term.clinician) for term in found.values())
