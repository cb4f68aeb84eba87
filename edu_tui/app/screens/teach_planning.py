"""`PlanScreen`: a screen that holds the plan of a session: it is changed step by step, looked over, saved, and begun."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from edu_tui.app.context import Context
from edu_tui.app.looking_over import look_over
from edu_tui.app.plan_files import USUAL_MINUTES, PlanFaults, open_plan, save_plan
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.routes import Teach
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.exporting import ExportError
from edu_tui.progress.sessions import SessionError, Sessions
from edu_tui.progress.sessions_plan import Plan
from edu_tui.study.teaching.draft import Draft
from edu_tui.study.teaching.material import Material, material_of
from edu_tui.study.teaching.plan import make_plan
from edu_tui.study.teaching.plan_steps import PlanError
from edu_tui.study.teaching.preflight import Finding
from edu_tui.study.teaching.session import begin


class PlanScreen(RoutedScreen):
    """What becomes of a plan. Subclasses show it (`_show`), and say what cannot be (`_tell`)."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._audience = context.preferences.audience
        self._material: Material | None = None
        self._draft = Draft(Plan(module="", audience="", minutes=USUAL_MINUTES))
        self._findings: list[Finding] | None = None
        self._ask = "count"
        self._busy = False

    @property
    def _data(self) -> Path:
        assert self.app.learners is not None
        return self.app.learners.home.parent

    # --- planning --------------------------------------------------------------------------------------------------------------

    def _plan_for(self, module: str, minutes: float, forms: str = "") -> None:
        """Make a plan for a module."""
        entry = self.context.catalogue.module(module, self._audience)
        material = None if entry is None or entry.broken else material_of(self.context.library, module, self._audience)
        if material is None:
            self._tell(entry.broken if entry and entry.broken else f"There is no module {module[:60]} for this audience.")
            return
        try:
            self._take(Draft(make_plan(material, minutes, forms=forms)), material)
        except PlanError as error:
            self._tell(str(error))

    def _open_plan(self, path: Path, module: str = "", audience: Audience | None = None) -> None:
        """Take the plan in a file."""
        try:
            plan, material = open_plan(self.context.library, path, module, audience)
        except PlanFaults as error:
            self._tell(str(error))
            return
        self._audience = material.audience
        self._take(Draft(plan, edited=True), material)

    def _take(self, draft: Draft, material: Material) -> None:
        """Hold a plan, and look it over in a thread."""
        self._draft, self._material, self._findings = draft, material, None
        size = (self.app.size.width, self.app.size.height)

        def work() -> None:
            found = look_over(self.context.library, draft.plan, material, self.context.now().date(), size)
            self.call_later(self._looked_over, draft, found)

        self.run_worker(work, thread=True, exclusive=True, group="preflight")

    def _looked_over(self, draft: Draft, findings: list[Finding]) -> None:
        if draft is self._draft:
            self._findings = findings
            self._show(keep=True)

    def _change(self, change: Callable[[Draft], Draft], focus: str = "") -> None:
        """Change the plan; why that cannot be is told."""
        if self._material is None:
            return
        self._tell("")
        try:
            self._take(change(self._draft), self._material)
        except PlanError as error:
            self._tell(str(error))
        self._show(keep=True, focus=focus)

    # --- saving and starting ---------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        """Save the plan as a file, in a thread."""
        plan = self._draft.plan

        def work() -> None:
            try:
                told = f"The plan is in {save_plan(self._data, plan)}: give the file to a colleague, or use it again from here."
            except ExportError as error:
                told = str(error)
            self.call_later(self._tell, told)

        self.run_worker(work, thread=True, group="saving")

    def action_start(self) -> None:
        """Begin: the session is on the disk before anything of it is shown."""
        material, plan = self._material, self._draft.plan
        if material is None or self._busy:
            return
        if not plan.steps:
            self._tell("The plan has no steps: put one back, or plan it anew.")
            return
        self._busy = True

        def work() -> None:
            try:
                session = begin(Sessions(self._data, self.context.now), material, plan, now=self.context.now)
            except (NotSaved, SessionError) as error:
                self.call_later(self._not_begun, str(error))
                return
            session.store.close()
            self.call_later(self._begun, session.store.id)

        self.run_worker(work, thread=True, group="saving")

    def _not_begun(self, sentence: str) -> None:
        self._busy = False
        self._tell(sentence)

    def _begun(self, ident: str) -> None:
        self._busy = False
        if self.is_active:
            self.app.go(Teach(ident, self._ask))

    # --- for subclasses --------------------------------------------------------------------------------------------------------

    def _show(self, *, keep: bool = False, focus: str = "") -> None:
        """Show the plan as it is now; with `keep` where one is, else with the target `focus` in front."""
        raise NotImplementedError

    def _tell(self, sentence: str) -> None:
        """Say what must be seen, "" for nothing."""
        raise NotImplementedError
