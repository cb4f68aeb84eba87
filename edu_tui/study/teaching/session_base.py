"""What the parts of a session's leading share: its store, what holds now, and the checks before a step is recorded."""

from __future__ import annotations

from edu_tui.progress import sessions_events as e
from edu_tui.progress.sessions_plan import Plan, PlanStep, StepKind
from edu_tui.progress.sessions_state import SessionState
from edu_tui.progress.sessions_store import SessionStore
from edu_tui.study.teaching.material import Material
from edu_tui.study.teaching.room import NotNow


class Recorder:
    """A session's store with the material that it is led with. It holds nothing of what happened: that is folded from the events."""

    def __init__(self, store: SessionStore, material: Material) -> None:
        self.store = store
        self.material = material

    @property
    def state(self) -> SessionState:
        """What has happened."""
        return self.store.state

    @property
    def plan(self) -> Plan:
        """The plan that holds."""
        return self.state.plan

    @property
    def step(self) -> PlanStep | None:
        """The present step; None before the first and behind the last."""
        return self.plan.step(self.state.place.step)

    def _record(self, *events: e.SessionEvent) -> None:
        self.store.append(*events)

    def _go_on(self, *events: e.SessionEvent) -> None:
        """Record steps that go on with the session, which ends a pause."""
        state = self.state
        paused = state.started_at and not state.ended_at and not state.running
        self._record(*([e.Resumed()] if paused else []), *events)

    def _must_run(self) -> None:
        """Raises NotNow unless the session is under way; it may pause."""
        if not self.state.started_at:
            raise NotNow("The session has not begun: start it first.")
        if self.state.ended_at:
            raise NotNow("The session has ended: reopen it to go on.")

    def _step_of(self, kind: StepKind, missing: str) -> PlanStep:
        """The present step if it is of this kind. Raises NotNow with the sentence `missing`."""
        step = self.step
        if step is None or step.kind is not kind:
            raise NotNow(missing)
        return step
