"""What results do not say by themselves: from when years count, what caused what, and whose opinion it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from edu_tui.checks.claims import Claim, Role
from edu_tui.checks.prose import sentences
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.support import citing
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity
from edu_tui.library.ledger import Fact, Status
from edu_tui.library.modules import Audience

_SHARE = re.compile(r"\d ?%|\bout of 100\b")
_OUTCOME = re.compile(
    r"\b(?:alive|surviv\w+|EFS|DFS|OS|(?:event|disease|relapse|leukaemia)-free|free of relapse|cumulative incidence|mortality|died|deaths?"
    r"|new cancers?|second cancers?)\b",
    re.IGNORECASE,
)
_ENDPOINT = re.compile(r"\b(?:EFS|DFS|PFS|RFS|(?:event|disease|progression|relapse|leukaemia)-free(?: survival)?)\b", re.IGNORECASE)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|eight|ten|fifteen|twenty|twenty-five|thirty)"
_SPAN = re.compile(
    rf"\b(?<!\bunder )(?<!\byounger than )(?<!\bolder than )(?<!\baged )(?<!\bage )"  # how old, not how long
    rf"\b{_NUMBER}[ -]years?\b(?![ -](?:old|of age))|\byears? (?:on|later|out)\b",
    re.IGNORECASE,
)
_START = (
    r"(?:diagnos\w+|relapse\w*|recurrence|transplant\w*|HSCT|HCT|BMT|infusion\w*|infused|randomi[sz]\w+|treatment|therapy|enrol\w+|entry|join\w+"
    r"|birth|remission|block|induction|consolidation|courses?|cycles?|re-?induction)"
)
_ANCHOR = re.compile(
    rf"\b(?:after|since|from|following|at|past|beyond|upon|with|in)\b[^.;]{{0,45}}\b{_START}\b|\b(?:clock|time zero|time-zero|counts? from"
    r"|counted from|\w+-year survivors?|follow-up|years? count|survivors)\b"
    r"|\b(?:relapsed?|randomi[sz]ed|transplanted|infused|enrolled|joined)\b",
    re.IGNORECASE,
)

_COUNTED = re.compile(
    rf"\b(?:after|since|following) (?:(?:a|an|the|their|first|second|early|late|very|any|this|that|marrow|her|his) ){{0,3}}{_START}\b"
    rf"|\bfrom (?:the )?(?:first )?{_START}\b|\b(?:clock|time zero|time-zero|counts? from|counted from|years? count|\w+-year survivors?"
    r"|5-year survivors)\b",
    re.IGNORECASE,
)


@rule(
    "X03",
    Severity.WARNING,
    reason="Five years after diagnosis, after relapse and after a transplant are three different numbers.",
    example="Five-year survival was 49.5% [@RT-13].",
    cure="Say from when the years count: after relapse, after the transplant, since randomisation.",
    source="house rule: a share over time names its start and its length",
    spec=("LN-05",),
)
def clock_without_start(whole: Whole) -> Iterator[Finding]:
    """A share of survivors or events over years, in a section or question that never says from when the years count.

    To clinicians an endpoint such as event-free survival says by its name that it begins where its trial begins to count.
    """
    told = (claim for claim in whole.claims if claim.role is Role.TEXT and claim.figures and "year" in claim.text.casefold())
    for claim in told:
        if _SPAN.search(claim.text) and _OUTCOME.search(claim.text):
            for sentence in sentences(claim.text):
                span = _SPAN.search(sentence)
                named = claim.audience is Audience.CLINICIAN and _ENDPOINT.search(sentence)
                if span and not named and _SHARE.search(sentence) and _OUTCOME.search(sentence) and not _has_start(whole, claim):
                    message = f'"{span.group()}" does not say from when the years count'
                    yield Finding(claim.path, claim.line, message, near=span.group())
                    break


def _has_start(whole: Whole, claim: Claim) -> bool:
    return bool(_ANCHOR.search(claim.text) or _COUNTED.search(whole.around(claim.path, claim.line)))


_UNCONTROLLED = re.compile(
    r"\b(?:(?:single|one)[ -]arm|no (?:control|comparison)\b(?: group| arm)?|without (?:a |any )?(?:control|comparison)|not randomi[sz]ed"
    r"|uncontrolled|expanded access|compassionate|registry|case report)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because of|due to|thanks to|owing to|as a result of|le(?:d|ads) to|improve[sd]|prevent(?:s|ed)|reduce[sd]|lower(?:s|ed)|cure[sd]"
    r"|protect(?:s|ed)|save[sd]|doubled|halved)\b",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\b(?:alive|li(?:fe|ves)|surviv\w+|remissions?|cures?|relapses?|outcomes?|quality of life|response|deaths?|died|mortality"
    r"|MRD|toxicity)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:not|no|nor|never|neither|cannot|may|might|could|whether|if|prove[sdn]?|compared? with|uncontrolled|single|alone|nobody|none"
    r"|unclear|unknown|would|hopes?)\b|n't\b|\?",
    re.IGNORECASE,
)


def is_uncontrolled(fact: Fact) -> bool:
    """Whether the ledger says, in the fact's population or caution, that there was no group to compare with."""
    return _says_uncontrolled(fact.population) or _says_uncontrolled(fact.caution)


@lru_cache(maxsize=10_000)
def _says_uncontrolled(text: str) -> bool:
    return bool(_UNCONTROLLED.search(text))


@rule(
    "X04",
    Severity.WARNING,
    reason="Without a group to compare with nobody knows what would have happened anyway.",
    example="The cells led to a remission in 81% [@CT-07], where the ledger says that the study had one arm.",
    cure="Tell what was seen and when, not what caused it: after the infusion 81% were in remission.",
    source="house rule: the design of a study decides how its result is worded",
    spec=("LN-06",),
)
def cause_without_control(whole: Whole) -> Iterator[Finding]:
    """A sentence that tells a result as an effect, where the cited studies had no group to compare with.

    The design is what the ledger's population and caution say of it. A warning, because a list of verbs cannot know every true effect.
    """
    facts = whole.ledger.facts
    for claim, cited in citing(whole):
        if claim.role is Role.TEXT and all(is_uncontrolled(facts[key]) for key in cited):
            for sentence in sentences(claim.text):
                cause = _CAUSE.search(sentence)
                if cause and _BENEFIT.search(sentence) and not _HEDGE.search(sentence):
                    message = f'"{cause.group()}" tells of a cause, but {cited[0]} had no group to compare with'
                    yield Finding(claim.path, claim.line, message, near=cause.group())


_OPINION = re.compile(r"\b(?:argues?|hopes?|opinion|outlook|forecasts?|expects?|holds that|asks for)\b", re.IGNORECASE)
_NAMED = (
    r"editorials?|authors?|argue[sd]?|hope[sd]?|opinions?|outlook|forecasts?|expect(?:s|ed)?|experts?|prediction|believes?|thinks?|views?"
    r"|(?:one|a) (?:doctor|clinician|expert)"
)
_OWNER = re.compile(rf"\b(?:{_NAMED})\b", re.IGNORECASE)
_GUARDED = re.compile(
    rf"\b(?:{_NAMED}|may|might|could|suggests?|asks?|question|by inference|not (?:yet )?know|(?:being|under) (?:tested|study))\b",
    re.IGNORECASE,
)


def is_opinion(fact: Fact) -> bool:
    """Whether a seed fact is the editorial's opinion, as its claim or caution says."""
    return fact.status is Status.SEED and (_says_opinion(fact.claim) or _says_opinion(fact.caution))


@lru_cache(maxsize=10_000)
def _says_opinion(text: str) -> bool:
    return bool(_OPINION.search(text))


@rule(
    "X05",
    Severity.WARNING,
    reason="What one author hopes is no finding.",
    example="New drugs will give survivors a better life [@QL-01], where QL-01 is a hope of the editorial.",
    cure="Name whose view it is: the editorial argues, one doctor hopes, this may.",
    source="house rule: an opinion is told as one",
    spec=("LN-18",),
)
def unlabelled_opinion(whole: Whole) -> Iterator[Finding]:
    """A paragraph that rests on an opinion of the editorial alone, where neither it nor its section or question says whose it is."""
    facts = whole.ledger.facts
    for claim, cited in citing(whole):
        resting = claim.role is Role.TEXT and all(is_opinion(facts[key]) for key in cited)
        if resting and not _GUARDED.search(claim.text) and not _OWNER.search(whole.around(claim.path, claim.line)):
            yield Finding(claim.path, claim.line, f"{cited[0]} is an opinion, and nothing here says whose", near=cited[0])
