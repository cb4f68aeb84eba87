"""The link gate: web addresses in printable ASCII and pages of the library, and nothing else, however it is disguised."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu_tui.library.links import PageLink, Refused, WebLink, resolve
from edu_tui.library.modules import Audience

HERE = "content/mrd/family.md"

REFUSED = (
    *(
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java%73cript:alert(1)",
        "%6aavascript:alert(1)",
        "java%2573cript:alert(1)",
        "javascript%3Aalert(1)",
    ),
    *(
        "&#x6A;avascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:x",
        "java%0ascript:x",
        "java%09script:x",
        "\x01javascript:x",
    ),
    *(
        "file:///etc/passwd",
        "%66ile:///etc/passwd",
        "%2566ile:///etc/passwd",
        "FILE:/etc/passwd",
        "data:text/html,x",
        "data%3Atext/html,x",
        "vbscript:x",
    ),
    *(
        "mailto:a@b.org",
        "tel:112",
        "smb://host/share",
        "vscode://file/etc",
        "ssh://-oProxyCommand=x",
        "ms-msdt:/id",
        "about:blank",
        "ftp://a.org",
        "view-source:https://a.org",
    ),
    *("--gpu-launcher=xcalc", "-a", "%2d-version", "--", "-", "- https://a.org"),
    *(
        "//host/share",
        "%2f%2fhost",
        "///host",
        "\\\\host\\share",
        "%5c%5chost",
        "/\\host",
        "\\/host",
        "C:\\windows",
        "C:/windows",
        "c%3a\\x",
        "..\\..\\x",
        "a\\b.md",
    ),
    *(
        "/etc/passwd",
        "/",
        "%2fetc/passwd",
        "~/.ssh/id_rsa",
        "~root",
        "../../etc/passwd",
        "../../../etc/passwd",
        "..%2f..%2f..%2fetc/passwd",
        "%2e%2e/%2e%2e/x",
        "..",
        "../..",
    ),
    *(
        "%252e%252e%252f%252e%252e%252fetc",
        "../../content/mrd/clinician.md/../../../x",
        "../mrd/",
        "../mrd",
        "clinician",
        "clinician.md?x",
        "clinician.md;x",
        "CLINICIAN.md",
    ),
    *(
        "../facts.yaml",
        "../library.yaml",
        "../../quizzes/mrd.md",
        "../../mrd/clinician.md",
        "../mrd/nurse.md",
        "../MRD/clinician.md",
        "../m_d/clinician.md",
        ".",
        "./",
        "x",
    ),
    *("", " ", "%20", "?", "%", "%zz"),
    *(
        "https:",
        "https:evil.org",
        "https:/evil.org",
        "https://",
        "https:///evil.org",
        "https://?x",
        "https://#x",
        "http:\\\\evil.org",
        "https://.",
        "https://-a.org",
    ),
    *(
        "https://user@evil.org",
        "https://bank.org:pw@evil.org",
        "https://bank.org%40evil.org",
        "https://bank.org%2540evil.org",
        "https://a.org\\@evil.org",
        "https://@evil.org",
    ),
    *(
        "https://a.org\\.evil.org",
        "https://a b.org",
        "https://a%20b.org",
        "https://a%2fb.org",
        "https://a%23b.org",
        "https://a%00b.org",
        "https://a_b..org",
        "https://a..b",
    ),
    *(
        "https://a.org:99999",
        "https://a.org:x",
        "https://a.org:-1",
        "https://[::1",
        "https://[zz]",
        "https://[fe80::1%25eth0]",
        "https://℀.org",
        f"https://{'a' * 64}.org",
    ),
    *(
        "https://a.org/%00",
        "https://a.org/%1b]52;",
        "https://a.org/\x1b[2J",
        "https://a.org/%0d%0aHost:b",
        "https://a.org/\u202ecod",
        "https://a.org/%e2%80%ae",
        "https://a.org/\u200b",
    ),
    *(
        "https://a.org/a\rb",
        "https://a.org/\x85",
        "https://a.org/\u2028",
        "https://a\u00ad.org",
        "%68ttps://a.org/%00",
        "clinician.md\n",
        "clinician.md%0a",
        "clinician.md%00",
    ),
    "https://a.org/%" + "25" * 8 + "41",
)


@pytest.mark.parametrize("href", REFUSED)
def test_what_is_refused(href: str) -> None:
    target = resolve(href, HERE)
    assert isinstance(target, Refused)
    assert target.reason.endswith(".")
    assert target.reason.isprintable()


@pytest.mark.parametrize(
    ("href", "url", "host"),
    [
        ("https://a.org", "https://a.org", "a.org"),
        ("http://a.org/b?c=d&e#f", "http://a.org/b?c=d&e#f", "a.org"),
        (" HTTPS://A.Org/B ", "https://a.org/B", "a.org"),
        ("%68ttps://a.org/b", "https://a.org/b", "a.org"),
        ("https%3a//a.org/b", "https://a.org/b", "a.org"),
        ("https://a.org/%41%2F%3F", "https://a.org/%41%2F%3F", "a.org"),
        ("https://a.org/é ü?q=“x”", "https://a.org/%C3%A9%20%C3%BC?q=%E2%80%9Cx%E2%80%9D", "a.org"),
        ("https://a.org/<>\"'`{}|\\^", "https://a.org/<>\"'`{}|\\^", "a.org"),
        ("https://a%2eb.org/", "https://a.b.org/", "a.b.org"),
        ("https://exämple.org/", "https://xn--exmple-cua.org/", "xn--exmple-cua.org"),
        ("https://xn--exmple-cua.org/", "https://xn--exmple-cua.org/", "xn--exmple-cua.org"),
        ("https://аpple.com/", "https://xn--pple-43d.com/", "xn--pple-43d.com"),
        ("https://ｅxample.org/", "https://example.org/", "example.org"),
        ("https://a.org:8443/b", "https://a.org:8443/b", "a.org"),
        ("https://a.org:/b", "https://a.org/b", "a.org"),
        ("http://a.org:0/", "http://a.org:0/", "a.org"),
        ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]:80/x", "2001:db8::1"),
        ("http://127.0.0.1/x", "http://127.0.0.1/x", "127.0.0.1"),
        ("https://doi.org/10.1/(SICI)a@b", "https://doi.org/10.1/(SICI)a@b", "doi.org"),
        ("https://a.org/javascript:alert(1)", "https://a.org/javascript:alert(1)", "a.org"),
    ],
)
def test_web_addresses_show_their_true_host(href: str, url: str, host: str) -> None:
    assert resolve(href, HERE) == WebLink(url, host)


@pytest.mark.parametrize(
    ("href", "page"),
    [
        ("#top", PageLink("mrd", Audience.FAMILY, "top")),
        ("#", PageLink("mrd", Audience.FAMILY, "")),
        ("clinician.md", PageLink("mrd", Audience.CLINICIAN, "")),
        ("./clinician.md#a", PageLink("mrd", Audience.CLINICIAN, "a")),
        ("../mrd/clinician.md#thresholds", PageLink("mrd", Audience.CLINICIAN, "thresholds")),
        ("../relapse-timing/family.md", PageLink("relapse-timing", Audience.FAMILY, "")),
        ("..%2frelapse-timing%2Ffamily.md%23a%20b", PageLink("relapse-timing", Audience.FAMILY, "a b")),
        ("../x/../mrd//clinician.md", PageLink("mrd", Audience.CLINICIAN, "")),
        ("clinician.md#a:b", PageLink("mrd", Audience.CLINICIAN, "a:b")),
    ],
)
def test_pages_of_the_library(href: str, page: PageLink) -> None:
    assert resolve(href, HERE) == page


def test_a_quiz_leads_to_pages_but_is_none() -> None:
    assert resolve("../content/mrd/clinician.md#a", "quizzes/mrd.md") == PageLink("mrd", Audience.CLINICIAN, "a")
    assert isinstance(resolve("#a", "quizzes/mrd.md"), Refused)


PIECES = (
    "http",
    "https",
    ":",
    "/",
    "//",
    "a.org",
    "%",
    "25",
    "2f",
    "3a",
    "40",
    "0a",
    "@",
    "\\",
    "..",
    "mrd",
    "clinician.md",
    "#",
    "?",
    "-",
    "javascript",
    "file",
    "[",
    "]",
    "é",
    "\x1b",
    "\u202e",
    " ",
    "\n",
    "~",
    "80",
)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30) | st.text(max_size=20).map("https://".__add__))
def test_whatever_passes_is_harmless(href: str) -> None:
    target = resolve(href, HERE)
    match target:
        case WebLink(url, host):
            assert re.fullmatch(r"https?://[!-~]+", url)
            assert host
            assert re.fullmatch(r"[a-z0-9._:-]+", host)
            assert re.match(rf"https?://\[?{re.escape(host)}\]?(?::\d+)?(?:[/?#]|$)", url)
        case PageLink(module, audience, section):
            assert re.fullmatch(r"[a-z0-9-]+", module)
            assert audience in Audience
            assert not re.search(r"[\x00-\x1f\x7f-\x9f]", section)
        case _:
            assert target.reason.isprintable()
