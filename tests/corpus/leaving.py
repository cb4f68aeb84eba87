"""What leaves the app: plain text on standard output, and HTML that is printed and given out."""

from __future__ import annotations

import contextlib
import io
from unittest import mock

from bench import TODAY, Bench
from harmless_html import assert_harmless
from learning import concerned
from promises import clean_text, told

from edu_tui.checks.checklist import checklist
from edu_tui.checks.whole import read_whole
from edu_tui.cli.parser import run
from edu_tui.export.handouts import HandoutError, Kind, gather, write_handout
from edu_tui.export.review_sheet import write_review_sheet
from edu_tui.export.session_report import Form, session_report
from edu_tui.library.modules import Audience
from edu_tui.progress.moments import wall_clock
from edu_tui.progress.sessions import Sessions
from edu_tui.study.teaching.material import material_of
from edu_tui.study.teaching.plan import make_plan
from edu_tui.study.teaching.report import make_report
from edu_tui.study.teaching.session import begin

TYPED = "\n".join(["?", "1", "2", "a", "5 mg", "!sure", "!!", "u", "x y", "1 2 3", "[b]"] * 20)
"""What is typed at a quiz, whatever it asks."""


def write_html(bench: Bench, path: str) -> None:
    """Handouts, the sheet for a reviewer and the report of a session as HTML: see `assert_harmless`."""
    with bench.checker.opened() as library:
        modules, quizzes = concerned(library, path)
        for ident, audience in sorted({(one.id, one.audience) for one in modules} | {(one.module, one.audience) for one in quizzes}):
            with contextlib.suppress(HandoutError):
                material = gather(library, ident, audience, TODAY)
                for kind in Kind:
                    with contextlib.suppress(HandoutError):
                        assert_harmless(write_handout(material, kind))
                found = checklist(read_whole(library, TODAY), bench.checker.judged(TODAY), ident, audience)
                if found is not None:
                    assert_harmless(write_review_sheet([material], found))
                _report(bench, ident, audience)


def _report(bench: Bench, ident: str, audience: Audience) -> None:
    data = bench.scratch / "told"
    with bench.checker.opened() as library:
        material = material_of(library, ident, audience)
        assert material is not None
        session = begin(Sessions(data, wall_clock), material, make_plan(material, 45))
    try:
        session.start()
        session.end()
        report = make_report(session.state, session.store.id)
    finally:
        session.store.close()
    assert_harmless(session_report(report, Form.HTML, TODAY))
    for form in (Form.TEXT, Form.MARKDOWN, Form.CSV):
        clean_text(session_report(report, form, TODAY))


def write_plain(bench: Bench, path: str) -> None:
    """Pages, quizzes, tests, terms, evidence and a session as plain text, each by its command; answers are typed whatever is asked."""
    data = bench.scratch / "plain"
    before = ("--library", str(bench.root), "--data-dir", str(data))
    module = next(page.split("/")[1] for page in bench.paths if page.endswith("family.md") and page.startswith("content/"))
    for words in (
        ("read", module, "--plain", "--notes"),
        ("read", module, "--plain", "--mine", "--audience", "family"),
        ("quiz", module, "--plain"),
        ("quiz", f"{module}-family", "--plain", "--mode", "test"),
        ("review", "--plain"),
        ("search", "relapse", "--format", "json"),
        ("search", "is:wrong", "a"),
        ("glossary",),
        ("curriculum",),
        ("teach", module, "--plain"),
        ("progress",),
    ):
        with mock.patch("sys.stdin", io.StringIO(TYPED)):
            told(lambda words=words: run([*before, *words]))
