"""The review checklist of one module: what only people can judge, and what software knows that helps them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from edu_tui.checks.clinical_review import ModuleReview, clinical_reviews
from edu_tui.checks.people import PEOPLE, Judgement, Subject
from edu_tui.checks.readability import Counts
from edu_tui.checks.waivers import Judged, Waived
from edu_tui.checks.whole import Whole
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.modules import Audience


class Checklist(msgspec.Struct, frozen=True):
    """What a reviewer of one module is given.

    `grades` are the counts of each file for families that is long enough for a grade, `findings` what the rules say of the module's own
    files, and `waived` what somebody answers for there.
    """

    review: ModuleReview
    grades: dict[str, Counts]
    findings: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...]
    questions: tuple[Judgement, ...]

    def by_subject(self) -> Iterator[tuple[Subject, tuple[Judgement, ...]]]:
        """The questions to the reviewer under their subjects."""
        for subject in Subject:
            asked = tuple(item for item in self.questions if item.subject is subject)
            if asked:
                yield subject, asked


def checklist(whole: Whole, judged: Judged, module: str, audience: Audience | None = None) -> Checklist | None:
    """The checklist of `module`, for its page of one audience or for both; None if the library has no such module."""
    review = next((item for item in clinical_reviews(whole) if item.module == module), None)
    if review is None:
        return None
    files = files_of(whole, module, audience)
    return Checklist(
        review,
        {path: counts for path, counts in whole.family_counts.items() if path in files and counts.measurable},
        tuple(item for item in judged.findings if item.path in files),
        tuple(item for item in judged.waived if item.finding.path in files),
        tuple(item for item in PEOPLE if _is_asked(item.subject, audience)),
    )


def files_of(whole: Whole, module: str, audience: Audience | None = None) -> frozenset[str]:
    """The paths of the pages and quizzes of `module`, for one audience or for both."""
    pages = ((entry.path, entry.id, entry.audience) for entry in whole.catalogue.modules)
    quizzes = ((entry.path, entry.module, entry.audience) for entry in whole.catalogue.quizzes)
    return frozenset(path for path, ident, told_for in (*pages, *quizzes) if ident == module and audience in (None, told_for))


def _is_asked(subject: Subject, audience: Audience | None) -> bool:
    match subject:
        case Subject.FAMILY | Subject.BEFORE_USE:
            return audience is not Audience.CLINICIAN
        case Subject.CLINICIAN:
            return audience is not Audience.FAMILY
        case _:
            return True
