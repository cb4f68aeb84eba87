"""Words for families: a page that a tired parent can read."""

from __future__ import annotations

from collections.abc import Iterator

from edu_tui.checks.prose import sentences, words
from edu_tui.checks.readability import Counts
from edu_tui.checks.registry import Finding, rule
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Severity


def _told(counts: Counts) -> str:
    grades = f"grade {counts.flesch_kincaid:.1f} by Flesch-Kincaid and {counts.smog:.1f} by SMOG"
    spoken = f"{counts.syllables} syllables, {counts.polysyllables} words of three or more"
    return f"{grades} ({counts.words} words, {counts.sentences} sentences, {spoken})"


@rule(
    "W01",
    Severity.ERROR,
    reason="The average adult reads at grade 7 to 8, and less well when tired or frightened.",
    example="Administration of immunotherapy necessitates hospitalisation.",
    cure="Shorten sentences, and say long words in short ones.",
)
def hard_to_read(whole: Whole) -> Iterator[Finding]:
    """Text for families above the highest grade."""
    most = whole.limits.family_grade_most
    for path, counts in whole.family_counts.items():
        if counts.measurable and counts.grade > most:
            yield Finding(path, 1, f"this text for families asks for {_told(counts)}; at most {most:g}")


@rule(
    "W02",
    Severity.INFO,
    reason="Text for families aims at grade 6; names of drugs and diseases may keep it above.",
    example="Chemotherapy can occasionally necessitate transfusions.",
    cure="Look for long words that can be said in short ones.",
)
def above_the_aim(whole: Whole) -> Iterator[Finding]:
    """Text for families between the aim and the highest grade."""
    aim, most = whole.limits.family_grade_aim, whole.limits.family_grade_most
    for path, counts in whole.family_counts.items():
        if counts.measurable and aim < counts.grade <= most:
            yield Finding(path, 1, f"this text for families asks for {_told(counts)}; the aim is {aim:g}")


@rule(
    "W03",
    Severity.WARNING,
    reason="A long sentence is lost before its end.",
    example="A sentence for families of more than 20 words.",
    cure="Make two sentences of it.",
)
def long_sentence(whole: Whole) -> Iterator[Finding]:
    """A sentence for families with too many words."""
    most = whole.limits.family_sentence_words
    for path, texts in whole.family_prose:
        for line, text in texts:
            for sentence in sentences(text):
                number = len(words(sentence))
                if number > most:
                    near = " ".join(sentence.split()[:3])
                    yield Finding(path, line, f"this sentence has {number} words, at most {most} are easy to follow", near=near)
