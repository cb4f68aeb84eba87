"""`PreviewAside`: what lies beside the page of a preview (findings or evidence), and where its targets and those of the page lead."""

from __future__ import annotations

from functools import partial

from edu_tui.app.links import LinkDialog
from edu_tui.app.pages.evidence import evidence_layout, term_layout
from edu_tui.app.pages.preview import Surroundings
from edu_tui.app.pages.preview_findings import checking_layout, findings_layout
from edu_tui.app.screens.preview_page import AsidePage
from edu_tui.app.screens.preview_stage import WIDE, PreviewStage
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.page import PageView
from edu_tui.library.diagnostics import Diagnostic
from edu_tui.library.links import PageLink, Refused, resolve
from edu_tui.library.modules import Audience
from edu_tui.library.roles import LibraryFile, page_path
from edu_tui.library.text import fold
from edu_tui.render.numbering import Numbering
from edu_tui.study.preview_changes import homes_of

NOT_KEPT = "That is for learners: in a preview nothing is kept."


class PreviewAside(PreviewStage):
    """Lists `findings` beside the page, once `is_checked`; `folded` where the author does not want to see them there."""

    DEFAULT_CSS = """
    PreviewAside {
        #aside { display: none; dock: bottom; height: 45%; background: $surface; border-top: solid $edu-rule; }
        &.-aside #aside { display: block; }
        &.-wide #aside { dock: right; width: 38; height: 1fr; border-top: none; border-left: solid $edu-rule; }
    }
    """

    def __init__(self, file: LibraryFile, around: Surroundings) -> None:
        super().__init__(file, around)
        self.findings: tuple[Diagnostic, ...] = ()
        self.aside = AsidePage(id="aside", navigate="targets")
        self.is_checked = self.folded = False
        self._evidence = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys hold now."""
        if action == "back":
            return self._evidence or self.in_slides or self.focused is not self.page
        return super().check_action(action, parameters)

    def action_findings(self) -> None:
        """Go to the findings; from there back to the page, and fold them away."""
        if self.aside.has_focus and not self._evidence:
            self._close_aside()
        else:
            self.folded = False
            self._show_findings()

    def action_back(self) -> None:
        """Go back to the page. Findings beside it stay, those below it go; slides go when nothing else is open."""
        if not self._evidence and self.in_slides and self.focused is self.slide:
            self.action_slides()
            return
        if self._evidence:
            self._show_findings()
        if self.size.width < WIDE:
            self._close_aside()
        self.focus_stage()

    def list_findings(self, found: tuple[Diagnostic, ...]) -> None:
        """These are the findings now; they are listed unless something else lies beside the page."""
        self.findings = found
        if not self._evidence:
            self.aside.show(self._listed(), keep=True)

    def _listed(self) -> Source:
        """All findings; until there was a look for them, that there will be."""
        return partial(findings_layout, self.findings) if self.findings or self.is_checked else checking_layout

    def _show_findings(self) -> None:
        self._open_aside(self._listed(), evidence=False)

    def _open_aside(self, source: Source, *, evidence: bool, anchor: str | None = None) -> None:
        self._evidence = evidence
        self.add_class("-aside")
        self.aside.show(source, anchor)
        self.aside.focus()
        self.refresh_bindings()

    def _close_aside(self) -> None:
        self.folded = self.size.width >= WIDE
        self.remove_class("-aside")
        self.focus_stage()

    # --- where targets lead ---------------------------------------------------------------------------------------------------------------

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Go where the target leads."""
        event.stop()
        kind, _, value = event.target.partition(":")
        if not self.follow_answer(kind, value):
            self._follow(kind, value)

    def _follow(self, kind: str, value: str) -> None:
        ledger = self.around.ledger
        match kind:
            case "finding":
                self._go_to_finding(self.findings[int(value)])
            case "fact" | "ref":
                self._open_aside(partial(evidence_layout, self.look.numbering or Numbering(), ledger), evidence=True, anchor=value)
            case "term" if (term := ledger.terms.get(fold(value))) is not None:
                self._open_aside(partial(term_layout, term, self.file.audience or Audience.CLINICIAN), evidence=True)
            case "note":
                self.page.scroll_to_anchor(f"note-{value}")
            case "link":
                self._follow_link(value)
            case "section":
                self.go(self.place_of(value))
            case "next" | "fresh" | "form":
                self.action_turn(1)
            case _:
                self.notice.tell(NOT_KEPT)

    def _follow_link(self, href: str) -> None:
        """Where an author's link leads: inside the file to its place, outside the library after a question, else in words."""
        where = resolve(href, self.file.path)
        if isinstance(where, Refused):
            self.notice.tell(where.reason)
        elif not isinstance(where, PageLink):
            self.app.push_screen(LinkDialog(where))
        elif (path := page_path(where.module, where.audience)) == self.file.path:
            self.go(self.place_of(where.section))
        else:
            self.notice.tell(f"This leads to {path}{f', section {where.section}' if where.section else ''}.")

    def _go_to_finding(self, item: Diagnostic) -> None:
        """Show the block in which something was found, with the key of the question if it stands behind an answer."""
        if not self.preview.units:
            return
        (home,) = homes_of(self.preview.units, [item.line])
        self.go(home.part, home.line)
        hidden = self.part is not None and home.line != self.part.line and not self.page.shows_source(home.line)
        if self.asked is not None and hidden:
            self.key_shown = True
            self.draw(keep=False)
            self.reveal(home.line)
