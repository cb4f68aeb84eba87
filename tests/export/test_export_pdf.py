"""PDF: tagged, titled, on the right paper, made of nothing but the page itself."""

import io
import subprocess
import sys

import pypdf
import pytest
from export_kit import handout

from edu_tui.export.handouts import Kind
from edu_tui.export.pdf import PdfError, to_pdf

try:
    import weasyprint  # noqa: F401
except (ImportError, OSError) as error:
    WHY = f"needs WeasyPrint and Pango (pip install 'edu-tui[pdf]'; Debian's libpangoft2-1.0-0): {error}"
else:
    WHY = ""

drawn = pytest.mark.skipif(bool(WHY), reason=WHY.splitlines()[0] if WHY else "")
SIZES = {"a4": (595, 842), "letter": (612, 792)}


def pages_of(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def of(body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'


@drawn
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("paper", SIZES)
def test_a_handout_is_tagged_titled_and_on_its_paper(kind, paper):
    reader = pages_of(to_pdf(handout("blinatumomab", "family", kind), paper))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {SIZES[paper]}
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/StructTreeRoot"]
    assert reader.root_object["/Lang"] == "en"
    assert "pdfuaid:part" in reader.root_object["/Metadata"].get_data().decode()
    assert reader.metadata.title.endswith(")")
    text = reader.pages[-1].extract_text()
    assert f"Page {len(reader.pages)} of {len(reader.pages)}" in text
    if kind is Kind.CARDS:
        assert len(reader.pages) == 1


@drawn
def test_drawings_carry_the_authors_sentence():
    root = pages_of(to_pdf(handout("blinatumomab", "family", "leaflet"))).root_object["/StructTreeRoot"]
    told = [node["/Alt"] for node in structure(root) if node.get("/S") == "/Figure"]
    assert "With this drug 10 out of 100 had a bad infection. With chemo it was 40 out of 100." in told
    assert all(told)


def structure(node):
    """Every element of a PDF's structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from structure(child)
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from structure(node["/K"])


@drawn
def test_no_file_and_no_address_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("zzzsecret")
    style = '<style>@import "{0}"; p {{ background: url({0}) }}</style>'
    body = "".join(
        f'<img alt="x" src="{address}"><link rel="attachment" href="{address}">{style.format(address)}'
        for address in (secret.as_uri(), "http://127.0.0.1:9/x", "data:text/plain,zzzsecret")
    )
    pdf = to_pdf(of(f"{body}<p>words</p>"))
    assert b"zzzsecret" not in pdf
    assert "words" in pages_of(pdf).pages[0].extract_text()


@drawn
@pytest.mark.parametrize("words", range(4, 24))
def test_no_line_ends_behind_its_first_word(words):
    """WeasyPrint breaks a line too early where a blank stands before something set off."""
    filling = " ".join(["treatment"] * words)
    cited, link = '<span class="cite">[<a href="#x">1</a>]</span>', '<a href="#x">more words</a>'
    body = f"<p>Has the pump {filling} day or\u00a0{cited}. Then {link}. {filling}.</p>"
    lines = pages_of(to_pdf(of(body))).pages[0].extract_text().splitlines()
    assert all(len(line.split()) > 2 for line in lines[:-1]), lines


def test_without_the_extra_one_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(PdfError) as raised:
        to_pdf(of("<p>x</p>"))
    assert str(raised.value) == (
        "PDF needs WeasyPrint: install it (pip install 'edu-tui[pdf]'), or leave out --format pdf and print the page from a browser."
    )


def test_html_needs_no_weasyprint():
    code = "import sys; sys.modules['weasyprint'] = None; import edu_tui.export.handouts, edu_tui.export.pdf"
    subprocess.run([sys.executable, "-c", code], check=True)
