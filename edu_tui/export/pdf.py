"""PDF from the HTML of a handout through WeasyPrint, which is an extra: tagged, titled, and made without a look at files or network."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping

PAPERS: Mapping[str, str] = {"a4": "A4", "letter": "letter"}
"""Paper sizes by the word that is typed."""


_BLANK_BEFORE = re.compile(r'([ \u00a0])(<(?:a|strong|em|s|code|span class="cite")(?: [^<>]*)?>)')
"""A blank before something set off in the line."""


class PdfError(Exception):
    """Why there is no PDF: one sentence with its cure."""


def to_pdf(html: str, paper: str = "a4") -> bytes:
    """The PDF of a handout, tagged for screen readers (PDF/UA-1). Raises PdfError if WeasyPrint or what it draws with is not installed."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        missing = "WeasyPrint" if isinstance(error, ImportError) else "Pango, with which WeasyPrint draws"
        install = "pip install 'edu-tui[pdf]'" if isinstance(error, ImportError) else "your system's package of Pango"
        raise PdfError(
            f"PDF needs {missing}: install it ({install}), or leave out --format pdf and print the page from a browser."
        ) from None
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    nothing = URLFetcher(allowed_protocols=())  # a handout holds all that it needs; whatever asks for more is not ours
    sheet = CSS(string=f"@page {{ size: {PAPERS[paper]} }}", url_fetcher=nothing)
    written: bytes = HTML(string=_mended(html), url_fetcher=nothing).write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1")
    return written


def _mended(html: str) -> str:
    """The same words with such blanks inside what is set off: WeasyPrint 70 may else end the line behind its first word."""
    return _BLANK_BEFORE.sub(r"\2\1", html)
