"""The syntax of GIFT, as Moodle reads it: blocks parted by empty lines, a question with its answers in braces, signs with a backslash.

The signs are those of Moodle's documentation of the format (docs.moodle.org, "GIFT format").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from edu_tui.authoring.losses import RefusedError

# A sign behind a backslash is no syntax. While a question is cut up, each stands as one character that no cleaned text holds.
_SIGNS = {sign: chr(0xFDD0 + number) for number, sign in enumerate(":#={}~n\\")}
_SHOWN = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in _SIGNS.items()})
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_FORMAT = re.compile(r"\[(moodle|html|plain|markdown)\]")
_IDENT = re.compile(r"\[id:([^\]]+)\]")
_TAG = re.compile(r"\[tag:([^\]]+)\]")
_CATEGORY = "$CATEGORY:"


class Text(msgspec.Struct, frozen=True):
    """A text and its format: "moodle" (HTML in which line ends count), "html", "plain" or "markdown"."""

    text: str
    format: str


class Answer(msgspec.Struct, frozen=True):
    """One answer: its sign ("=" or "~"), its share of the credit from -1 to 1 (None: not given), its text and the feedback on it."""

    sign: str
    weight: Decimal | None
    text: Text
    feedback: Text


class GiftBlock(msgspec.Struct, frozen=True):
    """What stands between empty lines: the line on which its text begins, this text, and its comments, each with its line."""

    line: int
    text: str
    comments: tuple[tuple[int, str], ...] = ()


class GiftQuestion(msgspec.Struct, frozen=True):
    """A question cut up: `answers` is what stands in the braces (None without braces), signs with a backslash still hidden.

    `before` and `after` are what stands on both sides of the braces, signs hidden too.
    """

    title: str
    before: str
    after: str
    answers: str | None
    general_feedback: str
    format: str


def cut_blocks(text: str) -> Iterator[GiftBlock]:
    """The blocks of a file, each at its line; a category is a block of its own."""
    lines: list[tuple[int, str]] = []
    for number, raw in enumerate([*text.split("\n"), ""], 1):
        line = raw.strip()
        if line.startswith(_CATEGORY):
            yield from _block(lines)
            yield GiftBlock(number, line)
            lines = []
        elif line:
            lines.append((number, line))
        else:
            yield from _block(lines)
            lines = []


def _block(lines: list[tuple[int, str]]) -> Iterator[GiftBlock]:
    told = [(number, line) for number, line in lines if not line.startswith("//")]
    comments = tuple((number, line) for number, line in lines if line.startswith("//"))
    if lines:
        yield GiftBlock((told or lines)[0][0], "\n".join(line for _, line in told), comments)


def category(block: GiftBlock) -> str | None:
    """The path of the category that a block opens, without the names that every course has; None if it opens none."""
    if not block.text.startswith(_CATEGORY):
        return None
    names = [name.strip() for name in block.text.removeprefix(_CATEGORY).split("/")]
    return "/".join(name for name in names if name and not (name.startswith("$") and name.endswith("$")) and name != "top")


def ident_and_tags(block: GiftBlock) -> tuple[str, tuple[str, ...]]:
    """`[id:...]` and `[tag:...]` in the comments of a block."""
    comments = "\n".join(line for _, line in block.comments)
    found = _IDENT.search(comments)
    return (found[1].strip() if found else ""), tuple(tag.strip() for tag in _TAG.findall(comments))


def cut_question(text: str) -> GiftQuestion:
    """A block that is a question, cut into its parts. Raises RefusedError if its braces are not a pair."""
    hidden = _ESCAPE.sub(lambda found: _SIGNS[found[1]], text).strip()
    title = ""
    if hidden.startswith("::") and "::" in hidden[2:]:
        title, _, hidden = hidden[2:].partition("::")
    form, hidden = _format(hidden.strip(), "moodle")
    start, end = hidden.find("{"), hidden.find("}")
    if start < 0 and end < 0:
        return GiftQuestion(shown(title), hidden, "", None, "", form)
    if start < 0 or end < start:
        raise RefusedError("a question with one brace", "its answers have no beginning or no end")
    answers, _, general = hidden[start + 1 : end].rpartition("####") if "####" in hidden[start:end] else (hidden[start + 1 : end], "", "")
    return GiftQuestion(shown(title), hidden[:start], hidden[end + 1 :], answers.strip(), general.strip(), form)


def cut_answers(text: str, form: str) -> list[Answer]:
    """The answers of a list, each begun by = or ~; what stands before the first sign is an answer too."""
    parts = re.split(r"([=~])", text)
    pieces = [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    return [_answer(sign, body.strip(), form) for sign, body in pieces if sign or body.strip()]


def _answer(sign: str, body: str, form: str) -> Answer:
    found = _WEIGHT.match(body)
    words, _, feedback = (body[found.end() :] if found else body).partition("#")
    share = Decimal(found[1]) / 100 if found else None
    return Answer(sign, share, said(words, form), said(feedback, form))


def said(text: str, form: str) -> Text:
    """A text with its signs shown again, in the format that it names, else in `form`."""
    own, rest = _format(text.strip(), form)
    return Text(shown(rest).strip(), own)


def _format(text: str, form: str) -> tuple[str, str]:
    found = _FORMAT.match(text)
    return (found[1], text[found.end() :].strip()) if found else (form, text)


def shown(text: str) -> str:
    """A text with the signs in it that stood behind a backslash."""
    return text.translate(_SHOWN)
