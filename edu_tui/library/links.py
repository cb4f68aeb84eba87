"""The link gate: where a link in a page leads, decided on its final decoded address.

http and https outside the library, pages inside it, nothing else. Markdown parsers check an address before it is percent-decoded, so
`java%73cript:` slips past them; here the decoded form decides.
"""

from __future__ import annotations

import posixpath
import re
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

import msgspec

from edu_tui.library.modules import Audience
from edu_tui.library.roles import LibraryFile, Role, file_at
from edu_tui.library.text import clean_line, has_hidden


class PageLink(msgspec.Struct, frozen=True):
    """A page of this library; `section` "" is its beginning."""

    module: str
    audience: Audience
    section: str


class WebLink(msgspec.Struct, frozen=True):
    """An address outside: `url` is what would be opened, `host` its true host in ASCII."""

    url: str
    host: str


class Refused(msgspec.Struct, frozen=True):
    """A link that leads nowhere we go; `reason` is a sentence for the reader."""

    reason: str


LinkTarget: TypeAlias = PageLink | WebLink | Refused

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*")
_FOLDER = re.compile("[a-z0-9-]+")
_BREAK = re.compile("[\t\n\r\x85\u2028\u2029]")


def resolve(href: str, path: str) -> LinkTarget:
    """Where `href`, written in the file `path` (relative to the library, e.g. `content/mrd/family.md`), leads."""
    decoded = _fully_decoded(href)
    if decoded is None or has_hidden(decoded) or _BREAK.search(decoded):
        return Refused("This link holds hidden characters, so it is not followed.")
    address = decoded.strip()
    if not address:
        return Refused("This link is empty.")
    if re.match(r"https?:", address, re.IGNORECASE):
        # A web address keeps the escapes that its author wrote: in a path or query they carry meaning.
        return _web(href.strip() if re.match(r"https?:", href.strip(), re.IGNORECASE) else address)
    if _SCHEME.match(address):
        kind = clean_line(address.split(":", 1)[0])[:20]
        return Refused(f"Links of the type {kind}: are not followed; only web pages and pages of this library are.")
    return _page(address, path)


def _fully_decoded(href: str) -> str | None:
    """`href` percent-decoded until nothing changes; None if that takes more than five rounds."""
    for _ in range(5):
        decoded = unquote(href, errors="replace")
        if decoded == href:
            return href
        href = decoded
    return None


def _web(address: str) -> LinkTarget:
    """An http or https address in the form in which it would be opened: its host decoded and in ASCII, nothing but printable ASCII."""
    try:
        parts = urlsplit(address)
        host = unquote(parts.hostname or "").encode("idna").decode("ascii").lower()
        port = parts.port
    except (ValueError, UnicodeError):
        return Refused("This web address is not valid, so it is not opened.")
    if not _HOST.fullmatch(host):
        return Refused("This web address has no valid host, so it is not opened.")
    if "@" in unquote(parts.netloc):
        return Refused("This web address hides a name before its host, so it is not opened.")
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    url = parts._replace(scheme=parts.scheme.lower(), netloc=netloc).geturl()
    return WebLink("".join(char if "!" <= char <= "~" else _encoded(char) for char in url), host)


def _encoded(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", errors="replace"))


def _page(address: str, path: str) -> LinkTarget:
    outside = Refused("This link leads out of the library, so it is not followed.")
    if address.startswith(("/", "\\", "~", "-")) or "\\" in address or ":" in address.split("#")[0]:
        return outside
    file, _, section = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    if target.startswith(("..", "/")):
        return outside
    match file_at(target):
        case LibraryFile(role=Role.MODULE, name=module, audience=Audience() as audience) if _FOLDER.fullmatch(module):
            return PageLink(module, audience, clean_line(section))
        case _:
            return Refused("This link does not lead to a page of the library.")
