"""Skeletons of questions: what is left to the author stands in blanks."""

from __future__ import annotations

from edu_tui.authoring.escaping import title_text
from edu_tui.library.blanks import blank

_RIGHT, _WHY = blank("right answer"), blank("why it is right, with the fact that says so")
_EXPLANATION = f"> **Explanation:** {blank('what to keep in mind, with the fact that says so')}"
_HINT = f"> **Hint:** {blank('where to look, without the answer')}"
_MISTAKES = (
    (blank("wrong answer that tempts"), blank("why it is wrong")),
    (blank("another wrong answer"), blank("why this one is wrong")),
)

_STEMS = {
    "truefalse": blank("a statement that is true, in one sentence"),
    "numeric": f"{blank('all that is needed, and which number is asked for')}?",
    "short": f"{blank('what is asked, so that a word or two answer it')}?",
    "order": f"{blank('which steps these are')}. Put them in order.",
    "match": f"{blank('what belongs to what')}. Match them.",
    "cloze": f"{blank('the words before')} [[{blank('right word')}|{blank('another spelling')}]] {blank('the words after')}",
    "poll": blank("what the group is asked for its opinion"),
}


def question_skeleton(kind: str, ident: str, objective: str, title: str = "", place: int = 0) -> str:
    """A question of the type `kind` with its blanks, of a "case" a vignette with two questions; ends with a newline.

    The right option of a choice stands at `place`, counted round.
    """
    heading = title_text(title) if title else blank("short title")
    if kind == "case":
        return _case(heading, ident, objective, place)
    return _question("##", kind, heading, ident, objective, place)


def _question(signs: str, kind: str, heading: str, ident: str, objective: str, place: int) -> str:
    keys = [
        f"id: {ident}",
        *([] if kind in ("single", "truefalse") else [f"type: {kind}"]),
        *([f"objective: {objective}"] if kind != "poll" else []),
    ]
    parts = [
        f"{signs} {heading}",
        "\n".join(keys),
        _STEMS.get(kind, f"{blank('what happened to whom, and what is asked')}?"),
        "\n".join(_answers(kind, place)),
        *([_HINT, _EXPLANATION] if kind != "poll" else []),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _answers(kind: str, place: int) -> list[str]:
    match kind:
        case "single":
            options = [_option(words, why) for words, why in _MISTAKES]
            options.insert(place % 3, _option(_RIGHT, _WHY, right=True))
            return options
        case "multiple":
            second = _option(blank("another right answer"), blank("why this one is right, with the fact that says so"), right=True)
            return [_option(_RIGHT, _WHY, right=True), second, *(_option(words, why) for words, why in _MISTAKES)]
        case "truefalse":
            return [_option("True", _WHY, right=True), _option("False", blank("why one could think so"))]
        case "numeric":
            expected = f"{blank('right number')} ± {blank('how far off')} {blank('the unit')}"
            return [_option(expected, _WHY, right=True), _option("*", blank("how the number is found"))]
        case "short":
            return [_option(f"{_RIGHT} | {blank('another spelling')}", _WHY, right=True), _option(*_MISTAKES[0])]
        case "order":
            return [f"{number}. {blank(f'{word} step')}" for number, word in enumerate(("first", "second", "third"), 1)]
        case "match":
            pairs = [f"- {blank(f'{word} left side')} -> {blank(f'{word} right side')}" for word in ("first", "second", "third")]
            return [*pairs, f"- -> {blank('a right side that belongs to none')}"]
        case "poll":
            return [f"- [ ] {blank(f'{word} opinion')}" for word in ("first", "second", "third")]
        case _:
            return []


def _option(words: str, feedback: str, *, right: bool = False) -> str:
    return f"- [{'x' if right else ' '}] {words}\n  > {feedback}"


def case_parts(ident: str) -> tuple[str, str]:
    """The ids of the two questions of a case: its own with a number."""
    return f"{ident}-q1", f"{ident}-q2"


def _case(heading: str, ident: str, objective: str, place: int) -> str:
    """A vignette with two questions."""
    parts = [
        _question("###", "single", blank(f"short title of question {word}"), part, objective, place + at)
        for at, (word, part) in enumerate(zip(("one", "two"), case_parts(ident), strict=True))
    ]
    return "\n".join((f"## {heading}\n\nid: {ident}\ntype: case\n\n{blank('who came with what, and when')}\n", *parts))
