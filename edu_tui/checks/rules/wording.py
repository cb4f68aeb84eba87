"""Words for families: a page that a tired parent can read."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.prose import words
from edu_tui.checks.readability import Counts, masked
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity


def _told(whole: Whole, path: str, counts: Counts) -> str:
    """The grades with all that is needed to compute them again, and what they would be if the glossary's terms were short words."""
    grades = f"grade {counts.flesch_kincaid:.1f} by Flesch-Kincaid and {counts.smog:.1f} by SMOG"
    spoken = f"{counts.syllables} syllables, {counts.polysyllables} words of three or more"
    counted = f"{grades} ({counts.words} words, {counts.sentences} sentences, {spoken})"
    if whole.glossary:
        known = masked(whole.family_prose[path], whole.glossary.pattern)
        counted = f"{counted}, {known.flesch_kincaid:.1f} and {known.smog:.1f} without the glossary's terms"
    return f"{counted}, roughly, as the text is short" if counts.rough else counted


@rule(
    "W01",
    Severity.ERROR,
    reason="The average adult reads at grade 7 to 8, and less well when tired or frightened.",
    example="Administration of immunotherapy necessitates hospitalisation.",
    cure="Shorten sentences, and say long words in short ones.",
    source="Kincaid 1975 and McLaughlin 1969 for the formulas; U.S. advice ranges from grade 4 to below 8, the limit is ours",
    spec=("LN-20", "LN-21", "LN-22"),
)
def hard_to_read(whole: Whole) -> Iterator[Finding]:
    """Text for families above the highest grade."""
    most = whole.limits.family_grade_most
    for path, counts in whole.family_counts.items():
        if counts.measurable and counts.grade > most:
            yield Finding(path, 1, f"this text for families asks for {_told(whole, path, counts)}; at most {most:g}")


@rule(
    "W02",
    Severity.INFO,
    reason="Text for families aims at grade 6; names of drugs and diseases may keep it above.",
    example="Chemotherapy can occasionally necessitate transfusions.",
    cure="Look for long words that can be said in short ones.",
    source="U.S. NIH and AMA advice on a sixth-grade level; a note, since names alone can cost a grade",
    spec=("LN-20", "LN-21", "LN-22"),
)
def above_the_aim(whole: Whole) -> Iterator[Finding]:
    """Text for families between the aim and the highest grade."""
    aim, most = whole.limits.family_grade_aim, whole.limits.family_grade_most
    for path, counts in whole.family_counts.items():
        if counts.measurable and aim < counts.grade <= most:
            yield Finding(path, 1, f"this text for families asks for {_told(whole, path, counts)}; the aim is {aim:g}")


@rule(
    "W03",
    Severity.WARNING,
    reason="A long sentence is lost before its end.",
    example="A sentence for families of more than 20 words.",
    cure="Make two sentences of it.",
    source="house rule",
    spec=("LN-23",),
)
def long_sentence(whole: Whole) -> Iterator[Finding]:
    """A sentence for families with too many words."""
    most = whole.limits.family_sentence_words
    for path, prose in whole.family_prose.items():
        for piece in prose.pieces:
            for sentence in piece.sentences:
                number = len(words(sentence)) if sentence.count(" ") >= most else 0
                if number > most:
                    near = " ".join(sentence.split()[:3])
                    yield Finding(path, piece.line, f"this sentence has {number} words, at most {most} are easy to follow", near=near)


@rule(
    "W06",
    Severity.WARNING,
    reason="One long sentence can be read twice; a page of them is put away.",
    example="A page whose sentences have 15 words on average.",
    cure="Cut the longest sentences; one thought in each is enough.",
    source="house rule",
    spec=("LN-23",),
)
def long_sentences(whole: Whole) -> Iterator[Finding]:
    """A text for families whose sentences are too long on average."""
    most = whole.limits.family_sentence_mean
    for path, counts in whole.family_counts.items():
        mean = counts.words / counts.sentences if counts.measurable else 0
        if mean > most:
            yield Finding(path, 1, f"the sentences have {mean:.1f} words on average, at most {most:g} are easy to follow")
