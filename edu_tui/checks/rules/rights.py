"""What is not ours to give: licensed questionnaires, the names of institutions, contact hours, effects of teaching that nobody measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library import blocks as b
from edu_tui.library.diagnostics import Severity
from edu_tui.library.walk import own_inlines, plain, walk_blocks

_INSTRUMENT = re.compile(
    r"\b(?:PedsQL|EQ-5D\w*|EORTC|QLQ-\w+|SF-36|PROMIS|FACT-\w+|PHQ-\d|GAD-7|BRIEF-?2|WISC|CDI|STAI|HADS|KIDSCREEN|CHQ|BASC)\b"
)
_INSTRUMENTS = (
    *("pedsql", "eq-5d", "eortc", "qlq-", "sf-36", "promis", "fact-", "phq-", "gad-7", "brief", "wisc", "cdi", "stai", "hads", "kidscreen"),
    *("chq", "basc"),
)
_ANSWER_SCALE = re.compile(
    r"\b(?:almost (?:never|always)|not at all|a little( bit)?|quite a bit|very much|some of the time|most of the time|nearly every day"
    r"|no problems|some problems|extreme problems|slight problems|severe problems)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\W*(?:\d+[.)] )?(?:i (?:am|feel|have|can|cannot|find|worry|get)\b|in the (?:past|last) |how (?:often|much|true) |problems? with "
    r"|(?:do|did|have|were|are) you\b|it is hard (?:for me )?to )",
    re.IGNORECASE,
)


@rule(
    "X16",
    Severity.ERROR,
    reason="Questionnaires such as PedsQL and EQ-5D belong to somebody, and a copy needs a licence.",
    example="A list under PedsQL: In the past month, how often was it hard to walk, to run, to lift, to sleep?",
    cure="Name the instrument and what it measures, and send readers to its owner.",
    source="house rule: licensed instruments are named, never reproduced",
    spec=("LN-16",),
)
def reproduced_instrument(whole: Whole) -> Iterator[Finding]:
    """A list or table that looks like the items of a questionnaire, in a section that names a licensed one."""
    likely = {(passage.path, passage.line) for passage in whole.passages_by_words.holding(_INSTRUMENTS)}
    for module in whole.modules if likely else ():
        for line, blocks in ((1, module.lead), *((section.line, section.blocks) for section in module.sections)):
            named = _INSTRUMENT.search(whole.around(module.path, line)) if (module.path, line) in likely else None
            for block in walk_blocks(blocks) if named else ():
                if named and isinstance(block, b.ItemList | b.Table) and _looks_like_items(block, whole.limits.instrument_items):
                    yield Finding(module.path, block.line, f"this looks like the items of {named.group()}, a licensed instrument")


def _looks_like_items(block: b.ItemList | b.Table, least: int) -> bool:
    rows = _rows(block)
    asked = sum(bool(_ITEM.match(row)) for row in rows)
    return asked >= least or (len(rows) >= least and sum(bool(_ANSWER_SCALE.search(row)) for row in rows) >= 2)


def _rows(block: b.ItemList | b.Table) -> list[str]:
    if isinstance(block, b.Table):
        return [" ".join(plain(cell) for cell in row.cells) for row in (block.header, *block.rows)]
    return [" ".join(plain(parts) for inner in item.blocks for _, parts in own_inlines(inner)) for item in block.items]


_BODIES = ("PDQ", "COG", "CDC", "NCI", "NIH", "AHRQ", "SIOP", "ASH", "AAP", "ASPHO", "APHON", "EBMT", "Oncology Group", "Cancer Institute")
_BODY = rf"(?-i:{'|'.join(_BODIES[:-2])}|Children's Oncology Group|National Cancer Institute)"
_OURS = r"(?:pages?|modules?|texts?|materials?|courses?|lessons?|quiz(?:zes)?|app|library|programme|program|session|handouts?)"
_APPROVED = r"(?:endorsed|certified|accredited|sponsored|authori[sz]ed|sanctioned|approved|recommended|reviewed)"
# Guidelines are endorsed, trials sponsored and drugs approved by such bodies: only what is said of the text itself is a claim of ours.
_ENDORSED = re.compile(
    rf"(?:\b(?:this|these|our|the) (?:\w+ )?{_OURS} (?:(?:was|were|is|are|has been|have been) )?|^|(?<=[.!?] ))"
    rf"{_APPROVED} by (?:the )?{_BODY}\b"
    rf"|\b{_BODY}[- ](?:endorsed|certified|accredited|approved) {_OURS}\b|\bofficial {_BODY} {_OURS}\b"
    rf"|\b(?:this|our) {_OURS} (?:is|was) (?:a |an |from |made by |written by )?(?:the )?{_BODY}\b"
    rf"|\b(?:written|made|published) on behalf of (?:the )?{_BODY}\b|\b(?:written|made|published) in partnership with (?:the )?{_BODY}\b",
    re.IGNORECASE | re.MULTILINE,
)
_APPROVALS = ("endorse", "certifi", "accredit", "sponsor", "authori", "sanction", "approve", "recommend", "review")
_THINGS = ("page", "module", "text", "material", "course", "lesson", "quiz", "app", "library", "program", "session", "handout")
_CLAIMS = (*_APPROVALS, "official", "on behalf", "in partnership", *(f"{owner} {thing}" for owner in ("this", "our") for thing in _THINGS))


@rule(
    "X17",
    Severity.ERROR,
    reason="Who uses a summary of PDQ or the CDC may say where it comes from, but not that they stand behind the result.",
    example="This page is endorsed by the COG.",
    cure="Name the source as a source, and let your own name stand for the text.",
    source="terms of use of PDQ and of the U.S. CDC: no sign of endorsement",
    spec=("LN-17",),
)
def claimed_endorsement(whole: Whole) -> Iterator[Finding]:
    """Words by which the text would seem to come from an institution, or to have its approval."""
    yield from _phrases(whole, _ENDORSED, '"{}" claims an approval that nobody gave', tuple(map(str.lower, _BODIES)), _CLAIMS)


_HOURS = re.compile(
    r"\b\d[\d.,]* (?:contact hours?|(?:CE|CNE|CME|CPD|NCPD)[- ](?:hours?|credits?|points?|units?))\b"
    r"|\b(?:earns?|awards?|awarded|grants?|granted|gives?|receives?|get|collect|worth) (?:you )?(?:up to )?(?:(?!no\b)\w+ )?"
    r"(?:contact hours?|(?:CE|CNE|CME|CPD|NCPD) (?:hours?|credits?|points?|units?))\b",
    re.IGNORECASE,
)
_AWARDS = ("contact", "ce ", "ce-", "cne", "cme", "cpd")


@rule(
    "X18",
    Severity.ERROR,
    reason="Contact hours are awarded by an accredited provider, after its own look at the session.",
    example="This module gives 1.5 contact hours.",
    cure="Leave the hours out: the nurse planner or accredited provider decides on them.",
    source="U.S. nursing accreditation (ANCC): only a provider awards contact hours",
    spec=("LN-17", "LN-94"),
)
def awarded_hours(whole: Whole) -> Iterator[Finding]:
    """Words by which the text itself would award hours or credits."""
    yield from _phrases(whole, _HOURS, '"{}" awards what only an accredited provider can', _AWARDS, ("hour", "credit", "point", "unit"))


_BENEFIT = re.compile(
    r"\b(?:this|our) (?:app|module|course|programme|program|session|training|library|page|quiz)(?:s)?(?! of\b) "
    r"(?:(?!not\b|never\b|cannot\b|nowhere\b)\w+ ){0,2}"
    r"(?:improves?|improved|saves?|saved|reduces?|reduced|lowers?|prevents?|shortens?|cuts?|raises?|changes?)\b"
    r"(?: [\w-]+){0,6}? (?:survival|lives|deaths?|infections?|outcomes?|care|practice|errors?|readmissions?|costs?|behaviour"
    r"|safety|stays?)\b",
    re.IGNORECASE,
)
_CREDITED = tuple(f"{owner} {thing}" for owner in ("this", "our") for thing in (*_THINGS, "training"))


@rule(
    "X21",
    Severity.WARNING,
    reason="What learners thought and knew can be asked after a session; what it did at the bedside was not measured.",
    example="This module reduces infections.",
    cure="Claim no more than what learners said or knew after a session, or name the study that measured more.",
    source="Kirkpatrick's four levels of evaluation",
    spec=("LN-100",),
)
def unmeasured_benefit(whole: Whole) -> Iterator[Finding]:
    """Words that credit this teaching with better practice or better outcomes (levels 3 and 4)."""
    yield from _phrases(whole, _BENEFIT, '"{}" claims an effect that this teaching has not been measured for', _CREDITED)


def _phrases(whole: Whole, pattern: re.Pattern[str], message: str, *signs: tuple[str, ...]) -> Iterator[Finding]:
    """Each phrase of `pattern` in a section, a question or a head; only texts with one of each of the `signs` are searched."""
    for passage in (*whole.heads_by_words.holding(*signs), *whole.passages_by_words.holding(*signs)):
        for found in pattern.finditer(passage.text):
            yield Finding(passage.path, passage.line, message.format(found.group()), near=found.group())
