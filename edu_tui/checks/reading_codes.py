"""The codes of what is found while files are read: the parsers tell these, no rule does, and their findings explain themselves."""

from __future__ import annotations

import msgspec

from edu_tui.library.diagnostics import Severity


class ReadingCode(msgspec.Struct, frozen=True):
    """One code, how bad its findings are, and what they are about."""

    code: str
    severity: Severity
    what: str


def _errors(subject: dict[str, str]) -> tuple[ReadingCode, ...]:
    return tuple(ReadingCode(code, Severity.ERROR, what) for code, what in subject.items())


def _warnings(subject: dict[str, str]) -> tuple[ReadingCode, ...]:
    return tuple(ReadingCode(code, Severity.WARNING, what) for code, what in subject.items())


_FILES = _errors(
    {
        "S01": "A file that is not there, or that cannot be opened.",
        "S02": "A file that is a link out of the library.",
        "S03": "Something that is not a regular file.",
        "S04": "A file that is too large to be read.",
        "S05": "A file that is not UTF-8.",
        "S07": "A line that is too long to be shown.",
        "F00": "A Markdown file without a head between two lines of three hyphens.",
        "F01": "A head, or another YAML file, that is not valid YAML.",
        "F02": "A head with a key that is missing, unknown or of the wrong kind.",
        "F03": "A value in a head that makes no sense.",
    }
) + _warnings(
    {
        "S06": "A control character, or one that shows nothing.",
        "S08": "A file or folder that is no part of the library because of its name.",
    }
)

_PAGES = _errors(
    {
        "H01": "A heading with a single # inside a module or a quiz.",
        "H02": "A heading without words.",
        "H03": "The id of a section that another one of the module has.",
        "H04": "A section that names an objective which the head does not define.",
        "G01": "A chart whose YAML cannot be read, or that lacks what its type needs.",
        "N10": "Something nested so deeply that it cannot be shown.",
        "N11": "A footnote that nothing refers to, or that is written twice.",
        "N12": "A row of a table that does not fit its head.",
    }
)

_LEDGER = _errors(
    {
        "K01": "A fact that cannot be read.",
        "K02": "A reference that cannot be read.",
        "K03": "A glossary entry that cannot be read.",
    }
)

_QUESTIONS = _errors(
    {
        "I01": "A question without an id.",
        "I02": "An id that stands twice in a quiz.",
        "I03": "An id that the quiz itself has retired.",
        "I04": "An id or the key of an option that is not made of small letters, digits and hyphens.",
        "M01": "A line in the id block that is not key: value.",
        "M02": "A key that no question has.",
        "M03": "A key that stands twice.",
        "M04": "A level of Bloom that does not exist.",
        "M05": "A difficulty that is not 1 to 5.",
        "M06": "A rev that is not a whole number.",
        "M07": "A key or value that means nothing in this type of question.",
        "T01": "A type of question that does not exist.",
        "Q01": "A quote after the answers without a label of a question.",
        "Q02": "A label that stands twice in a question.",
        "Q03": "A hint, note or explanation in the wrong place.",
        "Q04": "A question that asks nothing.",
        "Q10": "A question of a case outside a case, or a case inside one.",
        "Q11": "A case without questions.",
    }
) + _warnings(
    {
        "Q05": "A question that says nothing about its answers.",
        "Q06": "An option that points at others by their place although the options are mixed.",
        "Q07": "A line that became a list because of its first sign.",
    }
)

_ANSWERS = _errors(
    {
        "A01": "No option is marked as right.",
        "A02": "A second list of answers, or one where there should be none.",
        "A04": "Options without boxes, or steps without numbers.",
        "A05": "A question without answers.",
        "A06": "Ticks that do not fit the type of the question.",
        "A07": "A pair without an arrow.",
        "A09": "Too few or too many options.",
        "A10": "Too few or too many steps.",
        "A11": "Too few or too many pairs.",
        "A12": "A cloze question without blanks, or with too many.",
        "A13": "A tick in a poll.",
        "A14": "An answer that stands twice.",
        "A15": "Shares of the credit that make no sense.",
        "A16": "A box that is not written as [ ] or [x].",
        "A17": "Feedback that is indented too far.",
        "A18": "A dash or a bullet sign where a hyphen should stand.",
        "A19": "The key of an option that stands twice.",
        "A20": "An answer without text.",
        "N01": "A number that cannot be read, or that has two units.",
        "N02": "A range that runs from high to low.",
        "N03": "A tolerance in per cent that can be meant in two ways.",
    }
) + _warnings(
    {
        "A03": "Feedback that is not indented under its option.",
        "A08": "Text beside the answers that is not shown.",
    }
)

_SETTINGS = _errors(
    {
        "Z01": "A threshold in content/checks.yaml that cannot be read.",
        "Z02": "A waiver that cannot be read.",
        "Z03": "A waiver of a rule that does not exist.",
        "Z04": "A waiver of something that nobody may waive.",
        "Z05": "A waiver whose last day has passed.",
        "Z06": "A waiver that lasts too long.",
    }
) + _warnings({"Z07": "A waiver that waives nothing."})

READING: dict[str, ReadingCode] = {
    item.code: item for item in sorted(_FILES + _PAGES + _LEDGER + _QUESTIONS + _ANSWERS + _SETTINGS, key=lambda item: item.code)
}
"""Every code of reading, in order."""
