"""What a learner chooses of a test before it is drawn, and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from edu_tui.library.catalogue import Catalogue
from edu_tui.library.modules import Audience
from edu_tui.progress.events import Scope
from edu_tui.progress.state import LearnerState
from edu_tui.study.finding import wrong_questions
from edu_tui.study.store import Store

KEY = "test-choice"
"""The mark under which the last choice is kept."""

NUMBER, MINUTES = 20, 30
"""What most tests ask and take: a minute and a half for a question, as in written examinations in medicine."""

POOLS = {"": "all", "wrong": "what I got wrong", "flagged": "what I flagged", "new": "not asked yet"}
"""From which questions a test is drawn, by the word in `Scope.pool`."""


class Choice(msgspec.Struct, frozen=True):
    """What to ask, of whom, and how long: `minutes` 0 for no clock; a `soft` clock tells the time and ends nothing."""

    audience: Audience = Audience.CLINICIAN
    scope: Scope = Scope(number=NUMBER)
    minutes: int = MINUTES
    soft: bool = True

    @property
    def limit_ms(self) -> int:
        """The clock in ms, 0 for none."""
        return self.minutes * 60_000

    def with_scope(self, **changes: Any) -> Choice:
        """The same choice with something else in its scope."""
        return msgspec.structs.replace(self, scope=msgspec.structs.replace(self.scope, **changes))


def last_choice(marks: Mapping[str, Any], catalogue: Catalogue) -> Choice:
    """The last choice, as far as the library still has what it names; the usual one where none is kept, or none that can be read."""
    try:
        choice = msgspec.convert(marks.get(KEY) or {}, Choice)
    except msgspec.ValidationError:
        return Choice()
    return fitted(choice, catalogue)


def keep_choice(store: Store, choice: Choice) -> None:
    """Remember the choice. May raise `progress.errors.NotSaved`."""
    store.set_mark(KEY, msgspec.to_builtins(choice))


def objective_ref(module: str, objective: str) -> str:
    """How `Scope` names an objective of a module."""
    return f"{module}:{objective}"


def fitted(choice: Choice, catalogue: Catalogue) -> Choice:
    """The choice without modules, objectives and pools that do not exist for its audience."""
    scope = choice.scope
    entries = {entry.id: entry for entry in catalogue.modules if entry.audience is choice.audience}
    modules = tuple(module for module in scope.modules if module in entries)
    known = {objective_ref(module, one.id) for module in modules for one in entries[module].objectives}
    return choice.with_scope(
        modules=modules,
        objectives=tuple(ref for ref in scope.objectives if ref in known),
        pool=scope.pool if scope.pool in POOLS else "",
        number=max(1, scope.number),
    )


def with_module(choice: Choice, module: str) -> Choice:
    """The choice with a module added, or taken away with its objectives; without any module left it is about all of them."""
    scope = choice.scope
    if module not in scope.modules:
        return choice.with_scope(modules=(*scope.modules, module))
    others = tuple(one for one in scope.modules if one != module)
    kept = tuple(ref for ref in scope.objectives if ref.partition(":")[0] != module)
    return choice.with_scope(modules=others, objectives=kept)


def with_objective(choice: Choice, ref: str) -> Choice:
    """The choice with an objective added or taken away; without any of its module left it is about all of that module."""
    refs = choice.scope.objectives
    return choice.with_scope(objectives=tuple(one for one in refs if one != ref) if ref in refs else (*refs, ref))


def in_pool(pool: str, state: LearnerState) -> Callable[[str], bool]:
    """What tells whether a question, by its id, is in a pool."""
    match pool:
        case "wrong":
            return wrong_questions(state).__contains__
        case "flagged":
            return state.flags().__contains__
        case "new":
            return lambda question: not state.history(question)
        case _:
            return lambda _: True


def scope_words(scope: Scope, catalogue: Catalogue, audience: Audience) -> str:
    """What a test was drawn from: "all modules", "Genetics (2 objectives), The time of relapse; what I got wrong"."""
    words = ", ".join(_module_words(scope, catalogue, audience, module) for module in scope.modules) or "all modules"
    return f"{words}; {POOLS[scope.pool]}" if scope.pool in POOLS and scope.pool else words


def _module_words(scope: Scope, catalogue: Catalogue, audience: Audience, module: str) -> str:
    entry = catalogue.module(module, audience)
    title = entry.title if entry else module
    chosen = sum(ref.partition(":")[0] == module for ref in scope.objectives)
    return f"{title} ({chosen} objective{'' if chosen == 1 else 's'})" if chosen else title


def clock_words(limit_ms: int, *, soft: bool) -> str:
    """The clock of a test in words."""
    if not limit_ms:
        return "no clock"
    minutes = max(1, round(limit_ms / 60_000))
    return f"{minutes} minute{'' if minutes == 1 else 's'}" + ("" if soft else ", then it ends")
