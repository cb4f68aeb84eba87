"""What everything that looks at a library must keep to, whatever stands in it. A breach is an AssertionError."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from urllib.parse import urlsplit

from bench import Bench

from edu_tui.cli.errors import CommandError
from edu_tui.library.diagnostics import LONGEST, Diagnostic
from edu_tui.library.links import LinkTarget, PageLink, WebLink, resolve
from edu_tui.library.text import clean_inline, clean_line, has_hidden, unify_newlines
from edu_tui.render.lines import Layout

WIDTHS = (28, 90)


def sane(bench: Bench, found: Iterable[Diagnostic]) -> None:
    """Each finding stands on a line and in a column that there is, and is told in clean words."""
    lengths: dict[str, list[int]] = {}
    for item in found:
        if item.path not in lengths:
            lengths[item.path] = line_lengths(bench, item.path)
        here = lengths[item.path]
        assert 1 <= item.line <= len(here), f"no such line of {len(here)}: {item}"
        assert 1 <= item.column <= here[item.line - 1] + 1, f"no such column of {here[item.line - 1]}: {item}"
        assert item.message, item
        for words in (item.message, item.hint):
            assert words == clean_inline(words), f"unclean: {item}"
            assert len(words) <= LONGEST, f"{len(words)} characters: {str(item)[:300]}"


def line_lengths(bench: Bench, path: str) -> list[int]:
    """The characters of each line of a file as it is written; one empty line where there is none, or none can have that name."""
    try:
        data = (bench.root / path).read_bytes()
    except OSError:
        data = b""
    return [len(line) for line in unify_newlines(data.decode("utf-8-sig", "replace")).split("\n")]


def clean_text(text: str) -> None:
    """Nothing in `text` acts on a terminal."""
    assert not has_hidden(text), repr(next(line for line in text.split("\n") if has_hidden(line)))[:300]


def clean_layout(layout: Layout) -> None:
    for line in layout.lines:
        assert not has_hidden(line.text), repr(line.text)[:300]
        assert "\n" not in line.text, repr(line.text)[:300]


def told(run: Callable[[], object]) -> str:
    """What a command writes; a sentence is as good an end as any."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            run()
        except CommandError as error:
            clean_text(clean_line(str(error)))
    clean_text(out.getvalue() + err.getvalue())
    return out.getvalue()


def clean_words(*words: str) -> None:
    """Each of `words` is one line that does not act on a terminal: a title, a toast, an entry of the palette."""
    for one in words:
        assert one == clean_inline(one), repr(one)[:300]


def clean_page(layout: Layout, path: str = "") -> None:
    """Nothing in a page acts on a terminal, and every link in it leads to the web or into the library: `path` is where it was written."""
    clean_layout(layout)
    for target in {span.target for line in layout.lines for span in line.spans if span.target}:
        assert not has_hidden(target) or target.startswith("link:"), repr(target)[:300]
        if target.startswith("link:"):
            allowed(resolve(target.removeprefix("link:"), path))


def allowed(where: LinkTarget) -> None:
    """A link leads to a web address that hides nothing, to a page of the library by name, or nowhere, for a reason in clean words."""
    match where:
        case WebLink(url, host):
            assert re.fullmatch(r"https?://[!-~]+", url), url
            assert urlsplit(url).hostname == host, where
            assert "@" not in urlsplit(url).netloc, url
        case PageLink(module, _, section):
            assert re.fullmatch("[a-z0-9-]+", module), where
            clean_words(section)
        case _:
            clean_words(where.reason)
