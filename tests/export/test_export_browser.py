"""Every handout of every module as headless Chromium shows and prints it."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

import pypdf
import pytest
from browser_kit import PAPERS, Browser
from export_kit import handout, own, own_library

from edu_tui.export.handouts import Kind

PAGES = [(entry.id, str(entry.audience)) for entry in own_library().catalogue.modules]
MARGINS = 2 * 18 / 25.4
"""Inches of a page's width that the style keeps free."""

LOOK = r"""
(() => {
  const faults = [];
  const seen = element => element.getClientRects().length > 0;
  const light = ([r, g, b]) => {
    const part = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  const colour = text => text.match(/[0-9.]+/g).slice(0, 3).map(Number);
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} wide, not ${width}`);
  let smallest = 1000;
  for (const element of document.body.querySelectorAll("*")) {
    if (!seen(element)) continue;
    const style = getComputedStyle(element);
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (own) {
      const drawn = element.namespaceURI.endsWith("svg");
      const ratio = contrast(light(colour(drawn ? style.fill : style.color)), 1);
      if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(1)}: ${element.textContent.slice(0, 40)}`);
      const scale = drawn ? element.ownerSVGElement.getBoundingClientRect().width / element.ownerSVGElement.viewBox.baseVal.width : 1;
      if (!["title", "desc"].includes(element.tagName)) smallest = Math.min(smallest, parseFloat(style.fontSize) * scale);
    }
    const box = element.getBoundingClientRect();
    if (!element.namespaceURI.endsWith("svg") && box.right > width + 1) faults.push(`${element.tagName} ends at ${box.right}`);
    if (element.tagName === "FIGURE" || element.classList.contains("box"))
      if (style.breakInside !== "avoid") faults.push("a box may be split");
  }
  for (const drawing of document.querySelectorAll("svg")) {
    if (!seen(drawing)) continue;
    const title = drawing.querySelector("title");
    if (drawing.getAttribute("role") !== "img" || !title || !title.textContent.trim()) faults.push("a drawing without a name");
    const frame = drawing.getBoundingClientRect();
    const texts = [...drawing.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
    for (const [words, box] of texts)
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2 || box.bottom > frame.bottom + 6)
        faults.push(`“${words}” leaves its drawing`);
    texts.forEach(([words, box], index) => texts.slice(0, index).forEach(([others, other]) => {
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 1 && down > box.height * 0.45) faults.push(`“${words}” stands on “${others}”`);
    }));
  }
  for (const element of document.querySelectorAll(".tick, .gap"))
    if (element.getAttribute("role") !== "img" || !element.getAttribute("aria-label")) faults.push("a box without a name");
  for (const list of document.querySelectorAll("ul, ol"))
    if ([...list.children].some(child => child.tagName !== "LI")) faults.push("a list with something else in it");
  for (const landmark of ["header", "main", "footer"])
    if (document.querySelectorAll(`body > ${landmark}`).length !== 1) faults.push(`no ${landmark}`);
  return {faults, smallest};
})()
"""


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize(("module", "audience"), PAGES)
def test_every_handout_is_shown_and_printed_well(chrome: Browser, tmp_path: Path, module: str, audience: str, large: bool) -> None:
    assert own(module, audience).quiz is not None
    for kind in Kind:
        path = tmp_path / f"{kind}.html"
        path.write_text(handout(module, audience, kind, large=large), encoding="utf-8")
        chrome.resize(1000, 1200)
        visit = chrome.open(path)
        assert visit.requests == [path.as_uri()]
        assert visit.said == []
        assert_looks_well(chrome, f"{kind} on a screen")
        assert_is_picture(chrome.screenshot())
        chrome.resize(340, 700)
        assert_looks_well(chrome, f"{kind} on a telephone")
        for paper, (width, _) in PAPERS.items():
            chrome.resize(int((width - MARGINS) * 96), 1000, media="print")
            smallest = assert_looks_well(chrome, f"{kind} on {paper}")
            assert smallest >= (18 if large else 10) * 96 / 72 - 0.1, (kind, paper)
            assert_is_paper(chrome.print(paper), paper, kind, large=large)


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize(("module", "audience"), PAGES)
def test_drawings_hold_wide_letters_too(chrome: Browser, tmp_path: Path, module: str, audience: str, large: bool) -> None:
    """Which font a reader's computer has is not known; DejaVu Sans is as wide as any that is common."""
    path = tmp_path / "leaflet.html"
    html = handout(module, audience, "leaflet", large=large).replace('"Segoe UI", Roboto', '"DejaVu Sans", Verdana')
    path.write_text(re.sub("<meta http-equiv[^>]*>", "", html), encoding="utf-8")  # its policy knows the style as it was
    chrome.resize(1000, 1200)
    chrome.open(path)
    assert_looks_well(chrome, "wide letters")


def assert_looks_well(chrome: Browser, where: str) -> float:
    """No fault in the page as it is laid out now; the size of its smallest letter in pixels."""
    found = chrome.run(LOOK)
    assert found["faults"] == [], where
    return float(found["smallest"])


def assert_is_picture(png: bytes) -> None:
    assert struct.unpack(">II", png[16:24]) == (1000, 1200)
    assert len(png) > 10_000  # an empty page is smaller


def assert_is_paper(pdf: bytes, paper: str, kind: Kind, *, large: bool) -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    inches = {(round(page.mediabox.width / 72, 1), round(page.mediabox.height / 72, 1)) for page in pages}
    assert inches == {(round(PAPERS[paper][0], 1), round(PAPERS[paper][1], 1))}
    if kind is Kind.CARDS:
        assert len(pages) == (4 if large else 1)


def test_a_script_would_not_run(chrome: Browser, tmp_path: Path) -> None:
    """The policy in the page holds even if markup got into it."""
    path = tmp_path / "bad.html"
    run = "document.title = 'ran'"
    bad = f'<script>{run}</script><img src="https://example.org/x.png" onerror="{run}"><p style="color: red">x</p>'
    path.write_text(handout("mrd", "family", "cards").replace("<main>", f"<main>{bad}"), encoding="utf-8")
    visit = chrome.open(path)
    assert chrome.run("document.title") != "ran"
    assert len(visit.said) >= 3  # the browser says what it refused
