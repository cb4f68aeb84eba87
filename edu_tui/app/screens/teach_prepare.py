"""`PrepareScreen`: choose a module, look over and change the plan, and begin; or go on with a session that waits."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from edu_tui.app.commands import Command
from edu_tui.app.context import Context
from edu_tui.app.pages.teach_prepare import PlanView, StartView, plan_layout, start_layout
from edu_tui.app.plan_files import FOLDER, USUAL_MINUTES
from edu_tui.app.routes import Prepare, Route, Teach
from edu_tui.app.routes import Sessions as AllSessions
from edu_tui.app.screens.teach_planning import PlanScreen
from edu_tui.app.screens.teach_waiting import OnDisk, what_waits
from edu_tui.app.widgets.bars import KeyBar, TitleBar
from edu_tui.app.widgets.entry_line import EntryLine
from edu_tui.app.widgets.line_view import Source
from edu_tui.app.widgets.notice import Notice
from edu_tui.app.widgets.page import PageView
from edu_tui.library.modules import Audience
from edu_tui.study.teaching import draft as drafts
from edu_tui.study.teaching.draft import Draft
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.plan import make_plan


def _command(name: str, keys: tuple[str, ...], action: str, label: str, text: str, footer: int) -> Command:
    return Command(id=f"prepare.{name}", keys=keys, action=action, label=label, help=text, group="Planning", footer=footer)


class PrepareScreen(PlanScreen):
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
        super().__init__(context)
        self.title_bar = TitleBar("Teach a group", context.signed())
        self.page = PageView(id="page", navigate="targets")
        self.notice = Notice(id="notice")
        self.line = EntryLine(id="line")
        self._aside: tuple[Draft, Material] | None = None
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

    # --- coming ----------------------------------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        """Show the choice of a module, or the plan that is wished for."""
        assert isinstance(route, Prepare)
        self._audience = route.audience or self.context.preferences.audience
        self._material, self._aside, self._busy = None, None, False
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
            case "in" | "out":
                self._turn(material, kind, value)
            case "anew":
                self._change(lambda draft: Draft(make_plan(material, draft.plan.minutes, forms=draft.forms)))

    def _turn(self, material: Material, kind: str, key: str) -> None:
        """Leave a step out that is "in", or put one back that is "out", and stand on what has come to its place, or else on it."""
        target, shown = f"{kind}:{key}", self._steps_shown(kind)
        if target not in shown:
            return  # a key that came twice
        self._change(lambda draft: drafts.drop(draft, key) if kind == "in" else drafts.put_back(material, draft, key))
        now = self._steps_shown(kind)
        there = now[min(shown.index(target), len(now) - 1)] if now else f"{'out' if kind == 'in' else 'in'}:{key}"
        self.page.focus_target(there)

    def _steps_shown(self, kind: str) -> list[str]:
        return [target for target in self.page.targets if target.startswith(f"{kind}:")]

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
        """The other audience: another page of the same module, and so another plan. The plan that was here waits for the next flip."""
        here = self._material
        if here is None:
            self._audience = self._audience.other
        elif self._aside is not None:
            self._aside, (draft, material) = (self._draft, here), self._aside
            self._audience = material.audience
            self._take(draft, material)
        else:
            self._aside = self._draft, here
            self._audience = here.audience.other
            self._plan_for(here.module.id, self._draft.plan.minutes)
            if self._material is here:
                self._audience, self._aside = here.audience, None
        self._show(keep=True)

    def action_back(self) -> None:
        """From the plan to the choice of a module, from there back."""
        if self._material is not None and not self._is_route_of_plan:
            self._material = self._aside = None
            self._tell("")
            self._show()
            self._look()
        else:
            self.app.back()

    @property
    def _is_route_of_plan(self) -> bool:
        route = self.app.route
        return isinstance(route, Prepare) and bool(route.module or route.plan)

    # --- typing ----------------------------------------------------------------------------------------------------------------

    def on_entry_line_given(self, event: EntryLine.Given) -> None:
        """Add words of one's own at the end, with the cursor on them: they can be moved from there."""
        event.stop()
        self.line.close()
        self.page.focus()
        if event.text:
            self._change(lambda draft: drafts.talk(draft, event.text))
            self.page.focus_target(next((f"in:{step.key}" for step in reversed(self._draft.plan.steps)), ""))
        self.refresh_bindings()

    def on_entry_line_closed(self, event: EntryLine.Closed) -> None:
        """Add nothing."""
        event.stop()
        self.line.close()
        self.page.focus()
        self.refresh_bindings()
