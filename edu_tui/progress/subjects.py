"""What a flag, a note or a report is about: a question by its id, or a section as `MODULE:AUDIENCE:SECTION`."""

from __future__ import annotations

from edu_tui.progress.state_values import Section


def section_subject(section: Section) -> str:
    """What a section is called as the subject of a flag, a note or a report."""
    return ":".join(section)


def section_of(subject: str) -> Section | None:
    """The section that a subject names; None for a question. An id never holds a colon (`library.slugs.IDENT`)."""
    parts = subject.split(":")
    return Section(*parts) if len(parts) == 3 else None
