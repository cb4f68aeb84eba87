"""The one mutator: a file of a library, spoilt in the ways in which people, programs and attackers spoil files.

Each kind of mutation is a small function of a text and a source of chance; the same seed spoils in the same way. Hypothesis drives the
same functions (`st.randoms(use_true_random=False)`) and so shrinks what it finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

LONGEST = 20_000
"""Characters of the longest line that a library reads; a trap just below it hurts most."""

SYNTAX = (
    *("# ", "## ", "### ", "- ", "> ", "1. ", "| ", " | ", "|---|---|\n", "*", "**", "_", "`", "~~", "[", "](", ")", "]", "![", "[[", "]]"),
    *("\n", "\n\n", "  ", "    ", "\t", ": ", "\n: ", "[^1]", "[^1]: ", "[@", "; @", "---\n", "***\n", "====\n", "\n```\n", "\n~~~\n"),
    *("<b>", "<!-- ", "&amp;", "&#x1b;", "&#0;", "\\", "{#", "{.", "}", "[ ] ", "[x] ", "<https://", ">", "$", "http://", "->", "±", "%"),
    *("```chart\n", "type: bars\n", "> **Key point:** ", "> **Hint:** ", "> **Explanation:** ", "> **Notes:**\n", "id: x\n", "id:\n"),
    *("type: case\n", "type: numeric\n", "type: match\n", "scoring: weights\n", "objective: \n", "rev: 9\n", "twin: x\n", "- [x] a\n"),
    *("'", '"', "[x]: y\n", "{key}", "(25%)", "..", "–", "“", "‘", "@RT-13", "term:", "slide: "),
)
"""Pieces of all our formats."""

UNSEEN = (
    *("\x00", "\x07", "\x1b[31m", "\x1b]8;;file:///etc/passwd\x1b\\", "\x1b]52;c;ZXZpbA==\x07", "\x7f", "\x85", "\x9b31m", "\x9d2;t\x9c"),
    *("\u00a0", "\u00ad", "\u061c", "\u200b", "\u200d", "\u200f", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\ufffe", "\ufff9"),
    *("\u0301" * 60, "\U000e0041", "\U0001f469\u200d\u2695\ufe0f", "\x0b", "\x0c", "\x1c"),
)
"""Control and format characters, and marks without end."""

YAML = (
    *("&x ", "*x ", "!!python/object/apply:os.system [id]\n", "!include /etc/passwd\n", "<<: *x\n", "? ", "- ", "\t", "'", '"', "{", "["),
    *(
        "|\n",
        ">\n",
        "---\n",
        "...\n",
        "%YAML 9\n",
        ": ",
        "#",
        "~\n",
        "null\n",
        "1e999\n",
        "0x" + "f" * 400,
        ".nan\n",
        "2026-99-99\n",
        "@",
        "`",
    ),
    *("9" * 5_000, "-9223372036854775809", "1_000", "yes\n", '"\\ud800"', '"\\U0010ffff"', "a: b: c\n", "rule: [[]]\n"),
)
"""What a reader of YAML may trip over."""

TARGETS = (
    *("../../../../../../etc/passwd", "file:///etc/passwd", "/etc/passwd", "javascript:alert(1)", "data:text/html,x", "%2e%2e/%2e%2e/x"),
    *("//evil.example/x", "\\\\server\\share", "https://user@evil.example:99/", "ftp://x", "http://[::1", "family.md#" + "x" * 3_000),
)
"""Where no link and no picture may lead."""

TRAPS = (
    *("1", "12 ", "1,234,", "0.1 (", "1-2", "1/", "25% ", "± 1.2 ", "10⁻", "P = 0.0", "n = 1; ", "HR 0.7 (0.4-", "1.2 to ", "95% CI "),
    *(
        "A",
        "AB ",
        "A.",
        "A1-",
        "MRD ",
        "CD19+",
        "RT-13",
        "I.V. ",
        "Aa",
        "É",
        "a ",
        "a a a ",
        "a. ",
        "a, ",
        "a-",
        "a'",
        "not ",
        "and ",
        "or ",
    ),
    *("very ", "all of the above ", "which of the following ", "is being given by ", "should have been ", "children ", "he/she ", "Dr. "),
    *("(", ")", "[", "]", "{", "}", "<", ">", "((", "[[", "]]", "[]", "()", "[](", "![](", "[@", "[@a; ", "[^", "**", "*a_", "_a*", "`"),
    *("` ", "~~", "~", "|", "| |", "\\", "\\\\", "&", "&a", "&#", "<a ", "<!--", "<https://", "https://", "a@b.", "www.", "#", "# ", "{#a"),
    *(
        "{.a ",
        "-",
        "- ",
        "--",
        "=",
        ":",
        "::",
        "?",
        "? ",
        "!",
        "!!",
        '"',
        "' ",
        "“",
        "”",
        "…",
        "–",
        " ",
        "\t",
        " \t",
        "é",
        "漢",
        "\U0001f9ec",
    ),
    *("a_", "_", "[[a|", "|b", "->", " -> ", "x:", "a: ", "\u0301a", "ﬁ", "İ", "ß", "Ǆ", "\u1e9e", "٣", "½", "²", "Ⅷ"),
)
"""What makes a careless pattern try for ever, when it stands again and again."""


class Mutation(NamedTuple):
    """A spoilt file, and what was done to it."""

    kind: str
    data: bytes


Spoil = Callable[[Random, str], str]

_KINDS: dict[str, Spoil] = {}


def _kind(spoil: Spoil) -> Spoil:
    _KINDS[spoil.__name__.strip("_")] = spoil
    return spoil


def kinds() -> tuple[str, ...]:
    """The names of all kinds of mutations."""
    return (*_KINDS, *_BYTES)


def mutate(chance: Random, data: bytes, others: Sequence[str] = ()) -> Mutation:
    """`data` spoilt in one to three ways, and sometimes as bytes on top; `others` are texts from which pieces are borrowed."""
    text = data.decode("utf-8", "replace")
    names = chance.choices([*_KINDS, "borrowed"] if others else list(_KINDS), k=chance.choices((1, 2, 3), (6, 3, 1))[0])
    for name in names:
        text = _borrowed(chance, text, chance.choice(others)) if name == "borrowed" else _KINDS[name](chance, text)
    spoilt = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.2:
        name = chance.choice(list(_BYTES))
        return Mutation("+".join((*names, name)), _BYTES[name](chance, spoilt))
    return Mutation("+".join(names), spoilt)


def mutate_text(chance: Random, text: str) -> str:
    """`text` spoilt in one to three ways, for a parser of text."""
    for name in chance.choices(list(_KINDS), k=chance.randint(1, 3)):
        text = _KINDS[name](chance, text)
    return text


# --- pieces ----------------------------------------------------------------------------------------------------------------------


def _put(chance: Random, text: str, piece: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + piece + text[at:]


def _put_line(chance: Random, text: str, piece: str) -> str:
    """`piece` as lines of its own; half of the time as a paragraph of its own, which is where a parser does most with it."""
    lines = text.split("\n")
    lines.insert(chance.randrange(len(lines) + 1), f"\n{piece}\n" if chance.random() < 0.5 else piece)
    return "\n".join(lines)


@_kind
def _syntax(chance: Random, text: str) -> str:
    for _ in range(chance.randint(1, 6)):
        text = _put(chance, text, chance.choice(SYNTAX))
    return text


@_kind
def _unseen(chance: Random, text: str) -> str:
    for _ in range(chance.randint(1, 6)):
        text = _put(chance, text, chance.choice(UNSEEN))
    return text


@_kind
def _cut(chance: Random, text: str) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.choice((1, 3, 30, 300, len(text))) :]


@_kind
def _doubled(chance: Random, text: str) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start : start + chance.choice((1, 30, 300, 3_000))] * chance.choice((2, 3, 20)) + text[start:]


@_kind
def _half_typed(chance: Random, text: str) -> str:
    return text[: chance.randrange(len(text) + 1)]


@_kind
def _moved(chance: Random, text: str) -> str:
    start = chance.randrange(len(text) + 1)
    end = start + chance.choice((3, 30, 300, 3_000))
    return _put(chance, text[:start] + text[end:], text[start:end])


@_kind
def _link(chance: Random, text: str) -> str:
    target = chance.choice(TARGETS)
    return _put(chance, text, chance.choice((f"[x]({target})", f"![x]({target})", f"<{target}>", f"[x][y]\n\n[y]: {target}\n", target)))


def _borrowed(chance: Random, text: str, other: str) -> str:
    """A stretch of another file in this one."""
    start = chance.randrange(len(other) + 1)
    return _put(chance, text, other[start : start + chance.choice((30, 300, 3_000))])


# --- lines -----------------------------------------------------------------------------------------------------------------------


@_kind
def _lines_swapped(chance: Random, text: str) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


@_kind
def _lines_deleted(chance: Random, text: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    del lines[at : at + chance.choice((1, 1, 2, 10))]
    return "\n".join(lines)


@_kind
def _lines_repeated(chance: Random, text: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + chance.choice((1, 5, 20))] * chance.choice((1, 2, 50))
    return "\n".join(lines)


@_kind
def _lines_indented(chance: Random, text: str) -> str:
    lines = text.split("\n")
    at, by = chance.randrange(len(lines)), chance.choice((" ", "  ", "   ", "    ", "\t", "> ", "      "))
    for number in range(at, min(at + chance.choice((1, 3, 20)), len(lines))):
        lines[number] = by + lines[number] if chance.random() < 0.8 else lines[number].lstrip()
    return "\n".join(lines)


@_kind
def _lines_joined(chance: Random, text: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    count = chance.choice((2, 5, 200))
    lines[at : at + count] = [" ".join(lines[at : at + count])]
    return "\n".join(lines)


@_kind
def _line_ends(chance: Random, text: str) -> str:
    end = chance.choice(("\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\n\r", "\n\n"))
    if chance.random() < 0.5:
        return text.replace("\n", end)
    return re.sub("\n", lambda _: end if chance.random() < 0.1 else "\n", text)


# --- keys, fences, numbers -------------------------------------------------------------------------------------------------------


@_kind
def _yaml(chance: Random, text: str) -> str:
    return (_put_line if chance.random() < 0.5 else _put)(chance, text, chance.choice(YAML))


@_kind
def _keys(chance: Random, text: str) -> str:
    """A key without colon, twice, renamed, without or with another value."""
    found = list(re.finditer(r"(?m)^( *- *)?([\w-]+):( .*)?$", text))
    if not found:
        return text
    line = chance.choice(found)
    key, value = line[2], line[3] or ""
    piece = chance.choice(
        (
            f"{key}{value}",
            f"{line[0]}\n{line[0]}",
            f"{key}x:{value}",
            f"{key}:",
            f"{key}: [",
            f"{key}: {{a: b}}",
            f"{key}:{value} # x",
            f'{key}: "',
            f"{key}: [{', '.join(['x'] * 3_000)}]",
            f"\t{key}:{value}",
            f"{key} :{value}",
            f"{key}: {chance.choice(YAML)}",
            f"{key}: -1",
        )
    )
    return text[: line.start()] + piece + text[line.end() :]


@_kind
def _fence(chance: Random, text: str) -> str:
    """A fence, a comment or a quote that is opened and never closed."""
    return _put_line(
        chance, text, chance.choice(("```", "~~~", "````chart", "```chart\ntype: bars", "<!--", "<script>", "---", "$$", "[^1]:", "| a"))
    )


@_kind
def _number(chance: Random, text: str) -> str:
    """A number that is no number of anything."""
    found = list(re.finditer(r"\d+", text))
    if not found:
        return text
    digits = chance.choice(found)
    huge = (
        "9" * 400,
        "9" * 6_000,
        "0" * 30,
        "1e999",
        "1e-999",
        "-1",
        "NaN",
        "inf",
        "٣٤",
        "1,2,3,4",
        "0.0.0",
        "9007199254740993",
        "½",
        "1" + "_0" * 50,
    )
    return text[: digits.start()] + chance.choice(huge) + text[digits.end() :]


@_kind
def _ids(chance: Random, text: str) -> str:
    """An id that stands twice, or is none."""
    found = list(re.finditer(r"(?<=id: )\S+|(?<=\{#)[^} ]+|(?<=@)[\w-]+|(?<=\.)[\w-]+(?=\})", text))
    if len(found) < 2:
        return text
    one, other = chance.choice(found), chance.choice(found)
    piece = chance.choice((other[0], "x" * 5_000, "../x", "É", "a b", "__proto__", "-", "CON"))
    return text[: one.start()] + piece + text[one.end() :]


# --- much of it ------------------------------------------------------------------------------------------------------------------


@_kind
def _trap(chance: Random, text: str) -> str:
    """One or two pieces again and again, on one line or on many."""
    piece = "".join(chance.sample(TRAPS, chance.choice((1, 1, 2))))
    run = piece * (chance.choice((100, 2_000, LONGEST)) // len(piece)) + chance.choice(("", "x", "!", "]", ")", "\u00e9", "1"))
    lead = chance.choice(("", "", "- ", "> ", "- [x] ", "## ", "| ", "> **Hint:** ", "claim: ", "    "))
    if chance.random() < 0.3:
        run = "\n".join(run[start : start + 70] for start in range(0, len(run), 70))
    return _put_line(chance, text, lead + run)


@_kind
def _nested(chance: Random, text: str) -> str:
    depth = chance.choice((10, 60, 500))
    piece = chance.choice(
        (
            "> " * depth + "deep",
            "- " * depth + "deep",
            "1. " * depth + "deep",
            "".join(f"{'  ' * level}- level {level}\n" for level in range(depth)),
            "".join(f"{'> ' * level}level {level}\n" for level in range(depth)),
            "[" * depth + "x" + "]" * depth,
            "x: " + "[" * depth + "x" + "]" * depth,
            "x: " + "{a: " * depth + "x" + "}" * depth,
            "".join(f"{' ' * level}k:\n" for level in range(depth)),
            "![" * depth + "x" + "](y)" * depth,
            "**a _b " * depth + "_ **" * depth,
            "<b>" * depth,
        )
    )
    return _put_line(chance, text, piece)


@_kind
def _wide(chance: Random, text: str) -> str:
    """A table of a thousand columns, a line of many words, a word without end."""
    many = chance.choice((50, 1_000))
    piece = chance.choice(
        (
            f"\n|{' a |' * many}\n|{'---|' * many}\n|{' b |' * many}\n|{' c |' * 3}\n",
            "word " * (4 * many),
            "w" * (20 * many),
            "漢" * (10 * many),
            "\n".join("| a | b |" for _ in range(many)),
        )
    )
    return _put_line(chance, text, piece)


@_kind
def _citations(chance: Random, text: str) -> str:
    keys = sorted(set(re.findall(r"@([\w-]+)", text))) or ["RT-13"]
    many = chance.choice((20, 3_000))
    cited = [chance.choice((*keys, "NO-1", "x")) for _ in range(many)]
    return _put_line(
        chance,
        text,
        chance.choice(("[@" + "; @".join(cited) + "]", " ".join(f"[@{key}]" for key in cited), "\n".join(f"a [@{key}]." for key in cited))),
    )


@_kind
def _many(chance: Random, text: str) -> str:
    """Hundreds of headings, items, options, notes or references."""
    piece = chance.choice(
        (
            "## a\n\n",
            "### a\n\nid: a\n\n",
            "- [x] a\n",
            "- [ ] a\n  > b\n",
            "[^{n}]: a\n\n",
            "[^{n}] ",
            "a\n: b\n\n",
            "> **Hint:** a\n\n",
            "---\n\n",
            "id: q{n}\n",
            "[x{n}]: y\n",
            "X-{n}:\n  claim: a\n",
            "1. a\n",
            "```chart\ntype: bars\n```\n\n",
            "[[a|b]] ",
            "## T{n}\n\nPlain: a\n\nClinician: b\n\n",
        )
    )
    return _put_line(chance, text, "".join(piece.replace("{n}", str(number)) for number in range(chance.choice((20, 300, 1_000)))))


# --- bytes -----------------------------------------------------------------------------------------------------------------------


def _flipped(chance: Random, data: bytes) -> bytes:
    spoilt = bytearray(data or b"x")
    for _ in range(chance.choice((1, 5, 50))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _broken_off(chance: Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _twice(chance: Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start : start + chance.randrange(1, 5_000)] + data[start:]


def _marked(_: Random, data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _recoded(chance: Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "utf-7", "cp1252")), "replace")


def _zeros(chance: Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + bytes(chance.choice((1, 512, 4_096))) + data[start:]


def _noise(chance: Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.randbytes(chance.choice((1, 40, 4_000))) + data[start:]


_BYTES: dict[str, Callable[[Random, bytes], bytes]] = {
    "flipped": _flipped,
    "broken_off": _broken_off,
    "twice": _twice,
    "marked": _marked,
    "recoded": _recoded,
    "zeros": _zeros,
    "noise": _noise,
}
