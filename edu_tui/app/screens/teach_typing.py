"""What can be typed while a session is led: what the line asks for, and the order that comes of it."""

from __future__ import annotations

from typing import NamedTuple

from edu_tui.app.screens.teach_leading import Scene
from edu_tui.study.teaching.commands import Order, Word, takes_hands


class Asked(NamedTuple):
    """Something to type: its purpose, the words over the line, what stands in it, and whether it shows as dots."""

    purpose: str
    label: str
    text: str = ""
    hidden: bool = False


def asked(purpose: str, scene: Scene) -> Asked:
    """What the line asks for a purpose: "count", "note", "initials", "count-people", "begin:HOW", "form:FORM:N", "sheet:FORM"."""
    match purpose.split(":"):
        case ["count"]:
            options = len(scene.presenter.vote.options) if scene.presenter.vote else 0
            return Asked(purpose, f"Votes for each of the {options} options, as A 4 B 7 or 4 7 0 (hidden from the room):", hidden=True)
        case ["note"]:
            return Asked(purpose, "A note for the report, without names; the room can read it here:")
        case ["begin", "count"] | ["count-people"]:
            return Asked(purpose, "How many are here? Enter alone: it is not kept.")
        case ["begin", _] | ["initials"]:
            return Asked(purpose, "Initials of those who are here, as AB CD; names are never kept. Enter alone: nothing is kept.")
        case ["form", form, number]:
            when = "before" if form == "pre" else "after"
            return Asked(purpose, f"Question {number} {when} the session: {_ways(scene, form, int(number))}:", hidden=True)
        case ["sheet", _]:
            return Asked(purpose, "The sign on the sheet, then + or - for each question, as blue7 ++-+; the sign alone takes it away:")
        case _:
            return Asked(purpose, "")


def _ways(scene: Scene, form: str, number: int) -> str:
    """How the counts of question `number` of a form can be typed."""
    rows = next((one.rows for one in scene.forms if one.form == form), ())
    question = scene.material.question(rows[number - 1].question) if 1 <= number <= len(rows) else None
    lead = "hands for each letter, as A 3 B 9, or " if question is not None and takes_hands(question) else ""
    return f"{lead}how many were right of how many who answered, as 9/14"


def order_of(purpose: str, text: str) -> Order | None:
    """The order that something typed means; None for nothing."""
    match purpose.split(":"):
        case ["count"] if text:
            return Order(Word.COUNT, text=text)
        case ["note"] if text:
            return Order(Word.NOTE, text=text)
        case ["begin", _] | ["count-people"] | ["initials"]:
            return Order(Word.ATTEND, text=text)
        case ["form", form, number] if text:
            return Order(Word.FORM, int(number), text=text, about=form)
        case ["sheet", form] if text:
            return Order(Word.SHEET, text=text, about=form)
        case _:
            return None
