"""`PrepareScreen`: choose a module, look over and change the plan, and begin; or go on with a session that waits."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.looking_over import look_over
from edu_tui.app.pages.teach_prepare import PlanView, StartView, plan_layout, start_layout
from edu_tui.app.plan_files import FOLDER, PlanFaults, open_plan, save_plan
from edu_tui.app.routed import RoutedScreen
from edu_tui.app.routes import Prepare, Route, Teach
from edu_tui.app.routes import Sessions as AllSessions
from edu_tui.app.screens.teach_waiting import OnDisk, what_waits
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.entry_line import EntryLine
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.notice import Notice
from edu_tui.app.widgets.page import PageView
from edu_tui.library.modules import Audience
from edu_tui.progress.errors import NotSaved
from edu_tui.progress.exporting import ExportError
from edu_tui.progress.sessions import SessionError, Sessions
from edu_tui.progress.sessions_plan import Plan
from edu_tui.study.teaching import draft as drafts
from edu_tui.study.teaching.draft import Draft
from edu_tui.study.teaching.material import Material, material_of
from edu_tui.study.teaching.plan import PlanError, make_plan
from edu_tui.study.teaching.preflight import Finding
from edu_tui.study.teaching.session import begin

USUAL_MINUTES = 20


def _command(name: str, keys: tuple[str, ...], action: str, label: str, text: str, footer: int) -> Command:
    return Command(id=f"prepare.{name}", keys=keys, action=action, label=label, help=text, group="Planning", footer=footer)


class PrepareScreen(RoutedScreen):
    """What a session is to be."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (  # type: ignore[assignment]  # see `CommandScreen`
        _command("back", ("escape",), "back", "Back", "Go back to where you came from.", 2),
        _command("start", ("s",), "start", "Start", "Begin the session.", 3),
        _command("more", ("plus", "equals_sign"), "longer(1)", "More time", "Half a minute more for this step.", 4),
        _command("less", ("minus",), "longer(-1)", "Less", "Half a minute less for this step.", 5),
        _command("down", ("J", "shift+down"), "move(1)", "Later", "Move this step down.", 6),
        _command("up", ("K", "shift+up"), "move(-1)", "Earlier", "Move this step up.", 0),
        _command("audience", ("t",), "flip", "Audience", "Plan for the other audience.", 7),
    )

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.title_bar = TitleBar("Teach a group", context.signed())
        self.page = PageView(id="page", navigate="targets")
        self.notice = Notice(id="notice")
        self.line = EntryLine(id="line")
        self._audience = context.preferences.audience
        self._material: Material | None = None
        self._draft = Draft(Plan(module="", audience="", minutes=USUAL_MINUTES))
        self._findings: list[Finding] | None = None
        self._ask = "count"
        self._busy = False
        self._found = OnDisk()

    def compose(self) -> ComposeResult:
        """Title, page, what asks for attention, keys."""
        yield self.title_bar
        yield self.page
        yield self.notice
        yield self.line
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the page."""
        self.page.focus()

    @property
    def _data(self) -> Path:
        assert self.app.learners is not None
        return self.app.learners.home.parent

    # --- coming ----------------------------------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        """Show the choice of a module, or the plan that is wished for."""
        assert isinstance(route, Prepare)
        self._audience = route.audience or self.context.preferences.audience
        self._material, self._busy = None, False
        self._tell("")
        if route.plan:
            self._open_plan(Path(route.plan), route.module, route.audience)
        elif route.module:
            self._plan_for(route.module, route.minutes or USUAL_MINUTES, route.forms)
        self._show(focus="start:" if self._material else "")
        self._look()

    def come_back(self, route: Route) -> None:
        """Show what was left, with what came since."""
        assert isinstance(route, Prepare)
        self._busy = False
        if self._material is None:
            self.open(route)
        else:
            self._show(keep=True)

    def leave(self) -> None:
        """Stop typing."""
        self.line.close()

    def _look(self) -> None:
        """See, in a thread, what waits on the disk."""
        self.run_worker(self._look_up, thread=True, exclusive=True, group="looking")

    def _look_up(self) -> None:
        self.call_later(self._looked, what_waits(self._data, self.context.now))

    def _looked(self, found: OnDisk) -> None:
        """Show what waits; the cursor goes to what most will want, if it was not moved."""
        self._found = found
        if found.trouble:
            self._tell(found.trouble)
        if self._material is None:
            untouched = self.page.focused_target in ("", *self.page.targets[:1])
            self._show(keep=not untouched)
            if untouched:
                self.page.focus_target(self._first, reveal=False)

    @property
    def _first(self) -> str:
        """The target of what most will want: the session that waits, else the first module."""
        wanted = ("session:", "module:")
        return next((target for kind in wanted for target in self.page.targets if target.startswith(kind)), "")

    # --- showing ---------------------------------------------------------------------------------------------------------------

    def _show(self, *, keep: bool = False, focus: str = "") -> None:
        title = self._material.module.title if self._material else ""
        self.title_bar.tell(f"Teach a group: {title}" if title else "Teach a group", self.context.signed())
        self.page.show(self._source(), keep=keep, focus=focus)
        self.refresh_bindings()

    def _source(self) -> Source:
        if self._material is None:
            found = self._found
            view = StartView(self.context.catalogue, self._audience, found.waiting, found.saved, found.sessions)
            return partial(start_layout, view)
        plan = self._draft.plan
        left = drafts.left_out(self._material, plan)
        with_forms = bool(self._material.pairs())
        return partial(plan_layout, PlanView(self._material.module.title, self._draft, left, with_forms, self._ask, self._findings))

    def _tell(self, sentence: str) -> None:
        self.notice.tell(sentence)

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

    # --- keys ------------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Steps are changed where one stands on a step."""
        if self.line.is_open:
            return False
        if action in ("longer", "move"):
            return self.page.focused_target.startswith("in:")
        if action == "start":
            return self._material is not None
        return super().check_action(action, parameters)

    def on_page_view_focused(self) -> None:
        """What can be done depends on where one stands."""
        self.refresh_bindings()

    def on_page_view_activated(self, event: PageView.Activated) -> None:
        """Follow a target."""
        kind, _, value = event.target.partition(":")
        material = self._material
        match kind:
            case "session":
                self.app.go(Teach(value))
            case "plan":
                self._open_plan(self._data / FOLDER / value)
                self._show(focus="start:")
            case "module":
                self._plan_for(value, USUAL_MINUTES)
                self._show(focus="start:")
            case "audience":
                self._audience = Audience(value)
                self._show(keep=True)
            case "go":
                self.app.go(AllSessions())
            case "start":
                self.action_start()
            case "save":
                self._save()
            case "talk":
                self.line.ask("talk", "What will you say or do?")
                self.refresh_bindings()
            case _ if material is not None:
                self._edit(material, kind, value)

    def _edit(self, material: Material, kind: str, value: str) -> None:
        """Change the plan as a target says."""
        match kind:
            case "minutes":
                self._change(lambda draft: drafts.for_minutes(material, draft, float(value)))
            case "forms":
                self._change(lambda draft: drafts.with_forms(material, draft, value))
            case "ask":
                self._ask = value
                self._show(keep=True)
            case "in":
                self._change(lambda draft: drafts.drop(draft, value))
            case "out":
                self._change(lambda draft: drafts.put_back(material, draft, value))
            case "anew":
                self._change(lambda draft: Draft(make_plan(material, draft.plan.minutes, forms=draft.forms)))

    def _focused_step(self) -> str:
        kind, _, key = self.page.focused_target.partition(":")
        return key if kind == "in" else ""

    def action_longer(self, by: int) -> None:
        """More or less time for a step."""
        if key := self._focused_step():
            self._change(lambda draft: drafts.lengthen(draft, key, by))

    def action_move(self, by: int) -> None:
        """Move a step; the cursor goes with it."""
        if key := self._focused_step():
            self._change(lambda draft: drafts.move(draft, key, by))
            self.page.focus_target(f"in:{key}")

    def action_flip(self) -> None:
        """The other audience: another page of the same module, and so another plan."""
        self._audience = self._audience.other
        if self._material is not None:
            self._plan_for(self._material.module.id, self._draft.plan.minutes)
        self._show(keep=True)

    def action_back(self) -> None:
        """From the plan to the choice of a module, from there back."""
        if self._material is not None and not self._is_route_of_plan:
            self._material = None
            self._tell("")
            self._show()
            self._look()
        else:
            self.app.back()

    @property
    def _is_route_of_plan(self) -> bool:
        route = self.app.route
        return isinstance(route, Prepare) and bool(route.module or route.plan)

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
        if self.app.screen is self:
            self.app.go(Teach(ident, self._ask))

    # --- typing ----------------------------------------------------------------------------------------------------------------

    def on_entry_line_given(self, event: EntryLine.Given) -> None:
        """Add a talk behind the step on which one stands."""
        event.stop()
        self.line.close()
        self.page.focus()
        if event.text:
            self._change(lambda draft: drafts.talk(draft, event.text))
        self.refresh_bindings()

    def on_entry_line_closed(self, event: EntryLine.Closed) -> None:
        """Add nothing."""
        event.stop()
        self.line.close()
        self.page.focus()
        self.refresh_bindings()
